"""The text of one agreement: its name, its parties, and what its sections say of validity, notice and review."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverka.agreements.naming import kind_of_name
from samverka.imports.blocks import Line, LineKind, Table
from samverka.imports.extractors.agreement_text import take_apart
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.paragraphs import Paragraph, paragraphs
from samverka.imports.extractors.title_block import TitleBlock
from samverka.imports.mending import tidy
from samverka.imports.records import AgreementRecord, Found, Names, Text
from samverka.imports.signals import fold

_NUMBER = re.compile(r"^(?:§\s?)?\d{1,2}(?:\.\d{1,2})*\.?\s+|^§\s?\d{1,2}\.?\s*")
_VALIDITY = re.compile(
    r"\b(?:giltighet\w*|avtalstid\w*|avtalsperiod\w*|avtalets (?:tid|langd|giltighet)|overenskommelsens (?:giltighet|tid|langd)\w*|loptid\w*|ikrafttradande|uppsagning\w*|forlangning\w*|upphorande|avtalslangd|tid for (?:avtalet|overenskommelsen)|galler fran|tidsperiod)\b"
)
_REVIEW = re.compile(
    r"\b(?:uppfoljning\w*|revider\w*|revision\w*|oversyn\w*|utvardering\w*|uppdatering\w*|andringar och tillagg)\b"
)
_SAYS = re.compile(
    r"(?i)\b(?:avtalet|överenskommelsen|riktlinjen|rutinen|planen|handlingsplanen|samverkansavtalet|policyn|detta avtal|denna (?:överenskommelse|riktlinje|rutin|plan))\s+(?:\S+\s+){0,3}?(?:gäller|är giltig|löper|träder i kraft|förlängs|upphör|sägs upp|kan sägas upp|ska (?:följas upp|revideras|ses över))|\b(?:gäller från|gäller fr\.?\s?o|giltig(?:hetstid)?(?:\s?:|\s+(?:t|fr)))\b"
)
_HOW_LONG = re.compile(r"(?i)\b(?:(?:19|20)\d\d|\d{6}|tills?\s?vidare|till dess|tills|så länge|år|månad(?:er|ers)?)\b")
_ABOUT_AGREEMENT = re.compile(
    r"(?i)\b(?:avtal|överenskommelse|riktlinje|rutin|plan|uppföljning (?:sker|görs|ska)|följs upp|ses över|revideras|revidering (?:sker|görs)|översyn (?:sker|görs))"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_BETWEEN = re.compile(r"(?i)\bmellan\s+(?P<parties>(?!parterna\b|huvudmännen\b|vård)[^.:;\n]{6,240})")
_PARTY = re.compile(r"(?i)\b(?:region|kommun|landsting|förbund|stad\b|polis|åklagar|myndighet)")
_VALIDITY_LINE = re.compile(
    r"(?i)^[\W_]{0,4}(?:giltighetstid|giltighet|avtalstid|avtalsperiod|giltig(?=\s*:)|gäller(?=\s*:)|löptid)[*_]{0,2}\s*:[*_]{0,2}\s*(?P<value>\S.{3,})$"
)
_TERM_LINE = re.compile(
    r"(?i)^[\W_]{0,4}(?P<value>(?:uppsägning(?:stid)?|förlängning|uppföljning|revidering|översyn|följs upp)[*_]{0,2}\s*:[*_]{0,2}\s*\S.{2,})$"
)
_LABELLED = re.compile(r"(?i)^(?:avtals)?parter(?:na)?\s*:\s*(?P<parties>.+)$")


def read_agreement(context: Context, title: TitleBlock) -> tuple[AgreementRecord, ...]:
    """The one agreement the document is, or nothing when it has no name."""
    name = title.document.title
    if name is None:
        return ()
    found = paragraphs([block for block in context.document.blocks if isinstance(block, Line)])
    sections = _sections(context, found)
    stated = _in_lines(context, _VALIDITY_LINE)
    validity = (stated[0] if stated else None) or _validity(context, sections) or _labelled(context) or _in_name(name)
    terms = (
        _together([*_in_lines(context, _TERM_LINE), *filter(None, [_reviews(context, sections)])]) if validity else None
    )
    return (
        AgreementRecord(
            place=name.place,
            name=name,
            validity=validity,
            validity_is_own_field=False,
            terms=terms,
            agreement_kind=Found(kind_of_name(name.value), name.raw, name.place),
            parties=_parties(context, found),
            record_number=title.document.record_number,
        ),
    )


def _sections(context: Context, found: Sequence[Paragraph]) -> list[tuple[str, list[Paragraph]]]:
    """The headings, folded and without number, each with the paragraphs under it."""
    out: list[tuple[str, list[Paragraph]]] = [("", [])]
    for paragraph in found:
        heading = _NUMBER.sub("", _first_line(paragraph).strip("*#_ "))
        if paragraph.level or _is_heading(paragraph, heading):
            out.append((fold(heading), []))
            if len(paragraph.lines) > 1 and not paragraph.level:
                out[-1][1].append(Paragraph(paragraph.lines[1:]))
        else:
            out[-1][1].append(paragraph)
    return out


def _first_line(paragraph: Paragraph) -> str:
    """The first line as printed: a page's «9. Giltighetstid» comes as an item numbered 9."""
    line = paragraph.lines[0]
    return tidy(f"{line.marker} {line.text}") if line.marker[:1].isdigit() else tidy(line.text)


