"""The slides of a presentation that describe no forum: priorities under headings, agreements, and days worth noting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from samverka.agreements.naming import names_an_agreement
from samverka.foundation.dates.partial import Precision
from samverka.foundation.dates.swedish import find_dates
from samverka.imports.blocks import Line
from samverka.imports.extractors.agreement_text import agreement, take_apart
from samverka.imports.extractors.arenas import fields
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.paragraphs import Paragraph, paragraphs, slides
from samverka.imports.extractors.splitting import KnownNames, split_names
from samverka.imports.records import AgreementRecord, Found, PriorityRecord, ReferenceRecord

_DOCUMENTS = re.compile(r"(?i)\b(?:dokument|avtal|överenskommelser|överenskommels|riktlinjer|styrdokument|policys?)\b")
_PRIORITIES = re.compile(r"(?i)prioriter\w*|fokusområde|målområde|insatsområde")
_AND_SO_ON = re.compile(r"(?i)^(?:etc|m\.?\s?fl|m\.?\s?m|osv|med flera)\.?$")
_EVENT = re.compile(
    r"(?i)^(?P<name>[^,.;:•]*?\b\w*(?:konferens\w*|seminari\w*|workshop\w*|samverkansdag\w*|temadag\w*|utbildningsdag\w*|möte\w*|"
    r"dialogdag\w*|strategidag\w*))(?:\s+i\s+[A-ZÅÄÖ]\w+)?\s*(?:den\s+)?$"
)
_BLANK_LINES = 2  # between slides; a forum's own text is read whole, so this may cut more often there
_LONGEST = 300
_LONGEST_HEADING = 12


@dataclass(slots=True)
class Slides:
    """What the slides say beside the forums."""

    priorities: list[PriorityRecord] = field(default_factory=list)
    agreements: list[AgreementRecord] = field(default_factory=list)
    references: list[ReferenceRecord] = field(default_factory=list)


def read_priorities(context: Context) -> Slides:
    """Priorities, agreements and references of the slides without a forum's description."""
    pages = slides(context.document.blocks, _BLANK_LINES)
    if len(pages) < 2:
        return Slides()
    others = [paragraphs(page, joined=True) for page in pages if not _describes_forum(page)]
    headings = KnownNames(text for page in others for text in _headings(context, page))
    out = Slides()
    for page in others:
        _read_slide(context, page, headings, out)
    return out


def _describes_forum(lines: Iterable[Line]) -> bool:
    return any(
        (label := fields.label_of(line.text)) and label.concept in ("purpose", "participants", "name") for line in lines
    )


def _headings(context: Context, page: Sequence[Paragraph]) -> Iterable[str]:
    """The slide's title, and what stands right above a list."""
    for index, paragraph in enumerate(page):
        below = page[index + 1] if index + 1 < len(page) else None
        if not paragraph.bullet and (index == 0 or (below is not None and below.bullet)):
            text = paragraph.text(context.words)
            yield text
            yield from (part.strip() for part in text.split("/"))


def _read_slide(context: Context, page: Sequence[Paragraph], headings: KnownNames, out: Slides) -> None:
    heading: Paragraph | None = None
    entries: list[Paragraph] = []
    if page and not any(paragraph.bullet for paragraph in page):
        _unlisted(context, page, headings, out)
        return
    for paragraph in page:
        if paragraph.bullet:
            entries.append(paragraph)
            continue
        _group(context, heading, entries, out)
        heading, entries = paragraph, []
        _loose(context, paragraph, out)
    _group(context, heading, entries, out)


def _unlisted(context: Context, page: Sequence[Paragraph], headings: KnownNames, out: Slides) -> None:
    """A slide that only names the areas which other slides are about: «Prioriterade områden 2019–2022»."""
    title, rest = page[0], page[1:]
    if not _PRIORITIES.search(title.text(context.words)):
        return
    names = [name for p in rest for name in split_names(p.text(context.words), headings, commas=False, ands=False)]
    if rest and all(name in headings for name in names):
        entries = tuple(
            Found(name, p.raw, p.place)
            for p in rest
            for name in split_names(p.text(context.words), headings, commas=False, ands=False)
        )
        out.priorities.append(PriorityRecord(_found(context, title), entries))


def _loose(context: Context, paragraph: Paragraph, out: Slides) -> None:
    """An agreement that stands alone on the slide: «Folkhälsopolicy 2020–2024»."""
    text = paragraph.text(context.words)
    parts = take_apart(text)
    if parts.validity and names_an_agreement(parts.name) and len(text.split()) <= 20 and not _PRIORITIES.search(text):
        out.agreements.append(agreement(text, paragraph.raw, paragraph.place, None, own_field=True))


def _group(context: Context, heading: Paragraph | None, found: Sequence[Paragraph], out: Slides) -> None:
    entries = [p for p in found if not _AND_SO_ON.match(p.text(context.words))]
    if heading is None or not entries:
        return
    title = heading.text(context.words)
    named = [names_an_agreement(p.text(context.words)) for p in entries]
    if (_DOCUMENTS.search(title) and not _PRIORITIES.search(title)) or all(named):
        for p in entries:
            out.agreements.append(agreement(p.text(context.words), p.raw, p.place, None, own_field=True))
        return
    if len(title.split()) > _LONGEST_HEADING + 3:
        return
    out.priorities.append(PriorityRecord(_found(context, heading), tuple(_found(context, p) for p in entries)))
    for p, is_agreement in zip(entries, named, strict=True):
        text = p.text(context.words)
        if is_agreement and text.endswith(")") and take_apart(text).validity:
            out.agreements.append(agreement(text, p.raw, p.place, None, own_field=True))
        out.references += _events(text, p)


def _events(text: str, paragraph: Paragraph) -> list[ReferenceRecord]:
    """A conference or joint day with its date: it is pointed to like a forum's meeting."""
    for match in find_dates(text[:_LONGEST]):
        if match.value.precision is not Precision.DAY:
            continue
        if found := _EVENT.match(text[: match.start]):
            name = Found(found["name"].strip(), paragraph.raw, paragraph.place)
            return [ReferenceRecord(name, Found(match.value, match.raw, paragraph.place))]
    return []


def _found(context: Context, paragraph: Paragraph) -> Found[str]:
    return Found(paragraph.text(context.words), paragraph.raw, paragraph.place)
