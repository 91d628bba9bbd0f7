"""The pages of a run that are pictures: which they are, how sure the reading of each is, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from django.utils.translation import gettext as _

from samverka.imports.blocks import PageInfo
from samverka.imports.models import ImportRun

UNSURE = 0.7
"""Below this the reading of a page is called unsure."""
DOUBTFUL = 0.6
"""Below this every value that was read on the page is asked of a person."""


def to_json(pages: Iterable[PageInfo]) -> list[dict[str, object]]:
    """For `ImportRun.pages`: the pages that are pictures; those that came with text are left out."""
    return [asdict(page) for page in pages if page.ocr]


def pages_of(run: ImportRun) -> dict[int, PageInfo]:
    """The run's pages that are pictures, by number."""
    return {each["page"]: PageInfo(**each) for each in run.pages}


def confidence_of(run: ImportRun, page: int | None) -> float | None:
    """How sure the engine is of the page's text, 0 to 1. None for a page that came with its text, or when nobody told."""
    return next((each["confidence"] for each in run.pages if each["page"] == page), None)


def doubt_of(run: ImportRun, page: int | None) -> str:
    """Why what was read on the page must be looked at, as a Swedish sentence; empty where it need not."""
    confidence = confidence_of(run, page)
    if confidence is None or confidence >= DOUBTFUL:
        return ""
    return _("Sidan är läst ur en bild, och texten är mycket osäker. Jämför med originalet.")


def in_words(page: PageInfo) -> str:
    """`Läst ur bild`, `Läst ur bild, osäker`."""
    if not page.is_read:
        return _("Bild som inte är läst")
    if page.confidence is not None and page.confidence < UNSURE:
        return _("Läst ur bild, osäker")
    return _("Läst ur bild")
