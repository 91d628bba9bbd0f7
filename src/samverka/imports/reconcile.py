"""Read records held against the register: new, changed, same or doubtful, field by field, each with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from samverka.foundation.audit.models import Audited
from samverka.foundation.documents.models import SourceRef
from samverka.imports.fields import ReadField
from samverka.imports.models import ImportRecord, ImportRun
from samverka.imports.records import Extraction
from samverka.imports.states import RecordKind, RecordState, Verdict
from samverka.imports.targets import TARGETS
from samverka.imports.targets.base import Match, Read, Target


def reconcile(run: ImportRun, extraction: Extraction) -> Iterator[ImportRecord]:
    """The run's records, unsaved, in the order they are brought in. A constant number of queries for each kind."""
    position = 0
    for kind in RecordKind.values:
        reads = list(TARGETS[kind].read(extraction))
        if not reads:
            continue
        target = TARGETS[kind](run)
        target.prepare()
        newer = newer_sources(run, target)
        taken: dict[int, str] = {}
        for read in reads:
            position += 1
            record = ImportRecord(run=run, position=position, kind=kind, label=read.label[:500])
            judge(record, read, target, newer, taken)
            yield record


def newer_sources(run: ImportRun, target: Target) -> dict[tuple[int, str], tuple[dt.date, str]]:
    """For each field of each record of the kind: the newest dated document, other than the run's, that it was read
    from, if that is newer than the run's. One query."""
    refs = SourceRef.objects.filter(content_type=ContentType.objects.get_for_model(target.model)).exclude(
        version=run.source
    )
    rows = refs.filter(version__import_runs__document_date__isnull=False).values_list(
        "object_id", "field", "version__import_runs__document_date", "version__import_runs__title"
    )
    newest: dict[tuple[int, str], tuple[dt.date, str]] = {}
    for object_id, field, date, title in rows:
        if date is None or (run.document_date is not None and date <= run.document_date):
            continue
        newest[object_id, field] = max(newest.get((object_id, field), (date, title)), (date, title))
    return newest


def judge(
    record: ImportRecord,
    read: Read,
    target: Target,
    newer: dict[tuple[int, str], tuple[dt.date, str]],
    taken: dict[int, str],
) -> None:
    """Sets target, candidates, fields, verdict, question and state of a record. `taken` says which record of the
    register an earlier record of the same document already is."""
    match = target.match(read)
    if match.target is not None and match.target.pk in taken:
        match = Match(candidates=(match.target,))
    record.target_id = match.target.pk if match.target else None
    record.candidates = [[each.pk, str(each)] for each in match.candidates]
    if match.target is not None:
        taken[match.target.pk] = read.label
    judge_fields(record, read.fields, target, match.target, newer)


def judge_fields(
    record: ImportRecord,
    fields: tuple[ReadField, ...],
    target: Target,
    obj: Audited | None,
    newer: dict[tuple[int, str], tuple[dt.date, str]],
) -> None:
    """The fields against the register's record `obj` (None: a new one), then the record as a whole."""
    current = target.current(obj) if obj else {}
    judged = [_judge_field(field, target, obj, current, newer) for field in fields]
    record.fields = [field.to_json() for field in judged]
    settle(record)


def _judge_field(
    field: ReadField,
    target: Target,
    obj: Audited | None,
    current: Any,
    newer: dict[tuple[int, str], tuple[dt.date, str]],
) -> ReadField:
    stands = current.get(field.name)
    if field.corrected or field.keep:
        return replace(
            field,
            current=stands,
            verdict=Verdict.CHANGED if obj and not same(stands, field.decided) else Verdict.NEW,
            reason="",
        )
    if obj is not None and same(stands, field.value):
        return replace(field, current=stands, verdict=Verdict.SAME, reason="")
    if field.name == "name" and obj is not None:
        reason = _("Registret kallar det ”%(name)s”. Namnet läggs till bland andra namn.") % {"name": stands}
        return replace(field, current=stands, verdict=Verdict.CHANGED, reason=reason)
    if doubt := target.check(field):
        return replace(field, current=stands, verdict=Verdict.DOUBTFUL, reason=doubt)
    if obj is None or stands in (None, "", [], ()):
        return replace(field, current=stands, verdict=Verdict.NEW, reason="")
    if (obj.pk, field.name) in newer:
        date, title = newer[obj.pk, field.name]
        reason = _("Uppgiften i registret kommer från ett nyare dokument: %(title)s, %(date)s.") % {
            "title": title,
            "date": date,
        }
        return replace(field, current=stands, verdict=Verdict.DOUBTFUL, reason=reason)
    if target.run.document_date is None:
        reason = _("Dokumentet saknar datum, så det går inte att veta om det är nyare än registret.")
        return replace(field, current=stands, verdict=Verdict.DOUBTFUL, reason=reason)
    return replace(field, current=stands, verdict=Verdict.CHANGED, reason=_("Registret säger något annat."))


def settle(record: ImportRecord) -> None:
    """The record's verdict, question and state from its fields and candidates."""
    verdicts = {field["verdict"] for field in record.fields}
    record.question = ""
    if record.target_id is None and record.candidates:
        record.verdict = Verdict.DOUBTFUL
        record.question = _("Är det här något som redan finns i registret?")
    elif Verdict.DOUBTFUL in verdicts:
        record.verdict = Verdict.DOUBTFUL
        record.question = " ".join(
            dict.fromkeys(field["reason"] for field in record.fields if field["verdict"] == Verdict.DOUBTFUL)
        )
    elif record.target_id is None:
        record.verdict = Verdict.NEW
    else:
        record.verdict = Verdict.SAME if verdicts <= {Verdict.SAME} else Verdict.CHANGED
    record.state = RecordState.PENDING if record.verdict == Verdict.DOUBTFUL else RecordState.READY


def same(stands: Any, value: Any) -> bool:
    """Whether two values say the same, without regard to white space and to empty against missing."""
    return bool(_plain(stands) == _plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return "" if value is None else value
