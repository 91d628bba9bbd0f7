"""Calendars that other programs read (iCalendar, RFC 5545): the same events give the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vText
from icalendar import Event as Component

ZONE = ZoneInfo("Europe/Stockholm")
TEXT_LIMIT = 1000
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something on a day, or from `first` to `last`, both included. Without `start` it takes the whole day; a time that is
    not known is not made up. `sequence` grows with each change, and `changed_at` says when the last one was."""

    uid: str
    title: str
    first: dt.date
    last: dt.date
    start: dt.time | None = None
    end: dt.time | None = None
    place: str = ""
    description: str = ""
    address: str = ""
    category: str = ""
    cancelled: bool = False
    sequence: int = 0
    changed_at: dt.datetime


def calendar(events: Iterable[Event], *, name: str, description: str = "") -> bytes:
    """The calendar as a file. `name` is what calendar programs call it."""
    made = Calendar()
    made.add("prodid", "-//Samverka//Samverka//SV")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", vText(_clean(name)))  # the library escapes only the names it knows
    made.add("x-wr-timezone", ZONE.key)
    if description:
        made.add("x-wr-caldesc", vText(_clean(description)))
    made.add("refresh-interval", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    components = [(_component(event), event.start is not None) for event in events]
    if any(timed for _made, timed in components):
        made.add_component(_zone())
    for component, _timed in components:
        made.add_component(component)
    return bytes(made.to_ical())


def _zone() -> Timezone:
    """Swedish time as the European Union's rule has it since 1996 (directive 2000/84/EC): short, and right in every program.
    The library's own list of each year's days puts the change in spring an hour late."""
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    for kind, name, since, month, before, after in (
        (TimezoneDaylight, "CEST", dt.datetime(1996, 3, 31, 2), 3, 1, 2),  # noqa: DTZ001 - local by the format
        (TimezoneStandard, "CET", dt.datetime(1996, 10, 27, 3), 10, 2, 1),  # noqa: DTZ001
    ):
        part = kind()
        part.add("tzname", name)
        part.add("dtstart", since)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", dt.timedelta(hours=before))
        part.add("tzoffsetto", dt.timedelta(hours=after))
        zone.add_component(part)
    return zone


def _component(event: Event) -> Component:
    made = Component()
    made.add("uid", event.uid)
    made.add("summary", _clean(event.title))
    _when(made, event)
    stamp = event.changed_at.astimezone(dt.UTC).replace(microsecond=0)
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", event.sequence)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("transp", "OPAQUE" if event.start and not event.cancelled else "TRANSPARENT")
    for name, value in (("location", event.place), ("description", event.description)):
        if value:
            made.add(name, _clean(value))
    if event.address:
        made.add("url", event.address)
    if event.category:
        made.add("categories", [_clean(event.category)])
    return made


def _when(made: Component, event: Event) -> None:
    if event.start is None:
        made.add("dtstart", event.first)
        made.add("dtend", min(event.last, dt.date.max - _DAY) + _DAY)  # the day after: the end is not included
        return
    begins = dt.datetime.combine(event.first, event.start, ZONE)
    made.add("dtstart", begins)
    if event.end is not None and (ends := dt.datetime.combine(event.last, event.end, ZONE)) > begins:
        made.add("dtend", ends)


def _clean(text: str) -> str:
    """Without control characters, which the format has no way to write, and not longer than a calendar can show."""
    return "".join(letter for letter in text.replace("\r\n", "\n") if letter == "\n" or letter.isprintable())[
        :TEXT_LIMIT
    ]
