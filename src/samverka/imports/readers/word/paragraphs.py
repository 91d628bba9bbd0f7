"""The text of one paragraph: runs, links, fields and tracked changes, with the page breaks in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from samverka.imports.readers.word.names import PICTURES, Element, is_on, unwrapped, w
from samverka.imports.readers.word.notes import Notes

_RUN = w("r")
_RUN_PROPERTIES = w("rPr")
_TEXT = w("t")
_BREAK = w("br")
_RENDERED_BREAK = w("lastRenderedPageBreak")
_TEXT_BOX = w("txbxContent")
_FIXED_TEXT = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_DRAWINGS = {w("drawing"), w("pict"), w("object")}
_NOTE_MARKS = {w("footnoteReference"), w("endnoteReference")}
_COMMENT_MARK = w("commentReference")


@dataclass(slots=True)
class ParagraphText:
    """Text, and how many pages begin before its first character and after it.

    `rendered` breaks are where Word last laid out a page; `forced` are breaks the author put in. Word writes both for
    the same page, so a rendered break right after a forced one counts nothing.
    """

    parts: list[str] = field(default_factory=list)
    breaks_before: int = 0
    breaks_after: int = 0
    boxes: list[Element] = field(default_factory=list)
    ends_fresh: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, text: str) -> None:
        self.parts.append(text)
        if not text.isspace():
            self.ends_fresh = False

    def add_page_break(self, *, forced: bool) -> None:
        if forced or not self.ends_fresh:
            if any(part.strip() for part in self.parts):
                self.breaks_after += 1
                if forced:
                    self.parts.append("\n")
            else:
                self.breaks_before += 1
        self.ends_fresh = forced


def read_paragraph(paragraph: Element, notes: Notes, *, fresh: bool) -> ParagraphText:
    """Reads a paragraph. Inserted text of a tracked change is in a wrapper and read, deleted text is not.

    `fresh` tells that a page has just begun by force and nothing stands on it yet.
    """
    result = ParagraphText(ends_fresh=fresh)
    for element in unwrapped(paragraph):
        if element.tag == _RUN:
            _read_run(element, result, notes)
    return result


def _read_run(run: Element, result: ParagraphText, notes: Notes) -> None:
    if is_on(run.find(_RUN_PROPERTIES), "vanish"):
        notes.hidden_text = notes.hidden_text or run.find(_TEXT) is not None
        return
    for element in unwrapped(run):
        tag = element.tag
        if tag == _TEXT:
            result.add((element.text or "").replace("\n", " "))
        elif tag in _FIXED_TEXT:
            result.add(_FIXED_TEXT[tag])
        elif tag == _BREAK:
            if element.get(w("type")) == "page":
                result.add_page_break(forced=True)
            else:
                result.add("\n")
        elif tag == _RENDERED_BREAK:
            result.add_page_break(forced=False)
        elif tag in _DRAWINGS:
            _read_drawing(element, result, notes)
        elif tag in _NOTE_MARKS:
            notes.footnotes += 1
        elif tag == _COMMENT_MARK:
            notes.comments += 1


def _read_drawing(drawing: Element, result: ParagraphText, notes: Notes) -> None:
    boxes = [box for box in drawing.iter(_TEXT_BOX) if not _is_inside_box(box, drawing)]
    result.boxes.extend(boxes)
    notes.text_boxes += len(boxes)
    notes.pictures += sum(1 for element in drawing.iter() if element.tag in PICTURES)


def _is_inside_box(box: Element, drawing: Element) -> bool:
    parent = box.getparent()
    while parent is not None and parent is not drawing:
        if parent.tag == _TEXT_BOX:
            return True
        parent = parent.getparent()
    return False
