"""Översynskalendern: reviews, notice, ends and renewals of a month, quarter or year, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from samverka.agreements import permissions
from samverka.agreements.choices import AgreementKindChoice
from samverka.agreements.coming import DAY_WORDS, DayKind
from samverka.agreements.explain import period_in_words
from samverka.agreements.labels import choices as pairs
from samverka.agreements.labels import day_note, kind_label
from samverka.agreements.queries import calendar, register
from samverka.agreements.queries.calendar import CalendarDay
from samverka.agreements.queries.register import Selection
from samverka.agreements.windows import Length, Window, parse_window, window_around
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.words import in_words
from samverka.foundation.typeset.excel import Column, Sheet, xlsx_response
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import PAGE, choice, key, paginate, text

PER_PAGE = 60
PERIOD, WHAT, RESPONSIBLE = "period", "vad", "bereds"
LENGTHS = (
    (Length.MONTH, gettext_lazy("Månad")),
    (Length.QUARTER, gettext_lazy("Kvartal")),
    (Length.YEAR, gettext_lazy("År")),
)


class Asked(NamedTuple):
    """What the calendar shows: which days of which agreements."""

    window: Window
    selection: Selection
    what: str
    responsible: int | None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.selection.is_narrowed or self.what or self.responsible)


class Month(NamedTuple):
    heading: str
    days: list[CalendarDay]
    is_late: bool


def _asked(request: Request) -> Asked:
    query = request.GET
    selection = Selection(
        kind=choice(query, "slag", dict(AgreementKindChoice.choices)),
        forum=key(query, "forum"),
        party=key(query, "part"),
        text=text(query),
    )
    window = parse_window(query.get(PERIOD, "")[:10]) or window_around(request.day, Length.YEAR)
    return Asked(window, selection, choice(query, WHAT, [kind.value for kind in DayKind]), key(query, RESPONSIBLE))


def _days(request: Request, asked: Asked) -> list[CalendarDay]:
    found = calendar.days(
        asked.window.first,
        asked.window.last,
        on=request.day,
        selection=asked.selection,
        responsible=[asked.responsible] if asked.responsible else None,
    )
    return [day for day in found if not asked.what or day.kind == asked.what]


@require_safe
def review_calendar(request: Request) -> HttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    asked = _asked(request)
    days = lazily(lambda: _days(request, asked))
    page = lazily(lambda: paginate(days, request, PER_PAGE))
    context = {
        "asked": asked,
        "when": in_words(asked.window.date),
        "page": page,
        "months": lazily(lambda: _months(list(page.object_list))),
        "lede": lazily(lambda: _lede(asked.window, days)),
        "waiting": lazily(
            lambda: [] if asked.what or asked.responsible else calendar.waiting(request.day, asked.selection)
        ),
        "lengths": [
            _link(request, words, asked.window.resized(length, request.day), asked) for length, words in LENGTHS
        ],
        "before": _moved(request, asked, -1),
        "after": _moved(request, asked, 1),
        "choices": lazily(register.choices),
        "kinds": AgreementKindChoice.choices,
        "whats": pairs(DAY_WORDS),
        "may_edit": permissions.EDIT_AGREEMENTS(request.user),
    }
    return render(request, "agreements/calendar.html", context)


def _months(days: list[CalendarDay]) -> list[Month]:
    """The page's days under their months; what is late first, whatever its month."""
    return [
        Month(str(_("Försenat")) if late else in_words(PartialDate.month(year, month)).capitalize(), list(part), late)
        for (late, year, month), part in groupby(days, key=_under)
    ]


def _under(day: CalendarDay) -> tuple[bool, int, int]:
    return (True, 0, 0) if day.is_overdue else (False, day.day.year, day.day.month)


def _lede(window: Window, days: list[CalendarDay]) -> str:
    late = sum(day.is_overdue for day in days)
    coming = len(days) - late
    said = []
    if late:
        said.append(ngettext("%(n)s översyn är försenad.", "%(n)s översyner är försenade.", late) % {"n": late})
    words = {"n": coming, "when": in_words(window.date)}
    said.append(
        ngettext("%(n)s dag att bevaka under %(when)s.", "%(n)s dagar att bevaka under %(when)s.", coming) % words
    )
    return " ".join(said)


def _moved(request: Request, asked: Asked, times: int) -> dict[str, Any] | None:
    window = asked.window.moved(times)
    return _link(request, in_words(window.date), window, asked) if window else None


def _link(request: Request, words: Any, window: Window, asked: Asked) -> dict[str, Any]:
    """This page for another period; the filters stay."""
    query = request.GET.copy()
    query.pop(PAGE, None)
    query[PERIOD] = window.key
    return {"href": f"?{query.urlencode()}", "words": words, "current": window == asked.window}


# --- as files ----------------------------------------------------------------------------------------------------


def _columns() -> list[Column]:
    return [
        Column(_("Dag"), 12), Column(_("Vad"), 30), Column(_("Avtal"), 60), Column(_("Slag"), 20), Column(_("Försenat"), 10),
        Column(_("Hur ofta"), 14), Column(_("Senast gjord"), 14), Column(_("Bereds av"), 30), Column(_("Anmärkning"), 34),
    ]  # fmt: skip


def _rows(days: list[CalendarDay]) -> Iterator[list[Any]]:
    for each in days:
        one = each.coming
        yield [
            each.day, each.words, each.title, kind_label(each.agreement_kind), _("Ja") if each.is_overdue else "",
            period_in_words(one.every) if one.every else "", one.last_done, ", ".join(each.who), day_note(one),
        ]  # fmt: skip


@require_safe
def calendar_csv(request: Request) -> StreamingHttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    asked = _asked(request)
    header = [column.title for column in _columns()]
    return csv_response(_filename(asked.window), header, _rows(_days(request, asked)))


@require_safe
def calendar_excel(request: Request) -> HttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    asked = _asked(request)
    sheet = Sheet(in_words(asked.window.date), _columns(), _rows(_days(request, asked)))
    title = _("Översynskalender %(when)s") % {"when": in_words(asked.window.date)}
    return xlsx_response(_filename(asked.window), [sheet], title=title, made_on=request.day)


def _filename(window: Window) -> str:
    return _("översyner-%(when)s") % {"when": window.key}
