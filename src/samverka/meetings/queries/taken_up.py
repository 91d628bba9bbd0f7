"""When and where matters have been taken up. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, prefetch_related_objects

from samverka.forums.models import Forum
from samverka.matters.models import Matter
from samverka.meetings.linking import Subjects
from samverka.meetings.models import (
    AgendaItem,
    DecisionPoint,
    Meeting,
    MinuteParagraph,
)
from samverka.meetings.queries.joined import forum_parts, readable

MEETING = ("meeting__title", "meeting__starts_on", "meeting__ends_on")
PARAGRAPH = ("position", "number", "title", "summary", "decision", "matter_id", "matter_strength")
ITEM = ("position", "number", "title", "paragraph_id", "matter_id")


@dataclass(frozen=True)
class Step:
    """One time a matter was taken up: as an item, as a paragraph, or as an item that became a paragraph."""

    meeting: Meeting
    paragraph: MinuteParagraph | None
    item: AgendaItem | None

    @property
    def title(self) -> str:
        part = self.paragraph or self.item
        return part.title if part else ""

    @property
    def place(self) -> tuple[dt.date, int, int]:
        """Where the step stands among others."""
        part = self.paragraph or self.item
        return self.meeting.starts_on, self.meeting.pk, part.position if part else 0


def steps_of(matter: Matter, sees: Q) -> list[Step]:
    """Every time the matter was taken up, the earliest first. `sees`: which meetings' records the user may see
    (`permissions.visible_records`); of the others only the agenda. Four queries."""
    points = Prefetch("points", DecisionPoint.objects.only("paragraph_id", "number", "text", "kind"))
    paragraphs = list(
        MinuteParagraph.objects.filter(readable(sees), matter=matter)
        .select_related("meeting")
        .only(*PARAGRAPH, *MEETING)
        .prefetch_related(points)
    )
    items = list(AgendaItem.objects.filter(matter=matter).select_related("meeting").only(*ITEM, *MEETING))
    meetings = [each.meeting for each in paragraphs] + [each.meeting for each in items]
    prefetch_related_objects(meetings, Prefetch("forum_parts", forum_parts()))
    became = {item.paragraph_id: item for item in items if item.paragraph_id}
    shown = {paragraph.pk for paragraph in paragraphs}
    steps = [Step(each.meeting, each, became.get(each.pk)) for each in paragraphs]
    steps += [Step(each.meeting, None, each) for each in items if each.paragraph_id not in shown]
    return sorted(steps, key=lambda step: step.place)


def matters_in_forum(forum: int, sees: Q) -> Q:
    """Which matters have been taken up in the forum, as a condition; `sees` as in `meeting_list`."""
    here = Q(meeting__forum_parts__forum=forum)
    taken = MinuteParagraph.objects.filter(here, readable(sees), matter__isnull=False).values("matter_id")
    return Q(pk__in=taken) | Q(pk__in=AgendaItem.objects.filter(here, matter__isnull=False).values("matter_id"))


def forums_of_matters(matters: Iterable[int], sees: Q) -> dict[int, list[str]]:
    """What people call the forums that each matter has passed through, in the order it did: derived, never stored; `sees`
    as in `meeting_list`. One query."""
    known = {"matter__in": list(matters), "meeting__forum_parts__forum__isnull": False}
    forum = "meeting__forum_parts__forum"
    columns = ("matter_id", "meeting__starts_on", forum, *Forum.naming(f"{forum}__"))
    taken, items = (
        found.filter(**known).order_by().values_list(*columns)
        for found in (MinuteParagraph.objects.filter(readable(sees)), AgendaItem.objects.all())
    )
    passed: dict[int, set[tuple[dt.date, int]]] = {}
    labels: dict[int, str] = {}
    for matter, day, key, name, short_name, abbreviation in taken.union(items, all=True):
        passed.setdefault(matter, set()).add((day, key))
        labels[key] = short_name or abbreviation or name
    return {
        matter: [labels[key] for key in dict.fromkeys(key for _day, key in sorted(times))]
        for matter, times in passed.items()
    }


def matter_suggestions(title: str, sees: Q) -> list[Matter]:
    """The matters a title may be about, the most alike first: by their own titles and those they have been taken up
    under; `sees` as in `meeting_list`. Three queries."""
    known: dict[int, list[str]] = {}
    for pk, named in Matter.objects.values_list("pk", "title"):
        known.setdefault(pk, []).append(named)
    taken = MinuteParagraph.objects.filter(readable(sees), matter__isnull=False)
    for pk, named in taken.values_list("matter_id", "title"):
        known.setdefault(pk, []).append(named)
    keys = [key for key, _score in Subjects(known.items()).like(title)]
    found = Matter.objects.in_bulk(keys)
    return [found[key] for key in keys]
