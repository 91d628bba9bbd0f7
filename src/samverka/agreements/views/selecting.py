"""What the pages of all agreements are narrowed by: the same words in the same addresses."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from samverka.agreements.choices import AgreementKindChoice, ReadingState
from samverka.agreements.queries import register
from samverka.agreements.queries.register import Selection, Standing
from samverka.foundation.accounts.http import Request
from samverka.foundation.ui.tables import PAGE, choice, key, text

SEGMENTS = (
    ("", gettext_lazy("Alla")),
    ("galler", gettext_lazy("Gäller")),
    ("loper-ut", gettext_lazy("Löper ut inom 12 månader")),
    ("har-lopt-ut", gettext_lazy("Har löpt ut")),
    ("oklart", gettext_lazy("Oklart")),
    ("vantar", gettext_lazy("Väntar på parterna")),
    ("kommande", gettext_lazy("Kommande")),
    ("upphort", gettext_lazy("Upphört")),
)
URGENT = frozenset({"har-lopt-ut"})


def selection_of(request: Request) -> Selection:
    """What the page is filtered by, as asked for in the address."""
    query = request.GET
    return Selection(
        segment=choice(query, "lage", [segment for segment, _word in SEGMENTS]),
        kind=choice(query, "slag", dict(AgreementKindChoice.choices)),
        area=text(query, "omrade"),
        forum=key(query, "forum"),
        party=key(query, "part"),
        reading_state=choice(query, "tolkning", ReadingState.values),
        text=text(query),
    )


def segments_of(request: Request, selection: Selection, everything: list[Standing]) -> list[dict[str, Any]]:
    """The links to each segment, with how many it holds."""
    counts = register.counts(everything)
    return [_segment(request, selection, segment, word, counts[segment]) for segment, word in SEGMENTS]


def _segment(request: Request, selection: Selection, segment: str, word: Any, count: int) -> dict[str, Any]:
    query = request.GET.copy()
    for name in ("lage", PAGE):
        query.pop(name, None)
    if segment:
        query["lage"] = segment
    return {
        "href": f"?{query.urlencode()}",
        "word": word,
        "count": count,
        "current": segment == selection.segment,
        "late": segment in URGENT,
    }
