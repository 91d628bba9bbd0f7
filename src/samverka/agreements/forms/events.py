"""Forms for what has happened to an agreement."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverka.agreements.choices import REVIEW_KINDS, EventKind
from samverka.agreements.forms.versioned import VersionedForm
from samverka.foundation.dates.forms import SwedishDateField

_EVENT_FIELDS = {
    EventKind.EXTENSION: ("decided_on", "new_end", "decision", "note"),
    EventKind.TERMINATION: ("decided_on", "takes_effect_on", "decision", "note"),
    EventKind.ENDED: ("takes_effect_on", "decided_on", "decision", "note"),
    EventKind.CONDITION_MET: ("decided_on", "decision", "note"),
    EventKind.REVIEW: ("decided_on", "review_kind", "note"),
}
_EVENT_LABELS: dict[EventKind, dict[str, Any]] = {
    EventKind.EXTENSION: {"decided_on": _("Beslutad den"), "new_end": _("Ny sista dag")},
    EventKind.TERMINATION: {
        "decided_on": _("Uppsagt den"),
        "takes_effect_on": _("Första dagen då avtalet inte gäller"),
    },
    EventKind.ENDED: {"decided_on": _("Känt den"), "takes_effect_on": _("Första dagen då avtalet inte gäller")},
    EventKind.CONDITION_MET: {"decided_on": _("Den dag då alla hade antagit")},
    EventKind.REVIEW: {"decided_on": _("Gjord den"), "review_kind": _("Vad som gjordes")},
}

# What someone with the power to must have decided (domain.md §1.2: a forum recommends, principals decide).
_DECIDED = frozenset({EventKind.EXTENSION, EventKind.TERMINATION})


class EventForm(VersionedForm):
    """Something that has happened, with the fields that its kind needs. `today` is the last day that it can have."""

    decided_on = SwedishDateField()
    takes_effect_on = SwedishDateField()
    new_end = SwedishDateField()
    review_kind = forms.ChoiceField(choices=REVIEW_KINDS)
    decision = forms.CharField(
        label=_("Beslut"),
        max_length=300,
        required=False,
        help_text=_(
            "Vem som beslutade, när och vilken paragraf, till exempel ”Regionstyrelsen 12/6 2024 § 80 och kommunernas nämnder”. "
            "En rekommendation från ett forum ändrar inte avtalet; varje huvudman beslutar."
        ),
    )
    note = forms.CharField(
        label=_("Notering"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, kind: EventKind, today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind, self.today = kind, today
        shown = _EVENT_FIELDS[kind]
        for name in set(self.fields) - {"version", *shown}:
            del self.fields[name]
        self.order_fields(["version", *shown])
        for name, label in _EVENT_LABELS[kind].items():
            self.fields[name].label = label
        if kind in _DECIDED:
            self.fields["decision"].required = True

    def clean_decided_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["decided_on"]
        if day > self.today:
            raise ValidationError(_("Den dagen har inte varit än. Registrera det när det har hänt."))
        return day


class RemoveEventForm(forms.Form):
    reason = forms.CharField(label=_("Varför tas den bort?"), max_length=500, help_text=_("Står i ändringshistoriken."))
