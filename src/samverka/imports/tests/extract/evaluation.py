"""The documents with their truth that stand beside the project, and what their scorer says of a reading."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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
NEEDS_SHARED = pytest.mark.skipif(not EVALUATION.is_dir(), reason="the shared folder is not beside the project")


def source(stem: str) -> Path:
    return next(
        path for folder in (SHARED / "source-documents", EVALUATION / "docs") for path in folder.glob(f"{stem}.*")
    )


def f1(stem: str, result: dict[str, Any], folder: Path, *, scanned: bool = False) -> float:
    """What the scorer says of one document; `scanned`: by its rules for documents whose text was recognised."""
    truth = json.loads((EVALUATION / "truth" / f"{stem}.json").read_text(encoding="utf-8"))
    for name, content in (("out", result), ("truth", {**truth, "ocr": scanned or truth.get("ocr", False)})):
        (folder / name).mkdir()
        (folder / name / f"{stem}.json").write_text(json.dumps(content), encoding="utf-8")
    report = folder / "report.json"
    command = [sys.executable, EVALUATION / "score.py", folder / "out", "--truth", folder / "truth", "--json", report]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return float(json.loads(report.read_text(encoding="utf-8"))["total/total"]["f1"])
