"""Reads of findings. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Prefetch, Q, QuerySet

from samverka.findings.models import Finding, FindingSide
from samverka.findings.states import FindingState


def findings() -> QuerySet[Finding]:
    """With their sides and what these speak of: three queries, and one for each kind of record."""
    sides = FindingSide.objects.select_related("version__document", "content_type").prefetch_related("record")
    return Finding.objects.select_related("checked_by").prefetch_related(Prefetch("sides", sides))


def finding_list(*, state: str = "", kind: str = "", text: str = "") -> QuerySet[Finding]:
    """With what their sides say, and who has checked them. `state`: "" those that are new, "checked", "all"."""
    sides = FindingSide.objects.only("finding_id", "position", "statement", "where")
    found = Finding.objects.select_related("checked_by").prefetch_related(Prefetch("sides", sides))
    if state == "checked":
        found = found.exclude(state=FindingState.NEW.value)
    elif state != "all":
        found = found.filter(state=FindingState.NEW.value)
    if kind:
        found = found.filter(kind=kind)
    if text:
        said = FindingSide.objects.filter(statement__icontains=text).values("finding_id")
        found = found.filter(Q(summary__icontains=text) | Q(note__icontains=text) | Q(pk__in=said))
    return found


def findings_on(*records: models.Model, seen: Q, among: QuerySet[Any] | None = None) -> list[Finding]:
    """What is to be checked, or has been let stand, of these records; the new first. What has been corrected, or agrees
    by now, is history and is not shown. `among`: records that are asked for by a condition instead. `seen` is
    `permissions.visible_findings` of the user. One query; the kinds of records are read once a process."""
    wanted = Q()
    for kind, keys in _keys(records).items():
        wanted |= Q(content_type=kind, object_id__in=keys)
    if among is not None:
        wanted |= Q(content_type=ContentType.objects.get_for_model(among.model), object_id__in=among.values("pk"))
    if not wanted:
        return []
    about = Finding.objects.filter(seen, pk__in=FindingSide.objects.filter(wanted).values("finding_id"))
    shown = about.filter(state__in=[FindingState.NEW.value, FindingState.LEFT.value])
    return list(shown.order_by("-state", "-pk"))


def _keys(records: Iterable[models.Model]) -> dict[int, list[int]]:
    keys: dict[int, list[int]] = {}
    for record in records:
        keys.setdefault(ContentType.objects.get_for_model(record).pk, []).append(record.pk)
    return keys
