"""The given documents with their truth, measured by the project's scorer; they lie beside the project, not in it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from samverka.imports.dry_run import read_file
from samverka.imports.tests.extract.evaluation import NEEDS_SHARED, SCORED, SHARED, f1, source

KINDS = {
    "000_032b4e42c1688560": "balance_list",
    "001_e7c2e2eaf5d89835": "memo",
    "002_5f808412fb1213db": "minutes",
    "003_e8689ae39cbdb482": "arenas",
    "004_1a52d2f3474afaf6": "packet",
    "001_svom_page_a": "meeting_page",
    "011_socialnamnd_transcript": "minutes",
    "012_socialnamnd_kallelse": "agenda",
    "018_kommunfullmaktige_transcript": "minutes",
    "026_avtal_hemsjukvard": "agreement",
    "028_avtalslista_fritext": "agreement_list",
    "029_aktivitetslista": "balance_list",
}
pytestmark = NEEDS_SHARED


@pytest.mark.parametrize("stem", SCORED)
def test_f1_is_at_least_95_percent(stem: str, tmp_path: Path) -> None:
    assert f1(stem, read_file(source(stem)), tmp_path) >= 0.95


def test_every_given_document_is_recognised() -> None:
    assert {stem: read_file(source(stem))["kind"] for stem in KINDS} == KINDS


def test_the_source_documents_are_read_in_under_two_seconds() -> None:
    paths = sorted((SHARED / "source-documents").glob("*.txt"))
    start = time.process_time()
    for path in paths:
        read_file(path)
    assert time.process_time() - start < 2
