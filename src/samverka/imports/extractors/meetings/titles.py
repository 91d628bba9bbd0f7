"""The head of an item: its title, and in a programme also time, length and who presents, also when columns were mixed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.facts import clock
from samverka.imports.extractors.meetings.item_table import Role
from samverka.imports.extractors.meetings.labels import IN_ITEMS, Label, decides, label_at
from samverka.imports.extractors.meetings.names import is_name, names_in
from samverka.imports.extractors.meetings.people_columns import part_columns
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.paragraphs import OPEN_END
from samverka.imports.found import Found, Names, Text
from samverka.imports.meeting_records import ItemType

_CLOCK = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
# «5:14» after a place's name is a plot of land, no time.
_LAST_CLOCK = rf"(?:(?<=kl )|(?<=kl\. )|(?<=kl\.)|(?<=klockan )){_CLOCK}|(?:[01]\d|2[0-3])[.:][0-5]\d|\d\.[0-5]\d"
_TIME = re.compile(
    rf"(?i)(?:^|\s|\()(?:kl(?:ockan)?\.?\s*)?(?:ca\.?\s*)?(?P<a>{_LAST_CLOCK})(?:\s*[-–—]\s*(?:kl\.?\s*)?(?P<b>{_CLOCK}))?\)?$"
)
_TIME_FIRST = re.compile(
    rf"(?i)^\(?(?:kl(?:ockan)?\.?\s*)?(?:ca\.?\s*)?(?P<a>{_CLOCK})(?:\s*[-–—]\s*(?:kl\.?\s*)?(?P<b>{_CLOCK}))?\)?(?:\s+|$)"
)
_LENGTH = re.compile(r"(?i)[\s,(–-]*\(?(?:ca\.?\s*)?(?P<n>\d{1,3})\s*(?:min(?:uter|ut|\.)?|['’])\)?\.?$")
_HOURS = re.compile(r"(?i)[\s,(–-]*\(?(?P<h>\d|en|två)\s*(?:tim(?:mar|me|\.)?|h)\)?\.?$")
_LENGTH_FIRST = re.compile(r"(?i)^\(?(?:ca\.?\s*)?(?P<n>\d{1,3})\s*min(?:uter|ut|\.)?\)?(?:\s+|$)")
_REGISTER = re.compile(
    r"(?i)[\s,(–-]*\(?(?:(?:dnr|diarienr|diarienummer)\.?\s*:?\s*(?P<a>[A-ZÅÄÖ]{0,6}[ -]?\d[\w/.: -]*\d)|(?P<b>(?<![^\W\d_])(?-i:[A-ZÅÄÖ]{2,6}[ -]?\d{4}[/:]\d{1,5}|[A-ZÅÄÖ]{2,6}/\d{2,5}/\d{4})))\)?\.?$"
)
_REGISTER_FIRST = re.compile(
    r"(?i)^(?:(?:dnr|diarienr)\.?\s*:?\s*)(?P<a>[A-ZÅÄÖ]{0,6}[ -]?\d{2,4}[/:]\d{1,5})\s+|^(?P<b>[A-ZÅÄÖ]{2,6}[ -]?\d{4}[/:]\d{1,5}|[A-ZÅÄÖ]{2,6}/\d{2,5}/\d{4})\s+"
)
_TYPE = re.compile(
    r"(?i)[\s,–-]*[(\[](?P<t>i|b|d|information|beslut|info|diskussion|informationsärende|beslutsärende|för information|för beslut)[)\]]$"
)
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]{4,80})\)$")
_EVERYBODY = re.compile(r"(?i)\W*(?:alla|samtliga|ordföranden?|\[[^\]]{0,40}\]|nn)\W*")
_LONGEST = 220
_WRAPPED = 38


@dataclass(frozen=True, slots=True)
class Heading:
    title: Text | None = None
    presenters: Names = ()
    time: Text | None = None
    minutes: Found[int] | None = None
    type: Found[ItemType] | None = None
    record_number: Text | None = None
    body: tuple[Piece, ...] = ()


def split_heading(
    context: Context,
    pieces: Sequence[Piece],
    *,
    summons: bool,
    flat: bool,
    known_title: str | None = None,
    on_mark: bool = False,
) -> Heading:
    """The head and what is left for the body. `on_mark`: the first piece stood on the mark's own line."""
    if pieces and pieces[0].role is not None:
        return _by_columns(context, pieces, summons=summons)
    lines, rest = _head_lines(pieces, summons=summons, flat=flat, known_title=known_title, on_mark=on_mark)
    if not lines:
        return Heading(body=tuple(rest))
    facts = _Facts(brackets=summons)
    texts = [facts.take(piece) for piece in lines]
    rest = _outside(facts, rest)
    if not any(texts) and rest and not _is_label(rest[0].text):
        lines, rest = _head_lines(rest, summons=summons, flat=flat, known_title=known_title)
        texts = [facts.take(piece) for piece in lines]
    kept = [(piece, text) for piece, text in zip(lines, texts, strict=True) if text]
    names: list[str] = []
    while summons and rest and not rest[0].bullet and (_is_person(rest[0].text) or _EVERYBODY.fullmatch(rest[0].text)):
        facts.names += names_in(rest[0].text)
        rest = rest[1:]
    if summons and kept:
        columns, found = part_columns([text for _, text in kept], [piece.column for piece, _ in kept])
        names = [*facts.names, *found]
        kept = [(piece, text) for (piece, _), text in zip(kept, columns, strict=True) if text]
    title = context.line("\n".join(text for _, text in kept)).strip(" .:*_") if kept else ""
    first = kept[0][0] if kept else lines[0]
    return Heading(
        title=Found(title, "\n".join(piece.raw for piece, _ in kept), first.place) if title else None,
        presenters=tuple(Found(name, "\n".join(p.raw for p in lines), first.place) for name in names),
        time=facts.time,
        minutes=facts.minutes,
        type=facts.type,
        record_number=facts.record_number,
        body=tuple(rest),
    )


