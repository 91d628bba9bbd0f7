"""How a follow-up text is read: for `samverka explain followup`. No database."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samverka.action_register.reading import Entry, FollowUpReading, read_follow_up
from samverka.action_register.states import Certainty, FollowUpKind, Outcome, Relation
from samverka.action_register.words import CERTAINTIES, KINDS
from samverka.forums.names import ForumNames
from samverka.foundation.dates.words import in_words

_HOW = {
    Relation.ON: "%(day)s",
    Relation.BY: gettext_noop("senast %(day)s"),
    Relation.AS_OF: gettext_noop("per %(day)s"),
    Relation.FROM: gettext_noop("från och med %(day)s"),
    Relation.UNTIL: gettext_noop("till och med %(day)s"),
}


def explain_follow_up(text: str, names: ForumNames) -> dict[str, Any]:
    """The reading as JSON: `segments` (number, raw) and `entries` with the fields of glossary §3. `forums` holds
    forum ids; `meeting` is always null here, since no meetings are known without a database. Every segment has at
    least one entry, so that joining the `raw` of the entries' segments gives the text back. Never raises."""
    reading = read_follow_up(text, names)
    return {
        "text": text,
        "segments": [{"segment": segment.number, "raw": segment.raw} for segment in reading.segments],
        "entries": [_entry_json(entry) for entry in _all_entries(reading)],
        "unknown_forums": list(reading.unknown_forums),
    }


def explain_follow_up_in_words(text: str, names: ForumNames) -> str:
    """The reading in Swedish, a line for each entry; `Ingen text.` for a blank one. Never raises."""
    entries = read_follow_up(text, names).entries
    if not entries:
        return _("Ingen text.")
    return "\n".join(f"{entry.segment}. {entry_in_words(entry, names)}" for entry in entries)


def _all_entries(reading: FollowUpReading) -> list[Entry]:
    found: list[Entry] = []
    for segment in reading.segments:
        found += segment.entries or (Entry(segment.number, segment.raw, FollowUpKind.STATE, ""),)
    return found


def _entry_json(entry: Entry) -> dict[str, Any]:
    return {
        "segment": entry.segment,
        "raw": entry.raw,
        "forums": list(entry.forums),
        "unknown_forums": list(entry.unknown_forums),
        "when": entry.when.to_json() if entry.when else None,
        "relation": entry.relation.value,
        "certainty": entry.certainty.value,
        "kind": entry.kind.value,
        "text": entry.text,
        "object": entry.object or None,
        "paragraph": entry.paragraph,
        "meeting": None,
        "outcome": Outcome.OPEN.value,
    }


def entry_in_words(entry: Entry, names: ForumNames) -> str:
    """One entry in a Swedish sentence: what, where, when and how certain."""
    forums = [
        _("%(name)s (okänt forum)") % {"name": m.name} if not (m.key and m.is_whole) else names.label(m.key)
        for m in entry.mentions
    ]
    place = _(" och ").join(forums)
    how = _HOW[entry.relation]
    day = (
        (_(how) if entry.relation is not Relation.ON else how) % {"day": in_words(entry.when)}
        if entry.when
        else _("utan datum")
    )
    if entry.certainty is not Certainty.FIRM:
        day = f"{_(CERTAINTIES[entry.certainty]).casefold()} {day}"
    section = f" § {entry.paragraph}" if entry.paragraph else ""
    about = _(" – gäller: %(object)s") % {"object": entry.object} if entry.object and entry.object != entry.text else ""
    where = ", ".join(part for part in (place, f"{day}{section}") if part)
    words = f"”{entry.text}”" if entry.text else _("inget mer sägs")
    return f"{_(KINDS[entry.kind])} · {where} · {words}{about}"
