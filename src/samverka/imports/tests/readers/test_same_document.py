"""The sample documents printed to PDF, and scanned from there, say what the Word documents say."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from samverka.imports.dry_run import read_bytes
from samverka.imports.tests.alike import f1
from samverka.imports.tests.readers.paper import saved_as, scanned
from samverka.samples import SAMPLES, Sample

IN_WORD = [sample for sample in SAMPLES if sample.suffix == "docx"]
MOST_LOST_IN_PDF, MOST_LOST_IN_SCAN = 0.02, 0.10


def printed(sample: Sample, folder: Path) -> bytes:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, sample.path],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return (folder / f"{sample.path.stem}.pdf").read_bytes()


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("sample", IN_WORD, ids=lambda sample: sample.name)
def test_a_printed_sample_says_what_was_meant(sample: Sample, tmp_path: Path) -> None:
    meant = json.loads(sample.expected_path.read_text(encoding="utf-8"))
    word = f1(read_bytes(sample.path.read_bytes(), "a.docx"), meant)
    assert f1(read_bytes(printed(sample, tmp_path), "a.pdf"), meant) >= word - MOST_LOST_IN_PDF


@pytest.mark.needs("libreoffice", "tesseract")
def test_a_scanned_sample_says_nearly_what_was_meant(tmp_path: Path) -> None:
    sample = min(IN_WORD, key=lambda each: each.expected_path.stat().st_size)
    meant = json.loads(sample.expected_path.read_text(encoding="utf-8"))
    word = f1(read_bytes(sample.path.read_bytes(), "a.docx"), meant)
    scan = saved_as(scanned(printed(sample, tmp_path)), "PDF")
    assert f1(read_bytes(scan, "a.pdf"), meant) >= word - MOST_LOST_IN_SCAN
