"""Documents as if they had been read, taken in and brought in. The facts are invented."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from samverka.foundation.accounts.models import User
from samverka.foundation.dates import PartialDate
from samverka.imports.blocks import PageInfo, Place
from samverka.imports.meeting_records import Attendance, DecisionPoint, ItemType, PersonReference, PointKind
from samverka.imports.models import ImportRecord, ImportRun
from samverka.imports.operations import apply_run, hold_against_register, request_apply, start_import
from samverka.imports.recognised import to_json
from samverka.imports.records import (
    ActionItemRecord,
    AgreementRecord,
    DocumentKind,
    DocumentRecord,
    Extraction,
    ExtractRecord,
    ForumRecord,
    Found,
    ItemRecord,
    MeetingRecord,
    PersonRecord,
    PlannedMeetingRecord,
)

_numbers = itertools.count(1)


def found(value, line: int = 1):
    return Found(value, str(value), Place(None, line))


def names(values: Iterable[str], line: int = 1):
    return tuple(found(value, line) for value in values)


def agreement(
    name: str, validity: str = "", recommending: Sequence[str] = (), preparing: Sequence[str] = (), **more
) -> AgreementRecord:
    text = {"validity": found(validity)} if validity else {}
    return AgreementRecord(
        place=Place(None, 1),
        name=found(name),
        recommending_forums=names(recommending),
        preparing_forums=names(preparing),
        **text,
        **more,
    )


def row(
    subject: str, *, direction: str = "", areas: Sequence[str] = (), commission: str = "", preparing: Sequence[str] = (), follow_up: str = "",
    responsible: Sequence[str] = (),
) -> ActionItemRecord:  # fmt: skip
    given = {"subject": subject, "direction": direction, "commission": commission, "follow_up": follow_up}
    return ActionItemRecord(
        place=Place(None, 1), priority_areas=names(areas), preparing_forums=names(preparing), responsible_entries=names(responsible),
        **{name: found(value) for name, value in given.items() if value},
    )  # fmt: skip


def forum(name: str, **texts: str) -> ForumRecord:
    prepares_for = names(texts.pop("prepares_for", "").split(";")) if texts.get("prepares_for") else ()
    texts.pop("prepares_for", None)
    return ForumRecord(
        place=Place(None, 1),
        name=found(name),
        prepares_for=prepares_for,
        **{key: found(value) for key, value in texts.items()},
    )


def document(
    *records, title: str = "Avtalslista", date: str | None = "2024-05-20", forum_name: str = "SVOM"
) -> Extraction:
    """A document of these records. `date` None: one without a date."""
    when = found(PartialDate.day(dt.date.fromisoformat(date))) if date else None
    rows = tuple(each for each in records if isinstance(each, ActionItemRecord))
    return Extraction(
        kind=DocumentKind.BALANCE_LIST if rows else DocumentKind.AGREEMENT_LIST,
        document=DocumentRecord(title=found(title), date=when, forum=found(forum_name)),
        action_items=rows,
        agreements=tuple(each for each in records if isinstance(each, AgreementRecord)),
        forums=tuple(each for each in records if isinstance(each, ForumRecord)),
    )


def take_in(actor: User, *records, **about) -> ImportRun:
    """A run to be reviewed over a document of these records."""
    return take_in_document(actor, document(*records, **about))


def take_in_document(actor: User, extraction: Extraction, pages: Sequence[PageInfo] = ()) -> ImportRun:
    """A run to be reviewed over what was found in a document. `pages`: those of it that are pictures."""
    run, _new = start_import(actor=actor, data=f"dokument {next(_numbers)}".encode(), filename="lista.txt")
    run.pages = to_json(pages)
    hold_against_register(run=run, extraction=extraction)
    run.refresh_from_db()
    return run


def bring_in_document(actor: User, extraction: Extraction) -> ImportRun:
    run = take_in_document(actor, extraction)
    apply(actor, run)
    return run


def part(
    number: int | None, title: str = "", *, position: int = 1, line: int = 1, page: int | None = None, **texts
) -> ItemRecord:
    """A paragraph or an item. `points`: pairs of text and kind; `presenters`, `basis`: lists; other texts by name."""
    points = tuple(
        DecisionPoint(n, found(text, line), PointKind(kind), found(whom, line) if whom else None)
        for n, (text, kind, whom) in enumerate(texts.pop("points", ()), 1)
    )
    lists = {name: names(texts.pop(name, ()), line) for name in ("presenters", "basis")}
    flags = {name: texts.pop(name) for name in ("attested", "immediate") if name in texts}
    if "type" in texts:
        texts["type"] = ItemType(texts["type"])
    remarks = tuple((heading, found(text)) for heading, text in texts.pop("remarks", ()))
    return ItemRecord(
        place=Place(page, line), position=position, number=found(number, line) if number is not None else None,
        title=found(title, line) if title else None, points=points, remarks=remarks, **lists, **flags,
        **{name: Found(value, str(value), Place(page, line)) for name, value in texts.items()},
    )  # fmt: skip


def person(
    name: str, attendance: str = "member", *, serves_for: str = "", sections=(), remote: bool = False, **texts
) -> PersonRecord:
    return PersonRecord(
        found(name), attendance=Attendance(attendance), sections=tuple(sections), remote=remote,
        serves_for=PersonReference(found(serves_for)) if serves_for else None, **{key: found(text) for key, text in texts.items()},
    )  # fmt: skip


def about_meeting(forum_name: str = "SVOM", date: str | None = "2023-05-26", **facts) -> MeetingRecord:
    when = found(PartialDate.day(dt.date.fromisoformat(date))) if date else None
    attesters = names(facts.pop("attesters", ()))
    return MeetingRecord(
        forum=found(forum_name) if forum_name else None, date=when, attesters=attesters, **{key: found(value) for key, value in facts.items()}
    )  # fmt: skip


def of_meeting(
    kind: str = "minutes", *items: ItemRecord, people: Sequence[PersonRecord] = (), extracts=(), planned: Sequence[str] = (),
    dated: str | None = None, **facts,
) -> Extraction:  # fmt: skip
    """Minutes, a summons or another document of one meeting, by default SVOM's of 26 May 2023."""
    return Extraction(
        kind=DocumentKind(kind),
        document=DocumentRecord(date=found(PartialDate.day(dt.date.fromisoformat(dated))) if dated else None),
        meeting=about_meeting(**facts),
        items=tuple(replace(each, position=n) for n, each in enumerate(items, 1)),
        people=tuple(people),
        extracts=tuple(extracts),
        planned_meetings=tuple(
            PlannedMeetingRecord(found(PartialDate.day(dt.date.fromisoformat(day)))) for day in planned
        ),
    )


def extract(
    item: ItemRecord, forum_name: str = "SocSam", date: str = "2023-03-24", certified_by: str = ""
) -> ExtractRecord:
    return ExtractRecord(about_meeting(forum_name, date), item, found(certified_by) if certified_by else None)


def bring_in(actor: User, *records, **about) -> ImportRun:
    """A run whose certain records are in the register."""
    run = take_in(actor, *records, **about)
    apply(actor, run)
    return run


def apply(actor: User, run: ImportRun) -> int:
    run.refresh_from_db()
    request_apply(actor=actor, run=run, version=run.version)
    count = apply_run(actor=actor, run=run)
    run.refresh_from_db()
    return count


def verdicts(run: ImportRun) -> dict[str, str]:
    return {record.label: record.verdict for record in run.records.all()}


def record(run: ImportRun, label: str) -> ImportRecord:
    return run.records.get(label=label)


def fields(run: ImportRun, label: str) -> dict[str, str]:
    """Each field's verdict."""
    return {field.name: field.verdict for field in record(run, label).read_fields()}


def reasons(run: ImportRun, label: str) -> dict[str, str]:
    return {field.name: field.reason for field in record(run, label).read_fields() if field.reason}
