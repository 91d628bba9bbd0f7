"""The list: what is asked for, how many there are, and the rows of one page under their headings."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from samverka.action_register.models import (
    ActionItem,
    ActionRegister,
    Direction,
    FollowUpForum,
    ItemArea,
    PreparingForum,
    PriorityArea,
    Responsible,
)
from samverka.action_register.queries.conditions import (
    has_late,
    has_soon,
    marked_after,
    ongoing,
    soon_ends,
    under_lapsed,
)
from samverka.action_register.queries.lines import RowLine, forum_labels, row_lines
from samverka.action_register.states import ItemState
from samverka.forums.models import ForumRole, Seat
from samverka.foundation.accounts.models import User
from samverka.foundation.dates.day import ordinary_day
from samverka.principals.models import Principal, PrincipalRole

ALL, LATE, SOON, MINE, CLOSED, DROPPED, LAPSED = (
    "alla", "forsenade", "snart", "mina", "avslutade", "avforda", "utgangna",
)  # fmt: skip
SEGMENTS = (ALL, LATE, SOON, MINE, CLOSED, DROPPED, LAPSED)
SORTS = ("lista", "vad", "uppfoljning")


@dataclass(frozen=True)
class Selection:
    """What a reader asks of one register on a day. `direction` 0 means the rows that stand under none."""

    register: ActionRegister
    day: dt.date
    user: User
    segment: str = ALL
    direction: int | None = None
    area: int | None = None
    forum: int | None = None
    principal: int | None = None
    text: str = ""
    sort: str = "lista"
    descending: bool = False

    @property
    def is_filtered(self) -> bool:
        return bool(self.direction is not None or self.area or self.forum or self.principal or self.text)


@dataclass(frozen=True)
class Group:
    """A heading with the rows of this page that stand under it; `total` counts those of all pages; `is_lapsed`: its time is
    up on the day."""

    direction: Direction | None
    total: int
    rows: Sequence[RowLine]
    is_lapsed: bool = False


@dataclass
class RegisterPage:
    """Everything the list needs but the rows of the page, which `rows` fetches when it is cut."""

    selection: Selection
    directions: Sequence[Direction]
    areas: Sequence[PriorityArea]
    principals: Sequence[Principal]
    forums: dict[int, str]
    counts: Mapping[str, int]
    per_direction: Mapping[int | None, int]
    rows: RowSource = field(init=False)

    def __post_init__(self) -> None:
        self.rows = RowSource(self)

    @property
    def total(self) -> int:
        return self.counts[self.selection.segment]

    def groups(self, rows: Sequence[RowLine]) -> list[Group]:
        """The rows of a page under their headings."""
        by_pk = {direction.pk: direction for direction in self.directions}
        ended = {each.name for each in self.areas if each.has_ended(self.selection.day)}
        if ended:
            for row in rows:
                row.lapsed = [name for name in row.areas if name in ended]
        return [
            self._group(by_pk.get(key or 0), list(each)) for key, each in groupby(rows, lambda row: row.direction_id)
        ]

    def _group(self, direction: Direction | None, rows: Sequence[RowLine]) -> Group:
        total = self.per_direction[direction.pk if direction else None]
        return Group(direction, total, rows, direction is not None and direction.has_ended(self.selection.day))


class RowSource:
    """The rows for a paginator: their number is known already, and a slice fetches only what it shows."""

    def __init__(self, page: RegisterPage) -> None:
        self.page = page

    def count(self) -> int:
        return self.page.total

    def __getitem__(self, wanted: slice) -> list[RowLine]:
        """Only the directions that the slice falls in are asked for: the database then sorts some hundred rows, not
        all of them."""
        start, stop = wanted.start or 0, min(wanted.stop, self.page.total)
        first, passed, reached = None, 0, []
        for key in [*(direction.pk for direction in self.page.directions), None]:
            here = self.page.per_direction.get(key, 0)
            if here and passed < stop and passed + here > start:
                first = passed if first is None else first
                reached.append(key)
            passed += here
        if first is None:
            return []
        selection = self.page.selection
        items = _ordered(selection, selected_rows(selection), reached)
        return row_lines(items[start - first : stop - first], selection.day, self.page.forums)


def register_page(selection: Selection) -> RegisterPage:
    """The list's headings, filters and counts: six queries, one more for "Mina"; the rows of a page are three more."""
    register = selection.register
    counted = _counts(selection)
    return RegisterPage(
        selection=selection,
        directions=list(Direction.objects.filter(register=register).only("name", "ends_on", "register_id")),
        areas=list(PriorityArea.objects.filter(register=register).only("name", "ends_on", "register_id")),
        principals=list(Principal.objects.filter(county=register.forum.county_id).only("name", "short_name")),
        forums=forum_labels(),
        counts={segment: sum(numbers.values()) for segment, numbers in counted.items()},
        per_direction=counted[selection.segment],
    )


