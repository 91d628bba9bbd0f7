"""Markdown as it is meant: headings, items, tables, and the line of each."""

from samverka.imports.blocks import Line, LineKind, Place
from samverka.imports.readers.markdown import read_markdown
from samverka.imports.tests.readers.builders import shape


def test_headings_and_items_with_level_marker_and_line() -> None:
    text = "# Avtal\n\nGäller nu\n=========\n\n* Ett **fett**\n  stycke\n* Två\n   1. inre\n"
    assert [block for block in read_markdown(text).blocks if isinstance(block, Line) and block.text] == [
        Line("Avtal", Place(line=1), LineKind.HEADING, 1),
        Line("Gäller nu", Place(line=3), LineKind.HEADING, 1),
        Line("Ett fett stycke", Place(line=6), LineKind.LIST_ITEM, marker="•"),
        Line("Två", Place(line=8), LineKind.LIST_ITEM, marker="•"),
        Line("inre", Place(line=9), LineKind.LIST_ITEM, marker="1."),
    ]


def test_pipe_tables_with_short_rows_breaks_and_escaped_pipes() -> None:
    text = "| Vad | Uppföljning |\n|---|:-:|\n| Plan | SVOM<br>3/6 2024 |\n| A\\|B |\n"
    document = read_markdown(text)
    assert shape(document) == [[["Vad", "Uppföljning"], ["Plan", "SVOM\n3/6 2024"], ["A|B", ""]]]
    assert document.blocks[0].rows[2].place == Place(line=4)  # type: ignore[union-attr]


def test_a_wrapped_paragraph_is_one_and_short_lines_stay_lines() -> None:
    long = "Överenskommelsen gäller från och med den första januari året"
    assert shape(read_markdown(f"Region Norr\nEva Prov\n\n{long}\ndärpå.")) == [
        "Region Norr",
        "Eva Prov",
        "",
        f"{long} därpå.",
    ]


def test_html_in_markdown_is_read_without_its_scripts() -> None:
    text = "<script>\nhemligt()\n</script>\n\nText <script>hemligt()</script>efter <b>fet</b>\n\n"
    text += "<table><tr><td>a<td>b</table>\n"
    assert [each for each in shape(read_markdown(text)) if each] == ["Text efter fet", [["a", "b"]]]


def test_tab_separated_lines_are_tables_here_too() -> None:
    assert shape(read_markdown("Nr\tVad\n1\tPlan")) == [[["Nr", "Vad"], ["1", "Plan"]]]


def test_of_links_and_pictures_the_text_stays() -> None:
    text = 'Se [avtalet](https://exempel.se/a_(1).pdf "PDF") och ![karta](k.png) [ ] <https://exempel.se>'
    assert shape(read_markdown(text)) == ["Se avtalet och karta [ ] https://exempel.se"]


def test_lists_in_lists_keep_their_deepest_item() -> None:
    text = "\n".join(f"{'  ' * level}- nivå {level}" for level in range(30))
    assert shape(read_markdown(text)) == [f"nivå {level}" for level in range(30)]
