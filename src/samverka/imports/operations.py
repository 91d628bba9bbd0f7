"""An import started, reviewed and brought in. Nothing here enacts a decision (design §4.9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samverka.forums.models import Forum
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.audit.operations import StaleRecord, create, record
from samverka.foundation.documents.models import Document, SourceRef
from samverka.foundation.documents.operations import add_document, store_file
from samverka.foundation.lifecycle import Refused, perform
from samverka.foundation.tasks.models import Job
from samverka.imports.extractors import extract
from samverka.imports.fields import ReadField
from samverka.imports.lifecycle import RUN_LIFECYCLE
from samverka.imports.models import ImportEffect, ImportRecord, ImportRun
from samverka.imports.readers import ReadError, media_type, read
from samverka.imports.reconcile import judge_fields, newer_sources, reconcile, settle
from samverka.imports.recognise import recognise
from samverka.imports.records import DocumentKind, Extraction
from samverka.imports.states import EffectKind, RecordKind, RecordState, RunState, Verdict
from samverka.imports.targets import TARGETS
from samverka.imports.targets.base import Target

Progress = Callable[[int, int, str], None]
OPEN_STATES = (RunState.READING, RunState.TO_REVIEW, RunState.APPLYING)


@transaction.atomic
def start_import(*, actor: User | None, data: bytes, filename: str) -> tuple[ImportRun, bool]:
    """Stores the file and opens a run over it. The same bytes again, while their run is still open, give that run back
    and False, whatever the file is called now. Raises `FileRefused` for a file that cannot be stored."""
    file = store_file(data, media_type=sniffed(data, filename))
    under_way = ImportRun.objects.filter(source__file=file, state__in=OPEN_STATES).first()
    if under_way:
        return under_way, False
    earlier = Document.objects.filter(versions__file=file).first()
    version = (
        earlier.versions.filter(file=file).get()
        if earlier
        else add_document(actor=actor, title=filename, file=file, filename=filename)
    )
    return create(ImportRun(source=version, uploaded_by=actor), actor=actor, verb="start_import"), True


def sniffed(data: bytes, filename: str) -> str:
    """The media type of the bytes; plain bytes for what no reader takes."""
    try:
        return media_type(data, filename)
    except ReadError:
        return "application/octet-stream"


@transaction.atomic
def read_run(*, run: ImportRun, progress: Progress = lambda done, total, message: None) -> None:
    """Reads, recognises, extracts and reconciles; leaves the run to be reviewed, or failed with a reason in words.
    May run twice: what an earlier attempt read is replaced."""
    actor = run.uploaded_by
    try:
        document = read(run.source.file.read(), run.source.filename)
        extraction = extract(document, recognise(document), forum_names())
    except ReadError as error:
        return perform(RUN_LIFECYCLE, "fail", run, actor=None, values={"failure": str(error)})
    if not any(list(target.read(extraction)) for target in TARGETS.values()):
        return perform(
            RUN_LIFECYCLE,
            "fail",
            run,
            actor=None,
            values={"failure": _nothing_found(extraction), "kind": extraction.kind.value},
        )
    run.records.all().delete()
    title = extraction.document.title.value if extraction.document.title else run.source.filename
    run.title, run.document_date, run.forum = title[:300], _date(extraction), _forum(extraction)
    run.kind, run.warnings = extraction.kind.value, [*document.warnings, *extraction.warnings]
    run.save()
    batch: list[ImportRecord] = []
    for count, found in enumerate(reconcile(run, extraction), 1):
        batch.append(found)
        progress(
            count,
            max(count, len(extraction.action_items) + len(extraction.agreements) + len(extraction.forums)),
            _("Jämför med registret"),
        )
    ImportRecord.objects.bulk_create(batch, batch_size=500)
    perform(RUN_LIFECYCLE, "finish_reading", run, actor=None)
    record(actor=actor, verb="read", obj=run, changes={"records": [None, len(batch)]})
    return None


def _date(extraction: Extraction) -> dt.date | None:
    found = extraction.document.date
    return found.value.end if found else None


def _forum(extraction: Extraction) -> Forum | None:
    found = extraction.document.forum
    names = forum_names()
    key = names.resolve(found.value) if found else None
    if key is None and extraction.document.title:
        keys = {match.key for match in names.find(extraction.document.title.value)}
        key = keys.pop() if len(keys) == 1 else None
    return Forum.objects.get(pk=int(key)) if key else None


def _nothing_found(extraction: Extraction) -> str:
    if extraction.kind is DocumentKind.UNKNOWN:
        return _(
            "Dokumentet handlar om något annat: Samverka hittar ingen balanslista, avtalslista eller beskrivning av forum i det. "
            "Inget har ändrats i registret. Kontrollera att rätt fil valdes."
        )
    return _(
        "Dokumentet går att läsa men innehåller inga rader, avtal eller forum som kan föras in. Inget har ändrats i registret."
    )


# Review


@transaction.atomic
def choose_forum(*, actor: User, run: ImportRun, forum: Forum, version: int) -> None:
    """Says whose register the rows belong to; they are held against that register again."""
    _claim(run, version, actor, "choose_forum", {"forum": [run.forum_id, forum.pk]})
    ImportRun.objects.filter(pk=run.pk).update(forum=forum)
    run.refresh_from_db()
    target = TARGETS[RecordKind.ACTION_ITEM](run)
    target.prepare()
    newer = newer_sources(run, target)
    from samverka.imports.reconcile import judge  # a name that would shadow nothing else here
    from samverka.imports.targets.base import Read

    taken: dict[int, str] = {}
    for found in run.records.filter(kind=RecordKind.ACTION_ITEM, state__in=[RecordState.PENDING, RecordState.READY]):
        judge(found, Read(found.label, tuple(found.read_fields())), target, newer, taken)
        found.save()


@transaction.atomic
def correct_field(*, actor: User, found: ImportRecord, name: str, value: Any, version: int) -> None:
    """A reviewer's value instead of the read one. Raises `StaleRecord` if someone else has answered meanwhile."""
    _change_fields(actor, found, version, "correct", {name: {"value": value, "corrected": True, "keep": False}})


