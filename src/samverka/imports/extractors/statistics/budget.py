"""A budget or closing of accounts: income, costs and result, line by line as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from samverka.imports.extractors.meetings.names import name_spans
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.statistics.rows import amount_row
from samverka.imports.found import Found, Text
from samverka.imports.signals import fold
from samverka.imports.statistics_records import BudgetLine, BudgetRecord

_TITLE = re.compile(
    r"\b(?:budget\w*|bokslut\w*|resultatrakning|ekonomisk (?:redovisning|rapport|uppfoljning)|ekonomi|arsredovisning)\b"
)
_INCOME = ("intakter", "inkomster", "finansiering", "verksamhetens intakter")
_COSTS = ("kostnader", "utgifter", "verksamhetens kostnader")
_SUM_INCOME = re.compile(r"^(?:summa|totala?|s:a) (?:verksamhetens )?(?:intakter|inkomster|finansiering)")
_SUM_COSTS = re.compile(r"^(?:summa|totala?|s:a) (?:verksamhetens )?(?:kostnader|utgifter)")
_RESULT = re.compile(r"^(?:arets )?(?:resultat|overskott|underskott|saldo|balans|differens|netto)\b")
_REPORTED = re.compile(
    r"(?i)^(?:redovisa[td]s? av|upprätta[dt]s? av|sammanställ[td]s? av|ekonomiansvarig|rapporterat av|redovisning:?|(?:ekonomin|budgeten|bokslutet|redovisningen|resultatet)\s+(?:är|har)\s+(?:redovisa(?:d|t|ts)|upprätta(?:d|t|ts)|sammanställ[dt]s?|lämnats|lämnad)\s+av)\s*:?\s*(?P<who>.+)$"
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_ALIKE = 0.85
_FAR = 12  # lines without amounts inside a budget


@dataclass(slots=True)
class _Side:
    lines: list[BudgetLine] = field(default_factory=list)
    total: Found[float] | None = None


@dataclass(frozen=True, slots=True)
class FoundBudget:
    record: BudgetRecord
    pieces: frozenset[int]


def read_budget(pieces: Sequence[Piece]) -> FoundBudget | None:
    """The first budget of a document, and which pieces it takes; None without income and costs."""
    for index, piece in enumerate(pieces):
        if _heads(piece.text, _INCOME) or _heads(piece.text, _COSTS):
            found = _from(pieces, index)
            if found is not None:
                return found
    return None


def _heads(text: str, words: Sequence[str]) -> bool:
    """Whether a line is one of the headings; a letter that a scan got wrong does not matter."""
    plain = fold(text).strip(" :*_.")
    if not 6 <= len(plain) <= 26:
        return False
    return any(
        plain == word
        or (abs(len(plain) - len(word)) <= 2 and SequenceMatcher(None, plain, word, autojunk=False).ratio() >= _ALIKE)
        for word in words
    )


def _from(pieces: Sequence[Piece], start: int) -> FoundBudget | None:
    income, costs = _Side(), _Side()
    side: _Side | None = None
    result: Found[float] | None = None
    used: set[int] = set()
    reported: tuple[Text | None, Text | None] = (None, None)
    last = start
    index = start
    while index < len(pieces) and index - last <= _FAR:
        piece = pieces[index]
        text, width = _row_text(pieces, index)
        folded = fold(text)
        row = amount_row(text)
        step = width
        if _heads(piece.text, _INCOME) or _heads(piece.text, _COSTS):
            side = income if _heads(piece.text, _INCOME) else costs
            last = index
        elif row is None:
            if who := _REPORTED.match(piece.text):
                reported = _reported(piece, who["who"])
                used.add(index)
                break
        elif _SUM_INCOME.match(folded) or _SUM_COSTS.match(folded):
            (income if _SUM_INCOME.match(folded) else costs).total = Found(row.numbers[0], piece.raw, piece.place)
            last = index
        elif _RESULT.match(folded) and (income.total or costs.total or costs.lines):
            result = Found(row.numbers[0], piece.raw, piece.place)
            last = index
            side = None
        elif side is not None:
            side.lines.append(BudgetLine(Found(row.label, piece.raw, piece.place), row.numbers[0]))
            last = index
        if index == last:
            used.update(range(index, index + step))
        index += step
    if not (income.lines or costs.lines) or not (income.total or costs.total or result):
        return None
    title, year = _title(pieces, start)
    record = BudgetRecord(
        title, year, tuple(income.lines), income.total, tuple(costs.lines), costs.total, result,
        reported_by=reported[0], organisation=reported[1], checks=tuple(_checks(income, costs, result)),
    )  # fmt: skip
    return FoundBudget(record, frozenset(used))


def _row_text(pieces: Sequence[Piece], index: int) -> tuple[str, int]:
    """A line, or a table row's cells as one line (label and last amount), and how many pieces it is."""
    piece = pieces[index]
    if not piece.row:
        return piece.text, 1
    cells = []
    for at in range(index, len(pieces)):
        other = pieces[at]
        if other.row != piece.row:
            break
        cells.append(other.text)
    return (f"{cells[0]} {cells[-1]}" if len(cells) > 1 else cells[0]), len(cells)


def _title(pieces: Sequence[Piece], start: int) -> tuple[Text | None, Found[int] | None]:
    for index in range(start - 1, max(start - 6, -1), -1):
        piece = pieces[index]
        if _TITLE.search(fold(piece.text)) and len(piece.text) < 90:
            year = _YEAR.search(piece.text)
            return (
                Found(piece.text.strip(" :*"), piece.raw, piece.place),
                Found(int(year[1]), piece.raw, piece.place) if year else None,
            )
    return None, None


def _reported(piece: Piece, who: str) -> tuple[Text | None, Text | None]:
    """«Åre kommun, socialförvaltningen, Maja Berg» as the person and the organisation."""
    parts = [part.strip(" .") for part in re.split(r",|\sgenom\s", who) if part.strip(" .")]
    names = [
        part for part in parts if name_spans(part) and len(part.split()) <= 4 and name_spans(part)[0] == (0, len(part))
    ]
    name = names[-1] if names else (parts[-1] if len(parts) > 1 and len(parts[-1].split()) in (2, 3) else None)
    rest = ", ".join(part for part in parts if part != name)
    return (
        Found(name, piece.raw, piece.place) if name else None,
        Found(rest, piece.raw, piece.place) if rest else None,
    )


def _checks(income: _Side, costs: _Side, result: Found[float] | None) -> list[str]:
    out = []
    for side, what in ((income, "Intäkterna"), (costs, "Kostnaderna")):
        if side.total and side.lines:
            added = sum(line.amount for line in side.lines)
            if abs(abs(added) - abs(side.total.value)) > 1:
                out.append(f"{what} ger summan {added:.0f}, men dokumentet anger {side.total.value:.0f}.")
    if result and income.total and costs.total:
        left = income.total.value - abs(costs.total.value)
        if abs(left - result.value) > 1:
            out.append(f"Intäkter minus kostnader är {left:.0f}, men dokumentet anger resultatet {result.value:.0f}.")
    return out
