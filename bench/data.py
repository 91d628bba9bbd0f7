"""600 agreements and 6,000 rows: a few dozen of each written by the operations, then copied in bulk."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from bench import deeds

AGREEMENTS, ROWS = 600, 6000
VALIDITIES = (
    "2017-2020 (förlängt tom 2024-12-31)", "2019 (förlängt t.o.m. 2024-12-31)", "2020-2030", "2018 -tills vidare, ska följas upp årligen",
    "2022 - tills vidare, revidering vart tredje år, 2025 etc.", "2013-2015 (förlängs automatiskt på årsbasis)", "2024-", "Tom 2023-12-31",
    "2023", "", "2025-2027", "1/6 2022 - tills det finns ett nytt samverkansavtal",
)  # fmt: skip
FOLLOW_UPS = (
    "SVOM 3/6 2024 – beslut om remiss\nRek.beslut SVOM senast okt. 2024.",
    "Fredagsgruppen/SamReKo HSI 16-17/4 2024 – lägesrapport\nPer 31/3 2024 har alla huvudmän godkänt planen.",
    "Prel. SVOM höst 2024 – uppföljning\n23/10 2023: Uppdrag till partsammansatt arbetsgrupp",
    "SVOM 2023 och 23/2 2024-rapport pågående arbete",
    "SVOM dec. 2024 – information",
)
AREAS = ("Nära vård", "Psykisk hälsa", "Barn och unga", "Äldre", "Digitalisering", "Kompetens")
DIRECTIONS = ("God och jämlik hälsa", "Samordnad vård", "Trygga barn", "Hållbar ekonomi")
WORDS = (
    "Gemensam uppföljning av samverkan kring hemsjukvård, rehabilitering och hjälpmedel, med förslag till hur ansvaret fördelas när en "
    "person flyttar mellan kommuner eller skrivs ut från slutenvård"
)


@transaction.atomic
def build() -> None:
    """Fills an empty, migrated database."""
    from samverka.action_register.content import ItemContent
    from samverka.action_register.models import ActionItem
    from samverka.action_register.operations import create_item, open_register
    from samverka.agreements.content import AgreementContent
    from samverka.agreements.models import Agreement
    from samverka.agreements.operations import create_agreement
    from samverka.forums.models import Forum
    from samverka.forums.operations import load_known_forums
    from samverka.forums.queries import forum_names
    from samverka.foundation.accounts.operations import create_user
    from samverka.foundation.accounts.states import CountyRole
    from samverka.principals.models import Principal
    from samverka.principals.operations import load_county
    from samverka.principals.queries import principal_matcher

    actor = create_user(username="samordnare", name="Sanna Samordnare", password=None, roles=[CountyRole.COORDINATOR])
    load_county(actor=None, code="23")
    load_known_forums(actor=None, county_code="23")
    names, principals = forum_names(), principal_matcher()
    parties = list(Principal.objects.order_by("pk"))
    for number in range(len(VALIDITIES) * 5):
        agreement = create_agreement(
            actor=None,
            names=names,
            content=AgreementContent(
                name=f"Överenskommelse {number} om {WORDS[(number * 7) % 60 : 70]}",
                area=AREAS[number % len(AREAS)],
                validity_raw=VALIDITIES[number % len(VALIDITIES)],
                aliases=(f"ÖK {number}",),
                recommending=("SVOM",),
                preparing=("Fredagsgruppen", "SamReKo HSI"),
            ),
        )
        deeds.hang_on(agreement, number, actor, parties)
    multiply(Agreement, AGREEMENTS)
    deeds.join()
    register = open_register(actor=None, forum=Forum.objects.get(abbreviation="SVOM"), title="Balanslista SVOM")
    for number in range(60):
        create_item(
            actor=None,
            register=register,
            names=names,
            principals=principals,
            content=ItemContent(
                subject=f"Rad {number}: {WORDS[(number * 5) % 50 : 90]}",
                direction=DIRECTIONS[number % len(DIRECTIONS)],
                areas=(AREAS[number % len(AREAS)],),
                commission=WORDS,
                responsible=("Region Jämtland Härjedalen", "Östersunds kommun"),
                preparing=("Fredagsgruppen", "SamReKo HSI"),
                follow_up=FOLLOW_UPS[number % len(FOLLOW_UPS)],
            ),
        )
    multiply(ActionItem, ROWS)


def multiply(
    model: type[models.Model], wanted: int, vary: Callable[[models.Model, int], None] = lambda record, number: None
) -> None:
    """Copies the records there are, with all that hangs on them by a cascading key, until there are `wanted`. `vary` gets
    each copy and its number before it is saved."""
    originals = list(model._default_manager.order_by("pk"))
    copies = [(old, copied(old)) for old in itertools.islice(itertools.cycle(originals), wanted - len(originals))]
    for number, (_old, new) in enumerate(copies):
        if hasattr(new, "position"):
            new.position = len(originals) + number
        vary(new, number)
    model._default_manager.bulk_create([new for _old, new in copies], batch_size=500)
    _copy_below(model, copies)


def copied(record: models.Model, **changes: Any) -> models.Model:
    """The same facts in a record that has not been saved."""
    values = {
        field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields if not field.primary_key
    }
    return type(record)(**(values | changes))


def _copy_below(model: type[models.Model], copies: list[tuple[models.Model, models.Model]]) -> None:
    for relation in model._meta.related_objects:
        field = relation.field
        if (
            relation.on_delete is not models.CASCADE
            or not isinstance(field, models.ForeignKey)
            or relation.related_model is model
        ):
            continue
        children: dict[Any, list[models.Model]] = {}
        manager = relation.related_model._default_manager
        for child in manager.filter(**{f"{field.name}__in": {old.pk for old, _new in copies}}):
            children.setdefault(getattr(child, field.attname), []).append(child)
        below = [
            (child, copied(child, **{field.attname: new.pk}))
            for old, new in copies
            for child in children.get(old.pk, [])
        ]
        manager.bulk_create([new for _old, new in below], batch_size=500)
        if below:
            _copy_below(relation.related_model, below)
