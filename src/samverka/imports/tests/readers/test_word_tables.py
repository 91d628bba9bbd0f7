"""Tables in Word: every row has a cell for each column, whatever is merged, nested or cut by a page."""

import pytest
from docx import Document

from samverka.imports.blocks import Place, Table
from samverka.imports.readers import read
from samverka.imports.tests.readers.builders import cell, paragraph, row, rows_of, saved, shape, table, word_with_body

START, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
LEFT, ON_LEFT = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
RENDERED = "<w:lastRenderedPageBreak/>"
PAGE = '<w:br w:type="page"/>'


def wide(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def controlled(xml: str) -> str:
    return f"<w:sdt><w:sdtContent>{xml}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        (table(row(cell("a"), cell("b")), row(cell("c"), cell("d"))), [["a", "b"], ["c", "d"]]),
        (
            table(row(cell("a", START), cell("b")), row(cell("", ON), cell("c")), row(cell("d", START), cell("e"))),
            [["a", "b"], ["a", "c"], ["d", "e"]],
        ),
        (table(row(cell("a", START), cell("b")), row(cell("gömt", ON), cell("c"))), [["a", "b"], ["a", "c"]]),
        (
            table(row(cell("a", wide(2)), cell("b")), row(cell("c"), cell("d"), cell("e"))),
            [["a", "a", "b"], ["c", "d", "e"]],
        ),
        (
            table(row(cell("a", wide(2) + START), cell("b")), row(cell("", wide(2) + ON), cell("c"))),
            [["a", "a", "b"], ["a", "a", "c"]],
        ),
        (table(row(cell("a", LEFT), cell("", ON_LEFT)), row(cell("b"), cell("c"))), [["a", "a"], ["b", "c"]]),
        (table(row(cell("", ON), cell("a")), row(cell("b"), cell("c"))), [["", "a"], ["b", "c"]]),
        (
            table(row(cell("a"), cell("b"), cell("c")), row(cell("d"), properties='<w:gridBefore w:val="2"/>')),
            [["a", "b", "c"], ["", "", "d"]],
        ),
        (table(row(cell("a"), cell("b"), cell("c")), row(cell("d"))), [["a", "b", "c"], ["d", "", ""]]),
        (
            table(row(cell("a"), f"<w:tc>{paragraph('b')}{paragraph('c')}{paragraph('')}</w:tc>")),
            [["a", "b\nc"]],
        ),
        (
            table(row(cell("a"), f"<w:tc>{table(row(cell('b'), cell('c')), row(cell('d'), cell('e')))}<w:p/></w:tc>")),
            [["a", "b\tc\nd\te"]],
        ),
        (
            table(controlled(row(cell("a"), controlled(cell("b"))))),
            [["a", "b"]],
        ),
    ],
)
def test_every_row_has_a_cell_for_each_column(source: str, rows: list[list[str]]) -> None:
    assert rows_of(word_with_body(source), "a.docx") == rows


def test_cells_merged_with_python_docx() -> None:
    document = Document()
    made = document.add_table(rows=4, cols=3)
    for number, each in enumerate(each for line in made.rows for each in line.cells):
        each.text = str(number)
    made.cell(1, 0).merge(made.cell(3, 0)).text = "Nära vård"
    made.cell(0, 1).merge(made.cell(0, 2)).text = "rubrik"
    assert rows_of(saved(document), "a.docx") == [
        ["0", "rubrik", "rubrik"],
        ["Nära vård", "4", "5"],
        ["Nära vård", "7", "8"],
        ["Nära vård", "10", "11"],
    ]


def test_a_frame_of_one_cell_gives_its_paragraphs() -> None:
    assert shape(read(word_with_body(table(row(cell("Balanslista")))), "a.docx")) == ["Balanslista"]


def test_text_and_tables_keep_their_order() -> None:
    body = paragraph("före") + table(row(cell("a"), cell("b"))) + paragraph("efter")
    assert shape(read(word_with_body(body), "a.docx")) == ["före", [["a", "b"]], "efter"]


HEADER = row(cell("Vad"), cell("Uppföljning"))


@pytest.mark.parametrize(
    ("between", "joined"),
    [
        ("<w:p/>", True),
        (f"<w:p/><w:p><w:r>{PAGE}</w:r></w:p>", True),
        (paragraph("Inriktning: psykisk hälsa"), False),
    ],
)
def test_a_table_that_goes_on_with_the_same_header_after_a_page_is_one_table(between: str, joined: bool) -> None:
    body = table(HEADER, row(cell("a"), cell("b"))) + between + table(HEADER, row(cell("c"), cell("d")))
    first, second = [["Vad", "Uppföljning"], ["a", "b"]], [["Vad", "Uppföljning"], ["c", "d"]]
    expected = [first + second[1:]] if joined else [first, "Inriktning: psykisk hälsa", second]
    assert shape(read(word_with_body(body), "a.docx")) == expected


def test_tables_with_different_headers_stay_apart() -> None:
    body = table(HEADER) + "<w:p/>" + table(row(cell("Avtal"), cell("Giltighetstid")))
    assert shape(read(word_with_body(body), "a.docx")) == [[["Vad", "Uppföljning"]], "", [["Avtal", "Giltighetstid"]]]


def test_a_row_cut_by_a_page_is_one_row_and_counts_one_page() -> None:
    cut = f"<w:tc><w:p><w:r><w:t>SVOM 3/6</w:t></w:r><w:r>{RENDERED}<w:t> 2024</w:t></w:r></w:p></w:tc>"
    body = table(row(cell("a"), cell("b")), row(cut, cut), row(cell("c"), cell("d"))) + paragraph("sist")
    found = read(word_with_body(body), "a.docx")
    assert shape(found) == [[["a", "b"], ["SVOM 3/6 2024", "SVOM 3/6 2024"], ["c", "d"]], "sist"]
    made = found.blocks[0]
    assert isinstance(made, Table)
    assert [each.place for each in made.rows] == [Place(1, 1), Place(1, 3), Place(2, 5)]
    assert found.blocks[1].place == Place(2, 7)


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (paragraph("a") + paragraph("b"), [Place(None, 1), Place(None, 2)]),
        (paragraph("a") + paragraph("b", before=RENDERED), [Place(1, 1), Place(2, 2)]),
        (paragraph("a", after=PAGE) + paragraph("b", before=RENDERED), [Place(1, 1), Place(2, 2)]),
        (
            paragraph("a") + paragraph("b", "<w:pageBreakBefore/>", before=RENDERED) + paragraph("c", before=RENDERED),
            [Place(1, 1), Place(2, 2), Place(3, 3)],
        ),
        (
            paragraph("a", "<w:sectPr/>") + paragraph("b", before=RENDERED),
            [Place(1, 1), Place(2, 2)],
        ),
        (
            paragraph("a", '<w:sectPr><w:type w:val="continuous"/></w:sectPr>') + paragraph("b", before=RENDERED),
            [Place(1, 1), Place(2, 2)],
        ),
        (paragraph("a", after=PAGE) + paragraph("b"), [Place(None, 1), Place(None, 2)]),
    ],
)
def test_pages_are_counted_once_however_they_were_broken(body: str, places: list[Place]) -> None:
    blocks = read(word_with_body(body), "a.docx").blocks
    assert [block.place for block in blocks if hasattr(block, "text")] == places
