"""What the year and the year plan ask of seats: whose time ends when, and who sits where."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from samverka.forums.models import Forum, Seat, SeatHolding
from samverka.principals.models import OfficeHolding


@dataclass(frozen=True, slots=True)
class SeatsEnding:
    """How many seats of a forum lose their holder, or end themselves, with the day."""

    forum: int
    label: str
    day: dt.date
    count: int


def seats_ending(first: dt.date, last: dt.date, *, forums: Iterable[int] | None = None) -> list[SeatsEnding]:
    """The last days from `first` to `last`, by day and forum; of the forums if given. Nobody is named. Four queries."""
    within = {"ends_on__gte": first, "ends_on__lte": last}
    ending = {
        *Seat.objects.filter(**within).order_by().values_list("forum_id", "ends_on", "pk"),
        *SeatHolding.objects.filter(**within).order_by().values_list("seat__forum_id", "ends_on", "seat_id"),
        *OfficeHolding.objects.filter(office__seats__isnull=False, **within)
        .order_by()
        .values_list("office__seats__forum_id", "ends_on", "office__seats"),
    }
    asked = None if forums is None else set(forums)
    counted = Counter((day, forum) for forum, day, _seat in ending if asked is None or forum in asked)
    known = {forum.pk: forum for forum in Forum.objects.only("name_key", *Forum.naming())}
    found = [SeatsEnding(forum, known[forum].label, day, count) for (day, forum), count in counted.items()]
    return sorted(found, key=lambda each: (each.day, known[each.forum].name_key, each.forum))


def people_of_forums(on: dt.date) -> dict[int, frozenset[int]]:
    """The persons who hold a seat on the day, by forum; through an office too. Two queries."""
    seats = Seat.objects.on(on)
    own = SeatHolding.objects.on(on).filter(seat__in=seats).order_by().values_list("seat__forum_id", "person_id")
    through = OfficeHolding.objects.on(on).filter(office__seats__in=seats).order_by()
    found: dict[int, set[int]] = {}
    for forum, person in (*own, *through.values_list("office__seats__forum_id", "person_id")):
        found.setdefault(forum, set()).add(person)
    return {forum: frozenset(people) for forum, people in found.items()}
