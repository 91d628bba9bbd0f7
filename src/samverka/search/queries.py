"""Searching: a fixed number of queries, whatever is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from samverka.forums.models import Forum
from samverka.foundation.accounts.models import User
from samverka.foundation.database.ending import end_early
from samverka.search import bits, matching
from samverka.search.entries import kind_facet, thing_facet, year_facet
from samverka.search.guessing import meant
from samverka.search.index import Known, Sets, known_terms
from samverka.search.marking import Marker, marked, reasons, snippet
from samverka.search.matching import Sought
from samverka.search.models import SearchEntry
from samverka.search.ranking import cut, groups
from samverka.search.reading import Asked, UnitKind, read_query
from samverka.search.sources import SOURCES
from samverka.search.widening import Tier

PER_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for: the words, the filters, the order, the page."""

    said: str
    kind: str = ""
    forum: int | None = None
    year: int | None = None
    newest: bool = False
    page: int = 1


@dataclass(frozen=True)
class Hit:
    """One hit as it is shown. `called` is another name that it was found by. `forums` are the labels of the forums it belongs to; `holder` is what lets the user see it."""

    entry: SearchEntry
    title: SafeString
    called: SafeString | None
    snippet: SafeString
    reasons: Sequence[str]
    forums: Sequence[str]
    holder: str


@dataclass(frozen=True)
class Answer:
    """The hits of one page, and how many there are of each kind, forum and year among what the user may see."""

    asked: Asked
    hits: Sequence[Hit] = ()
    count: int = 0
    is_more: bool = False
    kinds: dict[str, int] = field(default_factory=dict)
    forums: dict[int, int] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)
    meant: Sequence[str] = ()


def search(user: User, wanted: Wanted, per_page: int = PER_PAGE) -> Answer:
    """What the user may see of what is asked for. What this transaction itself has written is found too."""
    end_early()
    asked = read_query(wanted.said)
    if not asked.units:
        return Answer(asked)
    known = known_terms()
    sets = Sets(known)
    sought = matching.seek(asked, known)
    matched = matching.match(sought, known, sets)
    seen, hidden = matching.visible(user, known, sets)
    found, is_more = _with_phrases(matched.all & seen, sought)
    facets = _facets(known)
    filters = {
        "kind": sets.facet(kind_facet(wanted.kind)) if wanted.kind else -1,
        "forum": sets.facet(thing_facet(f"forum:{wanted.forum}")) if wanted.forum is not None else -1,
        "year": sets.facet(year_facet(wanted.year)) if wanted.year is not None else -1,
    }
    shown = found & filters["kind"] & filters["forum"] & filters["year"]
    ordered = groups(matched, shown, by_day=wanted.newest)
    count = shown.bit_count()
    start = (min(max(wanted.page, 1), max(1, -(-count // per_page))) - 1) * per_page
    numbers = cut(ordered, start, per_page, known, sets, undated_last=wanted.newest)
    counts = {name: _counted(terms, sets, found, filters, but=name) for name, terms in facets.items()}
    other = () if found else meant(sought, known, sets, seen)
    return Answer(asked, _hits(numbers, sought, hidden), count, is_more, **counts, meant=other)


def _with_phrases(found: int, sought: Sequence[Sought]) -> tuple[int, bool]:
    """Those that have each phrase word for word, and whether there were more than are looked through."""
    phrases = [each.unit.words for each in sought if each.unit.kind is UnitKind.PHRASE and len(each.unit.words) > 1]
    if not phrases or not found:
        return found, False
    numbers = list(bits.numbers(found))
    newest = numbers[-matching.MOST_VERIFIED :]
    return matching.with_phrases(newest, phrases), len(numbers) > len(newest)


def _facets(known: Known) -> dict[str, dict[Any, str]]:
    """The terms of each filter, by value."""
    forum, year = thing_facet("forum:"), year_facet(0).rstrip("0")
    return {
        "kinds": {kind: kind_facet(kind) for kind in SOURCES},
        "forums": {int(term.removeprefix(forum)): term for term in known.facets if term.startswith(forum)},
        "years": {int(term.removeprefix(year)): term for term in known.facets if term.startswith(year)},
    }


def _counted(terms: dict[Any, str], sets: Sets, found: int, filters: dict[str, int], *, but: str) -> dict[Any, int]:
    """How many hits each value of a filter would give, the other filters as they are."""
    for name, chosen in filters.items():
        if f"{name}s" != but:
            found &= chosen
    counts = {value: (found & sets.facet(term)).bit_count() for value, term in terms.items()} if found else {}
    return {value: count for value, count in counts.items() if count}


def _hits(numbers: Sequence[int], sought: Sequence[Sought], hidden: frozenset[str]) -> list[Hit]:
    entries = {each.number: each for each in SearchEntry.objects.filter(number__in=numbers)}
    marker = Marker(sought)
    labels = _forum_labels(entries.values())
    found = []
    for entry in (entries[number] for number in numbers if number in entries):
        if matching.is_hidden(entry, hidden):  # since it was matched
            continue
        in_title, in_body = marker.marks(entry.title), marker.marks(entry.body, is_ocr=entry.is_ocr)
        others = (name for name in entry.details["names"] if name != entry.title)
        names = [(name, marks) for name in others if (marks := marker.marks(name))]
        in_names = [mark for _name, marks in names for mark in marks]
        why = reasons(sought, [*in_title, *in_names, *in_body])
        forums = [labels[thing] for thing in entry.details["belongs_to"] if thing in labels and entry.kind != "forum"]
        holder = next(each for each in entry.details["holders"] if each not in hidden)
        is_titled = any(mark.tier is not Tier.ALIAS for mark in in_title)
        called = marked(*min(names, key=lambda each: each[1][0].tier)) if names and not is_titled else None
        found.append(
            Hit(entry, marked(entry.title, in_title), called, snippet(entry.body, in_body), why, forums, holder)
        )
    return found


def _forum_labels(entries: Iterable[SearchEntry]) -> dict[str, str]:
    """What people call the forums that the entries belong to, by thing, as they are called now."""
    things = {thing for entry in entries for thing in entry.details["belongs_to"] if thing.startswith("forum:")}
    named = Forum.objects.only("name", "short_name", "abbreviation")
    forums = named.filter(pk__in=[int(thing.removeprefix("forum:")) for thing in things])
    return {f"forum:{forum.pk}": forum.label for forum in forums}


def forum_choices(answer: Answer, chosen: int | None) -> list[tuple[int, str, int]]:
    """The forums that hits belong to, in order: key, label, how many hits. One query."""
    wanted = {*answer.forums, *([chosen] if chosen is not None and chosen < 2**63 else [])}
    return [
        (each.pk, each.label, answer.forums.get(each.pk, 0))
        for each in Forum.objects.only("name", "short_name", "abbreviation").filter(pk__in=wanted)
    ]
