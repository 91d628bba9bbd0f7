"""Files that a spreadsheet opens right and that cannot harm it."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.foundation.ui.export import FORMULA_SIGNS, cell, csv_lines, csv_response


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        ("Avtal Barnahus", "Avtal Barnahus"),
        (dt.date(2024, 6, 3), "2024-06-03"),
        (dt.datetime(2024, 6, 3, 12, 30, 5), "2024-06-03 12:30"),
        (True, "Ja"),
        (False, "Nej"),
        (12, "12"),
        (-12, "-12"),
        (Decimal("11111.50"), "11111,50"),
        (0.5, "0,5"),
        ("3\u00a0juni\u00a02024", "3 juni 2024"),
        ("–", "–"),
        ("=1+1", "'=1+1"),
        ("+46 63", "'+46 63"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'  =1+1"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("\x00=1", "'=1"),
        ("＝1", "'＝1"),
        ('=HYPERLINK("http://x";"y")', '\'=HYPERLINK("http://x";"y")'),
    ],
)
def test_a_cell_is_written(value: object, text: str) -> None:
    assert cell(value) == text


def test_the_file_has_a_mark_semicolons_and_quotes_what_needs_it() -> None:
    assert "".join(csv_lines(["Avtal", "Till"], [['HSL; "nytt"', dt.date(2024, 12, 31)], ["rad 1\nrad 2", None]])) == (
        '\ufeffAvtal;Till\r\n"HSL; ""nytt""";2024-12-31\r\n"rad 1\nrad 2";\r\n'
    )


def test_the_file_is_sent_row_by_row_under_its_name() -> None:
    asked = []

    def rows() -> object:
        for number in range(3):
            asked.append(number)
            yield [number]

    response = csv_response("Balanslista SVOM åäö", ["Nr"], rows())  # type: ignore[arg-type]
    assert asked == []
    assert b"".join(response.streaming_content).decode() == "\ufeffNr\r\n0\r\n1\r\n2\r\n"  # type: ignore[arg-type]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Balanslista%20SVOM%20%C3%A5%C3%A4%C3%B6.csv"


@given(st.lists(st.lists(st.text(st.characters(blacklist_categories=["Cs"])), min_size=2, max_size=2)))
def test_every_text_comes_back_whole_and_none_is_a_formula(rows: list[list[str]]) -> None:
    text = "".join(csv_lines(["a", "b"], rows))
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert read[1:] == [[cell(value) for value in row] for row in rows]
    assert not any(value.lstrip(" \n\ufeff\u200b").startswith(FORMULA_SIGNS) for row in read for value in row)
