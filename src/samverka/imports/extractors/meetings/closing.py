"""What a summons, notes or a web page ends with, after its last item: greetings, contacts, and parts that belong to an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samverka.imports.extractors.meetings.names import is_name
from samverka.imports.extractors.meetings.numbering import Start
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.meetings.tolerant import tolerant

_GREETING = tolerant(
    r"(?i)^(?:(?:hjärtligt |varmt )?välkom(?:na|men)!?\.?|(?:med )?vänlig(?:a)? hälsning(?:ar)?,?|hälsningar,?|mvh,?|vänligen,?|"
    r"(?:vid )?frågor (?:om|kring|besvaras)\b.{0,140}|för (?:mer|ytterligare) information\b.{0,140}|kontakt(?:person(?:er)?)?\s*:.{0,140}|"
    r"(?:anmäl )?(?:förhinder|frånvaro) (?:anmäls|meddelas)\b.{0,140}|dokumentet är elektroniskt (?:signerat|undertecknat)\b.{0,100})$"
)
# «Förslag till beslut, ärende 4»: a part set apart from its item.
_OF_ITEM = tolerant(
    r"(?i)^(?P<label>förslag till beslut|beslutsförslag|beslutsunderlag|underlag|handlingar|sammanfattning|bakgrund)\s*[,:–-]?\s*"
    r"(?:för |i |till )?(?:ärende|punkt|paragraf|§|p\.)\s*(?:nr\.?\s*)?(?P<n>\d{1,3})\s*[.:]?$"
)


def without_greeting(region: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The last item's pieces up to a greeting or a line on whom to ask, and what follows."""
    for index, piece in enumerate(region[1:], 1):
        if _GREETING.match(piece.text) and (piece.gap or is_name_below(region, index)):
            return list(region[:index]), list(region[index:])
    return list(region), []


def is_name_below(region: Sequence[Piece], index: int) -> bool:
    return any(is_name(piece.text.split(",")[0]) for piece in region[index + 1 : index + 3])


def signed(closing: Sequence[Piece]) -> tuple[Piece, Piece | None] | None:
    """The name under a greeting, and the title below it."""
    for index, piece in enumerate(closing[:6]):
        if is_name(piece.text):
            below = closing[index + 1] if index + 1 < len(closing) and not closing[index + 1].gap else None
            return piece, below
    return None


def parts_to_items(found: Sequence[Start], body: Sequence[list[Piece]]) -> list[list[Piece]]:
    """Parts that are headed with the number of the item they are for, moved to that item."""
    places = {start.number: index for index, start in enumerate(found) if start.number is not None}
    out: list[list[Piece]] = [[] for _ in body]
    for index, region in enumerate(body):
        target = index
        for piece in region:
            heading = _OF_ITEM.match(piece.text)
            if heading and (place := places.get(int(heading["n"]))) is not None:
                target = place
                piece = replace(piece, text=heading["label"], bullet=False)
            out[target].append(piece)
    return out
