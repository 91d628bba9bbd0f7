"""What the extractors found of a meeting's parts, as the parts of the register: sparse JSON values of
`meetings.content`, with only what the document gives. Free of the database; nothing that was read is lost on the way.

A key that is not there says nothing, so that a later document changes only what it speaks of.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from samverka.imports.found import Text
from samverka.imports.meeting_records import Attendance, BreakRecord, ItemRecord, PersonRecord
from samverka.imports.placeholders import names, said
from samverka.meetings.states import Capacity

CAPACITIES = {
    Attendance.MEMBER: Capacity.MEMBER,
    Attendance.ACTING_DEPUTY: Capacity.DEPUTY,
    Attendance.NON_ACTING_DEPUTY: Capacity.DEPUTY,
    Attendance.ATTENDEE: Capacity.ATTENDEE,
    Attendance.ABSENT: Capacity.ABSENT,
}
"""Who is named in another capacity (presents, signs, wrote, is appointed) is not by that said to have been there."""

_CHAIR = re.compile(r"(?i)(?:mötes)?ordf(?:örande|\.)?(?![\wåäö])")


def paragraph(item: ItemRecord, certified_by: Text | None = None) -> dict[str, Any]:
    """A paragraph of minutes or a heading of notes. The status under it (`attested`) is no immediate attestation."""
    remarks = [{"heading": heading, "text": text.value} for heading, text in item.remarks if said(text)]
    if certified_by and said(certified_by):
        remarks.append({"heading": _("Utdraget bestyrks av"), "text": certified_by.value})
    points = [
        {"number": point.number, "text": point.text.value, "kind": point.kind.value, "addressee": said(point.addressee) or ""}
        for point in item.points
        if said(point.text)
    ]  # fmt: skip
    return _given(
        _shared(item)
        | {
            "decision": said(item.decision),
            "points": points,
            "status": _("Paragrafen är justerad") if item.attested else None,
            "is_immediate": item.immediate or None,
            "remarks": remarks,
        }
    )


def agenda_item(item: ItemRecord) -> dict[str, Any]:
    """An item of a summons. What it has beside its own fields (a decision drawn up beforehand, remarks) stands with its
    text."""
    beside = [said(item.summary), *(f"{heading}: {text.value}" for heading, text in item.remarks if said(text))]
    return _given(
        _shared(item)
        | {
            "summary": "\n\n".join(part for part in beside if part),
            "proposal": said(item.proposal) or said(item.decision),
            "time": _clock(said(item.time)),
            "minutes": said(item.minutes),
        }
    )


def _shared(item: ItemRecord) -> dict[str, Any]:
    return {
        "number": item.number.value if item.number else None,
        "title": said(item.title),
        "summary": said(item.summary),
        "proposal": said(item.proposal),
        "basis": names(item.basis),
        "presenters": names(item.presenters),
        "record_number": said(item.record_number),
        "item_kind": item.type.value.value if item.type else None,
    }


def pause(found: BreakRecord) -> dict[str, Any]:
    """A break of the programme as an item of its own."""
    return _given({
        "title": _("Paus"),
        "time": _clock(found.start_time.value),
        "minutes": _minutes(found.start_time.value, found.end_time.value) if found.end_time else None,
        "is_break": True,
    })  # fmt: skip


def _clock(text: str | None) -> str | None:
    """The time as hours and minutes; None for what is no time of day."""
    try:
        return dt.time.fromisoformat(text).strftime("%H:%M") if text else None
    except ValueError:
        return None


def _minutes(start: str, end: str) -> int | None:
    first, last = (dt.time.fromisoformat(each) for each in (_clock(start) or "00:00", _clock(end) or "00:00"))
    length = (last.hour - first.hour) * 60 + last.minute - first.minute
    return length if length > 0 else None


def person(found: PersonRecord, *, several_chairs: bool = False) -> dict[str, Any]:
    """Someone's attendance. Who serves for a member serves for the § that stand beside her name, and so does one of
    `several_chairs` chair."""
    capacity = CAPACITIES[found.attendance]
    serves = found.serves_for is not None or found.attendance is Attendance.ACTING_DEPUTY
    chairs = bool(found.role and _CHAIR.match(found.role.value))
    sections = [list(span) for span in found.sections]
    chairing = sections if chairs and several_chairs and not serves else []
    return _given({
        "name": found.name.value,
        "party": said(found.party),
        "organisation": said(found.organisation),
        "role": said(found.role),
        "capacity": (Capacity.DEPUTY if serves else capacity).value,
        "present": [] if serves or chairing else sections,
        "acts": (serves and found.serves_for is None) or None,
        "serving": sections if serves else [],
        "serves_for": found.serves_for.name.value if found.serves_for else None,
        "serves_for_party": said(found.serves_for.party) if found.serves_for else None,
        "chairs": (chairs and not chairing) or None,
        "chairing": chairing,
        "remote": found.remote or None,
    })  # fmt: skip


def is_chair(found: PersonRecord) -> bool:
    return bool(found.role and _CHAIR.match(found.role.value))


def _given(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if each not in (None, "", [], ())}
