"""Tagged PDF from typst templates: PDF/A-2a and PDF/UA-1 in one file, the same bytes on every machine."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import typst

_STANDARDS: Any = ["a-2a", "ua-1"]


def typeset(template: Path, given: dict[str, Any], *, saved_on: dt.date, tagged: bool = True) -> bytes:
    """The template filled in; it reads `given` as JSON from `sys.inputs.given`. With `tagged` the file keeps to PDF/A-2a
    and PDF/UA-1: tags, language and title for readers."""
    return bytes(
        typst.compile(
            template,
            sys_inputs={"given": json.dumps(given)},
            pdf_standards=_STANDARDS if tagged else None,
            ignore_system_fonts=True,
            timestamp=dt.datetime.combine(saved_on, dt.time(9), tzinfo=dt.UTC),
        )
    )
