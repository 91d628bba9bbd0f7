"""The samples are what the builder makes, and hold what the import needs to be shown on."""

import datetime as dt
import json
from collections import Counter

import pytest

from samverka.imports.blocks import Table
from samverka.imports.readers import read
from samverka.samples import AGREEMENT_LIST, BALANCE_LIST, FORUM_PRESENTATION, SAMPLES, Sample
from samverka.samples.build import build, expected, expected_json


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_committed_files_are_what_the_builder_makes(sample: Sample) -> None:
    assert sample.path.read_bytes() == build(sample)
    assert sample.expected_path.read_text(encoding="utf-8") == expected_json(sample)


@pytest.mark.parametrize(
    ("sample", "title", "rows_of_tables"),
    [
        (BALANCE_LIST, "Balanslista SVOM 2024", [12, 8, 4, 5, 12]),
        (
            AGREEMENT_LIST,
            "Avtal och överenskommelser mellan Region Jämtland Härjedalen och länets kommuner",
            [9, 8, 7, 6],
        ),
        (FORUM_PRESENTATION, "Samverkansforum i Jämtlands län", []),
    ],
)
def test_the_samples_read_without_a_warning(sample: Sample, title: str, rows_of_tables: list[int]) -> None:
    document = read(sample.path.read_bytes(), sample.path.name)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert (document.title, document.warnings) == (title, ())
    assert [len(table.rows) for table in tables] == rows_of_tables


def test_the_merged_areas_of_the_balance_list_come_back_in_every_row() -> None:
    document = read(BALANCE_LIST.path.read_bytes(), BALANCE_LIST.path.name)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    columns = "Prioriterat område SVOM (2023-2026)"
    printed = [row.cells for table in tables[:4] for row in table.rows if len({cell.text for cell in row.cells}) > 1]
    found = [cells for cells in printed if cells[0].text != columns]
    assert [(cells[0].text.split("\n"), cells[1].text) for cells in found] == [
        (row.get("priority_areas", [""]), row["what"]) for row in expected(BALANCE_LIST)["balance_rows"]
    ]


def test_the_two_lists_agree_differ_and_nearly_meet() -> None:
    """Reconciliation is shown on agreements that are the same, that have another end, and that have another name."""
    first = {row["name"]: row.get("validity_text") for row in expected(BALANCE_LIST)["agreements"]}
    second = {row["name"]: row.get("validity_text") for row in expected(AGREEMENT_LIST)["agreements"]}
    same = {name for name in first if name in second and first[name] == second[name]}
    changed = {name for name in first if name in second and first[name] != second[name]}
    assert (len(same), len(changed), len(first) - len(same) - len(changed)) == (5, 1, 5)


def test_about_half_of_the_ends_have_passed_on_the_demo_s_day() -> None:
    day = dt.date(2024, 5, 20)
    ends = [row["valid_to"] for row in expected(AGREEMENT_LIST)["agreements"] if "valid_to" in row]
    passed = [end for end in ends if dt.date.fromisoformat(end if len(end) > 4 else f"{end}-12-31") < day]
    assert (len(ends), len(passed)) == (15, 7)


def test_the_expected_json_keeps_to_the_fields_of_the_schema() -> None:
    known = {
        "balance_rows": {
            *("section", "priority_areas", "what", "assignment", "responsible", "preparing_forums", "follow_up"),
            "references",
        },
        "arenas": {
            *("name", "level", "purpose", "participants_municipal", "participants_region", "mandate", "frequency"),
            *("meetings_per_year", "prepares_for", "prepared_by"),
        },
        "agreements": {
            *("name", "area", "validity_text", "valid_from", "valid_to", "original_valid_to", "until_further_notice"),
            *("until_condition", "auto_renew", "renewal_interval_months", "review_interval_months", "next_review"),
            *("notice_months", "recommending_forums", "preparing_forums", "notes", "unjudged"),
        },
    }
    used: Counter[str] = Counter()
    for sample in SAMPLES:
        records = json.loads(sample.expected_path.read_text(encoding="utf-8"))
        for kind, fields in known.items():
            for record in records.get(kind, []):
                assert set(record) <= fields
                used[kind] += 1
    assert used == {"balance_rows": 23, "arenas": 7, "agreements": 37}
