"""What a matter says, as plain data: what forms and imports hand to operations, and what undo puts back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNumberContent:
    """One authority's record number. `authority` is as printed; which principal it is, is settled by its names."""

    number: str
    authority: str = ""
    dated_on: dt.date | None = None
    handler: str = ""

    def to_json(self) -> dict[str, Any]:
        dated_on = self.dated_on.isoformat() if self.dated_on else None
        return {"number": self.number, "authority": self.authority, "dated_on": dated_on, "handler": self.handler}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> RecordNumberContent:
        return cls(
            number=value["number"],
            authority=value.get("authority", ""),
            dated_on=_day(value.get("dated_on")),
            handler=value.get("handler", ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterContent:
    """`origin` is where it began, as a sentence people know it by: a letter from SocSam."""

    title: str
    summary: str = ""
    origin: str = ""
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None
    record_numbers: tuple[RecordNumberContent, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "summary": self.summary,
            "origin": self.origin,
            "opened_on": self.opened_on.isoformat() if self.opened_on else None,
            "closed_on": self.closed_on.isoformat() if self.closed_on else None,
            "record_numbers": [number.to_json() for number in self.record_numbers],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> MatterContent:
        """The inverse of `to_json`; unknown keys are left out."""
        return cls(
            title=value["title"],
            summary=value.get("summary", ""),
            origin=value.get("origin", ""),
            opened_on=_day(value.get("opened_on")),
            closed_on=_day(value.get("closed_on")),
            record_numbers=tuple(RecordNumberContent.from_json(each) for each in value.get("record_numbers", ())),
        )


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
