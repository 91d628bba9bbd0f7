"""The forms of who has signed, where the original is, and where the agreement is published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverka.agreements.forms.versioned import VersionedForm
from samverka.agreements.operations.signing import Signed
from samverka.agreements.queries.parts import PartySigning
from samverka.foundation.dates.forms import SwedishDateField
from samverka.principals.models import Principal


class OriginalForm(VersionedForm):
    """Where the signed agreement is, with two fields for each party: the day it signed and its own number."""

    holder = forms.ModelChoiceField(
        label=_("Finns hos"),
        queryset=Principal.objects.all(),
        required=False,
        empty_label=_("Ej angivet"),
        help_text=_(
            "Hos en myndighet är det undertecknade avtalet i regel en allmän handling. Samverka förvarar inte originalet."
        ),
    )
    place = forms.CharField(
        label=_("Arkiv eller system"),
        max_length=300,
        required=False,
        help_text=_("Till exempel Regionarkivet, diariet Platina eller avtalsdatabasen."),
    )
    record_number = forms.CharField(
        label=_("Diarienummer"), max_length=60, required=False, help_text=_("Originalets nummer hos den som har det.")
    )
    signed_on = SwedishDateField(
        label=_("Undertecknat"),
        required=False,
        help_text=_("Dagen som står på avtalet. När varje part skrev under anges nedan, om det är känt."),
    )
    note = forms.CharField(label=_("Notering"), max_length=500, required=False)

    sources: ClassVar[dict[str, Any]] = {"holder": _("tryckfrihetsförordningen 2 kap. 4, 9 och 10 §§")}

    def __init__(self, data: Any = None, *, parties: Sequence[PartySigning], **options: Any) -> None:
        super().__init__(data, **options)
        self.parties = list(parties)
        for each in self.parties:
            day = SwedishDateField(
                label=_("Undertecknat av %(party)s") % {"party": each.principal.name}, required=False
            )
            number = forms.CharField(
                label=_("Diarienummer hos %(party)s") % {"party": each.principal.name}, max_length=60, required=False
            )
            self.fields |= {f"dag_{each.principal.pk}": day, f"nummer_{each.principal.pk}": number}
            self.initial[f"dag_{each.principal.pk}"] = each.signed_on
            self.initial[f"nummer_{each.principal.pk}"] = each.record_number

    def main_fields(self) -> list[Any]:
        return [self[name] for name in ("holder", "place", "record_number", "signed_on", "note")]

    def party_fields(self) -> list[tuple[PartySigning, Any, Any]]:
        return [(each, self[f"dag_{each.principal.pk}"], self[f"nummer_{each.principal.pk}"]) for each in self.parties]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        signings = [
            Signed(each.principal, typed[f"dag_{each.principal.pk}"], typed[f"nummer_{each.principal.pk}"])
            for each in self.parties
        ]
        names = ("holder", "place", "record_number", "signed_on", "note", "version")
        return {name: typed[name] for name in names} | {"signings": signings}


class PublicationForm(VersionedForm):
    """A place where anyone can read the agreement."""

    publisher = forms.CharField(
        label=_("Publicerat av"), max_length=200, required=False, help_text=_("Till exempel regionen på sin webbplats.")
    )
    address = forms.URLField(
        label=_("Webbadress"), max_length=500, required=False, assume_scheme="https",
        help_text=_("Det som en kommun eller region publicerar på webben omfattas av krav på tillgänglighet, också en PDF. Se också över personuppgifter och underskrifter."),
        error_messages={"invalid": _("Det är inte en webbadress. Skriv till exempel https://www.exempel.se/avtal.")},
    )  # fmt: skip
    published_on = SwedishDateField(label=_("Publicerat"), required=False)
    note = forms.CharField(label=_("Notering"), max_length=500, required=False)

    sources: ClassVar[dict[str, Any]] = {
        "address": _("lagen (2018:1937) om tillgänglighet till digital offentlig service 10 §")
    }

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address and not address.startswith(("https://", "http://")):
            raise ValidationError(_("Adressen ska börja med https:// eller http://."))
        return address
