"""Records of people from the rows of their lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from samverka.foundation.dates.swedish import find_dates
from samverka.imports.blocks import Block, Cell, Line, ReadDocument, Row, Table
from samverka.imports.extractors.people.tables import ListRow, Lists, is_telling, people_lists
from samverka.imports.mending import tidy
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.records import (
    DirectoryRecord,
    DocumentKind,
    DocumentRecord,
    Extraction,
    Found,
    Recognition,
    SeatRecord,
    Text,
)

MOST_ROWS = 5_000
HIDDEN = "[personnummer]"
# Year, month 01–12, day 01–31 (coordination numbers 61–91), four signs; an organisation number has no such month.
_IDENTITY = re.compile(r"(?<![\d-])(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])[-+ ]?\d{4}(?![\d-])")
TURNED = "Läst som förnamn och efternamn."
PARTY_IN_NAME = "Partiet är läst ur namnet."
_TURNED = re.compile(r"([^,\d]+),\s*([^,\d]+)")
_PARTY = re.compile(r"\s*\(([A-ZÅÄÖ][\wÅÄÖåäö]{0,5})\)\s*$")
_VACANT = frozenset({"ej utsedd", "vakant", "vakans", "ingen", "tom", "-", "–", "ej utsett"})
_YES = frozenset({"ja", "j", "x", "1", "sant", "true", "yes", "aktiv"})
_NO = frozenset({"nej", "n", "0", "falskt", "false", "no", "inaktiv", "-", "–"})


def recognised_people(document: ReadDocument) -> Recognition | None:
    """The recognition of a list of people, or None."""
    lists = people_lists(document)
    if not is_telling(lists):
        return None
    strength = min(1.0, 0.4 + 0.1 * len(lists.concepts))
    return Recognition(DocumentKind.PEOPLE_LIST, round(strength, 2), ("En tabell har kolumner för personer.",))


def read_people(document: ReadDocument) -> Extraction:
    """The people of the lists, each once. Raises `ReadError` for a list longer than Samverka takes."""
    lists = people_lists(document)
    if len(lists.rows) > MOST_ROWS:
        raise ReadError(
            f"Listan har {len(lists.rows)} rader, och gränsen är {MOST_ROWS}. Dela upp den i flera filer.",
            ReadErrorCode.TOO_LARGE,
        )
    warnings = [*_not_read(lists), *_nameless(lists)]
    people = [record for row in lists.rows if _tells_of_people(row) and (record := _person(row))]
    seats = [seat for row in lists.rows if (seat := _seat(row))]
    return Extraction(
        DocumentKind.PEOPLE_LIST, _document(document), directory=tuple(_once(people)), seats=tuple(seats), warnings=tuple(warnings)
    )  # fmt: skip


def _not_read(lists: Lists) -> Iterator[str]:
    for heading in dict.fromkeys(lists.identities):
        yield f"Kolumnen ”{heading}” läses inte in: personnummer ska inte stå i Samverka. Ta bort den ur filen före nästa gång: originalet sparas som det är."
    for heading in dict.fromkeys(lists.left_out):
        yield f"Kolumnen ”{heading}” förs inte in."


def _nameless(lists: Lists) -> Iterator[str]:
    rows = [row for row in lists.rows if _name(row) is None and "forum" not in row.cells]
    for row in rows[:10]:
        yield f"Rad {row.place.line} har inget namn och läses inte in."
    if len(rows) > 10:
        yield f"Ytterligare {len(rows) - 10} rader har inget namn och läses inte in."


def _once(people: list[DirectoryRecord]) -> Iterator[DirectoryRecord]:
    """A person with several rows is one; what a later row adds is taken with it."""
    held: dict[tuple[str, ...], DirectoryRecord] = {}
    for person in people:
        key = tuple(
            tidy(each.value).casefold() if each else "" for each in (person.key, person.name, person.principal, person.email)
        )  # fmt: skip
        first = held.setdefault(key, person)
        missing = {
            name: value
            for name in ("title", "party", "active")
            if getattr(first, name) is None and (value := getattr(person, name)) is not None
        }
        held[key] = replace(first, **missing)
    yield from held.values()


def _person(row: ListRow) -> DirectoryRecord | None:
    name = _name(row)
    if name is None:
        return None
    party = _text(row, "party")
    if found := _PARTY.search(name.value):
        name = replace(name, value=name.value[: found.start()])
        party = party or Found(found[1], name.raw, name.place, PARTY_IN_NAME)
    title = _text(row, "title") or ("forum" not in row.header.concepts and _text(row, "office")) or None
    return DirectoryRecord(
        place=row.place, name=name, key=None if "forum" in row.header.concepts else _text(row, "key"), title=title, principal=_text(row, "principal"), party=party,
        email=_email(row), active=_active(row),
    )  # fmt: skip


def _tells_of_people(row: ListRow) -> bool:
    """Whether the list is of people, or of seats with something of who holds them beside the name."""
    return "forum" not in row.header.concepts or "email" in row.header.concepts


def _seat(row: ListRow) -> SeatRecord | None:
    forum = _text(row, "forum")
    if forum is None:
        return None
    person, party = _name(row), _text(row, "party")
    if person and (found := _PARTY.search(person.value)):
        party = party or Found(found[1], person.raw, person.place, PARTY_IN_NAME)
        person = replace(person, value=person.value[: found.start()])
    if person and person.value.casefold().strip("() ") in _VACANT:
        person = None
    return SeatRecord(
        place=row.place, forum=forum, key=_text(row, "key"), role=_text(row, "role"), name=_text(row, "seat_name"),
        office=_text(row, "office"), principal=_text(row, "principal"), party=party, person=person,
        starts_on=_text(row, "starts_on"), ends_on=_text(row, "ends_on"), order=_text(row, "order"),
    )  # fmt: skip


def _name(row: ListRow) -> Text | None:
    first, last = _text(row, "first_name"), _text(row, "last_name")
    if first or last:
        given = [part for part in (first, last) if part]
        raw = " ".join(part.raw for part in given)
        return Found(" ".join(part.value for part in given), raw, given[0].place, _merged(row))
    whole = _text(row, "name")
    if whole and (turned := _TURNED.fullmatch(whole.value)):
        return replace(whole, value=f"{turned[2].strip()} {turned[1].strip()}", note=TURNED)
    return whole


def _merged(row: ListRow) -> str:
    """A note where one heading stands over both columns: nothing says which is the first name."""
    over = {
        row.header.headings[column]
        for column, told in row.header.columns.items()
        if told in ("first_name", "last_name")
    }
    return TURNED if len(over) == 1 else ""


def _text(row: ListRow, concept: str) -> Text | None:
    cell: Cell | None = row.cells.get(concept)
    if cell is None or not (value := " ".join(tidy(cell.text).split())):
        return None
    return Found(value, cell.text, cell.place)


def _email(row: ListRow) -> Text | None:
    text = _text(row, "email")
    return replace(text, value=re.sub(r"(?i)^mailto:", "", text.value).strip("<> ")) if text else None


def _active(row: ListRow) -> Text | None:
    text = _text(row, "active")
    if text is None:
        return None
    word = text.value.casefold().strip(" .")
    return replace(text, value="Ja" if word in _YES else "Nej" if word in _NO else text.value)


def _document(document: ReadDocument) -> DocumentRecord:
    """Title and day as the lines above the list tell them."""
    lines = [block for block in document.blocks[:6] if isinstance(block, Line) and block.text.strip()]
    title = next((Found(tidy(line.text), line.text, line.place) for line in lines), None)
    for line in lines:
        for date in find_dates(line.text):
            if date.value.is_exact:
                return DocumentRecord(title, Found(date.value, line.text, line.place))
    return DocumentRecord(title)


def without_identities(document: ReadDocument) -> ReadDocument:
    """The document without personal identity numbers: their columns emptied, and what looks like one taken out of the
    text, so that no index and no source shows them."""
    hidden = people_lists(document).identity_columns
    return replace(document, blocks=tuple(_masked(block, hidden) for block in document.blocks))


def _masked(block: Block, hidden: set[tuple[int | None, str]]) -> Block:
    if isinstance(block, Line):
        return replace(block, text=_IDENTITY.sub(HIDDEN, block.text))
    if not isinstance(block, Table):
        return block
    return Table(tuple(_masked_row(row, hidden) for row in block.rows), block.place)


def _masked_row(row: Row, hidden: set[tuple[int | None, str]]) -> Row:
    cells = [
        Cell("", cell.place)
        if (cell.place.page, cell.place.column) in hidden and re.search(r"\d", cell.text)
        else replace(cell, text=_IDENTITY.sub(HIDDEN, cell.text))
        for cell in row.cells
    ]
    return Row(tuple(cells), row.place)
