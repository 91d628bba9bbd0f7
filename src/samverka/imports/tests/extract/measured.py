"""How much of a document's truth comes back, per kind of record, without the scorer that lies beside the project.

The truth may leave fields open (`unjudged`), records out (`optional`) and tell what is printed where a scan misspells it
(`*_printed`). Values are compared without regard to case, whitespace, hyphens and quotes; in scanned documents 85 percent
of the letters are enough, but never of numbers and dates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from samverka.imports.signals import fold

Record = Mapping[str, Any]
_KEYS = ("number", "name", "title", "what", "label", "heading", "date", "start_time")
_OPEN = ("unjudged", "optional", "note", "position")
_ENOUGH = 0.85
SINGLE = ("document", "meeting", "budget")
LISTS = (
    "people", "items", "balance_rows", "agreements", "arenas", "tables", "breaks", "planned_meetings", "embedded_meetings",
)  # fmt: skip


def measure(truth: Record, found: Record) -> dict[str, Counter[str]]:
    """Per kind of record how many fields are `right`, `missing` and `extra`."""
    scanned = bool(truth.get("ocr"))
    out: dict[str, Counter[str]] = {}
    for kind in SINGLE:
        if kind in truth:
            out[kind] = _record(truth[kind], found.get(kind, {}), scanned=scanned)
    for kind in LISTS:
        if kind in truth:
            out[kind] = _list(truth[kind], found.get(kind, []), scanned=scanned)
    return out


def _list(truth: Sequence[Record], found: Sequence[Record], *, scanned: bool) -> Counter[str]:
    left = list(found)
    out: Counter[str] = Counter()
    for record in truth:
        mate = max(left, key=lambda other: _likeness(record, other), default=None)
        if mate is None or _likeness(record, mate) < 0.6:
            if not record.get("optional"):
                out += _record(record, {}, scanned=scanned)
            continue
        left.remove(mate)
        if not record.get("optional"):
            out += _record(record, mate, scanned=scanned)
    for other in left:
        out["extra"] += sum(1 for _ in _fields(other))
    return out


def _likeness(record: Record, other: Record) -> float:
    """By number, else by the first name-like field that both have; records of times and days by all they have."""
    if "number" in record and "number" in other:
        return float(record["number"] == other["number"])
    for key in _KEYS[1:]:
        if key in record and key in other:
            texts = (record[key], record.get(f"{key}_printed", record[key]))
            return max(SequenceMatcher(None, _plain(text), _plain(other[key])).ratio() for text in texts)
    same = sum(_same(record.get(field), value, scanned=False) for field, value in _fields(other))
    return same / max(1, sum(1 for _ in _fields(other)))


def _record(truth: Record, found: Record, *, scanned: bool) -> Counter[str]:
    out: Counter[str] = Counter()
    open_fields = set(truth.get("unjudged", ()))
    for field, value in _fields(truth):
        if field in open_fields:
            continue
        right = any(
            _same(wanted, found.get(field), scanned=scanned) for wanted in (value, truth.get(f"{field}_printed", value))
        )
        out["right" if right else "missing"] += 1
        out["extra"] += not right and field in found
    known = open_fields | set(truth)
    may = {field for field in found if f"{field}_optional" in truth}
    out["extra"] += sum(1 for field, _ in _fields(found) if field not in known | may)
    return out


def _fields(record: Record) -> Iterator[tuple[str, Any]]:
    for field, value in record.items():
        if field not in _OPEN and not field.endswith(("_printed", "_optional")) and value not in (None, "", [], {}):
            yield field, value


def _same(wanted: Any, got: Any, *, scanned: bool) -> bool:
    if isinstance(wanted, list):
        if not isinstance(got, list) or (len(got) < len(wanted)):
            return False
        return all(any(_same(one, other, scanned=scanned) for other in got) for one in wanted)
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(
            _same(value, got.get(key), scanned=scanned) for key, value in _fields(wanted)
        )
    a, b = _plain(wanted), _plain(got)
    if a == b or not scanned or re.fullmatch(r"[\d:/. -]+", a):
        return a == b
    return SequenceMatcher(None, fold(a), fold(b), autojunk=False).ratio() >= _ENOUGH


def _plain(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"[\s–—-]+", " ", str(value)).strip(' ”"').casefold()
