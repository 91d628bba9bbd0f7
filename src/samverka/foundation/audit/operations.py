"""Writes a record and its log entry together."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited, AuditEntry, ChainHead
from samverka.foundation.audit.observers import tell
from samverka.foundation.language import in_swedish

A = TypeVar("A", bound=Audited)
_HOUSEKEEPING = frozenset({"id", "version", "created_at", "changed_at"})
BATCH = 500


class NotDone(Exception):
    """An operation refuses to do what it was asked. `str()` is a Swedish sentence for the user."""


class StaleRecord(NotDone):
    """Someone else changed the record after it was read. `str()` is a Swedish sentence for the user."""


@dataclass(frozen=True)
class Event:
    """What an entry tells. `changes` is `{field: [before, after]}`."""

    verb: str
    obj: models.Model
    changes: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


class _Encoder(DjangoJSONEncoder):
    """A record is its key."""

    def default(self, value: Any) -> Any:
        return value.pk if isinstance(value, models.Model) else super().default(value)


def _plain(value: Any) -> Any:
    """`value` as it comes back from the JSON column, so that hash and stored text agree."""
    return json.loads(json.dumps(value, cls=_Encoder))


def field_values(obj: models.Model) -> dict[str, Any]:
    """What the record holds, field by field, as JSON values; keys and housekeeping left out."""
    return {
        column.name: _plain(column.value_from_object(obj))
        for column in obj._meta.concrete_fields
        if column.name not in _HOUSEKEEPING and column.editable
    }


@transaction.atomic
def record_all(*, actor: User | None, events: Iterable[Event]) -> None:
    """Appends entries in order, and tells the observers. `actor` None is the system itself."""
    head, _created = ChainHead.objects.select_for_update().get_or_create(pk=1)
    previous, count, name = head.hash, 0, str(actor) if actor else "Samverka"
    batch: list[AuditEntry] = []
    told: list[Event] = []
    for event in events:
        told.append(event)
        entry = AuditEntry(
            at=timezone.now().astimezone(dt.UTC), actor=actor, actor_name=name, verb=event.verb,
            object_type=event.obj._meta.label_lower, object_id=str(event.obj.pk), object_label=_label(event.obj),
            changes=_plain(dict(event.changes)), reason=event.reason, previous_hash=previous,
        )  # fmt: skip
        entry.hash = previous = entry.digest()
        batch.append(entry)
        count += 1
        if len(batch) >= BATCH:
            AuditEntry.objects.bulk_create(batch)
            batch = []
    AuditEntry.objects.bulk_create(batch)
    ChainHead.objects.filter(pk=1).update(hash=previous, length=F("length") + count)
    tell(told)


@in_swedish
def _label(obj: models.Model) -> str:
    """What the record is called, as the log keeps it."""
    return str(obj)[:300]


def hold_log() -> int:
    """Keeps everybody else from writing to the log until this transaction ends; gives its newest key, 0 if it is empty.
    Whoever also locks something of their own does so after this, as every writer does."""
    ChainHead.objects.select_for_update().get_or_create(pk=1)
    return AuditEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0


def record(
    *, actor: User | None, verb: str, obj: models.Model, changes: Mapping[str, Any] | None = None, reason: str = ""
) -> None:
    record_all(actor=actor, events=[Event(verb, obj, changes or {}, reason)])


@transaction.atomic
def create(obj: A, *, actor: User | None, verb: str = "create", reason: str = "") -> A:
    """Saves a new record with its entry. Raises `ValidationError` or `IntegrityError` as the model does."""
    obj.save(force_insert=True)
    changes = {name: [None, value] for name, value in field_values(obj).items() if value not in (None, "", [], {})}
    record(actor=actor, verb=verb, obj=obj, changes=changes, reason=reason)
    return obj


@transaction.atomic
def change(
    obj: A,
    *,
    actor: User | None,
    values: Mapping[str, Any],
    verb: str = "change",
    reason: str = "",
    version: int | None = None,
    beside: Mapping[str, Any] | None = None,
) -> bool:
    """Sets `values` on the record and logs what differs. Gives whether anything differed; if not, nothing is written.

    `version` is the one the user saw. `beside` adds changes to the entry that live in other tables (`{field: [before, after]}`).
    Raises `StaleRecord` if the record has been changed since it was read.
    """  # fmt: skip
    before = field_values(obj)
    seen = obj.version if version is None else version
    for name, value in values.items():
        setattr(obj, name, value)
    after = field_values(obj)
    changes = {name: [before[name], value] for name, value in after.items() if before[name] != value} | dict(
        beside or {}
    )
    if not changes:
        return False
    now = timezone.now()
    claimed = type(obj)._base_manager.filter(pk=obj.pk, version=seen).update(version=seen + 1, changed_at=now)
    if not claimed:
        raise stale(obj)
    obj.version, obj.changed_at = seen + 1, now
    obj.save(force_update=True)
    record(actor=actor, verb=verb, obj=obj, changes=changes, reason=reason)
    return True


def stale(obj: models.Model) -> StaleRecord:
    """The refusal to write over what somebody else has changed or removed, with who it was."""
    stands = type(obj)._base_manager.filter(pk=obj.pk).first()
    return StaleRecord(
        _(
            "”%(what)s” har ändrats av någon annan%(who)s sedan du öppnade sidan. Läs in sidan igen och gör om din ändring."
        )
        % {"what": stands or obj, "who": _last_changed(obj)}
    )


def _last_changed(obj: models.Model) -> str:
    """` (Karin Backelin kl. 10.15)`: who the other was."""
    newest = AuditEntry.objects.about(obj).order_by("-pk").first()
    return f" ({newest.actor_name} kl. {timezone.localtime(newest.at):%H.%M})" if newest else ""


@transaction.atomic
def delete(obj: models.Model, *, actor: User | None, verb: str = "delete", reason: str = "") -> None:
    """Removes a record; its last content stays in the log. Raises `ProtectedError` if others refer to it."""
    changes = {name: [value, None] for name, value in field_values(obj).items() if value not in (None, "", [], {})}
    record(actor=actor, verb=verb, obj=obj, changes=changes, reason=reason)
    obj.delete()


def validate_change(obj: models.Model, values: Mapping[str, Any]) -> None:
    """Raises `ValidationError` by field if the record would not be valid with `values`; leaves the record as it was,
    so that `change` still sees what differs."""
    before = {name: getattr(obj, name) for name in values}
    try:
        for name, value in values.items():
            setattr(obj, name, value)
        obj.full_clean()
    finally:
        for name, value in before.items():
            setattr(obj, name, value)
