"""The given documents with their truth, measured by the project's scorer; they lie beside the project, not in it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from samverka.imports.dry_run import read_bytes, read_file

SHARED = Path(__file__).resolve().parents[5].parent / "shared"
EVALUATION = SHARED / "import-eval"
SCORED = (
    "000_032b4e42c1688560",
    "001_svom_page_a",
    "002_5f808412fb1213db",
    "003_e8689ae39cbdb482",
    "011_socialnamnd_transcript",
    "012_socialnamnd_kallelse",
    "018_kommunfullmaktige_transcript",
    "026_avtal_hemsjukvard",
    "028_avtalslista_fritext",
    "029_aktivitetslista",
)
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
pytestmark = pytest.mark.skipif(not EVALUATION.is_dir(), reason="the shared folder is not beside the project")


def source(stem: str) -> Path:
    return next(
        path for folder in (SHARED / "source-documents", EVALUATION / "docs") for path in folder.glob(f"{stem}.*")
    )


def f1(stem: str, result: dict[str, Any], folder: Path) -> float:
    """What the scorer says of one document."""
    (folder / "out").mkdir()
    (folder / "truth").mkdir()
    shutil.copy(EVALUATION / "truth" / f"{stem}.json", folder / "truth")
    (folder / "out" / f"{stem}.json").write_text(json.dumps(result), encoding="utf-8")
    report = folder / "report.json"
    command = [sys.executable, EVALUATION / "score.py", folder / "out", "--truth", folder / "truth", "--json", report]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return float(json.loads(report.read_text(encoding="utf-8"))["total/total"]["f1"])


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


def in_word(path: Path) -> bytes:
    """The text as someone pastes it into Word: a paragraph a line, tab-separated lines as tables."""
    document = Document()
    table, width = None, 0
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 1:
            document.add_paragraph(line)
            table = None
            continue
        if table is None or len(cells) > width:
            table, width = document.add_table(rows=0, cols=len(cells)), len(cells)
        for cell, text in zip(table.add_row().cells, cells, strict=False):
            cell.text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("stem", SCORED)
def test_the_same_document_in_word_reads_as_well(stem: str, tmp_path: Path) -> None:
    assert f1(stem, read_bytes(in_word(source(stem)), f"{stem}.docx"), tmp_path) >= 0.95
