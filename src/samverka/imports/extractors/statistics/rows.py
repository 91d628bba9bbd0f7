"""Lines that are a label and numbers: «Pojke 3 1 2 4 7», «Externa kommunerna 304 998»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samverka.imports.statistics_records import Printed

_NUMBER = re.compile(r"^[-–−+]?\d+(?:[.,]\d+)?%?\*?$")
_MISREAD = re.compile(r"^[gGlIOoSBdqa|!?]$")
_AMOUNT = re.compile(
    r"(?P<amount>[-–−+]?\s?\d{1,3}(?:[ \u00a0.]\d{3})+(?:,\d{1,2})?|[-–−+]?\s?\d+(?:,\d{1,2})?)\s*(?P<unit>kr|kronor|tkr|mkr|mnkr|sek|:-)?\.?$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\W\d_]")
_UNFIT = re.compile(r"(?i)(?:\b(?:den|kl|sida|sid|page|nr|kap|figur|tabell|år|tel|tfn|bilaga)\.?|(?:^|\s)§|[,;:(/])$")


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A label and the numbers after it; `misread`: how many tokens among them could not be read as numbers."""

    label: str
    numbers: tuple[float, ...]
    misread: int = 0


def number_row(text: str) -> NumberRow | None:
    """The row a line is, or None. Numbers are those at the line's end; a letter among them is a misread figure."""
    tokens = text.replace("\u00a0", " ").split()
    start = len(tokens)
    misread = 0
    while start > 0:
        token = tokens[start - 1].strip("|[]")
        if _NUMBER.match(token):
            start -= 1
        elif (
            _MISREAD.match(token)
            and start < len(tokens)
            and start > 1
            and _NUMBER.match(tokens[start - 2].strip("|[]"))
        ):
            start -= 1
            misread += 1
        else:
            break
    label = " ".join(tokens[:start]).strip(" |_.:")
    if start == len(tokens) or not label or not _LABEL.search(label) or len(label) > 70 or _UNFIT.search(label):
        return None
    numbers = tuple(value for token in tokens[start:] if (value := to_number(token)) is not None)
    return NumberRow(label, numbers, misread) if numbers else None


def to_number(token: str) -> float | None:
    """«1 234», «12,5», «-7 %» as a number; None for anything else."""
    plain = (
        token.strip("|[]*% \u00a0")
        .replace("–", "-")
        .replace("−", "-")
        .replace("\u00a0", "")
        .replace(" ", "")
        .replace(",", ".")
    )
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    try:
        return Printed(float(plain), token.strip("|[] \u00a0")) if re.fullmatch(r"[-+]?\d+(?:\.\d+)?", plain) else None
    except ValueError:
        return None


def amount_row(text: str) -> NumberRow | None:
    """A label and one amount of money, whose thousands may be parted by spaces."""
    found = _AMOUNT.search(text.strip())
    if found is None:
        return None
    label = text.strip()[: found.start()].strip(" .:_|\t")
    value = to_number(found["amount"])
    if value is None or not _LABEL.search(label) or len(label) > 80:
        return None
    return NumberRow(label, (value,))
