"""Agreements, with what has happened to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from samverka.agreements.models import Agreement, AgreementEvent
from samverka.agreements.permissions import VIEW_AGREEMENTS
from samverka.search.entries import Entry
from samverka.search.sources.base import Source, itself, joined


def _agreements(keys: Sequence[int]) -> Iterator[Entry]:
    found = Agreement.objects.filter(pk__in=keys).select_related("original")
    found = found.prefetch_related(
        "aliases", "events", "forum_parts", "original__signings", "publications", "cost_sharings"
    )
    for each in found:
        parts = list(each.forum_parts.all())
        events = [text for event in each.events.all() for text in (event.decision, event.note)]
        yield Entry(
            kind="agreement",
            object_id=each.pk,
            title=each.name,
            names=tuple(dict.fromkeys((each.name, *(alias.name for alias in each.aliases.all())))),
            body=joined(
                each.area, each.validity_raw, each.notes, each.statutory_basis,
                *(part.printed for part in parts if part.forum_id is None), *events, *_beside(each),
            ),
            belongs_to=(
                f"agreement:{each.pk}",
                *dict.fromkeys(f"forum:{part.forum_id}" for part in parts if part.forum_id),
            ),
        )  # fmt: skip


def _beside(agreement: Agreement) -> Iterator[str]:
    """Where the original is and under which numbers, where it is published, what it says of costs."""
    original = getattr(agreement, "original", None)
    if original:
        yield from (original.place, original.record_number, original.note)
        yield from (each.record_number for each in original.signings.all())
    for publication in agreement.publications.all():
        yield from (publication.publisher, publication.note)
    for sharing in agreement.cost_sharings.all():
        yield from (sharing.source, sharing.note)


def _of_events(keys: set[int]) -> list[int]:
    return list(AgreementEvent.objects.filter(pk__in=keys).values_list("agreement_id", flat=True))


AGREEMENTS = Source(
    kind="agreement", label=_("Avtal"), plural=_("Avtal"), model=Agreement, see=VIEW_AGREEMENTS, entries=_agreements,
    watches={"agreements.agreement": itself, "agreements.agreementevent": _of_events},
)  # fmt: skip
