"""Matters: list, the way of one through the forums, forms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.findings.permissions import visible_findings
from samverka.findings.queries import findings_on
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.pages import drawn, form_page
from samverka.foundation.audit.queries import history
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.day import address, addresses
from samverka.foundation.documents.queries import sources_of
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import Sorting, choice, key, paginate, text
from samverka.matters import operations, permissions, queries
from samverka.matters.forms import CloseMatterForm, MatterForm, NumberForms
from samverka.matters.labels import line
from samverka.matters.models import Matter
from samverka.matters.path import Drawn, Stop, draw, tracks
from samverka.meetings.permissions import visible_records
from samverka.meetings.queries import forums_of_matters, forums_with_meetings, matters_in_forum, steps_of

SORTS = {
    "nummer": ("year", "serial"),
    "rubrik": ("title_key", "pk"),
    "vackt": ("opened_on", "year", "serial"),
}
VERBS = {
    "close": gettext_lazy("avslutade ärendet"),
    "reopen": gettext_lazy("öppnade ärendet igen"),
    "set_record_numbers": gettext_lazy("angav diarienummer"),
}


def _selection(request: Request) -> dict[str, Any]:
    query = request.GET
    return {
        "state": choice(query, "lage", ("closed", "all")),
        "year": key(query, "ar"),
        "text": text(query),
        "forum": key(query, "forum"),
    }


def _found(request: Request, chosen: dict[str, Any]) -> Any:
    said = dict(chosen)
    forum = said.pop("forum")
    return queries.matter_list(
        request.day, **said, among=matters_in_forum(forum, visible_records(request.user)) if forum else None
    )


@require_safe
def matter_list(request: Request) -> HttpResponse:
    permissions.VIEW_MATTERS.require(request.user)
    chosen, sorting = _selection(request), Sorting.of(request.GET, SORTS, "-nummer")
    page = paginate(_found(request, chosen).only(*queries.LIST_SHOWN).order_by(*sorting.order), request)
    href, keys = addresses(request, "matters:detail"), [each.pk for each in page]
    passed, numbers = forums_of_matters(keys, visible_records(request.user)), queries.numbers_of(keys)
    context = {
        "page": page,
        "rows": [
            line(each, passed.get(each.pk, []), numbers.get(each.pk, []), request.day, href(each.pk)) for each in page
        ],
        "sorting": sorting,
        "chosen": chosen,
        "years": lazily(queries.years),
        "forums": lazily(lambda: list(forums_with_meetings())),
        "may_create": permissions.EDIT_MATTERS(request.user),
    }
    return render(request, "matters/list.html", context)


@require_safe
def matter_csv(request: Request) -> StreamingHttpResponse:
    permissions.VIEW_MATTERS.require(request.user)
    sorting = Sorting.of(request.GET, SORTS, "-nummer")
    matters = list(queries.with_numbers(_found(request, _selection(request))).order_by(*sorting.order))
    passed = forums_of_matters([each.pk for each in matters], visible_records(request.user))
    header = [
        _("Ärende"),
        _("Rubrik"),
        _("Vad det gäller"),
        _("Hur det började"),
        _("Forum"),
        _("Diarienummer"),
        _("Väckt"),
        _("Avslutat"),
    ]
    rows = (
        [
            each.reference, each.title, each.summary, each.origin, ", ".join(passed.get(each.pk, [])),
            "; ".join(str(number) for number in each.record_numbers.all()), each.opened_on, each.closed_on,
        ]
        for each in matters
    )  # fmt: skip
    return csv_response(_("ärenden"), header, rows)


@require_safe
def matter_detail(request: Request, pk: int) -> HttpResponse:
    permissions.VIEW_MATTERS.require(request.user)
    matter = get_object_or_404(Matter, pk=pk)
    steps = steps_of(matter, visible_records(request.user))
    began = [Stop(matter.opened_on, _("Början"))] if matter.origin or matter.opened_on else []
    stops = [*began, *(Stop(step.meeting.starts_on, step.meeting.forum_label) for step in steps)]
    nodes: list[Drawn | None] = [*draw(stops, request.day)] or [None] * len(stops)
    past = [step for step in steps if step.meeting.starts_on <= request.day]
    coming = [step for step in steps if step.meeting.starts_on > request.day]
    context = {
        "matter": matter,
        "began": nodes[0] if began else None,
        "has_beginning": bool(began),
        "steps": list(zip(steps, nodes[len(began) :], strict=True)),
        "tracks": tracks(stops),
        "last": past[-1] if past else None,
        "next": coming[0] if coming else None,
        "closed": matter.is_closed(request.day),
        "findings": findings_on(matter, seen=visible_findings(request.user)),
        "numbers": lazily(lambda: list(queries.numbers().filter(matter=matter))),
        "sources": lazily(lambda: list(sources_of(matter).filter(field=""))),
        "history": lazily(lambda: history(matter)),
        "verbs": VERBS,
        "may_change": permissions.EDIT_MATTERS(request.user, matter),
        "may_remove": permissions.REMOVE_MATTERS(request.user, matter),
    }
    return render(request, "matters/detail.html", context)


def _crumbs(request: Request, matter: Matter | None = None) -> list[tuple[str, str]]:
    way = [(address(request, "matters:list"), _("Ärenden"))]
    return [*way, (address(request, "matters:detail", matter.pk), matter.reference)] if matter else way


def _form_page(
    request: Request, form: MatterForm, numbers: Any, heading: str, submit: str, matter: Matter | None = None
) -> HttpResponse:
    way = _crumbs(request, matter)
    context = {
        "form": form,
        "numbers": numbers,
        "heading": heading,
        "submit": submit,
        "crumbs": way,
        "cancel": way[-1][0],
    }
    return drawn(request, "matters/form.html", context, form, numbers)


@require_http_methods(["GET", "POST"])
def create_matter(request: Request) -> HttpResponse:
    permissions.EDIT_MATTERS.require(request.user)
    form, numbers = MatterForm(request.POST or None), NumberForms(request.POST or None, prefix="dnr")
    if request.method == "POST" and form.is_valid() and numbers.is_valid():
        content = form.content(numbers.content())
        year = (content.opened_on or request.day).year
        matter = operations.create_matter(actor=request.user, content=content, year=year)
        messages.success(request, _("Ärende %(reference)s är tillagt.") % {"reference": matter.reference})
        return HttpResponseRedirect(address(request, "matters:detail", matter.pk))
    return _form_page(request, form, numbers, _("Nytt ärende"), _("Lägg till ärendet"))


@require_http_methods(["GET", "POST"])
def change_matter(request: Request, pk: int) -> HttpResponse:
    matter = get_object_or_404(Matter.objects.prefetch_related("record_numbers__principal"), pk=pk)
    permissions.EDIT_MATTERS.require(request.user, matter)
    stands = queries.content_of(matter)
    form = MatterForm(request.POST or None, record=matter)
    numbers = NumberForms(
        request.POST or None,
        prefix="dnr",
        initial=[{**each.to_json(), "dated_on": each.dated_on} for each in stands.record_numbers],
    )
    if request.method == "POST" and form.is_valid() and numbers.is_valid():
        try:
            changed = operations.change_matter(
                actor=request.user,
                matter=matter,
                content=form.content(numbers.content()),
                version=form.cleaned_data["version"],
            )
        except StaleRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Ärendet är ändrat.") if changed else _("Inget var ändrat."))
            return HttpResponseRedirect(address(request, "matters:detail", pk))
    heading = _("Ändra ärende %(reference)s") % {"reference": matter.reference}
    return _form_page(request, form, numbers, heading, _("Spara ändringarna"), matter)


@require_http_methods(["GET", "POST"])
def close_matter(request: Request, pk: int) -> HttpResponse:
    matter = get_object_or_404(Matter, pk=pk)
    permissions.EDIT_MATTERS.require(request.user, matter)
    form = CloseMatterForm(request.POST or None, record=matter)
    if request.method == "POST":
        done, _changed = form.attempt(operations.close_matter, actor=request.user, matter=matter)
        if done:
            messages.success(request, _("Ärendet är avslutat."))
            return HttpResponseRedirect(address(request, "matters:detail", pk))
    heading = _("Avsluta ärende %(reference)s") % {"reference": matter.reference}
    lede = _("Ärendet och dess väg finns kvar. Tas frågan upp igen kan du öppna det.")
    return form_page(
        request, form, heading=heading, submit=_("Avsluta ärendet"), crumbs=_crumbs(request, matter), lede=lede
    )


@require_POST
def reopen_matter(request: Request, pk: int) -> HttpResponse:
    matter = get_object_or_404(Matter, pk=pk)
    permissions.EDIT_MATTERS.require(request.user, matter)
    operations.reopen_matter(actor=request.user, matter=matter)
    messages.success(request, _("Ärende %(reference)s är öppet igen.") % {"reference": matter.reference})
    return HttpResponseRedirect(address(request, "matters:detail", pk))


@require_POST
def remove_matter(request: Request, pk: int) -> HttpResponse:
    matter = get_object_or_404(Matter, pk=pk)
    permissions.REMOVE_MATTERS.require(request.user, matter)
    try:
        operations.remove_matter(actor=request.user, matter=matter)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address(request, "matters:detail", pk))
    messages.success(request, _("Ärende %(reference)s är borttaget.") % {"reference": matter.reference})
    return HttpResponseRedirect(address(request, "matters:list"))
