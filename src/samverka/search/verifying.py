"""The index of the search against the records it was made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from samverka.foundation.faults import Fault, Tell
from samverka.search import bits, text
from samverka.search.entries import ANYWHERE, TITLED
from samverka.search.models import SearchEntry, SearchPosting, SearchState
from samverka.search.sources import SOURCES
from samverka.search.sources.base import Source

BATCH = 500
TRIED = 100  # of so many entries one is looked for by each of its terms
REBUILD = "Kör samverka search --rebuild, så görs indexet om från registret."


def verify(tell: Tell) -> Iterator[Fault]:
    """Records that the index lacks, or says something else of, or has though they are gone; and terms that do not lead to
    the entries that have them (one entry of a hundred is tried). Nothing is said of an index that is not made yet: the
    first write makes it."""
    state = SearchState.objects.filter(pk=1).first()
    if state is None:
        return
    if state.analyser != text.ANALYSER:
        yield Fault("Sökindexet är gjort av en annan version av Samverka.", REBUILD)
        return
    keys = {kind: source.keys() for kind, source in SOURCES.items()}
    total, done = sum(map(len, keys.values())), 0
    for kind, source in SOURCES.items():
        for start in range(0, len(keys[kind]), BATCH):
            part = keys[kind][start : start + BATCH]
            yield from _records(kind, source, part)
            done += len(part)
            tell(done, total)
        gone = SearchEntry.objects.filter(kind=kind).exclude(object_id__in=source.model._default_manager.values("pk"))
        if count := gone.count():
            yield Fault(f"Sökindexet har {count} poster av slaget {source.label} som inte längre finns.", REBUILD)


def _records(kind: str, source: Source, keys: Collection[int]) -> Iterator[Fault]:
    """Some records of a kind. Two queries, one for their terms, and those of the source."""
    stand = {entry.key: entry for entry in SearchEntry.objects.filter(kind=kind, object_id__in=keys)}
    now = {each.key: each.fingerprint() for each in source.entries(list(keys))}
    differing = {key for key in now.keys() | stand.keys() if key not in stand or stand[key].fingerprint != now.get(key)}
    if differing:
        one = min({key[1] for key in differing})
        yield Fault(
            f"Sökindexet säger något annat än registret om {len(differing)} poster av slaget {source.label}, till exempel nummer {one}.",
            REBUILD,
        )
    tried = [entry for key, entry in stand.items() if entry.number % TRIED == 0 and key not in differing]
    lost = sum(1 for entry in tried if not _leads_to(entry))
    if lost:
        yield Fault(f"Sökindexets ord leder inte till {lost} poster av slaget {source.label}.", REBUILD)


def _leads_to(entry: SearchEntry) -> bool:
    """Whether each term of the entry has it. One query."""
    postings = entry.content.postings()
    block, within = divmod(entry.number, bits.BLOCK)
    found = {
        term: (bits.unpack(bytes(anywhere)), bits.unpack(bytes(titled)))
        for term, anywhere, titled in SearchPosting.objects.filter(
            block=block, term__text__in=postings[ANYWHERE] | postings[TITLED]
        ).values_list("term__text", "anywhere", "titled")
    }
    return all(
        term in found and found[term][where] >> within & 1 for where in (ANYWHERE, TITLED) for term in postings[where]
    )
