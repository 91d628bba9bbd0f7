"""The year plan: looked at, planned in a table, taken away; one meeting moved or cancelled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.forums.models import Forum
from samverka.forums.permissions import changeable_forums
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import NotDone
from samverka.foundation.audit.pages import form_page
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.day import address, ordinary_day
from samverka.foundation.dates.words import clock
from samverka.foundation.typeset.excel import Column, Sheet, xlsx_response
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import choice, key
from samverka.meetings import operations, permissions
from samverka.meetings.forms.plan import (
    TOO_MANY,
    CancelForm,
    MoveForm,
    PlanFormSet,
    TermsForm,
    initial_of,
    proposed,
    row_forum,
)
from samverka.meetings.labels import standing
from samverka.meetings.models import Meeting, MeetingTerms
from samverka.meetings.plan_words import told, week_of, why
from samverka.meetings.planning import Terms, chain, documents_due, summons_due
from samverka.meetings.queries.plan import YearPlan, plannable_forums, preparing, terms_of, year_plan

FIRST_YEAR, LAST_YEAR = 1950, 2200
EMPTY_ROWS, MORE_ROWS = 2, 6


class Asked:
    """The year and forums that a plan is asked for. What cannot be read is as if it were not said."""

    def __init__(self, request: Request) -> None:
        year = key(request.GET, "ar")
        self.year = year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else request.day.year
        self.all = plannable_forums(request.day)
        self.forum = next((each for each in self.all if each.pk == key(request.GET, "forum")), None)
        self.with_preparing = bool(self.forum and request.GET.get("kedja"))

    @property
    def forums(self) -> list[Forum]:
        if self.forum is None:
            return self.all
        if not self.with_preparing:
            return [self.forum]
        by_key = {each.pk: each for each in self.all}
        return [by_key[pk] for pk in chain(self.forum.pk, preparing()) if pk in by_key]

    def words(self, year: int | None = None) -> str:
        """The part of the address after `?`."""
        given = {
            "ar": year or self.year,
            "forum": self.forum.pk if self.forum else "",
            "kedja": "1" if self.with_preparing else "",
        }
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def title(self) -> str:
        what = self.forum.label if self.forum else _("alla forum")
        return _("Årsplan %(year)s, %(what)s") % {"year": self.year, "what": what}


def _lines(plan: YearPlan) -> list[dict[str, Any]]:
    """The plan's meetings as the page and the files show them."""
    found = []
    for meeting in plan.meetings:
        terms = plan.terms(meeting)
        found.append(
            {
                "meeting": meeting,
                "label": meeting.title or meeting.forum_label,
                "week": week_of(meeting.starts_on),
                "time": "–".join(clock(each) for each in (meeting.start_time, meeting.end_time) if each),
                "documents": documents_due(meeting.starts_on, terms),
                "summons": summons_due(meeting.starts_on, terms),
                "standing": standing(meeting, plan.on),
            }
        )
    return found


@require_safe
def plan(request: Request) -> HttpResponse:
    permissions.VIEW_MEETINGS.require(request.user)
    asked = Asked(request)
    made = lazily(lambda: year_plan(asked.year, request.day, asked.forums))
    mine = {forum.pk for forum in changeable_forums(request.user)}
    context = {
        "asked": asked,
        "lines": lazily(lambda: _lines(made)),
        "found": lazily(lambda: [told(each) for each in made.clashes()]),
        "years": {"before": asked.words(asked.year - 1), "after": asked.words(asked.year + 1), "here": asked.words()},
        "may_plan": any(forum.pk in mine for forum in asked.forums),
        "may_set_terms": bool(asked.forum and asked.forum.pk in mine),
        "terms": made.around.terms.get(asked.forum.pk) if asked.forum else None,
    }
    return render(request, "meetings/plan.html", context)


def _header() -> list[str]:
    return [
        _("Forum"), _("Dag"), _("Sista dag"), _("Vecka"), _("Börjar"), _("Slutar"), _("Plats"), _("Hur man möts"), _("Handlingsstopp"),
        _("Kallelsen skickas"), _("Läge"),
    ]  # fmt: skip


