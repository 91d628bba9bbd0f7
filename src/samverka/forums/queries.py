"""Reads of forums. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, When

from samverka.forums.models import Forum, ForumRole, Preparation, Seat
from samverka.forums.names import ForumNames, packaged_heads
from samverka.forums.rules import circle_through
from samverka.forums.states import Level, SeatRole, Sides
from samverka.foundation.accounts.models import User
from samverka.foundation.dates.spans import covering
from samverka.principals.rules import same_name_key

LEVEL_PLACE = Case(
    *(When(level=level, then=place) for place, level in enumerate(Level)),
    default=len(Level),
    output_field=IntegerField(),
)
ROLE_ORDER = {str(role): place for place, role in enumerate(SeatRole)}


def user_forums(user: User, on: dt.date) -> QuerySet[Forum]:
    """The forums where the user has a seat or a role on the day. One query."""
    seats = Seat.objects.on(on).filter(person__user=user).values("forum_id")
    roles = ForumRole.objects.on(on).filter(user=user).values("forum_id")
    return Forum.objects.on(on).filter(Q(pk__in=seats) | Q(pk__in=roles))


def forums_of(user: User, on: dt.date, *roles: SeatRole) -> QuerySet[Forum]:
    """The forums where the user has one of these seats on the day. One query."""
    return Forum.objects.on(on).filter(
        pk__in=Seat.objects.on(on).filter(person__user=user, role__in=roles).values("forum_id")
    )


def forum_list(
    on: dt.date, *, level: str = "", one_sided: bool = False, ended: str = "", text: str = ""
) -> QuerySet[Forum]:
    """Forums with their composition counted on the day. `ended`: "" those that are not over, "only", "all".
    Two queries, whatever the length."""
    found: QuerySet[Forum] = Forum.objects.select_related("county", "record_keeper", "successor").prefetch_related(
        "aliases", "prepares_for", "prepared_by"
    )
    seated = covering(on, through="seats__")
    found = found.annotate(
        level_place=LEVEL_PLACE,
        seat_count=Count("seats", filter=seated, distinct=True),
        vacant_count=Count("seats", filter=seated & Q(seats__person__isnull=True), distinct=True),
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


@dataclass(frozen=True)
class ForumPage:
    """What a forum's own page shows, on a day."""

    seats: list[Seat]
    coming_seats: list[Seat]
    former_seats: list[Seat]
    roles: list[ForumRole]
    prepares_for: list[Preparation]
    prepared_by: list[Preparation]
    predecessors: list[Forum]
    circle: list[Forum]

    @property
    def chairs(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.role == SeatRole.CHAIR]

    @property
    def next_change(self) -> Seat | None:
        """The seat on the day that is the first to end."""
        return next_to_end(self.seats)

    @property
    def vacant(self) -> int:
        return sum(seat.is_vacant for seat in self.seats)


def next_to_end(seats: Iterable[Seat]) -> Seat | None:
    """The seat with the first last day; None if no seat has one."""
    ending = [(seat.ends_on, seat.pk, seat) for seat in seats if seat.ends_on]
    return min(ending)[2] if ending else None


def forum_page(forum: Forum, on: dt.date) -> ForumPage:
    """Composition and relations on the day, of a forum of `forums_in_full`. Five queries, one more for a forum that others
    have become part of."""
    seats = list(
        Seat.objects.filter(forum=forum).select_related("person__party", "principal", "party", "person__principal")
    )
    relations = list(Preparation.objects.select_related("preparer", "prepares_for"))
    forums = {each.preparer_id: each.preparer for each in relations} | {
        each.prepares_for_id: each.prepares_for for each in relations
    }
    circle = circle_through(((each.preparer_id, each.prepares_for_id) for each in relations), forum.pk)
    return ForumPage(
        seats=sorted((seat for seat in seats if seat.holds_on(on)), key=_seat_order),
        coming_seats=sorted((seat for seat in seats if seat.is_coming(on)), key=_seat_order),
        former_seats=sorted(
            (seat for seat in seats if seat.has_ended(on)), key=lambda seat: (seat.ends_on, seat.pk), reverse=True
        ),
        roles=list(ForumRole.objects.filter(forum=forum).exclude(ends_on__lt=on).select_related("user")),
        prepares_for=[each for each in relations if each.preparer_id == forum.pk],
        prepared_by=[each for each in relations if each.prepares_for_id == forum.pk],
        predecessors=list(forum.predecessors.all()) if getattr(forum, "has_predecessors", True) else [],
        circle=[forums[pk] for pk in circle],
    )


def _seat_order(seat: Seat) -> tuple[int, str, str, int]:
    principal = seat.principal.name_key if seat.principal else ""
    return ROLE_ORDER[seat.role], principal, seat.person.name_key if seat.person else "", seat.pk


def forums_with_principal(principal_id: int, on: dt.date) -> QuerySet[Forum]:
    """Forums where the principal has a seat on the day, its seats in `seats_here`. Two queries."""
    seats = Seat.objects.on(on).filter(principal_id=principal_id).select_related("person", "party", "forum")
    return Forum.objects.filter(pk__in=seats.values("forum_id")).prefetch_related(
        Prefetch("seats", queryset=seats, to_attr="seats_here")
    )


def seats_of_person(person_id: int) -> QuerySet[Seat]:
    """Every seat a person has or had, newest first. One query."""
    return (
        Seat.objects.filter(person_id=person_id)
        .select_related("forum", "principal", "party")
        .order_by("-starts_on", "pk")
    )
