"""Tagged PDF/A from our typst templates, the same bytes on every machine. Needs typst, which only building does."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

_TEMPLATES = Path(__file__).parent / "typst"
_STANDARDS: Any = ["a-2a", "ua-1"]


def typeset(template: str, given: dict[str, Any], *, saved_on: str, tagged: bool = True) -> bytes:
    """The template filled in. With `tagged` it keeps to PDF/A-2a and PDF/UA-1: tags, language and title for readers.

    Raises `ImportError` without typst.
    """
    import typst  # noqa: PLC0415 - a demonstration has the built files and not typst

    return bytes(
        typst.compile(
            _TEMPLATES / f"{template}.typ",
            sys_inputs={"given": json.dumps(given)},
            pdf_standards=_STANDARDS if tagged else None,
            ignore_system_fonts=True,
            timestamp=dt.datetime.fromisoformat(f"{saved_on}T09:00:00+00:00"),
        )
    )
