"""A document as one stream of pieces: lines, cells and the parts of flattened pages, without page headers and feet.

A piece of text keeps its place. What stands on every page is not thrown away but marked (`furniture`), since the first
page's header says which forum and day it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from samverka.foundation.dates.swedish import parse_date
from samverka.imports.blocks import Block, Cell, Line, LineKind, PageBreak, Place, Table
from samverka.imports.extractors.lost_feeds import has_lost_feeds, starts_with_lost_feed
from samverka.imports.extractors.meetings.item_table import Role, roles_of
from samverka.imports.extractors.meetings.labels import Label, decides, label_at
from samverka.imports.mending import is_bullet, tidy
from samverka.imports.signals import fold


@dataclass(frozen=True, slots=True)
class Piece:
    """`row` numbers the table row a cell stood in (0: no table), `column` its column, `role` what its column holds under
    headings of items. `gap`: something blank before."""

    text: str
    place: Place
    raw: str
    heading: int = 0
    bullet: bool = False
    marker: str = ""
    gap: bool = False
    page: bool = False
    row: int = 0
    column: int = 0
    flat: bool = False
    furniture: bool = False
    role: Role | None = None


_PAGE_NUMBER = re.compile(
    r"(?i)^(?:(?P<before>.{0,90}?)\s*\b)?(?:sid(?:a|nr|an)?\.?|page|s\.)?\s*\d{1,3}\s*(?:\(\s*\d{1,3}\s*\)|(?:av|of|/)\s*\d{1,3})\s*$"
)
# A label in the middle of a paragraph: «… senast 15 mars. Beslut: Gruppen …».
_INLINE_LABEL = re.compile(
    r"(?<=[.!?)])\s+(?=(?:Beslut|Förslag till beslut|Ställningstagande|Uppdrag|Åtgärd|Att göra|Ansvarig|Beslutsunderlag|Bilagor|Föredragande)\s*:\s)"
    r"|(?<=[\w)])\s+(?=(?:Närvarande|Övriga närvarande|Övriga|Frånvarande|Ej närvarande|Förhinder|Anmält förhinder|Ordförande|Sekreterare|Justerare|Vid anteckningarna|Plats|Tid|Datum):\s)"
)
_RULE = re.compile(r"^[\s_=*~–—.·-]{3,}$")  # a line drawn across the page
_LONE_NUMBER = re.compile(r"^[-–—]?\s*\d{1,3}\s*[-–—]?$")
_WEB_FURNITURE = re.compile(
    r"(?i)^(?:hoppa (?:över|till)\b.*|skriv ut|dela|lyssna|till toppen|till innehållet|meny|sök|start(?:sida)?|tillbaka|"
    r"kontakta oss|om webbplatsen|(?:startsida|start|hem)\s?[/»>].*|senast (?:uppdaterad|granskad).*|uppdaterad:? .*|"
    r"publicerad:? .*|sidan (?:senast )?(?:uppdaterad|uppdaterades|publicerad|publicerades|granskad).*|cookies?|tillgänglighetsredogörelse|till sidans topp|dela sidan.*|läs mer|visa mer|stäng)$"
)
_TITLE_OF_PAGE = re.compile(
    r"(?i)^(?:sammanträdes)?protokoll(?:sutdrag)?$|^kallelse(?:/\w+)?$|^föredragningslista$|^sammanträdesdatum$|^minnesanteckningar$"
)


def pieces(blocks: Sequence[Block]) -> list[Piece]:
    """The document's pieces in reading order; blank lines are only told by `gap`."""
    return _mark_furniture(list(_from_blocks(blocks)))


def _from_blocks(blocks: Sequence[Block]) -> Iterator[Piece]:
    gap, page, row = True, True, 0
    roles: tuple[Role, ...] = ()
    lost_feeds = has_lost_feeds(blocks)
    for block in blocks:
        if isinstance(block, PageBreak):
            gap = page = True
        elif isinstance(block, Table):
            for cells in block.rows:
                row += 1
                heads = roles_of([cell.text for cell in cells.cells])
                roles = heads or roles
                for piece in _cells(cells.cells, row, () if heads else roles):
                    yield replace(piece, gap=gap or piece.gap, page=page, furniture=heads is not None)
                    gap = page = False
            gap = True
        elif not (text := tidy(block.text)) or _RULE.match(text):
            gap = True
        else:
            page = page or (lost_feeds and starts_with_lost_feed(block.text))
            for part in _INLINE_LABEL.split(text):
                yield _from_line(block, part, gap=gap, page=page)
                gap = page = False


