"""The meetings a cell mentions; measured on the real lists where they are at hand."""

import json
from pathlib import Path

import pytest

from samverka.action_register.reading import read_follow_up, references
from samverka.forums.names import ForumNames

NAMES = ForumNames.packaged("23")
TRUTH = Path(__file__).parents[4].parent / "shared" / "import-eval" / "truth"


def found_in(cell):
    return [(each.forum, each.date.iso(), each.number) for each in references(read_follow_up(cell, NAMES))]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("SVOM 2023 och 23/2 2024-rapport", [("SVOM", "2023", None), ("SVOM", "2024-02-23", None)]),
        (
            "Fredagsgruppen/SamReKo HSI 29/9 2023 – beslut",
            [("Fredagsgruppen", "2023-09-29", None), ("SamReKo HSI", "2023-09-29", None)],
        ),
        ("Fredagsgruppens möte 9/2 2024 – beslut", [("Fredagsgruppen", "2024-02-09", None)]),
        (
            "SVOM samverkansdagar Sundsvall 16-17/4 2024 - tema",
            [("SVOM samverkansdagar Sundsvall", "2024-04-16/2024-04-17", None)],
        ),
        ("Avstämning samrådsgruppen 22/11 2019.", [("samrådsgruppen", "2019-11-22", None)]),
        ("Se protokoll 190301 § 7", [("protokoll", "2019-03-01", 7)]),
        ("SVOM 2023-05-26 § 26 – beslut", [("SVOM", "2023-05-26", 26)]),
        ("Per 31/3 2024 har alla godkänt planen. Giltig tom 31/12 2024. Rapport höst 2024", []),
        ("Redovisning till Socialstyrelsen mars 2025.", []),
        ("SVOM – rapport", []),
        ("SVOM 3/6 2024 – rapport. SVOM 3/6 2024 – beslut", [("SVOM", "2024-06-03", None)]),
    ],
)
def test_forums_are_given_as_written_with_their_dates(cell, expected):
    assert found_in(cell) == expected


@pytest.mark.skipif(not TRUTH.is_dir(), reason="the shared folder with the real documents is not beside the project")
@pytest.mark.parametrize(
    ("stem", "expected"), [("000_032b4e42c1688560", (37, 0, 0)), ("029_aktivitetslista", (1, 0, 0))]
)
def test_every_reference_of_the_measured_lists_is_found_and_no_other(stem, expected):
    """(found, wrong, missed); references the truth leaves unjudged are left out."""
    right = wrong = missed = 0
    for row in json.loads((TRUTH / f"{stem}.json").read_text(encoding="utf-8"))["balance_rows"]:
        if "references" in row.get("unjudged", []):
            continue
        got = found_in(row.get("follow_up", ""))
        wanted = [(each["forum"], each["date"], each.get("number")) for each in row.get("references", [])]
        right += len([each for each in wanted if each in got])
        missed += len([each for each in wanted if each not in got])
        wrong += len([each for each in got if each not in wanted])
    assert (right, wrong, missed) == expected
