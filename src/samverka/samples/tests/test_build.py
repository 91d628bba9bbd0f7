"""The samples are what the builder makes, and hold what the import needs to be shown on."""

import datetime as dt
import json
from collections import Counter
from typing import Any

import pypdfium2
import pytest
from PIL import ImageChops, ImageStat
from pypdfium2 import raw

from samverka.imports.blocks import Line, Table
from samverka.imports.readers import read
from samverka.samples import (
    AGREEMENT_LIST,
    AGREEMENT_REGISTER,
    BALANCE_LIST,
    FORUM_PRESENTATION,
    MINUTES,
    PACKET,
    SAMPLES,
    SUMMONS,
    Sample,
)
from samverka.samples.build import build, expected, expected_json
from samverka.samples.scanner import drawn

TYPESET = [pytest.param(each, marks=pytest.mark.needs("typst")) for each in (MINUTES, PACKET)]
OFFICE = [each for each in SAMPLES if each.suffix != "pdf"]


@pytest.mark.parametrize("sample", [*OFFICE, *TYPESET], ids=lambda sample: sample.name)
def test_the_committed_files_are_what_the_builder_makes(sample: Sample) -> None:
    assert sample.path.read_bytes() == build(sample)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_committed_json_is_what_the_builder_expects(sample: Sample) -> None:
    assert sample.expected_path.read_text(encoding="utf-8") == expected_json(sample)


@pytest.mark.needs("typst")
def test_the_committed_scan_shows_what_the_builder_makes() -> None:
    """Pictures are compressed a little differently on other machines."""
    committed, built = drawn(SUMMONS.path.read_bytes(), 72), drawn(build(SUMMONS), 72)
    assert [page.size for page in committed] == [page.size for page in built]
    for one, other in zip(committed, built, strict=True):
        assert ImageStat.Stat(ImageChops.difference(one, other)).mean[0] < 2


@pytest.mark.parametrize("sample", [MINUTES, PACKET], ids=lambda sample: sample.name)
def test_a_typeset_sample_is_tagged_in_swedish_with_a_title(sample: Sample) -> None:
    document = pypdfium2.PdfDocument(sample.path)
    try:
        assert raw.FPDFCatalog_IsTagged(document.raw)
        page = document[0]
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        assert raw.FPDF_StructTree_CountChildren(tree) > 0
        raw.FPDF_StructTree_Close(tree)
        assert document.get_metadata_value("Title") == expected(sample)["document"]["title"]
    finally:
        document.close()
    source = sample.path.read_bytes()
    assert b"/Lang(sv-SE)" in source and b"/StructTreeRoot" in source


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


def test_an_agreement_has_three_ends_and_a_report_does_not_add_up() -> None:
    """Findings are shown on contradictions between documents and inside one."""
    name = "Avtal om in- och utskrivning från slutenvård"
    ends = {
        row["valid_to"]
        for sample in (BALANCE_LIST, AGREEMENT_LIST, AGREEMENT_REGISTER)
        for row in expected(sample)["agreements"]
        if "utskrivning" in row["name"]
    }
    assert ends == {"2023-12-31", "2024-06-30", "2024-12-31"}
    assert any(name in item.get("decision", "") for item in expected(MINUTES)["items"])
    right, wrong = expected(PACKET)["tables"]
    assert [adds_up(right), adds_up(wrong)] == [True, False]


def adds_up(table: dict[str, Any]) -> bool:
    *body, total = (row["numbers"] for row in table["rows"])
    return [sum(column) for column in zip(*body, strict=True)] == total


def test_the_letter_goes_from_socsam_by_fredagsgruppen_to_svom() -> None:
    """The same register number stands in the extract and in the minutes, and the agenda's item 5 became § 11."""
    letter = next(item for item in expected(MINUTES)["items"] if "registration_number" in item)
    assert (letter["number"], letter["registration_number"]) == (11, "KFJH 2024/17")
    assert expected(SUMMONS)["items"][4]["title"] == letter["title"]
    packet = read(PACKET.path.read_bytes(), PACKET.path.name)
    assert any(isinstance(block, Line) and block.text == "Dnr KFJH 2024/17" for block in packet.blocks)


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
    assert used == {"balance_rows": 23, "arenas": 7, "agreements": 46}
