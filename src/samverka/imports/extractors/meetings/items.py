"""What stands under an item: title, summary, proposal, decision, basis, presenters, and what else is headed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.decision_points import decision_points
from samverka.imports.extractors.meetings.labels import IN_ITEMS, Label, Labelled, decides, label_at
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.meetings.presenters import listed, presenters_in, sentences
from samverka.imports.extractors.meetings.titles import Heading, split_heading
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.found import Found, Names, Text
from samverka.imports.meeting_records import ItemRecord, ItemType
from samverka.imports.mending import is_bullet, without_marker
from samverka.imports.signals import fold

_REMARKS = frozenset({Label.MOTION, Label.RESERVATION, Label.RECUSAL, Label.VOTE, Label.DISTRIBUTION, Label.REMARK})
_LIST = re.compile(r"^(?:\d{1,2}[.)]\s+|[-–—•·*●▪○]\s*|[eo»]\s{1,3}(?=\S))")
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
_TYPED = tolerant(
    r"(?i)^\(?information\)?\.?$|^(?:informationspunkt|informationsärende|för information)\b|\b(?:informationsärende|informationspunkt)\b"
)
_TYPED_DECISION = tolerant(r"(?i)^\(?beslut\)?\.?$|^(?:beslutspunkt|beslutsärende|för beslut)\b")
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
_IMMEDIATE = re.compile(r"(?i)omedelbart? juster")
_REGISTER = re.compile(
    r"(?i)^(?:dnr|diarienr|diarienummer|ärendenr|ärende)\.?\s*:?\s*(?P<a>[A-ZÅÄÖ]{0,6}[ -]?\d[\w/.:-]*\d)\.?$|^(?P<b>[A-ZÅÄÖ]{2,6}[ -]?\d{2,4}[/:]\d{1,5}(?:[-.]\d+)*|[A-ZÅÄÖ]{2,6}/\d{1,5}/\d{4}|\d{4}[/:]\d{2,5})(?:\s.{0,12})?$"
)


@dataclass(slots=True)
class _Part:
    label: Label | None
    printed: str
    pieces: list[Piece] = field(default_factory=list)


def read_item(
    context: Context, pieces: Sequence[Piece], *, number: Found[int] | None, rest: str, position: int,
    summons: bool, flat: bool, known_title: str | None = None,
    titled: bool = True, decides_by_itself: bool = False,
) -> ItemRecord:  # fmt: skip
    """One item. `pieces`: all of it, the first holds the mark; `rest`: what stood after the mark on that line.

    `titled`: it has a title; `decides_by_itself`: text without a label may be the decision.
    """
    first = pieces[0]
    after = _after_mark(pieces, rest)
    if titled:
        heading = split_heading(context, after, summons=summons, flat=flat, known_title=known_title, on_mark=bool(rest))
    else:
        heading = Heading(body=tuple(after))
    if decides_by_itself and heading.title and (both := _TITLE_AND_DECISION.match(heading.title.value)):
        if _FLAT_DECISION.search(fold(both["rest"])):
            body_piece = replace(first, text=f"{both['rest']}{'.' if rest.endswith('.') else ''}", bullet=False)
            title = replace(heading.title, value=both["title"])
            heading = replace(heading, title=title, body=(body_piece, *heading.body))
    parts = _parts(heading.body, summons=summons)
    body = _Body.of(context, parts, summons=summons, flat=flat, decides_by_itself=decides_by_itself)
    presenters = heading.presenters or body.presenters
    return ItemRecord(
        place=first.place,
        position=position,
        number=number,
        title=heading.title,
        summary=body.summary,
        presenters=presenters or (() if summons else _told(body)),
        proposal=body.proposal,
        decision=body.decision,
        points=body.points,
        basis=body.basis,
        time=heading.time,
        minutes=heading.minutes,
        type=body.type or heading.type,
        record_number=heading.record_number or body.record_number,
        attested=body.attested,
        immediate=body.immediate,
        remarks=tuple(body.remarks),
    )


def _after_mark(pieces: Sequence[Piece], rest: str) -> list[Piece]:
    first = pieces[0]
    head = [replace(first, text=rest, bullet=False)] if rest else []
    return [*head, *pieces[1:]]


def _parts(pieces: Sequence[Piece], *, summons: bool) -> list[_Part]:
    """The body cut at its labels."""
    out = [_Part(None, "")]
    for piece in pieces:
        labelled = label_at(piece.text)
        if labelled is not None and _heads_a_part(labelled, piece, out[-1]):
            if labelled.label is Label.BASIS and out[-1].label is Label.BASIS and labelled.rest:
                out[-1].pieces.append(piece)  # «Bilaga: fördelning per kommun» among the documents is one of them
                continue
            part = _Part(labelled.label, labelled.printed)
            if labelled.rest:
                part.pieces.append(replace(piece, text=labelled.rest, bullet=False))
            out.append(part)
        elif decides(piece.text) and out[-1].label not in (Label.DECISION, Label.PROPOSAL, Label.MOTION, Label.REMARK):
            out.append(_Part(Label.PROPOSAL if summons else Label.DECISION, "", [piece]))
        else:
            out[-1].pieces.append(piece)
    return out


def _heads_a_part(labelled: Labelled, piece: Piece, before: _Part) -> bool:
    label = labelled.label
    if label is Label.ATTESTED:
        return True
    if label not in IN_ITEMS and label not in (Label.RECORD_NUMBER, Label.ATTENDEES, Label.CERTIFIED):
        return False
    if piece.bullet and is_bullet(piece.raw) and not labelled.colon:
        return False
    if label == Label.ATTENDEES:
        return labelled.colon
    if (
        label is Label.PRESENTERS
        and fold_word(labelled.printed) in ("ansvarig", "ansvariga", "deltar", "talare")
        and not labelled.colon
    ):
        return False
    return not (label is Label.BACKGROUND and labelled.rest and not labelled.colon)


def fold_word(text: str) -> str:
    return text.strip().casefold()


@dataclass(slots=True)
class _Body:
    summary: Text | None = None
    proposal: Text | None = None
    decision: Text | None = None
    points: tuple = ()  # type: ignore[type-arg]
    basis: Names = ()
    presenters: Names = ()
    record_number: Text | None = None
    type: Found[ItemType] | None = None
    attested: bool = False
    immediate: bool = False
    remarks: list[tuple[str, Text]] = field(default_factory=list)

    @classmethod
    def of(
        cls, context: Context, parts: Sequence[_Part], *, summons: bool, flat: bool, decides_by_itself: bool
    ) -> _Body:
        body = cls()
        summary: list[Piece] = []
        texts: dict[Label, list[Piece]] = {}
        basis: list[Piece] = []
        opened = False
        for part in parts:
            pieces = part.pieces
            match part.label:
                case None:
                    summary += body._unlabelled(pieces, summons=summons)
                case Label.SUMMARY | Label.BACKGROUND:
                    if (opened or summary) and part.label is Label.BACKGROUND and pieces:
                        summary.append(replace(pieces[0], text=part.printed, bullet=False, gap=True))
                    opened = True
                    summary += pieces
                case Label.PROPOSAL | Label.DECISION:
                    kept, after = _flat_split(pieces) if flat else (pieces, [])
                    texts.setdefault(part.label, []).extend(
                        kept
                    ) if part.label not in texts or part.label is Label.DECISION else None
                    summary += after
                case Label.BASIS:
                    basis += pieces
                case Label.PRESENTERS:
                    body.presenters += _names(pieces)
                case Label.ATTENDEES:
                    body.presenters += _names(pieces)
                case Label.RECORD_NUMBER:
                    body.record_number = body.record_number or _number(context, pieces)
                case Label.ATTESTED:
                    body.attested = True
                    body.immediate = body.immediate or bool(_IMMEDIATE.search(part.printed))
                case label if label in _REMARKS and label is not None:
                    if text := _text(context, pieces):
                        body.remarks.append((part.printed, text))
                case _:
                    pass
        summary = _without_groups(summary)
        if not summons and Label.DECISION not in texts:
            own = [group for group in _paragraphs(summary) if _OWN_DECISION.match(group[0].text)]
            if decides_by_itself:
                texts[Label.DECISION], summary = _decided(summary)
            elif summary and all(_settles(group) for group in _paragraphs(summary)):
                texts[Label.DECISION], summary = summary, []
            elif own and (own[0][0] is not summary[0] or len(_paragraphs(summary)) == 1):
                start = summary.index(own[0][0])
                texts[Label.DECISION], summary = summary[start:], summary[:start]
        proposal = _without_groups(texts.get(Label.PROPOSAL, []))
        body.proposal = _text(context, _without_placeholders(proposal) if summons else proposal)
        decision = _without_groups(texts.get(Label.DECISION, []))
        body.decision = _text(context, decision)
        body.points = decision_points(decision, body.decision.value) if body.decision else ()
        body.basis = _entries(context, _without_groups(basis))
        body.summary = _text(context, [piece for piece in summary if not _PLACEHOLDER.match(piece.text) or not summons])
        return body

    def _unlabelled(self, pieces: Sequence[Piece], *, summons: bool) -> list[Piece]:
        kept: list[Piece] = []
        for piece in pieces:
            if found := _REGISTER.match(piece.text):
                self.record_number = self.record_number or Found(found["a"] or found["b"], piece.raw, piece.place)
                continue
            if _TYPED.search(piece.text) and len(piece.text) < 60:
                self.type = Found(ItemType.INFORMATION, piece.raw, piece.place)
                if summons:
                    continue
            elif _TYPED_DECISION.search(piece.text) and len(piece.text) < 60:
                self.type = Found(ItemType.DECISION, piece.raw, piece.place)
                continue
            kept.append(piece)
        return kept


def _paragraphs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Lines between blank ones; a list's entry begins anew."""
    out: list[list[Piece]] = []
    for piece in pieces:
        if out and not piece.gap and not piece.bullet:
            out[-1].append(piece)
        else:
            out.append([piece])
    return out


