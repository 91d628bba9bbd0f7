"""What a paragraph style says: heading level, list, table of contents. Styles inherit from the one they build on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samverka.imports.readers.word.names import Element, child_number, child_value, w

_HEADING_NAME = re.compile(r"(?:heading|rubrik) ?([1-9])", re.IGNORECASE)
_TITLE_NAME = re.compile(r"(?:title|titel|rubrik)", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|innehåll|table of figures|figurförteckning) ?[1-9]?", re.IGNORECASE)
_NO_OUTLINE = 9
_MAX_ANCESTORS = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A resolved paragraph style; `heading` is 0 for none, `num_id` None where the style numbers nothing."""

    heading: int = 0
    num_id: str | None = None
    level: int = 0
    is_contents: bool = False


class Styles:
    """The paragraph styles of a document by their id."""

    def __init__(self, part: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._default = ""
        self._resolved: dict[str, Style] = {}
        for element in () if part is None else part.iter(w("style")):
            identity = element.get(w("styleId"), "")
            self._elements[identity] = element
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
                self._default = identity

    def of(self, paragraph_properties: Element | None) -> Style:
        """The style of a paragraph, by its properties; the default style if it names none."""
        identity = child_value(paragraph_properties, "pStyle") or self._default
        if identity not in self._resolved:
            self._resolved[identity] = self._resolve(identity)
        return self._resolved[identity]

    def _resolve(self, identity: str) -> Style:
        heading, num_id, level, is_contents, ancestors = 0, None, None, False, 0
        while identity in self._elements and ancestors < _MAX_ANCESTORS:
            element = self._elements[identity]
            properties = element.find(w("pPr"))
            numbering = None if properties is None else properties.find(w("numPr"))
            heading = heading or _heading(child_value(element, "name") or identity, properties)
            num_id = num_id if num_id is not None else child_value(numbering, "numId")
            level = level if level is not None else child_number(numbering, "ilvl", -1)
            level = None if level == -1 else level
            is_contents = is_contents or bool(_CONTENTS_NAME.fullmatch(child_value(element, "name") or identity))
            identity = child_value(element, "basedOn") or ""
            ancestors += 1
        return Style(max(heading, 0), num_id, level or 0, is_contents)


def _heading(name: str, properties: Element | None) -> int:
    """Level by name or outline; -1 where the style says that it has none, which ends the inheritance."""
    by_name = _HEADING_NAME.fullmatch(name)
    if by_name:
        return int(by_name[1])
    if _TITLE_NAME.fullmatch(name):
        return 1
    outline = child_number(properties, "outlineLvl", -1)
    if outline == -1:
        return 0
    return outline + 1 if outline < _NO_OUTLINE else -1
