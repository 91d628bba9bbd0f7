"""Findings written."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.findings.content import FindingContent, SideContent
from samverka.findings.models import Finding, FindingSide
from samverka.findings.states import FindingState
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit


@transaction.atomic
def record_finding(*, actor: User | None, content: FindingContent, reason: str = "") -> tuple[Finding, bool]:
    """A new finding, or the one that already says the same, also if it has been checked; and whether it is new."""
    fingerprint = content.fingerprint()
    known = Finding.objects.filter(fingerprint=fingerprint).first()
    if known:
        return known, False
    finding = audit.create(
        Finding(
            kind=content.kind.value, summary=content.summary, suggestion=content.suggestion, fingerprint=fingerprint
        ),
        actor=actor,
        reason=reason,
    )
    FindingSide.objects.bulk_create(_side(finding, position, side) for position, side in enumerate(content.sides))
    return finding, True


@transaction.atomic
def record_findings(*, actor: User | None, contents: Iterable[FindingContent], reason: str = "") -> list[Finding]:
    """Records many; gives the new ones."""
    recorded = (record_finding(actor=actor, content=content, reason=reason) for content in contents)
    return [finding for finding, is_new in recorded if is_new]


@transaction.atomic
def check_finding(
    *, actor: User, finding: Finding, state: FindingState, note: str = "", version: int | None = None
) -> bool:
    """A person has looked: corrected it, or lets it stand, with a note of why. Raises `ValidationError` if the note that
    letting it stand needs is missing."""
    note = note.strip()
    if state is FindingState.NEW:
        raise ValueError("a checked finding is corrected or left to stand; reopen_finding makes it new")
    if state is FindingState.LEFT and not note:
        raise ValidationError({"note": _("Skriv varför det får stå, så att nästa som läser förstår.")})
    values = {"state": state.value, "note": note, "checked_by": actor, "checked_at": timezone.now()}
    return audit.change(
        finding, actor=actor, values=values, version=version, verb=f"finding_{state.value}", reason=note
    )


@transaction.atomic
def reopen_finding(*, actor: User, finding: Finding, version: int | None = None) -> bool:
    values = {"state": FindingState.NEW.value, "checked_by": None, "checked_at": None}
    return audit.change(finding, actor=actor, values=values, version=version, verb="reopen")


@transaction.atomic
def remove_finding(*, actor: User | None, finding: Finding, reason: str = "") -> None:
    """Takes a finding back: what it was found in has been removed, as when an import is undone."""
    audit.delete(finding, actor=actor, reason=reason)


def _side(finding: Finding, position: int, content: SideContent) -> FindingSide:
    kind, key = content.record or (None, None)
    return FindingSide(
        finding=finding,
        position=position,
        statement=content.statement,
        where=content.where[:300],
        content_type=ContentType.objects.get_for_model(apps.get_model(kind)) if kind else None,
        object_id=key,
        field=content.field[:60],
        version_id=content.version,
        page=content.page,
        line=content.line,
    )
