"""The form of how costs are shared: a period, and a row for each that pays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverka.agreements.forms.versioned import VersionedForm
from samverka.agreements.shares import Share, Sharing, number_in_words
from samverka.foundation.dates.forms import SwedishDateField
from samverka.foundation.ordering import swedish_key
from samverka.principals.models import Principal

SPARE, MORE, MOST = 2, 5, 60
_BLANKS = str.maketrans("", "", " \u00a0\u202f")


class NumberField(forms.CharField):
    """A number as people write it: `12,5 %`, `125 000 kr`. Gives a `Decimal` or None."""

    def __init__(self, *, unit: str, most: Decimal, decimals: int, **options: Any) -> None:
        self.unit, self.most, self.decimals = unit, most, decimals
        super().__init__(**({"max_length": 40, "required": False} | options))
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: Any) -> Any:
        return number_in_words(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        text = str(super().clean(value))
        plain = text.translate(_BLANKS).removesuffix(self.unit).removesuffix(":-").replace(",", ".")
        if not plain:
            return None
        try:
            number = Decimal(plain) if plain.isascii() else Decimal("nan")
        except InvalidOperation:
            number = Decimal("nan")
        if not number.is_finite() or number < 0 or "e" in plain.lower() or "_" in plain:
            raise ValidationError(_("”%(text)s” är inte ett tal. Skriv till exempel 12,5."), params={"text": text})
        if number > self.most:
            raise ValidationError(
                _("%(text)s är för mycket: högst %(most)s tas emot."),
                params={"text": text, "most": number_in_words(self.most)},
            )
        return round(number, self.decimals)


class SharingForm(VersionedForm):
    """The period, and the agreement's own words."""

    valid_from = SwedishDateField(label=_("Från och med"), required=False)
    valid_to = SwedishDateField(
        label=_("Till och med"), required=False, help_text=_("Tomt om fördelningen gäller så länge avtalet gäller.")
    )
    source = forms.CharField(
        label=_("Så står det i avtalet"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ordagrant, med sida eller paragraf."),
    )
    note = forms.CharField(label=_("Notering"), max_length=500, required=False)


class ShareForm(forms.Form):
    """One that pays. A row that says nothing of how much is none."""

    payer = forms.CharField(label=_("Vem"), max_length=200, required=False)
    percent = NumberField(label=_("Procent"), unit="%", most=Decimal(100), decimals=4)
    amount = NumberField(label=_("Kronor"), unit="kr", most=Decimal(10) ** 11, decimals=2)
    basis = forms.CharField(label=_("Med ord"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.says_how_much and not said.get("payer") and not self.errors:
            self.add_error("payer", _("Ange vem som betalar."))
        return said

    @property
    def says_how_much(self) -> bool:
        return any(self.cleaned_data.get(name) not in (None, "") for name in ("percent", "amount", "basis"))


class SharingForms:
    """The form and its rows, as one. `parties`: who a new period has a row for."""

    def __init__(self, content: Sharing, data: Any = None, *, version: int, parties: tuple[str, ...] = ()) -> None:
        self.main = SharingForm(data, initial=_initial(content) | {"version": version})
        rows = [_row(share) for share in content.shares] or [{"payer": name} for name in parties]
        self.rows = forms.formset_factory(ShareForm, extra=SPARE, max_num=MOST, absolute_max=MOST, validate_max=True)(
            self._longer(data), prefix="andel", initial=rows
        )
        self.wants_more = data is not None and "fler" in data

    @staticmethod
    def _longer(data: Any) -> Any:
        """With more empty rows, if that is what was asked for."""
        total = str(data.get("andel-TOTAL_FORMS", "")) if data is not None else ""
        if data is None or "fler" not in data or not (total.isascii() and total.isdecimal() and len(total) < 4):
            return data
        longer = data.copy()
        longer["andel-TOTAL_FORMS"] = str(min(int(total) + MORE, MOST))
        return longer

    def attempt(self, operation: Callable[..., Any], **given: Any) -> tuple[bool, Any]:
        """Asks the operation for what was filled in; `(False, None)`, with the reasons in the forms, if something is wrong."""
        # Each is asked, so that every error shows at once.
        if not all([self.main.is_valid(), self.rows.is_valid()]):
            return False, None
        values = self.main.cleaned_data
        return self.main.attempt(lambda **_typed: operation(content=self.content(), version=values["version"], **given))

    def content(self) -> Sharing:
        """What was filled in; a name that is a principal's is that principal."""
        known = _principals()
        values = self.main.cleaned_data
        said = [form.cleaned_data for form in self.rows if form.cleaned_data and form.says_how_much]
        return Sharing(
            **{name: values[name] for name in ("valid_from", "valid_to", "source", "note")},
            shares=tuple(_share(each, known) for each in said),
        )


def _initial(content: Sharing) -> dict[str, Any]:
    return {name: getattr(content, name) for name in ("valid_from", "valid_to", "source", "note")}


def _row(share: Share) -> dict[str, Any]:
    return {"payer": share.payer, "percent": share.percent, "amount": share.amount, "basis": share.basis}


def _share(said: Mapping[str, Any], known: Mapping[str, Principal]) -> Share:
    payer = " ".join(said["payer"].split())
    principal = known.get(swedish_key(payer))
    return Share(
        principal.name if principal else payer,
        principal.pk if principal else None,
        said["percent"],
        said["amount"],
        " ".join(said["basis"].split()),
    )


def _principals() -> dict[str, Principal]:
    """By every name that they go under. Two queries."""
    found: dict[str, Principal] = {}
    for each in Principal.objects.prefetch_related("aliases"):
        for name in (*(alias.name for alias in each.aliases.all()), each.short_name, each.name):
            if name:
                found[swedish_key(name)] = each
    return found
