"""Calendar feeds: which part of the year a link shows, and the file it gives (ADR 0026)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils import translation
from django.utils.translation import gettext as _

from samverka.forums.models import Forum
from samverka.forums.queries import user_forums
from samverka.foundation.accounts.models import User
from samverka.foundation.dates.calendar import add_months
from samverka.foundation.typeset.ical import Event, calendar
from samverka.home.year import WORDS, Entry, Kind, entries

PURPOSE = "calendar"
VALID_FOR = dt.timedelta(days=400)
MONTHS_BACK, MONTHS_AHEAD = 12, 24
MOST_EVENTS = 2000
"""What a feed holds: calendars keep what they have been given, and no county plans more than two years ahead."""


class NothingToShow(Exception):
    """The forum of the feed is not there any more."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a feed shows: of one forum, of the user's own forums as they are on the day asked, or of all."""

    forum: int | None = None
    mine: bool = False
    kinds: tuple[Kind, ...] = field(default=tuple(Kind))

    def to_json(self) -> dict[str, Any]:
        return {"forum": self.forum, "mine": self.mine, "kinds": [kind.value for kind in self.kinds]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        kinds = tuple(Kind(name) for name in value.get("kinds", ()) if name in set(Kind))
        return cls(value.get("forum"), bool(value.get("mine")), kinds)


def label_of(scope: Scope, forum: Forum | None) -> str:
    """What the feed is called: `SVOM: möten, avtal`."""
    whose = forum.label if forum else _("Mina forum") if scope.mine else _("Alla forum")
    if set(scope.kinds) == set(Kind):
        return whose
    return f"{whose}: {', '.join(str(WORDS[kind]).lower() for kind in scope.kinds)}"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds, before it is written out: writing takes a millisecond an event, and most who ask have it already."""

    name: str
    description: str
    events: Sequence[Event]

    @property
    def etag(self) -> str:
        """Differs as soon as anything of it does."""
        told = repr((self.name, self.description, self.events))
        return f'"{hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'

    def written(self) -> bytes:
        return calendar(self.events, name=self.name, description=self.description)


def feed(user: User, scope: Scope, *, on: dt.date, issued_at: dt.datetime, address: Callable[[str, int], str]) -> Feed:
    """What the user may see on the day, in Swedish. `address` gives the page of a record. Raises `NothingToShow`. Thirteen
    queries at most."""
    with translation.override("sv"):
        forum = Forum.objects.filter(pk=scope.forum).only(*Forum.naming()).first() if scope.forum else None
        if scope.forum and forum is None:
            raise NothingToShow
        forums = None
        if forum:
            forums = [forum.pk]
        elif scope.mine:
            forums = list(user_forums(user, on).order_by("pk").values_list("pk", flat=True))
        first, last = add_months(on.replace(day=1), -MONTHS_BACK), add_months(on, MONTHS_AHEAD)
        found = entries(user, first, last, on=on, forums=forums, kinds=scope.kinds)
        return Feed(
            _("Samverka – %(what)s") % {"what": label_of(scope, forum)},
            _(
                "Det som bara har en ungefärlig tid, som en månad eller en termin, står inte i kalendern utan i Samverka."
            ),
            [event_of(each, issued_at, address) for each in found if each.exact][-MOST_EVENTS:],
        )


def event_of(entry: Entry, stamp: dt.datetime, address: Callable[[str, int], str]) -> Event:
    """An entry of exact days. `stamp` stands for when it was last changed, where that is not told."""
    title = entry.title if entry.kind is Kind.MEETING else f"{entry.title} – {entry.what}"
    return Event(
        uid=f"{entry.uid}@samverka",
        title=_("Inställt: %(title)s") % {"title": title} if entry.cancelled else title,
        first=entry.first,
        last=entry.last,
        start=entry.start,
        end=entry.end,
        place=entry.place,
        address=address(entry.page, entry.key),
        category=str(WORDS[entry.kind]),
        cancelled=entry.cancelled,
        sequence=entry.sequence,
        changed_at=entry.changed_at or stamp,
    )
