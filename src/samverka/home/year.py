"""What happens in a year, gathered from the areas' own queries: for Årshjulet and for calendar feeds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samverka.action_register.permissions import SEE as SEE_ROWS
from samverka.action_register.queries import Promise, promises_between
from samverka.agreements.permissions import VIEW_AGREEMENTS
from samverka.agreements.queries.calendar import CalendarDay
from samverka.agreements.queries.calendar import days as agreement_days
from samverka.forums.models import Forum
from samverka.forums.permissions import SEE as SEE_FORUMS
from samverka.forums.queries import SeatsEnding, seats_ending
from samverka.forums.states import Level
from samverka.foundation.accounts.models import User
from samverka.foundation.dates import Precision
from samverka.meetings.models import Meeting
from samverka.meetings.permissions import VIEW_MEETINGS
from samverka.meetings.queries import meetings_between


class Kind(StrEnum):
    """What stands in the year. The values stand in addresses."""

    MEETING = "moten"
    PROMISE = "uppfoljningar"
    AGREEMENT = "avtal"
    SEATS = "platser"


WORDS = {
    Kind.MEETING: gettext_lazy("Möten"),
    Kind.PROMISE: gettext_lazy("Balanslistan"),
    Kind.AGREEMENT: gettext_lazy("Avtal"),
    Kind.SEATS: gettext_lazy("Platser"),
}
PAGES = {
    Kind.MEETING: "meetings:detail",
    Kind.PROMISE: "action_register:detail",
    Kind.AGREEMENT: "agreements:detail",
    Kind.SEATS: "forums:detail",
}


MOST_PROMISES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that happens from `first` to `last`. `exact`: on those very days; else somewhere within them, and `when` has
    the words. `key` is the record whose page tells more; `uid` is the same every time."""

    kind: Kind
    uid: str
    key: int
    title: str
    what: str
    first: dt.date
    last: dt.date
    exact: bool = True
    when: str = ""
    level: str = ""
    start: dt.time | None = None
    end: dt.time | None = None
    place: str = ""
    cancelled: bool = False
    sequence: int = 0
    changed_at: dt.datetime | None = None

    @property
    def page(self) -> str:
        """The name of the page that tells more; it takes `key`."""
        return PAGES[self.kind]


def entries(
    user: User,
    first: dt.date,
    last: dt.date,
    *,
    on: dt.date,
    forums: Sequence[int] | None = None,
    kinds: Iterable[Kind] = tuple(Kind),
) -> list[Entry]:
    """What the user may see from `first` to `last` as it stands on a day, in order; of the forums if given. Ten queries at
    most, whatever there is."""
    wanted = set(kinds)
    found: list[Entry] = []
    if Kind.MEETING in wanted and VIEW_MEETINGS(user):
        found += _meetings(first, last, on, forums)
    if Kind.PROMISE in wanted and SEE_ROWS(user):
        found += [_promise(each) for each in promises_between(first, last, on, forums=forums, limit=MOST_PROMISES)]
    if Kind.AGREEMENT in wanted and VIEW_AGREEMENTS(user):
        found += _agreements(first, last, on, forums)
    if Kind.SEATS in wanted and SEE_FORUMS(user):
        found += [_seats(each) for each in seats_ending(first, last, forums=forums)]
    order = {kind: place for place, kind in enumerate(Kind)}
    return sorted(
        found, key=lambda each: (each.last if not each.exact else each.first, each.exact, order[each.kind], each.title)
    )


def what_is_seen(user: User) -> str:
    """Which kinds of entries the user may see at all: all that the year depends on of a user who has not chosen her own forums."""
    return "".join(str(int(permission(user))) for permission in (VIEW_MEETINGS, SEE_ROWS, VIEW_AGREEMENTS, SEE_FORUMS))


def _meetings(first: dt.date, last: dt.date, on: dt.date, forums: Sequence[int] | None) -> Iterator[Entry]:
    for meeting in meetings_between(first, last, forums=forums):
        yield meeting_entry(meeting, on)


def meeting_entry(meeting: Meeting, on: dt.date) -> Entry:
    """Nothing but what everybody sees of a meeting: not its record, which may be a draft."""
    cancelled = meeting.is_cancelled(on)
    parts = list(meeting.forum_parts.all())
    return Entry(
        kind=Kind.MEETING,
        uid=f"mote-{meeting.pk}",
        key=meeting.pk,
        title=meeting.title or meeting.forum_label,
        what=_("Inställt") if cancelled else _("Möte"),
        first=meeting.starts_on,
        last=meeting.ends_on,
        level=next((part.forum.level for part in parts if part.forum), Level.OTHER),
        start=meeting.start_time,
        end=meeting.end_time,
        place=meeting.place or str(meeting.get_mode_display()),
        cancelled=cancelled,
        sequence=meeting.version - 1,
        changed_at=meeting.changed_at,
    )


def _promise(promise: Promise) -> Entry:
    entry, when = promise.entry, promise.entry.when
    assert when is not None  # it was found by its days
    words = entry.words[:1].upper() + entry.words[1:]
    return Entry(
        kind=Kind.PROMISE,
        uid=f"uppfoljning-{entry.pk}",
        key=promise.item,
        title=promise.subject,
        what=f"{entry.place}: {words}" if entry.place else words,
        first=when.start,
        last=when.end,
        exact=when.precision is Precision.DAY,
        when=entry.chip.replace("\u00a0", " "),
    )


def _agreements(first: dt.date, last: dt.date, on: dt.date, forums: Sequence[int] | None) -> Iterator[Entry]:
    for each in agreement_days(first, last, on=on, responsible=forums):
        if first <= each.day <= last:  # a late review may lie before
            yield _agreement(each)


def _agreement(each: CalendarDay) -> Entry:
    words = f"{each.words} ({_('försenad')})" if each.is_overdue else each.words
    review = f"-{each.coming.review}" if each.coming.review else ""
    return Entry(
        kind=Kind.AGREEMENT,
        uid=f"avtal-{each.pk}-{each.kind}{review}-{each.day.isoformat()}",
        key=each.pk,
        title=each.title,
        what=words,
        first=each.day,
        last=each.day,
    )


def _seats(each: SeatsEnding) -> Entry:
    count = {"n": each.count}
    return Entry(
        kind=Kind.SEATS,
        uid=f"platser-{each.forum}-{each.day.isoformat()}",
        key=each.forum,
        title=each.label,
        what=ngettext("%(n)d plats slutar", "%(n)d platser slutar", each.count) % count,
        first=each.day,
        last=each.day,
    )


def forum_choices(on: dt.date) -> list[Forum]:
    """The forums to choose among: those at work on the day. One query."""
    return list(Forum.objects.exclude(ends_on__lt=on).only(*Forum.naming()))
