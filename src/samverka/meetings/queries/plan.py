"""What a year plan is made of: the meetings of the year and of the year before, and what they are held against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from samverka.forums.models import Forum, Preparation
from samverka.forums.queries import people_of_forums
from samverka.meetings import planning
from samverka.meetings.models import Meeting, MeetingTerms
from samverka.meetings.planning import Around, Found, Planned, Proposal, Sitting, Terms
from samverka.meetings.queries.planned import meetings_between


@dataclass(frozen=True)
class YearPlan:
    """The plan of a year for some forums, on a day. Seven queries, each when it is looked at, and two for last year."""

    year: int
    on: dt.date
    forums: Sequence[Forum]

    @cached_property
    def keys(self) -> set[int]:
        return {forum.pk for forum in self.forums}

    @cached_property
    def everybodys(self) -> list[Meeting]:
        """The meetings of all forums, cancelled ones too: a clash may be with any of them."""
        return list(meetings_between(dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)))

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Those of the plan's forums, in order."""
        return [each for each in self.everybodys if self.keys & set(forums_of(each))]

    @cached_property
    def standing(self) -> list[Meeting]:
        return [each for each in self.meetings if not each.is_cancelled(self.on)]

    @cached_property
    def around(self) -> Around:
        terms = {each.forum_id: terms_of(each) for each in MeetingTerms.objects.all()}
        names = {forum.pk: forum.label for forum in Forum.objects.only(*Forum.naming())}
        return Around(preparing(), people_of_forums(self.on), terms, names)

    def clashes(self, rows: Sequence[Planned] | None = None, replaced: Iterable[int] = ()) -> list[Found]:
        """What does not go together for the plan's forums in what is still to come; with `rows` as the plan would be, instead of the meetings
        `replaced`."""
        gone = {f"{pk}" for pk in replaced}
        stand = [planned(each) for each in self.everybodys if not each.is_cancelled(self.on)]
        plan = [*(each for each in stand if each.key not in gone), *(rows or ())]
        found = planning.concerning(planning.clashes(plan, self.around, self.on), self.keys)
        return [each for each in found if each.about.last >= self.on]

    def terms(self, meeting: Meeting) -> Terms:
        """Those of the meeting's first forum that has any."""
        return next((self.around.terms[key] for key in forums_of(meeting) if key in self.around.terms), Terms())

    def proposals(self, *, like_last_year: bool) -> list[tuple[Forum, Proposal]]:
        """Days for the plan's forums, in order: like last year's, or by the forum's own words of how often it meets. What
        lies within six days of a meeting that stands is left out."""
        found = []
        last = self._last_year if like_last_year else {}
        for forum in self.forums:
            rhythm = planning.read_rhythm(forum.frequency, forum.meetings_per_year)
            taken = [each.starts_on for each in self.standing if forum.pk in forums_of(each)]
            made = (
                []
                if like_last_year and not last.get(forum.pk)
                else planning.propose(self.year, last.get(forum.pk, []), rhythm)
            )
            found += [(forum, each) for each in made if all(abs((each.sitting.day - day).days) > 6 for day in taken)]
        return sorted(found, key=lambda pair: (pair[1].sitting.day, pair[0].label))

    @cached_property
    def _last_year(self) -> dict[int, list[Sitting]]:
        """Last year's meetings by the forum that comes first in them: a joint meeting is proposed once."""
        found: dict[int, list[Sitting]] = {}
        before = meetings_between(dt.date(self.year - 1, 1, 1), dt.date(self.year - 1, 12, 31), forums=self.keys)
        for meeting in before:
            mine = [key for key in forums_of(meeting) if key in self.keys]
            if mine and not meeting.is_cancelled(self.on) and meeting.starts_on.year == self.year - 1:
                found.setdefault(mine[0], []).append(sitting_of(meeting))
        return found


def year_plan(year: int, on: dt.date, forums: Iterable[Forum]) -> YearPlan:
    return YearPlan(year, on, list(forums))


def forums_of(meeting: Meeting) -> list[int]:
    """The known forums of a meeting, in order; needs `forum_parts`."""
    return [part.forum_id for part in meeting.forum_parts.all() if part.forum_id is not None]


def sitting_of(meeting: Meeting) -> Sitting:
    return Sitting(
        day=meeting.starts_on,
        days=(meeting.ends_on - meeting.starts_on).days + 1,
        start=meeting.start_time,
        end=meeting.end_time,
        place=meeting.place,
        mode=meeting.mode,
        title=meeting.title,
    )


def planned(meeting: Meeting) -> Planned:
    return Planned(
        key=str(meeting.pk),
        label=meeting.title or meeting.forum_label,
        forums=tuple(forums_of(meeting)),
        first=meeting.starts_on,
        last=meeting.ends_on,
        summoned=meeting.summoned_on is not None or meeting.has_record,
    )


def terms_of(terms: MeetingTerms) -> Terms:
    return Terms(terms.documents_days, terms.summons_days, terms.preparing_days)


def preparing() -> frozenset[tuple[int, int]]:
    """Who prepares for whom. One query."""
    return frozenset(Preparation.objects.order_by().values_list("preparer_id", "prepares_for_id"))


def plannable_forums(on: dt.date) -> list[Forum]:
    """Forums that are not over, with what a plan needs of them. One query."""
    return list(Forum.objects.exclude(ends_on__lt=on).only(*Forum.naming(), "frequency", "meetings_per_year", "level"))
