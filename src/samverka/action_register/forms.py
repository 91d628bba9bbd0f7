"""What people fill in: a row, a follow-up, a closing, a heading."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samverka.action_register.content import ItemContent
from samverka.action_register.models import ActionRegister, Direction, PriorityArea
from samverka.action_register.operations.items import CELL_LIMIT
from samverka.forums.models import Forum
from samverka.foundation.dates.day import ordinary_day
from samverka.foundation.dates.forms import SwedishDateField
from samverka.foundation.dates.swedish import day_in_words, in_words, parse_date
from samverka.foundation.lifecycle.forms import AuditedForm
from samverka.meetings.models import Meeting

MOST_LINES = 30
EXAMPLE = _(
    "Skriv som i listan: forum, dag och vad som ska ske, till exempel ”SVOM 3/6 2024 – rapport”. Flera kan stå efter varandra."
)


class LinesField(forms.CharField):
    """Several things, one on each line. Gives a tuple without empty lines."""

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {"required": False, "max_length": 10_000, "widget": forms.Textarea(attrs={"rows": 3})}
        super().__init__(**(usual | options))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> Any:
        lines = tuple(
            dict.fromkeys(" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip())
        )
        if len(lines) > MOST_LINES:
            raise ValidationError(
                _("Skriv högst %(most)s rader. Nu är de %(count)s."), params={"most": MOST_LINES, "count": len(lines)}
            )
        for line in lines:
            if len(line) > 300:
                raise ValidationError(
                    _("Raden som börjar ”%(start)s” är längre än 300 tecken. Korta eller dela den."),
                    params={"start": line[:40]},
                )
        return lines


class CellField(forms.CharField):
    """A follow-up text. Kept as it is written; the reading is shown beside it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": options.pop("rows", 5)})
        usual: dict[str, Any] = {"max_length": CELL_LIMIT, "widget": widget, "help_text": EXAMPLE}
        super().__init__(**(usual | options))


