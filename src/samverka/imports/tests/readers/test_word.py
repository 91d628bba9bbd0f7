"""Word documents: paragraphs in reading order, and a warning for everything that is not read as text."""

import pytest
from docx import Document

from samverka.imports.blocks import Line, LineKind, Place
from samverka.imports.readers import read
from samverka.imports.tests.readers.builders import cell as table_cell
from samverka.imports.tests.readers.builders import (
    paragraph,
    repacked,
    row,
    saved,
    shape,
    table,
    word_with_body,
    zipped,
)

TRACKED = (
    "Dokumentet har spårade ändringar. Insatt text är med, borttagen text är inte med. "
    "Godkänn eller avvisa ändringarna i Word om något annat ska gälla."
)
BOX = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps">'
    "<w:drawing><w:txbxContent><w:p><w:r><w:t>I rutan</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>I rutan</w:t></w:r></w:p></w:txbxContent></w:pict>"
    "</mc:Fallback>"
    "</mc:AlternateContent>"
)


def test_headings_items_and_paragraphs_of_word_s_own_styles() -> None:
    document = Document()
    document.core_properties.title = "Balanslista  SVOM"
    document.add_heading("Samverkan", 0)
    document.add_heading("Syfte", 2)
    document.add_paragraph("Stärka samverkan.")
    document.add_paragraph("")
    document.add_paragraph("")
    document.add_paragraph("kommuner", style="List Bullet")
    document.add_paragraph("ett", style="List Number")
    document.add_paragraph("två", style="List Number")
    result = read(saved(document), "a.docx")
    assert result.title == "Balanslista SVOM"
    assert result.warnings == ()
    assert result.blocks == (
        Line("Samverkan", Place(line=1), LineKind.HEADING, 1),
        Line("Syfte", Place(line=2), LineKind.HEADING, 2),
        Line("Stärka samverkan.", Place(line=3)),
        Line("", Place(line=4)),
        Line("kommuner", Place(line=6), LineKind.LIST_ITEM, marker="•"),
        Line("ett", Place(line=7), LineKind.LIST_ITEM, marker="1."),
        Line("två", Place(line=8), LineKind.LIST_ITEM, marker="2."),
    )


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:outlineLvl w:val="0"/>', 1),
        ('<w:outlineLvl w:val="2"/>', 3),
        ('<w:outlineLvl w:val="9"/>', 0),
        ('<w:pStyle w:val="Heading3"/>', 3),
        ('<w:pStyle w:val="Heading3"/><w:outlineLvl w:val="9"/>', 0),
        ('<w:pStyle w:val="Egen"/>', 0),
    ],
)
def test_a_paragraph_s_own_outline_level_goes_before_its_style(properties: str, level: int) -> None:
    (line,) = read(word_with_body(paragraph("Syfte", properties)), "a.docx").blocks
    assert line == Line("Syfte", Place(line=1), LineKind.HEADING if level else LineKind.PARAGRAPH, level)


