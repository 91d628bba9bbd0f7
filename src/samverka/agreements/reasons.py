"""Why an agreement stands as it does on a day, in Swedish sentences: fact, date, and who has the ball."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samverka.agreements import rules
from samverka.agreements.reading import Validity
from samverka.agreements.rules import Facts, Gap
from samverka.agreements.states import REVIEW_WORDS, AgreementStatus, EndKind, Flag, RenewalMode
from samverka.foundation.dates.words import day_in_words, distance_in_words, in_words


def status_reason(validity: Validity, facts: Facts, on: dt.date) -> str:
    """The reason for the status on the day, as one or two sentences."""
    match rules.status(validity, on, facts):
        case AgreementStatus.PENDING:
            return _pending(facts, on)
        case AgreementStatus.NOT_YET:
            return _("Börjar gälla %(day)s.") % {"day": _start(validity, on)}
        case AgreementStatus.ENDED:
            return _ended(validity, facts)
        case AgreementStatus.LAPSED:
            return _lapsed(validity, facts, on)
        case AgreementStatus.UNCLEAR:
            return _unclear(validity, facts, on)
        case AgreementStatus.IN_FORCE_RENEWED:
            return _renewed(validity, facts, on)
        case _:
            return _in_force(validity, facts, on)


_ONE_DAY = dt.timedelta(days=1)


def _near(day: dt.date, on: dt.date) -> str:
    return f"{day_in_words(day)}, {distance_in_words(day, on)}"


def _start(validity: Validity, on: dt.date) -> str:
    start = validity.valid_from
    assert start is not None, "only what has a start is yet to come"
    return _near(start.start, on) if start.is_exact else f"{in_words(start)}, {distance_in_words(start.start, on)}"


def _pending(facts: Facts, on: dt.date) -> str:
    if facts.condition_met_on and facts.condition_met_on > on:
        return _("Villkoret är uppfyllt först %(day)s.") % {"day": day_in_words(facts.condition_met_on)}
    return _("Gäller när alla parter har antagit det. Inget är registrerat om det.")


def _ended(validity: Validity, facts: Facts) -> str:
    told = validity.valid_to.end + _ONE_DAY if validity.successor and validity.valid_to else None
    if facts.ended_from and (told is None or facts.ended_from <= told):
        return _("Gäller inte längre från och med %(day)s.") % {"day": day_in_words(facts.ended_from)}
    assert told is not None, "only what ends by its text is followed by another"
    return _("Har ersatts av %(other)s från och med %(day)s.") % {
        "other": validity.successor,
        "day": day_in_words(told),
    }


def _lapsed(validity: Validity, facts: Facts, on: dt.date) -> str:
    if Flag.LAPSED_STATED in validity.flags:
        stated = _("Källan säger själv att giltighetstiden har gått ut")
        return f"{stated} ({in_words(validity.valid_to)})." if validity.valid_to else f"{stated}."
    gap = _gap(validity, facts, on)
    if gap:
        return _("Lucka: tiden gick ut %(end)s och förlängningen beslutades först %(decided)s.") % {
            "end": day_in_words(gap.first - _ONE_DAY),
            "decided": day_in_words(gap.last + _ONE_DAY),
        }
    end = rules.current_period_end(validity, on, facts)
    told = _("Giltighetstiden gick ut %(day)s.") % {"day": _near(end, on)} if end else ""
    return f"{told} {_('Ingen förlängning och inget nytt avtal är registrerat.')}".strip()


def _gap(validity: Validity, facts: Facts, on: dt.date) -> Gap | None:
    return next((gap for gap in rules.gaps(validity, facts) if gap.first <= on <= gap.last), None)


def _unclear(validity: Validity, facts: Facts, on: dt.date) -> str:
    if Flag.AMBIGUOUS_YEAR in validity.flags and validity.valid_to:
        return _("Källan anger bara %(year)s. Det kan vara året det gäller eller året det började gälla.") % {
            "year": in_words(validity.valid_to)
        }
    if not validity.raw.strip():
        return _("Källan anger ingen giltighetstid.")
    return _("Källan anger varken början, slut eller händelse som går att läsa.")


def _renewed(validity: Validity, facts: Facts, on: dt.date) -> str:
    first, current = rules.last_agreed_end(validity, facts, on), rules.current_period_end(validity, on, facts)
    assert first is not None, "only what had an end is renewed"
    told = _("Den avtalade tiden gick ut %(day)s och har förlängts automatiskt.") % {"day": day_in_words(first)}
    if facts.ended_from and (current is None or facts.ended_from <= current):
        return f"{told} {_ends(facts.ended_from)}"
    if current:
        return told + " " + _("Perioden slutar %(day)s.") % {"day": _near(current, on)}
    return told


def _ends(day: dt.date) -> str:
    """Of one that someone has said will end before its time."""
    return _("Upphör dessförinnan: gäller inte från och med %(day)s.") % {"day": day_in_words(day)}


def _in_force(validity: Validity, facts: Facts, on: dt.date) -> str:
    end = rules.current_period_end(validity, on, facts)
    if end:
        return _in_force_until(end, validity, facts, on)
    if facts.ended_from:
        return _("Gäller till dess det upphör: gäller inte från och med %(day)s.") % {
            "day": _near(facts.ended_from, on)
        }
    since = in_words(validity.valid_from) if validity.valid_from else ""
    if validity.end_kind is EndKind.OPEN_ENDED:
        return _("Gäller tills vidare sedan %(day)s.") % {"day": since} if since else _("Gäller tills vidare.")
    told = _("Gäller sedan %(day)s.") % {"day": since} + " " if since else ""
    if validity.event:
        return told + _("Gäller enligt källan ”%(event)s”.") % {"event": validity.event.removesuffix(".")}
    return told + _("Slutet är ej angivet i källan.")


def _in_force_until(end: dt.date, validity: Validity, facts: Facts, on: dt.date) -> str:
    told = _("Gäller till och med %(day)s.") % {"day": _near(end, on)}
    if facts.ended_from and facts.ended_from <= end:
        return f"{told} {_ends(facts.ended_from)}"
    if Flag.AMBIGUOUS_YEAR in validity.flags:
        return _("Källan anger bara %(year)s. Det kan vara året det gäller eller året det började gälla.") % {
            "year": str(end.year)
        }
    if validity.event:
        return told + " " + _("Kan upphöra tidigare: %(event)s.") % {"event": validity.event.removesuffix(".")}
    renewal = validity.renewal
    if renewal and renewal.mode is RenewalMode.AUTOMATIC:
        return told + " " + _("Förlängs därefter automatiskt om ingen säger upp det.")
    if renewal:
        return told + " " + _("Kan förlängas, men bara genom ett nytt beslut.")
    return told + " " + _("Källan säger inget om förlängning därefter.")


# --- what happens next -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """Something that a day brings. `is_late` when the day has passed without it being done."""

    day: dt.date
    words: str
    is_late: bool = False


def next_steps(validity: Validity, facts: Facts, on: dt.date) -> list[Step]:
    """What comes up for an agreement, late things first, then the nearest; nothing for one that is over."""
    status = rules.status(validity, on, facts)
    if status in (AgreementStatus.ENDED, AgreementStatus.LAPSED):
        return []
    steps = [
        Step(review.due, str(_(REVIEW_WORDS[review.kind])), review.is_overdue)
        for review in rules.next_reviews(validity, on, facts)
    ]
    if status is AgreementStatus.NOT_YET and validity.valid_from:
        steps.append(Step(validity.valid_from.start, _("Börjar gälla")))
    notice = rules.notice_deadline(validity, on, facts)
    if notice and notice >= on:
        steps.append(Step(notice, _("Sista dag för uppsägning")))
    end = rules.current_period_end(validity, on, facts)
    if facts.ended_from and facts.ended_from > on:
        steps.append(Step(facts.ended_from, _("Upphör att gälla")))
    elif end and end >= on:
        steps.append(Step(end, _end_words(validity)))
    return sorted(steps, key=lambda step: (not step.is_late, step.day))


def _end_words(validity: Validity) -> str:
    is_carried_on = validity.renewal is not None and validity.renewal.mode is RenewalMode.AUTOMATIC
    return _("Perioden slutar, ny period börjar") if is_carried_on else _("Sista dagen")
