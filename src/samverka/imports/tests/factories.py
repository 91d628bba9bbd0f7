"""Documents as if they had been read, taken in and brought in. The facts are invented."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence

from samverka.foundation.accounts.models import User
from samverka.foundation.dates import PartialDate
from samverka.imports.blocks import Place
from samverka.imports.models import ImportRecord, ImportRun
from samverka.imports.operations import apply_run, hold_against_register, request_apply, start_import
from samverka.imports.records import (
    ActionItemRecord,
    AgreementRecord,
    DocumentKind,
    DocumentRecord,
    Extraction,
    ForumRecord,
    Found,
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
    run, _new = start_import(actor=actor, data=f"dokument {next(_numbers)}".encode(), filename="lista.txt")
    hold_against_register(run=run, extraction=document(*records, **about))
    run.refresh_from_db()
    return run


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
