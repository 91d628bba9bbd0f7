"""Tagged PDF from typst templates: PDF/A-2a and PDF/UA-1 in one file, the same bytes on every machine."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import typst

_STANDARDS: Any = ["a-2a", "ua-1"]
_NO_SIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ORDINARY = re.compile(r"[\t\n\r -~\xa0-\u017f–—‘’“”•…€]")  # what Swedish is written with: always there
_MISSING = re.compile(r"could not be displayed|contains the codepoint")
_MOST_TRIES = 100  # two seconds: a row may hold thousands of different signs, each of which costs two tries
UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"


def typeset(template: Path, given: dict[str, Any], *, saved_on: dt.date, tagged: bool = True) -> bytes:
    """The template filled in; it reads `given` as JSON from `sys.inputs.given`. With `tagged` the file keeps to PDF/A-2a
    and PDF/UA-1: tags, language and title for readers. Those demand a shape for every sign: one that no font has, an
    emoji or Chinese, is printed as `UNPRINTABLE`; a sign that controls and shows nothing is left out."""
    given = _mapped(given, lambda text: _NO_SIGN.sub("", text))
    try:
        return _compile(template, given, saved_on, tagged)
    except typst.TypstError as error:
        if not _MISSING.search(str(error)):
            raise
    rare = "".join(sorted({sign for text in _texts(given) for sign in text if not _ORDINARY.match(sign)}))
    for missing in (_without_shape(rare), set(rare)):  # signs may lack a shape only together, hence the second
        shown = _mapped(given, partial(_marked, str.maketrans(dict.fromkeys(missing, UNPRINTABLE))))
        try:
            return _compile(template, shown, saved_on, tagged)
        except typst.TypstError as error:
            if not _MISSING.search(str(error)):
                raise
            last = error
    raise last


def _compile(template: Path | bytes, given: dict[str, Any], saved_on: dt.date, tagged: bool) -> bytes:
    return bytes(
        typst.compile(
            template,
            sys_inputs={"given": json.dumps(given)},
            pdf_standards=_STANDARDS if tagged else None,
            ignore_system_fonts=True,
            timestamp=dt.datetime.combine(saved_on, dt.time(9), tzinfo=dt.UTC),
        )
    )


_PROBE = b'#set document(title: "t")\n#set text(lang: "sv")\n#json(bytes(sys.inputs.given)).signs.join(" ")'


def _without_shape(signs: str) -> set[str]:
    """Those of the signs that no font has, found by halves; of a text made of rare signs, also some that one may have."""
    missing: set[str] = set()
    to_do, tries = [signs] if signs else [], _MOST_TRIES
    while to_do:
        part = to_do.pop()
        if not tries:
            missing |= set(part)
            continue
        tries -= 1
        if _has_shape(part):
            continue
        if len(part) == 1:
            missing.add(part)
        else:
            to_do += [part[len(part) // 2 :], part[: len(part) // 2]]
    return missing


def _has_shape(signs: str) -> bool:
    try:
        _compile(_PROBE, {"signs": list(signs)}, dt.date(2024, 1, 1), tagged=True)
    except typst.TypstError:
        return False
    return True


def _marked(table: dict[int, str], text: str) -> str:
    return text.translate(table)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """JSON with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(each, change) for each in value]
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
