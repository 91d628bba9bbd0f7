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
from samverka.imports.meeting_records import Attendance
from samverka.imports.records import (
    ActionItemRecord,
    AgreementRecord,
    BreakRecord,
    BudgetRecord,
    DocumentKind,
    DocumentRecord,
    Extraction,
    ExtractRecord,
    ForumRecord,
    Found,
    ItemRecord,
    MeetingRecord,
    PartRecord,
    PersonRecord,
    PlannedMeetingRecord,
    PriorityRecord,
    ReferenceRecord,
    StatisticsTableRecord,
)

Json = dict[str, Any]
_ATTENDANCE = {
    Attendance.ACTING_DEPUTY: "substitute_serving",
    Attendance.NON_ACTING_DEPUTY: "substitute_not_serving",
    Attendance.ATTENDEE: "other",
    Attendance.ATTESTER: "adjuster",
}


def to_outside(extraction: Extraction) -> Json:
    """One object a document."""
    return _given({
        "kind": extraction.kind.value,
        "document": _document(extraction.document),
        "meeting": _meeting(extraction.meeting) if extraction.meeting else None,
        "people": [_person(person) for person in extraction.people],
        "items": [_item(item) for item in extraction.items],
        "balance_rows": [_action_item(item) for item in extraction.action_items],
        "agreements": [_agreement(record, extraction.kind) for record in extraction.agreements],
        "arenas": [_forum(forum) for forum in extraction.forums],
        "priorities": [_priority(priority) for priority in extraction.priorities],
        "references": [_reference(reference) for reference in extraction.references],
        "embedded_meetings": [_extract(record) for record in extraction.extracts],
        "parts": [_part(part) for part in extraction.parts],
        "tables": [_table(table) for table in extraction.tables],
        "budget": _budget(extraction.budget) if extraction.budget else None,
        "breaks": [_break(pause) for pause in extraction.breaks],
        "planned_meetings": [_planned(meeting) for meeting in extraction.planned_meetings],
        "registry": [_given({"id": _value(one.number), "date": _date(one.date)}) for one in extraction.record_numbers],
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
        "period": _date(document.period),
    })  # fmt: skip


def _person(person: PersonRecord) -> Json:
    return _given({
        "name": person.name.value,
        "party": _value(person.party),
        "organisation": _value(person.organisation),
        "role": _value(person.role),
        "attendance": _ATTENDANCE.get(person.attendance, person.attendance.value),
        "sections": [list(span) for span in person.sections],
        "replaces": _given({"name": person.serves_for.name.value, "party": _value(person.serves_for.party)})
        if person.serves_for
        else None,
        "phone": _value(person.phone),
    })  # fmt: skip


def _meeting(meeting: MeetingRecord) -> Json:
    return _given({
        "body": _value(meeting.forum),
        "date": _date(meeting.date),
        "place": _value(meeting.place),
        "mode": meeting.mode.value.value if meeting.mode else None,
        "start_time": _value(meeting.start_time),
        "end_time": _value(meeting.end_time),
        "sections_from": _value(meeting.first_section),
        "sections_to": _value(meeting.last_section),
        "chair": _value(meeting.chair),
        "secretary": _value(meeting.secretary),
        "adjusters": _values(meeting.attesters),
        "records_office": _value(meeting.records_office),
        "adjustment_date": _date(meeting.attested_on),
        "adjustment_place": _value(meeting.attested_at),
        "summons_date": _date(meeting.summoned_on),
        "next_meeting_date": _date(meeting.next_date),
        "next_meeting_place": _value(meeting.next_place),
    })  # fmt: skip


def _item(item: ItemRecord) -> Json:
    return _given({
        "number": _value(item.number),
        "position": item.position,
        "title": _value(item.title),
        "summary": _value(item.summary),
        "presenters": _values(item.presenters),
        "proposal": _value(item.proposal),
        "decision": _value(item.decision),
        "attachments": _values(item.basis),
        "time": _value(item.time),
        "duration_min": _value(item.minutes),
        "type": item.type.value.value if item.type else None,
        "registration_number": _value(item.record_number),
    })  # fmt: skip


def _extract(record: ExtractRecord) -> Json:
    meeting, item = record.meeting, record.item
    return _given({
        "title": _value(item.title),
        "number": _value(item.number),
        "body": _value(meeting.forum),
        "date": _date(meeting.date),
        "place": _value(meeting.place),
        "mode": meeting.mode.value.value if meeting.mode else None,
        "chair": _value(meeting.chair),
        "secretary": _value(meeting.secretary),
        "presenters": _values(item.presenters),
        "attachments": _values(item.basis),
        "proposal": _value(item.proposal),
        "decision": _value(item.decision),
        "certified_by": _value(record.certified_by),
    })  # fmt: skip


def _part(part: PartRecord) -> Json:
    return _given({"title": part.title.value, "body": _value(part.forum), "date": _date(part.date)})


def _table(table: StatisticsTableRecord) -> Json:
    return _given({
        "number": _value(table.number),
        "title": _value(table.title),
        "columns": _values(table.columns),
        "rows": [{"label": row.label.value, "numbers": list(row.numbers)} for row in table.rows],
    })  # fmt: skip


def _budget(budget: BudgetRecord) -> Json:
    return _given({
        "title": _value(budget.title),
        "year": _value(budget.year),
        "income": [{"label": line.label.value, "amount": line.amount} for line in budget.income],
        "income_total": _value(budget.income_total),
        "costs": [{"label": line.label.value, "amount": line.amount} for line in budget.costs],
        "costs_total": _value(budget.costs_total),
        "result": _value(budget.result),
        "reported_by": _value(budget.reported_by),
        "organisation": _value(budget.organisation),
    })  # fmt: skip


def _break(pause: BreakRecord) -> Json:
    return _given({"start_time": _value(pause.start_time), "end_time": _value(pause.end_time)})


def _planned(meeting: PlannedMeetingRecord) -> Json:
    return _given({
        "date": _date(meeting.date),
        "start_time": _value(meeting.start_time),
        "end_time": _value(meeting.end_time),
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
