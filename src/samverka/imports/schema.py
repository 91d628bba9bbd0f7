"""The outside schema: records of the import as the JSON that other tools measure and read.

This is the only module that knows the outside names (arenas = forums, balance_rows = action items, …). A field that the
document does not give is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samverka.agreements.reading import Validity, read_validity
from samverka.agreements.states import EndKind, RenewalMode
from samverka.foundation.dates.calendar import parse_period
from samverka.foundation.dates.partial import PartialDate
from samverka.foundation.dates.swedish import parse_date
from samverka.imports.records import (
    ActionItemRecord,
    AgreementRecord,
    DocumentKind,
    DocumentRecord,
    Extraction,
    ForumRecord,
    Found,
    PersonRecord,
    PriorityRecord,
    ReferenceRecord,
)

Json = dict[str, Any]


def to_outside(extraction: Extraction) -> Json:
    """One object a document."""
    return _given({
        "kind": extraction.kind.value,
        "document": _document(extraction.document),
        "people": [_person(person) for person in extraction.people],
        "balance_rows": [_action_item(item) for item in extraction.action_items],
        "agreements": [_agreement(record, extraction.kind) for record in extraction.agreements],
        "arenas": [_forum(forum) for forum in extraction.forums],
        "priorities": [_priority(priority) for priority in extraction.priorities],
        "references": [_reference(reference) for reference in extraction.references],
        "warnings": list(extraction.warnings),
    })  # fmt: skip


def _document(document: DocumentRecord) -> Json:
    return _given({
        "title": _value(document.title),
        "date": _date(document.date),
        "motto": _value(document.motto),
        "body": _value(document.forum),
        "department": _value(document.department),
        "registration_number": _value(document.record_number),
    })  # fmt: skip


def _person(person: PersonRecord) -> Json:
    return _given({
        "name": person.name.value,
        "organisation": _value(person.organisation),
        "role": _value(person.role),
        "attendance": "author",
    })  # fmt: skip


def _action_item(item: ActionItemRecord) -> Json:
    exact = item.due is not None and "/" not in item.due.value.iso()
    return _given({
        "number": _value(item.number),
        "section": _value(item.direction),
        "priority_areas": _values(item.priority_areas),
        "what": _value(item.subject),
        "assignment": _value(item.commission),
        "responsible": _value(item.responsible),
        "preparing_forums": _values(item.preparing_forums),
        "follow_up": _value(item.follow_up),
        "references": [_reference(reference) for reference in item.references],
        "due": _date(item.due) if exact else None,
        "due_text": _value(item.due_text),
    })  # fmt: skip


def _agreement(record: AgreementRecord, kind: DocumentKind) -> Json:
    validity = read_for(record)
    own_text = record.validity if record.validity_is_own_field else None
    return _given({
        "name": record.name.value,
        "area": _value(record.area),
        "validity_text": _value(own_text),
        **_validity(validity),
        "recommending_forums": _values(record.recommending_forums),
        "preparing_forums": _values(record.preparing_forums),
        "notes": _value(record.notes),
    })  # fmt: skip


def read_for(record: AgreementRecord) -> Validity:
    """The reading of a record's validity. A day alone in brackets after a name is the last one: lists give ends."""
    text = record.text_to_read
    if record.validity and record.terms is None:
        day = parse_date(record.validity.value)
        if day and day.is_exact and not record.validity.value.casefold().startswith(("fr", "t")):
            return read_validity(f"t.o.m. {record.validity.value}")
    return read_validity(text)


def _validity(reading: Validity) -> Json:
    renewal = reading.renewal if reading.renewal and reading.renewal.mode is RenewalMode.AUTOMATIC else None
    review = next((review for review in reading.reviews if review.every), None) or next(iter(reading.reviews), None)
    return {
        "valid_from": reading.valid_from.iso() if reading.valid_from else None,
        "valid_to": reading.valid_to.iso() if reading.valid_to else None,
        "original_valid_to": reading.base_to.iso() if reading.base_to and reading.base_to != reading.valid_to else None,
        "until_further_notice": True if reading.end_kind is EndKind.OPEN_ENDED else None,
        "until_condition": reading.event,
        "auto_renew": True if renewal else None,
        "renewal_interval_months": _months(renewal.period) if renewal else None,
        "review_interval_months": _months(review.every) if review else None,
        "next_review": review.first.iso() if review and review.first else None,
        "notice_months": _months(reading.notice.period) if reading.notice else None,
    }


def _months(period: str | None) -> int | None:
    """Whole months of a period; None for one in weeks or days."""
    if period is None:
        return None
    months, days = parse_period(period)
    return months if months and not days else None


def _forum(forum: ForumRecord) -> Json:
    return _given({
        "name": forum.name.value,
        "level": forum.level.value.value if forum.level else None,
        "purpose": _value(forum.purpose),
        "participants_municipal": _value(forum.participants_municipal),
        "participants_region": _value(forum.participants_region),
        "participants": _value(forum.participants),
        "mandate": _value(forum.mandate),
        "frequency": _value(forum.frequency),
        "meetings_per_year": _value(forum.meetings_per_year),
        "prepares_for": _values(forum.prepares_for),
        "prepared_by": _values(forum.prepared_by),
    })  # fmt: skip


def _priority(priority: PriorityRecord) -> Json:
    return _given({"heading": priority.heading.value, "entries": _values(priority.entries)})


def _reference(reference: ReferenceRecord) -> Json:
    return _given({"forum": reference.forum.value, "date": _date(reference.date), "number": _value(reference.number)})


def _value(found: Found[Any] | None) -> Any:
    return found.value if found else None


def _values(found: tuple[Found[str], ...]) -> list[str]:
    return [one.value for one in found]


def _date(found: Found[PartialDate] | None) -> str | None:
    return found.value.iso() if found else None


def _given(fields: Mapping[str, Any]) -> Json:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
