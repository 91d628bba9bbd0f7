"""A decision as numbered points, each with what it sets in motion and whom it addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.found import Found
from samverka.imports.meeting_records import DecisionPoint, PointKind
from samverka.imports.mending import without_marker
from samverka.imports.signals import fold

# The first that fits counts, so the more telling words stand first.
_KINDS: tuple[tuple[PointKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            PointKind.REFERRAL,
            r"\b(?:ut pa remiss|pa remiss\b|remitteras|remissbehandl|sands? pa remiss|skickas? (?:ut )?pa remiss)",
        ),
        (PointKind.EXTENSION, r"\bforlang(?:a|s|er|ning)"),
        (PointKind.RECOMMENDATION, r"\brekommender"),
        (PointKind.PRIORITIES, r"\bprioriterade omraden\b|\bprioriter(?:ar|as|a)\b.*\b(?:ar|foljande)\b"),
        (
            PointKind.ALLOCATION,
            r"\bfordel(?:as|a|ar|ning|ningen) .*\b(?:medel|kronor|kr|bidrag|statsbidrag)|\b(?:avsatter|avsatts|anvisar|beviljar|beviljas)\b|\bstatsbidrag\w* fordelas",
        ),
        (
            PointKind.HANDOVER,
            r"\boverlamna(?:s|r|)?\b|\bhanskjut|\blyfts? till\b|\bskickas till\b.*\b(?:svom|fullmaktige|styrelsen|namnden)",
        ),
        (
            PointKind.COMMISSION,
            r"\b(?:uppdra(?:s|r|g ges|s at)?|ges i uppdrag|far i uppdrag|ger .* i uppdrag|i uppdrag att)\b",
        ),
        (
            PointKind.AGREEMENT_CHANGE,
            r"\b(?:andra|andras|andringar?|revider\w*|sags? upp|uppsagning)\b.*\b(?:avtal|overenskommelse|riktlinje)|\b(?:avtal|overenskommelse)\w*.*\b(?:revideras|andras|sags upp)",
        ),
        (
            PointKind.APPROVED,
            r"\b(?:godkann\w*|faststa\w*|antar|antas|anta|bifall\w*|staller sig bakom|beslutas enligt forslag|enligt forslag\w*|tillstyrk\w*|valjs|utses|utser|valjer)\b",
        ),
        (
            PointKind.NOTED,
            r"\b(?:antecknas|tagit del|tar del|noter\w*|laggs? till handlingarna|lagger .* till handlingarna|informationen|godtar)\b",
        ),
    )
)
_POINT = re.compile(r"^\s*(?:\d{1,2}[.)]\s+|att-sats\s|[-–—•*·]\s*|att\s)")
_ADDRESSEE = tolerant(
    r"(?i)\b(?:rekommenderar|uppdrar åt|uppdrar till|ger|överlämnas till|remitteras till|på remiss till|lyfts till|hänskjuts till|föreslår)\s+(?P<who>[^,.;]{3,90}?)(?=\s+(?:att|via|för|i uppdrag)\b|[,.;]|$)"
)
_COMMISSIONED = tolerant(r"^(?P<who>[A-ZÅÄÖ][^.;]{2,90}?)\s+(?:uppdras|ges i uppdrag|får i uppdrag)\b")


def decision_points(pieces: Sequence[Piece], text: str) -> tuple[DecisionPoint, ...]:
    """The points of a decision: its numbered or dashed clauses, or the whole when there are none."""
    if not text:
        return ()
    groups: list[list[Piece]] = []
    lead: list[Piece] = []
    for piece in pieces:
        if _POINT.match(piece.text) or piece.bullet:
            groups.append([piece])
        elif (groups and not piece.gap) or groups:
            groups[-1].append(piece)
        else:
            lead.append(piece)
    if not groups or _is_one_sentence(groups, lead):
        return (_point(1, text, pieces),)
    return tuple(_point(number, _joined(group), group) for number, group in enumerate(groups, 1))


def _is_one_sentence(groups: Sequence[Sequence[Piece]], lead: Sequence[Piece]) -> bool:
    """Whether the list only counts up what the sentence before it is about: «Prioriterade områden är – …»."""
    if not lead:
        return False
    entries = [without_marker(group[0].text) for group in groups]
    return all(len(entry.split()) <= 6 and not re.search(r"(?i)\b(?:att|ska|\w+s till)\b", entry) for entry in entries)


def _joined(pieces: Sequence[Piece]) -> str:
    texts = [pieces[0].text if not _POINT.match(pieces[0].text) else _unmarked(pieces[0].text)]
    return " ".join([*texts, *(piece.text for piece in pieces[1:])]).strip()


def _unmarked(text: str) -> str:
    return text if text.startswith("att ") else without_marker(text)


def _point(number: int, text: str, pieces: Sequence[Piece]) -> DecisionPoint:
    first = pieces[0] if pieces else None
    raw = "\n".join(piece.raw for piece in pieces)
    place = first.place if first else None
    assert place is not None
    who = _COMMISSIONED.search(text) or _ADDRESSEE.search(text)
    return DecisionPoint(
        number, Found(text, raw, place), kind_of(text), Found(who["who"].strip(), raw, place) if who else None
    )


def kind_of(text: str) -> PointKind:
    """What a clause sets in motion, by its words."""
    folded = fold(text)
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), PointKind.OTHER)
