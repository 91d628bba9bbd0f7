"""The index written: what a transaction has touched, at its end; or all of it anew."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction

from samverka.foundation.audit.operations import Event
from samverka.foundation.database.ending import at_the_end
from samverka.search import bits, text
from samverka.search.entries import Entry
from samverka.search.models import SearchEntry, SearchPosting, SearchState, SearchTerm
from samverka.search.postings import Changes
from samverka.search.sources import SOURCES, Touched

BATCH = 500
Progress = Callable[[int, int], None]


class _Touched:
    """What the transaction under way has touched, written to the index when it ends."""

    def __init__(self) -> None:
        self.by_model: Touched = {}

    def add(self, label: str, key: int) -> None:
        self.by_model.setdefault(label, set()).add(key)

    def __call__(self) -> None:
        update_index(self.by_model)


def note(events: Sequence[Event]) -> None:
    """An observer of the log: what it tells of is indexed before its transaction ends."""
    watched = [each for each in events if each.obj._meta.label_lower in _WATCHED]
    if watched:
        touched = at_the_end("search", _Touched)
        for event in watched:
            touched.add(event.obj._meta.label_lower, int(event.obj.pk))


_WATCHED = frozenset(label for source in SOURCES.values() for label in source.watches)


@transaction.atomic
def update_index(touched: Touched) -> int:
    """Makes the index say what the records that hang on `touched` say now; gives how many entries differed."""
    state, differed = _locked_state(), 0
    for kind, source in SOURCES.items():
        wanted = sorted(source.concerned(touched))
        for start in range(0, len(wanted), BATCH):
            differed += _update(state, kind, wanted[start : start + BATCH])
    if differed:
        state.writes += 1
        state.save()
    return differed


def _update(state: SearchState, kind: str, keys: Sequence[int]) -> int:
    """Some records of one kind: a fixed number of queries, and those of their terms."""
    stand = {entry.key: entry for entry in SearchEntry.objects.filter(kind=kind, object_id__in=keys)}
    now = {each.key: each for each in SOURCES[kind].entries(keys)}
    changes, new, changed = Changes(), list[SearchEntry](), list[SearchEntry]()
    for key, each in now.items():
        fingerprint, known = each.fingerprint(), stand.get(key)
        if known is None:
            known = SearchEntry(number=state.next_number)
            state.next_number += 1
            changes.replace(known.number, None, each)
            new.append(known)
        elif known.fingerprint != fingerprint:
            changes.replace(known.number, known.content, each)
            changed.append(known)
        else:
            continue
        known.take(each, fingerprint)
    gone = [entry for key, entry in stand.items() if key not in now]
    for entry in gone:
        changes.replace(entry.number, entry.content, None)
    SearchEntry.objects.bulk_create(new, batch_size=BATCH)
    SearchEntry.objects.bulk_update(changed, SearchEntry.CONTENT, batch_size=100)
    SearchEntry.objects.filter(number__in=[entry.number for entry in gone]).delete()
    _write(changes)
    return len(new) + len(changed) + len(gone)


@transaction.atomic
def rebuild_index(progress: Progress = lambda done, total: None) -> int:
    """Forgets the index and makes it anew from the register, in one transaction; gives how many entries there are."""
    state = _locked_state()
    SearchPosting.objects.all().delete()
    SearchTerm.objects.all().delete()
    SearchEntry.objects.all().delete()
    state.epoch, state.analyser, state.next_number = secrets.token_hex(16), text.ANALYSER, 0
    changes = Changes()
    for kind, source in SOURCES.items():
        keys = source.keys()
        for start in range(0, len(keys), BATCH):
            rows = []
            for each in source.entries(keys[start : start + BATCH]):
                row = SearchEntry(number=state.next_number)
                row.take(each, each.fingerprint())
                changes.replace(row.number, None, each)
                rows.append(row)
                state.next_number += 1
            SearchEntry.objects.bulk_create(rows, batch_size=BATCH)
            progress(start + BATCH, len(keys))
    _write(changes)
    state.writes += 1
    state.save()
    return state.next_number


def _locked_state() -> SearchState:
    """The one row, locked: two transactions never write the index at once."""
    first = {"epoch": secrets.token_hex(16), "analyser": text.ANALYSER}
    return SearchState.objects.select_for_update().get_or_create(pk=1, defaults=first)[0]


def _write(changes: Changes) -> None:
    terms = _term_keys(changes.terms)
    for some in _parts(changes.keys, BATCH):
        wanted = {(terms[term], place, block): (term, place, block) for term, place, block in some}
        stand = {
            (row.term_id, row.place, row.block): row
            for row in SearchPosting.objects.filter(
                term__in={key[0] for key in wanted}, block__in={key[2] for key in wanted}
            )
        }
        new, changed, gone = [], [], []
        for key, told in wanted.items():
            row = stand.get(key)
            packed = changes.applied_to(told, bytes(row.bits) if row else b"")
            if row is None:
                new.append(SearchPosting(term_id=key[0], place=key[1], block=key[2], bits=packed))
            elif packed:
                row.bits = packed
                changed.append(row)
            else:
                gone.append(row.pk)
        SearchPosting.objects.bulk_create(new, batch_size=BATCH)
        SearchPosting.objects.bulk_update(changed, ["bits"], batch_size=100)
        SearchPosting.objects.filter(pk__in=gone).delete()


def _term_keys(texts: Iterable[str]) -> dict[str, int]:
    """The keys of the terms, made where they are missing."""
    found: dict[str, int] = {}
    for some in _parts(sorted(texts), BATCH):
        known = dict(SearchTerm.objects.filter(text__in=some).values_list("text", "pk"))
        made = SearchTerm.objects.bulk_create([SearchTerm(text=each) for each in some if each not in known])
        found |= known | {term.text: term.pk for term in made}
    return found


def _parts(all_of_them: Iterable[object], size: int) -> Iterator[list]:  # type: ignore[type-arg]
    left = iter(all_of_them)
    while part := list(islice(left, size)):
        yield part
