"""A reviewer's answers. Each takes the version the page showed, so that two people who review the same are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samverka.forums.models import Forum
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.audit.operations import StaleRecord, record
from samverka.foundation.lifecycle import Refused, perform
from samverka.imports.fields import GUESS, LETTERS, OLDER, RECORD, RUN, ReadField
from samverka.imports.judging import is_empty
from samverka.imports.lifecycle import RUN_LIFECYCLE
from samverka.imports.models import ImportRecord, ImportRun
from samverka.imports.permissions import REVIEW_IMPORT
from samverka.imports.reconcile import compare, judge_again, settle
from samverka.imports.states import RecordKind, RecordState, RunState, Verdict
from samverka.imports.targets import TARGETS
from samverka.imports.targets.meetings.words import part_in_lines
from samverka.meetings.parts import section_of

JUDGED = (
    "label",
    "forum_id",
    "target_id",
    "candidates",
    "is_chosen",
    "twice_of",
    "fields",
    "verdict",
    "question",
    "state",
)
OPEN = (RecordState.PENDING, RecordState.READY, RecordState.DROPPED)


@transaction.atomic
def set_facts(*, actor: User, run: ImportRun, forum: Forum | None, document_date: dt.date | None, version: int) -> None:
    """Whose register the rows belong to and which day the document is from; all that is not yet brought in is held
    against the register again. Answers stand. Raises `StaleRecord` if someone else has answered meanwhile."""
    changes: dict[str, list[Any]] = {
        "forum": [run.forum_id, forum.pk if forum else None],
        "document_date": [run.document_date, document_date],
    }
    _claim(run, version, actor, "set_facts", {name: pair for name, pair in changes.items() if pair[0] != pair[1]})
    if forum != run.forum and run.records.filter(kind=RecordKind.ACTION_ITEM, state=RecordState.APPLIED).exists():
        raise Refused(_("En del av raderna är redan införda i %(forum)s. Ångra dem först.") % {"forum": run.forum})
    ImportRun.objects.filter(pk=run.pk).update(forum=forum, document_date=document_date)
    run.refresh_from_db()
    compare_again(run)


def compare_again(run: ImportRun) -> list[ImportRecord]:
    """All open records held against the register as it is now, and saved; gives them. Called by operations."""
    found: list[ImportRecord] = []
    for kind in RecordKind.values:
        records = list(run.records.filter(kind=kind, state__in=OPEN))
        if records:
            before = [_judged(record) for record in records]
            compare(run, records)
            changed = [record for record, was in zip(records, before, strict=True) if _judged(record) != was]
            ImportRecord.objects.bulk_update(changed, JUDGED, batch_size=200)
            found += records
    return found


def _judged(record: ImportRecord) -> list[Any]:
    return [getattr(record, name) for name in JUDGED]


@transaction.atomic
def correct_field(*, actor: User, found: ImportRecord, name: str, value: Any, version: int) -> None:
    """A reviewer's value instead of the read one. Raises `StaleRecord` if someone else has answered meanwhile."""
    _answer(actor, found, version, "correct", {name: {"value": value, "corrected": True, "keep": False, "settled": ""}})


@transaction.atomic
def answer_field(*, actor: User, found: ImportRecord, name: str, keep: bool, version: int) -> None:
    """A doubtful field settled: `keep` lets the register's value stand, else the document's is taken as it is read."""
    _answer(
        actor, found, version, "keep" if keep else "take", {name: {"keep": keep, "corrected": not keep, "settled": ""}}
    )


@transaction.atomic
def accept_record(*, actor: User, found: ImportRecord, version: int) -> None:
    """Every doubtful field is right as it is read. A question of what the record is must be answered on its own."""
    doubtful = [field.name for field in found.read_fields() if field.verdict == Verdict.DOUBTFUL]
    _answer(actor, found, version, "accept", {name: {"corrected": True} for name in doubtful})


@transaction.atomic
def omit_field(*, actor: User, found: ImportRecord, name: str, version: int, omit: bool = True) -> None:
    """One part of the record is not to be brought in, or (`omit` False) is after all. Raises `Refused` for a field
    the record cannot do without, `StaleRecord` if someone else has answered meanwhile."""
    if name in TARGETS[found.kind].required:
        raise Refused(_("Den uppgiften behövs. Hoppa över hela posten i stället."))
    _answer(actor, found, version, "omit" if omit else "include", {name: {"left_out": omit}})


@transaction.atomic
def choose_target(*, actor: User, found: ImportRecord, target_id: int | None, version: int) -> None:
    """The record is that one of the register, or (None) something new. Raises `Refused` for what was not offered."""
    offered = {pk for pk, _label in found.candidates}
    if not offered or target_id not in offered | {None}:
        raise Refused(_("Det valet fanns inte. Läs in sidan igen."))
    before, names = found.target_id, dict(found.candidates)
    found.target_id, found.is_chosen = target_id, True
    _answer(
        actor,
        found,
        version,
        "choose_target",
        {},
        {"i registret": [names.get(before), names.get(target_id, "något nytt")]},
    )


@transaction.atomic
def drop_record(*, actor: User, found: ImportRecord, version: int, drop: bool = True) -> None:
    """The record is not to be brought in, or (`drop` False) is after all."""
    _claim(found, version, actor, "drop" if drop else "take_back", {})
    found.state = RecordState.DROPPED if drop else RecordState.READY
    if not drop:
        settle(found)
    found.save()


