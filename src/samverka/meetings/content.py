"""What is recorded of a meeting, as plain data: what forms and imports hand to operations, and what undo puts back.

Every part has `to_json` and `from_json`, each other's inverse; unknown keys are left out. People, organisations and
forums are as printed: whom they mean is settled against the register when they are stored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import NoneType, UnionType
from typing import Any, Self, get_args, get_origin, get_type_hints

from samverka.foundation.dates import PartialDate

Sections = tuple[tuple[int | None, int | None], ...]
"""Paragraphs, first and last of each span; None is the opening or the end of the meeting. Empty: nothing is said."""


class Plain:
    """A dataclass that goes to JSON values and back by the types of its fields."""

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        hints = get_type_hints(cls)
        names = [field.name for field in fields(cls)]  # type: ignore[arg-type]
        return cls(**{name: _typed(value[name], hints[name]) for name in names if name in value})


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceContent(Plain):
    """Someone who was there, or was not, as printed.

    `present`: the paragraphs she was there for; empty: from beginning to end. `serving`: those she served for a member;
    empty while `serves_for` is given, or while she is a `deputy` with `acts`: all of them. `chairing`: those she chaired.
    """

    name: str
    party: str = ""
    organisation: str = ""
    role: str = ""
    capacity: str = "attendee"
    present: Sections = ()
    acts: bool = False
    serving: Sections = ()
    serves_for: str = ""
    serves_for_party: str = ""
    chairs: bool = False
    chairing: Sections = ()
    recused: Sections = ()
    remote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PointContent(Plain):
    """A numbered decision point; `kind` is a `PointKind`, `addressee` as printed."""

    number: int
    text: str
    kind: str = "other"
    addressee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkContent(Plain):
    """A motion, reservation, vote, recusal or distribution, as printed: heading and text."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphContent(Plain):
    """A paragraph of minutes, or a heading of notes (`number` None). `decision` is the whole text of the decision.

    `status` is what stands under it ("Paragrafen är justerad"): a status, and not by itself an immediate attestation.
    """

    number: int | None = None
    title: str = ""
    summary: str = ""
    proposal: str = ""
    decision: str = ""
    points: tuple[PointContent, ...] = ()
    basis: tuple[str, ...] = ()
    presenters: tuple[str, ...] = ()
    record_number: str = ""
    item_kind: str = ""
    status: str = ""
    is_immediate: bool = False
    remarks: tuple[RemarkContent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItemContent(Plain):
    """An item of the summons. `heading` is what it stands under (Beslutsärenden); `minutes` how long it may take."""

    number: int | None = None
    title: str = ""
    heading: str = ""
    time: dt.time | None = None
    minutes: int | None = None
    presenters: tuple[str, ...] = ()
    summary: str = ""
    proposal: str = ""
    basis: tuple[str, ...] = ()
    record_number: str = ""
    item_kind: str = ""
    is_break: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttesterContent(Plain):
    name: str
    party: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingContent(Plain):
    """A meeting with all that is recorded of it. `forums`: as printed, the one whose numbers the paragraphs have first.

    `title` is only for a meeting that has a name of its own (Samverkansdagar). Attestation and notice are as printed.
    """

    forums: tuple[str, ...]
    starts_on: dt.date
    ends_on: dt.date | None = None
    title: str = ""
    start_time: dt.time | None = None
    end_time: dt.time | None = None
    place: str = ""
    mode: str = ""
    record_kind: str = "minutes"
    record_state: str = "entered"
    chair: str = ""
    secretary: str = ""
    first_section: int | None = None
    last_section: int | None = None
    attendance_text: str = ""
    records_office: str = ""
    summoned_on: dt.date | None = None
    attested_on: dt.date | None = None
    attestation_text: str = ""
    notice_text: str = ""
    notice_posted_on: dt.date | None = None
    notice_removed_on: dt.date | None = None
    next_meeting: PartialDate | None = None
    next_meeting_text: str = ""
    attesters: tuple[AttesterContent, ...] = ()
    attendance: tuple[AttendanceContent, ...] = ()
    paragraphs: tuple[ParagraphContent, ...] = ()
    agenda: tuple[AgendaItemContent, ...] = ()


def _plain(value: Any) -> Any:
    if isinstance(value, Plain | PartialDate):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, dt.date) else value


def _typed(value: Any, hint: Any) -> Any:
    if get_origin(hint) is UnionType:
        if value is None:
            return None
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if get_origin(hint) is tuple:
        given = get_args(hint)
        each = [given[0]] * len(value) if given[-1] is Ellipsis else given
        return tuple(_typed(one, kind) for one, kind in zip(value, each, strict=True))
    if hint is PartialDate or (isinstance(hint, type) and issubclass(hint, Plain)):
        return hint.from_json(value)
    return hint.fromisoformat(value) if hint in (dt.date, dt.time) else value
