"""Taking away a record entered by mistake: refused, with what is in the way, when others refer to it."""

from __future__ import annotations

from django.db import models
from django.db.models import ProtectedError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.operations import delete
from samverka.foundation.lifecycle.mechanism import Refused


def remove(record: models.Model, *, actor: User | None, instead: str, reason: str = "") -> None:
    """Deletes and logs. Raises `Refused` with the kinds of records that refer to it and what to do `instead`."""
    try:
        delete(record, actor=actor, reason=reason)
    except ProtectedError as error:
        kinds = sorted({str(each._meta.verbose_name_plural) for each in error.protected_objects})
        message = _("”%(what)s” kan inte tas bort, eftersom annat hänvisar dit: %(kinds)s. %(instead)s")
        raise Refused(
            message % {"what": record, "kinds": get_text_list(kinds, _("och")), "instead": instead}
        ) from error
