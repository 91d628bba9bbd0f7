"""Attendance lists and § numbers derived from facts (design §3, ideas 1 and 2). No clock, no Django.

A meeting's minutes must show which members and deputies served (kommunallagen 5:66, followed by choice by a forum). What
the facts do not settle is given as unsettled, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samverka.meetings.content import AttendanceContent, Sections
from samverka.meetings.names import person_key
from samverka.meetings.states import Capacity, Presence

MOST_SECTIONS = 2000
"""A range of more § is a misreading, and nothing is derived from it."""


class Doubt(StrEnum):
    """Why something is unsettled."""

    SEAT_OPEN = "seat_open"
    BOTH_SERVE = "both_serve"
    NO_CHAIR = "no_chair"
    TWO_CHAIRS = "two_chairs"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What nobody has settled: who it is about, and at which §."""

    doubt: Doubt
    names: tuple[str, ...]
    sections: Sections = ()


@dataclass(frozen=True, slots=True)
class AttendanceLists:
    """The lists of the minutes, each in printed order. `deciding`: members and acting deputies."""

    deciding: tuple[AttendanceContent, ...] = ()
    non_acting: tuple[AttendanceContent, ...] = ()
    others: tuple[AttendanceContent, ...] = ()
    absent: tuple[AttendanceContent, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()

    @property
    def members(self) -> tuple[AttendanceContent, ...]:
        return tuple(each for each in self.deciding if not is_acting_deputy(each))


def is_acting_deputy(person: AttendanceContent) -> bool:
    """Whether she serves in a member's place, for the whole meeting or a part."""
    return bool(person.serves_for or person.serving or (person.capacity == Capacity.DEPUTY and person.acts))


def decides(person: AttendanceContent) -> bool:
    """Whether she belongs under Beslutande."""
    return person.capacity == Capacity.MEMBER or is_acting_deputy(person)


def presence_at(person: AttendanceContent, section: int) -> Presence:
    """Whether she was in the room at the §. Who served for a part and is said to be there for no other, and a presenter
    without §, are unsettled elsewhere."""
    if person.capacity == Capacity.ABSENT or _within(section, person.recused):
        return Presence.AWAY
    if person.present:
        return Presence.PRESENT if _within(section, person.present) else Presence.AWAY
    if _within(section, person.serving) or _within(section, person.chairing):
        return Presence.PRESENT
    return Presence.UNSETTLED if person.serving or person.capacity == Capacity.PRESENTER else Presence.PRESENT


def decides_at(person: AttendanceContent, section: int) -> bool:
    """Whether she takes part in the decision at the §."""
    if not decides(person) or presence_at(person, section) is not Presence.PRESENT:
        return False
    return not person.serving or _within(section, person.serving)


def deciding_at(people: Iterable[AttendanceContent], section: int) -> list[AttendanceContent]:
    return [person for person in people if decides_at(person, section)]


def attendance_lists(
    people: Sequence[AttendanceContent], first: int | None = None, last: int | None = None
) -> AttendanceLists:
    """The lists as the minutes print them. `first` and `last` are the meeting's §; without them (notes), nothing that
    depends on § is asked."""
    absent = tuple(each for each in people if each.capacity == Capacity.ABSENT)
    there = [each for each in people if each.capacity != Capacity.ABSENT]
    deciding = tuple(each for each in there if decides(each))
    return AttendanceLists(
        deciding=deciding,
        non_acting=tuple(each for each in there if each.capacity == Capacity.DEPUTY and not decides(each)),
        others=tuple(
            each for each in there if each.capacity not in {Capacity.MEMBER, Capacity.DEPUTY} and not decides(each)
        ),
        absent=absent,
        unsettled=tuple(_unsettled(people, _range(first, last))),
    )


def chairs(people: Sequence[AttendanceContent], first: int | None, last: int | None) -> list[tuple[str, Sections]]:
    """Who chaired which §, in order of the first: one for the whole meeting without §. Who is said to chair some §
    does so in the place of the chair that is named without §."""
    numbers = _range(first, last)
    named = [each for each in people if each.chairs or each.chairing]
    if not any(each.chairing for each in named) or not numbers:
        return [(each.name, ()) for each in named]
    found: dict[str, list[int]] = {}
    for number in numbers:
        for person in _chairs_at(named, number):
            found.setdefault(person.name, []).append(number)
    return [(name, spans_of(given)) for name, given in sorted(found.items(), key=lambda pair: pair[1][0])]


def section_range(
    printed_first: int | None, printed_last: int | None, numbers: Iterable[int | None]
) -> tuple[int | None, int | None]:
    """The meeting's first and last §: as printed, else by its paragraphs."""
    given = [number for number in numbers if number is not None]
    first = printed_first if printed_first is not None else min(given, default=None)
    last = printed_last if printed_last is not None else max(given, default=None)
    return (first, last) if first is not None and last is not None and first <= last else (None, None)


def missing_sections(first: int | None, last: int | None, numbers: Iterable[int | None]) -> Sections:
    """§ that lie between first and last and have no paragraph."""
    given = set(numbers)
    return spans_of([number for number in _range(first, last) if number not in given])


def sections_in_words(sections: Sections) -> str:
    """As minutes print them: `§§16–25`, `§21`, `§§111, 124`, `t.o.m. §20`, `fr.o.m. §20`; empty for none."""
    closed = [(first, last) for first, last in sections if first is not None and last is not None]
    parts = []
    if closed:
        numbers = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in closed)
        parts.append(("§§" if len(closed) > 1 or closed[0][0] != closed[0][1] else "§") + numbers)
    parts += [f"t.o.m. §{last}" for first, last in sections if first is None and last is not None]
    parts += [f"fr.o.m. §{first}" for first, last in sections if first is not None and last is None]
    return ", ".join(parts)