def _is_heading(paragraph: Paragraph, heading: str) -> bool:
    first = _first_line(paragraph)
    pointed = paragraph.bullet and not _NUMBER.match(first)
    if pointed or len(first) > 80 or first.endswith((".", ",", ";")) or not heading[:1].isupper():
        return False
    if paragraph.lines[0].kind is LineKind.HEADING or _NUMBER.match(first):
        return True
    alone = len(paragraph.lines) == 1
    known = bool(_VALIDITY.search(fold(heading)) or _REVIEW.search(fold(heading)))
    return (alone and len(heading.split()) <= 7) or (known and len(heading.split()) <= 6)


def _validity(context: Context, sections: Sequence[tuple[str, list[Paragraph]]]) -> Text | None:
    for heading, body in sections:
        if _VALIDITY.search(heading) and body:
            text = _joined(context, body)
            if text:
                return text
    for _, body in sections:
        for paragraph in body:
            said = [
                one
                for one in _SENTENCE.split(paragraph.text(context.words))
                if _SAYS.search(one) and _HOW_LONG.search(one)
            ]
            if said:
                return Found(" ".join(said), paragraph.raw, paragraph.place)
    return None


def _reviews(context: Context, sections: Sequence[tuple[str, list[Paragraph]]]) -> Text | None:
    """What the sections on follow-up and notice say of the agreement itself."""
    kept: list[Paragraph] = []
    first = True
    for heading, body in sections:
        if _VALIDITY.search(heading):
            if first:
                first = False
                continue
            kept += body
        elif _REVIEW.search(heading):
            kept += [one for one in body if _ABOUT_AGREEMENT.search(one.text(context.words))]
    return _joined(context, kept)


def _together(texts: Sequence[Text]) -> Text | None:
    if not texts:
        return None
    return Found(
        ". ".join(text.value.strip(" .") for text in texts), "\n".join(text.raw for text in texts), texts[0].place
    )


def _joined(context: Context, body: Sequence[Paragraph]) -> Text | None:
    text = " ".join(filter(None, (paragraph.text(context.words) for paragraph in body[:8])))
    return Found(text, "\n".join(paragraph.raw for paragraph in body[:8]), body[0].place) if text else None


def _labelled(context: Context) -> Text | None:
    """«Giltighetstid | 2021-01-01 – tills vidare» in a table at the beginning."""
    for block in context.document.blocks:
        if not isinstance(block, Table):
            continue
        for row in block.rows:
            if len(row.cells) >= 2 and _VALIDITY.search(fold(row.cells[0].text)) and tidy(row.cells[1].text):
                return context.text([row.cells[1]])
    return None


def _in_lines(context: Context, labels: re.Pattern[str]) -> list[Text]:
    """«Giltighetstid: 2021-01-01 – tills vidare» on lines of their own, each whole."""
    lines = (block for block in context.document.blocks if isinstance(block, Line) and len(block.text) < 300)
    found = ((line, labels.match(tidy(line.text))) for line in lines)
    return [Found(match["value"], line.text, line.place) for line, match in found if match]


def _in_name(name: Text) -> Text | None:
    parts = take_apart(name.value)
    return Found(parts.validity, name.raw, name.place) if parts.validity else None


def _parties(context: Context, found: Sequence[Paragraph]) -> Names:
    """The parties named after «mellan» or «Parter:» near the beginning."""
    for paragraph in found[:25]:
        text = paragraph.text(context.words)
        match = _LABELLED.match(text) or _BETWEEN.search(text)
        if match is None:
            continue
        parts = [part.strip(" ,.") for part in re.split(r",\s+|\s+och\s+|\s+samt\s+", match["parties"])]
        named = [
            re.split(r"\s+(?:om|gällande|avseende|kring|för|som|vad gäller|har|i syfte)\s", part)[0] for part in parts
        ]
        named = [part for part in named if part and (_PARTY.search(part) or part[:1].isupper())]
        if len(named) >= 2 and any(_PARTY.search(part) for part in named):
            return tuple(Found(part, paragraph.raw, paragraph.place) for part in named)
    return ()
