"""The page of results, and what the box offers while one types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samverka.foundation.accounts.http import Request
from samverka.foundation.ui.tables import choice, key, paginate, text
from samverka.search.permissions import SEARCH
from samverka.search.places import href, place, title
from samverka.search.queries import PER_PAGE, Answer, Hit, Wanted, forum_choices, search
from samverka.search.reading import MOST_SIGNS
from samverka.search.sources import SOURCES

NEWEST = "nyast"
OFFERED = 8


class _Listed(Sequence[Hit]):
    """The hits of one page, as the part of a whole list that pages are cut from."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __len__(self) -> int:
        return self._answer.count

    def __getitem__(self, part: Any) -> Any:
        return self._answer.hits


@require_safe
def results(request: Request) -> HttpResponse:
    SEARCH.require(request.user)
    wanted = _wanted(request)
    answer = search(request.user, wanted)
    context = {
        "searched_for": wanted.said,
        "wanted": wanted,
        "answer": answer,
        "page": paginate(_Listed(answer), request, PER_PAGE),
        "hits": [_shown(request, hit) for hit in answer.hits],
        "segments": _segments(request, wanted, answer),
        "forums": forum_choices(answer, wanted.forum),
        "years": sorted({*answer.years, *([wanted.year] if wanted.year else [])}, reverse=True),
        "newest": NEWEST,
    }
    return render(request, "search/results.html", context)


@require_safe
def suggestions(request: Request) -> HttpResponse:
    """Titles of the best hits, as the choices of a list that the browser shows under the box."""
    SEARCH.require(request.user)
    said = text(request.GET, limit=MOST_SIGNS + 1)
    answer = search(request.user, Wanted(said=said), per_page=OFFERED) if len(said) > 1 else None
    titles = dict.fromkeys(hit.entry.title or title(hit) for hit in answer.hits) if answer else {}
    return render(request, "search/_suggestions.html", {"titles": titles})


def _wanted(request: Request) -> Wanted:
    query = request.GET
    page = query.get("sida", "1")
    year = key(query, "ar")
    return Wanted(
        said=text(query, limit=100_000),
        kind=choice(query, "slag", SOURCES),
        forum=key(query, "forum"),
        year=year if year and year < 10_000 else None,
        newest=query.get("ordning") == NEWEST,
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 9 else 1,
    )


def _shown(request: Request, hit: Hit) -> dict[str, Any]:
    return {
        "href": href(request, hit),
        "title": hit.title or title(hit),
        "kind": SOURCES[hit.entry.kind].label,
        "place": place(hit),
        "called": hit.called,
        "snippet": hit.snippet,
        "reasons": hit.reasons,
    }


def _segments(request: Request, wanted: Wanted, answer: Answer) -> Iterator[dict[str, Any]]:
    """All kinds, and each that has hits."""
    yield {
        "href": _with_kind(request, ""),
        "word": None,
        "count": sum(answer.kinds.values()),
        "current": not wanted.kind,
    }
    for kind, source in SOURCES.items():
        if answer.kinds.get(kind) or kind == wanted.kind:
            yield {
                "href": _with_kind(request, kind),
                "word": source.plural,
                "count": answer.kinds.get(kind, 0),
                "current": kind == wanted.kind,
            }


def _with_kind(request: Request, kind: str) -> str:
    query = request.GET.copy()
    for name in ("slag", "sida"):
        query.pop(name, None)
    if kind:
        query["slag"] = kind
    return f"?{query.urlencode()}"
