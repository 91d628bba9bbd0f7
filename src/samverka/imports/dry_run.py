"""A document to the outside schema, without a database: what `samverka import --dry-run --json` prints."""

from __future__ import annotations

from pathlib import Path

from samverka.forums.names import ForumNames
from samverka.imports.extractors import extract
from samverka.imports.readers import read
from samverka.imports.recognise import recognise
from samverka.imports.schema import Json, to_outside


def read_file(path: Path | str, forums: ForumNames | None = None) -> Json:
    """The records of a file. Raises `OSError` if it cannot be opened, `ReadError` (a plain message) if not read."""
    path = Path(path)
    return read_bytes(path.read_bytes(), path.name, forums)


def read_bytes(data: bytes, filename: str, forums: ForumNames | None = None) -> Json:
    """The records of a file's content. Raises `ReadError` with a plain message if it cannot be read."""
    document = read(data, filename)
    recognition = recognise(document)
    result = to_outside(extract(document, recognition, forums))
    result["recognition"] = {"strength": recognition.strength, "reasons": list(recognition.reasons)}
    if document.warnings:
        result["warnings"] = [*document.warnings, *result.get("warnings", [])]
    return result
