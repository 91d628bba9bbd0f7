"""Reads of forums. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from samverka.forums.models import Forum, ForumAlias, ForumRole, Preparation, Seat
from samverka.forums.names import ForumNames, packaged_heads
from samverka.forums.queries.composition import Calling, Past, Place, called, former_holders, next_to_end, places
from samverka.forums.rules import circle_through
from samverka.forums.states import Level, RoleInForum, SeatRole, Sides
from samverka.foundation.accounts.models import User
from samverka.principals.rules import same_name_key

LEVEL_PLACE = Case(
    *(When(level=level, then=place) for place, level in enumerate(Level)),
    default=len(Level),
    output_field=IntegerField(),
)
ROW = ("level", "sides", "frequency", "meetings_per_year", "starts_on", "ends_on")


def user_forums(user: User, on: dt.date) -> QuerySet[Forum]:
    """The forums where the user has a seat or a role on the day. One query."""
    seats = Seat.objects.held_by(user, on).values("forum_id")
    roles = ForumRole.objects.on(on).filter(user=user).values("forum_id")
    return Forum.objects.on(on).filter(Q(pk__in=seats) | Q(pk__in=roles))


def secretaries_of(forums: Iterable[int], on: dt.date) -> list[ForumRole]:
    """Who is secretary of these forums on the day, by forum. One query."""
    roles = ForumRole.objects.on(on).filter(forum__in=list(forums), role=RoleInForum.SECRETARY, user__is_active=True)
    return list(roles.select_related("user", "forum").order_by("forum", "pk"))


def forums_of(user: User, on: dt.date, *roles: SeatRole) -> QuerySet[Forum]:
    """The forums where the user has one of these seats on the day. One query."""
    return Forum.objects.on(on).filter(pk__in=Seat.objects.held_by(user, on).filter(role__in=roles).values("forum_id"))


def forum_list(
    on: dt.date, *, level: str = "", one_sided: bool = False, ended: str = "", text: str = ""
) -> QuerySet[Forum]:
    """Forums with their composition counted on the day. `ended`: "" those that are not over, "only", "all"."""
    seats = Seat.objects.on(on).filter(forum=OuterRef("pk")).order_by()
    found: QuerySet[Forum] = Forum.objects.annotate(
        level_place=LEVEL_PLACE, seat_count=_counted(seats), vacant_count=_counted(seats.vacant(on))
    )
    if level:
        found = found.filter(level=level)
    if one_sided:
        found = found.filter(sides__in=[Sides.MUNICIPAL, Sides.REGION])
    if ended == "only":
        found = found.filter(ends_on__lt=on)
    elif ended != "all":
        found = found.exclude(ends_on__lt=on)
    if text:
        named = (
            Q(name__icontains=text)
            | Q(abbreviation__icontains=text)
            | Q(short_name__icontains=text)
            | Q(aliases__name__icontains=text)
        )
        found = found.filter(pk__in=Forum.objects.filter(named).values("pk"))
    return found


def _counted(seats: QuerySet[Seat]) -> Any:
    """How many there are, asked for apart: joined, the forums would be grouped by all their columns."""
    return Coalesce(Subquery(seats.values("forum").annotate(count=Count("pk")).values("count")), 0)


def for_rows(forums: QuerySet[Forum]) -> QuerySet[Forum]:
    """With what a row of the list shows. Two queries."""
    others = Prefetch("prepares_for", Forum.objects.only(*Forum.naming()))
    return forums.only(*Forum.naming(), *ROW).prefetch_related(others)


def for_file(forums: QuerySet[Forum]) -> QuerySet[Forum]:
    """With what the file tells of each. Four queries."""
    return forums.select_related("record_keeper").prefetch_related("aliases", "prepares_for", "prepared_by")


def forum_names() -> ForumNames:
    """The forums of the register by any of their names; a match's key is the forum's primary key as text. Names that an
    ended forum shares with a running one mean the running one. Two queries."""
    forums = Forum.objects.prefetch_related("aliases").order_by(F("ends_on").desc(nulls_first=True), "pk")
    running = {same_name_key(name) for forum in forums if forum.ends_on is None for name in forum.names}
    return ForumNames(
        (
            (str(forum.pk), [n for n in forum.names if forum.ends_on is None or same_name_key(n) not in running])
            for forum in forums
        ),
        packaged_heads(settings.COUNTY),
    )


def forums_in_full() -> QuerySet[Forum]:
    """Forums with what their facts name. One query, and one for the other names when read."""
    merged = Exists(Forum.objects.filter(successor=OuterRef("pk")))
    found = Forum.objects.annotate(has_predecessors=merged)
    return found.select_related("county", "record_keeper", "notice_board", "successor", "terms_of_reference")


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A forum that went up in another."""

    pk: int
    name: str
    ends_on: dt.date | None


