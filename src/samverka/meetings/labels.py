"""Sentences for what rules find, in the page's language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samverka.meetings.content import AttendanceContent, Sections
from samverka.meetings.models import Meeting
from samverka.meetings.rules import (
    AttendanceLists,
    Doubt,
    Unsettled,
    is_acting_deputy,
    sections_in_words,
    when_in_words,
)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What is unsettled, as a heading and a sentence."""

    title: str
    text: str


def doubtful(unsettled: Unsettled) -> Doubtful:
    """`Platsen för Karin Lid är oavgjord`, with what the minutes say and do not say."""
    who, sections = unsettled.names[0], sections_in_words(unsettled.sections)
    others = ", ".join(unsettled.names[1:])
    match unsettled.doubt:
        case Doubt.SEAT_OPEN:
            return Doubtful(
                _("Platsen för %(who)s är oavgjord") % {"who": who},
                _(
                    "%(others)s tjänstgjorde en del av mötet. Vem som satt på platsen vid %(sections)s är inte antecknat."
                )
                % {"others": others, "sections": sections},
            )
        case Doubt.BOTH_SERVE:
            return Doubtful(
                _("Platsen för %(who)s är dubbelt besatt") % {"who": who},
                _("Mer än en är antecknad på platsen vid %(sections)s: %(names)s.")
                % {"sections": sections, "names": ", ".join(unsettled.names)},
            )
        case Doubt.NO_CHAIR:
            return Doubtful(
                _("Ordförande saknas"),
                _("Vem som ledde mötet vid %(sections)s är inte antecknat.") % {"sections": sections},
            )
        case Doubt.TWO_CHAIRS:
            return Doubtful(
                _("Två ordförande"),
                _("Mer än en är antecknad som ordförande vid %(sections)s: %(names)s.")
                % {"sections": sections, "names": ", ".join(unsettled.names)},
            )
    return Doubtful(
        _("Paragrafer utanför mötet"),
        _("%(who)s är antecknad vid %(sections)s, som inte hör till mötet.") % {"who": who, "sections": sections},
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a meeting stands on a day: the tag's look and word."""

    look: str
    word: str


def standing(meeting: Meeting, on: dt.date) -> Standing:
    if meeting.starts_on > on:
        return Standing("wait", _("Planerat"))
    if meeting.ends_on >= on:
        return Standing("warn", _("Pågår i dag"))
    return Standing("ended", _("Avslutat"))


def record_standing(meeting: Meeting) -> Standing:
    """What is written of the meeting: the word of its kind with its state."""
    look = {"none": "none", "draft": "wait", "entered": "auto", "attested": "ok"}[meeting.record_state]
    words = {
        "none": _("Inget protokoll infört"),
        "draft": _("Utkast"),
        "entered": _("Infört, justering ej angiven"),
        "attested": _("Justerat enligt protokollet"),
    }
    if meeting.record_kind == "notes":
        words |= {"none": _("Inga minnesanteckningar införda"), "entered": _("Infört")}
    return Standing(look, words[meeting.record_state])


@dataclass(frozen=True, slots=True)
class Person:
    """One line of an attendance list in its parts: name with party, role and organisation, what the minutes add."""

    name: str
    belongs: str
    when: str
    word: str
    look: str


def person(content: AttendanceContent) -> Person:
    """The parts of `rules.line_of`, which is what the printed line says."""
    name = f"{content.name} ({content.party})" if content.party else content.name
    belongs = ", ".join(part for part in (content.role, content.organisation) if part)
    word, look = "", ""
    if is_acting_deputy(content):
        word, look = _("Ersätter"), "ok"
    elif content.remote:
        word, look = _("På distans"), "auto"
    return Person(name, belongs, when_in_words(content), word, look)


@dataclass(frozen=True, slots=True)
class List:
    """One of the attendance lists with its heading, as minutes print it. `open`: shown without asking."""

    anchor: str
    heading: str
    people: tuple[Person, ...]
    open: bool


def lists(derived: AttendanceLists) -> list[List]:
    """The lists that have someone in them; the deciding one always."""
    made = [
        List("beslutande", _("Beslutande"), tuple(map(person, derived.deciding)), True),
        List("ersattare", _("Ej tjänstgörande ersättare"), tuple(map(person, derived.non_acting)), True),
        List("ovriga", _("Övriga närvarande"), tuple(map(person, derived.others)), False),
        List("franvarande", _("Frånvarande"), tuple(map(person, derived.absent)), False),
    ]
    return [each for each in made if each.people]


def chairs_in_words(chairs: list[tuple[str, Sections]]) -> str:
    """`Ivar Modig §§16–19, 23–28; Johan Fors §§20–22`."""
    return "; ".join(f"{name} {sections_in_words(sections)}".strip() for name, sections in chairs)
