"""Reminders on a day: the steps reached that nobody has taken care of, those that someone has, and those to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, ngettext

from samverka.agreements.choices import ForumRoleChoice
from samverka.agreements.ladder import (
    TARGET_WORDS,
    USUAL,
    Deadline,
    Ladder,
    Reminder,
    Target,
    deadlines,
    reached,
    reminders,
    settling,
    steps_in_text,
    upcoming,
)
from samverka.agreements.models import Agreement, AgreementForum, ReminderAcknowledgement, ReminderLadder
from samverka.agreements.queries.register import Selection, filtered
from samverka.agreements.queries.status import facts_of
from samverka.agreements.queries.upcoming import preparing_of
from samverka.agreements.reading import Validity
from samverka.agreements.rules import Facts
from samverka.agreements.states import REVIEW_WORDS

_ALL = Selection()


class Ladders(NamedTuple):
    """Every ladder that people have set."""

    own: Mapping[int, Ladder]
    of_kind: Mapping[str, Ladder]

    def of(self, agreement: int, kind: str) -> Ladder:
        """The agreement's own, else its kind's, else the one for all, else the usual."""
        found = self.own.get(agreement) or self.of_kind.get(kind) or self.of_kind.get("")
        return found or USUAL


def ladders(only: Sequence[int] | None = None) -> Ladders:
    """One query. `only`: the own ones of these agreements."""
    own, of_kind = {}, {}
    wanted = Q() if only is None else Q(agreement=None) | Q(agreement__in=only)
    for one in ReminderLadder.objects.filter(wanted):
        if one.agreement_id:
            own[one.agreement_id] = one.ladder
        else:
            of_kind[one.kind] = one.ladder
    return Ladders(own, of_kind)


@dataclass(frozen=True, slots=True)
class DueStep:
    """What one deadline of an agreement says on a day: the last step `reached` with who has taken care of it (`settled`),
    and the `upcoming` one. `who`: the forums that prepare it."""

    pk: int
    name: str
    kind: str
    reached: Reminder | None
    settled: ReminderAcknowledgement | None
    upcoming: Reminder | None
    who: tuple[str, ...] = ()

    @property
    def shown(self) -> Reminder:
        """The step that the row is about."""
        found = self.reached or self.upcoming
        assert found is not None
        return found

    @property
    def waits(self) -> bool:
        """Whether a step has been reached that nobody has taken care of."""
        return self.reached is not None and self.settled is None


def deadline_in_words(deadline: Deadline) -> str:
    """`Sista dagen`, `Uppföljning`"""
    return gettext(REVIEW_WORDS[deadline.review] if deadline.review else TARGET_WORDS[deadline.target])


def step_in_words(reminder: Reminder) -> str:
    """`6 månader före sista dagen`"""
    words = ngettext("%(n)s månad före %(what)s", "%(n)s månader före %(what)s", reminder.months)
    return words % {"n": reminder.months, "what": _before(reminder.deadline)}


def _before(deadline: Deadline) -> str:
    match deadline.target:
        case Target.END:
            return gettext("sista dagen")
        case Target.RENEWAL:
            return gettext("periodens slut")
        case Target.NOTICE:
            return gettext("sista dag för uppsägning")
        case Target.REVIEW:
            return deadline_in_words(deadline).lower()


def steps_of(
    agreement: tuple[int, str, str],
    validity: Validity,
    facts: Facts,
    on: dt.date,
    ladder: Ladder,
    made: Iterable[ReminderAcknowledgement],
) -> list[DueStep]:
    """One for each deadline that has steps. `agreement`: key, name, kind; `made`: its acknowledgements."""
    pk, name, kind = agreement
    by_value = {one.value: one for one in made}
    found = []
    for deadline in deadlines(validity, facts, on):
        steps = reminders(deadline, ladder.steps(deadline.target))
        now, following = reached(steps, on), upcoming(steps, on)
        settled = settling(now, by_value, on) if now else None
        if now or following:
            found.append(DueStep(pk, name, kind, now, by_value[settled] if settled else None, following))
    return found


def due_steps(
    on: dt.date, selection: Selection = _ALL, *, responsible: int | None = None, only: Sequence[int] | None = None
) -> list[DueStep]:
    """Of every agreement of the selection, by the day to be ready, then by name. Five queries. `responsible`: a forum that
    prepares them; `only`: of these agreements."""
    read = _reminded_of(filtered(selection), on)
    if only is not None:
        read = read.filter(pk__in=only)
    if responsible:
        parts = AgreementForum.objects.filter(forum=responsible, role=ForumRoleChoice.PREPARING)
        read = read.filter(pk__in=parts.values("agreement"))
    all_ladders, made = ladders(only), _acknowledged(only)
    found: list[tuple[dt.date, str, DueStep]] = []
    for agreement in read.only("pk", "name", "name_key", "kind", "reading").prefetch_related("events"):
        steps = steps_of(
            (agreement.pk, agreement.name, agreement.kind),
            agreement.validity,
            facts_of(agreement.events.all()),
            on,
            all_ladders.of(agreement.pk, agreement.kind),
            made.get(agreement.pk, ()),
        )
        found += [(step.shown.deadline.day, agreement.name_key, step) for step in steps]
    found.sort(key=lambda told: (told[0], told[1], told[2].pk))
    return [step for _day, _name, step in found]


def with_who(steps: Sequence[DueStep]) -> list[DueStep]:
    """The same with the forums that prepare them. One query."""
    who = preparing_of([step.pk for step in steps])
    return [
        DueStep(one.pk, one.name, one.kind, one.reached, one.settled, one.upcoming, tuple(who.get(one.pk, ())))
        for one in steps
    ]


def _acknowledged(only: Sequence[int] | None) -> dict[int, list[ReminderAcknowledgement]]:
    made = ReminderAcknowledgement.objects.select_related("done_by")
    found: dict[int, list[ReminderAcknowledgement]] = {}
    for one in made if only is None else made.filter(agreement__in=only):
        found.setdefault(one.agreement_id, []).append(one)
    return found


def _reminded_of(agreements: QuerySet[Agreement], on: dt.date) -> QuerySet[Agreement]:
    """Those whose readings have to be opened: with an end that is not over, a review, or a renewal."""
    ends = Q(ends__last__gte=on) | Q(ended_from__gt=on)
    terms = ~Q(reading__reviews=[]) | ~Q(reading__renewal=None)
    return agreements.filter(pk__in=Agreement.objects.filter(ends | terms).order_by().values("pk"))


@dataclass(frozen=True)
class OwnReminders:
    """What an agreement's page shows: the steps, what was done for days that no longer count, and the ladder in words."""

    steps: list[DueStep]
    earlier: list[ReminderAcknowledgement]
    ladder: Ladder
    is_own: bool

    @property
    def words(self) -> str:
        """`12/6/3 före slutet, 6/3 före sista dag för uppsägning`; empty where there is no reminder at all."""
        told = (
            (self.ladder.end, gettext("före slutet")),
            (self.ladder.notice, gettext("före sista dag för uppsägning")),
            (self.ladder.review, gettext("före översyn")),
        )
        return ", ".join(f"{steps_in_text(steps)} {words}" for steps, words in told if steps)


def of_agreement(agreement: Agreement, validity: Validity, facts: Facts, on: dt.date) -> OwnReminders:
    """Of one agreement. Two queries."""
    made = list(agreement.reminder_acknowledgements.filter(done_on__lte=on).select_related("done_by"))
    all_ladders = ladders([agreement.pk])
    ladder = all_ladders.of(agreement.pk, agreement.kind)
    steps = steps_of((agreement.pk, agreement.name, agreement.kind), validity, facts, on, ladder, made)
    stand = [step.shown.deadline for step in steps]
    earlier = [one for one in made if not any(one.value.is_about(deadline) for deadline in stand)]
    return OwnReminders(steps, earlier, ladder, agreement.pk in all_ladders.own)


def find_step(agreement: Agreement, target: Target, review: str, about: dt.date, on: dt.date) -> DueStep | None:
    """The step reached towards a deadline, as it stands on a day; None if the deadline has moved or no step is reached."""
    facts = facts_of(agreement.events.all())
    for step in of_agreement(agreement, agreement.validity, facts, on).steps:
        deadline = step.shown.deadline
        if step.reached and (deadline.target, deadline.review or "", deadline.about) == (target, review, about):
            return step
    return None
