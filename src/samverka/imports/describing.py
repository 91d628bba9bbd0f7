"""What a document is called and which day its statements are from. Free of the database."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.forums.names import ForumNames
from samverka.foundation.dates.swedish import in_words
from samverka.imports.records import DocumentKind, Extraction
from samverka.imports.spelling import folded_names, known_forum
from samverka.imports.targets.meetings.content import CAPACITIES

_MEETING_KINDS = {
    DocumentKind.MINUTES: gettext_lazy("Protokoll"),
    DocumentKind.AGENDA: gettext_lazy("Kallelse"),
    DocumentKind.PACKET: gettext_lazy("Kallelse med handlingar"),
    DocumentKind.NOTES: gettext_lazy("Minnesanteckningar"),
    DocumentKind.MEETING_PAGE: gettext_lazy("Webbsida om möte"),
    DocumentKind.DECISION_SUMMARY: gettext_lazy("Beslut i korthet"),
}


_SUMMONSES = frozenset({DocumentKind.AGENDA, DocumentKind.PACKET})
_PARTS_BROUGHT_IN = frozenset({DocumentKind.MINUTES, DocumentKind.ARENAS})


def title_of(extraction: Extraction, filename: str, names: ForumNames) -> str:
    """`Protokoll SVOM 26 maj 2023` for what belongs to a meeting whose forum and day are known; else the document's own
    title, else the file's name."""
    meeting, kind = extraction.meeting, _MEETING_KINDS.get(extraction.kind)
    forum = (meeting.forum if meeting else None) or extraction.document.forum
    if kind and meeting and forum and meeting.date:
        key = known_forum(forum.value, names, folded_names(names))
        return f"{kind} {names.label(key) if key else forum.value} {in_words(meeting.date.value)}"
    return extraction.document.title.value if extraction.document.title else filename


def date_of(extraction: Extraction) -> dt.date | None:
    """The day its statements are from. A summons is from the day it was sent; what is written of a meeting holds from
    that day at the earliest, and from the day it was attested where that is told."""
    meeting, own = extraction.meeting, extraction.document.date
    found = own.value.end if own else None
    if meeting is None or extraction.kind not in _MEETING_KINDS:
        return found
    day = meeting.date.value.end if meeting.date else None
    if extraction.kind in _SUMMONSES:
        return meeting.summoned_on.value.end if meeting.summoned_on else found or day
    if meeting.attested_on:
        return meeting.attested_on.value.end
    return max((each for each in (found, day) if each), default=None)


def left_aside(extraction: Extraction) -> list[str]:
    """What the document has that is not brought in, a sentence each."""
    told = []
    others = [part.title.value for part in extraction.parts if part.kind not in _PARTS_BROUGHT_IN]
    if others:
        told.append(
            _("Bland handlingarna finns också: %(titles)s. De läses inte för sig.") % {"titles": "; ".join(others)}
        )
    if extraction.kind in _SUMMONSES and any(each.attendance in CAPACITIES for each in extraction.people):
        told.append(_("De som är kallade förs inte in som närvarande; det gör de som protokollet nämner."))
    if extraction.planned_meetings and not (
        extraction.document.forum or (extraction.meeting and extraction.meeting.forum)
    ):
        told.append(_("Mötesdagar räknas upp, men dokumentet säger inte för vilket forum. De förs inte in."))
    return told


def nothing_found(extraction: Extraction) -> str:
    """Why no record came of the document, and what to do."""
    if extraction.kind in (DocumentKind.UNKNOWN, DocumentKind.MEMO):
        return _(
            "Dokumentet handlar om något annat: Samverka hittar inget möte, ingen balanslista, avtalslista eller beskrivning av forum i det. "
            "Inget har ändrats i registret. Kontrollera att rätt fil valdes."
        )
    return _(
        "Dokumentet går att läsa men innehåller inga möten, rader, avtal eller forum som kan föras in. Inget har ändrats i registret. "
        "Kontrollera att hela dokumentet finns i filen."
    )
