"""What is certain brought in to the register: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.audit.operations import NotDone, StaleRecord, record
from samverka.foundation.documents.models import SourceRef
from samverka.foundation.lifecycle import perform
from samverka.imports import recognised
from samverka.imports.fields import ReadField
from samverka.imports.judging import is_empty, same_words
from samverka.imports.lifecycle import RUN_LIFECYCLE
from samverka.imports.models import ImportEffect, ImportRecord, ImportRun
from samverka.imports.operations.afterwards import after_applying
from samverka.imports.operations.pictures import Progress
from samverka.imports.operations.review import compare_again
from samverka.imports.operations.taking_in import no_progress
from samverka.imports.permissions import applicable_records
from samverka.imports.states import EffectKind, RecordKind, RecordState, RunState, Verdict
from samverka.imports.targets import TARGETS
from samverka.imports.targets.base import Read, Target

BATCH = 500
AT_A_TIME = 250


@transaction.atomic
def request_apply(*, actor: User, run: ImportRun, version: int) -> bool:
    """Closes the review so that all that is ready, and that the actor may bring in, can be. False if it is being brought
    in already. Raises `StaleRecord` if someone has answered something since the page was read, `Refused` if nothing is
    ready, `PermissionDenied`."""
    run.refresh_from_db()
    if run.state in (RunState.APPLYING, RunState.APPLIED):
        return False
    if run.version != version:
        raise StaleRecord(
            _("Någon annan har ändrat i granskningen sedan du öppnade sidan. Läs in sidan igen innan du för in.")
        )
    perform(RUN_LIFECYCLE, "apply", run, actor=actor)
    return True


@transaction.atomic
def apply_run(*, actor: User, run: ImportRun, progress: Progress = no_progress) -> int:
    """Brings in every ready record that the actor may, in one transaction, with a source on each value; gives how many.
    What is doubtful stays to be reviewed, and so does what the register says something else of than when it was
    reviewed. Killed at any moment: all or nothing. Run twice: the second time does nothing."""
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("forum", "source").get(pk=run.pk)
    if run.state != RunState.APPLYING:
        return 0
    progress(0, 0, _("Jämför med registret"))
    lock_targets(run.records.exclude(target_id=None).values_list("kind", "target_id"))
    ready = _still_ready(run, actor)
    done: list[ImportRecord] = []
    for kind in RecordKind.values:
        records = [found for found in ready if found.kind == kind]
        target = TARGETS[kind](run, only=[found.target_id for found in records]) if records else None
        before = len(done)
        for part in _parts(records):
            done += _apply_part(actor, part, target)
            progress(len(done), len(ready), _("För in i registret"))
        _note_applied(done[before:])  # the next kind may refer to them
    _keep_sources(run, done)
    left = run.records.filter(state__in=[RecordState.PENDING, RecordState.READY]).exists()
    perform(RUN_LIFECYCLE, "finish_part" if left else "finish", run, actor=None)
    record(actor=actor, verb="brought_in", obj=run, changes={"records": [None, len(done)]})
    progress(len(done), len(ready), _("Kopplar och kontrollerar"))
    after_applying(actor, run, done)
    return len(done)


@transaction.atomic
def give_up_applying(*, run: ImportRun) -> None:
    """The work has failed for good and changed nothing: the review is open again."""
    run.refresh_from_db()
    if run.state == RunState.APPLYING:
        perform(RUN_LIFECYCLE, "give_up", run, actor=None)


def lock_targets(targets: Iterable[tuple[str, int | None]]) -> None:
    """Takes the register's records, by kind and key, before they are read: kind by kind in the order of their keys, so that
    two imports never wait for each other."""
    by_kind: dict[str, set[int]] = {}
    for kind, pk in targets:
        if pk is not None:
            by_kind.setdefault(kind, set()).add(pk)
    for kind in RecordKind.values:
        pks = sorted(by_kind.get(kind, ()))
        for start in range(0, len(pks), BATCH):
            rows = TARGETS[kind].model._base_manager.filter(pk__in=pks[start : start + BATCH]).order_by("pk")
            list(rows.select_for_update().values_list("pk", flat=True))


def _still_ready(run: ImportRun, actor: User) -> list[ImportRecord]:
    """The ready records that would still do just what the reviewer saw; the others are asked about again."""
    seen = {found.pk: _would_write(found) for found in run.records.filter(state=RecordState.READY)}
    compared = compare_again(run)
    mine = set(applicable_records(actor, run).values_list("pk", flat=True))  # whose they are follows from the comparing
    ready, strange = [], []
    for found in compared:
        if found.pk not in seen or found.pk not in mine:
            continue
        if found.state == RecordState.READY and _is_part_of(_would_write(found), seen[found.pk]):
            ready.append(found)
        else:
            strange.append(found)
    _ask_again(strange, _("Registret har ändrats sedan posten granskades. Kontrollera den igen."))
    return ready


def _would_write(found: ImportRecord) -> dict[str, Any]:
    """What bringing in the record would change: by field, from what to what; and which record of the register."""
    fields = {
        field.name: [field.current, field.decided]
        for field in found.read_fields()
        if field.is_brought_in and field.verdict != Verdict.SAME
    }
    return {"target": found.target_id, "fields": fields}


def _is_part_of(now: dict[str, Any], seen: dict[str, Any]) -> bool:
    """Whether nothing would be written that the reviewer has not seen."""
    if not now["fields"]:
        return True
    if seen["target"] is None and now["target"] is not None:  # another document has made it meanwhile
        accepted = [decided for _current, decided in seen["fields"].values()]
        return all(is_empty(current) and decided in accepted for current, decided in now["fields"].values())
    return now["target"] == seen["target"] and all(
        name in seen["fields"] and seen["fields"][name] == pair for name, pair in now["fields"].items()
    )


def _ask_again(records: Iterable[ImportRecord], question: str) -> None:
    for found in records:
        if found.state == RecordState.READY:
            ImportRecord.objects.filter(pk=found.pk).update(
                state=RecordState.PENDING, verdict=Verdict.DOUBTFUL, question=question, version=F("version") + 1
            )


def _parts(records: list[ImportRecord]) -> Iterator[list[ImportRecord]]:
    """Records that are brought in together: new ones many at a time, those that change something one by one."""
    new = [found for found in records if found.target_id is None]
    for found in records:
        if found.target_id is not None:
            yield [found]
    for start in range(0, len(new), AT_A_TIME):
        yield new[start : start + AT_A_TIME]


def _apply_part(actor: User, part: list[ImportRecord], target: Target | None) -> list[ImportRecord]:
    """Brings in the records and gives those that were; what the register's own rules refuse goes back to the reviewer
    with the reason."""
    assert target is not None, "there are records of this kind"
    try:
        with transaction.atomic():
            _apply_records(actor, part, target)
    except (ValidationError, NotDone, IntegrityError) as error:
        if len(part) > 1:
            return [found for one in part for found in _apply_part(actor, [one], target)]
        _ask_again(part, _reason(error))
        return []
    return part


def _reason(error: ValidationError | NotDone | IntegrityError) -> str:
    """For the reviewer. What the database refuses is what somebody else wrote after it was compared."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, IntegrityError):
        return _("Någon annan skrev samma sak i registret samtidigt. Kontrollera posten igen.")
    return str(error)


