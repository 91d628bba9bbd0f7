"""What people fill in: a matter, and the numbers that authorities have given it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverka.foundation.dates.day import ordinary_day
from samverka.foundation.dates.forms import SwedishDateField
from samverka.foundation.lifecycle.forms import AuditedForm
from samverka.matters.content import MatterContent, RecordNumberContent
from samverka.matters.models import Matter
from samverka.principals.queries import principal_matcher

EXTRA_NUMBERS = 2


class MatterForm(AuditedForm[Matter]):
    class Meta(AuditedForm.Meta):
        model = Matter
        fields = ("title", "summary", "origin", "opened_on")
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}

    def content(self, numbers: tuple[RecordNumberContent, ...]) -> MatterContent:
        said = self.cleaned_data
        return MatterContent(
            title=said["title"],
            summary=said["summary"],
            origin=said["origin"],
            opened_on=said["opened_on"],
            closed_on=self.record.closed_on if self.record else None,
            record_numbers=numbers,
        )


class CloseMatterForm(AuditedForm[Matter]):
    demanded = ("closed_on",)
    reason = forms.CharField(
        label=_("Hur det slutade"), required=False, max_length=500, help_text=_("Står i ändringshistoriken.")
    )

    class Meta(AuditedForm.Meta):
        model = Matter
        fields = ("closed_on",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("closed_on", None)
        self.initial["closed_on"] = self.initial["closed_on"] or ordinary_day()


class NumberForm(forms.Form):
    authority = forms.CharField(label=_("Myndighet"), required=False, max_length=200)
    number = forms.CharField(label=_("Diarienummer"), required=False, max_length=100)
    dated_on = SwedishDateField(label=_("Datum"), required=False)
    handler = forms.CharField(label=_("Handläggare"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("number") and not said.get("authority"):
            self.add_error("authority", _("Ange vilken myndighet som har gett ärendet numret."))
        if not said.get("number") and (said.get("authority") and (said.get("dated_on") or said.get("handler"))):
            self.add_error("number", _("Ange numret, eller töm raden."))
        return said


class NumberFormSet(forms.BaseFormSet[NumberForm]):
    def clean(self) -> None:
        known, taken = principal_matcher(), set()
        for form in self.forms:
            said = getattr(form, "cleaned_data", {})
            principal = known.named_in(said.get("authority", "")) if said.get("number") else None
            if principal is not None and principal in taken:
                raise ValidationError(
                    _("En myndighet har ett enda diarienummer i ärendet. Ta bort det som inte stämmer.")
                )
            taken.add(principal)

    def content(self) -> tuple[RecordNumberContent, ...]:
        """A row whose number has been emptied is gone."""
        said = [form.cleaned_data for form in self.forms if form.cleaned_data.get("number")]
        return tuple(
            RecordNumberContent(**{key: each[key] for key in ("authority", "number", "dated_on", "handler")})
            for each in said
        )


NumberForms = cast(
    "type[NumberFormSet]", forms.formset_factory(NumberForm, formset=NumberFormSet, extra=EXTRA_NUMBERS, max_num=60)
)
