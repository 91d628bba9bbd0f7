"""Links to agreements kept in step with the words they are read from; what people have said stands. Free of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from samverka.agreements.mentions import AgreementNames, Mention
from samverka.meetings.states import Strength


class LinkLike(Protocol):
    """A stored link of something to an agreement."""

    agreement_id: Any
    words: Any
    strength: Any
    pk: Any


L = TypeVar("L", bound=LinkLike)


@dataclass
class Followed(Generic[L]):
    """What has to be written so that the links follow the words. `told`: of each thing, the agreements lost and gained."""

    new: list[L] = field(default_factory=list)
    changed: list[L] = field(default_factory=list)
    gone: list[L] = field(default_factory=list)
    told: dict[int, list[list[int]]] = field(default_factory=dict)


def follow_words(
    texts: Iterable[tuple[int, str]],
    names: AgreementNames[int],
    *,
    stand: Mapping[int, Mapping[int, L]],
    ruled_out: Mapping[int, set[int]],
    make: Callable[..., L],
    only: set[int] | None = None,
) -> Followed[L]:
    """`texts`: keys of things with their words; `stand`: their links by agreement; `ruled_out`: agreements that a person
    has said they are not about; `make(key, agreement_id=…, words=…, strength=…)` gives a new link, unsaved. With `only`,
    links to other agreements are left as they are."""
    out: Followed[L] = Followed()
    for key, text in texts:
        has = stand.get(key, {})
        barred = ruled_out.get(key, set())
        read = {
            found.key: found
            for found in names.find(text)
            if found.key not in barred and (only is None or found.key in only)
        }
        new = [make(key, **_values(found)) for agreement, found in read.items() if agreement not in has]
        changed = [link for agreement, link in has.items() if agreement in read and _follow(link, read[agreement])]
        gone = [
            link for agreement, link in has.items() if agreement not in read and link.strength != Strength.CONFIRMED
        ]
        out.new += new
        out.changed += changed
        out.gone += gone
        if new or changed or gone:
            out.told[key] = [[each.agreement_id for each in gone], [each.agreement_id for each in (*new, *changed)]]
    return out


def _values(found: Mention[int]) -> dict[str, Any]:
    return {"agreement_id": found.key, "words": found.words[:300], "strength": found.strength.value}


def _follow(link: LinkLike, found: Mention[int]) -> bool:
    """Sets what the words now say, unless a person has said it; gives whether that is new."""
    if link.strength == Strength.CONFIRMED:
        return False
    before = (link.words, link.strength)
    link.words, link.strength = found.words[:300], found.strength.value
    return before != (link.words, link.strength)


def by_thing(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Pairs of a thing and an agreement, gathered by the thing."""
    found: dict[int, set[int]] = {}
    for thing, agreement in pairs:
        found.setdefault(thing, set()).add(agreement)
    return found


def by_thing_and_agreement(
    links: Iterable[L], thing: Callable[[L], int], only: set[int] | None
) -> dict[int, dict[int, L]]:
    """Links by the thing and the agreement; of these agreements only, if any are given."""
    found: dict[int, dict[int, L]] = {}
    for link in links:
        if only is None or link.agreement_id in only:
            found.setdefault(thing(link), {})[link.agreement_id] = link
    return found
