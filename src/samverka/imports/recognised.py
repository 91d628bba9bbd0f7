"""The pages of a run that are pictures: which they are, how sure the reading of each is, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from django.utils.translation import gettext as _

from samverka.imports.blocks import PageInfo
from samverka.imports.models import ImportRecord, ImportRun


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
    if confidence is None or page is None or not PageInfo(page, confidence=confidence).is_doubtful:
        return ""
    return _("Sida %(page)s är läst ur en bild, och texten är mycket osäker. Jämför med originalet.") % {"page": page}


def in_words(page: PageInfo) -> str:
    """`Läst ur bild`, `Läst ur bild, osäker`."""
    if not page.is_read:
        return _("Bild som inte är läst")
    return _("Läst ur bild, osäker") if page.is_unsure else _("Läst ur bild")


def page_of_record(found: ImportRecord) -> tuple[str, bool]:
    """For the review of a record: how its page was read, in words, and whether that is unsure. Empty for text."""
    number = next((field.get("page") for field in found.fields), None)
    page = pages_of(found.run).get(number) if number else None
    return (in_words(page), page.is_unsure) if page else ("", False)
