"""The given documents with their truth, measured by the project's scorer; they lie beside the project, not in it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from samverka.imports.dry_run import read_file

SHARED = Path(__file__).resolve().parents[5].parent / "shared"
EVALUATION = SHARED / "import-eval"
SCORED = ("000_032b4e42c1688560", "003_e8689ae39cbdb482", "028_avtalslista_fritext", "029_aktivitetslista")
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


@pytest.mark.parametrize("stem", SCORED)
def test_f1_is_at_least_95_percent(stem: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "truth").mkdir()
    shutil.copy(EVALUATION / "truth" / f"{stem}.json", tmp_path / "truth")
    (tmp_path / "out" / f"{stem}.json").write_text(json.dumps(read_file(source(stem))), encoding="utf-8")
    report = tmp_path / "report.json"
    command = [
        sys.executable,
        EVALUATION / "score.py",
        tmp_path / "out",
        "--truth",
        tmp_path / "truth",
        "--json",
        report,
    ]
    printed = subprocess.run([*map(str, command), "--errors", "50"], check=True, capture_output=True, text=True).stdout
    assert json.loads(report.read_text(encoding="utf-8"))["total/total"]["f1"] >= 0.95, printed


def test_every_given_document_is_recognised() -> None:
    assert {stem: read_file(source(stem))["kind"] for stem in KINDS} == KINDS


def test_the_source_documents_are_read_in_under_two_seconds() -> None:
    paths = sorted((SHARED / "source-documents").glob("*.txt"))
    start = time.process_time()
    for path in paths:
        read_file(path)
    assert time.process_time() - start < 2
