"""Items find the paragraphs they became, also from a scan; titles find their matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.meetings.linking import Subjects, fold, is_procedural, pair_titles, title_likeness

MINUTES = [
    "Mötet öppnas", "Val av justerare", "Fastställande av dagordning", "Föregående protokoll",
    "Skrivelse från SocSam ang. samverkan mellan kommunerna och Regionens psykiatri", "Barnahus - Verksamhetsberättelse 2022",
    "Göteborgs universitet – Återrapportering av forskning om samverkan kring äldre",
    "Bildandet av kommunförbund och framtida samverkan länets kommuner-Region JH",
    "Prioriterade områden SVOM 2023-2026 och balanslista", "God och nära vård",
    "Revidering av samverkansavtal hälso- och sjukvård i hemmet", "Gemensamt SVOM med Region Västernorrland", "Mötet avslutas",
]  # fmt: skip
# The same as a scanner without Swedish reads it.
SCANNED = [
    "Métet 6ppnas", "Val av justerare", "Faststallande av dagordning", "Foregaende protokoll",
    "Skrivelse fran SocSam ang. samverkan mellan kommunerna och Regionens psykiatri", "Barnahus - Verksamhetsberattelse 2022",
    "Goteborgs universitet — Aterrapportering av forskning om samverkan kring aldre",
    "Bildandet av kommunférbund och framtida samverkan lanets kommuner-Region JH",
    "Prioriterade omraden SVOM 2023-2026 och balanslista", "God och nara vard",
    "Revidering av samverkansavtal halso- och sjukvard", "Gemensamt SVOM med Region Vasternorrland", "Moétet avslutas",
]  # fmt: skip


def pairs(items, paragraphs):
    return [(pair.item, pair.paragraph, pair.strength.value) for pair in pair_titles(items, paragraphs)]


def test_a_scanned_agenda_finds_every_paragraph():
    assert pairs(SCANNED, MINUTES) == [(n, n, "strong") for n in range(13)]


@pytest.mark.parametrize(
    ("items", "paragraphs", "found"),
    [
        ([], [], []),
        (["A och B"], [], []),
        ([""], [""], []),
        (["Budget"], ["Nya riktlinjer för rehabilitering"], []),
        # Struck from the agenda, and added at the meeting.
        (["Upprop", "Budget 2024", "Val av justerare"], ["Upprop", "Extra ärende om Barnahus", "Val av justerare"],
         [(0, 0, "strong"), (2, 2, "strong")]),
        # Taken up in another order.
        (["Budget 2024", "Barnahus statistik"], ["Barnahus statistik", "Budget 2024"], [(0, 1, "strong"), (1, 0, "strong")]),
        # Two with the same title: which is which is only likely.
        (["Information"], ["Information", "Information"], [(0, 0, "likely")]),
        (["Information", "Information"], ["Information", "Information"], [(0, 0, "likely"), (1, 1, "likely")]),
        # A title made anew between two that agree.
        (["Mötet öppnas", "Hemsjukvårdsavtalet", "Mötet avslutas"], ["Mötet öppnas", "Samverkansavtal hemsjukvård", "Mötet avslutas"],
         [(0, 0, "strong"), (1, 1, "likely"), (2, 2, "strong")]),
        # Cut by the margin.
        (["Revidering av samverkansavtal hälso-"], ["Revidering av samverkansavtal hälso- och sjukvård i hemmet"], [(0, 0, "strong")]),
    ],
)  # fmt: skip
def test_pairs_by_title_and_order(items, paragraphs, found):
    assert pairs(items, paragraphs) == found


TITLES = st.lists(st.sampled_from([*MINUTES, *SCANNED, "", "x", "§ 21"]), max_size=8)


@given(TITLES, TITLES)
def test_each_item_and_each_paragraph_is_paired_at_most_once(items, paragraphs):
    found = pair_titles(items, paragraphs)
    assert len({pair.item for pair in found}) == len(found) == len({pair.paragraph for pair in found})


@given(st.text(), st.text())
def test_likeness_is_the_same_both_ways_and_within_bounds(one, other):
    assert title_likeness(one, other) == title_likeness(other, one)
    assert 0 <= title_likeness(one, other) <= 1


def test_a_title_is_compared_without_accents_and_with_what_ocr_makes_of_letters():
    assert (fold("Métet 6ppnas"), fold("Mötet öppnas")) == ("metet oppnas", "motet oppnas")
    assert fold("Budget 2024, 10 mnkr – ang. vård") == "budget 2024 10 mnkr angaende vard"


@pytest.mark.parametrize(
    ("title", "procedural"),
    [
        ("Mötet öppnas", True), ("Mötets öppnande", True), ("Val av justerare", True), ("Fastställande av dagordningen", True),
        ("Föregående protokoll", True), ("Övriga frågor", True), ("Nästa möte", True), ("Upprop", True), ("Mötet avslutas", True),
        ("Val av ordförande i styrgruppen för Barnahus", True),
        ("Barnahus – verksamhetsberättelse", False), ("Information om psykiatrin", False), ("Övriga frågor om hemsjukvården", False),
    ],
)  # fmt: skip
def test_the_order_of_the_meeting_is_nobodys_matter(title, procedural):
    assert is_procedural(title) is procedural


def test_a_letter_is_followed_from_one_forum_to_the_next():
    known = [
        ("psykiatri", ["Skrivelse angående samverkan mellan Jämtlands läns kommuner och psykiatrin"]),
        (
            "hemsjukvård",
            ["Nytt samverkansavtal hemsjukvård", "Revidering av samverkansavtal hälso- och sjukvård i hemmet"],
        ),
        ("barnahus", ["Barnahus verksamhetsberättelse 2021"]),
        ("ungdom", ["Samverkan mellan kommunerna om ungdomsmottagning"]),
    ]
    subjects = Subjects(known)
    found = {title: [key for key, _score in subjects.like(title)][:1] for title in (*MINUTES, "Ungdomsmottagningar")}
    wanted = {title: [] for title in found} | {
        MINUTES[4]: ["psykiatri"], MINUTES[5]: ["barnahus"], MINUTES[10]: ["hemsjukvård"], "Ungdomsmottagningar": ["ungdom"],
    }  # fmt: skip
    assert found == wanted