def _counts(selection: Selection) -> dict[str, Counter[int | None]]:
    """How many rows of each segment stand under each direction. "Mina" and those under headings that have
    ended are counted only when they are shown. Two queries."""
    items, day = _filtered(selection), selection.day
    late, soon = Q(first_due__lt=day), Q(first_due__gte=day, first_due__lte=soon_ends(day))
    parts = {
        ALL: ongoing(day),
        LATE: ongoing(day) & late,
        SOON: ongoing(day) & soon,
        CLOSED: Q(state=ItemState.DONE, closed_on__lte=day),
        DROPPED: Q(state=ItemState.DROPPED, closed_on__lte=day),
    }
    counted = (
        items.order_by()
        .values_list("direction_id")
        .annotate(**{name: Count("pk", filter=part) for name, part in parts.items()})
    )
    found: dict[str, Counter[int | None]] = {name: Counter() for name in parts}
    for direction, *numbers in counted:
        for name, number in zip(parts, numbers, strict=True):
            found[name][direction] = number
    _count_marked_later(found, items, day)
    if selection.segment in (MINE, LAPSED):
        own = items.filter(_segment(selection)).order_by().values_list("direction_id").annotate(number=Count("pk"))
        found[selection.segment] = Counter(dict(own))
    return found


def _count_marked_later(found: dict[str, Counter[int | None]], items: QuerySet[ActionItem], day: dt.date) -> None:
    """Moves the rows whose promises were marked after the day to the segment they were in then. One query, and another
    if there are any: never on an ordinary day."""
    earliest: dict[int, dt.date] = {}
    marked = marked_after(day).filter(when_end__lte=soon_ends(day)).order_by()
    for item, when_end in marked.values_list("item_id", "when_end"):
        if when_end is not None:
            earliest[item] = min(when_end, earliest.get(item, when_end))
    if not earliest:
        return
    rows = items.filter(ongoing(day), pk__in=list(earliest)).order_by().values_list("pk", "direction_id", "first_due")
    for item, direction, first_due in rows:
        then = min(first_due, earliest[item]) if first_due else earliest[item]
        for due, change in ((first_due, -1), (then, 1)):
            if due and due <= soon_ends(day):
                found[LATE if due < day else SOON][direction] += change


def selected_rows(selection: Selection) -> QuerySet[ActionItem]:
    """The rows of the segment, under every filter; not in order."""
    return _filtered(selection).filter(_segment(selection))


def all_lines(selection: Selection, batch: int = 500) -> Iterator[RowLine]:
    """Every row asked for, in the order of the list, for a file. Three queries for each `batch`."""
    labels = forum_labels()
    items = _ordered(selection, selected_rows(selection))
    keys = list(items.values_list("pk", flat=True))
    for start in range(0, len(keys), batch):
        part = keys[start : start + batch]
        lines = {line.pk: line for line in row_lines(ActionItem.objects.filter(pk__in=part), selection.day, labels)}
        yield from (lines[key] for key in part if key in lines)