def _values(line: dict[str, Any]) -> list[Any]:
    meeting = line["meeting"]
    return [
        line["label"], meeting.starts_on, meeting.ends_on, line["week"], clock(meeting.start_time) if meeting.start_time else "",
        clock(meeting.end_time) if meeting.end_time else "", meeting.place, str(meeting.get_mode_display()), line["documents"],
        line["summons"], line["standing"].word,
    ]  # fmt: skip


@require_safe
def plan_csv(request: Request) -> StreamingHttpResponse:
    permissions.VIEW_MEETINGS.require(request.user)
    asked = Asked(request)
    lines = _lines(year_plan(asked.year, request.day, asked.forums))
    return csv_response(asked.title, _header(), (_values(line) for line in lines))


@require_safe
def plan_excel(request: Request) -> HttpResponse:
    permissions.VIEW_MEETINGS.require(request.user)
    asked = Asked(request)
    lines = _lines(year_plan(asked.year, request.day, asked.forums))
    columns = [Column(title, 34 if at in {0, 6} else 14) for at, title in enumerate(_header())]
    sheet = Sheet(str(asked.year), columns, [_values(line) for line in lines], note=asked.title)
    return xlsx_response(asked.title, [sheet], title=asked.title, made_on=request.day)


@require_http_methods(["GET", "POST"])
def edit_plan(request: Request) -> HttpResponse:
    permissions.EDIT_MEETINGS.require(request.user)
    asked = Asked(request)
    mine = {forum.pk for forum in changeable_forums(request.user)}
    forums = [forum for forum in asked.forums if forum.pk in mine]
    made = year_plan(asked.year, request.day, forums)
    editable = [each for each in made.standing if not each.has_record and permissions.EDIT_MEETINGS(request.user, each)]
    forum_of = {each.pk: row_forum(each, made.keys) for each in editable}
    given = {"forums": forums, "editable": forum_of, "year": asked.year}
    if request.method == "POST":
        return _posted(request, asked, made, given)
    how = choice(request.GET, "utga", ("forra", "rytm"))
    proposals = made.proposals(like_last_year=how == "forra") if how else []
    rows = [*(initial_of(each, made.keys) for each in editable), *(proposed(forum, each) for forum, each in proposals)]
    rows.sort(key=lambda row: row["day"])
    notes = {(forum.pk, each.sitting.day): why(each) for forum, each in proposals}
    formset = _formset(rows + _empty(forums, EMPTY_ROWS), given)
    return _edit_page(request, asked, formset, notes=notes, how=how)


def _empty(forums: list[Forum], count: int) -> list[dict[str, Any]]:
    return [{"forum": forums[0].pk if forums else None, "days": 1} for _row in range(count)]


def _formset(rows: list[dict[str, Any]], given: dict[str, Any]) -> Any:
    return PlanFormSet(initial=rows, prefix="rad", form_kwargs=given)


def _posted(request: Request, asked: Asked, made: YearPlan, given: dict[str, Any]) -> HttpResponse:
    formset: Any = PlanFormSet(request.POST, prefix="rad", form_kwargs=given, error_messages=TOO_MANY)
    step = choice(request.POST, "gor", ("prova", "fler", "spara"), "spara")
    if not formset.is_valid():
        return _edit_page(request, asked, formset)
    forms = [form for form in formset.forms if not form.is_left_out]
    if step == "fler":
        rows = [form.cleaned_data for form in forms]
        return _edit_page(request, asked, _formset(rows + _empty(given["forums"], MORE_ROWS), given))
    rows = [form.row() for form in forms]
    if step == "spara":
        try:
            saved = operations.save_plan(actor=request.user, rows=rows)
        except operations.RowRefused as refusal:
            forms[refusal.row].add_error("day", str(refusal))
            return _edit_page(request, asked, formset)
        messages.success(
            request,
            _("Planen är sparad: %(created)d nya möten, %(changed)d ändrade.")
            % {"created": saved.created, "changed": saved.changed},
        )
        return HttpResponseRedirect(
            f"{address(request, 'meetings:plan')}{'&' if request.as_of else '?'}{asked.words()}"
        )
    planned = [form.planned(number) for number, form in enumerate(forms)]
    found = made.clashes(planned, [row.meeting for row in rows if row.meeting])
    return _edit_page(request, asked, formset, found=[told(each) for each in found], tried=True)


