"""What differs between two texts: passage by passage, and word by word within those that were rewritten.

Pure, and bounded: what is alike at both ends and what stands once in both texts is matched first (patience difference), and only
the short stretches between are compared pairwise; a stretch too long for that is told as taken away and put in. So the time
grows with the length of the texts, never with its square, whatever they hold.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

LONGEST_STRETCH = 40_000
"""Pairs that a stretch without any mark may have and still be compared pairwise."""
LONGEST_PASSAGE = 4_000
"""Words of a passage that are compared one by one."""
ALIKE = 0.5
"""How much of their words two passages share to be one that was rewritten."""
NEAR = 12
"""How many passages on one is looked for."""
DEEPEST = 60
"""How many times a stretch is cut by what stands once in it: each time costs its length, and texts can be made where every
cut lays bare one mark more."""
_WORD = re.compile(r"\s+|\w+|[^\w\s]", re.UNICODE)


class Kind(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, only in the one before, or only in the one after."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it was and as it is. One that was not there is None; `pieces` tells them word by word. Places are counted from 0."""

    before: str | None
    after: str | None
    pieces: tuple[Piece, ...]
    place_before: int | None = None
    place_after: int | None = None

    @property
    def is_same(self) -> bool:
        return self.before == self.after

    @property
    def kind(self) -> str:
        """`same`, `gone`, `new` or `changed`."""
        if self.is_same:
            return Kind.SAME
        if self.before is None or self.after is None:
            return Kind.NEW if self.before is None else Kind.GONE
        return "changed"


def words(before: str, after: str) -> list[Piece]:
    """The words of both texts in reading order, what is gone before what is new. Joining what is not new gives `before`,
    joining what is not gone gives `after`. A text longer than `LONGEST_PASSAGE` words is told as a whole."""
    if before == after:
        return [Piece(Kind.SAME, before)] if before else []
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > LONGEST_PASSAGE:
        return [Piece(kind, text) for kind, text in ((Kind.GONE, before), (Kind.NEW, after)) if text]
    found: list[Piece] = []
    for kind, text in _smoothed(list(_runs(old, new))):
        if text:
            found.append(Piece(kind, text))
    return found


def passages(before: Sequence[str], after: Sequence[str]) -> list[Passage]:
    """Every passage of both texts in reading order: the same, gone, new, or rewritten where the two share most words."""
    found: list[Passage] = []
    for is_same, a, b in _stretches(before, after):
        if is_same:
            found += [
                Passage(before[at], after[to], (Piece(Kind.SAME, before[at]),), at, to)
                for at, to in zip(a, b, strict=True)
            ]
        else:
            found += _rewritten(before, after, a, b)
    return found


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Kind, str]]:
    for is_same, a, b in _stretches(old, new):
        if is_same:
            yield Kind.SAME, "".join(old[a.start : a.stop])
        else:
            yield Kind.GONE, "".join(old[a.start : a.stop])
            yield Kind.NEW, "".join(new[b.start : b.stop])


