"""Persons as a workbook that is edited and read in again (`samverka.imports`): its headings are those the import knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from samverka.foundation.dates.words import day_in_words
from samverka.foundation.typeset.excel import Column, Sheet, workbook
from samverka.principals.models import Person


def people_workbook(people: Iterable[Person], made_on: dt.date) -> bytes:
    """The file, with a number for each person by which a changed name still finds its person. In Swedish, whatever
    the reader's language: that is what the import reads."""
    with override("sv"):
        return _made(people, made_on)


def _made(people: Iterable[Person], made_on: dt.date) -> bytes:
    note = _(
        "Personer i Samverka, uttagna %(day)s. Innehåller personuppgifter. Ändra i cellerna och läs in filen igen; kolumnen längst till höger ska stå kvar."
    )
    columns = [
        Column(_("Namn"), 28), Column(_("Titel"), 28), Column(_("Huvudman"), 28), Column(_("Parti"), 8), Column(_("E-post"), 34),
        Column(_("Kan väljas"), 12), Column(_("Nr i Samverka"), 14),
    ]  # fmt: skip
    rows = (
        [
            each.name, each.title, each.principal.name if each.principal else "", each.party.abbreviation if each.party else "",
            each.email, _("Ja") if each.is_active else _("Nej"), str(each.pk),
        ]
        for each in people
    )  # fmt: skip
    title = _("Personer i Samverka")
    return workbook([Sheet(title, columns, rows, note % {"day": day_in_words(made_on)})], title=title, made_on=made_on)
