"""The § behind each change: what the register itself knows of why a row is not what it was."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from samverka.action_register.editions.difference import RowChange
from samverka.action_register.editions.rules import sections_in
from samverka.action_register.models import ActionItem, FollowUp
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.documents.models import SourceRef
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.queries.joined import with_forums

MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Window:
    """Between two lists: the days they are of, for what has a day of its own, and the moments they were kept, for the log.
    None: open at that end."""

    first: dt.date | None
    last: dt.date | None
    made_after: dt.datetime | None
    made_before: dt.datetime | None

    def within(self, day: dt.date) -> bool:
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Behind:
    """What a change rests on: `SVOM 26 maj 2023 § 18`, `§ 20`, or a document that was read in. `meeting` and `paragraph` are
    keys for a link."""

    text: str
    meeting: int | None = None
    paragraph: int | None = None
    is_document: bool = False


Said = tuple[int, int, int | None]
"""A row, and at which meeting and under which § something was said of it."""


def behind_changes(changes: Sequence[RowChange], window: Window, sees: Q) -> dict[int, list[Behind]]:
    """By row: what is known of why it changed. `sees`: which meetings' records the reader may see
    (`meetings.permissions.visible_records`): nobody is led to a paragraph of another. Seven queries at most."""
    keys = [change.key for change in changes[:MOST_ROWS]]
    if not keys:
        return {}
    found: dict[int, list[Behind]] = defaultdict(list)
    for change in changes:
        if change.closing_after and change.is_reclosed:
            found[change.key] += _named(change.closing_after.reason)
    said = [*_closed_at(changes, keys), *_follow_ups(found, keys, window)]
    _add_meetings(found, said, sees)
    _from_log(found, keys, window)
    _from_documents(found, keys, window)
    return {key: list(dict.fromkeys(each)) for key, each in found.items() if each}


def _named(text: str) -> list[Behind]:
    return [Behind(section) for section in sections_in(text)]


def _closed_at(changes: Sequence[RowChange], keys: Sequence[int]) -> list[Said]:
    """Of rows that differ in how they are closed, or are gone: the meeting that closed them. One query."""
    columns = ("pk", "closed_on", "closing_meeting", "closing_section")
    rows = ActionItem.objects.filter(pk__in=keys, closing_meeting__isnull=False).values_list(*columns)
    closed = {pk: (day.isoformat() if day else "", (pk, held or 0, section)) for pk, day, held, section in rows}
    found: list[Said] = []
    for change in changes:
        if change.key not in closed:
            continue
        day, said = closed[change.key]
        is_gone = change.after is None
        if is_gone or (change.is_reclosed and change.closing_after and change.closing_after.closed_on == day):
            found.append(said)
    return found


_FOLLOW_UP = (
    "item_id", "outcome_on", "outcome_note", "outcome_meeting_id", "outcome_section",
    "origin_meeting_id", "origin_meeting__ends_on", "origin_section", "meeting_id",
)  # fmt: skip


def _follow_ups(found: dict[int, list[Behind]], keys: Sequence[int], window: Window) -> list[Said]:
    """Follow-ups settled or written between the lists: the § their note names, and the meeting that said it; where nobody has
    told, the one they came up at. One query."""
    told = Q(outcome_on__isnull=False) | Q(origin_meeting__isnull=False)
    said: list[Said] = []
    rows = FollowUp.objects.filter(told, item__in=keys).order_by("item_id", "position", "pk").values_list(*_FOLLOW_UP)
    for item, outcome_on, note, settled_at, section, origin, origin_day, origin_section, came_up_at in rows:
        if outcome_on and window.within(outcome_on):
            found[item] += _named(note)
            if settled_at or came_up_at:
                said.append((item, settled_at or came_up_at or 0, section if settled_at else None))
        if origin and origin_day and window.within(origin_day):
            said.append((item, origin, origin_section))
    return said


def _add_meetings(found: dict[int, list[Behind]], said: Iterable[Said], sees: Q) -> None:
    """`SVOM 26 maj 2023 § 18` for each, leading to the paragraph where the reader may see it. Three queries."""
    said = list(dict.fromkeys(said))
    meetings = {
        each.pk: each for each in with_forums(Meeting.objects.filter(pk__in={held for _row, held, _no in said}))
    }
    readable = Meeting.objects.filter(sees, pk__in=meetings).values("pk")
    numbers = {section for _row, _held, section in said if section}
    paragraphs = MinuteParagraph.objects.filter(meeting__in=readable, number__in=numbers).order_by()
    by_number = {(held, number): pk for pk, held, number in paragraphs.values_list("pk", "meeting_id", "number")}
    for row, held, section in said:
        words = f"{meetings[held].label} §\u00a0{section}" if section else meetings[held].label
        found[row].append(Behind(words, held, by_number.get((held, section or 0))))


def _from_log(found: dict[int, list[Behind]], keys: Sequence[int], window: Window) -> None:
    """The § named as the reason when somebody changed the row. One query."""
    kind = ActionItem._meta.label_lower
    entries = AuditEntry.objects.filter(object_type=kind, object_id__in=list(map(str, keys)), reason__contains="§")
    if window.made_after:
        entries = entries.filter(at__gt=window.made_after)
    if window.made_before:
        entries = entries.filter(at__lte=window.made_before)
    for key, reason in entries.order_by("pk").values_list("object_id", "reason"):
        found[int(key)] += _named(reason)


def _from_documents(found: dict[int, list[Behind]], keys: Sequence[int], window: Window) -> None:
    """The document that the row was read from, if it came in between the lists. One query, and one for the kind of record."""
    kind = ContentType.objects.get_for_model(ActionItem)
    refs = SourceRef.objects.filter(content_type=kind, object_id__in=keys)
    if window.made_after:
        refs = refs.filter(version__added_at__gt=window.made_after)
    if window.made_before:
        refs = refs.filter(version__added_at__lte=window.made_before)
    rows = refs.order_by("object_id", "version__document__title").values_list("object_id", "version__document__title")
    for key, title in rows.distinct():
        found[key].append(Behind(title, is_document=True))
