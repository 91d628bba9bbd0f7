"""Forms for reminders: a ladder, and what has been done about a step."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverka.agreements.forms.versioned import VersionedForm
from samverka.foundation.dates.forms import SwedishDateField

_YEAR = dt.timedelta(days=366)


class LadderForm(VersionedForm):
    """How long before: months with / between."""

    before_end = forms.CharField(
        label=_("Månader före slutet"),
        max_length=40,
        required=False,
        help_text=_(
            "Till exempel 12/6/3. Används också inför en automatisk förlängning som ingen uppsägningstid gäller för. Tomt: ingen påminnelse."
        ),
    )
    before_notice = forms.CharField(label=_("Månader före sista dag för uppsägning"), max_length=40, required=False)
    before_review = forms.CharField(label=_("Månader före översyn"), max_length=40, required=False)


class AcknowledgeForm(VersionedForm):
    """What was done about a reminder. `today` is the last day it can have been done."""

    done_on = SwedishDateField(label=_("Påmind den"))
    note = forms.CharField(
        label=_("Åtgärd"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Vad som är gjort eller bestämt, till exempel ”Fredagsgruppen tar upp en förlängning den 14 juni”."
        ),
    )
    again_on = SwedishDateField(
        label=_("Påminn igen den"),
        required=False,
        help_text=_("Tomt: nästa steg påminner. Flyttas slutet börjar påminnelserna om."),
    )

    def __init__(self, *args: Any, today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        del self.fields["version"]

    def clean_done_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["done_on"]
        if day > self.today:
            raise ValidationError(_("Den dagen har inte varit än. Välj i dag eller en dag som har varit."))
        return day

    def clean_again_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data.get("again_on")
        if day and day <= self.today:
            raise ValidationError(_("Välj en dag som kommer."))
        if day and day > self.today + _YEAR:
            raise ValidationError(_("Välj en dag inom ett år, så att avtalet inte glöms bort."))
        return day
