"""Forms for the end of a term of office and for the answers about the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.forums.operations import Answer
from samverka.forums.queries import SeatAnswer
from samverka.foundation.dates.forms import SwedishDateField
from samverka.principals.forms import PersonChoice
from samverka.principals.models import Person, PoliticalParty, Principal


class TermDaysForm(forms.Form):
    """The last day of the term, and the principals' own."""

    sources = {"last_day": "kommunallagen 6 kap. 18 och 19 §§"}

    last_day = SwedishDateField(
        label=_("Mandatperiodens sista dag"),
        help_text=_("Den dag då innehavarna lämnar sina platser i forumet, om huvudmannen inte har en egen."),
    )

    def __init__(self, *args: Any, principals: Iterable[Principal], **options: Any) -> None:
        super().__init__(*args, **options)
        self.principals = list(principals)
        for principal in self.principals:
            self.fields[f"day_{principal.pk}"] = SwedishDateField(label=principal.label, required=False)

    @property
    def own_fields(self) -> list[Any]:
        return [self[f"day_{principal.pk}"] for principal in self.principals]

    @property
    def own_days(self) -> dict[int, dt.date]:
        """Days of their own that were filled in, by principal."""
        given = {principal.pk: self.cleaned_data.get(f"day_{principal.pk}") for principal in self.principals}
        return {key: day for key, day in given.items() if day}


class AnswerForm(forms.Form):
    """What a principal has answered: its own first day, and who is named for each of its seats. An empty seat waits."""

    starts_on = SwedishDateField(label=_("Första dag"), help_text=_("Enligt huvudmannens uppgift."))
    reported_on = SwedishDateField(label=_("Anmäld den"), required=False, help_text=_("När huvudmannen svarade."))

    def __init__(
        self, data: Any, *, first: dt.date, rows: Iterable[SeatAnswer], people: QuerySet[Person], on: dt.date
    ) -> None:
        """`first`: the first day of the new term there. `rows`: the seats the user may answer for."""
        super().__init__(data)
        # A seat that somebody else has answered for meanwhile stays in what was sent, so that whoever sent it is told.
        self.rows = [row for row in rows if row.holding is None or f"seen_{row.seat.pk}" in (data or ())]
        self.fields["starts_on"].initial, self.fields["reported_on"].initial = first, on
        parties = PoliticalParty.objects.all()
        choices = list(people.select_related("principal"))
        for row in self.rows:
            key, held = row.seat.pk, row.seat.office or row.seat
            person = PersonChoice(people, label=_("Person"), required=False, empty_label=str(_("Ej utsedd")))
            person.choices = [
                ("", person.empty_label),
                *((each.pk, person.label_from_instance(each)) for each in choices),
            ]
            self.fields[f"person_{key}"] = person
            self.fields[f"new_{key}"] = forms.CharField(label=_("Ny person"), max_length=200, required=False)
            self.fields[f"party_{key}"] = forms.ModelChoiceField(
                parties, label=_("Parti"), required=False, empty_label=str(_("Personens eget"))
            )
            self.fields[f"seen_{key}"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, min_value=0, initial=held.version
            )

    def drawn_rows(self) -> list[tuple[SeatAnswer, list[Any], Any]]:
        """Each seat with its fields, and the hidden one."""
        named = ("person", "new", "party")
        return [
            (row, [self[f"{name}_{row.seat.pk}"] for name in named], self[f"seen_{row.seat.pk}"]) for row in self.rows
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for row in self.rows:
            key = row.seat.pk
            if cleaned.get(f"person_{key}") and cleaned.get(f"new_{key}"):
                self.add_error(f"new_{key}", _("Välj en person i listan eller skriv en ny, inte båda."))
        return cleaned

    @property
    def answers(self) -> list[Answer]:
        """The seats that somebody is named for."""
        found = []
        for row in self.rows:
            key = row.seat.pk
            person, new = self.cleaned_data.get(f"person_{key}"), self.cleaned_data.get(f"new_{key}", "").strip()
            if person or new:
                party, seen = self.cleaned_data.get(f"party_{key}"), self.cleaned_data.get(f"seen_{key}")
                found.append(Answer(row.seat, person, new, party, seen))
        return found

    def tell(self, error: ValidationError) -> None:
        """Puts what the operation refuses beside what was typed."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)