def _settles(group: Sequence[Piece]) -> bool:
    """Whether a paragraph is one short sentence that settles the matter: «Ärendet bordläggs.»"""
    text = " ".join(piece.text for piece in group)
    return bool(_SETTLED.search(text)) and len(text) < 160


def _decided(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The paragraphs of a summary of decisions that tell what was decided, and the others."""
    paragraphs = _paragraphs(pieces)
    decided: list[Piece] = []
    others: list[Piece] = []
    for paragraph in paragraphs:
        text = " ".join(piece.text for piece in paragraph)
        tells = not _NEXT.match(text) and (bool(_FLAT_DECISION.search(fold(text))) or len(paragraphs) == 1)
        (decided if tells else others).extend(paragraph)
    return decided, others


def _told(body: _Body) -> Names:
    """Presenters that the summary tells of."""
    if body.summary is None:
        return ()
    return tuple(Found(name, body.summary.raw, body.summary.place) for name in presenters_in(body.summary.value))


def _names(pieces: Sequence[Piece]) -> Names:
    out: dict[str, Text] = {}
    for piece in pieces[:4]:
        for name in listed(piece.text):
            out.setdefault(name, Found(name, piece.raw, piece.place))
    return tuple(out.values())


def _number(context: Context, pieces: Sequence[Piece]) -> Text | None:
    return Found(pieces[0].text.strip(" ."), pieces[0].raw, pieces[0].place) if pieces else None


def _without_groups(pieces: Sequence[Piece]) -> list[Piece]:
    """Headings of the next group of items, at the end, and lines that are only placeholders, are no text."""
    kept = list(pieces)
    while kept and _GROUP.match(fold(kept[-1].text)) and not kept[-1].bullet:
        kept.pop()
    return kept


def _without_placeholders(pieces: Sequence[Piece]) -> list[Piece]:
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


def _flat_split(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """In a page that is one line, a decision ends where sentences no longer decide anything."""
    if len(pieces) != 1:
        return list(pieces), []
    piece = pieces[0]
    points = [part.strip() for part in _FLAT_POINT.split(piece.text) if part.strip()]
    if len(points) > 1:
        *whole, last = (replace(piece, text=point, gap=True, bullet=True) for point in points)
        kept, after = _flat_split([last])
        return [*whole, *kept], after
    parts = sentences(piece.text)
    end = 1
    while end < len(parts) and _FLAT_DECISION.search(fold(parts[end])):
        end += 1
    kept = replace(piece, text=" ".join(parts[:end]))
    after = [replace(piece, text=" ".join(parts[end:]))] if parts[end:] else []
    return [kept], after


def _text(context: Context, pieces: Sequence[Piece]) -> Text | None:
    """Lines, paragraphs and lists as one text: list marks away, broken words mended."""
    if not pieces:
        return None
    paragraphs: list[list[str]] = []
    for piece in pieces:
        text = _plain(piece)
        if not paragraphs or piece.gap or piece.bullet or text != piece.text:
            paragraphs.append([text])
        else:
            paragraphs[-1].append(text)
    value = " ".join(filter(None, (context.line("\n".join(lines)) for lines in paragraphs))).strip()
    value = re.sub(r"\*{1,2}(\S(?:[^*]*\S)?)\*{1,2}", r"\1", value)
    return Found(value, "\n".join(piece.raw for piece in pieces), pieces[0].place) if value else None


def _plain(piece: Piece) -> str:
    if piece.bullet and not is_bullet(piece.text) and not _LIST.match(piece.text):
        return piece.text
    return _LIST.sub("", piece.text, count=1) if _LIST.match(piece.text) else piece.text


def _entries(context: Context, pieces: Sequence[Piece]) -> Names:
    """A list of documents, one an entry: a line that only goes on from the one above belongs to it."""
    groups: list[list[Piece]] = []
    listed_ = any(piece.bullet or _LIST.match(piece.text) for piece in pieces)
    for piece in pieces:
        starts = piece.bullet or bool(_LIST.match(piece.text)) or (not listed_ and not piece.text[:1].islower())
        if groups and not starts and not (piece.gap and listed_):
            groups[-1].append(piece)
        elif starts or not groups:
            groups.append([piece])
        else:
            break
    out = []
    for group in groups:
        texts = [_plain(piece) for piece in group]
        value = context.line("\n".join(texts)).strip(" ;")
        if value and not _PLACEHOLDER.match(value):
            out.append(
                Found(
                    without_marker(value) if is_bullet(value) else value,
                    "\n".join(p.raw for p in group),
                    group[0].place,
                )
            )
    return tuple(out)


__all__ = ["Heading", "group_type", "read_item"]