def _smoothed(runs: list[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """Alike for a single space between two changes is no likeness: `en bil` → `två båtar` is one change of two words."""
    out: list[tuple[Kind, str]] = []
    gone, new = "", ""
    for at, (kind, text) in enumerate(runs):
        is_between = 0 < at < len(runs) - 1
        if kind is Kind.SAME and not (text.isspace() and is_between):
            out += [(Kind.GONE, gone), (Kind.NEW, new), (kind, text)]
            gone, new = "", ""
        else:
            gone += text if kind is not Kind.NEW else ""
            new += text if kind is not Kind.GONE else ""
    return [*out, (Kind.GONE, gone), (Kind.NEW, new)]


# --- matching ----------------------------------------------------------------------------------------------------


def _stretches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[bool, range, range]]:
    """Both sequences cut into stretches that are the same in both, and stretches that are not; either side may be empty."""
    pairs = [*_matched(old, new, range(len(old)), range(len(new))), (len(old), len(new))]
    found: list[tuple[bool, range, range]] = []
    at = to = start_at = start_to = 0
    for match_at, match_to in pairs:
        if (match_at, match_to) != (at, to):
            if at > start_at:
                found.append((True, range(start_at, at), range(start_to, to)))
            found.append((False, range(at, match_at), range(to, match_to)))
            start_at, start_to = match_at, match_to
        at, to = match_at + 1, match_to + 1
    if len(old) > start_at:
        found.append((True, range(start_at, len(old)), range(start_to, len(new))))
    return found


def _matched(old: Sequence[Hashable], new: Sequence[Hashable], a: range, b: range) -> Iterator[tuple[int, int]]:
    """Places that are matched, upwards. Works from a list of stretches still to do, so that no text is too deep for it."""
    to_do: list[tuple[range, range, int] | tuple[int, int]] = [(a, b, 0)]
    while to_do:
        each = to_do.pop()
        if len(each) == 2:
            yield each
            continue
        a, b, depth = each
        head = _alike(old, new, zip(a, b, strict=False))
        yield from zip(a[:head], b[:head], strict=True)
        a, b = a[head:], b[head:]
        tail = _alike(old, new, zip(reversed(a), reversed(b), strict=False))
        ends = list(zip(a[len(a) - tail :], b[len(b) - tail :], strict=True))
        a, b = a[: len(a) - tail], b[: len(b) - tail]
        to_do += reversed(ends)
        if not a or not b:
            continue
        if depth < DEEPEST and (marks := _marks(old, new, a, b)):
            to_do += reversed(_between(a, b, marks, depth + 1))
        elif len(a) * len(b) <= LONGEST_STRETCH:
            to_do += reversed(_pairwise(old, new, a, b))


def _alike(old: Sequence[Hashable], new: Sequence[Hashable], pairs: Iterator[tuple[int, int]]) -> int:
    count = 0
    for at, to in pairs:
        if old[at] != new[to]:
            break
        count += 1
    return count


def _marks(old: Sequence[Hashable], new: Sequence[Hashable], a: range, b: range) -> list[tuple[int, int]]:
    """What stands once in both, as far as it stands in the same order in both: the longest increasing sequence."""
    once_old, once_new = Counter(old[at] for at in a), Counter(new[to] for to in b)
    place = {new[to]: to for to in b if once_new[new[to]] == 1}
    both = [(at, place[old[at]]) for at in a if once_old[old[at]] == 1 and old[at] in place]
    ends: list[int] = []
    chosen: list[int] = []
    before: list[int | None] = []
    for number, (_at, to) in enumerate(both):
        length = bisect_left(ends, to)
        before.append(chosen[length - 1] if length else None)
        ends[length : length + 1] = [to]
        chosen[length : length + 1] = [number]
    found: list[tuple[int, int]] = []
    step = chosen[-1] if chosen else None
    while step is not None:
        found.append(both[step])
        step = before[step]
    return found[::-1]


def _between(
    a: range, b: range, marks: Sequence[tuple[int, int]], depth: int
) -> list[tuple[range, range, int] | tuple[int, int]]:
    found: list[tuple[range, range, int] | tuple[int, int]] = []
    at, to = a.start, b.start
    for mark_at, mark_to in marks:
        found += [(range(at, mark_at), range(to, mark_to), depth), (mark_at, mark_to)]
        at, to = mark_at + 1, mark_to + 1
    return [*found, (range(at, a.stop), range(to, b.stop), depth)]


def _pairwise(old: Sequence[Hashable], new: Sequence[Hashable], a: range, b: range) -> list[tuple[int, int]]:
    matcher = SequenceMatcher(None, old[a.start : a.stop], new[b.start : b.stop], autojunk=False)
    return [
        (a.start + block.a + step, b.start + block.b + step)
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]


# --- passages that were rewritten --------------------------------------------------------------------------------


def _rewritten(before: Sequence[str], after: Sequence[str], a: range, b: range) -> list[Passage]:
    """A stretch where nothing is the same: each passage with the one among the next few that shares most of its words."""
    bags = {to: _bag(after[to]) for to in b}
    found: list[Passage] = []
    to = b.start
    for at in a:
        bag = _bag(before[at])
        near = range(to, min(to + NEAR, b.stop))
        share, best = max(((_share(bag, bags[each]), -each) for each in near), default=(0.0, 0))
        if share < ALIKE:
            found.append(_gone(before, at))
            continue
        found += [_new(after, each) for each in range(to, -best)]
        found.append(Passage(before[at], after[-best], tuple(words(before[at], after[-best])), at, -best))
        to = -best + 1
    return found + [_new(after, each) for each in range(to, b.stop)]


def _bag(text: str) -> Counter[str]:
    """The words of a passage, blanks apart."""
    return Counter(word for word in _WORD.findall(text.lower()) if not word.isspace())


def _share(one: Counter[str], other: Counter[str]) -> float:
    """How much of their words the two have in common. Two of such different length that they cannot be alike are not
    compared word by word: a long passage would else be gone through for every short one."""
    sizes = one.total(), other.total()
    if not all(sizes) or 2 * min(sizes) < ALIKE * sum(sizes):
        return 0.0
    few, many = sorted((one, other), key=len)
    return 2 * sum(min(count, many[word]) for word, count in few.items()) / sum(sizes)


def _gone(before: Sequence[str], at: int) -> Passage:
    return Passage(before[at], None, (Piece(Kind.GONE, before[at]),), at, None)


def _new(after: Sequence[str], to: int) -> Passage:
    return Passage(None, after[to], (Piece(Kind.NEW, after[to]),), None, to)
