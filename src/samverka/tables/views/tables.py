"""Imported tables: list, one as it is printed, both as CSV."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.findings.permissions import visible_findings
from samverka.findings.queries import findings_on
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import form_page
from samverka.foundation.dates.day import address
from samverka.foundation.documents.serving import serve
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import Sorting, choice, key, paginate, text
from samverka.tables import operations, permissions, queries
from samverka.tables.choices import TableKindChoice
from samverka.tables.forms import TableForm
from samverka.tables.models import ImportedTable
from samverka.tables.rules import number

SORTS = {
    "rubrik": ("title_key", "-year", "pk"),
    "ar": ("year", "document", "number", "title_key", "pk"),
    "dokument": ("document", "number", "title_key", "pk"),
}


def _selection(request: Request) -> dict[str, Any]:
    query = request.GET
    return {
        "kind": choice(query, "slag", TableKindChoice.values),
        "year": key(query, "ar"),
        "document": key(query, "dokument"),
        "text": text(query),
    }


@require_safe
def table_list(request: Request) -> HttpResponse:
    permissions.VIEW_TABLES.require(request.user)
    chosen, sorting = _selection(request), Sorting.of(request.GET, SORTS, "-ar")
    page = paginate(queries.table_list(**chosen).order_by(*sorting.order), request)
    context = {
        "page": page,
        "rows": [(each, queries.table_page(each)) for each in page],
        "sorting": sorting,
        "chosen": chosen,
        "kinds": TableKindChoice.choices,
        "years": queries.years(),
    }
    return render(request, "tables/list.html", context)


@require_safe
def list_csv(request: Request) -> StreamingHttpResponse:
    permissions.VIEW_TABLES.require(request.user)
    sorting = Sorting.of(request.GET, SORTS, "-ar")
    header = [_("Rubrik"), _("Slag"), _("Nummer"), _("År"), _("Rader"), _("Stämmer inte"), _("Dokument"), _("Var")]
    rows = (
        [
            each.title, each.get_kind_display(), each.number, each.year, len(each.rows), len(queries.table_page(each).wrong),
            each.document, each.place_in_words,
        ]
        for each in queries.table_list(**_selection(request)).order_by(*sorting.order)
    )  # fmt: skip
    return csv_response(_("inlästa tabeller"), header, rows)


def _fetch(pk: int) -> ImportedTable:
    return get_object_or_404(
        ImportedTable.objects.select_related("version_read__document", "version_read__file"), pk=pk
    )


@require_safe
def table_detail(request: Request, pk: int) -> HttpResponse:
    permissions.VIEW_TABLES.require(request.user)
    table = _fetch(pk)
    context = {
        "table": table,
        "page": queries.table_page(table),
        "findings": findings_on(table, seen=visible_findings(request.user)),
        "history": queries.history_in_words(table),
        "verbs": {},
        "may_change": permissions.CHANGE_TABLES(request.user, table),
        "may_remove": permissions.REMOVE_TABLES(request.user, table),
    }
    return render(request, "tables/detail.html", context)


@require_safe
def table_csv(request: Request, pk: int) -> StreamingHttpResponse:
    """The table itself: figures as numbers, all else as printed."""
    permissions.VIEW_TABLES.require(request.user)
    table = _fetch(pk)
    page = queries.table_page(table)
    head = page.head or ["", *(str(n) for n in range(1, table.width + 1))]
    rows = ([shown.row.label, *(_figure(cell) for cell, _wrong in shown.cells)] for shown in page.rows)
    return csv_response(table.title[:80], head, rows)


def _figure(cell: str) -> Decimal | str:
    value = None if "%" in cell else number(cell)
    return cell if value is None else value


@require_safe
def source(request: Request, pk: int) -> FileResponse:
    """The document that the table was read from."""
    permissions.VIEW_TABLES.require(request.user)
    table = _fetch(pk)
    if table.version_read is None:
        raise Http404
    try:
        return serve(table.version_read)
    except FileNotFoundError as error:
        raise Http404 from error


@require_http_methods(["GET", "POST"])
def change_table(request: Request, pk: int) -> HttpResponse:
    """Corrects what was misread; what is wrong in the document itself stands as it is printed."""
    table = _fetch(pk)
    permissions.CHANGE_TABLES.require(request.user, table)
    form = TableForm(request.POST or None, record=table)
    if request.method == "POST":
        done, changed = form.attempt(operations.change_table, actor=request.user, table=table)
        if done:
            messages.success(request, _("Tabellen är rättad.") if changed else _("Inget var ändrat."))
            return HttpResponseRedirect(address(request, "tables:detail", pk))
    return form_page(
        request, form, heading=_("Rätta tabellen"), submit=_("Spara rättelsen"),
        lede=_("Rätta det som är fel läst. Är det fel i dokumentet: låt det stå, så som det är tryckt."),
        crumbs=[
            (address(request, "tables:list"), _("Inlästa tabeller")), (address(request, "tables:detail", pk), table.title),
        ],
    )  # fmt: skip


@require_POST
def remove_table(request: Request, pk: int) -> HttpResponse:
    table = _fetch(pk)
    permissions.REMOVE_TABLES.require(request.user, table)
    title = table.title
    try:
        operations.remove_table(actor=request.user, table=table)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address(request, "tables:detail", pk))
    messages.success(request, _("”%(title)s” är borttagen. Dokumentet finns kvar.") % {"title": title})
    return HttpResponseRedirect(address(request, "tables:list"))
