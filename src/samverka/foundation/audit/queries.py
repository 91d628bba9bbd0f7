"""Reads of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django.db import models

from samverka.foundation.audit.models import GENESIS, AuditEntry, ChainHead


def history(obj: models.Model, *, limit: int = 200) -> list[AuditEntry]:
    """What was done with a record, newest first. One query."""
    return list(AuditEntry.objects.about(obj).order_by("-pk")[:limit])


def history_of_all(objs: Sequence[models.Model], *, limit: int = 200) -> list[AuditEntry]:
    """The same for a record and what belongs to it. One query."""
    keys: dict[str, list[str]] = {}
    for obj in objs:
        keys.setdefault(obj._meta.label_lower, []).append(str(obj.pk))
    about = models.Q(pk__in=[])
    for object_type, ids in keys.items():
        about |= models.Q(object_type=object_type, object_id__in=ids)
    return list(AuditEntry.objects.filter(about).order_by("-pk")[:limit])


def newest_hash() -> str:
    """The hash of the newest entry: it changes whenever anything on record does. One query."""
    return ChainHead.objects.filter(pk=1).values_list("hash", flat=True).first() or GENESIS


def broken_links(*, passed: Callable[[int], None] = lambda _done: None) -> Iterator[int]:
    """The ids of entries whose hash or predecessor is not what it must be; -1 if the end has been cut off. `passed` is
    told how many have been looked at."""
    previous, length = GENESIS, 0
    for entry in AuditEntry.objects.order_by("pk").iterator(chunk_size=2000):
        if entry.previous_hash != previous or entry.digest() != entry.hash:
            yield entry.pk
        previous, length = entry.hash, length + 1
        passed(length)
    head = ChainHead.objects.filter(pk=1).first()
    if head and (head.hash != previous or head.length != length):
        yield -1