def _apply_records(actor: User, part: list[ImportRecord], target: Target) -> None:
    if part[0].target_id is not None:
        return _change(actor, part[0], target)
    for found in part:
        _make_room(actor, found, target)
    made = target.create(
        actor, [{field.name: field.value for field in found.read_fields() if field.is_brought_in} for found in part]
    )
    for found, obj in zip(part, made, strict=True):
        found.target_id = obj.pk
        target.attach(actor, obj)
    left_as = target.left_as(made)
    ImportEffect.objects.bulk_create(
        _effect(found.run, found, obj, EffectKind.CREATED, left_as=left_as.get(obj.pk, ""))
        for found, obj in zip(part, made, strict=True)
    )
    return None


def _change(actor: User, found: ImportRecord, loaded: Target) -> None:
    target = _afresh(found, loaded) if found.target_id in loaded.written else loaded
    obj = target.by_pk[found.target_id or 0]
    loaded.written.add(obj.pk)
    values = {
        field.name: field.value
        for field in found.read_fields()
        if field.is_brought_in and field.verdict != Verdict.SAME
    }
    if not values and not target.attaches:
        return
    before, version = target.snapshot(obj), obj.version
    if values:
        _make_room(actor, found, target)
        target.apply(actor, obj, values)
    if target.attach(actor, obj) or version_of(obj) != version:
        left = {"left_at": version_of(obj), "left_as": target.left_as([obj]).get(obj.pk, "")}
        _effect(found.run, found, obj, EffectKind.CHANGED, before=before, found_at=version, **left).save()


