"""The text of one agreement to its record: the title, and what its sections say of validity, notice and review."""

from __future__ import annotations

import re

from samverka.agreements.naming import kind_of_name
from samverka.imports.blocks import Line, LineKind
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.title_block import TitleBlock
from samverka.imports.mending import tidy
from samverka.imports.records import AgreementRecord, Found

_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?(?P<text>[A-ZÅÄÖ][^.;:]{2,60})")
_ABOUT_VALIDITY = re.compile(
    r"(?i)\b(?:giltighet\w*|avtalstid|avtalsperiod|löptid|uppsägning|förlängning|ikraftträdande|uppföljning|revidering|översyn)\b"
)
_LONGEST = 1500


def read_agreement(context: Context, title: TitleBlock) -> tuple[AgreementRecord, ...]:
    """The agreement, or nothing when it has no title."""
    name = title.document.title
    if name is None:
        return ()
    sections = _sections(context)
    validity = None
    if sections:
        lines = [line for section in sections for line in section]
        text = " ".join(context.line("\n".join(line.text for line in section)) for section in sections)
        validity = Found(text[:_LONGEST], "\n".join(line.text for line in lines)[:_LONGEST], lines[0].place)
    kind = Found(kind_of_name(name.value), name.raw, name.place)
    return (AgreementRecord(name.place, name, validity=validity, validity_is_own_field=False, agreement_kind=kind),)


def _sections(context: Context) -> list[list[Line]]:
    """The lines under each heading that speaks of validity."""
    found: list[list[Line]] = []
    reading = False
    for block in context.document.blocks:
        if not isinstance(block, Line) or not tidy(block.text):
            continue
        if _is_heading(block):
            reading = bool(_ABOUT_VALIDITY.search(tidy(block.text)))
            if reading:
                found.append([])
        elif reading:
            found[-1].append(block)
    return [section for section in found if section]


def _is_heading(line: Line) -> bool:
    text = tidy(line.text)
    numbered = bool(re.match(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+[A-ZÅÄÖ]", text))
    alone = len(text.split()) <= 3 and bool(_ABOUT_VALIDITY.search(text))
    return line.kind is LineKind.HEADING or (bool(_HEADING.fullmatch(text)) and (numbered or alone))
