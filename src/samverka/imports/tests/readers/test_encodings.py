"""Å, ä and ö come out right whatever program wrote the text."""

import codecs

import pytest

from samverka.imports.readers import read
from samverka.imports.tests.readers.builders import shape

TEXT = "Överenskommelse – hälsa i Åre\nGäller t.o.m. 2024-12-31"
LINES = TEXT.split("\n")
OLD = "Texten har en äldre teckenkodning (Windows-1252). Se efter att å, ä och ö har blivit rätt."


@pytest.mark.parametrize(
    ("data", "warnings"),
    [
        (TEXT.encode(), ()),
        (codecs.BOM_UTF8 + TEXT.encode(), ()),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), ()),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), ()),
        (TEXT.encode("utf-16-le"), ()),
        (TEXT.encode("utf-16-be"), ()),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), ()),
        (TEXT.encode("cp1252"), (OLD,)),
        (TEXT.encode().replace(b"\n", b"\r\n"), ()),
        (TEXT.encode().replace(b"\n", b"\r"), ()),
    ],
)
def test_text_in_every_encoding_gives_the_same_lines(data: bytes, warnings: tuple[str, ...]) -> None:
    document = read(data, "avtal.txt")
    assert (shape(document), document.warnings) == (LINES, warnings)


def test_latin_1_has_the_same_letters() -> None:
    assert shape(read("Åre, Östersund".encode("latin-1"), "a.txt")) == ["Åre, Östersund"]


def test_a_web_page_in_its_declared_encoding() -> None:
    page = '<html><meta charset="iso-8859-1"><p>Åre och Härjedalen</p></html>'.encode("iso-8859-1")
    document = read(page, "sida.html")
    assert (shape(document), document.warnings) == (["Åre och Härjedalen"], ())


def test_a_declared_encoding_that_does_not_exist_is_not_believed() -> None:
    page = '<html><meta charset="nonsense"><p>Åre</p></html>'.encode("cp1252")
    assert shape(read(page, "sida.html")) == ["Åre"]


def test_one_broken_byte_does_not_spoil_the_letters_of_the_rest() -> None:
    document = read(
        ("Överenskommelse för Åre, Härjedalen, Östersund och Krokom åren därefter " * 3).encode()[:-1] + b"\xc3",
        "a.txt",
    )
    assert document.warnings == ("Några tecken gick inte att tolka och visas som \N{REPLACEMENT CHARACTER}.",)
    assert shape(document)[0].startswith("Överenskommelse för Åre")


def test_letters_that_were_spoilt_before_are_pointed_out() -> None:
    document = read("Ã–verenskommelse om hÃ¤lsa".encode(), "a.txt")
    assert document.warnings == (
        "Texten verkar ha fått förvanskade å, ä och ö (till exempel Ã¥) redan innan den lästes in.",
    )


def test_a_stray_control_character_is_dropped_with_a_warning() -> None:
    document = read(b"Balanslista" * 20 + b"\x07", "a.txt")
    assert shape(document) == ["Balanslista" * 20]
    assert document.warnings == ("Några osynliga styrtecken i texten har lämnats.",)