@transaction.atomic
def answer_field(*, actor: User, found: ImportRecord, name: str, keep: bool, version: int) -> None:
    """A doubtful field settled: `keep` lets the register's value stand, else the document's is taken as it is read."""
    _change_fields(actor, found, version, "answer", {name: {"keep": keep, "corrected": not keep}})


@transaction.atomic
def accept_record(*, actor: User, found: ImportRecord, version: int) -> None:
    """Every doubtful field is right as it is read. A question of what the record is must be answered on its own."""
    doubtful = [field.name for field in found.read_fields() if field.verdict == Verdict.DOUBTFUL]
    _change_fields(actor, found, version, "accept", {name: {"corrected": True} for name in doubtful})


@transaction.atomic
def choose_target(*, actor: User, found: ImportRecord, target_id: int | None, version: int) -> None:
    """The record is that one of the register, or (None) something new. Raises `Refused` for what was not offered."""
    offered = {pk for pk, _label in found.candidates} | {found.target_id, None}
    if target_id not in offered:
        raise Refused(_("Det valet fanns inte. Läs in sidan igen."))
    before = found.target_id
    found.target_id, found.candidates = target_id, []
    _change_fields(actor, found, version, "choose_target", {}, {"target": [before, target_id]})


@transaction.atomic
def drop_record(*, actor: User, found: ImportRecord, version: int, drop: bool = True) -> None:
    """The record is not to be brought in, or (`drop` False) is after all."""
    _claim(
        found,
        version,
        actor,
        "drop" if drop else "take_back",
        {"state": [found.state, RecordState.DROPPED if drop else RecordState.READY]},
    )
    if drop:
        found.state = RecordState.DROPPED
    else:
        settle(found)
    found.save()


def _change_fields(
    actor: User,
    found: ImportRecord,
    version: int,
    verb: str,
    new: Mapping[str, Mapping[str, Any]],
    changes: Mapping[str, Any] | None = None,
) -> None:
    fields = [replace(field, **new[field.name]) if field.name in new else field for field in found.read_fields()]
    before = {field.name: field.value for field in found.read_fields()}
    told = {name: [before.get(name), values.get("value", before.get(name))] for name, values in new.items()} | dict(
        changes or {}
    )
    _claim(found, version, actor, verb, told)
    target = TARGETS[found.kind](found.run)
    target.prepare()
    obj = target.by_pk.get(found.target_id) if found.target_id else None
    judge_fields(found, tuple(fields), target, obj, newer_sources(found.run, target))
    found.save()


def _claim(obj: Audited, version: int, actor: User, verb: str, changes: Mapping[str, Any]) -> None:
    """Takes the next version of a run or record that is open for review, and raises its run's with it."""
    run = obj.run if isinstance(obj, ImportRecord) else obj
    if ImportRun.objects.filter(pk=run.pk, state=RunState.TO_REVIEW).update(version=F("version") + 1) == 0:
        raise Refused(_("Läsningen är inte öppen för granskning. Läs in sidan igen."))
    open_record = not isinstance(obj, ImportRecord) or obj.state not in (RecordState.APPLIED, RecordState.UNDONE)
    if not open_record or obj.version != version or (isinstance(obj, ImportRecord) and not _next(obj)):
        raise StaleRecord(
            _("Någon annan har svarat på den här posten medan du granskade. Läs in sidan igen och kontrollera svaret.")
        )
    if obj is run:
        obj.version += 1
    record(actor=actor, verb=verb, obj=obj, changes=changes)