def serving_in_words(person: AttendanceContent) -> str:
    """`§§16–25 ersätter Karin Lid (S)`: when she was there, and for whom she served when."""
    served = f"ersätter {_with_party(person.serves_for, person.serves_for_party)}" if person.serves_for else ""
    served = served or ("tjänstgör" if is_acting_deputy(person) else "")
    serving, present = sections_in_words(person.serving), sections_in_words(person.present)
    if not present or present == serving:
        return " ".join(part for part in (serving, served) if part)
    if not served:
        return present
    return f"{present}, {served} {serving}" if serving else f"{present} {served}"


def line_of(person: AttendanceContent) -> str:
    """One line of the list: `Johan Fors (M) (Bergs kommun) §§16–25 ersätter Karin Lid (S)`."""
    line = _with_party(person.name, person.party)
    if person.party:
        line += "".join(f" ({part})" for part in (person.role, person.organisation) if part)
    elif belongs := " - ".join(part for part in (person.organisation, person.role) if part):
        line += f" ({belongs})"
    return " ".join(part for part in (line, when_in_words(person)) if part).strip()


def when_in_words(person: AttendanceContent) -> str:
    """What follows name and organisation: when she was there, whom she served for, what she chaired, when she was recused."""
    chaired = f"ordförande {sections_in_words(person.chairing)}".strip() if person.chairing else ""
    away = f"jäv {sections_in_words(person.recused)}".strip() if person.recused else ""
    aside = ", ".join(part for part in (chaired, away) if part)
    return " ".join(part for part in (serving_in_words(person), aside) if part)


def spans_of(numbers: Sequence[int]) -> Sections:
    """Numbers in order as spans: 16, 17, 18, 21 give 16–18 and 21."""
    spans: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return tuple(spans)


def _unsettled(people: Sequence[AttendanceContent], numbers: range) -> Iterable[Unsettled]:
    yield from _seats(people, numbers)
    yield from _chair_doubts(people, numbers)
    for person in people if numbers else ():
        spans = (*person.present, *person.serving, *person.chairing, *person.recused)
        outside = tuple(
            dict.fromkeys(span for span in spans if any(end is not None and end not in numbers for end in span))
        )
        if outside:
            yield Unsettled(Doubt.OUTSIDE, (person.name,), outside)


def _seats(people: Sequence[AttendanceContent], numbers: range) -> Iterable[Unsettled]:
    """Seats that somebody served in for a while: who sat there the rest of the time, and whether two did at once."""
    by_name = {person_key(each.name): each for each in people}
    served: dict[str, list[AttendanceContent]] = {}
    for person in people:
        if person.serves_for:
            served.setdefault(person_key(person.serves_for), []).append(person)
    for name, deputies in served.items():
        member = by_name.get(name)
        sitting = [*deputies, *([member] if member else [])]
        label = deputies[0].serves_for
        if not numbers:
            continue
        counts = {number: len(deciding_at(sitting, number)) for number in numbers}
        if double := spans_of([number for number, count in counts.items() if count > 1]):
            yield Unsettled(Doubt.BOTH_SERVE, (label, *(each.name for each in deputies)), double)
        if empty := spans_of([number for number, count in counts.items() if count == 0]):
            yield Unsettled(Doubt.SEAT_OPEN, (label, *(each.name for each in deputies)), empty)


def _chair_doubts(people: Sequence[AttendanceContent], numbers: range) -> Iterable[Unsettled]:
    named = [each for each in people if each.chairs or each.chairing]
    if not named:
        return
    found = {number: _chairs_at(named, number) for number in numbers}
    if several := spans_of([number for number, chair in found.items() if len(chair) > 1]):
        names = dict.fromkeys(each.name for chair in found.values() if len(chair) > 1 for each in chair)
        yield Unsettled(Doubt.TWO_CHAIRS, tuple(names), several)
    if none := spans_of([number for number, chair in found.items() if not chair]):
        yield Unsettled(Doubt.NO_CHAIR, tuple(each.name for each in named), none)


def _chairs_at(named: Sequence[AttendanceContent], section: int) -> list[AttendanceContent]:
    said = [each for each in named if _within(section, each.chairing)]
    return said or [each for each in named if not each.chairing and presence_at(each, section) is not Presence.AWAY]


def _within(section: int, sections: Sections) -> bool:
    return any((first is None or first <= section) and (last is None or section <= last) for first, last in sections)


def _range(first: int | None, last: int | None) -> range:
    if first is None or last is None or not 0 <= last - first < MOST_SECTIONS:
        return range(0)
    return range(first, last + 1)


def _with_party(name: str, party: str) -> str:
    return f"{name} ({party})" if party else name
