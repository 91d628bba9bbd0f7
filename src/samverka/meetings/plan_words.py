"""What the year plan says of proposals and clashes, in the page's language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.foundation.dates.holidays import free_day
from samverka.foundation.dates.words import day_in_words, weekday
from samverka.meetings.planning import Clash, Found, Proposal, Why


@dataclass(frozen=True, slots=True)
class Told:
    """A clash in words: which meeting it is about, when, what is the matter and what can be done."""

    title: str
    text: str


def told(found: Found) -> Told:
    """`SVOM 6 juni 2024`: `Dagen är nationaldagen.`"""
    about = found.about
    return Told(f"{about.label} {day_in_words(about.first)}", _text(found))


def _text(found: Found) -> str:
    day = day_in_words(found.day) if found.day else ""
    free = found.clash in {Clash.WEEKEND, Clash.DOCUMENTS_FREE, Clash.SUMMONS_FREE} and found.day
    given = {
        "other": free_day(free) or weekday(free) if free else found.other,
        "day": day,
        "n": found.count,
        "instead": day_in_words(found.instead) if found.instead else "",
    }
    match found.clash:
        case Clash.HOLIDAY:
            return _("%(day)s är %(other)s.") % given
        case Clash.WEEKEND:
            return _("Dagen är en %(other)s.") % given
        case Clash.TWICE:
            return _("Samma forum möts två gånger samma dag (%(other)s).") % given
        case Clash.SAME_PEOPLE:
            return (
                ngettext(
                    "%(other)s möts samma dag, och %(n)d person har plats i båda.",
                    "%(other)s möts samma dag, och %(n)d personer har plats i båda.",
                    found.count,
                )
                % given
            )
        case Clash.SAME_DAY_PREPARING:
            return _("%(other)s möts samma dag, och det ena forumet bereder åt det andra.") % given
        case Clash.NOT_PREPARED if found.day:
            return _("%(other)s bereder åt forumet men möts inte mellan %(day)s och mötet.") % given
        case Clash.NOT_PREPARED:
            return _("%(other)s bereder åt forumet men möts inte före mötet i år.") % given
        case Clash.PREPARED_LATE:
            return _("%(other)s bereder åt forumet och möts %(day)s, mindre än %(n)d dagar före.") % given
        case Clash.DOCUMENTS_FREE:
            return (
                _("Handlingsstoppet %(day)s är en ledig dag (%(other)s). Närmaste arbetsdag före är %(instead)s.")
                % given
            )
        case Clash.SUMMONS_FREE:
            return (
                _("Kallelsen ska skickas %(day)s, en ledig dag (%(other)s). Närmaste arbetsdag före är %(instead)s.")
                % given
            )
        case _:
            return _("Kallelsen skulle ha skickats %(day)s, %(n)d dagar före mötet.") % given


def why(proposal: Proposal) -> str:
    """Why a day is proposed: beside the row."""
    day, was = proposal.sitting.day, proposal.instead_of
    where = {"weekday": weekday(day), "week": day.isocalendar()[1]}
    if proposal.why is Why.MOVED and was:
        return _("Förslag: %(weekday)s vecka %(week)s, eftersom %(day)s är %(holiday)s.") % {
            **where, "day": day_in_words(was), "holiday": proposal.holiday,
        }  # fmt: skip
    if proposal.why is Why.LAST_YEAR:
        return _("Förslag som förra året: %(weekday)s vecka %(week)s.") % where
    return _("Förslag efter hur ofta forumet möts: %(weekday)s vecka %(week)s.") % where


def week_of(day: dt.date) -> str:
    """`tis v. 23`."""
    return f"{weekday(day)[:3]} {_('v.')} {day.isocalendar()[1]}"
