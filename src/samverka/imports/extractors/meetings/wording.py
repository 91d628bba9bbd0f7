"""What sentences and headings of an item say: placeholders, groups of items, and what is a decision without saying so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from samverka.imports.extractors.meetings.composing import paragraphs_of
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.meetings.presenters import sentences
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.meeting_records import ItemType
from samverka.imports.signals import fold

_PLACEHOLDER = tolerant(
    r"(?i)^(?:informationspunkt\b.{0,40}|muntlig(?:t)?\b.{0,60}|(?:bilag|handling|underlag|presentation|material|protokoll|ppt|tjänsteskrivelse|dokument|förslag)\w*(?:[^.]*?)\b(?:skickas|sänds|delas|kommer|bifogas|läggs|kompletteras|mejlas|utsänds|följer|redovisas|saknas|publiceras)\b.{0,80}|"
    r"(?:se\s)?(?:bilaga|bilagor|handlingar?)\s?\d{0,2}(?:\s*(?:,|och|-|–)\s*\d{1,2})*\.?|utan (?:bilaga|handlingar?)\.?|ingen (?:bilaga|handling)\.?|\(?(?:bifogas|utskickas|skickas ut|delas ut|kommer senare|eftersänds)\b.{0,50}|"
    r"[A-ZÅÄÖ]{2,5}/[A-Za-zåäö]{1,4}\.? \d{1,3}\.?|(?:xx+|\.{3,}|\?+|_+|tbd|–|-|[Nn]\s?[Nn])\.?|\[.{0,60}\]|<.{0,60}>)$"
)
_GROUP = re.compile(
    fold(
        r"(?i)^(?:[\wåäö-]*(?:ärenden|frågor|punkter)|information(?:er)?|beslut|avslutning|inledning|formalia|övrigt|för (?:information|beslut|kännedom|diskussion)|diskussion(?:spunkter)?)\s*:?$"
    )
)
_INFORMATION = re.compile(
    fold(
        r"(?i)^(?:information\w*ärenden?|informationspunkter?|informationer|information|för information|för kännedom|anmälnings?ärenden)\s*:?$"
    )
)
_DECISIONS = re.compile(
    fold(r"(?i)^(?:besluts?ärenden?|besluts?punkter?|beslut|för beslut|ärenden för beslut|ärenden till beslut)\s*:?$")
)
_OWN_DECISION = tolerant(
    r"^(?:[A-ZÅÄÖ][\wåäö:-]*(?:[ ,]+[\wåäö-]+){0,5}?\s)(?:beslutar|beslutade|beslöt|rekommenderar|ställer sig bakom|godkänner|fastställer|antar|uppdrar|noterar informationen|tackar för informationen och lägger|lägger)\b"
)
_FLAT_DECISION = re.compile(
    fold(
        r"(?i)^(?:att\b|\d{1,2}[.)]|[-–•])|\b(?:beslut(?:ar|as|ade|ades|at)\b|beslöt|godkän[nd]|antog|antogs|gav i uppdrag|uppdrog|fick i uppdrag|ställde sig bakom|utsåg|utsågs|valde|valdes|antecknas|läggs till|lägger|fastställ|remitter|bifall|avslå|avslag|uppdrar|uppdras|återremiss|bordlägg|utser|utses|väljer|väljs|anta[rs]?\b|tillstyrk|rekommender|noter|överlämna|förläng|beviljas?|entledig|ställer sig bakom|enligt förslag)"
    )
)
_SETTLED = tolerant(
    r"(?i)^(?!.*\b(?:hälsar|öppnar|avslutar|berättar|redovisar)\b).*\b(?:återremitteras|bordläggs|godkänns|läggs till handlingarna|antas|fastställs|avslås|bifalls|remitteras|antecknas|noteras till protokollet|väljs|utses|entledigas|avskrivs)\b[^.]*\.?$"
)
_FLAT_POINT = re.compile(
    r"(?:^|(?<=[.;:,])\s+)(?:\d{1,2}[.)]|[-–•])\s+(?=[A-ZÅÄÖ”\"])|(?:(?<=[,;])\s+|(?<=\bsamt)\s+)(?=att\s)"
)
_NEXT = tolerant(r"(?i)^(?:nästa|kommande) (?:möte|sammanträde)")
_TITLE_AND_DECISION = re.compile(r"^(?P<title>[^:]{4,90}?)\s*(?::|\s[–—-])\s+(?P<rest>[A-ZÅÄÖ].{8,})$")


def is_placeholder(text: str) -> bool:
    """«Bilaga skickas senare», «Muntlig information», «xx»: nothing that belongs to an item's text."""
    return bool(_PLACEHOLDER.match(text))


