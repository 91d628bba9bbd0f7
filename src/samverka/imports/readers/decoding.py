"""Bytes to text: byte order marks, UTF-16 without one, UTF-8, and last the encoding of older Windows programs."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from samverka.imports.readers.errors import ReadError, ReadErrorCode

_MARKS = (  # UTF-32 first, since its little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MISREAD_UTF8 = re.compile("Ã[¥¤¶…„–©]")  # å ä ö Å Ä Ö é written as UTF-8 and once read as Windows-1252
_REPLACED = "\N{REPLACEMENT CHARACTER}"
_SAMPLE_BYTES = 8192


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without byte order mark and control characters, and what the reviewing person should know about it."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decodes text; `declared` is what the document says itself, believed if it fits. `ReadError` for rubbish."""
    text, warnings = _to_text(data, declared)
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls * 100 > len(text):
        raise not_text()
    if controls:
        text = _CONTROLS.sub("", text)
        warnings.append("Några osynliga styrtecken i texten har lämnats.")
    if _REPLACED in text:
        warnings.append("Några tecken gick inte att tolka och visas som \N{REPLACEMENT CHARACTER}.")
    if _MISREAD_UTF8.search(text):
        warnings.append("Texten verkar ha fått förvanskade å, ä och ö (till exempel Ã¥) redan innan den lästes in.")
    return Decoded(text, tuple(warnings))


def not_text() -> ReadError:
    return ReadError(
        "Filen innehåller inte text som går att läsa. Den kan vara skadad eller av ett slag som Samverka inte känner. "
        "Öppna den i programmet där den skrevs och spara den som Word-dokument (.docx).",
        ReadErrorCode.NOT_TEXT,
    )


def _to_text(data: bytes, declared: str | None) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), []
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _not_quite_utf8(data, declared)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark shows as zeroes in every second byte, since Swedish letters need only the other one."""
    sample = data[: min(len(data), _SAMPLE_BYTES) // 2 * 2]
    half = len(sample) // 2
    if not half:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _not_quite_utf8(data: bytes, declared: str | None) -> tuple[str, list[str]]:
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count(_REPLACED)
    letters = sum(1 for character in lenient if character > "\x7f") - broken
    if letters > broken * 10:  # UTF-8 cut or damaged in a few places
        return lenient, []
    if declared:
        try:
            return data.decode(declared), []
        except (LookupError, UnicodeError, ValueError):
            pass
    warning = "Texten har en äldre teckenkodning (Windows-1252). Se efter att å, ä och ö har blivit rätt."
    try:
        return data.decode("cp1252"), [warning]
    except UnicodeDecodeError:
        return data.decode("latin-1"), [warning]
