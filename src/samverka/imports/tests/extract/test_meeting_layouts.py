"""Minutes, summons, notes, pages, summaries, agreements, memos and a packet in `meetings/`, each beside its records.

The same documents are then damaged as scanners and printers damage them – page headers in the middle, lines broken at
another width, å, ä and ö lost – and must still give nearly all of their items and people.
"""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from samverka.imports.dry_run import read_bytes, read_file
from samverka.imports.signals import fold

FOLDER = Path(__file__).parent / "meetings"
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")
IN_LINES = [
    path for path in DOCUMENTS if path.suffix == ".txt" and "flat" not in path.stem and "packet" not in path.stem
]
ENOUGH = 0.9


def expected(path: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return truth


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_layout_gives_exactly_its_records(path: Path) -> None:
    result = read_file(path)
    assert {key: value for key, value in result.items() if key not in ("recognition", "warnings")} == expected(path)


def with_page_headers(text: str) -> str:
    """A page number and a printed header after every twelfth line, as a converter leaves them."""
    out: list[str] = []
    page = 1
    for number, line in enumerate(text.split("\n"), 1):
        out.append(line)
        if number % 12 == 0 and "\t" not in line:
            page += 1
            out += ["", f"Länssamverkan Dalbygden {page} (9)", ""]
    return "\n".join(out)


def wrapped(text: str) -> str:
    """Running text broken at 48 characters."""
    out: list[str] = []
    for line in text.split("\n"):
        prose = len(line) > 60 and "\t" not in line and line.rstrip().endswith(".")
        if not prose:
            out.append(line)
            continue
        part = ""
        for word in line.split(" "):
            if len(part) + len(word) > 48:
                out.append(part)
                part = word
            else:
                part = f"{part} {word}".strip() if part else word
        out.append(part)
    return "\n".join(out)


def without_diacritics(text: str) -> str:
    return text.translate(str.maketrans("åäöÅÄÖé", "aaoAAOe"))


def scanned_marks(text: str) -> str:
    """§ read as 8, the way a scanner reads it."""
    return re.sub(r"^§ ?(?=\d)", "8 ", text, flags=re.MULTILINE)


def recall(truth: dict[str, Any], found: dict[str, Any]) -> float:
    """The share of numbers, titles, decisions and people that come back, compared without diacritics."""
    wanted = got = 0
    items = {item.get("number", item["position"]): item for item in found.get("items", [])}
    for item in truth.get("items", []):
        other = items.get(item.get("number", item["position"]), {})
        for field in ("title", "decision", "proposal", "summary"):
            if field in item:
                wanted += 1
                got += alike(item[field], other.get(field, ""))
    names = [fold(person["name"]) for person in found.get("people", [])]
    wanted += len(truth.get("people", []))
    got += sum(fold(person["name"]) in names for person in truth.get("people", []))
    return got / wanted if wanted else 1.0


def alike(a: str, b: str) -> bool:
    return SequenceMatcher(None, fold(a), fold(b), autojunk=False).ratio() >= 0.9


@pytest.mark.parametrize(
    "damage", [with_page_headers, wrapped, without_diacritics, scanned_marks], ids=lambda one: one.__name__
)
@pytest.mark.parametrize("path", IN_LINES, ids=lambda path: path.stem)
def test_a_damaged_document_keeps_its_records(path: Path, damage: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert recall(expected(path), read_bytes(damage(text).encode(), path.name)) >= ENOUGH