def _from_line(line: Line, text: str, *, gap: bool, page: bool) -> Piece:
    bullet = line.kind is LineKind.LIST_ITEM or (is_bullet(text) and not text.startswith("**"))
    level = line.level if line.kind is LineKind.HEADING else 0
    if level == 0 and (mark := re.match(r"(#{1,6})\s+(?=\S)", text)):
        level, text = len(mark[1]), text[mark.end() :]
    marker = line.marker
    if marker and re.search(r"\d", marker) and not re.match(r"[\d§]", text):
        text = f"{marker.strip()} {text}"  # a list's own number is the item's number
    return Piece(text, line.place, line.text, level, bullet, marker, gap or level > 0, page)


def _cells(cells: Sequence[Cell], row: int, roles: Sequence[Role]) -> Iterator[Piece]:
    """The cells of a row, each line of a cell a piece; a cell merged over columns counts once."""
    before = None
    roles = roles if len(cells) <= len(roles) else ()
    for column, cell in enumerate(cells, 1):
        text = cell.text
        if text == before or not tidy(text):
            before = text
            continue
        before = text
        first = True
        for line in tidy(text).split("\n"):
            if line.strip():
                yield Piece(
                    line.strip(),
                    cell.place,
                    text,
                    0,
                    is_bullet(line),
                    "",
                    first and column == 1,
                    row=row,
                    column=column,
                    role=roles[column - 1] if roles else None,
                )
                first = False


def is_page_number(text: str) -> bool:
    """Whether a line is a page's number, alone or after a few words: «Socialnämnden Region Gotland 2 (3)»."""
    found = _PAGE_NUMBER.match(text)
    if found is None:
        return False
    before = (found["before"] or "").strip()
    return not before or (
        len(before.split()) <= 10 and not re.match(r"(?:§|\d{1,3}[.)])\s", before) and not before.endswith((",", "."))
    )


def _mark_furniture(found: list[Piece]) -> list[Piece]:
    repeated = _repeated(found)
    seen: set[str] = set()
    out: list[Piece] = []
    page = 0
    for index, piece in enumerate(found):
        page += piece.page
        key = _key(piece.text)
        furniture = (
            piece.furniture
            or is_page_number(piece.text)
            or _names_page(piece)
            or bool(_WEB_FURNITURE.match(piece.text))
            or _is_bare_label(piece.text)
        )
        if key in repeated:
            furniture = furniture or key in seen or (page > 1 and _near_page(found, index))
            seen.add(key)
        if piece.page and _LONE_NUMBER.match(piece.text):
            furniture = True
        out.append(replace(piece, furniture=furniture) if furniture else piece)
    return out


def _is_bare_label(text: str) -> bool:
    labelled = label_at(text) if len(text) < 90 else None
    return labelled is not None and labelled.label is Label.FURNITURE


def _repeated(found: Sequence[Piece]) -> set[str]:
    """Short lines that stand again and again where pages begin or end: a date, a forum, a title.

    Headings of items and labels come again too; they are told by what they are.
    """
    counts = Counter(_key(piece.text) for piece in found if _could_be_header(piece))
    headers = {_key(piece.text) for piece in found if _is_header_line(piece)}
    beside = {
        _key(found[index + step].text)
        for index, piece in enumerate(found)
        if is_page_number(piece.text) or _names_page(piece)
        for step in (-1, 1)
        if 0 <= index + step < len(found) and not (found[index].gap if step < 0 else found[index + 1].gap)
    }
    at_page = Counter(_key(piece.text) for index, piece in enumerate(found) if _near_page(found, index))
    return {
        key
        for key, count in counts.items()
        if count >= 2
        and (
            (at_page[key] >= 2 and at_page[key] * 2 >= count)
            or _is_date_or_forum(key)
            or bool(_TITLE_OF_PAGE.match(key))
            or key in headers
            or key in beside
        )
    }


