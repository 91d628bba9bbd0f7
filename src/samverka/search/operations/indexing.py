"""The index written: what a transaction has touched, at its end; or all of it anew."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence

from django.db import transaction

from samverka.foundation.audit.operations import Event
from samverka.foundation.database.ending import at_the_end
from samverka.foundation.documents.models import Document
from samverka.search import text
from samverka.search.document_texts import unread_versions
from samverka.search.models import SearchEntry, SearchState
from samverka.search.operations.storing import forget_all, store
from samverka.search.postings import Changes
from samverka.search.sources import SOURCES, Touched
from samverka.search.tasks import read_later

BATCH = 500
Progress = Callable[[int, int], None]


class _Touched:
    """What the transaction under way has touched, written to the index when it ends."""

    def __init__(self) -> None:
        self.by_model: Touched = {}
        self.added: set[int] = set()

    def add(self, label: str, key: int) -> None:
        self.by_model.setdefault(label, set()).add(key)

    def __call__(self) -> None:
        update_index(self.by_model)
        if self.added:
            read_unread(self.added)


def read_unread(documents: Collection[int] | None = None) -> int:
    """Has the documents whose text nobody has read be read in the background; all of them, or these. Gives how many."""
    versions = unread_versions(documents)
    for version in versions:
        read_later(version)
    return len(versions)


def note(events: Sequence[Event]) -> None:
    """An observer of the log: what it tells of is indexed before its transaction ends."""
    watched = [each for each in events if each.obj._meta.label_lower in _WATCHED]
    if watched:
        touched = at_the_end("search", _Touched)
        for event in watched:
            touched.add(event.obj._meta.label_lower, int(event.obj.pk))
            if isinstance(event.obj, Document) and event.verb == "add_version":
                touched.added.add(int(event.obj.pk))


_WATCHED = frozenset(label for source in SOURCES.values() for label in source.watches)


@transaction.atomic
def update_index(touched: Touched) -> int:
    """Makes the index say what the records that hang on `touched` say now; gives how many entries differed. An index
    that is not there yet, or that another version made, is built anew."""
    state, differed = _locked_state(), 0
    if state.analyser != text.ANALYSER:
        return _rebuild(state)
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
    store(changes)
    return len(new) + len(changed) + len(gone)


@transaction.atomic
def rebuild_index(progress: Progress = lambda done, total: None) -> int:
    """Forgets the index and makes it anew from the register, in one transaction; gives how many entries there are."""
    return _rebuild(_locked_state(), progress)


def _rebuild(state: SearchState, progress: Progress = lambda done, total: None) -> int:
    forget_all()
    state.epoch, state.analyser, state.next_number = secrets.token_hex(16), text.ANALYSER, 0
    changes = Changes()
    for source in SOURCES.values():
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
    store(changes, fresh=True)
    state.writes += 1
    state.save()
    return state.next_number


def _locked_state() -> SearchState:
    """The one row, locked: two transactions never write the index at once."""
    first = {"epoch": secrets.token_hex(16), "analyser": 0}
    return SearchState.objects.select_for_update().get_or_create(pk=1, defaults=first)[0]
