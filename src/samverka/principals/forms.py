"""Forms for principals, persons and roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.foundation.accounts.models import User
from samverka.foundation.dates.day import ordinary_day
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.lifecycle.forms import AuditedForm
from samverka.principals.models import Holding, Office, OfficeHolding, Person, PoliticalParty, Principal, PrincipalRole
from samverka.principals.rules import organisation_number, term_of_office, tidy_names

ALIAS_LIMIT, ALIAS_LENGTH = 50, 200


class AliasField(forms.CharField):
    """Other names, one a line. Gives a list."""

    def __init__(self, **options: Any) -> None:
        given: dict[str, Any] = {
            "widget": forms.Textarea(attrs={"rows": 3}),
            "max_length": ALIAS_LIMIT * ALIAS_LENGTH,
            "required": False,
        }
        super().__init__(**(given | {"label": _("Kallas också"), "help_text": _("Ett namn på varje rad.")} | options))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        names = tidy_names(str(super().clean(value)).splitlines())
        if len(names) > ALIAS_LIMIT:
            raise forms.ValidationError(_("Högst %(limit)s namn tas emot. Ta bort några.") % {"limit": ALIAS_LIMIT})
        for name in names:
            if len(name) > ALIAS_LENGTH:
                raise forms.ValidationError(
                    _("Ett namn får ha högst %(limit)s tecken. Korta ”%(start)s…”.")
                    % {"limit": ALIAS_LENGTH, "start": name[:40]}
                )
        return names


class PrincipalForm(AuditedForm[Principal]):
    aliases = AliasField()

    class Meta(AuditedForm.Meta):
        model = Principal
        fields = (
            "kind",
            "name",
            "short_name",
            "aliases",
            "code",
            "county",
            "organisation_number",
            "has_region_tasks",
            "starts_on",
            "note",
        )
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.record:
            self.initial["aliases"] = [alias.name for alias in self.record.aliases.all()]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip()
        if code and not (code.isascii() and code.isdigit() and len(code) in (2, 4)):
            raise forms.ValidationError(_("Koden ska ha fyra siffror för en kommun eller två för en region."))
        return code

    def clean_organisation_number(self) -> str:
        text = str(self.cleaned_data["organisation_number"])
        number = organisation_number(text) if text else ""
        if number is None:
            raise forms.ValidationError(
                _("Organisationsnumret stämmer inte. Skriv tio siffror, till exempel 212000-2445, och kontrollera dem.")
            )
        return number


class EndPrincipalForm(AuditedForm[Principal]):
    demanded = ("ends_on",)
    reason = forms.CharField(
        label=_("Varför"), max_length=500, required=False, help_text=_("Står i ändringshistoriken.")
    )

    class Meta(AuditedForm.Meta):
        model = Principal
        fields = ("ends_on", "successor")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        successor = self.choices_of("successor")
        successor.empty_label = _("Ingen")
        successor.queryset = Principal.objects.filter(ends_on__isnull=True).exclude(pk=self.instance.pk)


class PersonForm(AuditedForm[Person]):
    class Meta(AuditedForm.Meta):
        model = Person
        fields = ("name", "title", "principal", "party", "email", "user", "is_active")

    def __init__(self, *args: Any, principals: Any = None, may_link_account: bool = True, **options: Any) -> None:
        """`principals` limits whose people may be entered (a registrar's own)."""
        super().__init__(*args, **options)
        principal = self.choices_of("principal")
        if principals is not None:
            principal.queryset = principals
            principal.required, principal.empty_label = True, None
        if not may_link_account:
            del self.fields["user"]
        else:
            self.fields["user"].help_text = _("Kontot som personen loggar in med, om det finns ett.")
        self.fields["email"].help_text = _("Bara en adress i tjänsten eller uppdraget.")
        self.fields["party"].help_text = _("Bara för den som har ett förtroendeuppdrag.")


class PartyForm(AuditedForm[PoliticalParty]):
    class Meta(AuditedForm.Meta):
        model = PoliticalParty
        fields = ("name", "abbreviation", "principal")
        help_texts = {"principal": _("Ett lokalt parti hör till en kommun eller region. Lämna tomt för ett riksparti.")}


class PrincipalRoleForm(AuditedForm[PrincipalRole]):
    class Meta(AuditedForm.Meta):
        model = PrincipalRole
        fields = ("user", "role", "starts_on", "ends_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        user = self.choices_of("user")
        user.queryset = User.objects.filter(is_active=True)


class EndPrincipalRoleForm(AuditedForm[PrincipalRole]):
    demanded = ("ends_on",)

    class Meta(AuditedForm.Meta):
        model = PrincipalRole
        fields = ("ends_on",)


class OfficeForm(AuditedForm[Office]):
    class Meta(AuditedForm.Meta):
        model = Office
        fields = ("name", "body", "starts_on", "ends_on")


class EndOfficeHoldingForm(AuditedForm[OfficeHolding]):
    demanded = ("ends_on",)

    class Meta(AuditedForm.Meta):
        model = OfficeHolding
        fields = ("ends_on",)


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

        Meta.model = model

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
    return _(
        "Lämna tomt tills vidare. Mandatperioden %(term)s slutar %(last)s, om huvudmannen inte har bestämt en annan dag."
    ) % {
        "term": term.name,
        "last": day_in_words(term.ends_on),
    }
