"""What documents that were read in before have said of the register's records, and since when the register says what it does."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils import timezone

from samverka.foundation.audit.models import Audited
from samverka.imports.fields import ReadField
from samverka.imports.judging import Standing, is_empty
from samverka.imports.models import ImportRecord
from samverka.imports.records import DocumentKind
from samverka.imports.states import RecordState
from samverka.imports.targets import TARGETS
from samverka.imports.targets.base import Target


class Statement(NamedTuple):
    """What one document said of one field. `is_same_list`: the document was the list that is now read in again."""

    value: Any
    date: dt.date | None
    title: str
    rank: int
    is_same_list: bool


@dataclass(frozen=True)
class Said:
    """What documents have said of records of the register: `(pk, field)` to what each said, newest last."""

    by_field: dict[tuple[int, str], list[Statement]]
    target: Target

    def standing(self, obj: Audited, field: ReadField, stands: Any) -> Standing:
        """The newest document that says what the register says, else the day somebody last wrote in the record."""
        told = self.by_field.get((obj.pk, field.name), [])
        agreeing = [each for each in told if self.target.says(stands, each.value)]
        if agreeing:
            last = agreeing[-1]
            return Standing(
                value=stands, read_from=last.title, read_on=last.date, rank=last.rank, is_same_list=last.is_same_list
            )
        was_removed = is_empty(stands) and bool(told) and self.target.has_been_there(field, told[-1].value)
        changed_on = timezone.localdate(self.target.changed_at(field.name, obj))
        return Standing(value=stands, changed_on=changed_on, was_removed=was_removed)


def documents_said(target: Target, pks: Sequence[int]) -> Said:
    """What applied records of any run say of these records of the register. One query for each 10,000."""
    found: defaultdict[tuple[int, str], list[Statement]] = defaultdict(list)
    # A forum has one list: read in again on the same day, it is a later shape of itself and no other document.
    again = target.run.forum_id if target.run.kind == DocumentKind.BALANCE_LIST else None
    kind = next(kind for kind, each in TARGETS.items() if isinstance(target, each))
    for start in range(0, len(pks), 10_000):
        rows = ImportRecord.objects.filter(
            kind=kind, state=RecordState.APPLIED, target_id__in=pks[start : start + 10_000]
        )
        for pk, fields, date, title, run_kind, forum in rows.values_list(
            "target_id", "fields", "run__document_date", "run__title", "run__kind", "run__forum_id"
        ).iterator():
            assert pk is not None, "asked for by key"
            is_same_list = again is not None and run_kind == DocumentKind.BALANCE_LIST and forum == again
            rank = target.rank(run_kind, [value["name"] for value in fields])
            for field in (ReadField.from_json(value) for value in fields):
                if field.left_out:
                    continue
                found[pk, field.name].append(Statement(field.decided, date, title, rank, is_same_list))
    for values in found.values():
        values.sort(key=lambda said: said.date or dt.date.min)
    return Said(found, target)
