"""What of a record is searched: plain data between the areas and the index. No Django in here."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from samverka.search import text

ANYWHERE, TITLED = 0, 1
OPEN = "open"
"""The holder of what everybody who is logged in may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a search can give, or one page of a document.

    `names` are other names of the thing; `terms` are index terms besides those of the texts; `belongs_to` are the things
    it is found by under any of their names (`forum:3`). `holders` decide who sees it: whoever sees one of them
    (`open`, `meeting:12`); without any, nobody does. `owner` is the record whose page shows it, if not its own.
    """

    kind: str
    object_id: int
    part: int = 0
    owner: int | None = None
    title: str = ""
    body: str = ""
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    belongs_to: tuple[str, ...] = ()
    holders: tuple[str, ...] = (OPEN,)
    date: dt.date | None = None
    page: int | None = None
    is_ocr: bool = False

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.kind, self.object_id, self.part)

    @property
    def details(self) -> dict[str, list[str]]:
        """What the texts do not tell, for storing."""
        return {
            "names": list(self.names), "terms": list(self.terms), "belongs_to": list(self.belongs_to),
            "holders": list(self.holders),
        }  # fmt: skip

    def fingerprint(self) -> str:
        """Changes with anything of the entry, and with how texts are made into terms."""
        said = [
            text.ANALYSER, self.kind, self.object_id, self.part, self.owner, self.title, self.body, self.details,
            self.date.isoformat() if self.date else None, self.page, self.is_ocr,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:32]

    def postings(self) -> tuple[set[str], set[str]]:
        """The terms it has anywhere, and those of them that stand in its title or names."""
        titled = {token.term for title in (self.title, *self.names) for token in text.tokens(title)}
        titled.update(text.name_term(name) for name in self.names)
        titled.update(self.terms)
        body = {token.term for token in text.tokens(self.body, is_ocr=self.is_ocr)}
        return titled | body | set(self.facets()), titled

    def facets(self) -> Iterator[str]:
        """Terms for filters, order and permissions."""
        yield ALL
        yield kind_facet(self.kind)
        yield month_facet(self.date)
        if self.date:
            yield year_facet(self.date.year)
        if self.is_ocr:
            yield OCR
        for thing in self.belongs_to:
            yield thing_facet(thing)
        yield guard(self.holders)


ALL, OCR = "\x02*", "\x02p"
GUARD = "\x02g"
FACETS = ("\x02k", "\x02y", "\x02s", "\x02tforum:", OCR)


def kind_facet(kind: str) -> str:
    return f"\x02k{kind}"


def year_facet(year: int) -> str:
    return f"\x02y{year}"


def month_facet(date: dt.date | None) -> str:
    """The month an entry is sorted under; those without a date stand under a month of their own."""
    return f"\x02s{date:%Y-%m}" if date else "\x02s-"


def thing_facet(thing: str) -> str:
    return f"\x02t{thing}"


def guard(holders: tuple[str, ...]) -> str:
    """One term for one set of holders: entries with the same are seen by the same people."""
    return GUARD + ("open" if OPEN in holders else "|".join(sorted(set(holders))))[:170]


def holders_of(term: str) -> tuple[str, ...]:
    """The holders of a guard."""
    return tuple(each for each in term.removeprefix(GUARD).split("|") if each)
