"""The list as a meeting goes through it: the promises it has to settle, row by row, and what it has said of them.

What there is to go through is read from the register itself – open, or settled at this meeting – so that it goes on after
the laptop is closed, and two who do it together see the same.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, F, Prefetch, Q, QuerySet

from samverka.action_register.models import (
    ActionItem,
    ActionRegister,
    Direction,
    FollowUp,
    FollowUpForum,
    Responsible,
)
from samverka.action_register.queries.lines import EntryLine, line_of
from samverka.action_register.states import ItemState, Outcome
from samverka.forums.models import Forum
from samverka.meetings.models import Meeting, MinuteParagraph

DUE, LEFT, EVERYTHING = "till-motet", "kvar", "allt"
SHOWN = (DUE, LEFT, EVERYTHING)


@dataclass(frozen=True)
class Going:
    """Which list, at which meeting, and how much of it. `direction` 0 means the rows that stand under none."""

    register: ActionRegister
    meeting: Meeting
    shown: str = DUE
    direction: int | None = None

    @property
    def day(self) -> dt.date:
        return self.meeting.ends_on


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises there are to go through, and how many have been."""

    gone: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.gone


@dataclass(frozen=True, slots=True)
class Stop:
    """A promise to be settled. `is_due`: by the meeting or at it. `notes`: what the meeting has noted of it; `later`: the
    new time it was put off to."""

    line: EntryLine
    stored: FollowUp
    is_due: bool
    notes: Sequence[FollowUp]
    later: Sequence[EntryLine]

    @property
    def key(self) -> str:
        return str(self.stored.pk)

    @property
    def place(self) -> str:
        return f"lofte-{self.key}"

    @property
    def is_open(self) -> bool:
        return self.stored.outcome == Outcome.OPEN

    @property
    def is_gone(self) -> bool:
        return not self.is_open or bool(self.notes)


@dataclass(slots=True)
class Passage:
    """A row with its promises; `notes` are those made of the row itself, `statements` what else its cell says."""

    item: ActionItem
    responsible: list[str] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    notes: list[FollowUp] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.item.pk)

    @property
    def place(self) -> str:
        return f"rad-{self.key}"

    @property
    def is_open(self) -> bool:
        return self.item.state == ItemState.ONGOING


@dataclass(frozen=True)
class Group:
    direction: Direction | None
    rows: Sequence[Passage]


class Rows:
    """The rows for a paginator, in the order of the list: only the directions that a slice falls in are asked for."""

    def __init__(self, going: Going, directions: Sequence[Direction]) -> None:
        self.going, self.directions = going, directions
        counted = rows_to_go_through(going).order_by().values_list("direction_id").annotate(number=Count("pk"))
        self.per_direction: Counter[int | None] = Counter(dict(counted))

    def count(self) -> int:
        return self.per_direction.total()

    def __getitem__(self, wanted: slice) -> list[ActionItem]:
        start, stop = wanted.start or 0, min(wanted.stop, self.count())
        first, passed, reached = 0, 0, list[int | None]()
        for key in [*(direction.pk for direction in self.directions), None]:
            here = self.per_direction.get(key, 0)
            if here and passed < stop and passed + here > start:
                first = first if reached else passed
                reached.append(key)
            passed += here
        if not reached:
            return []
        within = Q(direction__in=[key for key in reached if key]) | (
            Q(direction=None) if None in reached else Q(pk__in=[])
        )
        ordered = rows_to_go_through(self.going).filter(within).order_by(
            F("direction__position").asc(nulls_last=True), "direction__name_key", "direction_id", "position", "pk"
        )  # fmt: skip
        return list(ordered[start - first : stop - first])


def directions_of(register: ActionRegister) -> list[Direction]:
    """In the order of the list. One query."""
    return list(Direction.objects.filter(register=register).only("name", "position", "ends_on", "register_id"))


def promises_to_go_through(going: Going) -> QuerySet[FollowUp]:
    """Promises that are open, or were settled at the meeting; not what the meeting itself has written."""
    meeting = going.meeting
    found = FollowUp.objects.filter(
        Q(outcome_on__isnull=True) | Q(outcome_meeting=meeting),
        Q(item__state=ItemState.ONGOING) | Q(item__closing_meeting=meeting),
        item__register=going.register, is_promise=True,
    ).exclude(origin_meeting=meeting)  # fmt: skip
    if going.shown != EVERYTHING:
        found = found.filter(Q(when_end__lte=going.day) | Q(meeting=meeting))
    if going.shown == LEFT:
        found = found.exclude(_gone(meeting))
    return found


def rows_to_go_through(going: Going) -> QuerySet[ActionItem]:
    """The rows with such promises; with everything shown also those that have none. Not in order."""
    rows = ActionItem.objects.filter(register=going.register)
    if going.direction is not None:
        rows = rows.filter(direction=going.direction or None)
    if going.shown == EVERYTHING:
        return rows.filter(Q(state=ItemState.ONGOING) | Q(closing_meeting=going.meeting))
    return rows.filter(pk__in=promises_to_go_through(going).order_by().values("item_id"))


