"""The sample documents give exactly what their data says, through the whole way from bytes to the outside schema."""

import json
from typing import Any

import pytest

from samverka.imports.dry_run import read_file
from samverka.imports.tests.alike import f1
from samverka.samples import SAMPLES, Sample

NOT_RECORDS = ("recognition", "warnings")


@pytest.mark.parametrize("sample", [each for each in SAMPLES if not each.scanned], ids=lambda sample: sample.name)
def test_a_sample_gives_what_was_meant(sample: Sample) -> None:
    found, meant = read_file(sample.path), expected(sample)
    assert "warnings" not in found
    assert judged({key: value for key, value in found.items() if key not in NOT_RECORDS}, meant) == judged(meant, meant)


@pytest.mark.needs("tesseract")
@pytest.mark.parametrize("sample", [each for each in SAMPLES if each.scanned], ids=lambda sample: sample.name)
def test_a_scanned_sample_gives_nearly_what_was_meant(sample: Sample) -> None:
    assert f1(read_file(sample.path), expected(sample)) >= 0.9


def expected(sample: Sample) -> dict[str, Any]:
    meant: dict[str, Any] = json.loads(sample.expected_path.read_text(encoding="utf-8"))
    return meant


def judged(records: dict[str, Any], meant: dict[str, Any]) -> dict[str, Any]:
    """The records without the fields that `meant` leaves open, record by record."""
    return {key: _judged(value, meant.get(key)) for key, value in records.items()}


def _judged(value: Any, meant: Any) -> Any:
    if not isinstance(value, list) or not isinstance(meant, list) or len(value) != len(meant):
        return value
    return [
        {name: field for name, field in record.items() if name not in ("unjudged", *other.get("unjudged", ()))}
        for record, other in zip(value, meant, strict=True)
    ]
