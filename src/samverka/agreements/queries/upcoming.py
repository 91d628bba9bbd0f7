"""What Läget shows of agreements: runs out, has run out, reviews that are late, notice to give, readings to confirm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from samverka.agreements import rules
from samverka.agreements.choices import ForumRoleChoice, ReadingState
from samverka.agreements.models import Agreement, AgreementForum
from samverka.agreements.queries.register import Selection, Standing, standings
from samverka.agreements.queries.status import FOREVER, IN_FORCE, RUNS_OUT_MONTHS, facts_of, with_status
from samverka.agreements.states import REVIEW_WORDS, AgreementStatus, ReviewKind
from samverka.foundation.dates.calendar import add_months

SHOWN = 10
FORUM_LABEL = ("forum__short_name", "forum__abbreviation", "forum__name")
"""The first of them that is not empty is what people call the forum."""


@dataclass(frozen=True)
class Upcoming:
    """One agreement and the day it is about. `who` is who prepares it, as printed; empty where nobody is named."""

    pk: int
    name: str
    day: dt.date | None
    who: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Found:
    """The first of them, and how many there are in all."""

    shown: tuple[Upcoming, ...]
    count: int


def lapsing(on: dt.date, months: int = RUNS_OUT_MONTHS, *, limit: int = SHOWN) -> Found:
    """In force, but not for longer than so many months unless someone decides: the nearest first. Three queries."""
    return lapsing_and_lapsed(on, months, lapsing=limit, lapsed=0)[0]


def lapsed(on: dt.date, *, limit: int = SHOWN) -> Found:
    """The period of validity is over and nothing has been recorded in its place: the newest first. Three queries."""
    return lapsing_and_lapsed(on, lapsing=0, lapsed=limit)[1]


def lapsing_and_lapsed(on: dt.date, months: int = RUNS_OUT_MONTHS, *, lapsing: int, lapsed: int) -> tuple[Found, Found]:
    """Both at once, so many shown of each. Three queries."""
    all_of_them = standings(Selection(), on, months)
    running_out = sorted((one for one in all_of_them if one.runs_out), key=lambda one: one.last or FOREVER)
    over = [one for one in all_of_them if one.status == AgreementStatus.LAPSED]
    over.sort(key=lambda one: one.last or dt.date.min, reverse=True)
    shown = [*running_out[:lapsing], *over[:lapsed]]
    keys = [one.pk for one in shown]
    names = dict(Agreement.objects.filter(pk__in=keys).order_by().values_list("pk", "name"))
    preparing = preparing_of(keys)
    return _found(running_out, lapsing, names, preparing), _found(over, lapsed, names, preparing)


def _found(
    standing: Sequence[Standing], limit: int, names: Mapping[int, str], preparing: Mapping[int, Sequence[str]]
) -> Found:
    shown = (
        Upcoming(one.pk, names[one.pk], one.last, tuple(preparing.get(one.pk, ())))
        for one in standing[:limit]
        if one.pk in names
    )
    return Found(tuple(shown), len(standing))


def preparing_of(keys: Sequence[int]) -> dict[int, list[str]]:
    """Who prepares each agreement: what people call the forum, else as printed. One query."""
    parts = AgreementForum.objects.filter(agreement__in=keys, role=ForumRoleChoice.PREPARING)
    found: dict[int, list[str]] = {}
    for key, printed, *forum in parts.values_list("agreement_id", "printed", *FORUM_LABEL):
        found.setdefault(key, []).append(next(filter(None, forum), printed))
    return found


def reviews_overdue(on: dt.date, *, limit: int = SHOWN) -> Found:
    """A review's day has passed without one being recorded, in agreements that apply: the latest first. Three queries."""
    late = []
    for agreement in _in_force_with(~Q(reading__reviews=[]), on):
        validity, facts = agreement.validity, facts_of(agreement.events.all())
        late += [(agreement, review) for review in rules.next_reviews(validity, on, facts) if review.is_overdue]
    late.sort(key=lambda pair: (pair[1].due, pair[0].name_key, pair[0].pk))
    return Found(tuple(_upcoming(agreement, review.due, review.kind) for agreement, review in late[:limit]), len(late))


def notice_soon(on: dt.date, within: int = 6, *, limit: int = SHOWN) -> Found:
    """The last day to give notice comes within so many months, the nearest first. Three queries."""
    until, near = add_months(on, within), []
    for agreement in _in_force_with(Q(reading__notice__basis="before_period_end"), on):
        day = rules.notice_deadline(agreement.validity, on, facts_of(agreement.events.all()))
        if day and on <= day <= until:
            near.append((agreement, day))
    near.sort(key=lambda pair: (pair[1], pair[0].name_key, pair[0].pk))
    return Found(tuple(_upcoming(agreement, day) for agreement, day in near[:limit]), len(near))


@dataclass(frozen=True)
class ReadingsToConfirm:
    unconfirmed: int
    unreadable: int


def readings_to_confirm() -> ReadingsToConfirm:
    """How many readings nobody has vouched for. One query."""
    told = Agreement.objects.aggregate(
        unconfirmed=Count("pk", filter=Q(reading_state=ReadingState.UNCONFIRMED) & ~Q(validity_raw="")),
        unreadable=Count("pk", filter=Q(reading_state=ReadingState.UNREADABLE)),
    )
    return ReadingsToConfirm(**told)


def _in_force_with(condition: Q, on: dt.date) -> Iterator[Agreement]:
    found = with_status(Agreement.objects.filter(condition), on).filter(
        status__in=[status.value for status in IN_FORCE]
    )
    yield from _with_preparing(found).prefetch_related("events")


def _with_preparing(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    return agreements.prefetch_related("forum_parts__forum")


def _upcoming(agreement: Agreement, day: dt.date | None, kind: ReviewKind | None = None) -> Upcoming:
    who = (part for part in agreement.forum_parts.all() if part.role == ForumRoleChoice.PREPARING)
    note = str(_(REVIEW_WORDS[kind])) if kind else ""
    return Upcoming(agreement.pk, agreement.name, day, tuple(part.label for part in who), note)
