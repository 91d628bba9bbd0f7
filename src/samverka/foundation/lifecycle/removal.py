"""Taking away a record entered by mistake: refused, with what is in the way, when others refer to it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import ProtectedError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.operations import delete
from samverka.foundation.lifecycle.mechanism import Refused

CONFIRMED = "confirmed"
"""The strength of a link that a person has set."""


def remove(record: models.Model, *, actor: User | None, instead: str, reason: str = "") -> None:
    """Deletes and logs. Raises `Refused` with the kinds of records that refer to it and what to do `instead`."""
    if linked := links_set_by_people(record):
        raise _in_use(record, linked, instead)
    try:
        delete(record, actor=actor, reason=reason)
    except ProtectedError as error:
        raise _in_use(record, error.protected_objects, instead) from error


def _in_use(record: models.Model, others: Iterable[models.Model], instead: str) -> Refused:
    kinds = sorted({str(each._meta.verbose_name_plural) for each in others})
    message = _("”%(what)s” kan inte tas bort, eftersom annat hänvisar dit: %(kinds)s. %(instead)s")
    return Refused(message % {"what": record, "kinds": get_text_list(kinds, _("och")), "instead": instead})


def links_set_by_people(record: models.Model) -> list[models.Model]:
    """What a person has linked to the record from another area. A link that was only read from texts stands in nobody's
    way and goes with what it links. A link's column of strength is `strength`, or `…_strength` after the key."""
    found: list[models.Model] = []
    for relation in record._meta.related_objects:
        strength = link_strength(relation)
        if strength and relation.related_model._meta.app_label != record._meta.app_label:
            others = relation.related_model._base_manager.filter(**{relation.field.name: record, strength: CONFIRMED})
            found += list(others)
    return found


def link_strength(relation: models.ForeignObjectRel) -> str:
    """The column that tells how sure a link is; empty for what is no such link."""
    if relation.many_to_many:
        return ""
    names = {field.name for field in relation.related_model._meta.concrete_fields}
    return next((name for name in (f"{relation.field.name}_strength", "strength") if name in names), "")