def _next(found: ImportRecord) -> bool:
    claimed = ImportRecord.objects.filter(pk=found.pk, version=found.version).update(version=found.version + 1)
    found.version += 1
    return bool(claimed)


# Apply


@transaction.atomic
def request_apply(*, actor: User, run: ImportRun, version: int) -> None:
    """Closes the review and lets the job bring in all that is ready. Raises `StaleRecord` if someone has answered
    something since the page was read, `Refused` if nothing is ready."""
    if run.version != version:
        raise StaleRecord(
            _("Någon annan har ändrat i granskningen sedan du öppnade sidan. Läs in sidan igen innan du för in.")
        )
    perform(RUN_LIFECYCLE, "apply", run, actor=actor)


@transaction.atomic
def apply_run(*, actor: User, run: ImportRun, progress: Progress = lambda done, total, message: None) -> int:
    """Brings in every ready record in one transaction, with a source on each value; gives how many. Doubtful records
    stay to be reviewed. Killed at any moment: all or nothing. Run twice: the second time does nothing."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != RunState.APPLYING:
        return 0
    ready = list(run.records.filter(state=RecordState.READY))
    targets: dict[str, Target] = {}
    for count, found in enumerate(ready, 1):
        if found.kind not in targets:
            targets[found.kind] = TARGETS[found.kind](run)
            targets[found.kind].prepare()
        _apply_record(actor, found, targets[found.kind])
        progress(count, len(ready), _("För in i registret"))
    ImportRecord.objects.filter(pk__in=[found.pk for found in ready]).update(
        state=RecordState.APPLIED, version=F("version") + 1
    )
    left = run.records.filter(state=RecordState.PENDING).exists()
    perform(RUN_LIFECYCLE, "finish_part" if left else "finish", run, actor=None)
    record(actor=actor, verb="apply", obj=run, changes={"records": [None, len(ready)]})
    return len(ready)


def _apply_record(actor: User, found: ImportRecord, target: Target) -> None:
    obj = target.by_pk.get(found.target_id) if found.target_id else None
    fields = found.read_fields()
    values = {
        field.name: field.value for field in fields if not field.keep and not (obj and field.verdict == Verdict.SAME)
    }
    if obj is None:
        _note_headings(found, target, actor)
        obj = target.apply(actor, None, values)
        _effect(found, obj, EffectKind.CREATED, {})
        ImportRecord.objects.filter(pk=found.pk).update(target_id=obj.pk)
    elif values:
        before, version = target.snapshot(obj), obj.version
        obj = target.apply(actor, obj, values)
        if obj.version != version:
            _effect(found, obj, EffectKind.CHANGED, before)
    _keep_sources(found, obj, [field for field in fields if not field.keep])


def _effect(found: ImportRecord, obj: Audited, kind: EffectKind, before: Mapping[str, Any]) -> None:
    ImportEffect.objects.create(
        run=found.run, record=found, kind=kind, content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk,
        before=dict(before), left_at=obj.version,
    )  # fmt: skip


def _note_headings(found: ImportRecord, target: Target, actor: User) -> None:
    """What a row needs beside itself (register, direction, areas) is made first and noted as made by the run."""
    for obj in target.make_room(actor, {field.name: field.decided for field in found.read_fields()}):
        _effect(found, obj, EffectKind.CREATED, {})


def _keep_sources(found: ImportRecord, obj: Audited, fields: list[ReadField]) -> None:
    """A SourceRef for every value; those of an earlier run over the same document are replaced."""
    content_type = ContentType.objects.get_for_model(obj)
    SourceRef.objects.filter(content_type=content_type, object_id=obj.pk, version=found.run.source).delete()
    SourceRef.objects.bulk_create(
        SourceRef(
            version=found.run.source,
            content_type=content_type,
            object_id=obj.pk,
            field=field.name,
            page=field.page,
            line=field.line,
            raw=field.raw,
        )
        for field in fields
    )


@transaction.atomic
def discard_run(*, actor: User, run: ImportRun) -> None:
    """The reading is put away; file and log remain, the register is untouched."""
    if run.effects.filter(undone=False).exists():
        raise Refused(_("En del av läsningen är redan införd. Ångra den först."))
    perform(RUN_LIFECYCLE, "discard", run, actor=actor)


@transaction.atomic
def attach_job(*, run: ImportRun, job: Job) -> None:
    ImportRun.objects.filter(pk=run.pk).update(job=job)
