"""Where paragraphs and agenda items begin: numbers are found by their mark, and by their place in a rising sequence.

A scanned «§ 16» may have become «8 16», «S 16» or «$16», a lost figure makes «1.» of «11.». So every line that might
begin an item is a candidate, and the sequence that fits best is chosen; a list of contents before the paragraphs loses to
the paragraphs themselves, since nothing stands under its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samverka.imports.extractors.meetings.labels import IN_ITEMS, Label, label_at
from samverka.imports.extractors.meetings.pieces import Piece

_CODE = r"(?:[A-ZÅÄÖ]{1,5}[a-zåäö]{0,3}[./]?\s?(?:[A-ZÅÄÖ]{1,3}\s?)?)"
_FORMS: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (weight, re.compile(pattern))
    for weight, pattern in (
        (
            3.0,
            rf"^(?:{_CODE})?§+\s?(?P<n>\d{{1,3}})(?:\s?/\s?\d{{2,4}}|:\d{{2,4}})?(?![\d§,–-])(?!\s(?:och|samt)\s)[.:]?\s*(?P<rest>.*)$",
        ),
        (3.0, r"^(?P<n>\d{1,3})\s?§(?![\d§])[.:]?\s*(?P<rest>.*)$"),
        (2.5, r"^(?i:paragraf|punkt|ärende)\s(?P<n>\d{1,3})(?!\d)[.:]?\s*(?P<rest>.*)$"),
        (2.0, r"^(?P<code>[A-ZÅÄÖ]{2,4}[a-zåäö]?)\s(?P<n>\d{1,3})(?![\d/:-])[.:]?\s+(?P<rest>[A-ZÅÄÖ”\"].*)$"),
        (1.6, r"^(?:[8S$&])\s(?P<n>\d{1,3})(?![\d/:.-])\s*(?P<rest>(?:[A-ZÅÄÖ”\"].*)?)$"),
        (1.3, r"^(?:[8S$])(?P<n>\d{1,3})(?![\d/:.-])(?P<rest>(?:\s+[A-ZÅÄÖ”\"].*)?)$"),
        (1.5, r"^(?P<n>\d{1,3})[.)]\s+(?P<rest>[^\d\s].*)$"),
        (1.0, r"^(?P<n>\d{1,3})\s+(?P<rest>[A-ZÅÄÖÉ”\"][^\W\d].*)$"),
        (0.9, r"^(?P<n>\d{1,3})[.)]?$(?P<rest>)"),
    )
)
_NOT_A_TITLE = re.compile(
    r"(?i)^(?:st\b|kr\b|procent|%|min(?:uter)?\b|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|kap\.?\s)"
)
_BODY = 2.0
_SKIPPED = 1.5  # a paragraph that cannot be found costs
_MOST_SKIPPED = 3
_LEFT_OUT, _MOST_LEFT_OUT = 4.6, 60  # minutes may print only some of their paragraphs
_MARKED = 3.0


@dataclass(frozen=True, slots=True)
class Start:
    """Where an item begins: which piece, its number, what stands after the number. `read_as`: the number was put right."""

    index: int
    number: int | None
    rest: str
    weight: float
    explicit: bool
    read_as: bool = False


def starts(pieces: Sequence[Piece], first: int | None = None, last: int | None = None) -> list[Start]:
    """The items' starts, in order. `first`, `last`: the paragraphs the document says it holds."""
    candidates = [start for index, piece in enumerate(pieces) for start in _candidates(index, piece)]
    if not candidates:
        return []
    labelled = {index for index, piece in enumerate(pieces) if _is_item_label(piece)}
    marks = sorted({start.index for start in candidates})
    has_body = _with_bodies(marks, labelled, len(pieces))
    chain = _chain(candidates, has_body, first, last)
    if not _is_believable(chain, has_body):
        return []
    return _fill_gaps(chain, candidates)


def _candidates(index: int, piece: Piece) -> Iterator[Start]:
    if piece.furniture or (piece.column > 1 and piece.row):
        return
    text = piece.text.lstrip("•*-–—#_ \t")
    seen: set[int] = set()
    for weight, pattern in _FORMS:
        found = pattern.match(text)
        if found is None:
            continue
        number = int(found["n"])
        rest = found["rest"].strip(" *_")
        if number in seen or not number or _NOT_A_TITLE.match(rest):
            continue
        seen.add(number)
        yield Start(index, number, rest, weight, weight >= 2.0, weight in (1.6, 1.3))