def _afresh(found: ImportRecord, target: Target) -> Target:
    """What an earlier record of the run changed, as it is now; the record's parts are named after it. Raises `NotDone` if
    the two records say different things of the same field: the reviewer saw neither over the other."""
    fresh = type(target)(found.run, only=[found.target_id])
    obj = fresh.by_pk[found.target_id or 0]
    current, read = fresh.current(obj), fresh.paired(Read(found.label, tuple(found.read_fields())), obj)
    for field in read.fields:
        if not field.is_brought_in or field.verdict == Verdict.SAME or field.name in fresh.adds:
            continue
        stands = current.get(field.name)
        if not same_words(stands, field.current) and not fresh.says(stands, field.decided):
            raise NotDone(
                _("En annan post i samma läsning har ändrat uppgiften ”%(name)s”. Kontrollera den igen.")
                % {"name": field.label}
            )
    found.fields = [field.to_json() for field in read.fields]
    found.save(update_fields=["fields"])
    return fresh


def _make_room(actor: User, found: ImportRecord, target: Target) -> None:
    for made in target.make_room(actor, {field.name: field.decided for field in found.read_fields()}):
        _effect(found.run, None, made, EffectKind.CREATED).save()


def version_of(obj: Audited) -> int:
    """The version that stands: what belongs to a record may raise it behind the object in hand."""
    return type(obj)._base_manager.values_list("version", flat=True).get(pk=obj.pk)


def _effect(run: ImportRun, found: ImportRecord | None, obj: Audited, kind: EffectKind, **more: Any) -> ImportEffect:
    about = {"content_type": ContentType.objects.get_for_model(obj), "object_id": obj.pk, "left_at": obj.version}
    return ImportEffect(run=run, record=found, kind=kind, **(about | more))


def _note_applied(done: list[ImportRecord]) -> None:
    pks = [found.pk for found in done]
    ImportRecord.objects.bulk_update(
        [found for found in done if found.verdict == Verdict.NEW], ["target_id"], batch_size=BATCH
    )
    for start in range(0, len(pks), BATCH):
        ImportRecord.objects.filter(pk__in=pks[start : start + BATCH]).update(
            state=RecordState.APPLIED, version=F("version") + 1
        )


def _keep_sources(run: ImportRun, done: Iterable[ImportRecord]) -> None:
    """A place in the document for every record and every value of it; those of an earlier reading of it are replaced."""
    by_kind: dict[str, list[ImportRecord]] = {}
    for found in done:
        by_kind.setdefault(found.kind, []).append(found)
    for kind, records in by_kind.items():
        content_type = ContentType.objects.get_for_model(TARGETS[kind].model)
        for start in range(0, len(records), BATCH):
            part = records[start : start + BATCH]
            refs = SourceRef.objects.filter(
                content_type=content_type, version=run.source, object_id__in=[found.target_id for found in part]
            )
            refs.delete()
            SourceRef.objects.bulk_create(ref for found in part for ref in source_refs(run, found, content_type))


def _was_taken(field: ReadField) -> bool:
    """Whether the register says what the document does; a value of the register that stands has a reason."""
    return field.is_brought_in and field.value != {} and not (field.verdict == Verdict.SAME and field.reason)


def source_refs(run: ImportRun, found: ImportRecord, content_type: ContentType) -> Iterable[SourceRef]:
    """The record as a whole, and each of its fields that the document gave."""
    fields = [field for field in found.read_fields() if _was_taken(field)]
    first: ReadField | None = next((field for field in found.read_fields() if field.page or field.line), None)
    about = {"version": run.source, "content_type": content_type, "object_id": found.target_id}
    pictures = recognised.pages_of(run)
    yield SourceRef(
        **about, field="", page=first.page if first else None, line=first.line if first else None, raw=found.label,
        from_picture=first is not None and first.page in pictures,
    )  # fmt: skip
    for field in fields:
        yield SourceRef(
            **about,
            field=field.name,
            page=field.page,
            line=field.line,
            raw=field.raw,
            from_picture=field.page in pictures,
        )
