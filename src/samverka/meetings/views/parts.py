"""What belongs to a meeting: its paragraphs, its agenda, and the matters they are about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import drawn, form_page
from samverka.foundation.dates.day import address
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.matters.permissions import EDIT_MATTERS
from samverka.meetings import operations, permissions, queries
from samverka.meetings.forms import AgendaItemForm, MatterForm, ParagraphForm, PointForms
from samverka.meetings.models import AgendaItem, Meeting, MinuteParagraph
from samverka.meetings.states import Strength
from samverka.meetings.views.meetings import crumbs


def _to_meeting(request: Request, meeting: Meeting, said: str, anchor: str = "") -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(address(request, "meetings:detail", meeting.pk) + anchor)


def _meeting(request: Request, pk: int) -> Meeting:
    meeting: Meeting = get_object_or_404(Meeting.objects.prefetch_related("forum_parts__forum"), pk=pk)
    permissions.EDIT_MEETINGS.require(request.user, meeting)
    return meeting


def _paragraph(request: Request, pk: int) -> MinuteParagraph:
    found = MinuteParagraph.objects.select_related("meeting", "matter")
    paragraph: MinuteParagraph = get_object_or_404(
        found.prefetch_related(*queries.PARAGRAPH_PARTS, "meeting__forum_parts__forum"), pk=pk
    )
    permissions.EDIT_MEETINGS.require(request.user, paragraph.meeting)
    return paragraph


def _item(request: Request, pk: int) -> AgendaItem:
    found = AgendaItem.objects.select_related("meeting").prefetch_related(
        "presenters", "basis", "meeting__forum_parts__forum"
    )
    item: AgendaItem = get_object_or_404(found, pk=pk)
    permissions.EDIT_MEETINGS.require(request.user, item.meeting)
    return item


@require_http_methods(["GET", "POST"])
def add_paragraph(request: Request, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    form, points = ParagraphForm(request.POST or None), PointForms(request.POST or None, prefix="punkt")
    if request.method == "POST" and form.is_valid() and points.is_valid():
        done, paragraph = form.attempt(
            operations.add_paragraph, actor=request.user, meeting=meeting, content=form.content(points.content()), reason=form.cleaned_data["reason"]
        )  # fmt: skip
        if done and paragraph:
            return _to_meeting(request, meeting, _("Paragrafen är tillagd."), f"#p{paragraph.pk}")
    return _paragraph_page(request, meeting, form, points, _("Ny paragraf"), _("Lägg till paragrafen"))


@require_http_methods(["GET", "POST"])
def change_paragraph(request: Request, pk: int) -> HttpResponse:
    paragraph = _paragraph(request, pk)
    stands = queries.paragraph_content(paragraph)
    form = ParagraphForm(request.POST or None, stands=stands, version=paragraph.version)
    points = PointForms(request.POST or None, prefix="punkt", initial=[each.to_json() for each in stands.points])
    if request.method == "POST" and form.is_valid() and points.is_valid():
        said = form.cleaned_data
        done, changed = form.attempt(
            operations.change_paragraph, actor=request.user, paragraph=paragraph, content=form.content(points.content()),
            version=said["version"], reason=said["reason"],
        )  # fmt: skip
        if done:
            told = _("Paragrafen är ändrad.") if changed else _("Inget var ändrat.")
            return _to_meeting(request, paragraph.meeting, told, f"#p{paragraph.pk}")
    heading = _("Ändra %(name)s") % {"name": paragraph}
    return _paragraph_page(request, paragraph.meeting, form, points, heading, _("Spara ändringarna"))


def _paragraph_page(
    request: Request, meeting: Meeting, form: ParagraphForm, points: Any, heading: str, submit: str
) -> HttpResponse:
    way = crumbs(request, meeting)
    context = {
        "form": form,
        "points": points,
        "heading": heading,
        "submit": submit,
        "crumbs": way,
        "cancel": way[-1][0],
    }
    return drawn(request, "meetings/paragraph_form.html", context, form, points)


@require_POST
def remove_paragraph(request: Request, pk: int) -> HttpResponse:
    paragraph = _paragraph(request, pk)
    meeting = paragraph.meeting
    try:
        operations.remove_paragraph(actor=request.user, paragraph=paragraph)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address(request, "meetings:detail", meeting.pk))
    return _to_meeting(request, meeting, _("Paragrafen är borttagen. Det som stod där finns i historiken."))


@require_http_methods(["GET", "POST"])
def paragraph_matter(request: Request, pk: int) -> HttpResponse:
    """Which matter the paragraph belongs to; a guess is confirmed by saving it."""
    paragraph = _paragraph(request, pk)
    initial = {"matter": paragraph.matter.reference if paragraph.matter else "", "version": paragraph.version}
    form = MatterForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done, _changed = form.attempt(
            operations.link_paragraph_to_matter, actor=request.user, paragraph=paragraph, matter=said["matter"],
            strength=Strength.CONFIRMED, version=said["version"],
        )  # fmt: skip
        if done:
            told = _("Paragrafen hör till ärendet.") if said["matter"] else _("Paragrafen hör inte till något ärende.")
            return _to_meeting(request, paragraph.meeting, told, f"#p{paragraph.pk}")
    way = crumbs(request, paragraph.meeting)
    context = {
        "form": form,
        "paragraph": paragraph,
        "suggestions": [
            each
            for each in queries.matter_suggestions(paragraph.title, permissions.visible_records(request.user))
            if each != paragraph.matter
        ],
        "may_create": EDIT_MATTERS(request.user),
        "crumbs": way,
        "cancel": way[-1][0],
    }
    return drawn(request, "meetings/matter_form.html", context, form)


@require_POST
def new_matter(request: Request, pk: int) -> HttpResponse:
    paragraph = _paragraph(request, pk)
    EDIT_MATTERS.require(request.user)
    matter = operations.open_matter(actor=request.user, paragraph=paragraph)
    messages.success(request, _("Ärende %(reference)s är tillagt.") % {"reference": matter.reference})
    return HttpResponseRedirect(address(request, "matters:detail", matter.pk))


@require_http_methods(["GET", "POST"])
def add_item(request: Request, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    form = AgendaItemForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        done, item = form.attempt(operations.add_item, actor=request.user, meeting=meeting, content=form.content())
        if done and item:
            if form.cleaned_data["paragraph"]:
                operations.link_item_to_paragraph(
                    actor=request.user, item=item, paragraph=form.cleaned_data["paragraph"]
                )
            return _to_meeting(request, meeting, _("Punkten är tillagd."))
    return form_page(
        request,
        form,
        heading=_("Ny punkt på dagordningen"),
        submit=_("Lägg till punkten"),
        crumbs=crumbs(request, meeting),
    )


@require_http_methods(["GET", "POST"])
def change_item(request: Request, pk: int) -> HttpResponse:
    item = _item(request, pk)
    form = AgendaItemForm(request.POST or None, meeting=item.meeting, item=item, stands=queries.item_content(item))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done, changed = form.attempt(
            operations.correct_item, actor=request.user, item=item, content=form.content(), paragraph=said["paragraph"],
            version=said["version"], reason=said["reason"],
        )  # fmt: skip
        if done:
            return _to_meeting(request, item.meeting, _("Punkten är ändrad.") if changed else _("Inget var ändrat."))
    heading = _("Ändra punkt %(item)s") % {"item": item}
    return form_page(
        request, form, heading=heading, submit=_("Spara ändringarna"), crumbs=crumbs(request, item.meeting)
    )


@require_POST
def remove_item(request: Request, pk: int) -> HttpResponse:
    item = _item(request, pk)
    meeting = item.meeting
    try:
        operations.remove_item(actor=request.user, item=item)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address(request, "meetings:detail", meeting.pk))
    return _to_meeting(request, meeting, _("Punkten är borttagen. Det som stod där finns i historiken."))
