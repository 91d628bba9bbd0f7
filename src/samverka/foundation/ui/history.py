"""The log of one record, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.foundation.dates.words import day_in_words


class Entry(Protocol):
    """What an entry of the log has."""

    at: dt.datetime
    actor_name: str
    verb: str
    object_type: str
    object_id: str
    object_label: str
    changes: Mapping[str, Sequence[Any]]
    reason: str


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """`about` names the record, where the entries are of several."""

    at: dt.datetime
    who: str
    did: str
    reason: str
    changes: Sequence[Change]
    about: str = ""


def lines(
    entries: Iterable[Entry], verbs: Mapping[str, Any] | None = None, known: Iterable[models.Model | None] = ()
) -> list[Line]:
    """Entries of a record, and of what belongs to it, with the fields' own words. `verbs` gives words for verbs of the area's own.

    At most one query for each related model that the entries mention; none for those that are `known`.
    """
    entries = list(entries)
    words = {"create": _("lade till"), "change": _("ändrade"), "delete": _("tog bort")} | dict(verbs or {})
    names = _names(entries, known)
    several = len({(entry.object_type, entry.object_id) for entry in entries}) > 1
    return [
        Line(
            timezone.localtime(entry.at),
            entry.actor_name,
            str(words.get(entry.verb, entry.verb.replace("_", " "))),
            entry.reason,
            [_change(entry.object_type, name, pair, names) for name, pair in entry.changes.items() if len(pair) == 2],
            entry.object_label if several else "",
        )
        for entry in entries
    ]


def _field(object_type: str, name: str) -> models.Field[Any, Any] | None:
    try:
        field = apps.get_model(object_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return field if isinstance(field, models.Field) else None


def _names(entries: Sequence[Entry], known: Iterable[models.Model | None]) -> dict[type[models.Model], dict[Any, str]]:
    """The records that foreign keys in the log mean, by model and key."""
    names: dict[type[models.Model], dict[Any, str]] = {}
    for obj in known:
        if obj is not None:
            names.setdefault(type(obj), {})[obj.pk] = str(obj)
    wanted: dict[type[models.Model], set[Any]] = {}
    for entry in entries:
        for name, pair in entry.changes.items():
            field = _field(entry.object_type, name)
            if isinstance(field, models.ForeignKey):
                wanted.setdefault(field.related_model, set()).update(value for value in pair if isinstance(value, int))
    for model, keys in wanted.items():
        if missing := keys - names.get(model, {}).keys():
            found = model._base_manager.in_bulk(missing)
            names.setdefault(model, {}).update((key, str(obj)) for key, obj in found.items())
    return names


def _change(
    object_type: str, name: str, pair: Sequence[Any], names: Mapping[type[models.Model], Mapping[Any, str]]
) -> Change:
    field = _field(object_type, name)
    return Change(_label(object_type, name), _value(field, pair[0], names), _value(field, pair[1], names))


def _label(object_type: str, name: str) -> str:
    """The field's own words; for a relation from elsewhere, such as other names, what the related records are called."""
    try:
        field = apps.get_model(object_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return name.replace("_", " ")
    if isinstance(field, models.Field):
        return str(field.verbose_name)
    plural = getattr(getattr(field.related_model, "_meta", None), "verbose_name_plural", None)
    return str(plural or name.replace("_", " "))


def _value(
    field: models.Field[Any, Any] | None, value: Any, names: Mapping[type[models.Model], Mapping[Any, str]]
) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, list):
        return ", ".join(_value(None, part, names) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_value(None, part, names)}" for key, part in value.items())
    # A key; a text is what the record was called when it was noted.
    if isinstance(field, models.ForeignKey) and isinstance(value, int):
        return names.get(field.related_model, {}).get(value, _("nr %(key)s (finns inte längre)") % {"key": value})
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return day_in_words(dt.date.fromisoformat(str(value)))
    return str(value)
