"""Forms for forums, seats, preparing relations and roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.forums.models import Forum, ForumRole, Preparation, Seat, SeatHolding
from samverka.forums.states import SeatRole
from samverka.foundation.accounts.models import User
from samverka.foundation.dates.day import ordinary_day
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.documents.forms import DocumentField
from samverka.foundation.lifecycle.forms import AuditedForm
from samverka.principals.forms import AliasField
from samverka.principals.models import County, Holding, Office, Person
from samverka.principals.rules import term_of_office


class ForumForm(AuditedForm[Forum]):
    aliases = AliasField()
    sources = {
        "attestation_days": "kommunallagen 5 kap. 69 § och 6 kap. 35 §",
        "notice_required": "kommunallagen 8 kap. 12 §",
        "follows_local_government_act": "kommunallagen 3 kap. 9 §, 9 kap. 19–22 §§",
    }

    class Meta(AuditedForm.Meta):
        model = Forum
        fields = (
            "name", "short_name", "abbreviation", "aliases", "level", "sides", "county", "starts_on",
            "purpose", "participants_municipal", "participants_region", "participants",
            "mandate_kind", "mandate", "frequency", "meetings_per_year",
            "follows_local_government_act", "attestation_required", "attestation_days", "notice_required", "notice_board", "calling_order", "procedure_note",
            "record_keeper",
        )  # fmt: skip
        widgets = {
            "frequency": forms.TextInput,
            **{
                name: forms.Textarea(attrs={"rows": 4})
                for name in (
                    "purpose",
                    "participants_municipal",
                    "participants_region",
                    "participants",
                    "mandate",
                    "procedure_note",
                )
            },
        }
        help_texts = {
            "level": _("Listan över forum ordnas efter nivån."),
            "meetings_per_year": _("Som tal, om det går att säga."),
            "record_keeper": _("Den myndighet där protokoll och handlingar finns."),
            "attestation_days": _("En nämnds protokoll justeras inom fjorton dagar; forumet bestämmer sin egen tid."),
            "notice_required": _(
                "För en nämnd senast andra dagen efter justeringen; för ett forum en frivillig ordning."
            ),
            "follows_local_government_act": _(
                "För en nämnd gäller reglerna enligt lag. Ett samverkansforum som inte är en nämnd följer dem bara om det har valt det."
            ),
        }

    SECTIONS = (
        (
            "om",
            _("Namn och nivå"),
            ("name", "short_name", "abbreviation", "aliases", "level", "sides", "county", "starts_on"),
        ),
        (
            "syfte",
            _("Syfte och deltagare"),
            ("purpose", "participants_municipal", "participants_region", "participants"),
        ),
        ("mandat", _("Mandat och möten"), ("mandate_kind", "mandate", "frequency", "meetings_per_year")),
        (
            "ordning",
            _("Arbetsordning"),
            (
                "follows_local_government_act",
                "attestation_required",
                "attestation_days",
                "notice_required",
                "notice_board",
                "calling_order",
                "procedure_note",
            ),
        ),
        ("handlingar", _("Handlingar"), ("record_keeper",)),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.record:
            self.initial["aliases"] = [alias.name for alias in self.record.aliases.all()]
        else:
            self.fields["county"].initial = County.objects.first()

    def sections(self) -> list[tuple[str, Any, list[Any]]]:
        return [(anchor, title, [self[name] for name in names]) for anchor, title, names in self.SECTIONS]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("attestation_days") and not cleaned.get("attestation_required"):
            self.add_error(
                "attestation_required",
                _("Du har angett dagar till justering. Kryssa i att protokollet justeras, eller ta bort dagarna."),
            )
        if cleaned.get("notice_board") and not cleaned.get("notice_required"):
            self.add_error(
                "notice_required",
                _("Du har angett en anslagstavla. Kryssa i att justeringen tillkännages, eller ta bort anslagstavlan."),
            )
        return cleaned


class EndForumForm(AuditedForm[Forum]):
    demanded = ("ends_on",)
    reason = forms.CharField(
        label=_("Varför"), max_length=500, required=False, help_text=_("Står i ändringshistoriken.")
    )

    class Meta(AuditedForm.Meta):
        model = Forum
        fields = ("ends_on", "successor")
        help_texts = {"successor": _("Det forum som det här har bytt namn till eller gått upp i.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        successor = self.choices_of("successor")
        successor.queryset = Forum.objects.filter(county=self.instance.county_id).exclude(pk=self.instance.pk)
        successor.empty_label = str(_("Inget"))


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A person with the principal that tells namesakes apart."""

    def label_from_instance(self, obj: Person) -> str:
        return f"{obj.name}, {obj.principal.label}" if obj.principal else obj.name


class TermsForm(forms.Form):
    terms = DocumentField(label=_("Uppdragsbeskrivning"))


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


class PreparationForm(AuditedForm[Preparation]):
    """Which forum the forum at hand prepares for."""

    class Meta(AuditedForm.Meta):
        model = Preparation
        fields = ("prepares_for",)

    def __init__(self, *args: Any, preparer: Forum, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["prepares_for"].label = _("Lägg till forum som det bereder åt")
        others = Forum.objects.filter(ends_on__isnull=True).exclude(pk=preparer.pk).only(*Forum.naming())
        self.choices_of("prepares_for").queryset = others.exclude(preparations_for_it__preparer=preparer)


class ForumRoleForm(AuditedForm[ForumRole]):
    class Meta(AuditedForm.Meta):
        model = ForumRole
        fields = ("user", "role", "starts_on", "ends_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choices_of("user").queryset = User.objects.filter(is_active=True)


class EndForumRoleForm(AuditedForm[ForumRole]):
    demanded = ("ends_on",)

    class Meta(AuditedForm.Meta):
        model = ForumRole
        fields = ("ends_on",)
