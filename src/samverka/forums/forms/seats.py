"""Forms for seats, who holds them and in what order deputies are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.forums.models import Forum, Seat, SeatHolding
from samverka.forums.states import SeatRole
from samverka.foundation.dates.day import ordinary_day
from samverka.foundation.dates.swedish import day_in_words
from samverka.foundation.lifecycle.forms import AuditedForm
from samverka.principals.models import Holding, Office, Person
from samverka.principals.rules import term_of_office


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A person with the principal that tells namesakes apart."""

    def label_from_instance(self, obj: Person) -> str:
        return f"{obj.name}, {obj.principal.label}" if obj.principal else obj.name


class HolderForm(AuditedForm[Any]):
    """Who holds something: someone in the list, or someone new. `people` limits the list."""

    new_person = forms.CharField(
        label=_("Ny person"),
        max_length=200,
        required=False,
        help_text=_("Namnet, om personen inte finns i listan. Personen läggs då till."),
    )

    def narrow_people(self, people: Any = None) -> None:
        person = self.choices_of("person")
        person.empty_label, person.required = str(_("Ej utsedd")), False
        found = Person.objects.filter(is_active=True) if people is None else people
        if self.record and getattr(self.record, "person_id", None):
            found = found | Person.objects.filter(pk=self.record.person_id)
        person.queryset = found.select_related("principal")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("person") and cleaned.get("new_person"):
            self.add_error("new_person", _("Välj en person i listan eller skriv en ny, inte båda."))
        return cleaned


class SeatForm(AuditedForm[Seat]):
    """A place in the forum, whoever holds it."""

    class Meta(AuditedForm.Meta):
        model = Seat
        fields = ("role", "principal", "office", "name", "party", "stands_for", "position", "starts_on", "ends_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["position"].help_text = _("För en ersättare: 1 kallas först, sedan 2 och så vidare.")
        self.fields["starts_on"].help_text = _("Platsens egen första dag. Lämna tomt om den alltid har funnits.")
        if "ends_on" in self.fields:
            self.fields["ends_on"].help_text = _("Bara om forumet inte längre har platsen.")
        office = self.choices_of("office")
        office.empty_label = str(_("Ingen, personer utses till platsen"))
        office.queryset = Office.objects.filter(ends_on__isnull=True).select_related("principal")
        if self.record and self.record.office_id:
            office.queryset = office.queryset | Office.objects.filter(pk=self.record.office_id).select_related(
                "principal"
            )
        stands_for = self.choices_of("stands_for")
        stands_for.empty_label = str(_("Ingen särskild plats"))
        seats = (
            Seat.objects.filter(forum=self.instance.forum_id).exclude(role=SeatRole.DEPUTY).exclude(pk=self.instance.pk)
        )
        stands_for.queryset = seats.select_related("forum", "principal", "office")


class NewSeatForm(HolderForm, SeatForm):
    """A place and, if somebody is named already, its first holder."""

    person = PersonChoice(Person.objects.none(), label=_("Person"), help_text=_("Lämna tomt om ingen är utsedd ännu."))

    class Meta(SeatForm.Meta):
        fields = (
            "role",
            "principal",
            "office",
            "name",
            "party",
            "person",
            "new_person",
            "stands_for",
            "position",
            "starts_on",
        )  # type: ignore[assignment]

    field_order = (
        "role",
        "principal",
        "person",
        "new_person",
        "office",
        "name",
        "party",
        "stands_for",
        "position",
        "starts_on",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.narrow_people()
        self.fields["starts_on"].help_text = _("Platsens första dag, och personens om någon utses.")


class EndSeatForm(AuditedForm[Seat]):
    demanded = ("ends_on",)

    class Meta(AuditedForm.Meta):
        model = Seat
        fields = ("ends_on",)


def appointing_form(model: type[Holding]) -> type[HolderForm]:
    """The form that names someone for a seat or an office."""

    class AppointForm(HolderForm):
        replaces = forms.BooleanField(
            label=_("Byt innehavare"), required=False, help_text=_("Den som har platsen då lämnar den dagen före.")
        )
        seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
        field_order = ("person", "new_person", "party", "starts_on", "ends_on", "reported_on", "replaces")

        class Meta(AuditedForm.Meta):
            fields = ("person", "party", "starts_on", "ends_on", "reported_on")
            field_classes = {"person": PersonChoice}

        Meta.model = model  # type: ignore[attr-defined]

        def __init__(self, *args: Any, held: Any, people: Any = None, **options: Any) -> None:
            super().__init__(*args, instance=model(**{model.OF: held}), **options)
            self.narrow_people(people)
            self.fields["seen"].initial = held.version
            self.fields["ends_on"].help_text = _term_ends()
            self.fields["reported_on"].help_text = _("När huvudmannen talade om det.")

        def values(self) -> dict[str, Any]:
            given = super().values()
            return given | {"version": given.pop("seen")}

        def clean(self) -> dict[str, Any]:
            cleaned = super().clean()
            if not (cleaned.get("person") or cleaned.get("new_person") or self.errors):
                self.add_error("person", _("Välj vem som utses, eller skriv namnet på en ny person."))
            return cleaned

    return AppointForm


def _term_ends() -> Any:
    term = term_of_office(ordinary_day())
    return _("Lämna tomt tills vidare. Mandatperioden %(term)s slutar %(last)s.") % {
        "term": term.name,
        "last": day_in_words(term.ends_on),
    }


class EndHoldingForm(AuditedForm[Holding]):
    demanded = ("ends_on",)

    class Meta(AuditedForm.Meta):
        model = SeatHolding
        fields = ("ends_on",)


class ChangeHoldingForm(AuditedForm[Holding]):
    class Meta(AuditedForm.Meta):
        model = SeatHolding
        fields = ("person", "party", "starts_on", "ends_on", "reported_on")
        field_classes = {"person": PersonChoice}


class DeputiesForm(AuditedForm[Forum]):
    """Ordna ersättare: the forum's rule, and each deputy's place in the order."""

    class Meta(AuditedForm.Meta):
        model = Forum
        fields = ("calling_order",)
        help_texts = {"calling_order": _("En personlig ersättare kallas alltid först för sin plats.")}

    def __init__(self, *args: Any, deputies: Sequence[Seat], **options: Any) -> None:
        super().__init__(*args, **options)
        self.deputies = deputies
        for seat in deputies:
            self.fields[f"position_{seat.pk}"] = forms.IntegerField(
                label=seat.what, required=False, min_value=1, max_value=999, initial=seat.position
            )

    def values(self) -> dict[str, Any]:
        given = super().values()
        positions = {seat.pk: given.pop(f"position_{seat.pk}") for seat in self.deputies}
        return given | {"positions": positions}