def _by_columns(context: Context, pieces: Sequence[Piece], *, summons: bool) -> Heading:
    """The head of an item in a table with headings: each column is what its heading says."""
    row = pieces[0].row
    inside = [piece for piece in pieces if piece.row == row]
    facts = _Facts(brackets=summons)
    titles: list[tuple[Piece, str]] = []
    presenters: list[Piece] = []
    body: list[Piece] = []
    for piece in inside:
        match piece.role:
            case Role.TITLE | Role.NUMBER:
                told = bool(titles) and not _joins_title(titles[-1][1], piece.text)
                if told or (body and body[-1].role is Role.TITLE):
                    body.append(piece)
                elif text := facts.take(piece):
                    titles.append((piece, text))
            case Role.TIME | Role.TYPE | Role.RECORD_NUMBER:
                facts.take_column(piece)
            case Role.PRESENTERS:
                presenters.append(piece)
            case Role.OTHER | None:
                pass
            case _:
                body.append(piece)
    title = context.line("\n".join(text for _, text in titles)).strip(" .:*_")
    first = titles[0][0] if titles else inside[0]
    listed = names_in(" ".join(piece.text for piece in presenters))
    names = [Found(name, "\n".join(piece.raw for piece in presenters), presenters[0].place) for name in listed]
    names += [Found(name, first.raw, first.place) for name in facts.names]
    return Heading(
        title=Found(title, first.raw, first.place) if title else None,
        presenters=tuple(names),
        time=facts.time,
        minutes=facts.minutes,
        type=facts.type,
        record_number=facts.record_number,
        body=(*body, *(piece for piece in pieces if piece.row != row)),
    )


def _joins_title(title: str, text: str) -> bool:
    """Whether a further line of the title's cell belongs to the title, and does not tell of it."""
    if _is_label(text):
        return False
    goes_on = text[:1].islower() or bool(OPEN_END.search(title)) or title.endswith(("-", "–", ",", "/"))
    return goes_on or not text.endswith(".")


