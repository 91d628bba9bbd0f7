"""Who has signed an agreement, where the original is kept, and where it is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.agreements.models import Agreement, Publication, SignedOriginal, Signing
from samverka.agreements.operations.telling import tell
from samverka.foundation.accounts.models import User
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.language import in_swedish
from samverka.principals.models import Principal


@dataclass(frozen=True, slots=True)
class Signed:
    """A party's signing. Without day and number it is none."""

    principal: Principal
    signed_on: dt.date | None = None
    record_number: str = ""


@transaction.atomic
def set_original(
    *,
    actor: User,
    agreement: Agreement,
    holder: Principal | None = None,
    place: str = "",
    record_number: str = "",
    signed_on: dt.date | None = None,
    note: str = "",
    signings: Sequence[Signed] = (),
    version: int | None = None,
) -> bool:
    """Where the signed agreement is, and who has signed it when. Gives whether anything differed. Raises `ValidationError` by
    field, and `StaleRecord` if the agreement has been changed since `version`."""
    stand = SignedOriginal.objects.filter(agreement=agreement).select_related("holder").first()
    before = original_in_words(stand), signings_in_words(stand)
    original = stand or SignedOriginal(agreement=agreement)
    given: dict[str, Any] = {
        "holder": holder, "place": place, "record_number": record_number, "signed_on": signed_on, "note": note
    }  # fmt: skip
    for name, value in given.items():
        setattr(original, name, value)
    original.full_clean(exclude=["agreement"])
    original.save()
    original.signings.all().delete()
    Signing.objects.bulk_create(
        Signing(original=original, principal=each.principal, signed_on=each.signed_on, record_number=each.record_number)
        for each in signings
        if each.signed_on or each.record_number
    )
    after = original_in_words(original), signings_in_words(original)
    if not any(after):
        original.delete()
    changes = {"original": (before[0], after[0]), "signings": (before[1], after[1])}
    return tell(agreement, actor=actor, verb="set_original", version=version, changes=changes)


@in_swedish
def original_in_words(original: SignedOriginal | None) -> str:
    """For the log."""
    if original is None:
        return ""
    day = _("undertecknat %(day)s") % {"day": day_in_words(original.signed_on)} if original.signed_on else ""
    return ", ".join(filter(None, [str(original), day, original.note]))


@in_swedish
def signings_in_words(original: SignedOriginal | None) -> str:
    if original is None:
        return ""
    told = [
        " ".join(
            filter(None, [each.principal.name, day_in_words(each.signed_on) if each.signed_on else "", each.record_number])
        )
        for each in original.signings.select_related("principal")
    ]  # fmt: skip
    return ", ".join(told)


@transaction.atomic
def set_publication(
    *,
    actor: User,
    agreement: Agreement,
    publication: Publication | None = None,
    publisher: str = "",
    address: str = "",
    published_on: dt.date | None = None,
    note: str = "",
    version: int | None = None,
) -> bool:
    """Where anyone can read the agreement: a new place, or `publication` as it now is. Gives whether anything differed. Raises
    `ValidationError` by field, and `StaleRecord`."""
    before = publication_in_words(publication)
    made = publication or Publication(agreement=agreement)
    made.publisher, made.address, made.published_on, made.note = publisher, address, published_on, note
    made.full_clean(exclude=["agreement"])
    made.save()
    changes = {"publications": (before, publication_in_words(made))}
    return tell(agreement, actor=actor, verb="set_publication", version=version, changes=changes)


@transaction.atomic
def remove_publication(*, actor: User, publication: Publication, version: int | None = None) -> None:
    """The agreement is no longer published there; what was said of it stays in the log. Raises `StaleRecord`."""
    changes = {"publications": (publication_in_words(publication), "")}
    tell(publication.agreement, actor=actor, verb="remove_publication", version=version, changes=changes)
    publication.delete()


@in_swedish
def publication_in_words(publication: Publication | None) -> str:
    if publication is None:
        return ""
    day = day_in_words(publication.published_on) if publication.published_on else ""
    return ", ".join(filter(None, [publication.publisher, publication.address, day, publication.note]))
