"""Web pages: the text a reader sees, in its order, with tables as rectangles."""

import pytest

from samverka.imports.blocks import Line, LineKind, Place
from samverka.imports.readers import read
from samverka.imports.readers.html import read_html
from samverka.imports.tests.readers.builders import rows_of, shape


def test_headings_paragraphs_and_items() -> None:
    page = """<!doctype html><title> SVOM
    möte </title>
    <h2>Beslut <br>och uppdrag</h2>
    <p>Region&nbsp;Norr <b>beslutar</b>
       att<br>anta planen</p><p>&nbsp;</p>löst
    <ol start="4"><li>Fyra<p>mer</p></li><li>Fem <ul><li>inre</li></ul></li><li value="9">Nio</li></ol>"""
    document = read_html(page)
    assert document.title == "SVOM möte"
    assert document.blocks == (
        Line("Beslut och uppdrag", Place(line=3), LineKind.HEADING, 2),
        Line("Region\N{NO-BREAK SPACE}Norr beslutar att", Place(line=4)),
        Line("anta planen", Place(line=4)),
        Line("", Place(line=5)),
        Line("löst", Place(line=5)),
        Line("Fyra", Place(line=6), LineKind.LIST_ITEM, marker="4."),
        Line("mer", Place(line=6)),
        Line("Fem", Place(line=6), LineKind.LIST_ITEM, marker="5."),
        Line("inre", Place(line=6), LineKind.LIST_ITEM, marker="•"),
        Line("Nio", Place(line=6), LineKind.LIST_ITEM, marker="9."),
    )


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("<tr><th>a<th>b<tr><td>1<td>2", [["a", "b"], ["1", "2"]]),
        ("<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e", [["a", "b"], ["a", "c"], ["d", "e"]]),
        ("<tr><td>a<td colspan=2>b<tr><td>c<td>d<td>e", [["a", "b", "b"], ["c", "d", "e"]]),
        (
            "<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f",
            [["a", "a", "b"], ["a", "a", "c"], ["d", "e", "f"]],
        ),
        ("<tr><td>a<td rowspan=0>b<tr><td>c<tr><td>d", [["a", "b"], ["c", "b"], ["d", "b"]]),
        ("<tr><td>a<td rowspan=2>b<tr>", [["a", "b"], ["", "b"]]),
        ("<tr><td colspan=99>rubrik<tr><td>a<td>b", [["rubrik", "rubrik"], ["a", "b"]]),
        ("<tr><td>a<td rowspan=65534 colspan=1000>b<tr><td>c", [["a", "b"], ["c", "b"]]),
        ("<tr><td>a<td>b<td>c<tr><td>d", [["a", "b", "c"], ["d", "", ""]]),
        ("<tr><td colspan=x>a<td rowspan=-1>b", [["a", "b"]]),
        ("<tfoot><tr><td>summa<td>2</tfoot><tr><td>a<td>b", [["a", "b"], ["summa", "2"]]),
        ("<tr><td>a<td><p>b<p>c<ul><li>d</ul>", [["a", "b\nc\nd"]]),
        ("<tr><td>a<td><table><tr><td>b<td>c<tr><td>d<td>e</table>", [["a", "b\tc\nd\te"]]),
    ],
)
def test_every_row_has_a_cell_for_each_column(table: str, rows: list[list[str]]) -> None:
    assert rows_of(f"<html><table>{table}</table>".encode(), "a.html") == rows


def test_a_table_that_only_frames_the_page_is_no_table() -> None:
    page = "<table><tr><td><h1>Avtal</h1><table><tr><td>a<td>b</table></table>"
    assert shape(read_html(page)) == ["Avtal", [["a", "b"]]]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>HEMLIGT()</script>",
        "<SCRIPT type='module'>HEMLIGT()</SCRIPT >",
        "<style>p{content:'HEMLIGT'}</style>",
        "<noscript>HEMLIGT</noscript>",
        "<template><p>HEMLIGT</p></template>",
        "<svg><script>HEMLIGT</script></svg>",
        "<p onclick='HEMLIGT()'>text</p>",
        "<a href='javascript:HEMLIGT()'>text</a>",
        "<img src=x onerror=HEMLIGT()>",
        "<p style='display:none'>HEMLIGT</p>",
        "<p hidden>HEMLIGT</p>",
        "<!-- HEMLIGT -->",
        "<iframe srcdoc='<p>HEMLIGT</p>'>HEMLIGT</iframe>",
        "<table><tr><td>a<script>HEMLIGT()</script><td>b</table>",
        "<textarea>HEMLIGT</textarea>",
    ],
)
@pytest.mark.parametrize("name", ["sida.html", "sida.txt", "sida.md"])
def test_scripts_and_hidden_things_never_come_through(hostile: str, name: str) -> None:
    document = read(f"<html><body><p>Synligt</p>{hostile}<p>Slut</p></body></html>".encode(), name)
    assert "HEMLIGT" not in repr(document)
    assert shape(document)[0] == "Synligt"


def test_the_main_content_is_read_and_the_rest_named() -> None:
    document = read_html("<html><header>Sök</header><nav>Meny</nav><main><p>Möte</p></main><footer>Adress</footer>")
    assert shape(document) == ["Möte"]
    assert document.warnings == ("Bara sidans huvudinnehåll har lästs. Menyer, sidhuvud och sidfot har lämnats.",)


def test_a_page_wrapped_in_a_form_is_read() -> None:
    assert shape(read_html("<html><form><p>Avtal</p><input value='x'><button>Skicka</button></form>")) == ["Avtal"]
