"""Meetings: list, page, forms, history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.action_register.queries import editions_of_meeting, rows_of_meeting
from samverka.agreements.queries import mentions_in
from samverka.findings.permissions import visible_findings
from samverka.findings.queries import findings_on
from samverka.forums.permissions import changeable_forums
from samverka.forums.queries import secretaries_of
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import form_page
from samverka.foundation.audit.queries import history
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.day import address, addresses
from samverka.foundation.documents.models import DocumentVersion, SourceRef
from samverka.foundation.documents.queries import sources_of
from samverka.foundation.documents.serving import serve
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import Sorting, choice, key, paginate, text
from samverka.meetings import operations, permissions, queries
from samverka.meetings.forms import MeetingForm
from samverka.meetings.labels import chairs_in_words, doubtful, line, lists, record_standing, standing
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.parts import Section
from samverka.meetings.rules import sections_in_words
from samverka.meetings.states import RecordState

SORTS = {
    "datum": ("starts_on", "pk"),
    "plats": ("place", "starts_on", "pk"),
    "paragrafer": ("paragraph_count", "starts_on", "pk"),
}
FORM = "meetings/form.html"
VERBS = {
    "attach": gettext_lazy("lade till en handling"),
    "detach": gettext_lazy("tog bort en handling"),
    "set_record_state": gettext_lazy("ändrade protokollets läge"),
    "link_paragraph": gettext_lazy("ändrade vad punkten blev"),
    "link_matter": gettext_lazy("ändrade ärendet"),
    "put_back_links": gettext_lazy("återställde kopplingarna"),
    "read_mentions": gettext_lazy("kopplade till avtal efter paragrafens ord"),
    "set_mentions": gettext_lazy("ändrade kopplingen till avtal"),
    "know_forum": gettext_lazy("kände igen forumet"),
    "move": gettext_lazy("flyttade"),
    "reschedule": gettext_lazy("flyttade mötet"),
    "cancel": gettext_lazy("ställde in mötet"),
    "reinstate": gettext_lazy("planerade mötet igen"),
}


def _selection(request: Request) -> dict[str, Any]:
    query = request.GET
    year = key(query, "ar")
    return {
        "forum": key(query, "forum"),
        "year": year if year is not None and dt.MINYEAR <= year <= dt.MAXYEAR else None,
        "when": choice(query, "tid", ("past", "coming")),
        "text": text(query),
    }


@require_safe
def meeting_list(request: Request) -> HttpResponse:
    permissions.VIEW_MEETINGS.require(request.user)
    chosen, sorting = _selection(request), Sorting.of(request.GET, SORTS, "-datum")
    page = paginate(
        queries.meeting_list(request.day, permissions.visible_records(request.user), **chosen)
        .only(*queries.LIST_SHOWN)
        .order_by(*sorting.order),
        request,
    )
    href = addresses(request, "meetings:detail")
    context = {
        "page": page,
        "rows": [line(each, request.day, href(each.pk)) for each in page],
        "sorting": sorting,
        "chosen": chosen,
        "grouped": sorting.key == "datum",
        "forums": lazily(lambda: list(queries.forums_with_meetings())),
        "years": lazily(queries.years),
        "may_create": permissions.EDIT_MEETINGS(request.user),
    }
    return render(request, "meetings/list.html", context)


@require_safe
def meeting_csv(request: Request) -> StreamingHttpResponse:
    permissions.VIEW_MEETINGS.require(request.user)
    sorting = Sorting.of(request.GET, SORTS, "-datum")
    header = [
        _("Forum"), _("Eget namn"), _("Första dag"), _("Sista dag"), _("Börjar"), _("Slutar"), _("Plats"), _("Hur man möts"),
        _("Vad som skrivs"), _("Läge"), _("Första §"), _("Sista §"), _("Paragrafer"), _("Ordförande"), _("Sekreterare"),
    ]  # fmt: skip
    found = queries.meeting_list(request.day, permissions.visible_records(request.user), **_selection(request))
    rows = (
        [
            each.forum_label, each.title, each.starts_on, each.ends_on, each.start_time or "", each.end_time or "", each.place,
            each.get_mode_display(), each.get_record_kind_display(), each.get_record_state_display(),
            *(("", "", "", "") if each.is_draft and not permissions.VIEW_RECORD(request.user, each) else (
                each.first_section, each.last_section, each.paragraph_count, each.chair)),  # type: ignore[attr-defined] # counted by the query
            each.secretary,
        ]
        for each in found.order_by(*sorting.order)
    )  # fmt: skip
    return csv_response(_("möten"), header, rows)


@require_safe
def meeting_detail(request: Request, pk: int) -> HttpResponse:
    permissions.VIEW_MEETINGS.require(request.user)
    meeting = get_object_or_404(queries.meetings_for_page(), pk=pk)
    page = lazily(lambda: queries.meeting_page(meeting))
    sources = lazily(lambda: _sources(meeting))
    sees_record = permissions.VIEW_RECORD(request.user, meeting)
    mentions = lazily(lambda: mentions_in([each.row.pk for each in page.paragraphs]) if sees_record else {})
    own = MinuteParagraph.objects.filter(meeting=meeting).order_by()
    context = {
        "meeting": meeting,
        "parts": page,
        "standing": standing(meeting, request.day),
        "record": record_standing(meeting),
        "sees_record": sees_record,
        "lists": lazily(lambda: lists(page.lists)),
        "chairs": lazily(lambda: chairs_in_words(page.chairs)),
        "secretaries": lazily(lambda: secretaries_of(_forums(meeting), request.day)),
        "sections": lazily(lambda: sections_in_words((page.sections,))),
        "missing": lazily(lambda: sections_in_words(page.missing)),
        "unsettled": lazily(lambda: [doubtful(each) for each in page.lists.unsettled]),
        "documents": lazily(lambda: sources.get("", [])),
        "findings": findings_on(meeting, among=own, seen=visible_findings(request.user)) if sees_record else [],
        "rows": lazily(lambda: rows_of_meeting(meeting)),
        "editions": lazily(lambda: editions_of_meeting(meeting)),
        "paragraphs": lazily(lambda: _paragraphs(page, sources, mentions)),
        "may_change": permissions.EDIT_MEETINGS(request.user, meeting),
        "is_cancelled": meeting.is_cancelled(request.day),
        "may_remove": permissions.REMOVE_MEETINGS(request.user, meeting),
    }
    return render(request, "meetings/detail.html", context)


def _forums(meeting: Meeting) -> list[int]:
    return [part.forum_id for part in meeting.forum_parts.all() if part.forum_id]


def _sources(meeting: Meeting) -> dict[str, list[SourceRef]]:
    """Where the meeting and its paragraphs were read, by the part."""
    shown = Q(field="") | Q(field__startswith=f"{Section.PARAGRAPHS}/")
    refs = sources_of(meeting).filter(shown).defer("raw").order_by("field", "pk")
    return {field: list(found) for field, found in groupby(refs, attrgetter("field"))}


def _paragraphs(
    page: queries.MeetingPage, sources: Mapping[str, list[SourceRef]], mentions: Mapping[int, list[Any]]
) -> list[tuple[queries.ShownParagraph, list[SourceRef], list[Any]]]:
    """Each paragraph with where it was read and which agreements it mentions."""
    return [(each, sources.get(each.name, []), mentions.get(each.row.pk, [])) for each in page.paragraphs]


@require_safe
def meeting_history(request: Request, pk: int) -> HttpResponse:
    permissions.VIEW_MEETINGS.require(request.user)
    meeting = _meeting(pk)
    permissions.VIEW_RECORD.require(request.user, meeting)
    documents = DocumentVersion.objects.filter(document__meeting_attachments__meeting=meeting).select_related(
        "document"
    )
    context = {"meeting": meeting, "entries": history(meeting), "verbs": VERBS, "documents": documents}
    return render(request, "meetings/history.html", context)


@require_safe
def document(request: Request, pk: int, version: int) -> FileResponse:
    permissions.VIEW_MEETINGS.require(request.user)
    permissions.VIEW_RECORD.require(request.user, _meeting(pk))
    found = DocumentVersion.objects.filter(pk=version, document__meeting_attachments__meeting=pk).first()
    if found is None:
        raise Http404
    return serve(found)


def _meeting(pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.prefetch_related("forum_parts__forum"), pk=pk)


def crumbs(request: Request, meeting: Meeting | None = None) -> list[tuple[str, str]]:
    way = [(address(request, "meetings:list"), _("Möten"))]
    return [*way, (address(request, "meetings:detail", meeting.pk), meeting.label)] if meeting else way


@require_http_methods(["GET", "POST"])
def create_meeting(request: Request) -> HttpResponse:
    permissions.EDIT_MEETINGS.require(request.user)
    form = MeetingForm(request.POST or None, forums=changeable_forums(request.user))
    if request.method == "POST" and form.is_valid():
        done, meeting = form.attempt(operations.create_meeting, actor=request.user, content=form.content())
        if done and meeting:
            messages.success(request, _("Mötet är tillagt. Lägg till dagordning och paragrafer."))
            return HttpResponseRedirect(address(request, "meetings:detail", meeting.pk))
    return form_page(
        request, form, heading=_("Nytt möte"), submit=_("Lägg till mötet"), crumbs=crumbs(request), template=FORM
    )


@require_http_methods(["GET", "POST"])
def change_meeting(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(queries.meetings_in_full(), pk=pk)
    permissions.EDIT_MEETINGS.require(request.user, meeting)
    known = [(part.printed, part.forum_id) for part in meeting.forum_parts.all()]
    mine = changeable_forums(request.user) | queries.forums_of_meeting(meeting)
    form = MeetingForm(
        request.POST or None,
        forums=mine.distinct(),
        stands=queries.content_of(meeting),
        known=known,
        version=meeting.version,
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done, changed = form.attempt(
            operations.change_meeting, actor=request.user, meeting=meeting, content=form.content(), version=said["version"], reason=said["reason"]
        )  # fmt: skip
        if done:
            messages.success(request, _("Mötet är ändrat.") if changed else _("Inget var ändrat."))
            return HttpResponseRedirect(address(request, "meetings:detail", pk))
    heading = _("Ändra %(name)s") % {"name": meeting.label}
    return form_page(
        request, form, heading=heading, submit=_("Spara ändringarna"), crumbs=crumbs(request, meeting), template=FORM
    )


@require_POST
def enter_record(request: Request, pk: int) -> HttpResponse:
    meeting = _meeting(pk)
    permissions.EDIT_MEETINGS.require(request.user, meeting)
    if operations.set_record_state(actor=request.user, meeting=meeting, state=RecordState.ENTERED):
        messages.success(request, _("Protokollet är infört. Alla som har loggat in ser det nu."))
    return HttpResponseRedirect(address(request, "meetings:detail", pk))


@require_POST
def remove_meeting(request: Request, pk: int) -> HttpResponse:
    meeting = _meeting(pk)
    permissions.REMOVE_MEETINGS.require(request.user, meeting)
    label = meeting.label
    try:
        operations.remove_meeting(actor=request.user, meeting=meeting)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address(request, "meetings:detail", pk))
    messages.success(request, _("%(name)s är borttaget. Det som stod där finns i historiken.") % {"name": label})
    return HttpResponseRedirect(address(request, "meetings:list"))