class _Facts:
    """Time, length, type and record number, taken off the ends of the head's lines; with `brackets` also names, where a
    bracket holds nothing but facts: «(Maja Berg, 10 min)»."""

    def __init__(self, *, brackets: bool = False) -> None:
        self.brackets = brackets
        self.names: list[str] = []
        self.time: Text | None = None
        self.minutes: Found[int] | None = None
        self.type: Found[ItemType] | None = None
        self.record_number: Text | None = None

    def take(self, piece: Piece) -> str:
        text = piece.text.strip()
        before = None
        while before != text:
            before = text
            text = self._end(piece, text)
        if found := _TIME_FIRST.match(text):
            self._set_time(piece, found)
            text = text[found.end() :].strip()
        if found := _LENGTH_FIRST.match(text):
            self.minutes = self.minutes or Found(int(found["n"]), piece.raw, piece.place)
            text = text[found.end() :].strip()
        if (found := _REGISTER_FIRST.match(text)) and self.record_number is None:
            self.record_number = Found((found["a"] or found["b"]).strip(), piece.raw, piece.place)
            text = text[found.end() :].strip()
        return text.strip(" –—\t")

    def take_column(self, piece: Piece) -> None:
        """A cell under «Tid», «Dnr» or «Typ», which holds nothing else."""
        text = piece.text.strip(" ()")
        if piece.role is Role.RECORD_NUMBER:
            if self.record_number is None and re.search(r"\d", text):
                number = re.sub(r"(?i)^(?:dnr|diarienr)\.?\s*:?\s*", "", text)
                self.record_number = Found(number, piece.raw, piece.place)
        elif piece.role is Role.TYPE:
            self._end(piece, f" ({text})")
        elif re.fullmatch(r"\d{1,3}", text):
            self.minutes = self.minutes or Found(int(text), piece.raw, piece.place)
        else:
            self.take(piece)

    def _bracket(self, piece: Piece, text: str) -> str:
        """The text without a last bracket of names and facts."""
        found = _BRACKET.search(text) if self.brackets else None
        if found is None:
            return text
        parts = [part.strip() for part in re.split(r"[,;]|\boch\b|&", found["inside"]) if part.strip()]
        names = [part for part in parts if is_name(part)]
        others = [part for part in parts if part not in names]
        if not names or any(not (_only(_LENGTH_FIRST, part) or _only(_TIME_FIRST, part)) for part in others):
            return text
        for part in others:
            self.take(replace(piece, text=part))
        self.names += names
        return text[: found.start()].rstrip()

    def _end(self, piece: Piece, text: str) -> str:
        text = self._bracket(piece, text)
        if found := _TIME.search(text):
            self._set_time(piece, found)
        elif found := _LENGTH.search(text):
            self.minutes = self.minutes or Found(int(found["n"]), piece.raw, piece.place)
        elif found := _TYPE.search(text):
            kind = found["t"].casefold()
            if kind[0] in "ib" and "information" not in kind[1:2]:
                value = ItemType.INFORMATION if kind.startswith("i") or "information" in kind else ItemType.DECISION
                self.type = Found(value, piece.raw, piece.place)
            elif kind.startswith("för"):
                self.type = Found(ItemType.INFORMATION if "info" in kind else ItemType.DECISION, piece.raw, piece.place)
        elif (found := _REGISTER.search(text)) and (found.start() > 0 or len(text) < 40):
            self.record_number = self.record_number or Found((found["a"] or found["b"]).strip(), piece.raw, piece.place)
        else:
            return text
        return text[: found.start()].rstrip(" ,(–-")

    def _set_time(self, piece: Piece, found: re.Match[str]) -> None:
        if self.time is None:
            self.time = Found(clock(found["a"]), piece.raw, piece.place)
            if found["b"] and self.minutes is None:
                start, end = (int(t[:2]) * 60 + int(t[3:]) for t in (clock(found["a"]), clock(found["b"])))
                if end > start:
                    self.minutes = Found(end - start, piece.raw, piece.place)


def _outside(facts: _Facts, rest: list[Piece]) -> list[Piece]:
    """Lines right after the head that are only a time or a length belong to it."""
    index = 0
    while index < len(rest) and index < 3:
        text = rest[index].text.strip()
        if not (_only(_TIME_FIRST, text) or _only(_LENGTH_FIRST, text)):
            break
        facts.take(rest[index])
        index += 1
    return rest[index:]


def _only(pattern: re.Pattern[str], text: str) -> bool:
    found = pattern.match(text)
    return found is not None and found.end() == len(text)


