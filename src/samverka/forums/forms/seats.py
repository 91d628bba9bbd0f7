"""Forms for seats, who holds them and in what order deputies are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.forums.models import Forum, Seat, SeatHolding
from samverka.forums.states import SeatRole
from samverka.foundation.lifecycle.forms import AuditedForm
from samverka.principals.forms import HolderForm, PersonChoice
from samverka.principals.models import Holding, Office, Person


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

    def __init__(self, *args: Any, people: QuerySet[Person], **options: Any) -> None:
        """`people`: whom the user may name; whoever holds it may stay."""
        super().__init__(*args, **options)
        kept = Person.objects.filter(pk=self.instance.person_id)
        self.choices_of("person").queryset = (people | kept).select_related("principal")


class DeputiesForm(AuditedForm[Forum]):
    """Ordna ersättare: the forum's rule, and each deputy's place in the order."""

    class Meta(AuditedForm.Meta):
        model = Forum
        fields = ("calling_order",)
        help_texts = {
            "calling_order": _(
                "Så som det är bestämt för forumet. Samverka sätter en personlig ersättare först för sin plats."
            )
        }

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