def tally(going: Going) -> Tally:
    """Of what falls due by the meeting, whatever is shown. One query."""
    due = Going(going.register, going.meeting)
    numbers = promises_to_go_through(due).aggregate(
        total=Count("pk"), gone=Count("pk", filter=_gone(going.meeting))
    )  # fmt: skip
    return Tally(numbers["gone"], numbers["total"])


def _gone(meeting: Meeting) -> Q:
    """Promises that the meeting has settled or noted something of, or whose row it has closed."""
    noted = FollowUp.objects.filter(origin_meeting=meeting, about__isnull=False).values("about_id")
    return Q(outcome_meeting=meeting) | Q(item__closing_meeting=meeting) | Q(pk__in=noted)


def passages(rows: Sequence[ActionItem], going: Going) -> list[Passage]:
    """The rows with what there is to go through in each. Three queries."""
    keys = [row.pk for row in rows]
    found = {row.pk: Passage(row) for row in rows}
    responsible = Responsible.objects.filter(item__in=keys).order_by("item_id", "position")
    for item, text in responsible.values_list("item_id", "text"):
        found[item].responsible.append(text)
    named = Prefetch(
        "follow_up_forums", FollowUpForum.objects.select_related("forum").only("follow_up_id", "position", "printed", *Forum.naming("forum__"))
    )  # fmt: skip
    entries = FollowUp.objects.filter(item__in=keys).select_related("outcome_by").prefetch_related(named)
    by_row: dict[int, list[FollowUp]] = {key: [] for key in keys}
    for entry in entries.order_by("position", "pk"):
        by_row[entry.item_id].append(entry)
    for key, passage in found.items():
        _fill(passage, by_row[key], going)
    return list(found.values())


def _fill(passage: Passage, entries: Sequence[FollowUp], going: Going) -> None:
    here = going.meeting.pk
    written = [entry for entry in entries if entry.origin_meeting_id == here]
    for entry in entries:
        settled_here = entry.outcome_meeting_id == here
        if not entry.is_promise or entry in written or not (entry.outcome_on is None or settled_here):
            continue
        is_due = entry.meeting_id == here or (entry.when_end is not None and entry.when_end <= going.day)
        if going.shown != EVERYTHING and not is_due:
            continue
        notes = [each for each in written if each.about_id == entry.pk]
        later = [_line(each, going.day) for each in written if each.replaces_id == entry.pk]
        passage.stops.append(Stop(_line(entry, going.day), entry, is_due, notes, later))
    passage.notes = [each for each in written if each.about_id is None and each.replaces_id is None]


def _line(entry: FollowUp, day: dt.date) -> EntryLine:
    return line_of(
        entry, [part.forum.label if part.forum else part.printed for part in entry.follow_up_forums.all()], day
    )


def latest_section(meeting: Meeting, register: ActionRegister) -> int | None:
    """The § under which something was said last: what the next act begins with. One query."""
    said = FollowUp.objects.filter(Q(outcome_meeting=meeting) | Q(origin_meeting=meeting), item__register=register)
    latest = (
        said.order_by("-changed_at", "-pk")
        .values_list("outcome_meeting_id", "outcome_section", "origin_section")
        .first()
    )
    if latest is None:
        return None
    settled_at, settled_under, written_under = latest
    return settled_under if settled_at == meeting.pk else written_under


def numbered_paragraphs(meeting: Meeting) -> list[MinuteParagraph]:
    """The paragraphs of the meeting that have a number, for whoever may see its record. One query."""
    found = MinuteParagraph.objects.filter(meeting=meeting, number__isnull=False)
    return list(found.only("number", "title", "meeting_id").order_by("number"))


def meetings_to_choose(register: ActionRegister, day: dt.date) -> tuple[list[Meeting], Meeting | None]:
    """The forum's meetings, the newest first, and the next one from the day on, else the latest. Two queries."""
    held = Meeting.objects.filter(forum_parts__forum=register.forum_id).distinct().order_by("-starts_on", "-pk")
    found = list(held.prefetch_related("forum_parts__forum")[:MOST_MEETINGS])
    coming = [meeting for meeting in found if meeting.ends_on >= day]
    return found, (coming[-1] if coming else found[0] if found else None)


MOST_MEETINGS = 200


def meeting_of(register: ActionRegister, pk: int) -> Meeting | None:
    """The meeting if it is one of the register's forum. Two queries."""
    held = Meeting.objects.filter(pk=pk, forum_parts__forum=register.forum_id).distinct()
    return held.prefetch_related("forum_parts__forum").first()


SectionTitles = Mapping[int, str]
