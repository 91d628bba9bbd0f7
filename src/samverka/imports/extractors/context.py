"""What all extractors share: the words and names of one document, and cells turned into found values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samverka.forums.names import ForumNames
from samverka.foundation.dates.partial import PartialDate
from samverka.foundation.dates.swedish import find_dates, parse_date
from samverka.imports.blocks import Cell, Line, Place, ReadDocument
from samverka.imports.extractors.splitting import KnownNames, known_names, split_names
from samverka.imports.mending import Words, join_lines, mend, tidy
from samverka.imports.records import Found, Names, Text

MENDED = "Ett ord som brutits av kolumnen är ihopfogat."
CONTINUED = "Raden fortsatte längre ned i dokumentet, till exempel efter ett sidbyte."


@dataclass(frozen=True, slots=True)
class Context:
    """One document and what is known beside it. `forums`: forums known by name; `names`: the same, to take cells apart."""

    document: ReadDocument
    words: Words
    forums: ForumNames
    names: KnownNames

    @classmethod
    def of(cls, document: ReadDocument, forums: ForumNames, names: Iterable[str]) -> Context:
        return cls(document, Words.of(document), forums, KnownNames(names))

    def text(self, cells: Sequence[Cell] | None) -> Text | None:
        """The text of a column's cells as one line, or None when they are empty."""
        if not cells:
            return None
        raw = "\n".join(cell.text for cell in cells)
        joined = " ".join(filter(None, (self.line(cell.text) for cell in cells)))
        if not joined:
            return None
        notes = [CONTINUED] if len(cells) > 1 else []
        plain = " ".join(tidy(raw).split())
        if plain.replace(" ", "") == joined.replace(" ", "") and plain != joined:
            notes.append(MENDED)
        return Found(joined, raw, cells[0].place, " ".join(notes))

    def line(self, text: str) -> str:
        """The lines of one cell or paragraph as one, with broken words mended."""
        return mend(join_lines(text.split("\n"), self.words), self.words)

    def others(self, columns: Iterable[tuple[str, Sequence[Cell]]]) -> tuple[tuple[str, Text], ...]:
        """Columns without a field of their own: heading and text."""
        return tuple((heading, text) for heading, cells in columns if (text := self.text(cells)))

    def found(self, value: str, source: Line | Cell) -> Text:
        return Found(value, source.text, source.place)


def column_names(cells: Iterable[Cell], known: KnownNames) -> KnownNames:
    """The names that stand alone in a column, together with those known before."""
    return known_names((cell.text for cell in cells), known)


def names_in(
    context: Context,
    cells: Sequence[Cell] | None,
    known: KnownNames,
    *,
    commas: bool = True,
    ands: bool = True,
    roles: bool = False,
) -> Names:
    """The names in a column's cells, each with its place."""
    out: dict[str, Text] = {}
    for cell in _whole(cells or ()):
        text = "\n".join(mend(line, context.words) for line in tidy(cell.text).split("\n"))
        for name in split_names(text, known, commas=commas, ands=ands, roles=roles):
            out.setdefault(name.casefold(), Found(name, cell.text, cell.place))
    return tuple(out.values())


def _whole(cells: Sequence[Cell]) -> list[Cell]:
    """A cell that only goes on from the one above is joined to it."""
    whole: list[Cell] = []
    for cell in cells:
        if whole and tidy(cell.text)[:1].islower():
            whole[-1] = Cell(f"{whole[-1].text} {cell.text}", whole[-1].place)
        else:
            whole.append(cell)
    return whole


def as_date(text: Text) -> Found[PartialDate] | None:
    """The date that a text is as a whole, or the only one in a short text such as «Senast 2024-05-01»."""
    value = parse_date(text.value)
    if value is None:
        found = list(find_dates(text.value, compact=True))
        rest = text.value
        for match in found:
            rest = rest.replace(match.raw, " ")
        if len(found) != 1 or not re.fullmatch(
            r"(?i)[\s.,:;()]*(?:(?:senast|klart?|till|den|prel\.?|ca|omkring|t\.?o\.?m\.?)[\s.,:;()]*)*", rest
        ):
            return None
        value = found[0].value
    return Found(value, text.raw, text.place)


def as_number(text: Text | None) -> Found[int] | None:
    """The number of a row, «3», «3.» or «Nr 3»; None for «3.1» and anything else."""
    if text is None:
        return None
    found = re.fullmatch(r"(?i)(?:nr\.?\s*)?(\d{1,5})[.)]?", text.value.strip())
    return Found(int(found[1]), text.raw, text.place) if found else None


def place_of(cells: dict[int, list[Cell]], default: Place) -> Place:
    first = min(cells, default=None)
    return cells[first][0].place if first is not None else default
