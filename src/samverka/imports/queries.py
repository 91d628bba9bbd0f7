"""Reads for the pages of imports. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from samverka.foundation.accounts.models import User
from samverka.imports.models import ImportEffect, ImportRecord, ImportRun
from samverka.imports.permissions import visible_runs
from samverka.imports.states import RecordState, RunState, Verdict

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


def effects_by_record(run: ImportRun) -> dict[int, ImportEffect]:
    """What was done for each record, the last of several. Two queries and one per kind of thing."""
    effects = run.effects.filter(undone=False, record__isnull=False).prefetch_related("thing")
    return {effect.record_id: effect for effect in effects if effect.record_id}