def _is_item_label(piece: Piece) -> bool:
    found = label_at(piece.text)
    return found is not None and found.label in IN_ITEMS and found.label is not Label.PRESENTERS


def _with_bodies(marks: Sequence[int], labelled: set[int], end: int) -> set[int]:
    """The candidates that have an item's label before the next candidate."""
    edges = [*marks, end]
    return {
        mark
        for mark, following in zip(marks, edges[1:], strict=False)
        if any(i in labelled for i in range(mark + 1, following))
    }


def _chain(candidates: Sequence[Start], has_body: set[int], first: int | None, last: int | None) -> list[Start]:
    """The rising sequence with the most weight."""
    trail: list[tuple[Start, int | None]] = []
    top: tuple[float, int] | None = None
    latest: dict[int, tuple[float, int]] = {}
    for start in candidates:
        number = start.number or 0
        weight = start.weight + (_BODY if start.index in has_body else 0.0)
        if first is not None and last is not None:
            weight += 2.0 if first <= number <= last else -2.0
        score, before = weight, None
        for skipped in range((_MOST_LEFT_OUT if start.weight >= _MARKED else _MOST_SKIPPED) + 1):
            earlier = latest.get(number - 1 - skipped)
            if earlier and trail[earlier[1]][0].index < start.index and _same_form(trail[earlier[1]][0], start):
                candidate = earlier[0] + weight - min(skipped * _SKIPPED, _LEFT_OUT)
                if candidate > score:
                    score, before = candidate, earlier[1]
        trail.append((start, before))
        here = len(trail) - 1
        if number not in latest or score > latest[number][0]:
            latest[number] = (score, here)
        if top is None or score > top[0]:
            top = (score, here)
    chain: list[Start] = []
    position: int | None = top[1] if top else None
    while position is not None:
        chain.append(trail[position][0])
        position = trail[position][1]
    return chain[::-1]


def _same_form(a: Start, b: Start) -> bool:
    """Marked and unmarked numbers are not mixed in one sequence, except where reading the mark went wrong."""
    return a.explicit == b.explicit or a.read_as or b.read_as


def _is_believable(chain: Sequence[Start], has_body: set[int]) -> bool:
    if not chain:
        return False
    if len(chain) == 1:
        return chain[0].weight >= 3.0 or (
            chain[0].weight >= 1.5 and chain[0].number == 1 and chain[0].index in has_body
        )
    if any(start.explicit for start in chain):
        return True
    if len(chain) == 2:
        return all(start.index in has_body for start in chain) or chain[0].number == 1
    return True


def _fill_gaps(chain: Sequence[Start], candidates: Sequence[Start]) -> list[Start]:
    """A number that the sequence lacks is looked for between its neighbours, with a figure lost: «1.» for «11.»."""
    out: list[Start] = []
    for index, start in enumerate(chain):
        out.append(start)
        following = chain[index + 1] if index + 1 < len(chain) else None
        if following is None or (following.number or 0) - (start.number or 0) < 2:
            continue
        between = [c for c in candidates if start.index < c.index < following.index]
        for wanted in range((start.number or 0) + 1, following.number or 0):
            found = next((c for c in reversed(between) if _lost_figure(c, wanted) and not _in_a_list(c, between)), None)
            if found is not None and found.index > out[-1].index:
                out.append(Start(found.index, wanted, found.rest, found.weight, found.explicit, read_as=True))
    return out


def _lost_figure(candidate: Start, wanted: int) -> bool:
    printed, meant = str(candidate.number), str(wanted)
    return printed != meant and len(printed) < len(meant) and (meant.startswith(printed) or meant.endswith(printed))


def _in_a_list(candidate: Start, between: Sequence[Start]) -> bool:
    """Whether a number is followed by the next one, or follows the one before: then it is a list inside an item."""
    after = [c for c in between if c.index > candidate.index]
    before = [c for c in between if c.index < candidate.index]
    return bool(
        (after and after[0].number == (candidate.number or 0) + 1)
        or (before and candidate.number != 1 and before[-1].number == (candidate.number or 0) - 1)
    )
