"""The markers Word prints before list items and numbered headings: "•", "2.", "b)", "§ 14". They stand nowhere in the
text, so they are counted here the way Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samverka.imports.readers.word.names import Element, child_number, child_value, w

_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = 26
_LARGEST_ROMAN = 3999


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


class Numbering:
    """Counts through a document: call `marker` once for each numbered paragraph, in reading order."""

    def __init__(self, part: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()
        if part is not None:
            for element in part.iter(w("abstractNum")):
                self._levels[element.get(w("abstractNumId"), "")] = dict(map(_level, element.iter(w("lvl"))))
            for element in part.iter(w("num")):
                self._add_instance(element)

    def _add_instance(self, element: Element) -> None:
        identity = element.get(w("numId"), "")
        self._abstract_of[identity] = child_value(element, "abstractNumId") or ""
        for override in element.iter(w("lvlOverride")):
            start = child_number(override, "startOverride", -1)
            if start >= 0:
                level = override.get(w("ilvl"), "0")
                self._restarts.setdefault(identity, {})[int(level) if level.isdigit() else 0] = start

    def marker(self, num_id: str, level: int) -> str:
        """The marker of the next paragraph in a list at a level, "" where the list prints none."""
        abstract = self._abstract_of.get(num_id, "")
        levels = self._levels.get(abstract, {})
        counters = self._counters.setdefault(abstract, {})
        if num_id not in self._started:
            self._started.add(num_id)
            for restarted, start in self._restarts.get(num_id, {}).items():
                counters[restarted] = start - 1
        definition = levels.get(level)
        if definition is None:
            return ""
        counters[level] = counters.get(level, definition.start - 1) + 1
        for deeper in [known for known in counters if known > level]:
            del counters[deeper]
        if definition.form == "bullet":
            return definition.text if definition.text in ("-", "–", "—", "*", "o") else "•"
        return _PLACEHOLDER.sub(lambda match: _number_at(int(match[1]) - 1, counters, levels), definition.text).strip()


def _level(element: Element) -> tuple[int, _Level]:
    position = element.get(w("ilvl"), "0")
    level = _Level(
        child_number(element, "start", 1),
        child_value(element, "numFmt") or "decimal",
        child_value(element, "lvlText") or "",
    )
    return int(position) if position.isdigit() else 0, level


def _number_at(level: int, counters: dict[int, int], levels: dict[int, _Level]) -> str:
    definition = levels.get(level)
    if definition is None:
        return ""
    return _in_form(counters.get(level, definition.start), definition.form)


def _in_form(number: int, form: str) -> str:
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % _LETTERS) * min((number - 1) // _LETTERS + 1, _LETTERS)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < number <= _LARGEST_ROMAN:
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters
