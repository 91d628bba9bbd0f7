"""Bombs are refused before they are unpacked, large tables are read in time, and larger ones refused in plain words."""

import time
from contextlib import suppress

import pytest
from docx import Document

from samverka.imports.readers import ReadError, ReadErrorCode, limits, read
from samverka.imports.tests.readers.builders import (
    cell,
    paragraph,
    refusal,
    repacked,
    row,
    rows_of,
    saved,
    table,
    word_with_body,
    zipped,
)

SECONDS_FOR_REFUSAL = 3
SECONDS_FOR_10_000_ROWS = 10  # of processor time; measured 0.2 for text to 2 for Markdown

EMPTY = saved(Document())
ENTITIES = b"""<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"""
OUTSIDE = ENTITIES.replace(b'"aaaaaaaaaa"', b'SYSTEM "file:///etc/hostname"')


def nested_tables(depth: int) -> str:
    inner = paragraph("innerst")
    for _ in range(depth):
        inner = table(row(cell("x"), f"<w:tc>{inner}<w:p/></w:tc>"))
    return inner


BOMBS_AND_GIANTS = {
    "large file": (b"x" * (limits.MAX_FILE_BYTES + 1), ReadErrorCode.TOO_LARGE),
    "large part": (zipped(word__document_xml=b" " * (limits.MAX_XML_BYTES + 1)), ReadErrorCode.BOMB),
    "many parts": (zipped(**{f"word__{n}": b"" for n in range(limits.MAX_ZIP_ENTRIES + 1)}), ReadErrorCode.BOMB),
    "entities": (repacked(EMPTY, document_xml=ENTITIES), ReadErrorCode.BOMB),
    "a file of the server": (repacked(EMPTY, document_xml=OUTSIDE), ReadErrorCode.BOMB),
    "entities in UTF-16": (
        repacked(EMPTY, document_xml=b"\xff\xfe" + ENTITIES.decode().encode("utf-16-le")),
        ReadErrorCode.BOMB,
    ),
    "tables in tables in Word": (word_with_body(nested_tables(limits.MAX_NESTING + 1)), ReadErrorCode.TOO_COMPLEX),
    "elements in elements": (
        b"<html>" + b"<div>" * (limits.MAX_HTML_DEPTH + 1) + b"text",
        ReadErrorCode.TOO_COMPLEX,
    ),
    "tables in tables": (b"<html>" + b"<table><tr><td>x<td>" * (limits.MAX_NESTING + 2), ReadErrorCode.TOO_COMPLEX),
    "rows": (b"a\tb\n" * (limits.MAX_TABLE_ROWS + 1), ReadErrorCode.TOO_LARGE),
    "columns": (b"a\t" * (limits.MAX_TABLE_COLUMNS + 1), ReadErrorCode.TOO_LARGE),
    "lines": (b"a\n" * (limits.MAX_LINES + 1), ReadErrorCode.TOO_LARGE),
    "long line": (b"a" * (limits.MAX_LINE_CHARACTERS + 1), ReadErrorCode.TOO_LARGE),
    "cells by row span": (
        b"<table>" + b"<tr>" + b"<td rowspan=60000>x" * 90 + b"</tr>" + b"<tr><td>" * 6_000,
        ReadErrorCode.TOO_LARGE,
    ),
    "text by merged cells": (
        b"<table><tr><td rowspan=60000>" + b"x" * 190_000 + b"<td>b</tr>" + b"<tr><td>c" * 70,
        ReadErrorCode.TOO_LARGE,
    ),
}


@pytest.mark.parametrize("kind", BOMBS_AND_GIANTS)
def test_bombs_and_giants_are_refused_quickly(kind: str) -> None:
    data, code = BOMBS_AND_GIANTS[kind]
    started = time.process_time()
    assert refusal(data) == code
    assert time.process_time() - started < SECONDS_FOR_REFUSAL


def test_a_zip_that_lies_about_its_sizes_is_stopped_while_it_is_unpacked() -> None:
    honest = zipped(word__document_xml=b" " * (limits.MAX_XML_BYTES + 1))
    size = (limits.MAX_XML_BYTES + 1).to_bytes(4, "little")
    assert honest.count(size) == 2
    assert refusal(honest.replace(size, (1000).to_bytes(4, "little"))) == ReadErrorCode.DAMAGED


def test_the_message_names_the_limit_and_what_to_do() -> None:
    with pytest.raises(ReadError) as caught:
        read(b"a\tb\n" * (limits.MAX_TABLE_ROWS + 1), "lista.txt")
    assert caught.value.message == (
        "Dokumentet är för stort för att läsas in: tabellerna har fler än 30\N{NO-BREAK SPACE}000 rader. "
        "Dela upp det i flera filer och läs in dem var för sig."
    )


def tabbed(count: int) -> bytes:
    return "\n".join(f"Nära vård\tRad {number}\tFölja\tKansliet\tSVOM\t3/6 2024" for number in range(count)).encode()


def piped(count: int) -> bytes:
    return ("|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n" + tabbed(count - 1).decode().replace("\t", "|")).encode()


def marked_up(count: int) -> bytes:
    return b"<table><tr><td>" + tabbed(count).replace(b"\t", b"<td>").replace(b"\n", b"<tr><td>") + b"</table>"


def in_word(count: int) -> bytes:
    restart, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    return word_with_body(
        table(
            *(
                row(
                    cell("Nära vård", on if number % 10 else restart),
                    *(cell(text) for text in (f"Rad {number}", "Följa", "Kansliet", "SVOM", "3/6 2024")),
                )
                for number in range(count)
            )
        )
    )


@pytest.mark.parametrize("make", [tabbed, piped, marked_up, in_word])
def test_ten_thousand_rows_are_read_within_seconds(make) -> None:  # type: ignore[no-untyped-def]
    data = make(10_000)
    started = time.process_time()
    rows = rows_of(data, "lista")
    assert time.process_time() - started < SECONDS_FOR_10_000_ROWS
    assert len(rows) == 10_000
    assert rows[-1][0] == "Nära vård"


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("[", "a.md"),
        ("[a](", "a.md"),
        ("*a **b ", "a.md"),
        ("> ", "a.md"),
        ("<b><i>", "a.html"),
        ("<li>x", "a.html"),
        ("|", "a"),
    ],
)
def test_text_made_to_slow_a_parser_down_does_not(unit: str, name: str) -> None:
    data = f"<html>{unit * 30_000}".encode() if name == "a.html" else f"x{unit * 30_000}".encode()
    started = time.process_time()
    with suppress(ReadError):
        read(data, name)
    assert time.process_time() - started < SECONDS_FOR_REFUSAL