def decided_title(title: str) -> tuple[str, str] | None:
    """«Budget 2024: Nämnden fastställer budgeten» as the title and the decision; None when it is only a title."""
    both = _TITLE_AND_DECISION.match(title)
    return (both["title"], both["rest"]) if both and _FLAT_DECISION.search(fold(both["rest"])) else None


def own_decision(pieces: Sequence[Piece], *, by_itself: bool) -> tuple[list[Piece], list[Piece]] | None:
    """Text without a label parted into the decision and the rest; None when nothing in it decides.

    `by_itself`: the document only tells decisions, so any paragraph that decides is one.
    """
    paragraphs = paragraphs_of(pieces)
    if by_itself:
        return _decided(pieces)
    if pieces and all(_settles(group) for group in paragraphs):
        return list(pieces), []
    own = next((group[0] for group in paragraphs if _OWN_DECISION.match(group[0].text)), None)
    if own is None or (own is pieces[0] and len(paragraphs) > 1):
        return None
    start = list(pieces).index(own)
    return list(pieces[start:]), list(pieces[:start])


def _settles(group: Sequence[Piece]) -> bool:
    """Whether a paragraph is one short sentence that settles the matter: «Ärendet bordläggs.»"""
    text = " ".join(piece.text for piece in group)
    return bool(_SETTLED.search(text)) and len(text) < 160


def _decided(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The paragraphs of a summary of decisions that tell what was decided, and the others."""
    paragraphs = paragraphs_of(pieces)
    decided: list[Piece] = []
    others: list[Piece] = []
    for paragraph in paragraphs:
        text = " ".join(piece.text for piece in paragraph)
        tells = not _NEXT.match(text) and (bool(_FLAT_DECISION.search(fold(text))) or len(paragraphs) == 1)
        (decided if tells else others).extend(paragraph)
    return decided, others


def without_groups(pieces: Sequence[Piece]) -> list[Piece]:
    """Headings of the next group of items, at the end, and lines that are only placeholders, are no text."""
    kept = list(pieces)
    while kept and _GROUP.match(fold(kept[-1].text)) and not kept[-1].bullet:
        kept.pop()
    return kept


def without_placeholders(pieces: Sequence[Piece]) -> list[Piece]:
    """«Handlingar skickas ut senare» after a proposal is not part of it."""
    kept = list(pieces)
    while kept and _PLACEHOLDER.match(kept[-1].text):
        kept.pop()
    return kept


def group_type(pieces: Sequence[Piece]) -> ItemType | bool | None:
    """The type that a group's heading at the end of an item gives the items after it; False without a heading."""
    for piece in reversed(pieces[-2:]):
        if not piece.gap and not piece.heading and fold(piece.text).strip(" :") in ("information", "beslut"):
            continue  # what kind the item itself is
        if _INFORMATION.match(fold(piece.text)):
            return ItemType.INFORMATION
        if _DECISIONS.match(fold(piece.text)) and piece.text.casefold().strip(" :") != "beslut":
            return ItemType.DECISION
        if _GROUP.match(fold(piece.text)):
            return None
    return False


def flat_split(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """In a page that is one line, a decision ends where sentences no longer decide anything."""
    if len(pieces) != 1:
        return list(pieces), []
    piece = pieces[0]
    points = [part.strip() for part in _FLAT_POINT.split(piece.text) if part.strip()]
    if len(points) > 1:
        *whole, last = (replace(piece, text=point, gap=True, bullet=True) for point in points)
        kept, after = flat_split([last])
        return [*whole, *kept], after
    parts = sentences(piece.text)
    end = 1
    while end < len(parts) and _FLAT_DECISION.search(fold(parts[end])):
        end += 1
    decided = replace(piece, text=" ".join(parts[:end]))
    after = [replace(piece, text=" ".join(parts[end:]))] if parts[end:] else []
    return [decided], after
