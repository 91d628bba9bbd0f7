"""Reads for the pages of imports. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from samverka.action_register.models import ActionItem
from samverka.action_register.states import ItemState
from samverka.foundation.accounts.models import User
from samverka.foundation.documents.models import DocumentVersion, SourceRef
from samverka.imports.fields import GUESS, LETTERS, OLDER, RUN
from samverka.imports.models import ImportEffect, ImportRecord, ImportRun
from samverka.imports.permissions import applicable_records, of_drafts, seen_runs, visible_runs
from samverka.imports.states import RecordKind, RecordState, RunState, Verdict
from samverka.imports.targets import TARGETS

SEGMENTS: Mapping[str, Q] = {
    "": Q(),
    "osakra": Q(state=RecordState.PENDING),
    "nya": Q(verdict=Verdict.NEW),
    "andrade": Q(verdict=Verdict.CHANGED),
    "samma": Q(verdict=Verdict.SAME),
    "bort": Q(state=RecordState.DROPPED),
}


def run_list(user: User) -> QuerySet[ImportRun]:
    """The runs the user may see, newest first, with `pending` and `total` counted. One query."""
    counted = visible_runs(user).annotate(
        total=Count("records"), pending=Count("records", filter=Q(records__state=RecordState.PENDING))
    )
    return counted.select_related("source", "uploaded_by", "forum").order_by("-pk")


def runs_to_review(user: User) -> QuerySet[ImportRun]:
    """What waits for the user's review. One query."""
    return run_list(user).filter(state=RunState.TO_REVIEW)


@dataclass(frozen=True)
class Counts:
    """How many records of a run stand where; by the keys of `SEGMENTS`, and `ready` to be brought in."""

    by_segment: Mapping[str, int]
    ready: int
    applied: int

    @property
    def total(self) -> int:
        return self.by_segment[""]

    @property
    def pending(self) -> int:
        return self.by_segment["osakra"]


def counts(run: ImportRun) -> Counts:
    """One query."""
    wanted = {
        f"n_{number}": Count("pk", filter=condition or Q(pk__isnull=False))
        for number, condition in enumerate(SEGMENTS.values())
    }
    found = run.records.aggregate(
        **wanted,
        ready=Count("pk", filter=Q(state=RecordState.READY)),
        applied=Count("pk", filter=Q(state=RecordState.APPLIED)),
    )
    return Counts({key: found[f"n_{number}"] for number, key in enumerate(SEGMENTS)}, found["ready"], found["applied"])


def records(run: ImportRun, segment: str = "") -> QuerySet[ImportRecord]:
    return run.records.filter(SEGMENTS[segment]).order_by("position")


@dataclass(frozen=True)
class Neighbours:
    """The records before and after one, and the next that waits for an answer. None where there is none."""

    previous: int | None
    next: int | None
    next_question: int | None


def neighbours(found: ImportRecord) -> Neighbours:
    """Three queries. The next question is looked for after the record first, then from the start."""
    same_run = ImportRecord.objects.filter(run_id=found.run_id)
    positions = same_run.order_by("position").values_list("position", flat=True)
    waiting = positions.filter(state=RecordState.PENDING).exclude(pk=found.pk)
    return Neighbours(
        previous=positions.filter(position__lt=found.position).last(),
        next=positions.filter(position__gt=found.position).first(),
        next_question=waiting.filter(position__gt=found.position).first() or waiting.first(),
    )


def effect_of(found: ImportRecord) -> ImportEffect | None:
    """The last of what was done for the record and still stands. One query."""
    return found.effects.filter(undone=False).order_by("-pk").first()


@dataclass(frozen=True)
class Ready:
    """What the user may bring in of what is ready, and how much of each kind waits for a coordinator."""

    mine: int
    for_coordinator: list[tuple[str, int]]


def ready(run: ImportRun, user: User) -> Ready:
    """Two queries."""
    waiting = run.records.filter(state=RecordState.READY)
    mine = applicable_records(user, run).filter(state=RecordState.READY)
    others = waiting.exclude(pk__in=mine.values("pk")).values_list("kind").annotate(count=Count("pk")).order_by("kind")
    return Ready(mine.count(), [(str(RecordKind(kind).label), count) for kind, count in others])


def note_pages(records: Iterable[ImportRecord]) -> None:
    """Sets `in_register` of what has been brought in and is still there. One query for each kind of them."""
    by_kind: dict[str, list[ImportRecord]] = {}
    for found in records:
        if found.state == RecordState.APPLIED:
            by_kind.setdefault(found.kind, []).append(found)
    for kind, applied in by_kind.items():
        model = TARGETS[kind].model
        wanted = [found.target_id for found in applied]
        there = set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        for found in applied:
            if found.target_id in there:
                page = TARGETS[kind].page or f"{model._meta.app_label}:detail"
                found.in_register = reverse(page, args=[found.target_id])


@dataclass(frozen=True)
class AtOnce:
    """In how many records the same kind of doubt can be answered at once, and in how many it has been."""

    older: int
    letters: int
    guesses: int
    settled: int


def at_once(run: ImportRun) -> AtOnce:
    """One query."""
    older = letters = guesses = settled = 0
    rows = run.records.filter(state__in=[RecordState.PENDING, RecordState.READY]).values_list("fields", flat=True)
    for fields in rows.iterator():
        asked = {field.get("asks") for field in fields}
        older, letters, guesses = older + (OLDER in asked), letters + (LETTERS in asked), guesses + (GUESS in asked)
        settled += any(field.get("settled") == RUN for field in fields)
    return AtOnce(older, letters, guesses, settled)


@dataclass(frozen=True)
class Absent:
    """Rows of the register that the document does not have: how many, and the first of them."""

    count: int
    first: list[ActionItem]


def absent_rows(run: ImportRun) -> Absent:
    """Ongoing rows that an edition of the same list lacks, as soon as it has some row of the register. Two queries at most."""
    rows = run.records.filter(kind=RecordKind.ACTION_ITEM)
    if run.forum_id is None or not rows.filter(target_id__isnull=False).exists():
        return Absent(0, [])
    known = rows.filter(target_id__isnull=False).values("target_id")
    asked = {
        pk
        for candidates in rows.filter(target_id=None).values_list("candidates", flat=True)
        for pk, _label in candidates
    }
    absent = (
        ActionItem.objects.filter(register__forum=run.forum, state=ItemState.ONGOING)
        .exclude(pk__in=known)
        .exclude(pk__in=asked)
    )
    return Absent(absent.count(), list(absent.order_by("subject_key", "pk")[:10]))


def first_question(run: ImportRun) -> int | None:
    """The position of the first record that waits for an answer. One query."""
    return run.records.filter(state=RecordState.PENDING).order_by("position").values_list("position", flat=True).first()


def kinds_read(run: ImportRun) -> list[tuple[str, int]]:
    """How many records of each kind the document has. One query."""
    counted = dict(run.records.values_list("kind").annotate(count=Count("pk")).order_by())
    return [(kind, counted[kind]) for kind in RecordKind.values if kind in counted]


def source(user: User, version_pk: int) -> DocumentVersion | None:
    """A document that was taken in, for those who see its reading; for everybody when something in the register was read
    from it, unless that is a draft they may not see. At most four queries."""
    version = DocumentVersion.objects.select_related("file").filter(pk=version_pk, import_runs__isnull=False).first()
    if version is None:
        return None
    if seen_runs(user).filter(source=version).exists():
        return version
    is_read_from = SourceRef.objects.filter(version=version).exists()
    return version if is_read_from and not of_drafts(user).filter(run__source=version).exists() else None
