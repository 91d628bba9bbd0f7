"""Sentences for what rules find, in the page's language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from samverka.foundation.dates.words import clock
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

_LOOKS = {"none": "none", "draft": "wait", "entered": "auto", "attested": "ok"}
_RECORDS = {
    "none": gettext_noop("Inget protokoll infört"),
    "draft": gettext_noop("Utkast"),
    "entered": gettext_noop("Infört, justering ej angiven"),
    "attested": gettext_noop("Justerat enligt protokollet"),
}
_NOTES = {"none": gettext_noop("Inga minnesanteckningar införda"), "entered": gettext_noop("Infört")}


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What is unsettled, as a heading and a sentence."""

    title: str
    text: str


def doubtful(unsettled: Unsettled) -> Doubtful:
    """`Oklart vem som satt på platsen för Karin Lid`, with what the minutes say and do not say."""
    who, sections = unsettled.names[0], sections_in_words(unsettled.sections)
    others = ", ".join(unsettled.names[1:])
    match unsettled.doubt:
        case Doubt.SEAT_OPEN:
            return Doubtful(
                _("Oklart vem som satt på platsen för %(who)s") % {"who": who},
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
    if meeting.is_cancelled(on):
        return Standing("none", _("Inställt"))
    if meeting.starts_on > on:
        return Standing("wait", _("Planerat"))
    if meeting.ends_on >= on:
        return Standing("warn", _("Pågår i dag"))
    return Standing("ended", _("Avslutat"))


def record_standing(meeting: Meeting) -> Standing:
    """What is written of the meeting: the word of its kind with its state."""
    words = _NOTES.get(meeting.record_state) if meeting.record_kind == "notes" else None
    return Standing(_LOOKS[meeting.record_state], gettext(words or _RECORDS[meeting.record_state]))


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting in the list, in the words that the list shows. `forums`: under a name of its own; `paragraphs`: how many, or
    empty; `when_and_where`: empty if neither is stated."""

    href: str
    label: str
    forums: str
    year: int
    when_and_where: str
    paragraphs: str
    look: str
    word: str


def line(meeting: Meeting, on: dt.date, href: str) -> Line:
    """`meeting` of `queries.meeting_list`."""
    stands = standing(meeting, on)
    if stands.look == "ended":
        stands = record_standing(meeting)
    return Line(
        href=href,
        label=meeting.label,
        forums=meeting.forum_label if meeting.title else "",
        year=meeting.starts_on.year,
        when_and_where=_when_and_where(meeting),
        paragraphs=str(meeting.paragraph_count or ""),  # type: ignore[attr-defined] # counted by the query
        look=stands.look,
        word=stands.word,
    )


def _when_and_where(meeting: Meeting) -> str:
    time = ""
    if meeting.start_time:
        end = f"–{clock(meeting.end_time)}" if meeting.end_time else ""
        time = f"{_('kl.')}\u00a0{clock(meeting.start_time)}{end}"
    return ", ".join(part for part in (time, meeting.place or meeting.get_mode_display()) if part)


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