def _segment(selection: Selection) -> Q:
    current, day = ongoing(selection.day), selection.day
    match selection.segment:
        case "forsenade":
            return current & has_late(day)
        case "snart":
            return current & has_soon(day)
        case "mina":
            return current & mine(selection.user)
        case "avslutade":
            return Q(state=ItemState.DONE, closed_on__lte=day)
        case "avforda":
            return Q(state=ItemState.DROPPED, closed_on__lte=day)
        case "utgangna":
            return current & under_lapsed(day)
        case _:
            return current


def _filtered(selection: Selection) -> QuerySet[ActionItem]:
    items = ActionItem.objects.filter(register=selection.register)
    if selection.direction is not None:
        items = items.filter(direction=selection.direction or None)
    if selection.area:
        items = items.filter(pk__in=ItemArea.objects.filter(area=selection.area).values("item_id"))
    if selection.forum:
        prepared = PreparingForum.objects.filter(forum=selection.forum).values("item_id")
        named = FollowUpForum.objects.filter(forum=selection.forum).values("follow_up__item_id")
        items = items.filter(Q(pk__in=prepared) | Q(pk__in=named))
    if selection.principal:
        items = items.filter(pk__in=Responsible.objects.filter(principal=selection.principal).values("item_id"))
    if selection.text:
        items = items.filter(_says(selection.text))
    return items


def _says(text: str) -> Q:
    """Rows where the words stand somewhere. SQLite compares å, ä and ö with regard to case, hence the three ways."""
    responsible = Q(pk__in=[])
    found = Q(pk__in=[])
    for written in {text, text.casefold(), text.capitalize()}:
        for name in ("subject", "commission", "follow_up_raw"):
            found |= Q(**{f"{name}__icontains": written})
        responsible |= Q(text__icontains=written)
    return found | Q(pk__in=Responsible.objects.filter(responsible).values("item_id"))


def mine(user: User) -> Q:
    """Rows that a forum of the user prepares or is responsible for, or that a principal where she has a role is."""
    today = ordinary_day()  # a role is held now, whatever day the page shows
    seats = Seat.objects.held_by(user, today).values("forum_id")
    roles = ForumRole.objects.on(today).filter(user=user).values("forum_id")
    own = Q(forum__in=seats) | Q(forum__in=roles)
    principals = PrincipalRole.objects.on(today).filter(user=user).values("principal_id")
    prepares = PreparingForum.objects.filter(own).values("item_id")
    answers = Responsible.objects.filter(own | Q(principal__in=principals)).values("item_id")
    return Q(pk__in=prepares) | Q(pk__in=answers)


def _ordered(
    selection: Selection, items: QuerySet[ActionItem], directions: Sequence[int | None] | None = None
) -> QuerySet[ActionItem]:
    """Always under the headings; `sort` is the order within one (by follow-up: what nobody has marked yet, also when the
    page shows an earlier day). With `directions`, only what stands under those: for a
    single one the index has the order ready (`rows_in_order`)."""
    heading: list[Any] = []
    if directions is not None and len(directions) == 1:
        items = items.filter(direction=directions[0])
    else:
        heading = [F("direction__position").asc(nulls_last=True), "direction__name_key", "direction_id"]
        if directions is not None:
            items = items.filter(
                Q(direction__in=[key for key in directions if key])
                | (Q(direction=None) if None in directions else Q(pk__in=[]))
            )
    if selection.sort == "uppfoljning":
        due = F("first_due")
        key: Any = due.desc(nulls_last=True) if selection.descending else due.asc(nulls_last=True)
    else:
        field = {"vad": "subject_key"}.get(selection.sort, "position")
        key = f"-{field}" if selection.descending else field
    return items.order_by(*heading, key, "-pk" if selection.descending else "pk")
