"""Where the documents inside a packet begin: a page that is only a title, or that opens with a kind of document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from samverka.foundation.dates.swedish import parse_date
from samverka.imports.extractors.meetings.labels import label_at
from samverka.imports.extractors.meetings.pieces import Piece, is_page_number
from samverka.imports.records import DocumentKind
from samverka.imports.signals import fold

_KINDS: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            DocumentKind.MINUTES,
            r"^(?:utdrag u[rt] )?(?:sammantrades|motes)?protokoll(?:sutdrag)?\b|^protokollsutdrag\b|^utdrag u[rt]\b",
        ),
        (DocumentKind.AGENDA, r"^(?:kallelse|foredragningslista|dagordning)\b"),
        (DocumentKind.NOTES, r"^minnesanteckningar\b|^motesanteckningar\b"),
        (DocumentKind.BALANCE_LIST, r"^(?:balanslista|uppdragslista|arendebalans)\b"),
        (DocumentKind.ARENAS, r"^(?:samverkansarenor|samverkansforum|arenor for)\b"),
        (
            DocumentKind.MEMO,
            r"^(?:tjansteskrivelse|tjansteutlatande|promemoria|pm\b|skrivelse|missiv|yttrande|remissvar|remiss\b|svar pa remiss|[\w-]*verksamhetsberattelse|arsrapport|[\w-]*arsberattelse|rapport\b|slutrapport|delrapport|uppfoljning av|uppfoljningsrapport|foljebrev)",
        ),
        (
            DocumentKind.AGREEMENT,
            r"^(?:[\w-]*overenskommelse\b|samverkansavtal\b|avtal\b|riktlinje\b|[\w-]*handlingsplan\b|gemensam plan\b|lokal plan\b|uppdragsbeskrivning\b|verksamhetsplan\b|policy\b|strategi for\b)",
        ),
    )
)
# Where no pages are known, only a line that is nothing but the kind of a document begins one.
_OPENS = re.compile(
    r"^(?:(?:utdrag u[rt] )?(?:sammantrades|motes)?protokoll(?:sutdrag)?(?: (?:fran|fort vid|for|nr) .{2,60})?|minnesanteckningar(?: .{2,60})?|"
    r"(?:tjansteskrivelse|tjansteutlatande|promemoria|yttrande|remissvar)(?: .{2,60})?|"
    r"(?:[\w-]*verksamhetsberattelse|arsrapport|[\w-]*arsberattelse|arsredovisning|slutrapport|delarsrapport)(?: .{0,40})?(?: \d{4})?)$"
)
_DIVIDER_LINES, _DIVIDER_LENGTH = 5, 220
_OPENING_LINES = 4
_SAME = 0.72


@dataclass(frozen=True, slots=True)
class Part:
    """A document of a packet: which pieces it is, its title's lines, and what kind it looks like."""

    first: int
    last: int
    title: tuple[Piece, ...]
    kind: DocumentKind
    divider: bool = False


def split(pieces: Sequence[Piece], titles: Sequence[str]) -> list[Part]:
    """The parts after the first one. `titles`: items and documents the agenda names, to know a title page by."""
    pages = [index for index, piece in enumerate(pieces) if piece.page]
    if len(pages) < 2:
        pages = [0, *_openings(pieces, titles)]
    edges = [*pages, len(pieces)]
    found: list[Part] = []
    firsts = _first_times(pieces)
    for start, end in pairwise(edges):
        if start == 0:
            continue
        part = _begins(pieces, start, end, titles, firsts)
        if part is None or (found and _is_same(part, found[-1]) and not found[-1].divider):
            continue
        found.append(part)
    return _with_ends(_without_dividers(found), len(pieces))


def _openings(pieces: Sequence[Piece], titles: Sequence[str]) -> list[int]:
    """Where documents begin in a text that has lost its pages: a line, or the one right below it, is a kind of document."""
    out: list[int] = []
    for index, piece in enumerate(pieces):
        if not index or not piece.gap or piece.row or _is_text(piece) or label_at(piece.text):
            continue
        below = pieces[index + 1] if index + 1 < len(pieces) and not pieces[index + 1].gap else None
        if any(
            line and len(line.text) < 90 and _OPENS.match(fold(line.text).strip(" *#_.")) for line in (piece, below)
        ):
            named = below is None or not _is_text(below) or _OPENS.match(fold(piece.text).strip(" *#_."))
            if named and (not out or index - out[-1] > 2):
                out.append(index)
    return out


