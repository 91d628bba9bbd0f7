"""When and where matters have been taken up. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

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
    forums = Prefetch("meeting__forum_parts", forum_parts())
    points = Prefetch("points", DecisionPoint.objects.only("paragraph_id", "number", "text", "kind"))
    paragraphs = list(
        MinuteParagraph.objects.filter(readable(sees), matter=matter)
        .select_related("meeting")
        .only(*PARAGRAPH, *MEETING)
        .prefetch_related(forums, points)
    )
    items = list(
        AgendaItem.objects.filter(matter=matter)
        .select_related("meeting")
        .only(*ITEM, *MEETING)
        .prefetch_related(forums)
    )
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


def forums_of_matters(matters: Iterable[int], sees: Q) -> dict[int, list[Forum]]:
    """Which forums each matter has passed through, in the order it did: derived, never stored; `sees` as in
    `meeting_list`. Three queries."""
    keys = list(matters)
    seen: dict[int, dict[dt.date, list[int]]] = {}
    for model, visible in ((MinuteParagraph, readable(sees)), (AgendaItem, Q())):
        rows = model._default_manager.filter(
            visible, matter__in=keys, meeting__forum_parts__forum__isnull=False
        ).order_by()
        for matter, day, forum in rows.values_list("matter_id", "meeting__starts_on", "meeting__forum_parts__forum"):
            seen.setdefault(matter, {}).setdefault(day, []).append(forum)
    passed = {pk for days in seen.values() for given in days.values() for pk in given}
    forums = Forum.objects.only(*Forum.naming()).order_by().in_bulk(passed)
    return {
        matter: [forums[pk] for pk in dict.fromkeys(pk for day in sorted(days) for pk in sorted(days[day]))]
        for matter, days in seen.items()
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