def test_a_style_takes_its_level_from_the_style_it_builds_on() -> None:
    document = Document()
    style = document.styles.add_style("Områdesrubrik", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Nära vård", style=style)
    assert read(saved(document), "a.docx").blocks == (Line("Nära vård", Place(line=1), LineKind.HEADING, 2),)


def test_line_breaks_tabs_hyphens_links_and_fields() -> None:
    body = (
        "<w:p><w:r><w:t>rad ett</w:t><w:br/><w:t>in</w:t><w:noBreakHyphen/><w:t>ut</w:t><w:softHyphen/></w:r>"
        '<w:hyperlink w:anchor="x"><w:r><w:t>länk</w:t></w:r></w:hyperlink>'
        '<w:fldSimple w:instr="DATE"><w:r><w:t> 2024</w:t></w:r></w:fldSimple>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert shape(read(word_with_body(body), "a.docx")) == ["rad ett", "in-utlänk 2024"]


def test_content_controls_are_read_and_their_prompts_are_not() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('ifyllt')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Klicka här')}</w:sdtContent></w:sdt>"
    )
    assert shape(read(word_with_body(body), "a.docx")) == ["ifyllt"]


def test_columns_set_with_tabs_are_a_table() -> None:
    def tabbed(*texts: str) -> str:
        return "<w:p><w:r>" + "<w:tab/>".join(f"<w:t>{text}</w:t>" for text in texts) + "</w:r></w:p>"

    body = paragraph("Närvarande") + tabbed("Eva Prov", "ledamot") + tabbed("Per Test", "ersättare")
    assert shape(read(word_with_body(body), "a.docx")) == [
        "Närvarande",
        [["Eva Prov", "ledamot"], ["Per Test", "ersättare"]],
    ]


@pytest.mark.parametrize(
    ("body", "texts", "warnings"),
    [
        (
            (
                "<w:p><w:r><w:t>Gäller till </w:t></w:r><w:del><w:r><w:delText>2023</w:delText></w:r></w:del>"
                "<w:ins><w:r><w:t>2024</w:t></w:r></w:ins></w:p>"
            ),
            ["Gäller till 2024"],
            (TRACKED,),
        ),
        (
            table(
                row(table_cell("a"), table_cell("b")),
                row(table_cell("c"), table_cell("d"), properties="<w:del/>"),
                row(table_cell("e"), table_cell("f"), properties="<w:ins/>"),
            ),
            [[["a", "b"], ["e", "f"]]],
            (TRACKED,),
        ),
        (
            paragraph("Plan", after='<w:commentReference w:id="0"/>'),
            ["Plan"],
            ("Kommentarer i marginalen har inte lästs (1 st).",),
        ),
        (
            paragraph("Plan", after='<w:footnoteReference w:id="2"/><w:endnoteReference w:id="3"/>'),
            ["Plan"],
            ("Fotnoter och slutnoter har inte lästs (2 st).",),
        ),
        (
            paragraph("Före", after=BOX) + paragraph("Efter"),
            ["Före", "I rutan", "Efter"],
            ("Text i textrutor (1 st) står efter stycket där rutan är fäst.",),
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r><w:r><w:t>synligt</w:t></w:r></w:p>",
            ["synligt"],
            ("Dokumentet har dold text, som inte har lästs.",),
        ),
        (
            paragraph("Plan") + "<w:altChunk/>",
            ["Plan"],
            ("Dokumentet har infogade dokument, som inte har lästs.",),
        ),
    ],
)
def test_what_is_left_out_is_named(body: str, texts: list[str], warnings: tuple[str, ...]) -> None:
    document = read(word_with_body(body), "a.docx")
    assert (shape(document), document.warnings) == (texts, warnings)


def test_headers_footers_and_the_table_of_contents_are_left_out() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Region Norr"
    document.sections[0].footer.paragraphs[0].text = "Sida 1"
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Syfte\t2", style="toc 1")
    document.add_paragraph("Syfte")
    assert shape(read(saved(document), "a.docx")) == ["Syfte"]


NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="16"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%3"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_automatic_numbers_are_counted_as_word_prints_them() -> None:
    def item(text: str, level: int, num: int = 1) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')

    body = item("a", 0) + item("b", 1) + item("c", 1) + item("d", 2) + item("e", 0) + item("f", 1) + item("g", 0, 2)
    body += item("h", 0, 2) + item("i", 0, 0) + table(row(table_cell("x"), f"<w:tc>{item('', 0)}</w:tc>"))
    data = repacked(word_with_body(body), numbering_xml=NUMBERING.encode())
    *lines, numbered = read(data, "a.docx").blocks
    assert [(line.marker, line.text) for line in lines if isinstance(line, Line)] == [
        ("§ 16", "a"),
        ("a)", "b"),
        ("b)", "c"),
        ("16.I", "d"),
        ("§ 17", "e"),
        ("a)", "f"),
        ("§ 3", "g"),
        ("§ 4", "h"),
        ("", "i"),
    ]
    assert [cell.text for cell in numbered.rows[0].cells] == ["x", "§ 5"]  # type: ignore[union-attr]


def test_a_document_of_the_strict_kind_under_another_name_is_read() -> None:
    xml = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        "<w:p><w:r><w:t>Avtal</w:t></w:r></w:p></w:body></w:document>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/huvud.xml"/>'
        "</Relationships>"
    )
    data = zipped(**{"word__huvud_xml": xml.encode(), "_rels/.rels": relations.encode()})
    assert shape(read(data, "a.docx")) == ["Avtal"]
