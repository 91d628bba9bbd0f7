"""Attendance lists as the minutes print them, derived from facts; what the facts leave open stays open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.meetings.content import AttendanceContent
from samverka.meetings.rules import (
    Doubt,
    Unsettled,
    attendance_lists,
    chairs,
    deciding_at,
    line_of,
    missing_sections,
    presence_at,
    section_range,
    sections_in_words,
    spans_of,
)
from samverka.meetings.states import Presence
from samverka.meetings.tests.samples import PEOPLE

MEMBER = AttendanceContent(name="Ivar Modig", party="S", organisation="Åre kommun", capacity="member")
DEPUTY = AttendanceContent(name="Johan Fors", party="M", organisation="Bergs kommun", capacity="deputy")
SERVING = replace(DEPUTY, serving=((16, 25),), serves_for="Karin Lid", serves_for_party="S")


@pytest.mark.parametrize(
    ("sections", "words"),
    [
        ((), ""),
        (((16, 25),), "§§16–25"),
        (((21, 21),), "§21"),
        (((111, 111), (124, 124)), "§§111, 124"),
        (((4, 16),), "§§4–16"),
        (((111, 111), (124, 124), (130, 132)), "§§111, 124, 130–132"),
        (((None, 20),), "t.o.m. §20"),
        (((22, None),), "fr.o.m. §22"),
        (((None, 18), (22, None)), "t.o.m. §18, fr.o.m. §22"),
        (((None, None),), ""),
    ],
)
def test_sections_as_minutes_print_them(sections, words):
    assert sections_in_words(sections) == words


@pytest.mark.parametrize(
    ("person", "line"),
    [
        (MEMBER, "Ivar Modig (S) (Åre kommun)"),
        (replace(MEMBER, role="Ordförande"), "Ivar Modig (S) (Ordförande) (Åre kommun)"),
        (replace(MEMBER, present=((16, 20),)), "Ivar Modig (S) (Åre kommun) §§16–20"),
        (replace(MEMBER, chairing=((20, 22),)), "Ivar Modig (S) (Åre kommun) ordförande §§20–22"),
        (replace(MEMBER, recused=((26, 26),)), "Ivar Modig (S) (Åre kommun) jäv §26"),
        (SERVING, "Johan Fors (M) (Bergs kommun) §§16–25 ersätter Karin Lid (S)"),
        (replace(SERVING, serving=()), "Johan Fors (M) (Bergs kommun) ersätter Karin Lid (S)"),
        (replace(SERVING, serving=(), present=((20, 28),)), "Johan Fors (M) (Bergs kommun) §§20–28 ersätter Karin Lid (S)"),
        (replace(SERVING, present=((16, 28),)), "Johan Fors (M) (Bergs kommun) §§16–28, ersätter Karin Lid (S) §§16–25"),
        (replace(DEPUTY, acts=True), "Johan Fors (M) (Bergs kommun) tjänstgör"),
        (replace(DEPUTY, serving=((108, 108),)), "Johan Fors (M) (Bergs kommun) §108 tjänstgör"),
        (AttendanceContent(name="Rune Westin", organisation="RJH", role="Tf. HS-direktör"), "Rune Westin (RJH - Tf. HS-direktör)"),
        (AttendanceContent(name="Rolf Ny", role="HR-chef", present=((111, 111), (124, 124))), "Rolf Ny (HR-chef) §§111, 124"),
        (AttendanceContent(name="Utan Allt"), "Utan Allt"),
    ],
)  # fmt: skip
def test_a_line_says_who_from_where_when_and_for_whom(person, line):
    assert line_of(person) == line


def test_the_lists_of_a_meeting():
    lists = attendance_lists(PEOPLE, 16, 28)
    assert [line_of(each) for each in lists.deciding] == [
        "Berit Sjögren (C) (Härjedalens kommun)",
        "Gunilla Åslund (S) (Ordförande) (RJH)",
        "Johan Fors (M) (Bergs kommun) §§16–25 ersätter Karin Lid (S)",
        "Hampus Kjellin (S) (Ragunda kommun) ersätter Agneta Ros (KD)",
    ]
    assert [each.name for each in lists.members] == ["Berit Sjögren", "Gunilla Åslund"]
    assert [line_of(each) for each in lists.non_acting] == ["Disa Alm-Berg (M) (Östersunds kommun)"]
    assert [line_of(each) for each in lists.others] == [
        "Rune Westin (RJH - Tf. HS-direktör)",
        "Siv Tornberg (Strömsunds kommun) §§20–28",
        "Saga Ekholm (Nordkonsult) §26",
    ]
    assert lists.unsettled == (Unsettled(Doubt.SEAT_OPEN, ("Karin Lid", "Johan Fors"), ((26, 28),)),)


@pytest.mark.parametrize(
    ("people", "unsettled"),
    [
        ([MEMBER, DEPUTY], []),
        ([SERVING], [(Doubt.SEAT_OPEN, ("Karin Lid", "Johan Fors"), ((26, 28),))]),
        ([replace(SERVING, serving=())], []),
        # The member came when her deputy left: nothing is open.
        ([SERVING, replace(MEMBER, name="Karin Lid", present=((26, None),))], []),
        # The member is there from the beginning and yet served for.
        ([SERVING, replace(MEMBER, name="KARIN LID")], [(Doubt.BOTH_SERVE, ("Karin Lid", "Johan Fors"), ((16, 25),))]),
        # Two deputies, one after the other, in the same seat.
        ([SERVING, replace(SERVING, name="Ny Fors", serving=((26, 28),))], []),
        ([SERVING, replace(SERVING, name="Ny Fors", serving=((25, 28),))], [(Doubt.BOTH_SERVE, ("Karin Lid", "Johan Fors", "Ny Fors"), ((25, 25),))]),
        # The absent member is named as absent: who sat there after § 25 is still open.
        ([SERVING, replace(MEMBER, name="Karin Lid", capacity="absent")], [(Doubt.SEAT_OPEN, ("Karin Lid", "Johan Fors"), ((26, 28),))]),
        ([replace(MEMBER, present=((10, 20),))], [(Doubt.OUTSIDE, ("Ivar Modig",), ((10, 20),))]),
        # The chair leaves and nobody is said to take over.
        ([replace(MEMBER, chairs=True, present=((16, 20),))], [(Doubt.NO_CHAIR, ("Ivar Modig",), ((21, 28),))]),
        ([replace(MEMBER, chairs=True), replace(DEPUTY, capacity="member", chairing=((20, 22),))], []),
        ([replace(MEMBER, chairs=True), replace(DEPUTY, chairs=True)], [(Doubt.TWO_CHAIRS, ("Ivar Modig", "Johan Fors"), ((16, 28),))]),
        ([replace(MEMBER, chairing=((16, 20),)), replace(DEPUTY, chairing=((20, 27),))],
         [(Doubt.TWO_CHAIRS, ("Ivar Modig", "Johan Fors"), ((20, 20),)), (Doubt.NO_CHAIR, ("Ivar Modig", "Johan Fors"), ((28, 28),))]),
    ],
)  # fmt: skip
def test_what_the_facts_leave_open(people, unsettled):
    assert [(each.doubt, each.names, each.sections) for each in attendance_lists(people, 16, 28).unsettled] == unsettled


def test_notes_without_sections_ask_nothing_of_sections():
    people = [SERVING, replace(MEMBER, present=((1, 2),)), replace(DEPUTY, name="Frida", capacity="absent")]
    lists = attendance_lists(people)
    assert (lists.unsettled, [each.name for each in lists.absent]) == ((), ["Frida"])


def test_the_chair_changes_in_the_middle():
    people = [replace(MEMBER, chairs=True), replace(DEPUTY, capacity="member", chairing=((20, 22),))]
    assert chairs(people, 16, 28) == [("Ivar Modig", ((16, 19), (23, 28))), ("Johan Fors", ((20, 22),))]
    assert chairs([replace(MEMBER, chairs=True), DEPUTY], 16, 28) == [("Ivar Modig", ())]
    assert chairs([DEPUTY], 16, 28) == []


@pytest.mark.parametrize(
    ("person", "section", "presence"),
    [
        (MEMBER, 26, Presence.PRESENT),
        (replace(MEMBER, present=((16, 25),)), 26, Presence.AWAY),
        (replace(MEMBER, recused=((26, 26),)), 26, Presence.AWAY),
        (replace(MEMBER, capacity="absent"), 26, Presence.AWAY),
        (SERVING, 20, Presence.PRESENT),
        (SERVING, 26, Presence.UNSETTLED),
        (AttendanceContent(name="Gäst", capacity="presenter"), 26, Presence.UNSETTLED),
        (AttendanceContent(name="Gäst", capacity="presenter", present=((26, 26),)), 26, Presence.PRESENT),
    ],
)
def test_who_was_in_the_room(person, section, presence):
    assert presence_at(person, section) is presence


def test_who_decides_at_a_paragraph():
    assert [each.name for each in deciding_at(PEOPLE, 25)] == [
        "Berit Sjögren",
        "Gunilla Åslund",
        "Johan Fors",
        "Hampus Kjellin",
    ]
    assert [each.name for each in deciding_at(PEOPLE, 26)] == ["Berit Sjögren", "Gunilla Åslund", "Hampus Kjellin"]


@pytest.mark.parametrize(
    ("printed", "numbers", "sections", "missing"),
    [
        ((16, 28), [16, 17, 28], (16, 28), ((18, 27),)),
        ((None, None), [3, 1, None], (1, 3), ((2, 2),)),
        ((None, None), [None], (None, None), ()),
        ((28, 16), [1], (None, None), ()),
        ((16, None), [16, 17], (16, 17), ()),
        ((1, 10**9), [1], (1, 10**9), ()),
    ],
)
def test_the_sections_of_a_meeting(printed, numbers, sections, missing):
    assert section_range(*printed, numbers) == sections
    assert missing_sections(*sections, numbers) == missing


ENDS = st.one_of(st.none(), st.integers(0, 60))
SPANS = st.lists(st.tuples(ENDS, ENDS), max_size=3).map(tuple)


@given(
    st.lists(
        st.builds(
            AttendanceContent,
            name=st.sampled_from(["A", "B", "C", ""]),
            capacity=st.sampled_from(["member", "deputy", "attendee", "absent", "presenter", "co_opted"]),
            present=SPANS, serving=SPANS, chairing=SPANS, recused=SPANS, acts=st.booleans(), chairs=st.booleans(),
            serves_for=st.sampled_from(["", "A", "D"]),
        ),
        max_size=5,
    ),
    ENDS,
    ENDS,
)  # fmt: skip
def test_everyone_stands_in_exactly_one_list(people, first, last):
    lists = attendance_lists(people, first, last)
    listed = [*lists.deciding, *lists.non_acting, *lists.others, *lists.absent]
    assert sorted(map(id, listed)) == sorted(map(id, people))
    assert [line for line in map(line_of, people) if line != " ".join(line.split())] == []


@given(st.lists(st.integers(0, 99)))
def test_spans_hold_the_numbers_and_no_others(numbers):
    assert sorted(set(numbers)) == [n for first, last in spans_of(numbers) for n in range(first, last + 1)]
