"""One read field held against what the register says: the rules, in order, each with its reason. Free of the database."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from samverka.foundation.dates.words import day_in_words
from samverka.imports.fields import OLDER, ReadField
from samverka.imports.verdicts import CHANGED, DOUBTFUL, NEW, SAME

_TYPOGRAPHY = str.maketrans(
    {"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "”": '"', "“": '"', "„": '"', "’": "'", "‘": "'", "\xad": ""}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the register says of one field. `read_from` is the title of the newest document the value was read from,
    `read_on` that document's date and `rank` what it counts for; without a document `changed_on` is the day a person last
    changed what is said. `was_removed`: nothing is said now, but an earlier document did say this and was brought in.
    `is_same_list`: that document was the same list as the one being read in, in an earlier shape."""

    value: Any = None
    read_from: str = ""
    read_on: dt.date | None = None
    rank: int = 0
    changed_on: dt.date | None = None
    was_removed: bool = False
    is_same_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The document being read in: what tells which of two statements is the newer. `rank`: between two kinds of documents
    of which one counts for more whatever their dates (minutes before a summons) the higher; 0 where that is not so."""

    title: str
    date: dt.date | None
    rank: int = 0


def judge(
    field: ReadField,
    standing: Standing | None,
    document: Document,
    *,
    is_same: bool,
    problem: str = "",
    doubt: str = "",
    outranked: str = "",
) -> ReadField:
    """The field with verdict and reason. `standing` None: the record is new. `is_same`: the two values say the same.
    `problem`: why the value cannot be stored at all; `doubt`: why the reading itself should be looked at; `outranked`:
    why the register's value stands whatever the document says."""
    stands = standing.value if standing else None
    field = replace(field, current=stands, asks="")
    if field.left_out:
        return replace(field, verdict=SAME, reason="")
    if field.keep and standing:
        return replace(field, verdict=SAME, reason="")
    if standing and is_same:
        return replace(field, verdict=SAME, reason="")
    if problem:
        return replace(field, verdict=DOUBTFUL, reason=problem)
    if standing and outranked and not field.corrected:
        return replace(field, verdict=SAME, reason=outranked)
    older = OLDER if standing and not is_empty(stands) and _is_older(standing, document) else ""
    if not field.corrected and doubt:
        return replace(field, verdict=DOUBTFUL, reason=doubt, asks=older)
    if standing and standing.was_removed and is_empty(stands) and not field.corrected:
        return replace(field, verdict=DOUBTFUL, reason=_("Togs bort i registret. Ska den in igen?"))
    if standing is None or is_empty(stands):
        return replace(field, verdict=NEW, reason="")
    if field.corrected:
        return replace(field, verdict=CHANGED, reason="")
    verdict, reason = _by_rank(field, standing, document) or _newer_or_older(field, standing, document)
    return replace(field, verdict=verdict, reason=reason, asks=older if verdict == DOUBTFUL else "")


def _is_older(standing: Standing, document: Document) -> bool:
    """Whether what the register says was said after the document."""
    said = standing.read_on if standing.read_from else standing.changed_on
    return said is not None and document.date is not None and said > document.date


def _by_rank(field: ReadField, standing: Standing, document: Document) -> tuple[str, str] | None:
    if not (standing.rank and document.rank) or standing.rank == document.rank or is_empty(field.value):
        return None
    source = {"title": standing.read_from}
    if standing.rank > document.rank:
        return SAME, _("”%(title)s” säger något annat och gäller framför det här dokumentet.") % source
    return CHANGED, _(
        "Registret säger något annat, läst ur ”%(title)s”. Det här dokumentet gäller framför det."
    ) % source


def _newer_or_older(field: ReadField, standing: Standing, document: Document) -> tuple[str, str]:
    """Two different values: which of them was said last, as far as that can be told."""
    if is_empty(field.value):
        return DOUBTFUL, _("Rutan är tom i dokumentet, men registret har en uppgift. Ska den tas bort?")
    if document.date is None:
        return DOUBTFUL, _(
            "Dokumentet saknar datum, så det går inte att veta om det är nyare än uppgiften i registret."
        )
    if not standing.read_from:
        if standing.changed_on is not None and standing.changed_on > document.date:
            return DOUBTFUL, _(
                "Uppgiften i registret är inskriven i Samverka och ändrades senast %(date)s, efter dokumentets datum."
            ) % {"date": day_in_words(standing.changed_on)}
        return CHANGED, _("Registret säger något annat. Uppgiften där är äldre än dokumentet.")
    source = {"title": standing.read_from, "date": day_in_words(standing.read_on) if standing.read_on else ""}
    if standing.read_on is None:
        return CHANGED, _("Registret säger något annat, läst ur ”%(title)s” som saknar datum.") % source
    if standing.read_on > document.date:
        return DOUBTFUL, _("Uppgiften i registret kommer från ett nyare dokument: ”%(title)s”, %(date)s.") % source
    is_another = standing.read_from != document.title and not standing.is_same_list
    if standing.read_on == document.date and (is_another or document.rank):
        return DOUBTFUL, _("Ett annat dokument med samma datum säger något annat: ”%(title)s”.") % source
    return CHANGED, _("Registret säger något annat, läst ur ”%(title)s”, %(date)s.") % source


def is_empty(value: Any) -> bool:
    return value in (None, "", [], (), {})


def says_something(value: Any) -> bool:
    """Whether there is more to a value than a dash."""
    return re.search(r"\w", value) is not None if isinstance(value, str) else not is_empty(value)


def same_words(stands: Any, value: Any) -> bool:
    """Whether two values are the same but for white space, kinds of dash and quotation mark, and empty against missing."""
    return bool(_plain(stands) == _plain(value))


def says_word_for_word(stands: Any, field: ReadField) -> bool:
    """Whether the source has the very words of the register, however they were understood: a cell that a list was
    printed into is the list, also where the reading takes it apart in another way. Not for what a person has corrected.
    In a source that is set on pages (PDF), spaces and hyphens may be the lines' and not the words' own."""
    if field.corrected or not field.raw or is_empty(stands):
        return False
    if isinstance(stands, list | tuple):
        if not all(isinstance(each, str) for each in stands):
            return False
        stands = "\n".join(stands)
    if not isinstance(stands, str):
        return False
    return same_words(stands, field.raw) or (
        field.page is not None and _without_breaks(stands) == _without_breaks(field.raw)
    )


def _without_breaks(text: str) -> str:
    return re.sub(r"[\s-]", "", _plain(text))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value).translate(_TYPOGRAPHY)
        return re.sub(r"\s*-\s*", "-", " ".join(text.split()))
    if is_empty(value):
        return ""
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
