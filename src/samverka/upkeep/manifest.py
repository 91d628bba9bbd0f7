"""What a backup says of itself: which program made it, what it holds, and the checksum of every part."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = 1
"""Raised when a program that knows the old form could no longer restore a new one."""
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
STORED = re.compile(r"files/([0-9a-f]{2})/([0-9a-f]{62})\Z")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`migrations` are those applied, as `app.name`; `counts` rows by table; `missing` the checksums of stored files that
    the installation had lost or damaged when the backup was made."""

    program: str
    made_at: str
    engine: str
    migrations: tuple[str, ...]
    counts: dict[str, int]
    chain_length: int
    chain_head: str
    parts: dict[str, Part] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    format: int = FORMAT

    @property
    def stored(self) -> dict[str, Part]:
        """The stored files, by name in the archive; those that were damaged left out."""
        damaged = {stored_name(sha256) for sha256 in self.missing}
        return {name: part for name, part in self.parts.items() if STORED.match(name) and name not in damaged}

    @property
    def database(self) -> str:
        return DATABASES[self.engine]

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def stored_name(sha256: str) -> str:
    """Where a stored file lies in the archive, and under the data folder."""
    return f"files/{sha256[:2]}/{sha256[2:]}"


def format_of(text: str) -> int:
    """Which form the manifest has, before anything else of it is believed. Raises `ValueError`."""
    given = json.loads(text)
    number = given.get("format") if isinstance(given, dict) else None
    if not isinstance(number, int):
        raise ValueError("no format")  # noqa: TRY004 - what is read is wrong, not how it is called
    return number


def from_json(text: str) -> Manifest:
    """Raises `ValueError` for anything but a manifest of this form with names that may be in an archive."""
    try:
        given = json.loads(text)
        parts = {
            name: Part(size=_natural(each["size"]), sha256=_sum(each["sha256"]))
            for name, each in given["parts"].items()
        }
        manifest = Manifest(
            format=given["format"], program=_text(given["program"]), made_at=_text(given["made_at"]), engine=_text(given["engine"]),
            migrations=tuple(_text(each) for each in given["migrations"]),
            counts={_text(table): _natural(count) for table, count in given["counts"].items()},
            chain_length=_natural(given["chain_length"]), chain_head=_sum(given["chain_head"]), parts=parts,
            missing=tuple(_sum(each) for each in given["missing"]),
        )  # fmt: skip
        allowed = manifest.database in parts and all(
            name == manifest.database or STORED.match(name) for name in manifest.parts
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(repr(error)) from error
    wrong_sum = [name for name, part in manifest.stored.items() if stored_name(part.sha256) != name]
    if not allowed or wrong_sum:
        raise ValueError("names that no backup has")
    return manifest


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _natural(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value


def _sum(value: Any) -> str:
    if not isinstance(value, str) or not _SHA256.match(value):
        raise TypeError(value)
    return value