def _first_times(pieces: Sequence[Piece]) -> frozenset[int]:
    """Page headers where they stand for the first time: there a header may be the title of the document it heads."""
    seen: set[str] = set()
    out = set()
    for index, piece in enumerate(pieces):
        key = fold(piece.text).strip()
        if piece.furniture and key not in seen and not label_at(piece.text) and not is_page_number(piece.text):
            out.add(index)
        seen.add(key)
    return frozenset(out)


def _begins(
    pieces: Sequence[Piece], start: int, end: int, titles: Sequence[str], firsts: frozenset[int]
) -> Part | None:
    page = [pieces[index] for index in range(start, end) if not pieces[index].furniture or index in firsts]
    if not page:
        return None
    whole = " ".join(piece.text for piece in page)
    if len(page) <= _DIVIDER_LINES and len(whole) <= _DIVIDER_LENGTH and not whole.endswith("."):
        shown = [piece for piece in page if "http" not in piece.text and "www." not in piece.text]
        text = " ".join(piece.text for piece in shown)
        kind = _kind(text)
        if kind is not DocumentKind.UNKNOWN or any(_alike(text, title) for title in titles):
            named = any(_alike(text, title) for title in titles)
            lines = tuple(shown if named or _joins(shown) else shown[: _title_length(shown)])
            return Part(start, end, lines, kind, divider=len(page) <= 3)
    for index, piece in enumerate(page[:_OPENING_LINES]):
        if _is_text(piece) and index == 0:
            return None
        if (labelled := label_at(piece.text)) and labelled.label.value in ("proposal", "decision", "summary"):
            return None
        kind = _kind(piece.text)
        if (
            kind is not DocumentKind.UNKNOWN
            and not _is_text(piece)
            and (piece.heading > 0 or not _is_paragraph(page[index:]))
            and all(not _is_text(p) for p in page[:index])
        ):
            return Part(start, end, tuple(page[index : index + _title_length(page[index:])]), kind)
    return None


def _kind(text: str) -> DocumentKind:
    folded = fold(text).strip(" *#_.")
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), DocumentKind.UNKNOWN)


def _is_text(piece: Piece) -> bool:
    """Whether a line is running text or a list, which no title is."""
    return len(piece.text) > 120 or piece.text.endswith((".", ",")) or piece.text[:1].islower() or piece.bullet


def _joins(lines: Sequence[Piece]) -> bool:
    """Whether the lines of a title page are one title: none between them is blank, none is an address."""
    return (
        len(lines) > 1 and not any(piece.gap for piece in lines[1:]) and not any("(" in piece.text for piece in lines)
    )


def _is_paragraph(lines: Sequence[Piece]) -> bool:
    """Whether a line opens running text: it has a verb, or long lines follow without a blank one."""
    if re.search(r"\b(?:ar ett|ar en|ar att|har|ska|anger|bygger|syftar|innehaller)\b", fold(lines[0].text)):
        return True
    run = 0
    for piece in lines[1:]:
        if piece.gap:
            break
        run += len(piece.text) > 45
    return run >= 2


def _title_length(lines: Sequence[Piece]) -> int:
    """How many lines the title takes: it may go on once, in a line that is no date and no name."""
    length = 1
    while length < min(3, len(lines)):
        piece, before = lines[length], lines[length - 1].text
        if piece.gap or parse_date(piece.text) or (_is_text(piece) and not piece.text[:1].islower()):
            break
        if lines[0].heading and not piece.heading:
            break
        if len(before) < 32 and not piece.text[:1].islower():
            break
        length += 1
    return length


def _alike(text: str, title: str) -> bool:
    a, b = fold(text).strip(), fold(title).strip()
    if len(a) < 6 or len(b) < 6:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME


def _is_same(part: Part, before: Part) -> bool:
    """Whether a page only repeats the title of the part it is in, as a page header does."""
    a = fold(" ".join(piece.text for piece in part.title))
    b = fold(" ".join(piece.text for piece in before.title))
    return a == b or (len(b) > 12 and (b in a or a in b)) or _alike(a, b)


def _without_dividers(found: Sequence[Part]) -> list[Part]:
    """A page that is only a title gives way to the document after it, when that has a title of its own."""
    out: list[Part] = []
    begins: int | None = None
    for index, part in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if part.divider and following is not None and following.first == part.last:
            begins = part.first if begins is None else begins
            continue
        out.append(part if begins is None else replace(part, first=begins))
        begins = None
    return out


def _with_ends(found: Sequence[Part], end: int) -> list[Part]:
    if not found:
        return []
    ends = [*(part.first for part in found[1:]), end]
    return [Part(part.first, last, part.title, part.kind, part.divider) for part, last in zip(found, ends, strict=True)]
