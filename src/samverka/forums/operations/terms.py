"""A term of office ends for a forum in one step, and the answers of the principals for the next are taken as they come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samverka.forums.models import Forum, Seat, SeatHolding, TermEnd, TermEndPart
from samverka.forums.operations.seats import appoint
from samverka.forums.queries.terms import Leaving, leaving
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.dates import swedish
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.principals.models import Person, PoliticalParty
from samverka.principals.operations import change_holding


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom a principal has named for a seat: `person`, or someone new. `version` is the seat's (the office's) as it was seen."""

    seat: Seat
    person: Person | None = None
    new_person: str = ""
    party: PoliticalParty | None = None
    version: int | None = None


@transaction.atomic
def end_term(
    *, actor: User | None, forum: Forum, last_day: dt.date, own_days: Mapping[int, dt.date] | None = None, stay: Collection[int] = (),
    seen: str | None = None, reason: str = "",
) -> TermEnd:  # fmt: skip
    """Avsluta mandatperioden: everyone who holds a seat in the forum on the last day leaves it, except in the seats of `stay`
    and in those that follow an office. `own_days` gives principals a last day of their own, by key. `seen` is the fingerprint
    of the preview. Raises `ValidationError` if nothing ends, `StaleRecord` if seats have changed since the preview."""
    rows = leaving(forum, last_day, own_days or {})
    if seen is not None and seen != rows.fingerprint:
        raise StaleRecord(_("Platserna har ändrats sedan du öppnade sidan. Se igenom listan igen och avsluta sedan."))
    ending = [row for row in rows if row.ends and row.seat.pk not in stay]
    if not ending:
        raise ValidationError(
            {"last_day": _("Ingen innehavare slutar den dagen. Välj en annan dag, eller låt någon sluta.")}
        )
    step = audit.create(TermEnd(forum=forum, last_day=last_day), actor=actor, verb="end_term", reason=reason)
    for row in ending:
        _leave(actor, step, row, reason)
    told = {"term_ends": [None, f"{swedish.day_in_words(last_day)}: {len(ending)} platser"]}
    audit.record(actor=actor, verb="end_term", obj=forum, changes=told, reason=reason)
    return step


def _leave(actor: User | None, step: TermEnd, row: Leaving, reason: str) -> None:
    holding = row.place.holding
    assert isinstance(holding, SeatHolding)
    before = holding.ends_on
    change_holding(actor=actor, holding=holding, values={"ends_on": row.last_day}, verb="end_holding", reason=reason)
    TermEndPart.objects.create(term_end=step, holding=holding, before=before, after=row.last_day)


@transaction.atomic
def undo_term_end(*, actor: User | None, term_end: TermEnd, version: int | None = None, reason: str = "") -> None:
    """Takes the step back: everyone it ended has the last day they had before. Raises `Refused` if something has been built
    on it since, with what, and `StaleRecord`."""
    parts = list(term_end.parts.select_related("holding__seat__forum", "holding__seat__principal", "holding__person"))
    if term_end.undone:
        raise Refused(_("Mandatperiodens slut är redan ångrat."))
    if built := _built_on(parts):
        raise Refused(_not_undone(built))
    audit.change(term_end, actor=actor, values={"undone": True}, version=version, verb="undo_term_end", reason=reason)
    for part in parts:
        _take_back(actor, part, reason)
    told = {"term_ends": [day_in_words(term_end.last_day), None]}
    audit.record(actor=actor, verb="undo_term_end", obj=term_end.forum, changes=told, reason=reason)


def _take_back(actor: User | None, part: TermEndPart, reason: str) -> None:
    try:
        change_holding(
            actor=actor, holding=part.holding, values={"ends_on": part.before}, verb="undo_term_end", reason=reason
        )
    except ValidationError as error:  # the place no longer has those days, or someone was named this very moment
        raise Refused(_not_undone({part.holding.seat.what})) from error


def _not_undone(seats: Iterable[str]) -> str:
    return _(
        "Mandatperiodens slut går inte att ångra, eftersom platser har ändrats sedan dess: %(names)s. Rätta de platserna var för sig."
    ) % {"names": ", ".join(sorted(seats))}


def _built_on(parts: Iterable[TermEndPart]) -> set[str]:
    """The seats where somebody has been named since, where the last day is another by now, or that follow an office."""
    parts = list(parts)
    seats = {part.holding.seat_id: part for part in parts}
    later = SeatHolding.objects.filter(seat__in=seats).values_list("seat_id", "starts_on")
    named = {seat for seat, first in later if first is not None and first > seats[seat].after}
    return {
        part.holding.seat.what
        for part in parts
        if part.holding.ends_on != part.after or part.holding.seat_id in named or part.holding.seat.office_id
    }


@transaction.atomic
def report_answers(
    *, actor: User | None, answers: Iterable[Answer], starts_on: dt.date, reported_on: dt.date | None = None, reason: str = ""
) -> int:  # fmt: skip
    """Takes what a principal has answered, all of it or nothing: each named person holds the seat from `starts_on`, the
    principal's own day. Seats not answered for are left. Gives how many were named. Raises `ValidationError` with the
    seat's key in the field (`person_17`), `StaleRecord`."""
    count = 0
    for answer in answers:
        try:
            appoint(
                actor=actor, seat=answer.seat, person=answer.person, new_person=answer.new_person, party=answer.party,
                starts_on=starts_on, reported_on=reported_on, version=answer.version, reason=reason,
            )  # fmt: skip
        except ValidationError as error:
            raise ValidationError({f"person_{answer.seat.pk}": error.messages}) from error
        count += 1
    if not count:
        raise ValidationError(_("Ingen är ifylld. Välj minst en person, eller skriv ett namn."))
    return count
