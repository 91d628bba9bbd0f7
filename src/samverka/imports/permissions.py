"""Who may what with imports. A document that has not been brought in is its uploader's working paper; only they and
the coordinators see it, in lists, counts and files alike (domain.md §1.4: sharing is an act)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.forums.permissions import secretary_of
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import Permission, coordinators
from samverka.foundation.dates.day import ordinary_day
from samverka.imports.models import ImportRecord, ImportRun


def _importers(user: User, obj: Any) -> bool:
    return coordinators(user) or bool(secretary_of(user, ordinary_day()))


def _own_or_coordinator(user: User, obj: Any) -> bool:
    run = obj.run if isinstance(obj, ImportRecord) else obj
    if coordinators(user):
        return True
    return _importers(user, None) and (run is None or run.uploaded_by_id == user.pk)


def _may_apply(user: User, obj: Any) -> bool:
    """A secretary brings in rows of her own forum's register; what belongs to the county takes a coordinator."""
    if coordinators(user):
        return True
    run = obj.run if isinstance(obj, ImportRecord) else obj
    return run is not None and run.uploaded_by_id == user.pk and run.forum_id in secretary_of(user, ordinary_day())


IMPORT_DOCUMENTS = Permission(
    "imports.upload", _("läsa in dokument"), _("länets samordnare och forumens sekreterare"), _importers
)
REVIEW_IMPORT = Permission(
    "imports.review",
    _("se och granska läsningen"),
    _("den som läste in dokumentet och länets samordnare"),
    _own_or_coordinator,
)
APPLY_IMPORT = Permission(
    "imports.apply",
    _("föra in läsningen eller ångra den"),
    _("länets samordnare, och forumets sekreterare för sitt eget forum"),
    _may_apply,
)


def visible_runs(user: User) -> QuerySet[ImportRun]:
    """The runs `REVIEW_IMPORT` allows the user to see."""
    if not user.is_active:
        return ImportRun.objects.none()
    if coordinators(user):
        return ImportRun.objects.all()
    return ImportRun.objects.filter(uploaded_by=user) if _importers(user, None) else ImportRun.objects.none()