def _head_lines(
    pieces: Sequence[Piece], *, summons: bool, flat: bool, known_title: str | None, on_mark: bool = False
) -> tuple[list[Piece], list[Piece]]:
    """The lines that are the title, and the rest."""
    if not pieces:
        return [], []
    first = pieces[0]
    if not on_mark and _is_label(first.text) and not _is_title_after_all(pieces):
        return [], list(pieces)
    if (
        known_title
        and len(first.text) > len(known_title) + 2
        and first.text.casefold().startswith(known_title.casefold())
    ):
        cut = len(known_title)
        return [replace(first, text=first.text[:cut])], [
            replace(first, text=first.text[cut:].strip(" .:")),
            *pieces[1:],
        ]
    if flat and len(first.text) > 120:
        title, body = _flat_title(first.text)
        return [replace(first, text=title)], [*([replace(first, text=body)] if body else []), *pieces[1:]]
    lines, index = [first], 1
    while index < len(pieces):
        piece = pieces[index]
        if not _goes_on(lines, piece, pieces[index + 1] if index + 1 < len(pieces) else None, summons=summons):
            break
        lines.append(piece)
        index += 1
    return lines, list(pieces[index:])


def _is_title_after_all(pieces: Sequence[Piece]) -> bool:
    """Whether a label right below the mark is the title: another label follows, or it is «Inledning» set off by a blank."""
    first, below = pieces[0], pieces[1] if len(pieces) > 1 else None
    if first.gap or below is None:
        return False
    found = label_at(first.text)
    general = found is not None and not found.rest and found.label in (Label.BACKGROUND, Label.SUMMARY, Label.REMARK)
    return _is_label(below.text) or (general and below.gap)


def _is_label(text: str) -> bool:
    found = label_at(text)
    return decides(text) or (found is not None and (found.label in IN_ITEMS or found.label is Label.RECORD_NUMBER))


def _goes_on(lines: Sequence[Piece], piece: Piece, below: Piece | None, *, summons: bool) -> bool:
    """Whether a line still belongs to the title."""
    text, before = piece.text, lines[-1].text
    if _is_label(text) or len(lines) >= 6 or sum(len(line.text) for line in lines) + len(text) > _LONGEST:
        return False
    if piece.row and piece.row == lines[-1].row:
        return summons or (piece.column == lines[-1].column)
    if _only(_TIME_FIRST, text) or _only(_LENGTH_FIRST, text):
        return True
    if piece.bullet or piece.heading:
        return False
    if piece.gap:
        # a page's blank line inside a title that clearly is not at its end
        return summons and text[:1].islower() and not text.endswith(".") and not before.endswith((".", ":"))
    if text[:1].islower() and not before.endswith((".", ":")):
        return not (text.endswith(".") and len(text) > 60)
    if OPEN_END.search(before) or before.endswith(("-", "–", ",", "/")):
        return True
    if summons and (is_name(text.strip(" ,")) or _is_person(text)):
        return True
    if (
        summons
        and len(before) >= _WRAPPED
        and below is not None
        and (_is_label(below.text) or below.gap)
        and not text.endswith(".")
    ):
        return len(text) < 60
    return (
        not summons
        and len(before) >= 55
        and not text.endswith((".", ":"))
        and len(text) < 80
        and (below is None or below.gap or _is_label(below.text))
    )


def _is_person(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    bare = re.sub(r"\([^()]*\)", "", text)
    bare = _LENGTH.sub("", _TIME.sub("", bare))
    names = [part.strip() for part in re.split(r",|\boch\b|&", bare) if part.strip()]
    return bool(names) and all(is_name(name) for name in names)


def _flat_title(text: str) -> tuple[str, str]:
    """Where a title without any label ends, in a page that is one line: before the first sentence with a full stop."""
    found = re.search(
        r"\s(?=(?:Ordföranden|Ordförande|Nämnden|Ledamöterna|Förvaltningen|Vid|Den|Det|I|Under|Efter|En|Ett|Med|Utifrån|Enligt)\s+[a-zåäö\d])",
        text[:200],
    )
    if found:
        return text[: found.start()].strip(), text[found.end() :].strip()
    stop = text.find(". ")
    return (text[:stop], text[stop + 2 :]) if 0 < stop < 160 else (text[:160], text[160:])
