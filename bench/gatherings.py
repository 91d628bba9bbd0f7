"""1,200 meetings with 18,000 paragraphs, 3,000 matters and 300 findings, in the same way as `bench.data`."""

from __future__ import annotations

import datetime as dt

from django.db import models, transaction

from bench.data import AGREEMENTS, AREAS, WORDS, multiply

MEETINGS, PARAGRAPHS, MATTERS, FINDINGS = 1200, 15, 3000, 300
FIRST_DAY = dt.date(2005, 1, 14)
FORUMS = (("SVOM",), ("Fredagsgruppen",), ("SamReKo HSI",), ("SVOM", "SRG"))
PLANNED = ("SVOM", "RSR", "FG", "SamReKo HSI")
NAMES = ("Berit", "Gunilla", "Johan", "Hampus", "Disa", "Rune", "Siv", "Saga", "Krister", "Maja", "Olof", "Tyra")


@transaction.atomic
def build() -> None:
    """Adds to what `bench.data` has filled."""
    from samverka.findings.models import Finding, FindingSide
    from samverka.matters.models import Matter
    from samverka.meetings.models import Meeting

    _matters()
    multiply(Matter, MATTERS, _number_matter)
    _meetings()
    multiply(Meeting, MEETINGS, _move_meeting)
    _plan()
    _link_matters()
    _findings()
    multiply(Finding, FINDINGS, _mark_finding)
    FindingSide.objects.update(object_id=1 + models.F("pk") * 7 % AGREEMENTS)  # each speaks of other records


def _matters() -> None:
    from samverka.matters.content import MatterContent, RecordNumberContent
    from samverka.matters.operations import create_matter

    for number in range(30):
        create_matter(
            actor=None,
            year=2023,
            content=MatterContent(
                title=f"Ärende {number}: {WORDS[(number * 5) % 50 : 90]}",
                origin="Skrivelse från SocSam",
                opened_on=dt.date(2023, 1, 1 + number % 28),
                closed_on=dt.date(2024, 2, 1) if number % 3 == 0 else None,
                record_numbers=(
                    RecordNumberContent(number=f"RS/{number + 100}/2023", authority="Region Jämtland Härjedalen"),
                    RecordNumberContent(number=f"KS {number + 40}/2023", authority="Östersunds kommun"),
                ),
            ),
        )


def _meetings() -> None:
    from samverka.meetings.operations import create_meeting

    for number in range(24):
        create_meeting(actor=None, content=_meeting(number))


def _plan() -> None:
    """This year and the next: eleven days a year for each of four forums."""
    from django.utils import timezone

    from samverka.forums.models import Forum
    from samverka.meetings.operations.plan import PlanRow, save_plan
    from samverka.meetings.planning import Sitting

    this_year = timezone.localdate().year
    save_plan(
        actor=None,
        rows=[
            PlanRow(forum, Sitting(day=dt.date(year, month, 7 + 5 * place), start=dt.time(9), end=dt.time(12), place="Östersund"))
            for place, forum in enumerate(Forum.objects.filter(abbreviation__in=PLANNED).order_by("pk"))
            for year in (this_year, this_year + 1)
            for month in range(1, 12)
        ],
    )  # fmt: skip


def _link_matters() -> None:
    """Gives every paragraph after the procedural ones a matter, about five times each, and every item the paragraph of its
    own meeting."""
    from samverka.matters.models import Matter
    from samverka.meetings.models import AgendaItem, MinuteParagraph

    first = Matter.objects.order_by("pk").values_list("pk", flat=True)[0]
    taken = MinuteParagraph.objects.filter(position__gt=2)
    taken.update(matter_id=first + models.F("pk") * 7 % MATTERS, matter_strength="confirmed")
    own = MinuteParagraph.objects.filter(meeting=models.OuterRef("meeting"), position=models.OuterRef("position"))
    for name in ("paragraph", "matter"):
        key = "pk" if name == "paragraph" else "matter_id"
        AgendaItem.objects.update(
            **{f"{name}_id": models.Subquery(own.values(key)[:1]), f"{name}_strength": "confirmed"}
        )


def _meeting(number: int):  # type: ignore[no-untyped-def] # the package is imported when settings are known
    from samverka.meetings.content import (
        AgendaItemContent,
        AttendanceContent,
        AttesterContent,
        MeetingContent,
        ParagraphContent,
        PointContent,
    )

    first = 1 + number * PARAGRAPHS
    people = [
        AttendanceContent(
            name=f"{name} Fjällgren", party="S", organisation="Bergs kommun", capacity="deputy" if place % 4 == 3 else "member",
            acts=place % 8 == 3, role="Ordförande" if place == 0 else "", chairs=place == 0,
        )
        for place, name in enumerate(NAMES)
    ]  # fmt: skip
    titles = [f"{AREAS[each % len(AREAS)]} {each}: {WORDS[each * 3 : 60 + each * 3]}" for each in range(PARAGRAPHS)]
    return MeetingContent(
        forums=FORUMS[number % len(FORUMS)],
        starts_on=FIRST_DAY + dt.timedelta(days=7 * number),
        start_time=dt.time(9),
        end_time=dt.time(15, 30),
        place="Regionens hus, Östersund",
        mode="physical",
        record_state="attested",
        chair="Berit Fjällgren",
        secretary="Krister Fjällgren",
        first_section=first,
        last_section=first + PARAGRAPHS - 1,
        attesters=(AttesterContent(name="Maja Fjällgren", party="M"),),
        attendance=tuple(people),
        paragraphs=tuple(
            ParagraphContent(
                number=first + each,
                title=title,
                summary=WORDS,
                proposal=WORDS,
                decision=f"1. {WORDS}",
                points=(PointContent(number=1, text=WORDS, kind="commission", addressee="Fredagsgruppen"),),
                basis=("Skrivelse",),
                presenters=("Rune Fjällgren",),
            )
            for each, title in enumerate(titles)
        ),
        agenda=tuple(
            AgendaItemContent(number=each + 1, title=title, minutes=20, presenters=("Rune Fjällgren",))
            for each, title in enumerate(titles)
        ),
    )


def _findings() -> None:
    from samverka.agreements.models import Agreement
    from samverka.findings.content import FindingContent, SideContent
    from samverka.findings.operations import record_finding
    from samverka.findings.states import FindingKind
    from samverka.meetings.models import Meeting

    agreements, meetings = Agreement.objects.order_by("pk"), Meeting.objects.order_by("pk")
    for number in range(20):
        sides = (
            SideContent(statement=f"Gäller till 2024-12-{number + 1:02}", record=("agreements.agreement", agreements[number].pk)),
            SideContent(statement=f"Förlängt till 2025-01-{number + 1:02}", record=("meetings.meeting", meetings[number].pk)),
        )  # fmt: skip
        record_finding(
            actor=None, content=FindingContent(kind=FindingKind.ENDS_DIFFER, summary=f"Slutdagarna skiljer sig. {WORDS}", sides=sides)
        )  # fmt: skip


def _number_matter(matter: models.Model, number: int) -> None:
    matter.year, matter.serial = 2004 + number % 19, 1 + number // 19  # type: ignore[attr-defined]


def _move_meeting(meeting: models.Model, number: int) -> None:
    day = FIRST_DAY + dt.timedelta(days=6 * (number + 24))
    meeting.starts_on = meeting.ends_on = day  # type: ignore[attr-defined]


def _mark_finding(finding: models.Model, number: int) -> None:
    finding.fingerprint = f"{number:064}"  # type: ignore[attr-defined]