@dataclass(frozen=True)
class ForumPage:
    """What a forum's own page shows, on a day: seats, roles, relations, and names with predecessors; each is one query, asked
    when it is looked at."""

    forum: Forum
    on: dt.date

    @cached_property
    def _places(self) -> list[Place]:
        return places(Seat.objects.filter(forum=self.forum), self.on)

    @property
    def seats(self) -> list[Place]:
        """The composition on the day."""
        return [place for place in self._places if place.seat.holds_on(self.on)]

    @property
    def coming_seats(self) -> list[Place]:
        return [place for place in self._places if place.seat.is_coming(self.on)]

    @property
    def former(self) -> list[Past]:
        """Who has held seats before, the latest first."""
        return former_holders(self._places, self.on)

    @cached_property
    def roles(self) -> list[ForumRole]:
        return list(ForumRole.objects.filter(forum=self.forum).exclude(ends_on__lt=self.on).select_related("user"))

    @cached_property
    def _relations(self) -> list[Preparation]:
        """Of all forums: a circle may go through any of them."""
        named = (*Forum.naming("preparer__"), *Forum.naming("prepares_for__"))
        return list(Preparation.objects.select_related("preparer", "prepares_for").only("pk", *named))

    @property
    def prepares_for(self) -> list[Preparation]:
        return [each for each in self._relations if each.preparer_id == self.forum.pk]

    @property
    def prepared_by(self) -> list[Preparation]:
        return [each for each in self._relations if each.prepares_for_id == self.forum.pk]

    @property
    def circle(self) -> list[Forum]:
        forums = {each.preparer_id: each.preparer for each in self._relations} | {
            each.prepares_for_id: each.prepares_for for each in self._relations
        }
        pairs = ((each.preparer_id, each.prepares_for_id) for each in self._relations)
        return [forums[pk] for pk in circle_through(pairs, self.forum.pk)]

    @cached_property
    def _named(self) -> list[tuple[str, int, str, dt.date | None, bool]]:
        """Other names of the forum, and the forums that went up in it, each in order."""
        none = Cast(Value(None), DateField())  # PostgreSQL must be told the type of what is not there
        names = ForumAlias.objects.filter(forum=self.forum).order_by()
        forums = Forum.objects.filter(successor=self.forum).order_by()
        told = names.values_list("name_key", "pk", "name", none, Value(False)).union(
            forums.values_list("name_key", "pk", "name", "ends_on", Value(True)), all=True
        )
        return sorted(told, key=lambda each: each[:2])

    @property
    def aliases(self) -> list[str]:
        return [name for _key, _pk, name, _end, is_forum in self._named if not is_forum]

    @property
    def predecessors(self) -> list[Predecessor]:
        return [Predecessor(pk, name, end) for _key, pk, name, end, is_forum in self._named if is_forum]

    @property
    def calling(self) -> list[Calling]:
        """Who is called for whom; nothing where the forum has no deputies."""
        found = called(self.seats, self.forum.calling_order)
        return found if any(each.deputies for each in found) else []

    @property
    def chairs(self) -> list[Place]:
        return [place for place in self.seats if place.role == SeatRole.CHAIR]

    @property
    def next_change(self) -> Place | None:
        """The seat on the day whose holder is the first to leave."""
        return next_to_end(self.seats)

    @property
    def vacant(self) -> int:
        return sum(seat.is_vacant for seat in self.seats)


def forums_with_principal(principal_id: int, on: dt.date) -> list[Forum]:
    """Forums where the principal has a seat on the day, its seats in `seats_here`. A fixed number of queries."""
    here = places(Seat.objects.on(on).filter(principal_id=principal_id), on)
    forums: dict[int, Any] = {}
    for place in here:
        forum: Any = forums.setdefault(place.seat.forum_id, place.seat.forum)
        forum.seats_here = [*getattr(forum, "seats_here", []), place]
    return sorted(forums.values(), key=lambda forum: (forum.name_key, forum.pk))
