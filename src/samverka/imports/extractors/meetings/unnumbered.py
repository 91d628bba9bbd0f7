"""Items without numbers: the bullets of a meeting's web page, the headings of notes and of summaries of decisions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from samverka.foundation.dates.swedish import parse_date
from samverka.imports.extractors.meetings.breaks import is_break
from samverka.imports.extractors.meetings.header import is_person_line
from samverka.imports.extractors.meetings.item_table import Role
from samverka.imports.extractors.meetings.labels import HEADS_PEOPLE, IN_ITEMS, Label, decides, label_at
from samverka.imports.extractors.meetings.names import is_name
from samverka.imports.extractors.meetings.numbering import Start
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.mending import is_bullet, without_marker

_MARK = re.compile(
    r"^(?:[A-ZÅÄÖ]{1,4}[a-zåäö]{0,2}\s?)?§+\s?(?P<n>\d{1,3})\b\.?\s*(?P<rest>.*)$|^(?P<m>\d{1,3})[.)]\s+(?P<rest2>.+)$"
)
_VERB = tolerant(
    r"(?i)\b(?:är|har|hade|var|blir|blev|ska|kan|vill|hälsar|hälsade|öppnar|öppnade|förklarar|förklarade|går|gick|berättar|berättade|redovisar|redovisade|föredrar|föredrog|"
    r"informerar|informerade|presenterar|presenterade|beslutar|beslutade|konstaterar|konstaterade|väljs|valdes|utses|utsågs|sändes|skickades|lämnar|lämnade|avslutar|"
    r"avslutade|tackar|tackade|diskuterar|diskuterade|ger|gav|tar|tog|fick|får|inleder|inledde|godkänner|godkände|godkänns|antar|antog|fastställer|fastställde|fastställs|"
    r"ställer|ställde|rekommenderar|rekommenderade|lyfter|lyfte|noterar|noterade|läggs|lades|pågår|planeras|visar|visade|beskriver|beskrev|rapporterar|rapporterade|"
    r"uppdrar|uppdrog|remitterar|remitterade|hålls|hölls|kommer|finns|fanns|samtalar|samtalade|deltar|deltog|leder|ledde|anser|föreslår|föreslås|efterfrågar)\b"
)
_OPENING = tolerant(
    r"(?P<name>[A-ZÅÄÖ][\wåäöé-]+(?:\s[A-ZÅÄÖ][\wåäöé-]+){1,3})\s*(?:\([^()]{1,12}\))?,?\s*(?:mötets\s)?(?:ordförande|ordf\.?)\s*,\s*(?P<does>.+)$",
    re.DOTALL,
)
_CHAIR_OPENS = tolerant(
    r"(?i:ordföranden?|mötesordföranden?)\s*,?\s*(?P<name>[A-ZÅÄÖ][\wåäöé-]+(?:\s[A-ZÅÄÖ][\wåäöé-]+){1,3})\s*(?:\([^()]{1,12}\))?\s*,?\s*(?i:hälsa|öppna|förklara|inled)"
)
_OPENS = tolerant(r"(?i)(?:hälsa|öppna|förklara|inled)")
_HEADING_LENGTH = 95


def says_something(text: str) -> bool:
    """Whether a text is told rather than titled: a full stop at its end, or a verb."""
    return text.rstrip().endswith((".", "!", "?")) or len(text) > 130 or bool(_VERB.search(text))


def bulleted(pieces: Sequence[Piece]) -> list[Start]:
    """The outermost bullets, each an item, with the paragraph number a bullet may begin with."""
    bullets = [
        (index, piece) for index, piece in enumerate(pieces) if piece.bullet and not piece.furniture and not piece.row
    ]
    if not bullets:
        return []
    outer = min(_indent(piece) for _, piece in bullets)
    nested = any(_indent(piece) > outer for _, piece in bullets)
    inside_list = set() if nested else _under_labels(pieces)
    out = []
    for index, piece in bullets:
        if _indent(piece) > outer or index in inside_list:
            continue
        text = without_marker(piece.text) if is_bullet(piece.text) else piece.text
        out.append(_start(index, text))
    return out


def tabled(pieces: Sequence[Piece]) -> list[Start]:
    """The rows of a table with headings of items, each an item, with the number its row may have."""
    rows: dict[int, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.role is not None and not piece.furniture:
            rows.setdefault(piece.row, []).append(index)
    out = []
    for indices in rows.values():
        if not any(pieces[index].role is Role.TITLE for index in indices):
            continue
        first = pieces[indices[0]]
        number = re.fullmatch(r"(?:§\s?)?(\d{1,3})[.)]?", first.text)
        told = _MARK.match(first.text) if first.role is Role.TITLE else None
        if number and first.role in (Role.NUMBER, Role.TITLE):
            out.append(Start(indices[0], int(number[1]), "", 1.0, explicit=False))
        elif told:
            rest = (told["rest"] or told["rest2"] or "").strip()
            out.append(Start(indices[0], int(told["n"] or told["m"]), rest, 1.0, explicit=False))
        elif not is_break(" ".join(pieces[index].text for index in indices)):
            out.append(Start(indices[0], None, first.text, 1.0, explicit=False))
    return out


def _start(index: int, text: str) -> Start:
    found = _MARK.match(text)
    if found:
        number = int(found["n"] or found["m"])
        return Start(index, number, (found["rest"] or found["rest2"] or "").strip(), 3.0, explicit=True)
    return Start(index, None, text, 1.0, explicit=False)


def _indent(piece: Piece) -> int:
    """How far in a bullet stands; pages give it as spaces, other formats do not."""
    raw = piece.raw.split("\n")[0].replace("\t", "    ")
    return len(raw) - len(raw.lstrip()) if is_bullet(piece.raw) else 0


def _under_labels(pieces: Sequence[Piece]) -> set[int]:
    """Bullets that are the list after a label such as «Bilagor», of the same indent as nothing else."""
    out: set[int] = set()
    open_list = False
    for index, piece in enumerate(pieces):
        labelled = label_at(piece.text)
        if (
            labelled
            and labelled.label in (Label.BASIS, Label.DECISION, Label.PROPOSAL, *HEADS_PEOPLE)
            and not labelled.rest
            and not piece.bullet
        ):
            open_list = True
        elif open_list and piece.bullet and not _MARK.match(without_marker(piece.text)):
            out.add(index)
        elif not piece.bullet:
            open_list = False
    return out


def headed(pieces: Sequence[Piece]) -> list[Start]:
    """The headings of one level, each an item. The title, labels and lists of people are none."""
    levels = Counter(piece.heading for piece in pieces if piece.heading and _may_head(piece))
    first = next((piece for piece in pieces if not piece.furniture), None)
    chosen = [
        level for level, count in sorted(levels.items())
        if count >= 2 or (level > 1 and count == 1 and len(levels) == 1)
    ]  # fmt: skip
    if chosen:
        level = max(chosen, key=lambda one: (levels[one], -one))
        found = [index for index, piece in enumerate(pieces) if piece.heading == level and _may_head(piece)]
        return [_start(index, pieces[index].text) for index in found]
    out = []
    begun = False
    for index, piece in enumerate(pieces):
        below = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece is not first and _looks_like_heading(piece, below):
            begun = True
            out.append(_start(index, piece.text))
    return out if begun else []


def _may_head(piece: Piece) -> bool:
    labelled = label_at(piece.text)
    return labelled is None or labelled.label in (Label.NEXT, Label.CONTENTS, Label.BACKGROUND, Label.REMARK)


def _looks_like_heading(piece: Piece, below: Piece | None) -> bool:
    text = piece.text.strip(" *_")
    if piece.furniture or piece.bullet or piece.row or not piece.gap or below is None or len(text) > _HEADING_LENGTH:
        return False
    if text.endswith((".", ",", ";", "!")) or not text[:1].isupper() or parse_date(text) or decides(text):
        return False
    labelled = label_at(text)
    if labelled is not None and labelled.label is not Label.NEXT:
        return False
    if is_person_line(text) or is_name(text) or re.search(r"[.!?]\s", text):
        return False
    if _VERB.search(text) and (len(text) > 45 or not below.gap):
        return False
    under = label_at(below.text)
    if under is not None and under.label not in IN_ITEMS:
        return False
    return below.bullet or len(below.text) > 30 or below.text.endswith((".", ":")) or under is not None


def opening(text: str) -> tuple[str | None, str]:
    """«Maja Berg (C), ordförande, hälsar välkomna» → the chair's name and what she does."""
    found = _OPENING.match(text)
    return (found["name"], found["does"]) if found and is_name(found["name"]) else (None, text)


def chair_who_opens(text: str) -> str | None:
    """The chair's name where she opens the meeting: «Ordföranden, Maja Berg (S), hälsar välkommen»."""
    found = _CHAIR_OPENS.search(text)
    if found and is_name(found["name"]):
        return found["name"]
    name, does = opening(text)
    return name if _OPENS.match(does) else None
