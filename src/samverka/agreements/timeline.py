"""The life of one agreement as spans and as rows: the bar, and the same in a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from django.utils.translation import gettext as _

from samverka.agreements import rules
from samverka.agreements.coming import ComingDay, period_ends
from samverka.agreements.explain import period_in_words
from samverka.agreements.models import AgreementEvent
from samverka.agreements.reading import Renewal, Validity
from samverka.agreements.rules import Facts
from samverka.agreements.states import EndKind, Flag, RenewalMode
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.ui.lanes import Axis, Lane, lane
from samverka.foundation.ui.lifebar import Kind, Lifebar, Span, lifebar

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Part:
    """A stretch of the agreement's life: `last` None has no known end. `first` None: the start is not known."""

    kind: Kind
    first: dt.date | None
    last: dt.date | None
    what: str
    decision: str = ""


def life(validity: Validity, facts: Facts, on: dt.date, events: list[AgreementEvent] | None = None) -> list[Part]:
    """The parts in order, by the decisions known; empty where the text tells neither start nor end."""
    start = validity.valid_from.start if validity.valid_from else None
    ends = sorted({end.last for end in rules.agreed_ends(validity, facts)})
    if not ends:
        return _without_end(validity, facts, start)
    told, gaps = _decisions(validity, events or []), rules.gaps(validity, facts)
    first_kind: Kind = "unknown" if start is None else "base"
    parts = [Part(first_kind, start, ends[0], _("Första avtalstid"), "" if start else _("början ej angiven"))]
    for end in ends[1:]:
        begins = (parts[-1].last or end) + _DAY
        for gap in gaps:
            if gap.first <= begins <= gap.last and gap.last < end:
                parts.append(Part("gap", gap.first, gap.last, _("Förlängningen beslutades efter att tiden gått ut")))
                begins = gap.last + _DAY
        parts.append(Part("ext", begins, end, _("Förlängning"), told.get(end, "")))
    parts += _carried_on(validity, ends[-1], on)
    return _cut(parts, facts.ended_from, validity, on)


def _without_end(validity: Validity, facts: Facts, start: dt.date | None) -> list[Part]:
    if start is None:
        return []
    last = facts.ended_from - _DAY if facts.ended_from and facts.ended_from > start else None
    if last:
        return [Part("base", start, last, _("Gällde till dess att det upphörde"))]
    if validity.end_kind is EndKind.OPEN_ENDED:
        return [Part("open", start, None, _("Tills vidare"))]
    if validity.event:
        return [Part("open", start, None, _("Enligt källan: %(event)s") % {"event": validity.event})]
    return [Part("unknown", start, None, _("Slutet ej angivet i källan"))]


def _decisions(validity: Validity, events: list[AgreementEvent]) -> dict[dt.date, str]:
    """By the end that each brought: who decided, and when."""
    told = {one.new_to.end: _decision(one.decision or "", one.decided_on) for one in validity.extensions}
    return told | {event.new_end: _decision(event.decision, event.decided_on) for event in events if event.new_end}


def _decision(words: str, decided_on: dt.date | None) -> str:
    day = _("beslutad %(day)s") % {"day": day_in_words(decided_on)} if decided_on else ""
    return ", ".join(filter(None, (words, day)))


def _carried_on(validity: Validity, end: dt.date, on: dt.date) -> list[Part]:
    """Automatic renewal, to the end of the period that the day falls in, or of the next one if it is still to come."""
    renewal = validity.renewal
    if renewal is None or renewal.mode is not RenewalMode.AUTOMATIC:
        return []
    what = _renewal_words(renewal)
    if renewal.period is None:
        return [Part("auto", end + _DAY, None, what)]
    until = rules.rolled_end(end, renewal, max(on, end + _DAY))
    return [Part("auto", end + _DAY, until, what)] if until > end else []


def _renewal_words(renewal: Renewal) -> str:
    if renewal.period is None:
        return _("Förlängs automatiskt")
    return _("Förlängs automatiskt, %(period)s i taget") % {"period": period_in_words(renewal.period)}