@transaction.atomic
def keep_register(*, actor: User, found: ImportRecord, version: int, keep: bool = True) -> None:
    """What the register says stands in every doubtful field where it says something, or (`keep` False) all of them are
    asked about again. Raises `Refused` if there are none."""
    fields = found.read_fields()
    if keep:
        names = [each.name for each in fields if each.verdict == Verdict.DOUBTFUL and not is_empty(each.current)]
    else:
        names = [each.name for each in fields if each.settled == RECORD and each.keep]
    if not names:
        raise Refused(_("Det finns inget att svara på där. Läs in sidan igen."))
    answer = {"keep": keep, "settled": RECORD if keep else ""}
    _answer(actor, found, version, "keep_register" if keep else "ask_again", dict.fromkeys(names, answer))


@transaction.atomic
def answer_all(*, actor: User, run: ImportRun, answer: str, version: int) -> int:
    """One answer for the whole document: `keep_newer` lets the register stand where it is newer, `take_letters` takes
    names from a text without å, ä and ö as they are read, `take_guesses` takes readings that are guesses, `ask_again` takes both answers back. Gives in how many
    records. Raises `Refused` if there are none, `KeyError` for another answer."""
    settles = _AT_ONCE[answer]
    records = list(run.records.filter(state__in=OPEN).exclude(state=RecordState.DROPPED))
    changed, told = [], []
    for found in records:
        before = found.read_fields()
        after = [settles(each) for each in before]
        if after != before:
            found.fields = [each.to_json() for each in after]
            changed.append(found)
            told.append(
                {one.label: [one.value, one.decided] for one, two in zip(after, before, strict=True) if one != two}
            )
    _claim(run, version, actor, answer, {"records": [None, len(changed)]})
    if not changed:
        raise Refused(_("Det finns inget att svara på där. Läs in sidan igen."))
    ImportRecord.objects.bulk_update(changed, ["fields"], batch_size=200)
    ImportRecord.objects.filter(pk__in=[found.pk for found in changed]).update(version=F("version") + 1)
    for found, changes in zip(changed, told, strict=True):
        record(actor=actor, verb=answer, obj=found, changes=changes)
    compare_again(run)
    return len(changed)


def _keep_newer(field: ReadField) -> ReadField:
    return replace(field, keep=True, settled=RUN) if field.asks == OLDER else field


def _take_letters(field: ReadField) -> ReadField:
    return replace(field, corrected=True, settled=RUN) if field.asks == LETTERS else field


def _ask_again(field: ReadField) -> ReadField:
    return replace(field, keep=False, corrected=False, settled="") if field.settled == RUN else field


def _take_guesses(field: ReadField) -> ReadField:
    return replace(field, corrected=True, settled=RUN) if field.asks == GUESS else field


_AT_ONCE = {
    "keep_newer": _keep_newer, "take_letters": _take_letters, "take_guesses": _take_guesses, "ask_again": _ask_again,
}  # fmt: skip


@transaction.atomic
def discard_run(*, actor: User, run: ImportRun) -> None:
    """The reading is put away; file and log remain, the register is untouched."""
    if run.effects.filter(undone=False).exists():
        raise Refused(_("En del av läsningen är redan införd. Ångra den först."))
    perform(RUN_LIFECYCLE, "discard", run, actor=actor)


def _answer(
    actor: User,
    found: ImportRecord,
    version: int,
    verb: str,
    new: Mapping[str, Mapping[str, Any]],
    changes: Mapping[str, Any] | None = None,
) -> None:
    before = {field.name: field for field in found.read_fields()}
    if missing := new.keys() - before.keys():
        raise Refused(_("Uppgiften finns inte på posten: %(name)s. Läs in sidan igen.") % {"name": ", ".join(missing)})
    told = {before[name].label: _told(before[name], values) for name, values in new.items()}
    _claim(found, version, actor, verb, told | dict(changes or {}))
    found.fields = [replace(field, **new.get(field.name, {})).to_json() for field in before.values()]
    renamed = [name for name in TARGETS[found.kind].naming if "value" in new.get(name, {})]
    if renamed and not found.is_chosen:  # what it is called decides what it is
        if isinstance(called := new[renamed[0]]["value"], str):
            found.label = called[:500]
        compare(found.run, [found])
    else:
        judge_again(found)
    found.save()


def _told(field: ReadField, answer: Mapping[str, Any]) -> list[Any]:
    """The answer as the log tells it: the value before and after."""
    if "left_out" in answer:
        with_it, without = "tas med", "tas inte med"
        return [with_it, without] if answer["left_out"] else [without, with_it]
    values = [field.value, answer.get("value", field.value)]
    return values if section_of(field.name) is None else [part_in_lines(value) for value in values]


def _claim(obj: Audited, version: int, actor: User, verb: str, changes: Mapping[str, Any]) -> None:
    """Takes the next version of a run or record that is open for review, and raises its run's with it."""
    REVIEW_IMPORT.require(actor, obj)
    run = obj.run if isinstance(obj, ImportRecord) else obj
    if ImportRun.objects.filter(pk=run.pk, state=RunState.TO_REVIEW).update(version=F("version") + 1) == 0:
        raise Refused(_("Läsningen är inte öppen för granskning. Läs in sidan igen."))
    claimed = (
        ImportRecord.objects.filter(pk=obj.pk, version=version, state__in=OPEN)
        if isinstance(obj, ImportRecord)
        else None
    )
    is_newest = (
        ImportRun.objects.filter(pk=run.pk, version=version + 1).exists()
        if claimed is None
        else claimed.update(version=version + 1) == 1
    )
    if not is_newest:
        raise StaleRecord(
            _("Någon annan har svarat på det här medan du granskade. Läs in sidan igen och kontrollera svaret.")
        )
    obj.version = version + 1
    record(actor=actor, verb=verb, obj=obj, changes=changes)
