"""Names that stand together in one cell, taken apart: «SamReKo HSI Fredagsgruppen» is two forums.

A flattened table has lost the line breaks inside its cells. What stands alone in some cell is a name; a cell that is
several of them in a row is that many names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from samverka.imports.mending import is_bullet, tidy, without_marker

_OUTSIDE_PARENTHESES = r"(?![^()]*\))"
_COMMA = re.compile(rf"[,;]\s*(?:(?:och|samt)\s+)?{_OUTSIDE_PARENTHESES}")
_SEMICOLON = re.compile(rf";\s*{_OUTSIDE_PARENTHESES}")
_AND = re.compile(rf"\s+(?:och|samt|&|\+)\s+{_OUTSIDE_PARENTHESES}(?=[A-ZÅÄÖ])")
_SLASH = re.compile(rf"\s*/\s*{_OUTSIDE_PARENTHESES}(?=[A-ZÅÄÖ])")
_LONGEST_NAME = 15  # words
_LONGEST_CELL = 80
_LONGEST_LINE = 1500  # characters
_CAPITALISED = re.compile(r"[A-ZÅÄÖ][a-zåäö]{2}")
_ABBREVIATION = re.compile(r"[A-ZÅÄÖ]{2,}[.:]?$")
# After these a capital goes on with the same name: «Verksamhetschef för Psykiatri», «Kommunerna i Dalarna».
_BEFORE_PROPER_NAME = re.compile(
    r"(?i)^(?:i|på|av|för|från|till|med|mellan|inom|vid|hos|och|samt|län|läns|region|kommun|st|s:t|den|det|de|projekt|(?:arbets|styr|projekt|referens)grupp(?:en)?|\S*[-/])$"
)
_ROLE = re.compile(
    r"(?:[A-ZÅÄÖ][\wåäö]*(?:chef|chefer|ledare|samordnare|strateg|strateger|grupp|gruppen|läkare|direktör|"
    r"handläggare|sekreterare|utvecklare)|Nätverk|Styrgrupp|Arbetsgrupp|Projektgrupp)$"
)


class KnownNames:
    """Names that are known to stand alone; compared without regard to case."""

    def __init__(self, names: Iterable[str] = (), sure: Iterable[str] | None = None) -> None:
        self._names = {_key(name) for name in names if name.strip()}
        self._sure = self._names if sure is None else frozenset(sure)
        self._longest = max((len(name.split()) for name in self._names), default=0)

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._names

    def __or__(self, other: Iterable[str]) -> KnownNames:
        """With names that were only seen standing alone, which is less than being known."""
        return KnownNames((*self._names, *other), self._sure)

    def is_sure(self, name: str) -> bool:
        return _key(name) in self._sure

    def segments(self, text: str) -> list[str] | None:
        """The names `text` consists of, one after the other, or None when it is not only known names."""
        words = text.split()
        reached: dict[int, list[str]] = {0: []}
        for start in range(len(words)):
            if start not in reached:
                continue
            for length in range(min(self._longest, len(words) - start), 0, -1):
                name = " ".join(words[start : start + length])
                if name in self and start + length not in reached:
                    reached[start + length] = [*reached[start], name]
        return reached.get(len(words)) if words else None


def _key(name: str) -> str:
    return re.sub(r"\s*([/-])\s*", r"\1", tidy(name).replace("\n", " ").casefold()).strip(" .,;:")


def known_names(cells: Iterable[str], known: KnownNames) -> KnownNames:
    """`known` and the names of a column: the cells that are no row of other names, and what is left beside a name."""
    values = {
        " ".join(part.split())
        for cell in cells
        for line in logical_lines(cell)
        for part in _split_line(line, known, commas=True, ands=True)
    }
    atoms: set[str] = set()
    names = (value for value in values if value and len(value.split()) <= _LONGEST_NAME)
    for value in sorted(names, key=lambda value: len(value.split())):
        so_far = known | atoms
        if so_far.segments(value) is None and not _left_over(value, so_far, atoms):
            atoms.add(value)
    return known | atoms


def _left_over(value: str, known: KnownNames, atoms: set[str]) -> bool:
    """Takes a known name off either end; what is left is a name too, if it begins like one."""
    words = value.split()
    for cut in range(1, len(words)):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        if not head[0].isupper() or not tail[0].isupper():
            continue
        if _BEFORE_PROPER_NAME.match(words[cut - 1]):
            continue
        if head in known and len(tail) > 2:
            atoms.add(tail)
            return True
        if tail in known and len(tail) > 4:
            atoms.add(head)
            return True
    return False


def split_names(
    text: str, known: KnownNames, *, commas: bool = True, ands: bool = True, roles: bool = False
) -> list[str]:
    """The names in a cell. `commas`, `ands`: whether a comma, «och» or slash before a capital separates names; `roles`:
    whether a title such as «Samordnare» begins a new one."""
    out: list[str] = []
    for line in logical_lines(text):
        for part in _split_line(line, known, commas=commas, ands=ands):
            pieces = _by_capitals(part, known, roles=roles)
            out += [piece.strip(" ,;") for piece in pieces if piece.strip(" ,;.")]
    return list(dict.fromkeys(out))


def logical_lines(text: str) -> list[str]:
    """The lines of a cell, where a line that only goes on from the one before is joined to it."""
    lines: list[str] = []
    for printed in tidy(text).split("\n"):
        bullet = is_bullet(printed)
        line = without_marker(printed) if bullet else printed
        goes_on = lines and not bullet and (line[:1].islower() or lines[-1].endswith(("/", "-", ",", " och", "&")))
        if goes_on and lines[-1].endswith("/"):
            lines[-1] += line
        elif goes_on:
            lines[-1] += f" {line}"
        elif line:
            lines.append(line)
    return lines


def _split_line(line: str, known: KnownNames, *, commas: bool, ands: bool) -> list[str]:
    if len(line) > _LONGEST_LINE:
        return [line]  # prose, and the patterns below look ahead
    if line in known and known.segments(line) == [" ".join(line.split())]:
        return [line]
    parts = (_COMMA if commas else _SEMICOLON).split(line)
    if not ands:
        return parts
    out: list[str] = []
    for part in parts:
        for piece in _AND.split(part):
            slashed = _SLASH.split(piece)
            out += slashed if all(len(side) > 2 for side in slashed) else [piece]
    return out


def _by_capitals(part: str, known: KnownNames, *, roles: bool) -> Sequence[str]:
    """«Regionens beställarenhet Kommunernas chefer»: a capital after a small word or an abbreviation begins a new name."""
    part = part.strip()
    if len(part.split()) > _LONGEST_CELL:
        return [part]  # prose
    segments = known.segments(part)
    if known.is_sure(part) or (segments and len(segments) > 1):
        return segments or [part]
    pieces: list[list[str]] = [[]]
    for word in part.split(" "):
        if pieces[-1] and _begins_name(word, pieces[-1], roles=roles):
            pieces.append([])
        pieces[-1].append(word)
    return [" ".join(piece) for piece in pieces]


def _begins_name(word: str, before: Sequence[str], *, roles: bool) -> bool:
    last = before[-1]
    if not _CAPITALISED.match(word) or _BEFORE_PROPER_NAME.match(last):
        return False
    opened = " ".join(before)
    if opened.count("(") > opened.count(")"):
        return False
    after_name = last.endswith(")") or last[:1].islower() or (bool(_ABBREVIATION.match(last)) and len(before) > 1)
    return after_name or (roles and bool(_ROLE.match(word)))
