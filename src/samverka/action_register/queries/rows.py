"""The list: what is asked for, how many there are, and the rows of one page under their headings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery

from samverka.action_register.models import ActionItem, ActionRegister, Direction, FollowUpForum, ItemArea, PreparingForum, PriorityArea, Responsible
from samverka.action_register.queries.conditions import has_late, has_soon, ongoing, open_promises
from samverka.action_register.queries.lines import RowLine, forum_labels, row_lines
from samverka.forums.models import ForumRole, Seat
from samverka.foundation.accounts.models import User
from samverka.foundation.dates.day import ordinary_day
from samverka.principals.models import Principal, PrincipalRole

ALL, LATE, SOON, MINE, CLOSED = "alla", "forsenade", "snart", "mina", "avslutade"
SEGMENTS = (ALL, LATE, SOON, MINE, CLOSED)
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
    """A heading with the rows of this page that stand under it; `total` counts those of all pages."""

    direction: Direction | None
    total: int
    rows: Sequence[RowLine]


@dataclass
class RegisterPage:
    """Everything the list needs but the rows of the page, which `rows` fetches when it is cut."""

    selection: Selection
    directions: Sequence[Direction]
    areas: Sequence[PriorityArea]
    principals: Sequence[Principal]
    forums: dict[int, str]
    counts: dict[str, int]
    per_direction: dict[int | None, int]
    rows: RowSource = field(init=False)

    def __post_init__(self) -> None:
        self.rows = RowSource(self)

    @property
    def total(self) -> int:
        return self.counts[self.selection.segment]

    def groups(self, rows: Sequence[RowLine]) -> list[Group]:
        """The rows of a page under their headings."""
        by_pk = {direction.pk: direction for direction in self.directions}
        return [
            Group(by_pk.get(key) if key else None, self.per_direction[key], list(each)) for key, each in groupby(rows, lambda row: row.direction_id)
        ]


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
        some = Q(direction__in=[key for key in reached if key]) | (Q(direction=None) if None in reached else Q(pk__in=[]))
        items = _ordered(selection, selected_rows(selection).filter(some))
        return row_lines(items[start - first : stop - first], selection.day, self.page.forums)


def register_page(selection: Selection) -> RegisterPage:
    """The list's headings, filters and counts: five queries; the rows of a page are three more."""
    register = selection.register
    directions = list(Direction.objects.filter(register=register))
    late, soon, current = has_late(selection.day), has_soon(selection.day), ongoing(selection.day)
    parts = {ALL: current, LATE: current & late, SOON: current & soon & ~late, MINE: current & mine(selection.user), CLOSED: ~current}
    counted = (
        _filtered(selection)
        .order_by()
        .values_list("direction_id")
        .annotate(**{segment: Count("pk", filter=condition) for segment, condition in parts.items()})
    )
    rows = {direction: dict(zip(parts, numbers, strict=True)) for direction, *numbers in counted}
    return RegisterPage(
        selection=selection,
        directions=directions,
        areas=list(PriorityArea.objects.filter(register=register)),
        principals=list(Principal.objects.filter(county=register.forum.county_id).only("name", "short_name")),
        forums=forum_labels(),
        counts={segment: sum(numbers[segment] for numbers in rows.values()) for segment in parts},
        per_direction={direction: numbers[selection.segment] for direction, numbers in rows.items()},
    )


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
            return current & has_soon(day) & ~has_late(day)
        case "mina":
            return current & mine(selection.user)
        case "avslutade":
            return ~current
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
    seats = Seat.objects.on(today).filter(person__user=user).values("forum_id")
    roles = ForumRole.objects.on(today).filter(user=user).values("forum_id")
    own = Q(forum__in=seats) | Q(forum__in=roles)
    principals = PrincipalRole.objects.on(today).filter(user=user).values("principal_id")
    prepares = PreparingForum.objects.filter(own).values("item_id")
    answers = Responsible.objects.filter(own | Q(principal__in=principals)).values("item_id")
    return Q(pk__in=prepares) | Q(pk__in=answers)


def _ordered(selection: Selection, items: QuerySet[ActionItem]) -> QuerySet[ActionItem]:
    """Always under the headings; `sort` is the order within one."""
    heading: list[Any] = [F("direction__position").asc(nulls_last=True), "direction__name_key", "direction_id"]
    if selection.sort == "vad":
        key: Any = F("subject_key")
    elif selection.sort == "uppfoljning":
        coming = open_promises(selection.day).filter(item=OuterRef("pk")).order_by().values("item_id").annotate(due=Min("when_end")).values("due")
        items = items.annotate(due=Subquery(coming))
        key = F("due")
    else:
        key = F("position")
    return items.order_by(*heading, key.desc(nulls_last=True) if selection.descending else key.asc(nulls_last=True), "pk")


