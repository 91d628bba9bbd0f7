"""A year plan as a table of rows, and the forms that move and cancel one meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverka.forums.models import Forum
from samverka.foundation.dates.forms import SwedishDateField
from samverka.meetings.choices import ModeChoice
from samverka.meetings.forms.fields import RecordForm
from samverka.meetings.models import Meeting
from samverka.meetings.operations.plan import PlanRow
from samverka.meetings.planning import Planned, Proposal, Sitting, Terms
from samverka.meetings.queries.plan import forums_of, sitting_of

MOST_ROWS, MOST_DAYS = 200, 14
_TIMES = ["%H:%M", "%H.%M", "%H"]


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=_TIMES,
        widget=forms.TimeInput(format="%H.%M", attrs={"size": 5}),
        error_messages={"invalid": _("Skriv klockslaget som 9.30 eller 13.00.")},
    )


class SittingForm(forms.Form):
    """When, how and where a meeting is."""

    day = SwedishDateField(label=_("Dag"))
    days = forms.IntegerField(label=_("Dagar"), required=False, min_value=1, max_value=MOST_DAYS)
    start = _time(_("Börjar kl."))
    end = _time(_("Slutar kl."))
    place = forms.CharField(label=_("Plats"), required=False, max_length=300)
    mode = forms.ChoiceField(
        label=_("Hur man möts"), required=False, choices=[("", _("Ej angivet")), *ModeChoice.choices]
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        start, end = said.get("start"), said.get("end")
        if start and end and end <= start and (said.get("days") or 1) == 1:
            self.add_error("end", _("Mötet slutar innan det börjar. Ändra ett av klockslagen."))
        return said

    def sitting(self, title: str = "") -> Sitting:
        said = self.cleaned_data
        return Sitting(
            day=said["day"], days=said["days"] or 1, start=said["start"], end=said["end"], place=said["place"], mode=said["mode"],
            title=title,
        )  # fmt: skip


class PlanRowForm(SittingForm):
    """A row of the plan. A new row without a day is left out."""

    meeting = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    forum = forms.TypedChoiceField(
        label=_("Forum"),
        coerce=int,
        choices=(),
        error_messages={"invalid_choice": _("Du kan inte planera möten för det forumet här. Välj ett annat.")},
    )

    def __init__(
        self, *args: Any, forums: Sequence[Forum], editable: Mapping[int, int | None], year: int, **given: Any
    ) -> None:
        """`editable`: the meetings that may be changed here, with the forum that each stands under."""
        self.forums = {forum.pk: forum for forum in forums}
        self.editable, self.year = editable, year
        super().__init__(*args, **given)
        self.fields["forum"].choices = [(forum.pk, forum.label) for forum in forums]  # type: ignore[attr-defined]
        self.fields["day"].required = False
        self.fields["days"].initial = 1

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day and day.year != self.year:
            raise ValidationError(_("Dagen ligger inte i %(year)s. Planen gäller ett år."), params={"year": self.year})
        return day

    def clean_meeting(self) -> int | None:
        key: int | None = self.cleaned_data["meeting"]
        if key is not None and key not in self.editable:
            raise ValidationError(_("Mötet kan inte ändras här. Läs in sidan igen."))
        return key

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("meeting") and said.get("forum") not in (None, self.editable[said["meeting"]]):
            self.add_error(
                "forum", _("Mötet hör till ett annat forum. Lägg till en ny rad för ett möte i det här forumet.")
            )
        if said.get("meeting") and not said.get("day") and "day" not in self.errors:
            self.add_error("day", _("Mötet är redan planerat. Ställ in det på mötets sida om det inte ska hållas."))
        return said

    @property
    def is_left_out(self) -> bool:
        return not self.cleaned_data.get("day")

    def row(self) -> PlanRow:
        said = self.cleaned_data
        return PlanRow(self.forums[said["forum"]], self.sitting(said["title"]), said["meeting"], said["version"])

    def planned(self, number: int) -> Planned:
        """For the check: the row as a meeting of the plan."""
        row = self.row()
        return Planned(
            key=f"ny-{number}", label=row.sitting.title or row.forum.label, forums=(row.forum.pk,), first=row.sitting.day, last=row.sitting.last
        )  # fmt: skip


TOO_MANY: Any = {
    "too_many_forms": _("Planen har fler än %(num)d rader. Välj ett forum i taget och planera dess möten för sig.")
}
PlanFormSet = forms.formset_factory(PlanRowForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True)


def initial_of(meeting: Meeting, known: Iterable[int]) -> dict[str, Any]:
    """A meeting that stands, as a row."""
    forum = row_forum(meeting, known)
    return {"meeting": meeting.pk, "version": meeting.version, "forum": forum, **_initial(sitting_of(meeting))}


def row_forum(meeting: Meeting, known: Iterable[int]) -> int | None:
    """The forum that a meeting's row stands under: the first of its forums that the plan is for."""
    among = set(known)
    return next((key for key in forums_of(meeting) if key in among), None)


def proposed(forum: Forum, proposal: Proposal) -> dict[str, Any]:
    return {"forum": forum.pk, **_initial(proposal.sitting)}


def _initial(sitting: Sitting) -> dict[str, Any]:
    return {
        "day": sitting.day, "days": sitting.days, "start": sitting.start, "end": sitting.end, "place": sitting.place, "mode": sitting.mode,
        "title": sitting.title,
    }  # fmt: skip


class MoveForm(RecordForm, SittingForm):
    """Another day, time or place for one meeting."""

    field_order = ("day", "days", "start", "end", "place", "mode", "reason")

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        super().__init__(data, initial={"version": meeting.version, **_initial(sitting_of(meeting))})


class CancelForm(RecordForm):
    """Why a meeting is not held."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["reason"].label = _("Varför ställs mötet in?")
        self.fields["reason"].required = True


class TermsForm(RecordForm):
    """How many days before a forum's meeting things come."""

    documents = forms.IntegerField(
        label=_("Handlingsstopp, dagar före mötet"), required=False, min_value=0, max_value=180,
        help_text=_("När handlingarna senast ska vara inne. Tomt: inget är bestämt."),
    )  # fmt: skip
    summons = forms.IntegerField(
        label=_("Kallelsen skickas, dagar före mötet"), required=False, min_value=0, max_value=180
    )
    preparing = forms.IntegerField(
        label=_("Beredande forum möts minst så många dagar före"), required=False, min_value=0, max_value=180
    )

    def __init__(self, data: Any = None, *, terms: Terms, version: int | None) -> None:
        initial = {"documents": terms.documents, "summons": terms.summons, "preparing": terms.preparing}
        super().__init__(data, initial={**initial, "version": version})
        del self.fields["reason"]

    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(said["documents"], said["summons"], said["preparing"])
