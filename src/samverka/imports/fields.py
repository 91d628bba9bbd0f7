"""One field of a read record: what stands in the source, how it was understood, and what the register says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from samverka.imports.blocks import Place
from samverka.imports.verdicts import NEW

OLDER, LETTERS, GUESS = "older", "letters", "guess"
RECORD, RUN = "record", "run"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadField:
    """`value` and `current` are JSON values (text, list of texts, number, a partial date as object). `reason` is a
    Swedish sentence on why the verdict is what it is; `corrected` is true where a person has changed the value;
    `keep` is true where a person lets the register's value stand; `left_out` where a person has said that it is not to be
    brought in. `asks` is what a doubt is about, where many like it may be answered at once (`OLDER`, `LETTERS`, `GUESS`);
    `settled` says that it was answered so, for the record (`RECORD`) or for the whole document (`RUN`)."""

    name: str
    label: str
    raw: str
    value: Any
    page: int | None = None
    line: int | None = None
    column: str = ""
    note: str = ""
    current: Any = None
    verdict: str = NEW
    reason: str = ""
    corrected: bool = False
    keep: bool = False
    left_out: bool = False
    asks: str = ""
    settled: str = ""

    @property
    def place(self) -> Place:
        return Place(self.page, self.line, self.column)

    @property
    def cell(self) -> str:
        """`D7` in a workbook, else empty."""
        return f"{self.column}{self.line}" if self.column and self.line else ""

    @property
    def is_brought_in(self) -> bool:
        """Whether a person wants the value in the register."""
        return not self.keep and not self.left_out

    @property
    def decided(self) -> Any:
        """The value that will stand in the register."""
        return self.current if self.keep else self.value

    def to_json(self) -> dict[str, Any]:
        return {
            name: getattr(self, name) for name in _NAMES
        }  # values are JSON already: no need of asdict's deep copies

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> ReadField:
        """The inverse of `to_json`; keys of an older or newer version are left out."""
        return cls(**{key: item for key, item in value.items() if key in _NAMES})


_NAMES = tuple(field.name for field in fields(ReadField))
