"""Forums from a presentation or a table to records."""

from __future__ import annotations

from collections.abc import Iterable

from samverka.imports.blocks import Line
from samverka.imports.extractors.arenas import fields
from samverka.imports.extractors.arenas.described import Description, read_descriptions
from samverka.imports.extractors.arenas.participants import divide
from samverka.imports.extractors.arenas.prose import described_in_prose
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.splitting import KnownNames, split_names
from samverka.imports.extractors.tables import Entry, Group, events
from samverka.imports.extractors.title_block import TitleBlock
from samverka.imports.extractors.vocabularies import FORUM_LIST
from samverka.imports.mending import tidy
from samverka.imports.records import ForumLevel, ForumRecord, Found, Names, Text


def read_forums(context: Context, title: TitleBlock) -> tuple[ForumRecord, ...]:
    """The forums in tables, and those described in text under their names, in the order of the document."""
    descriptions = [*_from_tables(context), *read_descriptions(context, title)]
    if not descriptions:
        lines = [
            block for block in context.document.blocks if isinstance(block, Line) and block.place not in title.used
        ]
        descriptions = described_in_prose(context, lines)
    names = [d.name.value for d in descriptions]
    known = context.names | [*names, *filter(None, (fields.short_name(name) for name in names))]
    return tuple(_record(description, known) for description in descriptions)


def _from_tables(context: Context) -> Iterable[Description]:
    level: Found[ForumLevel] | None = None
    for event in events(context.document, (FORUM_LIST,), ("name",)):
        if isinstance(event, Group):
            value = fields.level_of(event.text)
            level = Found(value, event.text, event.place) if value else None
        elif isinstance(event, Entry) and (description := _from_entry(context, event, level)):
            yield description


def _from_entry(context: Context, entry: Entry, level: Found[ForumLevel] | None) -> Description | None:
    columns = entry.layout.columns("name") or [i for i, h in enumerate(entry.layout.headings) if not h.concept][:1]
    name = context.text(entry.cells.get(columns[0])) if columns else None
    if name is None:
        return None
    description = Description(name=name, level=level)
    for concept in entry.layout.concepts - {"name", "level", "participants"}:
        if text := context.text(entry.of(concept)):
            description.texts[concept] = text
    said = context.text(entry.of("level"))
    if said and (value := fields.level_of(said.value)):
        description.level = Found(value, said.raw, said.place)
    for cell in entry.of("participants"):
        for concept, text in divide(context, [(line, cell.place) for line in cell.text.split("\n")]).items():
            description.texts.setdefault(concept, text)
    return description


def _record(description: Description, known: KnownNames) -> ForumRecord:
    texts = description.texts
    frequency = texts.get("frequency")
    count = fields.meetings_per_year(frequency.value) if frequency else None
    short = fields.short_name(description.name.value)
    return ForumRecord(
        place=description.name.place,
        name=description.name,
        short_name=Found(short, description.name.raw, description.name.place) if short else None,
        level=description.level,
        purpose=texts.get("purpose"),
        participants_municipal=texts.get("participants_municipal"),
        participants_region=texts.get("participants_region"),
        participants=texts.get("participants"),
        mandate=texts.get("mandate"),
        frequency=frequency,
        meetings_per_year=Found(count, frequency.raw, frequency.place) if frequency and count else None,
        prepares_for=_prepares_for(texts, known),
        prepared_by=_named(texts.get("prepared_by"), known),
    )


def _prepares_for(texts: dict[str, Text], known: KnownNames) -> Names:
    """What stands in the field of its own, else what the purpose or mandate says."""
    own = texts.get("prepares_for")
    if own:
        return _named(own, known)
    for concept in ("purpose", "mandate"):
        text = texts.get(concept)
        if text and (names := fields.prepared_forums(text.value, known)):
            return tuple(Found(name, text.raw, text.place) for name in names)
    return ()


def _named(text: Text | None, known: KnownNames) -> Names:
    if text is None or not tidy(text.value).strip(" -–"):
        return ()
    names = fields.prepared_forums(text.value, known) or split_names(text.value, known)
    return tuple(Found(name.strip(" ."), text.raw, text.place) for name in names)
