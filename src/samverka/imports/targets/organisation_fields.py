"""Principals, parties and days in lists of people and of seats: how they are read, and what is told when they cannot be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from django.utils.translation import gettext as _

from samverka.foundation.dates.swedish import parse_date
from samverka.imports.fields import ReadField
from samverka.imports.organisations import Organisations
from samverka.principals.models import PoliticalParty, Principal

_DAY_ZERO = dt.date(1899, 12, 30)  # a workbook's days are counted from here
_DAY_NUMBER = re.compile(r"[2-7]\d{4}")


def principal_choices() -> list[tuple[str, str]]:
    names = Principal.objects.filter(ends_on=None).values_list("name", flat=True)
    return [("", _("Ingen huvudman")), *((name, name) for name in names)]


def party_choices() -> list[tuple[str, str]]:
    parties = PoliticalParty.objects.values_list("abbreviation", "name")
    return [("", _("Inget parti")), *((short, f"{name} ({short})") for short, name in parties)]


class OrganisationFields:
    """The register's principals and parties, each read once."""

    @cached_property
    def _known(self) -> list[Principal]:
        return list(Principal.objects.prefetch_related("aliases").filter(ends_on=None))

    @cached_property
    def principals(self) -> Mapping[str, Principal]:
        return {each.name: each for each in self._known}

    @cached_property
    def organisations(self) -> Organisations:
        return Organisations(
            (each.name, [each.name, each.short_name, *(alias.name for alias in each.aliases.all())])
            for each in self._known
        )

    @cached_property
    def parties(self) -> Mapping[str, PoliticalParty]:
        return {each.abbreviation: each for each in PoliticalParty.objects.all()}

    @cached_property
    def _party_names(self) -> Mapping[str, str]:
        whole = {each.name.casefold(): short for short, each in self.parties.items()}
        return whole | {short.casefold(): short for short in self.parties}

    def read(self, field: ReadField) -> ReadField:
        """A principal or a party as the register calls it; other fields as they are."""
        if field.corrected:
            return field
        if field.name == "principal" and (named := self.organisations.find(field.raw)):
            note = "" if named.name == field.raw else _("Läst som %(name)s.") % {"name": named.name}
            return replace(field, value=named.name, note=note)
        if field.name == "party":
            told = str(field.value).strip(" ().").casefold()
            return replace(field, value=self._party_names.get(told, field.value))
        return field

    def doubt(self, field: ReadField) -> str:
        """That a principal is a guess."""
        if field.name != "principal" or not field.raw:
            return ""
        named = self.organisations.find(field.raw)
        if named is None or named.is_certain:
            return ""
        return _("%(cell)sIngen huvudman heter ”%(said)s”. Menas %(name)s? Välj annars rätt i listan.") % {
            "cell": cell_of(field), "said": field.raw, "name": named.name,
        }  # fmt: skip

    def problem(self, field: ReadField) -> str:
        """That a principal or a party is not in the register."""
        told = {"cell": cell_of(field), "said": field.raw or field.value}
        if field.name == "principal" and field.value and field.value not in self.principals:
            return _("%(cell)sIngen huvudman heter ”%(said)s”. Välj rätt i listan.") % told
        if field.name == "party" and field.value and field.value not in self.parties:
            return _("%(cell)sInget parti heter ”%(said)s”. Välj rätt i listan, eller lägg till partiet först.") % told
        return ""


def cell_of(field: ReadField) -> str:
    """`Cell D7: `, or empty where there are no cells."""
    return _("Cell %(cell)s: ") % {"cell": field.cell} if field.cell else ""


def too_long(field: ReadField, most: int) -> str:
    if len(str(field.value)) <= most:
        return ""
    told = {"cell": cell_of(field), "most": most}
    return _("%(cell)sTexten är längre än %(most)s tecken, som är det mesta som ryms. Korta den.") % told


def day_of(text: str) -> dt.date | None:
    """A day as it is written, or as the number a workbook counts it by; None for anything else."""
    if _DAY_NUMBER.fullmatch(text.strip()):
        return _DAY_ZERO + dt.timedelta(days=int(text))
    found = parse_date(text)
    return found.start if found and found.is_exact else None
