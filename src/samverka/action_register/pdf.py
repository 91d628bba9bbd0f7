"""The list as a tagged PDF in the county's own layout, for the meeting and the archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from samverka.action_register import printing_words as words
from samverka.action_register.printed import PrintedRegister
from samverka.foundation.language import in_swedish
from samverka.foundation.typeset import pdf

_TEMPLATE = Path(__file__).parent / "typst" / "list.typ"


@in_swedish
def document(printed: PrintedRegister, *, edition: str = "") -> bytes:
    """The bytes of a PDF/A-2a that also keeps to PDF/UA-1. `edition`: what the footer says of the edition."""
    under_headings = any(direction.name for direction in printed.directions)
    given = {
        "title": printed.title,
        "forum": printed.forum,
        "day": printed.day,
        "trace": words.trace(printed, edition),
        "columns": words.columns(printed),
        "widths": words.WIDTHS,
        "sections": [
            {
                "heading": words.direction_title(direction.name) if under_headings else "",
                "rows": [_row(words.cells(row)) for row in direction.rows],
            }
            for direction in printed.directions
        ],
        "empty": words.no_rows(),
        "agreements_title": words.agreements_title(),
        "agreement_columns": words.agreement_columns(),
        "agreement_widths": words.AGREEMENT_WIDTHS,
        "agreements": [_row(words.agreement_cells(agreement)) for agreement in printed.agreements],
    }
    return pdf.typeset(_TEMPLATE, given, saved_on=dt.date.fromisoformat(printed.day))


def _row(cells: Sequence[words.Paragraphs]) -> dict[str, Any]:
    return {"cells": [list(cell) for cell in cells], "breakable": words.is_long(cells)}
