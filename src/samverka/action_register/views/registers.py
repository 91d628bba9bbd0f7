"""The list itself, as a page and as a file; and the register it belongs to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samverka.action_register import operations, permissions, queries
from samverka.action_register.forms import OpenRegisterForm, RegisterForm
from samverka.action_register.labels import label
from samverka.action_register.models import ActionRegister
from samverka.action_register.queries.lines import RowLine
from samverka.action_register.queries.rows import ALL, MINE, SEGMENTS, SORTS, RegisterPage
from samverka.action_register.states import Shape
from samverka.forums.models import Forum
from samverka.forums.permissions import secretary_of
from samverka.foundation.accounts.http import Request
from samverka.foundation.accounts.states import CountyRole
from samverka.foundation.audit.pages import drawn
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.day import PARAMETER, address, ordinary_day
from samverka.foundation.dates.words import in_words
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import PAGE, NumberedPage, Sorting, choice, key, paginate, text

PER_PAGE = 30
AT_MOST = 1000
SHAPES = (Shape.DONE, Shape.NEXT, Shape.PLANNED, Shape.PRELIMINARY, Shape.LATE, Shape.STATEMENT)
LEGEND = [
    (css, label(shape))
    for shape, css in zip(SHAPES, (" is-done", " is-next", "", " is-prel", " is-late", " is-state"), strict=True)
]


def all_registers() -> list[ActionRegister]:
    forum = ("forum__name", "forum__short_name", "forum__abbreviation", "forum__county_id")
    return list(ActionRegister.objects.select_related("forum").only("title", "title_key", "forum_id", *forum))


def chosen_register(request: HttpRequest, registers: list[ActionRegister]) -> ActionRegister | None:
    """The register asked for by `?lista=`, else the first."""
    wanted = key(request.GET, "lista")
    return next((each for each in registers if each.pk == wanted), registers[0] if registers else None)


def _selection(request: Request, register: ActionRegister) -> tuple[queries.Selection, Sorting]:
    query = request.GET
    sorting = Sorting.of(query, dict.fromkeys(SORTS, ()), "lista")
    direction = key(query, "inriktning")
    selection = queries.Selection(
        register=register, day=request.day, user=request.user, segment=choice(query, "visa", SEGMENTS, ALL), direction=direction,
        area=key(query, "omrade"), forum=key(query, "forum"), principal=key(query, "huvudman"), text=text(query),
        sort=sorting.key, descending=sorting.descending,
    )  # fmt: skip
    return selection, sorting


@require_safe
def register_list(request: Request) -> HttpResponse:
    permissions.SEE.require(request.user)
    registers = all_registers()
    register = chosen_register(request, registers)
    if register is None:
        return render(request, "action_register/none.html", {"may_open": permissions.OPEN(request.user)})
    selection, sorting = _selection(request, register)
    found = lazily(lambda: queries.register_page(selection))
    page = lazily(lambda: _page(found, request))
    context = {
        "registers": registers,
        "register": register,
        "chosen": selection,
        "sorting": sorting,
        "found": found,
        "page": page,
        "is_own": selection.segment == MINE,
        "groups": lazily(lambda: found.groups(page.object_list)),
        "forums": lazily(lambda: sorted(found.forums.items(), key=lambda pair: pair[1].casefold())),
        "fits_one_page": lazily(lambda: page.paginator.num_pages > 1 and found.total <= AT_MOST),
        "lapsed": lazily(lambda: [each for each in (*found.directions, *found.areas) if each.has_ended(request.day)]),
        "stranded": lazily(lambda: queries.rows_under_lapsed_headings(register, request.day).count()),
        "legend": LEGEND,
        # The address of a row without its number: thirty reversals cost as much as reading the rows.
        "row_base": reverse("action_register:detail", args=[0]).removesuffix("0/"),
        "row_query": f"?{urlencode({PARAMETER: request.day.isoformat()})}" if request.as_of else "",
        "may_change": permissions.CHANGE(request.user, register),
    }
    return render(request, "action_register/list.html", context)


def _page(found: RegisterPage, request: Request) -> NumberedPage:
    on_one_page = request.GET.get(PAGE) == "alla" and found.total <= AT_MOST
    return paginate(found.rows, request, per_page=AT_MOST if on_one_page else PER_PAGE)  # type: ignore[arg-type]


@require_safe
def register_csv(request: Request) -> StreamingHttpResponse | HttpResponseRedirect:
    permissions.SEE.require(request.user)
    register = chosen_register(request, all_registers())
    if register is None:
        return HttpResponseRedirect(address(request, "action_register:list"))
    selection, _sorting = _selection(request, register)
    names = {each.pk: each.name for each in register.directions.all()}
    header = [
        _("Inriktning"), _("Prioriterat område"), _("Nummer"), _("Vad"), _("Uppdrag"), _("Ansvarig"), _("Bereds i"), _("Uppföljning"),
        _("Läge"), _("Nästa uppföljning"), _("Klart"), _("Avslutad eller avförd den"), _("Skäl"),
    ]  # fmt: skip
    rows = (_csv_row(line, names) for line in queries.all_lines(selection))
    return csv_response(f"{register.title} {request.day.isoformat()}", header, rows)


def _csv_row(line: RowLine, directions: dict[int, str]) -> list[Any]:
    following = line.next
    state = line.standing if line.is_ongoing else line.state
    return [
        directions.get(line.direction_id or 0, ""), ", ".join(line.areas), line.number, line.subject, line.commission, "\n".join(line.responsible),
        ", ".join(name.text for name in line.preparing), line.follow_up_raw, label(state), f"{following.chip} {following.place} {following.words}" if following else "",
        in_words(line.due) if line.due else "", line.closed_on, line.closing_reason,
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
def open_register(request: Request) -> HttpResponse:
    permissions.OPEN.require(request.user)
    forums = Forum.objects.on(ordinary_day()).filter(action_register=None)
    if not request.user.holds(CountyRole.COORDINATOR):
        forums = forums.filter(pk__in=secretary_of(request.user, ordinary_day()))
    form = OpenRegisterForm(request.POST or None, forums=forums)
    if request.method == "POST" and form.is_valid():
        register = operations.open_register(actor=request.user, **form.cleaned_data)
        messages.success(
            request,
            _("%(title)s är startad. Lägg till rader, eller läs in listan från Word.") % {"title": register.title},
        )
        return HttpResponseRedirect(
            f"{address(request, 'action_register:list')}{'&' if request.as_of else '?'}lista={register.pk}"
        )
    context = {
        "form": form,
        "heading": _("Starta en balanslista"),
        "submit": _("Starta balanslistan"),
        "back": address(request, "action_register:list"),
    }
    return drawn(request, "action_register/act.html", context, form)


@require_http_methods(["GET", "POST"])
def rename_register(request: Request, pk: int) -> HttpResponse:
    register = get_object_or_404(ActionRegister.objects.select_related("forum"), pk=pk)
    permissions.CHANGE.require(request.user, register)
    form = RegisterForm(request.POST or None, record=register)
    back = address(request, "action_register:headings", register.pk)
    if request.method == "POST":
        done, _changed = form.attempt(operations.rename_register, actor=request.user, register=register)
        if done:
            messages.success(request, _("Namnet är ändrat."))
            return HttpResponseRedirect(back)
    context = {
        "form": form,
        "heading": _("Ändra listans namn"),
        "submit": _("Ändra namnet"),
        "back": back,
        "register": register,
    }
    return drawn(request, "action_register/act.html", context, form)
