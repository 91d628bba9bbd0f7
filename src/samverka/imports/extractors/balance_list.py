"""The action register (balanslista, uppdragslista, ärendebalans, aktivitetslista …) to action items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from samverka.action_register.reading.wording import kind_of_word
from samverka.foundation.dates.partial import PartialDate
from samverka.imports.blocks import Cell
from samverka.imports.extractors.agreement_table import AgreementTable
from samverka.imports.extractors.context import Context, as_date, as_number, column_names, names_in
from samverka.imports.extractors.directions import Directions
from samverka.imports.extractors.headers import Layout
from samverka.imports.extractors.splitting import KnownNames, split_names
from samverka.imports.extractors.tables import Entry, Event, events
from samverka.imports.extractors.title_block import TitleBlock
from samverka.imports.extractors.vocabularies import ACTION_REGISTER, AGREEMENT_LIST
from samverka.imports.records import ActionItemRecord, AgreementRecord, Found, ReferenceRecord, Text

_FORUM_COLUMNS = ("preparing_forums", "recommending_forums")
# A name, not a sentence, and not just «Kommunerna» or «Region».
_FORUM_NAME = re.compile(r"(?!(?:Kommun|Region|Länet|Alla|Huvudm)\w*$)[A-ZÅÄÖ][\w:-]{2,}(?:\s[\w:-]+){0,4}")
_OWN_FIELDS = frozenset(
    {"number", "direction", "priority_area", "subject", "responsible", "preparing_forums", "follow_up", "due"}
)
_DATED_NAME = re.compile(
    r"(?:^|(?<=\s))(?P<name>(?!(?:Senast|Klart?|Den|Från|Till|Prel|Per|Våren|Hösten|Giltig|Ny|Möte)\b)[A-ZÅÄÖ][a-zåäöA-ZÅÄÖ]{3,20})\s(?=\d{1,2}/\d{1,2}\s|\d{4}-\d\d|(?:jan|feb|mars|apr|maj|juni|juli|aug|sep|okt|nov|dec)[a-z]*\.?\s\d{4})"
)
_LEAST_DATED = 2
KEYS = ("number", "subject", "name")
ReadReferences = Callable[[Context, Text], tuple[ReferenceRecord, ...]]


def read_register(
    context: Context, title: TitleBlock, references: ReadReferences
) -> tuple[tuple[ActionItemRecord, ...], tuple[AgreementRecord, ...]]:
    """The rows of the register, and of the table of agreements that may close it."""
    stream = events(context.document, (ACTION_REGISTER, AGREEMENT_LIST), KEYS)
    entries = [event for event in stream if isinstance(event, Entry)]
    register = _Register(context, entries, references)
    agreements = AgreementTable(context, entries)
    directions = Directions(context, title.used)
    directions.look_ahead([event for event in stream if not _is_agreement(event)])
    items: list[ActionItemRecord] = []
    closing: list[AgreementRecord] = []
    vocabulary = None
    for event in stream:
        if isinstance(event, Layout):
            if event.vocabulary is not vocabulary and vocabulary is not None:
                directions.forget()
            vocabulary = event.vocabulary
            directions.header(has_areas="priority_area" in event.concepts)
        elif isinstance(event, Entry):
            if event.layout.vocabulary is ACTION_REGISTER:
                if item := register.item(event, directions):
                    items.append(item)
            elif agreement := agreements.agreement(event, None):
                closing.append(agreement)
        else:
            directions.see(event)
    return tuple(items), tuple(closing)


def _is_agreement(event: Event) -> bool:
    return isinstance(event, Entry) and event.layout.vocabulary is AGREEMENT_LIST


class _Register:
    """Turns entries of the register into records, with the names its columns use."""

    def __init__(self, context: Context, entries: Sequence[Entry], references: ReadReferences) -> None:
        self.context = context
        self.references = references
        names = [*_forum_names(entries), *_dated_names(entries)]
        self._beside = replace(context, forums=context.forums.extended(names))
        self.areas = self._names(entries, ("priority_area",), KnownNames())
        self.forums = self._names(entries, _FORUM_COLUMNS, context.names)

    def _names(self, entries: Sequence[Entry], concepts: Sequence[str], known: KnownNames) -> KnownNames:
        return column_names((cell for entry in entries for concept in concepts for cell in entry.of(concept)), known)

    def item(self, entry: Entry, directions: Directions) -> ActionItemRecord | None:
        tasks = entry.layout.columns("subject")
        subject = self.context.text(entry.cells.get(tasks[0])) if tasks else None
        commission = self._joined([cell for column in tasks[1:] for cell in entry.cells.get(column, ())])
        if subject is None:
            subject, commission = commission, None
        if subject is None:
            return None
        responsible = entry.of("responsible")
        follow_up = self._joined(entry.of("follow_up"))
        due, due_text = self._due(self._joined(entry.of("due")))
        areas = names_in(self.context, entry.of("priority_area"), self.areas, commas=False, ands=False)
        return ActionItemRecord(
            place=entry.place,
            subject=subject,
            number=as_number(self._joined(entry.of("number"))),
            direction=self._joined(entry.of("direction")) or directions.direction,
            priority_areas=tuple(_area(area) for area in areas) or directions.areas,
            commission=commission,
            responsible=self._joined(responsible),
            responsible_entries=names_in(self.context, responsible, self.forums, ands=False, roles=True),
            preparing_forums=names_in(self.context, entry.of("preparing_forums"), self.forums),
            follow_up=follow_up,
            references=self.references(self._beside, follow_up) if follow_up else (),
            due=due,
            due_text=due_text,
            other=self.context.others(entry.beside(_OWN_FIELDS)),
        )

    def _joined(self, cells: Sequence[Cell]) -> Text | None:
        text = self.context.text(list(dict.fromkeys(cells)))
        return text if text and re.search(r"\w", text.value) else None  # a dash says that nothing is said

    def _due(self, text: Text | None) -> tuple[Found[PartialDate] | None, Text | None]:
        """The day by which, and the words where they say more or less than a day («våren 2020», «löpande»)."""
        if text is None:
            return None, None
        date = as_date(text)
        inexact = date is None or "/" in date.value.iso()
        return date, text if inexact else None


def _forum_names(entries: Sequence[Entry]) -> list[str]:
    """Forums of the columns that name forums: the follow-ups speak of them too."""
    cells = [cell for entry in entries for concept in _FORUM_COLUMNS for cell in entry.of(concept)]
    names = {name for cell in cells for name in split_names(cell.text, KnownNames())}
    return sorted(name for name in names if _FORUM_NAME.fullmatch(name))


def _dated_names(entries: Sequence[Entry]) -> list[str]:
    """Words that the follow-ups put right before a day again and again: «Polsam 2/12 2022 – lägesrapport»."""
    counts: Counter[str] = Counter()
    for entry in entries:
        for cell in entry.of("follow_up"):
            counts.update(found["name"] for found in _DATED_NAME.finditer(cell.text))
    return sorted(name for name, count in counts.items() if count >= _LEAST_DATED and kind_of_word(name) is None)


def _area(area: Text) -> Text:
    """An area is a name: «E-hälsa/ digitalisering» was only broken by its column."""
    return Found(re.sub(r"\s*/\s*", "/", area.value), area.raw, area.place, area.note)
