"""The tables of the database by themselves: whole pages, keys that lead somewhere, sort keys that fit their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Exists, OuterRef

from samverka.foundation.faults import Fault, Tell
from samverka.foundation.ordering import SwedishKeyField, swedish_key

_RESTORE = "Återläs den senaste säkerhetskopian som är hel. Kontrollera disken: den kan vara på väg att gå sönder."


def verify_pages(tell: Tell) -> Iterator[Fault]:
    """Damage to SQLite's file. PostgreSQL compares checksums of its pages itself, where it is set up to."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(20)")
            for (found,) in cursor.fetchall():
                if found != "ok":
                    yield Fault(f"Databasens fil är skadad: {found}.", _RESTORE)
    tell(1, 1)


def verify_keys(tell: Tell) -> Iterator[Fault]:
    """Rows that refer to a row which is not there."""
    fields = [
        field
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
    ]
    for done, field in enumerate(fields, 1):
        lost = _lost(field)
        if lost:
            yield Fault(
                f"{lost} rader i {field.model._meta.db_table} hänvisar genom {field.column} till rader som inte finns.",
                _RESTORE,
            )
        tell(done, len(fields))


def _lost(field: models.ForeignKey[Any, Any]) -> int:
    target = field.remote_field.model._base_manager.filter(**{field.target_field.attname: OuterRef(field.attname)})
    return field.model._base_manager.exclude(**{field.attname: None}).filter(~Exists(target)).count()


def verify_order(tell: Tell) -> Iterator[Fault]:
    """Names that would stand in the wrong place of a list."""
    keyed = [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, SwedishKeyField)
    ]
    for done, (model, field) in enumerate(keyed, 1):
        wrong = sum(
            swedish_key(str(getattr(record, field.of))) != getattr(record, field.attname)
            for record in model._base_manager.iterator(chunk_size=2000)
        )
        if wrong:
            yield Fault(
                f"{wrong} {model._meta.verbose_name_plural} sorteras fel, eftersom sorteringsnyckeln inte hör till namnet.",
                "Öppna posten och spara den, så räknas nyckeln om.",
            )
        tell(done, len(keyed))
