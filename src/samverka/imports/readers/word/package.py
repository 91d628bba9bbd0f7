"""The parts of a Word document that are read: its body, styles and numbering."""

from __future__ import annotations

from dataclasses import dataclass

from samverka.imports.readers import office
from samverka.imports.readers.word.names import MAIN, STRICT_MAIN, Element, w

_PAGE_MARK = b"lastRenderedPageBreak"
_STRICT = (STRICT_MAIN, MAIN)


@dataclass(frozen=True)
class Document:
    body: Element
    has_pages: bool
    title: str
    _parts: dict[str, Element]

    def related(self, kind: str) -> Element | None:
        """The part that the document names as its styles, its numbering …; None if it has none or it is unreadable."""
        return self._parts.get(kind)


def open_document(package: office.Package) -> Document:
    """Raises `ReadError` for what is broken, protected or too large."""
    main = package.main
    source = package.unpacked(main, _STRICT)
    body = package.parse(source).find(w("body"))
    if body is None:
        raise package.damaged()
    targets = package.targets(main)
    parts = {
        kind: package.parsed(targets[kind], _STRICT)
        for kind in ("styles", "numbering")
        if targets.get(kind) in package.entries
    }
    return Document(body, _PAGE_MARK in source, package.title(), parts)