def _edit_page(request: Request, asked: Asked, formset: Any, **more: Any) -> HttpResponse:
    notes = more.get("notes", {})
    rows = [(form, notes.get((form.initial.get("forum"), form.initial.get("day")), "")) for form in formset]
    refused = formset.is_bound and not formset.is_valid()
    context = {"asked": asked, "formset": formset, "rows": rows, "refused": refused, "query": asked.words(), **more}
    return render(request, "meetings/plan_edit.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "POST"])
def plan_terms(request: Request, pk: int) -> HttpResponse:
    """How many days before a forum's meeting documents, summons and preparing meetings come."""
    forum = get_object_or_404(Forum, pk=pk)
    permissions.PLAN_FORUM.require(request.user, forum)
    stands = MeetingTerms.objects.filter(forum=forum).first()
    form = TermsForm(
        request.POST or None, terms=terms_of(stands) if stands else Terms(), version=stands.version if stands else None
    )
    back = f"{address(request, 'meetings:plan')}{'&' if request.as_of else '?'}{urlencode({'forum': pk})}"
    if request.method == "POST" and form.is_valid():
        done, _changed = form.attempt(
            operations.set_terms,
            actor=request.user,
            forum=forum,
            terms=form.terms(),
            version=form.cleaned_data["version"],
        )
        if done:
            messages.success(request, _("Dagarna är sparade. Årsplanen räknar med dem."))
            return HttpResponseRedirect(back)
    return form_page(
        request, form, heading=_("Dagar före mötet, %(forum)s") % {"forum": forum.label}, submit=_("Spara dagarna"),
        crumbs=[(address(request, "meetings:list"), _("Möten")), (back, _("Årsplan"))],
        lede=_("Det forumet har bestämt. Lagen säger inget om dagarna för ett forum som inte är en nämnd."),
    )  # fmt: skip


def _meeting(request: Request, pk: int) -> Meeting:
    meeting = get_object_or_404(Meeting.objects.prefetch_related("forum_parts__forum"), pk=pk)
    permissions.EDIT_MEETINGS.require(request.user, meeting)
    return meeting


def _crumbs(request: Request, meeting: Meeting) -> list[tuple[str, str]]:
    return [
        (address(request, "meetings:list"), _("Möten")),
        (address(request, "meetings:detail", meeting.pk), meeting.label),
    ]


@require_http_methods(["GET", "POST"])
def move_meeting(request: Request, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    form = MoveForm(request.POST or None, meeting=meeting)
    label = meeting.label
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done, changed = form.attempt(
            operations.move_meeting, actor=request.user, meeting=meeting, sitting=form.sitting(), version=said["version"], reason=said["reason"]
        )  # fmt: skip
        if done:
            messages.success(
                request, _("Mötet är flyttat. Var det låg står i historiken.") if changed else _("Inget var ändrat.")
            )
            return HttpResponseRedirect(address(request, "meetings:detail", pk))
    heading = _("Flytta %(name)s") % {"name": label}
    return form_page(request, form, heading=heading, submit=_("Flytta mötet"), crumbs=_crumbs(request, meeting))


@require_http_methods(["GET", "POST"])
def cancel_meeting(request: Request, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _nothing = form.attempt(
            operations.cancel_meeting,
            actor=request.user,
            meeting=meeting,
            on=ordinary_day(),
            reason=form.cleaned_data["reason"],
        )
        if done:
            messages.success(request, _("Mötet är inställt. Det står kvar som inställt i planen och i kalendrar."))
            return HttpResponseRedirect(address(request, "meetings:detail", pk))
    heading = _("Ställ in %(name)s") % {"name": meeting.label}
    return form_page(request, form, heading=heading, submit=_("Ställ in mötet"), crumbs=_crumbs(request, meeting))


@require_POST
def reinstate_meeting(request: Request, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    try:
        operations.reinstate_meeting(actor=request.user, meeting=meeting)
    except NotDone as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Mötet är planerat igen."))
    return HttpResponseRedirect(address(request, "meetings:detail", pk))
