"""What a follow-up cell is read into."""

from __future__ import annotations

from dataclasses import dataclass

from samverka.action_register.states import Certainty, FollowUpKind, Relation
from samverka.foundation.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Mention:
    """A forum named with an entry's date. `name` is as written, without a genitive ending.

    `key` is the known forum meant. With `is_whole` false the name is longer than that forum's
    (`SVOM samverkansdagar Västernorrland`): it counts for the forum and is reported as an unknown name as well.
    """

    name: str
    key: str | None = None
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One promise or statement. The entries of one segment share `segment` (its number, from 1) and `raw`.

    `text` is the words of the action; `object` the agreement or plan meant, as written, or empty. `when` is None
    where the text gives no date that can be read. `record` is the word for the record a text only points at
    (`Se protokoll 190301 § 7`); `paragraph` is the § given with the date.
    """

    segment: int
    raw: str
    kind: FollowUpKind
    text: str
    mentions: tuple[Mention, ...] = ()
    when: PartialDate | None = None
    relation: Relation = Relation.ON
    certainty: Certainty = Certainty.FIRM
    object: str = ""
    paragraph: int | None = None
    record: str = ""

    @property
    def forums(self) -> tuple[str, ...]:
        """Keys of the known forums."""
        return tuple(dict.fromkeys(m.key for m in self.mentions if m.key))

    @property
    def unknown_forums(self) -> tuple[str, ...]:
        """Names that no known forum bears as they stand."""
        return tuple(m.name for m in self.mentions if not (m.key and m.is_whole))


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the cell, character for character, and what is read from it. Blank pieces have no entries."""

    number: int
    raw: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class FollowUpReading:
    """A whole cell: joining the segments' `raw` gives it back."""

    segments: tuple[Segment, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for segment in self.segments for entry in segment.entries)

    @property
    def unknown_forums(self) -> tuple[str, ...]:
        """Names to report, each once, in the order of the text."""
        return tuple(dict.fromkeys(name for entry in self.entries for name in entry.unknown_forums))
