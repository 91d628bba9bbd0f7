"""Keeps the list of components in `docs/ui.md` true: each component's own first comment, in a table.

`python -m samverka.foundation.ui.documentation docs/ui.md` writes it anew.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

KIT = Path(__file__).parent / "templates" / "cotton"
START, END = "<!-- components: generated -->", "<!-- end of components -->"


def component_table() -> str:
    """Markdown: a row per component, its name and the comment at the top of its template."""
    rows = [f"| `<c-{path.stem}>` | {_comment(path)} |" for path in sorted(KIT.glob("*.html"))]
    return "\n".join(["| Component | What it is, attributes, slots |", "| --- | --- |", *rows])


def with_table(document: str) -> str:
    """`document` with the table between the two marks made anew. Raises `ValueError` without the marks."""
    if START not in document or END not in document:
        raise ValueError("the document has no place for the components")
    before, rest = document.split(START, 1)
    return f"{before}{START}\n{component_table()}\n{END}{rest.split(END, 1)[1]}"


def _comment(path: Path) -> str:
    found = re.match(r"\{# (.*?) #\}", path.read_text("utf-8"))
    if found is None:
        raise ValueError(f"{path.name} does not say how it is used")
    return re.sub(r"(<[^>]+>(?:…?<[^>]+>)*)", r"`\1`", found.group(1)).replace("|", "\\|")


if __name__ == "__main__":
    document = Path(sys.argv[1])
    document.write_text(with_table(document.read_text("utf-8")), "utf-8")
