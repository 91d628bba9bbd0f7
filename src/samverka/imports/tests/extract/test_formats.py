"""The documents with a known truth, as Word documents, prints and scans: they read nearly as well as their text."""

from __future__ import annotations

from pathlib import Path

import pytest

from samverka.imports.dry_run import read_bytes, read_file
from samverka.imports.tests.extract.evaluation import NEEDS_SHARED, SCORED, f1, source
from samverka.imports.tests.extract.formats import as_print, as_scan, as_word

pytestmark = NEEDS_SHARED
MOST_LOST, MOST_LOST_IN_SCAN = 0.02, 0.10
FEW_FIELDS = {"001_svom_page_a": 0.20, "029_aktivitetslista": 0.25}
"""Small documents where a few signs weigh much: Tesseract leaves out the first's line «§ 17», and of the other's column of
numbers every figure that stands alone in its cell, so that a row without number and area goes on from the one above."""


def from_text(stem: str, folder: Path) -> float:
    folder.mkdir()
    return f1(stem, read_file(source(stem)), folder)


@pytest.mark.parametrize("stem", SCORED)
def test_in_word_it_reads_as_well(stem: str, tmp_path: Path) -> None:
    found = read_bytes(as_word(source(stem).read_text(encoding="utf-8")), f"{stem}.docx")
    assert f1(stem, found, tmp_path) >= from_text(stem, tmp_path / "text") - MOST_LOST


@pytest.mark.needs("typst")
@pytest.mark.parametrize("stem", SCORED)
def test_in_print_it_reads_as_well(stem: str, tmp_path: Path) -> None:
    found = read_bytes(as_print(source(stem).read_text(encoding="utf-8")), f"{stem}.pdf")
    assert f1(stem, found, tmp_path) >= from_text(stem, tmp_path / "text") - MOST_LOST


@pytest.mark.needs("typst", "tesseract")
@pytest.mark.parametrize("stem", SCORED)
def test_scanned_it_reads_nearly_as_well(stem: str, tmp_path: Path) -> None:
    found = read_bytes(as_scan(as_print(source(stem).read_text(encoding="utf-8"))), f"{stem}.pdf")
    most = FEW_FIELDS.get(stem, MOST_LOST_IN_SCAN)
    assert f1(stem, found, tmp_path, scanned=True) >= from_text(stem, tmp_path / "text") - most
