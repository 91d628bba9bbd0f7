"""Plain text: nothing joined, nothing stripped, tabs make tables."""

from samverka.imports.blocks import Cell, Line, PageBreak, Place, Row, Table
from samverka.imports.readers.text import read_text
from samverka.imports.tests.readers.builders import shape


def test_lines_keep_their_text_and_number() -> None:
    assert read_text("  Titel \n\n- punkt\n").blocks == (
        Line("  Titel ", Place(line=1)),
        Line("", Place(line=2)),
        Line("- punkt", Place(line=3)),
    )


def test_lines_with_tabs_are_a_table_with_a_cell_between_tabs() -> None:
    place = Place(line=2)
    assert read_text("Lista\nNära vård\t\tFölja ").blocks == (
        Line("Lista", Place(line=1)),
        Table((Row((Cell("Nära vård", place), Cell("", place), Cell("Följa ", place)), place),), place),
    )


def test_a_row_cut_by_a_page_stays_two_tables_with_the_blank_lines_between() -> None:
    text = "Område\tVad\tUppföljning\nNära vård\tAvtal\tSVOM 3/6 2024\n\n\n\n\t\t– beslut\nPsykisk hälsa\tPlan\t"
    assert shape(read_text(text)) == [
        [["Område", "Vad", "Uppföljning"], ["Nära vård", "Avtal", "SVOM 3/6 2024"]],
        "",
        "",
        "",
        [["", "", "– beslut"], ["Psykisk hälsa", "Plan", ""]],
    ]


def test_a_row_that_goes_on_with_tabs_on_the_next_line_is_verbatim() -> None:
    assert shape(read_text("1\tPlan\tKommun och region\n\t\tenligt plan\tklart")) == [
        [["1", "Plan", "Kommun och region"], ["", "", "enligt plan", "klart"]]
    ]


def test_an_indented_line_is_no_table() -> None:
    assert shape(read_text("Beslut\n\tatt anta planen\n")) == ["Beslut", "\tatt anta planen"]


def test_form_feeds_are_pages() -> None:
    document = read_text("a\n\fb\n")
    assert document.blocks == (
        Line("a", Place(1, 1)),
        PageBreak(Place(2, 2)),
        Line("b", Place(2, 2)),
    )