class PastDayField(SwedishDateField):
    """A day that is not in the future: something has been done."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"initial": ordinary_day} | options))

    def clean(self, value: Any) -> Any:
        day: dt.date | None = super().clean(value)
        if day and day > ordinary_day():
            raise ValidationError(
                _("Dagen ligger framåt i tiden. Ange i dag, %(today)s, eller tidigare."),
                params={"today": day_in_words(ordinary_day())},
            )
        return day


class ItemForm(forms.Form):
    """A row in the words of the list. `content` is what operations take."""

    subject = forms.CharField(
        label=_("Vad"), max_length=500, help_text=_("Det raden handlar om, till exempel avtalets eller planens namn.")
    )
    number = forms.IntegerField(label=_("Nummer i listan"), required=False, min_value=1, max_value=99_999)
    direction = forms.ChoiceField(label=_("Inriktning"), required=False)
    areas = forms.MultipleChoiceField(
        label=_("Prioriterade områden"), required=False, widget=forms.CheckboxSelectMultiple
    )
    commission = forms.CharField(
        label=_("Uppdrag"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    responsible = LinesField(
        label=_("Ansvariga"), help_text=_("En på varje rad: funktion, grupp eller forum, gärna med huvudman.")
    )
    preparing_known = forms.MultipleChoiceField(
        label=_("Bereds i"), required=False, widget=forms.CheckboxSelectMultiple
    )
    preparing_other = LinesField(
        label=_("Bereds också i"),
        help_text=_("Forum som inte finns i registret, ett på varje rad."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due = forms.CharField(
        label=_("Klart"),
        required=False,
        max_length=200,
        help_text=_("Dag, månad, termin eller år: 3/6 2024, okt. 2024, hösten 2024."),
    )
    follow_up = CellField(label=_("Uppföljning"), required=False)
    reason = forms.CharField(
        label=_("Varför ändras raden?"), required=False, max_length=500, help_text=_("Visas i ändringshistoriken.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, register: ActionRegister, day: dt.date, before: ItemContent | None = None,
        prepared_by: Mapping[str, int | None] | None = None, version: int | None = None,
    ) -> None:  # fmt: skip
        """`prepared_by` maps the names that prepare now, as printed, to forums."""
        self.before, self.printed = before, dict(prepared_by or {})
        super().__init__(data, initial=self._initial(before) | {"version": version})
        self._offer(register, day)
        if before is None:
            del self.fields["reason"], self.fields["version"]

    def _initial(self, before: ItemContent | None) -> dict[str, Any]:
        if before is None:
            return {}
        due = before.due_text or (in_words(before.due_date) if before.due_date else "")
        return {
            "subject": before.subject, "number": before.number, "direction": before.direction, "areas": list(before.areas), "commission": before.commission,
            "responsible": before.responsible, "due": due, "follow_up": before.follow_up,
            "preparing_known": [str(forum) for forum in self.printed.values() if forum],
            "preparing_other": tuple(name for name, forum in self.printed.items() if not forum),
        }  # fmt: skip

    def _offer(self, register: ActionRegister, day: dt.date) -> None:
        """Headings that hold on the day, and those the row already has; the forums that are not over."""
        had = self.before or ItemContent(subject="")
        directions = [
            (each.name, each.name)
            for each in Direction.objects.filter(register=register)
            if each.holds_on(day) or each.name == had.direction
        ]
        areas = [
            (each.name, each.name)
            for each in PriorityArea.objects.filter(register=register)
            if each.holds_on(day) or each.name in had.areas
        ]
        kept = set(self.printed.values())
        forums = Forum.objects.filter(county=register.forum.county_id).exclude(pk=register.forum_id)
        prepares = set(register.forum.preparations_for_it.values_list("preparer_id", flat=True))
        known = [each for each in forums if not each.has_ended(day) or each.pk in kept]
        known.sort(key=lambda each: (each.pk not in prepares, each.name_key))
        self.fields["direction"].choices = [("", _("Ingen inriktning")), *directions]  # type: ignore[attr-defined]
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]
        self.fields["preparing_known"].choices = [(str(each.pk), each.label) for each in known]  # type: ignore[attr-defined]
        self.labels = {str(each.pk): each.label for each in known}
        if not areas:
            self.fields["areas"].help_text = _("Listan har inga prioriterade områden än.")

    def clean_due(self) -> str:
        text: str = self.cleaned_data["due"].strip()
        if text and text != self.get_initial_for_field(self.fields["due"], "due") and parse_date(text) is None:
            raise ValidationError(
                _("”%(text)s” är inte en tidpunkt. Skriv till exempel 3/6 2024, okt. 2024, hösten 2024 eller 2024."),
                params={"text": text},
            )
        return text

    @property
    def content(self) -> ItemContent:
        """What was filled in. A forum that prepared before keeps the name it was printed with, and its place."""
        given = self.cleaned_data
        wanted = dict.fromkeys(given["preparing_known"])
        kept = [
            name
            for name, forum in self.printed.items()
            if (str(forum) in wanted if forum else name in given["preparing_other"])
        ]
        kept_forums = {str(self.printed[name]) for name in kept}
        new = [self.labels[key] for key in wanted if key not in kept_forums]
        typed = [name for name in given["preparing_other"] if name not in kept]
        unchanged = self.before is not None and given["due"] == self.get_initial_for_field(self.fields["due"], "due")
        if unchanged and self.before:
            due, due_text = self.before.due, self.before.due_text
        else:
            parsed = parse_date(given["due"])
            due, due_text = (parsed.to_json() if parsed else None), given["due"]
        return ItemContent(
            subject=given["subject"], direction=given["direction"], areas=tuple(given["areas"]), commission=given["commission"],
            responsible=given["responsible"], preparing=(*kept, *new, *typed), follow_up=given["follow_up"], number=given["number"], due=due, due_text=due_text,
        )  # fmt: skip


def _without_impossible_days(text: str) -> str:
    """The text as it is. Raises `ValidationError` if it writes a day the calendar does not have (`99/99 2024`)."""
    for written in re.findall(r"(?<!\d)\d{1,2}/\d{1,2}[ -]?(?:19|20)\d\d(?!\d)", text):
        if parse_date(written) is None:
            raise ValidationError(
                _("”%(text)s” är inte en dag som finns. Skriv till exempel 3/6 2024."), params={"text": written}
            )
    return text


class AddFollowUpForm(forms.Form):
    text = CellField(label=_("Ny uppföljning"), rows=3)

    def clean_text(self) -> str:
        return _without_impossible_days(str(self.cleaned_data["text"]))


class OutcomeForm(forms.Form):
    """What became of a promise: which day, and a note."""

    on = PastDayField(label=_("Vilken dag"))
    note = forms.CharField(
        label=_("Notering"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class CancelForm(OutcomeForm):
    note = forms.CharField(label=_("Varför stryks den?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class PostponeForm(OutcomeForm):
    new_text = CellField(label=_("När och vad i stället"), rows=2)
    note = forms.CharField(
        label=_("Varför skjuts den upp?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("new_text", "note", "on")

    def clean_new_text(self) -> str:
        return _without_impossible_days(str(self.cleaned_data["new_text"]))


class CloseForm(forms.Form):
    on = PastDayField(label=_("Avslutad den"))
    reason = forms.CharField(
        label=_("Hur blev det?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DropForm(forms.Form):
    on = PastDayField(label=_("Avförd den"))
    reason = forms.CharField(
        label=_("Varför avförs raden?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skälet visas i listan."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class MeetingForm(forms.Form):
    meeting = forms.ModelChoiceField(
        label=_("Möte"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Inget möte"),
        help_text=_("Samverka väljer forumets enda möte inom datumet. Det du väljer här ändras inte när mer läses in."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, meetings: Any, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meetings


class OpenRegisterForm(forms.Form):
    forum = forms.ModelChoiceField(label=_("Forum"), queryset=Forum.objects.none(), empty_label=_("Välj"))
    title = forms.CharField(
        label=_("Listans namn"),
        max_length=200,
        required=False,
        help_text=_("Tomt ger ”Balanslista” och forumets namn."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, forums: Any) -> None:
        super().__init__(data)
        field = self.fields["forum"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = forums
        field.label_from_instance = lambda forum: forum.label  # type: ignore[method-assign, assignment]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("forum") and not cleaned.get("title"):
            cleaned["title"] = _now("Balanslista %(forum)s") % {"forum": cleaned["forum"].label}
        return cleaned


class RegisterForm(AuditedForm[ActionRegister]):
    class Meta(AuditedForm.Meta):
        model = ActionRegister
        fields = ("title",)


class DirectionForm(AuditedForm[Direction]):
    class Meta(AuditedForm.Meta):
        model = Direction
        fields = ("name", "starts_on", "ends_on")


class AreaForm(AuditedForm[PriorityArea]):
    class Meta(AuditedForm.Meta):
        model = PriorityArea
        fields = ("name", "starts_on", "ends_on")


class MoveRowsForm(forms.Form):
    """Where the rows of a heading go. `expected`: how many there were when the page was shown."""

    target = forms.ModelChoiceField(label=_("Flytta till"), queryset=Direction.objects.none(), empty_label=_("Välj"))
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, data: Mapping[str, Any] | None = None, *, headings: Any, expected: int) -> None:
        super().__init__(data, initial={"expected": expected})
        field = self.fields["target"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = headings
