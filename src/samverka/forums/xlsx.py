"""Seats as a workbook that is edited and read in again (`samverka.imports`): its headings are those the import knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from samverka.forums.queries import Place
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.typeset.excel import Column, Sheet, workbook


def seats_workbook(found: Iterable[Place], made_on: dt.date) -> bytes:
    """A row for each seat with its holder, and a number by which a changed row still finds its seat. In Swedish, whatever
    the reader's language: that is what the import reads."""
    with override("sv"):
        note = _(
            "Platser i Samverka, uttagna %(day)s. Innehåller personuppgifter. Ändra i cellerna och läs in filen igen; kolumnen längst till höger ska stå kvar."
        )
        columns = [
            Column(_("Forum"), 24), Column(_("Plats som"), 16), Column(_("Platsens namn"), 24), Column(_("Följer befattningen"), 28),
            Column(_("Huvudman"), 26), Column(_("Parti"), 8), Column(_("Namn"), 26), Column(_("Från"), 12), Column(_("Till"), 12),
            Column(_("Inkallelseordning"), 10), Column(_("Nr i Samverka"), 14),
        ]  # fmt: skip
        title = _("Platser i Samverka")
        sheet = Sheet(title, columns, [_row(place) for place in found], note % {"day": day_in_words(made_on)})
        return workbook([sheet], title=title, made_on=made_on)


def _row(place: Place) -> list[str | int | dt.date | None]:
    seat, holding = place.seat, place.holding or place.coming
    return [
        seat.forum.label, seat.get_role_display(), seat.name, seat.office.name if seat.office else "",
        seat.principal.name if seat.principal else "", place.party.abbreviation if place.party else "",
        holding.person.name if holding else "", holding.starts_on if holding else seat.starts_on,
        holding.ends_on if holding else seat.ends_on, seat.position, str(seat.pk),
    ]  # fmt: skip
