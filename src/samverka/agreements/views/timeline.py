"""Avtalens tidslinje: every agreement as a bar under one axis of years, and the same as a table."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samverka.agreements import permissions
from samverka.agreements.choices import AgreementKindChoice, ReadingState
from samverka.agreements.queries import register
from samverka.agreements.queries.lives import GROUPS, Life, lives, placed
from samverka.agreements.queries.register import Selection, Standing
from samverka.agreements.timeline import bar_in_words, lane_of, part_in_words
from samverka.agreements.views.selecting import segments_of, selection_of
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.ui.lanes import Axis, Lane, axis, axis_around, place
from samverka.foundation.ui.tables import PAGE, key, paginate

PER_PAGE = 40
FROM, TO = "fran", "till"
SPANS = ((1, 2), (7, 6), (20, 10))  # years before and after the day's own


class Row(NamedTuple):
    """An agreement with its bar, and the same in words."""

    life: Life
    lane: Lane
    words: str
    parts: list[str]
    last: dt.date | None


class Group(NamedTuple):
    heading: str
    rows: list[Row]


@require_safe
def agreement_timeline(request: Request) -> HttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    selection, years = selection_of(request), _axis(request)
    everything = lazily(lambda: register.standings(selection, request.day))
    page = lazily(lambda: paginate(placed(_chosen(everything, selection), request.day), request, PER_PAGE))
    context = {
        "page": page,
        "groups": lazily(lambda: _groups(list(page.object_list), years, request)),
        "axis": years,
        "today": place(request.day, years),
        "spans": _spans(request, years),
        "chosen": selection,
        "segments": lazily(lambda: segments_of(request, selection, everything)),
        "lede": lazily(lambda: _lede(register.counts(everything))),
        "choices": lazily(register.choices),
        "kinds": AgreementKindChoice.choices,
        "reading_states": ReadingState.choices,
        "may_edit": permissions.EDIT_AGREEMENTS(request.user),
    }
    return render(request, "agreements/timeline.html", context)


def _chosen(everything: list[Standing], selection: Selection) -> list[Standing]:
    return [standing for standing in everything if standing.is_in(selection.segment)]


def _lede(counts: dict[str, int]) -> str:
    """How many there are, and how many of them need someone."""
    soon, over, unclear = counts["loper-ut"], counts["har-lopt-ut"], counts["oklart"]
    said = [_("%(count)s avtal.") % {"count": counts[""]}]
    if soon:
        said.append(
            ngettext("%(count)s löper ut inom tolv månader.", "%(count)s löper ut inom tolv månader.", soon)
            % {"count": soon}
        )
    if over:
        said.append(
            ngettext(
                "%(count)s har löpt ut utan att något har registrerats i stället.",
                "%(count)s har löpt ut utan att något har registrerats i stället.",
                over,
            )
            % {"count": over}
        )
    if unclear:
        said.append(
            ngettext(
                "%(count)s har en giltighet som någon behöver reda ut.",
                "%(count)s har en giltighet som någon behöver reda ut.",
                unclear,
            )
            % {"count": unclear}
        )
    return " ".join(said)


def _axis(request: Request) -> Axis:
    """The years asked for; where only one of them is, the other keeps its distance from the day."""
    usual = axis_around(request.day)
    first, last = key(request.GET, FROM), key(request.GET, TO)
    return axis(usual.first if first is None else first, usual.last if last is None else last)


def _spans(request: Request, shown: Axis) -> list[dict[str, Any]]:
    """Links to fewer and more years."""
    found = []
    for before, after in SPANS:
        years = axis_around(request.day, before, after)
        query = request.GET.copy()
        query.pop(PAGE, None)
        query[FROM], query[TO] = str(years.first), str(years.last)
        words = _("%(first)s–%(last)s") % {"first": years.first, "last": years.last}
        found.append({"href": f"?{urlencode(query)}", "words": words, "current": years == shown})
    return found


def _groups(shown: list[Any], years: Axis, request: Request) -> list[Group]:
    """The page's agreements under their headings, with their bars."""
    found = lives(shown, request.day, years.begins, years.ends)
    return [
        Group(str(GROUPS[number]), [_row(life, years, request) for life in part])
        for number, part in groupby(found, key=lambda life: life.placed.group)
    ]


def _row(life: Life, years: Axis, request: Request) -> Row:
    drawn = lane_of(life.parts, life.facts, life.validity, years, request.day, life.reviews)
    words = bar_in_words(life.parts, request.day) if life.parts else _("Källan anger varken början eller slut.")
    return Row(life, drawn, f"{life.tag.word}. {words}", [part_in_words(part) for part in life.parts], _last(life))


def _last(life: Life) -> dt.date | None:
    ended_from = life.facts.ended_from
    return ended_from - dt.timedelta(days=1) if ended_from and ended_from > dt.date.min else None
