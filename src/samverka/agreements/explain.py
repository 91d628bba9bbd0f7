"""How one validity text is read, for people and for machines: `samverka explain validity`.

No database, no clock; the words in the language of the reader. The shape of `explain_validity` is an outside format; keep it stable.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.agreements import rules
from samverka.agreements.reading import Validity, read_validity
from samverka.agreements.reading.model import Review, notice_json, renewal_json
from samverka.agreements.states import (
    DOUBT_WORDS,
    END_KIND_WORDS,
    FLAG_WORDS,
    NOTICE_WORDS,
    RENEWAL_WORDS,
    REVIEW_WORDS,
    STATUS_WORDS,
)
from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.calendar import parse_period
from samverka.foundation.dates.words import day_in_words, in_words


def explain_validity(text: str, on: dt.date) -> dict[str, Any]:
    """The reading of `text` and what follows from it on the day `on`, for any text whatever.

    - `valid_from`, `valid_to`, `base_to`: `{"date", "precision"}` or null; a start is its first day, an end its last
    - `end_kind`: a string; `event`: the words, or null
    - `renewal`: `{"mode", "period", "max"}` or null; period ISO 8601 or null, max a number or null
    - `notice`: `{"period", "basis", "written"}` or null
    - `reviews`: a list of `{"kind", "every", "first", "last_done"}`; the last two as dates (first day) or null
    - `flags`: a sorted list
    - `status`: a string; `current_period_end`, `notice_deadline`, `next_review`: ISO days or null
    """
    validity = read_validity(text)
    review = rules.next_review(validity, on)
    return {
        "valid_from": _first_day(validity.valid_from),
        "valid_to": _last_day(validity.valid_to),
        "base_to": _last_day(validity.base_to),
        "end_kind": validity.end_kind.value,
        "event": validity.event,
        "renewal": renewal_json(validity.renewal),
        "notice": notice_json(validity.notice),
        "reviews": [_review_json(review) for review in validity.reviews],
        "flags": sorted(flag.value for flag in validity.flags),
        "status": rules.status(validity, on).value,
        "current_period_end": _iso(rules.current_period_end(validity, on)),
        "notice_deadline": _iso(rules.notice_deadline(validity, on)),
        "next_review": _iso(review.due) if review else None,
    }


def explain_in_words(text: str, on: dt.date) -> str:
    """The same as lines of plain Swedish, with what was left unread and why someone should look."""
    validity = read_validity(text)
    lines = [(_("Ordagrant"), f"”{text.strip()}”" if text.strip() else _("(tomt)"))]
    lines += [(_("Läge %(day)s") % {"day": day_in_words(on)}, _(STATUS_WORDS[rules.status(validity, on)]))]
    lines += _period_lines(validity)
    lines += _terms_lines(validity)
    lines += _day_lines(validity, on)
    lines += [(_("Att granska"), _("kan inte tolkas: ”%(piece)s”") % {"piece": piece}) for piece in validity.unread]
    lines += [(_("Att granska"), _(DOUBT_WORDS[doubt])) for doubt in sorted(validity.doubts)]
    return "\n".join(f"{label}: {value}" for label, value in lines)


def period_in_words(period: str) -> str:
    """`P1Y6M` → `1 år och 6 månader`, `P3W` → `21 dagar`."""
    months, days = parse_period(period)
    if days:
        return ngettext("%(n)s dag", "%(n)s dagar", days) % {"n": days}
    years, rest = divmod(months, 12)
    parts = [ngettext("%(n)s år", "%(n)s år", years) % {"n": years}] if years else []
    if rest or not years:
        parts.append(ngettext("%(n)s månad", "%(n)s månader", rest) % {"n": rest})
    return _(" och ").join(parts)


def _period_lines(validity: Validity) -> list[tuple[str, str]]:
    lines = [
        (label, in_words(date))
        for label, date in (
            (_("Antaget"), validity.adopted),
            (_("Gäller från"), validity.valid_from),
            (_("Första slut"), validity.base_to),
            (_("Gäller till och med"), validity.valid_to),
        )
        if date
    ]
    lines.append((_("Slut"), _(END_KIND_WORDS[validity.end_kind])))
    if validity.event:
        lines.append((_("Händelse"), validity.event))
    if validity.successor:
        lines.append((_("Ersätts av"), validity.successor))
    lines += [(_("Förlängt genom"), one.decision) for one in validity.extensions if one.decision]
    return lines


def _terms_lines(validity: Validity) -> list[tuple[str, str]]:
    lines = []
    if renewal := validity.renewal:
        period = _("med %(period)s i taget") % {"period": period_in_words(renewal.period)} if renewal.period else ""
        times = (
            ngettext("högst %(n)s gång", "högst %(n)s gånger", renewal.max) % {"n": renewal.max} if renewal.max else ""
        )
        how = " ".join(filter(None, (_(RENEWAL_WORDS[renewal.mode]), period)))
        lines.append((_("Förlängning"), ", ".join(filter(None, (how, times)))))
    if notice := validity.notice:
        period = f"{period_in_words(notice.period)} {_(NOTICE_WORDS[notice.basis])}" if notice.period else ""
        lines.append((_("Uppsägning"), ", ".join(filter(None, (period, _("skriftligt") if notice.written else "")))))
    lines += [(_(REVIEW_WORDS[review.kind]), _review_words(review)) for review in validity.reviews]
    if validity.flags:
        lines.append((_("Märkt"), ", ".join(_(FLAG_WORDS[flag]).lower() for flag in sorted(validity.flags))))
    return lines


def _day_lines(validity: Validity, on: dt.date) -> list[tuple[str, str]]:
    review = rules.next_review(validity, on)
    days = (
        (_("Perioden slutar"), rules.current_period_end(validity, on)),
        (_("Sista dag för uppsägning"), rules.notice_deadline(validity, on)),
        (_("Kan tidigast upphöra"), rules.earliest_end(validity, on)),
        (
            _("Nästa översyn, försenad") if review and review.is_overdue else _("Nästa översyn"),
            review.due if review else None,
        ),
    )
    return [(label, day_in_words(day)) for label, day in days if day]


def _review_words(review: Review) -> str:
    words = []
    if review.every:
        words.append(_("med %(period)s emellan") % {"period": period_in_words(review.every)})
    if review.first:
        words.append(_("första gången %(day)s") % {"day": in_words(review.first)})
    if review.last_done:
        words.append(_("senast %(day)s") % {"day": in_words(review.last_done)})
    return ", ".join(words) or _("utan angiven tid")


def _review_json(review: Review) -> dict[str, Any]:
    return {
        "kind": review.kind.value,
        "every": review.every,
        "first": _first_day(review.first),
        "last_done": _first_day(review.last_done),
    }


def _first_day(date: PartialDate | None) -> dict[str, str] | None:
    return {"date": date.start.isoformat(), "precision": date.precision.value} if date else None


def _last_day(date: PartialDate | None) -> dict[str, str] | None:
    return {"date": date.end.isoformat(), "precision": date.precision.value} if date else None


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def reading_lines(validity: Validity) -> list[tuple[str, str]]:
    """What a reading says, as labels and values; nothing that depends on the day."""
    return [*_period_lines(validity), *_terms_lines(validity)]


def reading_in_words(text: str) -> list[str]:
    """What a validity text is read as, line by line, without what depends on the day."""
    validity = read_validity(text)
    return [f"{label}: {value}" for label, value in (*_period_lines(validity), *_terms_lines(validity))]
