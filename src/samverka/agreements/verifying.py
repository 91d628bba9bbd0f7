"""What is kept beside an agreement so that the database can tell its status, against the rules it follows from."""

from __future__ import annotations

from collections.abc import Iterator

from samverka.agreements.models import Agreement
from samverka.agreements.operations.derived import COLUMNS
from samverka.agreements.queries.status import facts_of
from samverka.agreements.rules import agreed_ends, status_columns
from samverka.foundation.faults import Fault, Tell


def verify(tell: Tell) -> Iterator[Fault]:
    """Agreements whose columns, gaps or last days are not those of their reading and events. Four queries."""
    agreements = list(Agreement.objects.order_by("pk").prefetch_related("events", "gaps", "ends"))
    for done, agreement in enumerate(agreements, 1):
        try:
            wrong = _wrong(agreement)
        except (KeyError, TypeError, ValueError):  # what `Validity.from_json` says of anything else
            wrong = ["reading"]
        if wrong:
            yield Fault(
                f"Läget för ”{agreement.name}” (avtal {agreement.pk}) stämmer inte med dess text och händelser ({', '.join(wrong)}).",
                "Öppna avtalet, gå till Tolkning och spara, så räknas läget om.",
            )
        tell(done, len(agreements))


def _wrong(agreement: Agreement) -> list[str]:
    """The columns, and the tables beside, that do not follow."""
    facts = facts_of(sorted(agreement.events.all(), key=lambda event: (event.decided_on, event.pk)))
    expected, expected_ends = status_columns(agreement.validity, facts), agreed_ends(agreement.validity, facts)
    gaps = {(gap.first, gap.last, gap.is_certain) for gap in agreement.gaps.all()}
    ends = {(end.counts_from, end.last, end.renewable_to) for end in agreement.ends.all()}
    wrong = [name for name in COLUMNS if getattr(agreement, name) != getattr(expected, name)]
    if gaps != {(gap.first, gap.last, gap.is_certain) for gap in expected.gaps}:
        wrong.append("gaps")
    if ends != {(end.counts_from, end.last, end.renewable_to) for end in expected_ends}:
        wrong.append("ends")
    return wrong
