"""Forums: list, page, forms, preparing relations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.findings.permissions import visible_findings
from samverka.findings.queries import findings_on
from samverka.forums import operations, permissions, queries
from samverka.forums.forms.forum import EndForumForm, ForumForm, PreparationForm
from samverka.forums.models import Forum
from samverka.forums.states import Level
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.pages import drawn, form_page
from samverka.foundation.audit.queries import history
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.day import address
from samverka.foundation.documents.queries import sources_of
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import Sorting, choice, paginate, text
from samverka.principals.permissions import registrar_of
from samverka.principals.rules import term_of_office

SORTS = {
    "niva": ("level_place", "name_key", "pk"),
    "namn": ("name_key", "pk"),
    "moten": ("meetings_per_year", "name_key", "pk"),
    "platser": ("seat_count", "name_key", "pk"),
}
FORM = "forums/form.html"
VERBS = {
    "end": gettext_lazy("avslutade forumet"),
    "reopen": gettext_lazy("öppnade forumet igen"),
    "add_preparation": gettext_lazy("lade till en beredning"),
    "remove_preparation": gettext_lazy("tog bort en beredning"),
    "remove_seat": gettext_lazy("tog bort en plats"),
    "end_term": gettext_lazy("avslutade mandatperioden"),
    "undo_term_end": gettext_lazy("ångrade mandatperiodens slut"),
    "arrange_deputies": gettext_lazy("ordnade ersättarna"),
}


def _selection(request: Request) -> dict[str, Any]:
    """What the list is filtered by, as asked for in the address."""
    query = request.GET
    return {
        "level": choice(query, "niva", Level.values),
        "one_sided": query.get("ensidiga") == "ja",
        "ended": choice(query, "avslutade", ("only", "all")),
        "text": text(query),
    }


@require_safe
def forum_list(request: Request) -> HttpResponse:
    permissions.SEE.require(request.user)
    chosen, sorting = _selection(request), Sorting.of(request.GET, SORTS, "niva")
    found = queries.for_rows(queries.forum_list(request.day, **chosen)).order_by(*sorting.order)
    context = {
        "page": lazily(lambda: paginate(found, request, per_page=100)),
        "sorting": sorting,
        "chosen": chosen,
        "grouped": sorting.key == "niva",
        "levels": Level.choices,
        "may_create": permissions.CREATE(request.user),
    }
    return render(request, "forums/list.html", context)


@require_safe
def forum_csv(request: Request) -> StreamingHttpResponse:
    permissions.SEE.require(request.user)
    sorting = Sorting.of(request.GET, SORTS, "niva")
    header = [
        _("Namn"), _("Förkortning"), _("Kallas också"), _("Nivå"), _("Sidor"), _("Syfte"), _("Mandat"), _("Möts"), _("Möten om året"),
        _("Bereder åt"), _("Bereds av"), _("Platser"), _("Ej utsedda"), _("Förvarar handlingarna"), _("Första dag"), _("Sista dag"),
    ]  # fmt: skip
    rows = (
        [
            each.name, each.abbreviation, ", ".join(alias.name for alias in each.aliases.all()), each.get_level_display(),
            each.get_sides_display(), each.purpose, each.mandate, each.frequency, each.meetings_per_year,
            ", ".join(other.label for other in each.prepares_for.all()), ", ".join(other.label for other in each.prepared_by.all()),
            each.seat_count, each.vacant_count,  # type: ignore[attr-defined] # counted by the query
            each.record_keeper or "", each.starts_on, each.ends_on,
        ]
        for each in queries.for_file(queries.forum_list(request.day, **_selection(request))).order_by(*sorting.order)
    )  # fmt: skip
    return csv_response(_("forum"), header, rows)


@require_safe
def forum_detail(request: Request, pk: int) -> HttpResponse:
    permissions.SEE.require(request.user)
    forum = get_object_or_404(queries.forums_in_full(), pk=pk)
    return _detail(request, forum)


def _detail(request: Request, forum: Forum, preparation: PreparationForm | None = None) -> HttpResponse:
    may_change, own = permissions.CHANGE(request.user, forum), registrar_of(request.user)
    context = {
        "forum": forum,
        "parts": queries.ForumPage(forum, request.day),
        "term": term_of_office(request.day),
        "sources": lazily(lambda: list(sources_of(forum))),
        "findings": findings_on(forum, seen=visible_findings(request.user)),
        "history": lazily(lambda: history(forum)),
        "verbs": VERBS,
        "known": [forum.county, forum.record_keeper, forum.notice_board, forum.successor],
        "ended": forum.has_ended(request.day),
        "coming": forum.is_coming(request.day),
        "may_change": may_change,
        "own_principals": own,
        "may_appoint": may_change or bool(own),
        "may_end": permissions.CREATE(request.user),
        "may_give_roles": permissions.GIVE_ROLES(request.user),
        "preparation": preparation or (PreparationForm(preparer=forum) if may_change else None),
    }
    return drawn(request, "forums/detail.html", context, *([preparation] if preparation else []))


def crumbs(request: Request, forum: Forum | None = None) -> list[tuple[str, str]]:
    way = [(address(request, "forums:list"), _("Forum"))]
    return [*way, (address(request, "forums:detail", forum.pk), forum.label)] if forum else way


@require_http_methods(["GET", "POST"])
def create_forum(request: Request) -> HttpResponse:
    permissions.CREATE.require(request.user)
    form = ForumForm(request.POST or None)
    if request.method == "POST":
        done, forum = form.attempt(operations.create_forum, actor=request.user)
        if done and forum:
            messages.success(
                request,
                _("Forumet %(name)s är tillagt. Lägg till platser och vem det bereder åt.") % {"name": forum.label},
            )
            return HttpResponseRedirect(address(request, "forums:detail", forum.pk))
    return form_page(
        request, form, heading=_("Nytt forum"), submit=_("Lägg till forumet"), crumbs=crumbs(request), template=FORM
    )


@require_http_methods(["GET", "POST"])
def change_forum(request: Request, pk: int) -> HttpResponse:
    forum = get_object_or_404(Forum, pk=pk)
    permissions.CHANGE.require(request.user, forum)
    form = ForumForm(request.POST or None, record=forum)
    if request.method == "POST":
        done, changed = form.attempt(operations.change_forum, actor=request.user, forum=forum)
        if done:
            messages.success(request, _("Forumets uppgifter är ändrade.") if changed else _("Inget var ändrat."))
            return HttpResponseRedirect(address(request, "forums:detail", pk))
    heading = _("Ändra %(name)s") % {"name": forum.label}
    return form_page(
        request, form, heading=heading, submit=_("Spara ändringarna"), crumbs=crumbs(request, forum), template=FORM
    )


@require_http_methods(["GET", "POST"])
def end_forum(request: Request, pk: int) -> HttpResponse:
    forum = get_object_or_404(Forum, pk=pk)
    permissions.CREATE.require(request.user, forum)
    form = EndForumForm(request.POST or None, record=forum)
    if request.method == "POST":
        done, _changed = form.attempt(operations.end_forum, actor=request.user, forum=forum)
        if done:
            messages.success(request, _("Sista dagen för %(name)s är noterad.") % {"name": forum.label})
            return HttpResponseRedirect(address(request, "forums:detail", pk))
    heading = _("Avsluta %(name)s") % {"name": forum.label}
    lede = _(
        "Forumet, dess platser och historia finns kvar. Ange ett annat forum om det har bytt namn eller gått upp i det."
    )
    return form_page(
        request, form, heading=heading, submit=_("Avsluta forumet"), crumbs=crumbs(request, forum), lede=lede
    )


@require_POST
def reopen_forum(request: Request, pk: int) -> HttpResponse:
    forum = get_object_or_404(Forum, pk=pk)
    permissions.CREATE.require(request.user, forum)
    try:
        operations.reopen_forum(actor=request.user, forum=forum)
        messages.success(request, _("%(name)s är öppnat igen.") % {"name": forum.label})
    except (ValidationError, StaleRecord) as error:
        messages.error(request, " ".join(getattr(error, "messages", None) or [str(error)]))
    return HttpResponseRedirect(address(request, "forums:detail", pk))


@require_POST
def remove_forum(request: Request, pk: int) -> HttpResponse:
    forum = get_object_or_404(Forum, pk=pk)
    permissions.CREATE.require(request.user, forum)
    try:
        operations.remove_forum(actor=request.user, forum=forum)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address(request, "forums:detail", pk))
    messages.success(request, _("%(name)s är borttaget.") % {"name": forum.label})
    return HttpResponseRedirect(address(request, "forums:list"))


@require_POST
def add_preparation(request: Request, pk: int) -> HttpResponse:
    forum = get_object_or_404(queries.forums_in_full(), pk=pk)
    permissions.CHANGE.require(request.user, forum)
    form = PreparationForm(request.POST, preparer=forum)
    done, added = form.attempt(operations.add_preparation, actor=request.user, preparer=forum)
    if not (done and added):
        return _detail(request, forum, form)
    messages.success(
        request, _("%(name)s bereder åt %(other)s.") % {"name": forum.label, "other": added.prepares_for.label}
    )
    return HttpResponseRedirect(address(request, "forums:detail", pk))
