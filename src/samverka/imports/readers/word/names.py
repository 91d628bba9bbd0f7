"""Names of the elements of WordprocessingML that are read, and small questions about elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Element = Any  # lxml has no types of its own

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
STRICT_PICTURE = "http://purl.oclc.org/ooxml/drawingml/picture"

ALTERNATE = f"{{{COMPATIBILITY}}}AlternateContent"
CHOICE = f"{{{COMPATIBILITY}}}Choice"
FALLBACK = f"{{{COMPATIBILITY}}}Fallback"
PICTURES = {f"{{{PICTURE}}}pic", f"{{{STRICT_PICTURE}}}pic"}


def w(name: str) -> str:
    """The full name of an element or attribute of the main namespace."""
    return f"{{{MAIN}}}{name}"


VAL = w("val")
CONTENT_CONTROL = w("sdt")
PARAGRAPH = w("p")
TABLE = w("tbl")

TRACKED_CHANGES = [w(name) for name in ("ins", "del", "moveFrom", "moveTo")]
WRAPPERS = {
    w(name) for name in ("smartTag", "customXml", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo", "sdtContent")
}
"""Elements that only mark what is in them."""


def child_value(element: Element | None, name: str) -> str | None:
    """The value of a child such as `<w:numId w:val="3"/>`; None without the child, "" without the value."""
    if element is None:
        return None
    child = element.find(w(name))
    return None if child is None else child.get(VAL, "")


def child_number(element: Element | None, name: str, otherwise: int) -> int:
    """The number in a child's value; `otherwise` where there is none that can be read."""
    value = child_value(element, name)
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 8 else otherwise


def is_on(element: Element | None, name: str) -> bool:
    """Whether a switch such as `<w:vanish/>` is there and not turned off."""
    value = child_value(element, name)
    return value is not None and value.lower() not in ("0", "false", "off", "none")


def unwrapped(parent: Element) -> Iterator[Element]:
    """The children of an element, with those inside wrappers and content controls in their place.

    A content control that still shows its prompt ("Klicka här för att ange text") has nothing in it.
    """
    stack = [iter(parent)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in WRAPPERS:
            stack.append(iter(element))
        elif element.tag == CONTENT_CONTROL:
            content = element.find(w("sdtContent"))
            if content is not None and not is_on(element.find(w("sdtPr")), "showingPlcHdr"):
                stack.append(iter(content))
        elif element.tag == ALTERNATE:
            chosen = element.find(CHOICE)
            chosen = element.find(FALLBACK) if chosen is None else chosen
            stack.append(iter(()) if chosen is None else iter(chosen))
        else:
            yield element
