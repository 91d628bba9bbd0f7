"""Terms and postings written straight into their tables: a document has a thousand of them, and they are no records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import connection

from samverka.search.models import SearchEntry, SearchPosting, SearchTerm
from samverka.search.postings import Changes, Place

T = TypeVar("T")
AT_ONCE = 800  # values in one IN
_TERMS, _POSTINGS = SearchTerm._meta.db_table, SearchPosting._meta.db_table


def store(changes: Changes, *, fresh: bool = False) -> None:
    """Writes the changes. `fresh`: the tables are empty, and nothing need be read first. Called by operations only, with
    the index locked."""
    places = changes.places
    terms = _term_keys({term for term, _block in places}, fresh=fresh)
    if fresh:
        _insert((terms[term], block, *changes.applied_to((term, block))) for term, block in places)
        return
    for some in _parts(places, AT_ONCE):
        _merge(changes, {(terms[term], block): (term, block) for term, block in some})


def forget_all() -> None:
    """Empties the index."""
    with connection.cursor() as cursor:
        for table in (_POSTINGS, _TERMS, SearchEntry._meta.db_table):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table


def _merge(changes: Changes, wanted: dict[tuple[int, int], Place]) -> None:
    """Some postings, made, changed and taken away. One query to read them."""
    stand = {
        (term, block): (pk, (bytes(anywhere), bytes(titled)))
        for pk, term, block, anywhere, titled in SearchPosting.objects.filter(
            term__in={key[0] for key in wanted}, block__in={key[1] for key in wanted}
        ).values_list("pk", "term_id", "block", "anywhere", "titled")
    }
    new, changed, gone = [], [], []
    for key, place in wanted.items():
        pk, before = stand.get(key, (0, (b"", b"")))
        after = changes.applied_to(place, before)
        if not pk and after[0]:
            new.append((*key, *after))
        elif pk and not after[0]:
            gone.append(pk)
        elif after != before:
            changed.append((*after, pk))
    _insert(new)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {_POSTINGS} SET anywhere = %s, titled = %s WHERE id = %s", changed)  # noqa: S608 - our own table
    SearchPosting.objects.filter(pk__in=gone).delete()


def _insert(rows: Iterable[tuple[int, int, bytes, bytes]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_POSTINGS} (term_id, block, anywhere, titled) VALUES (%s, %s, %s, %s)",  # noqa: S608 - our own table
            rows,  # type: ignore[arg-type]  # Django takes any rows
        )


def _term_keys(texts: Iterable[str], *, fresh: bool) -> dict[str, int]:
    """The keys of the terms, made where they are missing."""
    wanted = sorted(texts)
    known = {} if fresh else _known(wanted)
    missing = [each for each in wanted if each not in known]
    if missing:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {_TERMS} (text) VALUES (%s)", [(each,) for each in missing])  # noqa: S608 - our own table
        known |= dict(SearchTerm.objects.values_list("text", "pk")) if fresh else _known(missing)
    return known


def _known(texts: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in _parts(texts, AT_ONCE):
        found |= dict(SearchTerm.objects.filter(text__in=some).values_list("text", "pk"))
    return found


def _parts(things: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(things)
    while part := list(islice(left, size)):
        yield part
