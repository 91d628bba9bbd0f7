"""A line of an attendance list read into facts, and written again as it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.meetings.reading import read_line, read_sections
from samverka.meetings.rules import line_of
from samverka.meetings.states import Capacity
from samverka.meetings.tests.samples import PEOPLE


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_a_line_is_read_as_the_facts_it_was_written_from(person):
    capacity = Capacity.MEMBER if person.serves_for else Capacity(person.capacity)
    assert read_line(line_of(person), capacity) == person


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Anna Ek", {"name": "Anna Ek", "capacity": "member"}),
        ("Anna Ek (S)", {"name": "Anna Ek", "party": "S", "capacity": "member"}),
        ("Anna Ek (S), §§ 16-20", {"name": "Anna Ek", "party": "S", "present": ((16, 20),), "capacity": "member"}),
        ("Anna Ek (S) §§ 111, 124 och 130–132", {"name": "Anna Ek", "party": "S", "present": ((111, 111), (124, 124), (130, 132)), "capacity": "member"}),
        ("Anna Ek t.o.m. §20, fr.o.m. §25", {"name": "Anna Ek", "present": ((None, 20), (25, None)), "capacity": "member"}),
        ("Anna Ek (S) ersätter Bo By (KD)", {"name": "Anna Ek", "party": "S", "serves_for": "Bo By", "serves_for_party": "KD", "capacity": "deputy"}),
        ("Anna Ek (S) tjänstgör för Bo By §§ 16-20", {"name": "Anna Ek", "party": "S", "serves_for": "Bo By", "serving": ((16, 20),), "capacity": "deputy"}),
        ("Anna Ek (S) tjänstgörande", {"name": "Anna Ek", "party": "S", "acts": True, "capacity": "deputy"}),
        ("Anna Ek (S) (1:e vice ordförande)", {"name": "Anna Ek", "party": "S", "role": "1:e vice ordförande", "capacity": "member"}),
        ("Anna Ek (S) (Ordförande) (RJH) jäv §26", {"name": "Anna Ek", "party": "S", "role": "Ordförande", "organisation": "RJH", "chairs": True, "recused": ((26, 26),), "capacity": "member"}),
        ("Anna Ek (Framåt Åre)", {"name": "Anna Ek", "organisation": "Framåt Åre", "capacity": "member"}),
        ("Anna Ek (S) ordförande §§20–22", {"name": "Anna Ek", "party": "S", "chairing": ((20, 22),), "capacity": "member"}),
        ("", None), ("   ", None), ("(S)", None), ("§§16–25", None), ("Anna Ek (S) §§x", None), ("Anna Ek (S (M)", None), ("12", None),
    ],
)  # fmt: skip
def test_lines_as_people_write_them(line, facts):
    read = read_line(line, Capacity.MEMBER)
    said = (
        None
        if read is None
        else {name: value for name, value in read.to_json().items() if value not in ("", [], False)}
    )
    wanted = (
        None
        if facts is None
        else {
            name: [list(span) for span in value] if isinstance(value, tuple) else value for name, value in facts.items()
        }
    )
    assert said == wanted


def test_a_local_party_is_known_when_it_is_given():
    read = read_line("Anna Ek (FÅ)", Capacity.MEMBER, frozenset({"FÅ"}))
    assert (read.party, read.organisation) == ("FÅ", "")


@given(st.text(), st.sampled_from(Capacity))
def test_any_text_is_read_or_refused(text, capacity):
    read = read_line(text, capacity)
    assert read is None or read.name == read.name.strip()
    assert isinstance(read_sections(text), tuple)
