"""What may have been meant by a query that finds nothing: words one letter away that stand in something the user may see."""

from __future__ import annotations

from collections.abc import Sequence

from samverka.search import bits, text
from samverka.search.index import Known, Sets
from samverka.search.matching import Sought, all_of
from samverka.search.models import SearchEntry
from samverka.search.reading import UnitKind
from samverka.search.widening import one_letter_off

MOST = 3


def meant(sought: Sequence[Sought], known: Known, sets: Sets, seen: int) -> list[str]:
    """Queries to try instead, the likeliest first; none unless every word that finds nothing has another to offer. A few
    queries, asked only when nothing was found."""
    wrong = [each for each in sought if not all_of(each, known, sets) & seen]
    if len(wrong) != 1 or wrong[0].unit.kind is not UnitKind.WORDS or len(wrong[0].unit.words) != 1:
        return []
    others = [each.unit for each in sought if each is not wrong[0]]
    word = wrong[0].unit.words[0]
    if not (_is_word(word) and all(_is_word(each.said) for each in others if each.kind is UnitKind.WORDS)):
        return []
    own = text.stem(word)
    tried = dict.fromkeys(text.stem(other) for other in one_letter_off(word) if len(other) > 2)
    near = [term for term in tried if term != own and term in known.words]
    sets.read(near)
    counted = sorted(near, key=lambda term: -(sets.having([term]) & seen).bit_count())
    offered = [found for term in counted[:MOST] if (found := _as_written(term, sets.having([term]) & seen))]
    return list(dict.fromkeys(" ".join([*(unit.said for unit in others), each]) for each in offered))


def _is_word(said: str) -> bool:
    """Whether there is enough of it to guess from: `1=1` and `or` have other words one letter away, none of them meant."""
    return len(said) > 2 and any(sign.isalpha() for sign in said)


def _as_written(term: str, entries: int) -> str:
    """The word of the term in one of these entries; empty if there is none."""
    number = next(bits.numbers(entries), None)
    entry = SearchEntry.objects.filter(number=number).first() if number is not None else None
    if entry is None:
        return ""
    said = (entry.title, *entry.details["names"], entry.body)
    return next((token.word for each in said for token in text.words(each) if token.term == term), "")
