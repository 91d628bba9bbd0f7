"""What a validity text says, as values (glossary §2)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from samverka.agreements.states import Doubt, EndKind, Flag, NoticeBasis, RenewalMode, ReviewKind
from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.calendar import months_in, parse_period


@dataclass(frozen=True, slots=True)
class Extension:
    """A new end, with the decision behind it where the text names one."""

    new_to: PartialDate
    decision: str | None = None
    decided_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Renewal:
    """How the agreement goes on after its end. `period` is ISO 8601 in years and months, None where none is given;
    `max` the number of renewals, None without limit. Raises `ValueError` on an empty period or max."""

    mode: RenewalMode
    period: str | None = None
    max: int | None = None

    def __post_init__(self) -> None:
        if self.period is not None and months_in(self.period) < 1:
            raise ValueError(f"a renewal needs at least a month: {self.period!r}")
        if self.max is not None and self.max < 1:
            raise ValueError(f"a renewal limited to {self.max} times is none")


@dataclass(frozen=True, slots=True)
class Notice:
    """Notice of termination. `period` ISO 8601 (may be in weeks or days), None where only the form is given;
    `written` is true only where the text asks for it. Raises `ValueError` on a bad period."""

    period: str | None
    basis: NoticeBasis
    written: bool = False

    def __post_init__(self) -> None:
        if self.period is not None:
            parse_period(self.period)


@dataclass(frozen=True, slots=True)
class Review:
    """A review the agreement foresees: how often (ISO 8601), first when, last done when. Each may be unknown."""

    kind: ReviewKind
    every: str | None = None
    first: PartialDate | None = None
    last_done: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.every is not None and months_in(self.every) < 1:
            raise ValueError(f"a review needs at least a month between: {self.every!r}")


@dataclass(frozen=True, slots=True)
class Validity:
    """The reading of one validity text; `raw` is the text, verbatim.

    The agreement is valid from `valid_from.start` to `valid_to.end`, both included. `adopted` is the day the text
    says it was adopted, which is not a start. `unread` are pieces no rule understood, `doubts` why an understood
    reading still needs a person.
    """

    raw: str = ""
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    base_to: PartialDate | None = None
    end_kind: EndKind = EndKind.NOT_STATED
    event: str | None = None
    successor: str | None = None
    adopted: PartialDate | None = None
    extensions: tuple[Extension, ...] = ()
    renewal: Renewal | None = None
    notice: Notice | None = None
    reviews: tuple[Review, ...] = ()
    flags: frozenset[Flag] = frozenset()
    unread: tuple[str, ...] = ()
    doubts: frozenset[Doubt] = frozenset()

    @property
    def needs_a_person(self) -> bool:
        """Whether the reading should be listed for someone to look at."""
        says_nothing = bool(self.raw.strip()) and self == Validity(raw=self.raw)
        return bool(self.unread or self.doubts or says_nothing or Flag.AMBIGUOUS_YEAR in self.flags)

    def to_json(self) -> dict[str, Any]:
        """Plain values, to be stored beside the text; `from_json` is the inverse."""
        return {
            "raw": self.raw,
            "valid_from": _date(self.valid_from),
            "valid_to": _date(self.valid_to),
            "base_to": _date(self.base_to),
            "end_kind": self.end_kind.value,
            "event": self.event,
            "successor": self.successor,
            "adopted": _date(self.adopted),
            "extensions": [
                {
                    "new_to": _date(one.new_to),
                    "decision": one.decision,
                    "decided_on": one.decided_on.isoformat() if one.decided_on else None,
                }
                for one in self.extensions
            ],
            "renewal": renewal_json(self.renewal),
            "notice": notice_json(self.notice),
            "reviews": [
                {
                    "kind": one.kind.value,
                    "every": one.every,
                    "first": _date(one.first),
                    "last_done": _date(one.last_done),
                }
                for one in self.reviews
            ],
            "flags": sorted(self.flags),
            "unread": list(self.unread),
            "doubts": sorted(self.doubts),
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Validity:
        """The inverse of `to_json`. Raises `KeyError`, `TypeError` or `ValueError` on anything else."""
        renewal, notice = value["renewal"], value["notice"]
        return cls(
            raw=value["raw"],
            valid_from=_undate(value["valid_from"]),
            valid_to=_undate(value["valid_to"]),
            base_to=_undate(value["base_to"]),
            end_kind=EndKind(value["end_kind"]),
            event=value["event"],
            successor=value["successor"],
            adopted=_undate(value["adopted"]),
            extensions=tuple(
                Extension(
                    PartialDate.from_json(one["new_to"]),
                    one["decision"],
                    dt.date.fromisoformat(one["decided_on"]) if one["decided_on"] else None,
                )
                for one in value["extensions"]
            ),
            renewal=Renewal(RenewalMode(renewal["mode"]), renewal["period"], renewal["max"]) if renewal else None,
            notice=Notice(notice["period"], NoticeBasis(notice["basis"]), notice["written"]) if notice else None,
            reviews=tuple(
                Review(ReviewKind(one["kind"]), one["every"], _undate(one["first"]), _undate(one["last_done"]))
                for one in value["reviews"]
            ),
            flags=frozenset(Flag(one) for one in value["flags"]),
            unread=tuple(value["unread"]),
            doubts=frozenset(Doubt(one) for one in value["doubts"]),
        )


def renewal_json(renewal: Renewal | None) -> dict[str, Any] | None:
    """`{"mode", "period", "max"}`"""
    return {"mode": renewal.mode.value, "period": renewal.period, "max": renewal.max} if renewal else None


def notice_json(notice: Notice | None) -> dict[str, Any] | None:
    """`{"period", "basis", "written"}`"""
    return {"period": notice.period, "basis": notice.basis.value, "written": notice.written} if notice else None


def _date(date: PartialDate | None) -> dict[str, str] | None:
    return date.to_json() if date else None


def _undate(value: dict[str, Any] | None) -> PartialDate | None:
    return PartialDate.from_json(value) if value else None
