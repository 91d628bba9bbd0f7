"""Words put together that a layout broke, and names taken apart that it put together."""

from __future__ import annotations

import pytest

from samverka.imports.extractors.headers import match_heading
from samverka.imports.extractors.splitting import KnownNames, known_names, split_names
from samverka.imports.extractors.vocabularies import ACTION_REGISTER, AGREEMENT_LIST, FORUM_LIST
from samverka.imports.mending import Words, join_lines, mend, tidy

WORDS = Words(
    [
        "Stärkt kompetensförsörjning",
        "utredningsuppdragen",
        "rutiner",
        "tillsvidare",
        "tills vidare",
        "länsgemensamma avtal",
    ]
)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Kompetensför sörjning", "Kompetensförsörjning"),  # the whole word stands elsewhere in the document
        ("Utredningsuppdrag en – del två", "Utredningsuppdragen – del två"),
        ("Digitaliser ing av vården", "Digitalisering av vården"),  # an ending that is no word
        ("Utredningsuppdrag en gång till", "Utredningsuppdrag en gång till"),  # a little word belongs to what follows
        ("gäller tills vidare", "gäller tills vidare"),  # two words, though the document has them as one too
        ("läns gemensam rutin", "läns gemensam rutin"),  # misspelt, not broken: nothing is corrected
        ("SIP- samordnare", "SIP- samordnare"),
    ],
)  # fmt: skip
def test_only_broken_words_are_mended(broken: str, whole: str) -> None:
    assert mend(broken, WORDS) == whole


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Fredags-", "gruppen"], "Fredagsgruppen"),
        (["hälso-", "och sjukvård"], "hälso- och sjukvård"),
        (["HSL-", "avtal"], "HSL-avtal"),
        (["E-", "hälsa"], "E-hälsa"),
        (["(2021-", "2026)"], "(2021-2026)"),
        (["riktlinjer/rutin", "er för alla"], "riktlinjer/rutiner för alla"),
        (["områden/", "Målen"], "områden/Målen"),
        (["en länk –", "till allt"], "en länk – till allt"),
        (["två", "", " ord "], "två ord"),
    ],
)
def test_lines_are_joined_as_they_were_written(lines: list[str], joined: str) -> None:
    assert join_lines(lines, WORDS) == joined


def test_markup_and_wide_gaps_go_and_line_breaks_stay() -> None:
    assert tidy(" <i>Pågår</i>  sedan\n\n maj ") == "Pågår sedan\nmaj"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Nära vård Psykisk hälsa", ["Nära vård", "Psykisk hälsa"]),
        ("Länsrådet VUX Chefsgruppen", ["Länsrådet VUX", "Chefsgruppen"]),
        ("Chefsgruppen/Länsrådet VUX", ["Chefsgruppen", "Länsrådet VUX"]),
        ("Länsrådet VUX och Chefsgruppen", ["Länsrådet VUX", "Chefsgruppen"]),
        ("Länsrådet VUX\nChefsgruppen", ["Länsrådet VUX", "Chefsgruppen"]),
        ("Regionens beställarenhet Kommunernas chefer", ["Regionens beställarenhet", "Kommunernas chefer"]),
        ("Styrgrupp barn och unga", ["Styrgrupp barn och unga"]),
        (
            "Region Norra Dal, Länsstyrelsen (Enhet A, Enhet B)",
            ["Region Norra Dal", "Länsstyrelsen (Enhet A, Enhet B)"],
        ),
        ("", []),
    ],
)
def test_names_in_one_cell_are_taken_apart(cell: str, names: list[str]) -> None:
    known = known_names(["Nära vård", "Psykisk hälsa", "Chefsgruppen", "Chefsgruppen Länsrådet VUX"], KnownNames())
    assert split_names(cell, known) == names


def test_titles_begin_a_new_responsible_where_asked() -> None:
    cell = "Samordnare barn RDJ Strateg psykisk hälsa RDJ Verksamhetschef psykiatri"
    assert split_names(cell, KnownNames(), ands=False, roles=True) == [
        "Samordnare barn RDJ",
        "Strateg psykisk hälsa RDJ",
        "Verksamhetschef psykiatri",
    ]


@pytest.mark.parametrize(
    ("heading", "concept"),
    [
        ("Prioriterat område Rådet (2023-2026)", "priority_area"),
        ("Uppdrag/aktivitet", "subject"),
        ("ANSVARIG FUNKTION/OPERATIV GRUPPERING", "responsible"),
        ("Klart senast", "due"),
        ("Uppfölning", "follow_up"),  # misspelt
        ("Läges-\nrapport", "follow_up"),
        ("Kostnad", None),
    ],
)
def test_headings_are_matched_tolerantly(heading: str, concept: str | None) -> None:
    assert match_heading(heading, ACTION_REGISTER).concept == concept


def test_each_list_has_its_own_words() -> None:
    assert match_heading("Noteringar", AGREEMENT_LIST).concept == "notes"
    assert match_heading("Noteringar", ACTION_REGISTER).concept == "follow_up"
    assert match_heading("Representation kommunerna", FORUM_LIST).concept == "participants_municipal"