def _near_page(found: Sequence[Piece], index: int) -> bool:
    return any(found[i].page and (i > 0) for i in range(max(0, index - 3), min(len(found), index + 3)))


def _could_be_header(piece: Piece) -> bool:
    if piece.column > 1 or len(piece.text) > 90 or piece.bullet or piece.text.endswith("."):
        return False
    if re.match(r"§|\d{1,3}[.)]\s", piece.text):
        return False
    labelled = label_at(piece.text)
    if decides(piece.text) or _ACTS.search(fold(piece.text)):
        return False
    return labelled is None or labelled.label in (Label.DATE, Label.FORUM, Label.FURNITURE)


_ACTS = re.compile(r"\b(?:foresla\w*|beslut(?:ar|a|ade|as)|rekommender\w*|uppdra\w*|godkan\w*|tillstyrk\w*)\b")
_FORUM = re.compile(
    r"(?i)^(?:[\wåäö-]+[ ,]){0,5}[\wåäö-]*(?:nämnden|styrelsen|fullmäktige|utskottet?|rådet|gruppen|arenan|beredningen|förbundet|direktionen|kommittén|kommun|region(?:en)?|forum(?:et)?)(?:[ ,][\wåäö-]+){0,3}$"
)


def _is_date_or_forum(key: str) -> bool:
    words = key.split()
    return bool(parse_date(key)) or (len(words) <= 7 and bool(_FORUM.match(key)) and not key.endswith("."))


def _names_page(piece: Piece) -> bool:
    """«2014-09-18      sida 2»: a header line that says which page it is."""
    return _is_header_line(piece) and bool(re.search(r"(?:^|\s)(?:sid\w*|blad)\.?\s*\d{1,3}\b", fold(piece.text)))


def _is_header_line(piece: Piece) -> bool:
    """«TORSBY KOMMUN      SAMMANTRÄDESPROTOKOLL      2»: cells of which each is what stands at a page's head."""
    if len(piece.raw) > _LONGEST_HEADER:
        return False
    cells = [cell for cell in re.split(r"\s{2,}|\t+", piece.raw.strip()) if cell]
    return not piece.row and len(cells) > 1 and all(_HEADER_CELL.match(fold(cell)) for cell in cells)


_LONGEST_HEADER = 240
_HEADER_CELL = re.compile(
    r"(?:(?:sid\w*|blad)\.?\s*)?\d{1,3}(?:\s*\(\d+\)|\s*av\s*\d+)?$|(?:sammantrades|motes)?protokoll(?:sutdrag)?$|kallelse(?:/\w+)?$|"
    r"(?:sammantrades|motes)?datum$|§+ ?\d+ ?[-–] ?\d+$|\d{4}-\d\d-\d\d$|(?:[\w-]+ ){0,3}(?:kommun|kommuner|landsting|stad)$|region \w+(?: \w+)?$|"
    r"(?:[\w-]+[ ,]+){0,4}[\w-]*(?:namnden?|styrelsen?|fullmaktige|utskottet?|radet|gruppen|beredningen|direktionen)$"
)


def _key(text: str) -> str:
    """A line as page headers are compared: without a page's number at its end."""
    plain = re.sub(r"\s+", " ", text.strip(" *#")).casefold().replace("..", "")
    return re.sub(r"(?<=[^\W\d_])\s(?:sida?|blad)?\.?\s?\d{1,3}$", "", plain) if not plain[:1].isdigit() else plain


def without_furniture(found: Iterable[Piece]) -> list[Piece]:
    """The pieces between page headers; a gap that a page made is kept only where the page's text begins anew."""
    out: list[Piece] = []
    pending = False
    for piece in found:
        if piece.furniture:
            pending = True
            continue
        if pending and out and _goes_on(out[-1], piece):
            piece = replace(piece, gap=False, page=False)
        out.append(piece)
        pending = False
    return out


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Whether a sentence runs on over the page."""
    return piece.text[:1].islower() and not before.text.endswith((".", ":", "!", "?")) and not piece.bullet


def folded(piece: Piece) -> str:
    return fold(piece.text)