def _cut(parts: list[Part], ended_from: dt.date | None, validity: Validity, on: dt.date) -> list[Part]:
    """Nothing stands after the agreement has ended; after a last day that has no sequel there is a gap."""
    if ended_from:
        kept = [part for part in parts if part.first is None or part.first < ended_from]
        last = kept[-1] if kept else None
        if last and (last.last is None or last.last >= ended_from):
            kept[-1] = Part(last.kind, last.first, ended_from - _DAY, last.what, last.decision)
        return kept
    end = parts[-1].last
    if end is None or end >= dt.date.max - _DAY or Flag.AMBIGUOUS_YEAR in validity.flags:
        return parts
    is_limitless = parts[-1].kind == "auto" and validity.renewal is not None and validity.renewal.max is None
    if is_limitless:
        return parts
    what = _("Inget avtal") if end < on else _("Inget avtal om inget beslutas")
    return [*parts, Part("gap", end + _DAY, None, what)]


def bar(parts: list[Part], on: dt.date) -> Lifebar | None:
    """The parts drawn. An unknown start is drawn as a short stretch before the end or the day, whichever is first."""
    spans = []
    for part in parts:
        first = part.first or _guessed_start(part.last, on)
        if part.last is None or part.last >= first:
            spans.append(Span(part.kind, first, part.last, _("Första tid") if part.kind == "base" else ""))
    if not spans:
        return None
    drawn = lifebar(spans, on)
    if parts[0].first is None:  # the drawing needs a start, but no day may be told that nobody knows
        drawn = replace(drawn, days=[mark for mark in drawn.days if mark.x != drawn.pieces[0].x])
    return drawn


def _guessed_start(last: dt.date | None, on: dt.date) -> dt.date:
    anchor = min(last or on, on)
    return max(anchor, dt.date.min + 400 * _DAY) - 365 * _DAY


def bar_in_words(parts: list[Part], on: dt.date) -> str:
    """The same for those who do not see the bar."""
    told = []
    for part in parts:
        first = day_in_words(part.first) if part.first else _("okänd dag")
        last = _(" till %(day)s") % {"day": day_in_words(part.last)} if part.last else _(" och framåt")
        told.append(f"{part.what}: {first}{last}.")
    return " ".join([*told, _("Dagen är %(day)s.") % {"day": day_in_words(on)}])


def lane_of(
    parts: list[Part],
    facts: Facts,
    validity: Validity,
    axis: Axis,
    on: dt.date,
    reviews: Sequence[ComingDay] = (),
) -> Lane:
    """The parts of `until_now` under the axis that many agreements share."""
    spans = [Span(part.kind, part.first or _guessed_start(part.last, on), part.last) for part in parts]
    spans = [span for span in spans if span.last is None or span.last >= span.first]
    marks = [(one.day, "is-late" if one.is_overdue else "is-projected" if one.is_projected else "") for one in reviews]
    return lane(
        spans, axis, marks=marks, periods=_new_periods(parts, facts, validity, axis), ended_from=facts.ended_from
    )


def until_now(parts: list[Part], on: dt.date) -> list[Part]:
    """The parts without what is only what happens if nobody decides: a gap that has no end yet lasts until the day."""
    known = [part for part in parts if part.kind != "gap" or part.first is None or part.first <= on]
    return [replace(part, last=on) if part.kind == "gap" and part.last is None else part for part in known]


def _new_periods(parts: list[Part], facts: Facts, validity: Validity, axis: Axis) -> list[dt.date]:
    """The days inside the part carried on by renewal on which a new period begins."""
    carried = next((part for part in parts if part.kind == "auto" and part.first and part.last), None)
    if carried is None or carried.first is None or carried.last is None:
        return []
    first, until = max(carried.first, axis.begins), min(carried.last, axis.ends)
    ends = takewhile(lambda day: day < until, period_ends(validity, facts, carried.last, first))
    return [end + _DAY for end in ends]


def part_in_words(part: Part) -> str:
    """`Förlängning 1 jan. 2021–31 dec. 2024`, for the table beside the picture."""
    if part.first is None:
        days = _("till %(day)s") % {"day": day_in_words(part.last, short=True)} if part.last else ""
    elif part.last is None:
        days = _("från %(day)s") % {"day": day_in_words(part.first, short=True)}
    else:
        days = f"{day_in_words(part.first, short=True)}–{day_in_words(part.last, short=True)}"
    return f"{part.what} {days}".strip()
