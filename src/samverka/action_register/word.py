"""The list as a Word document in the county's own layout, to print or to change and read in again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samverka.action_register import printing_words as words
from samverka.action_register.printed import PrintedRegister
from samverka.foundation.language import in_swedish
from samverka.foundation.typeset import word as layout


@in_swedish
def document(printed: PrintedRegister, *, edition: str = "") -> bytes:
    """The bytes of a .docx. `edition`: what the footer says of the edition, such as `Fastställd 2024-06-03`."""
    made = layout.new_document(
        title=printed.title, author=printed.forum, saved_on=printed.day, landscape=True, footer=words.trace(printed, edition),
    )  # fmt: skip
    made.add_paragraph(layout.plain(printed.forum))
    made.add_paragraph(printed.day)
    made.add_paragraph(layout.plain(printed.title), style="Title")
    under_headings = any(direction.name for direction in printed.directions)
    for direction in printed.directions:
        if under_headings:
            made.add_heading(layout.plain(words.direction_title(direction.name)), 1)
        _add_table(made, words.columns(printed), [words.cells(row) for row in direction.rows], words.WIDTHS)
    if not printed.directions:
        made.add_paragraph(words.no_rows())
    if printed.agreements:
        made.add_heading(words.agreements_title(), 1)
        rows = [words.agreement_cells(agreement) for agreement in printed.agreements]
        _add_table(made, words.agreement_columns(), rows, words.AGREEMENT_WIDTHS)
    return layout.to_bytes(made, packed_small=True)


def _add_table(
    made: Any, columns: Sequence[str], rows: Sequence[Sequence[words.Paragraphs]], widths: Sequence[float]
) -> None:
    table = layout.add_table(made, columns, widths)
    for row in rows:
        layout.add_row(table, row, may_break=words.is_long(row))
