"""What meetings have said of the list: the paragraph behind a §, and all that one meeting changed, § by §."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from samverka.action_register.models import ActionItem, ActionRegister, FollowUp
from samverka.action_register.queries.lines import EntryLine, entry_lines, forum_labels
from samverka.action_register.states import ItemState, Outcome
from samverka.meetings.models import Meeting, MinuteParagraph

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A meeting and a §. `paragraph`: the one of that number in the minutes, if they are there and the user may see them."""

    meeting: int
    section: int | None
    paragraph: int | None = None


def paragraphs_at(keys: Iterable[Key], sees: Q) -> dict[Key, MinuteParagraph]:
    """The paragraphs of these meetings and numbers, as far as the user may see the records. One query; none without keys."""
    wanted = set(keys)
    if not wanted:
        return {}
    readable = Meeting.objects.filter(sees, pk__in={meeting for meeting, _number in wanted}).values("pk")
    numbers = {number for _meeting, number in wanted}
    found = MinuteParagraph.objects.filter(meeting__in=readable, number__in=numbers).only(
        "number", "title", "meeting_id"
    )
    return {(each.meeting_id, each.number): each for each in found if each.number is not None}


def place_of(record: Any, prefix: str, paragraphs: Mapping[Key, MinuteParagraph]) -> Place | None:
    """Where `<prefix>_meeting` and `<prefix>_section` of the record say; None if no meeting said it."""
    meeting, section = getattr(record, f"{prefix}_meeting_id"), getattr(record, f"{prefix}_section")
    if meeting is None:
        return None
    paragraph = paragraphs.get((meeting, section or 0))
    return Place(meeting, section, paragraph.pk if paragraph else None)


def keys_of(records: Iterable[Any], *prefixes: str) -> set[Key]:
    """The meetings and numbers that the records name."""
    pairs = (
        (getattr(each, f"{name}_meeting_id"), getattr(each, f"{name}_section")) for each in records for name in prefixes
    )
    return {(meeting, section) for meeting, section in pairs if meeting is not None and section is not None}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was said of a row: `what` it was said of, empty for the whole row, and `said`."""

    item: int
    subject: str
    what: str
    said: str

    @property
    def words(self) -> str:
        """`Rapport, SVOM 23 feb. 2024: klart.`, as the minutes may have it."""
        said = self.said if self.said.endswith((".", "!", "?")) else f"{self.said}."
        return f"{self.what}: {said}" if self.what else f"{said[:1].upper()}{said[1:]}"


@dataclass(frozen=True, slots=True)
class Section:
    """What was said under one §; `title` if the minutes are there."""

    number: int | None
    title: str
    changes: Sequence[Change]

    @property
    def rows(self) -> list[tuple[int, str, list[Change]]]:
        """The changes by row: key, subject, what was said."""
        return [
            (item, subject, list(each))
            for (item, subject), each in groupby(self.changes, lambda c: (c.item, c.subject))
        ]


def changed_at(register: ActionRegister, meeting: Meeting) -> list[Section]:
    """What the meeting said of the register, § by §, in the order of the list; what has no § last. Five queries."""
    entries = list(
        FollowUp.objects.filter(Q(outcome_meeting=meeting) | Q(origin_meeting=meeting), item__register=register)
        .select_related("item")
        .order_by(F("item__direction__position").asc(nulls_last=True), "item__direction_id", "item__position", "item_id", "position")
    )  # fmt: skip
    closed = list(
        ActionItem.objects.filter(register=register, closing_meeting=meeting).order_by(
            F("direction__position").asc(nulls_last=True), "direction_id", "position", "pk"
        )
    )
    keys = [entry.pk for entry in entries]
    by_row = entry_lines(FollowUp.objects.filter(pk__in=keys), meeting.ends_on, forum_labels())
    lines = {line.pk: line for row in by_row.values() for line in row}
    titles = dict(MinuteParagraph.objects.filter(meeting=meeting, number__isnull=False).values_list("number", "title"))
    found: dict[int | None, list[Change]] = {}
    for entry in entries:
        if entry.outcome_meeting_id == meeting.pk:
            change = Change(entry.item_id, entry.item.subject, _what(lines[entry.pk]), _settled(entry, entries, lines))
            found.setdefault(entry.outcome_section, []).append(change)
        elif entry.replaces_id is None:  # a new time is told with the promise that was put off
            said = lines[entry.pk]
            what, words = (_what(said), _("nytt löfte")) if entry.is_promise else ("", _noted(entry))
            found.setdefault(entry.origin_section, []).append(Change(entry.item_id, entry.item.subject, what, words))
    for item in closed:
        found.setdefault(item.closing_section, []).append(Change(item.pk, item.subject, "", _closed(item)))
    places = {
        item: place for place, item in enumerate(dict.fromkeys([e.item_id for e in entries] + [i.pk for i in closed]))
    }
    return [
        Section(number, titles.get(number, ""), sorted(found[number], key=lambda change: places[change.item]))
        for number in sorted(found, key=lambda number: (number is None, number or 0))
    ]


def _what(line: EntryLine) -> str:
    words = f"{line.words[:1].upper()}{line.words[1:]}"
    return f"{words}, {line.place} {line.chip}" if line.forums else f"{words}, {line.chip}"


def _settled(entry: FollowUp, entries: Iterable[FollowUp], lines: Mapping[int, EntryLine]) -> str:
    note = f". {entry.outcome_note}" if entry.outcome_note else ""
    match entry.outcome:
        case Outcome.POSTPONED:
            later = [lines[each.pk] for each in entries if each.replaces_id == entry.pk]
            when = ", ".join(f"{line.place} {line.chip}".strip() for line in later)
            return (_("skjuts upp till %(when)s") % {"when": when} if when else _("skjuts upp")) + note
        case Outcome.DROPPED:
            return _("utgår") + note
    return _("klart") + note


def _noted(entry: FollowUp) -> str:
    """What was noted, without the day and § that stand before it in the cell."""
    _before, _colon, words = entry.raw.partition(": ")
    return words or entry.raw


def _closed(item: ActionItem) -> str:
    if item.state == ItemState.DROPPED:
        return _("raden avförs. %(reason)s") % {"reason": item.closing_reason}
    return _("raden avslutas") + (f". {item.closing_reason}" if item.closing_reason else "")


def as_text(sections: Sequence[Section]) -> str:
    """The whole as plain text, to be pasted into minutes."""
    parts = []
    for section in sections:
        heading = f"§ {section.number} {section.title}".strip() if section.number else _("Utan §")
        rows = [
            f"{subject}\n" + "\n".join(f"– {change.words}" for change in changes)
            for _item, subject, changes in section.rows
        ]
        parts.append("\n\n".join([heading, *rows]))
    return "\n\n".join(parts)
