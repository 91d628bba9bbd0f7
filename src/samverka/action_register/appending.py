"""A new entry written at the end of a cell so that what stood there is still read as before. Free of Django."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Hashable, Iterable, Sequence

from samverka.action_register.reading import Entry, read_follow_up
from samverka.forums.names import ForumNames

_JOINS = (" ", ". ", "\n")


def identity(raw: str, *rest: Hashable) -> tuple[Hashable, ...]:
    """What makes an entry the same as one read before: its words, apart from space and the stop at the end, and `rest`."""
    return (" ".join(raw.split()).rstrip(" .,;"), *rest)


def entry_identity(entry: Entry) -> tuple[Hashable, ...]:
    when = entry.when
    return identity(entry.raw, when.start if when else None, when.end if when else None, entry.kind.value)


def append(cell: str, words: str, names: ForumNames) -> tuple[str, list[Entry]]:
    """The cell with `words` last, and the entries that they give. The first way of joining that leaves every entry of
    the cell as it was; if none does, the words begin a new sentence."""
    words = " ".join(words.split())
    if not cell.strip():
        return words, list(read_follow_up(words, names).entries)
    before = Counter(map(entry_identity, read_follow_up(cell, names).entries))
    joined = [cell.rstrip() + join + words for join in _JOINS]
    for candidate in joined:
        after = read_follow_up(candidate, names).entries
        if not before - Counter(map(entry_identity, after)) and len(after) > before.total():
            return candidate, _new(before, after)
    return joined[1], _new(before, read_follow_up(joined[1], names).entries)


def restated(typed: str, forums: Sequence[str], words: str, names: ForumNames) -> str:
    """A new time for a promise, written as the list writes it: of a bare date (`höst 2024`) what is to be done and by which
    forums are those of the promise; what was typed in full stands as it is."""
    typed = " ".join(typed.split())
    read = read_follow_up(typed, names).entries
    if forums and read and read[0].when and not read[0].mentions:
        typed = f"{'/'.join(forums)} {typed}"
        read = read_follow_up(typed, names).entries
    if words and len(read) == 1 and read[0].when and not read[0].text:
        typed = f"{typed.rstrip(' .–-')} – {words}"
    return typed


def without(cell: str, segments: Container[int], names: ForumNames) -> str:
    """The cell without those of its segments: the inverse of `append`, but for a stop that joined them."""
    return "".join(each.raw for each in read_follow_up(cell, names).segments if each.number not in segments).rstrip()


def _new(before: Counter[tuple[Hashable, ...]], after: Iterable[Entry]) -> list[Entry]:
    left, new = before.copy(), []
    for entry in after:
        if left[entry_identity(entry)] > 0:
            left[entry_identity(entry)] -= 1
        else:
            new.append(entry)
    return new
