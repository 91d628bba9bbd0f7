"""Which direction (inriktning) and priority area the rows of a table stand under, from the headings around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeGuard

from samverka.imports.blocks import Line, LineKind, PageBreak, Place
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.tables import Entry, Event, Group
from samverka.imports.mending import is_bullet, tidy, without_marker
from samverka.imports.records import Found, Names, Text

_LABEL = re.compile(
    r"(?i)^(?:strategisk[a]?\s+)?(?:inriktning\w*|målområde\w*|mål|strategi|perspektiv|fokusområde|område|insatsområde|prioriterat område|"
    r"utvecklingsområde|del)\b[^:]*:\s*"
)
_AREA_LABEL = re.compile(r"(?i)^(?:prioriterat område|insatsområde|delområde|område)\b[^:]*:\s*")
_NUMBERED = re.compile(r"^(?:[A-ZÅÄÖ]|\d{1,2}(?:\.\d{1,2})*)[.)]\s+")
_NOISE = re.compile(r"(?i)^(?:sida?\s+\d|\d+\s*\(\d+\)|bilaga\b|https?:|www\.|\d+$)")
_PAGE_OR_DAY = re.compile(
    r"(?i)\s*\b(?:sid(?:a|an)?|blad|page)\.?\s*\d.*$|\s+\d{1,3}\s*\(\d{1,3}\)\s*$|\s*\b(?:uppdaterad|reviderad|utskriven|datum)\b.*$|\s*\b\d{4}-\d\d-\d\d\b.*$"
)
_WITHOUT = re.compile(r"(?i)(?:utan|saknar|ingen)\s+(?:strategisk\s+)?inriktning|inriktning\s+saknas")
_LONGEST = 120
_OPENING = 4  # lines among which a page's header stands for the first time


class Directions:
    """Follows the headings. `see` each line and group row, `header` each table header; then ask for `direction`, `areas`."""

    def __init__(self, context: Context, title: frozenset[Place]) -> None:
        self.context = context
        self.title = title
        self.direction: Text | None = None
        self.areas: Names = ()
        self._has_areas = True
        self._outer: Text | None = None
        self._pending: list[Line] = []
        self._tables = 0
        self._headed_by_lines = False
        self._page_headers: set[str] = set()

    def look_ahead(self, stream: Sequence[Event]) -> None:
        """Learns whether the tables are headed by plain lines, so that the first one's heading is no subtitle."""
        lines = [_key(event.text) for event in stream if isinstance(event, Line) and tidy(event.text)]
        self._page_headers = {key for key in lines[:_OPENING] if key and lines.count(key) > 1}
        self._page_headers |= {key for event in stream if isinstance(event, Line) and event.place in self.title
                               if (key := _key(event.text))}  # fmt: skip
        last: Line | None = None
        seen = False
        for event in stream:
            if isinstance(event, Line) and tidy(event.text):
                last = event
            elif isinstance(event, Entry):
                last = None if last and self._is_page_header(last) else last
                self._headed_by_lines |= seen and last is not None and self._looks_like_heading(last)
                last, seen = None, True

    def forget(self) -> None:
        """The next table is about something else."""
        self.direction, self.areas, self._outer, self._pending = None, (), None, []

    def see(self, event: Line | PageBreak | Group) -> None:
        if isinstance(event, Group):
            self._take_lines()
            self._group(event)
        elif self._may_head(event):
            self._pending.append(event)

    def _may_head(self, event: Line | PageBreak) -> TypeGuard[Line]:
        if not isinstance(event, Line) or not tidy(event.text):
            return False
        return event.place not in self.title and not self._is_page_header(event)

    def _is_page_header(self, line: Line) -> bool:
        """Whether a line only says again which document it is, as every page does."""
        return line.kind is not LineKind.HEADING and _key(line.text) in self._page_headers

    def header(self, *, has_areas: bool) -> None:
        self._has_areas = has_areas
        self._take_lines()
        self._tables += 1

    def _group(self, group: Group) -> None:
        text = self._heading(group.text)
        if not text:
            return
        found = Found(text, group.text, group.place)
        if not self._has_areas and self._tables and self._outer is not None:
            self.areas = (found,)
        else:
            self.direction, self.areas = found, ()

    def _take_lines(self) -> None:
        """The lines above a table: a label with its value («Inriktning …: – Psykisk hälsa»), or a heading of its own."""
        lines, self._pending = self._pending, []
        candidates = [line for line in lines if not _NOISE.match(tidy(line.text))]
        label = max((i for i, line in enumerate(candidates) if _LABEL.match(tidy(line.text))), default=None)
        if label is not None:
            self._labelled(candidates[label:])
            return
        headings = [line for line in candidates if line.kind is LineKind.HEADING]
        if headings:
            self._set(headings[-1].text, headings[-1])
        elif candidates and (self._tables or self._headed_by_lines) and self._looks_like_heading(candidates[-1]):
            self._set(candidates[-1].text, candidates[-1])

    def _labelled(self, lines: list[Line]) -> None:
        first = tidy(lines[0].text)
        rest = _LABEL.sub("", first)
        source = lines[0]
        if not rest and len(lines) > 1:
            rest, source = tidy(lines[1].text), lines[1]
        if not rest:
            return
        if _AREA_LABEL.match(first) and not self._has_areas and self._outer is not None:
            self.areas = (Found(self._heading(rest), source.text, source.place),)
        else:
            self._set(rest, source)

    def _set(self, text: str, line: Line) -> None:
        heading = self._heading(text)
        if _WITHOUT.fullmatch(heading):
            self.direction, self._outer, self.areas = None, None, ()
        elif heading:
            self.direction = self._outer = Found(heading, line.text, line.place)
            self.areas = ()

    def _looks_like_heading(self, line: Line) -> bool:
        text = tidy(line.text)
        return len(text) <= 80 and len(text.split()) <= 10 and text[:1].isupper() and not text.endswith((".", ",", ";"))

    def _heading(self, text: str) -> str:
        text = tidy(text).replace("\n", " ")
        text = _LABEL.sub("", text) or text
        if is_bullet(text):
            text = without_marker(text)
        text = _NUMBERED.sub("", text).strip(" :")
        return self.context.line(text) if text and len(text) <= _LONGEST + 80 else ""


def _key(text: str) -> str:
    """A page header without the page and the day, which may differ."""
    return " ".join(_PAGE_OR_DAY.sub("", tidy(text)).casefold().split())
