"""What follows from a reading and its events, kept beside them so that the database can tell status and last day."""

from __future__ import annotations

from typing import Any

from samverka.agreements.choices import ReadingState
from samverka.agreements.models import Agreement, AgreementEnd, AgreementGap
from samverka.agreements.reading import Validity, read_validity
from samverka.agreements.rules import Facts, agreed_ends, status_columns

COLUMNS = (
    "is_conditional", "condition_met_on", "is_lapsed_stated", "says_something", "starts_on", "ended_from",
    "first_period_ends_on", "ends_on", "is_end_ambiguous",
)  # fmt: skip


def machine_reading(raw: str) -> dict[str, Any]:
    """The machine's reading of a validity text, and whether it says anything."""
    validity = read_validity(raw)
    says_nothing = validity == Validity(raw=validity.raw, unread=validity.unread, doubts=validity.doubts)
    unreadable = bool(raw.strip()) and says_nothing
    return {
        "reading": validity.to_json(),
        "reading_state": ReadingState.UNREADABLE if unreadable else ReadingState.UNCONFIRMED,
    }


def fill(agreement: Agreement, *, reading: dict[str, Any], facts: Facts, reading_state: str = "") -> Agreement:
    """Sets the reading and the columns that follow from it."""
    agreement.reading = reading
    agreement.reading_state = reading_state or agreement.reading_state
    columns = status_columns(agreement.validity, facts)
    for name in COLUMNS:
        setattr(agreement, name, getattr(columns, name))
    return agreement


def reading_values(read: Agreement) -> dict[str, Any]:
    return {field: getattr(read, field) for field in ("reading", *COLUMNS)}


def set_derived_rows(agreement: Agreement, facts: Facts) -> None:
    """Gaps and ends, made anew: not logged, since what they follow from is."""
    validity = agreement.validity
    agreement.gaps.all().delete()
    agreement.ends.all().delete()
    AgreementGap.objects.bulk_create(
        AgreementGap(agreement=agreement, first=gap.first, last=gap.last, is_certain=gap.is_certain)
        for gap in status_columns(validity, facts).gaps
    )
    AgreementEnd.objects.bulk_create(
        AgreementEnd(agreement=agreement, counts_from=end.counts_from, last=end.last, renewable_to=end.renewable_to)
        for end in agreed_ends(validity, facts)
    )
