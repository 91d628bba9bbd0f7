"""Findings recorded, settled by people, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.findings.content import FindingContent, SideContent
from samverka.findings.models import Finding, FindingSide
from samverka.findings.states import FindingState
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit

BATCH = 500


@transaction.atomic
def record_finding(*, actor: User | None, content: FindingContent, reason: str = "") -> tuple[Finding, bool]:
    """A new finding, or the one that already says the same, also if it has been checked; and whether it is new. One that
    agreed for a while is new again."""
    new = record_findings(actor=actor, contents=[content], reason=reason)
    return (new[0], True) if new else (Finding.objects.get(fingerprint=content.fingerprint()), False)


@transaction.atomic
def record_findings(*, actor: User | None, contents: Iterable[FindingContent], reason: str = "") -> list[Finding]:
    """Records many; gives those that are new, or have come back."""
    told = {content.fingerprint(): content for content in contents}
    known: dict[str, Finding] = {}
    for part in _parts(list(told)):
        rows = Finding.objects.filter(fingerprint__in=part).prefetch_related("sides")
        known |= {finding.fingerprint: finding for finding in rows}
    back = [finding for key, finding in known.items() if _told_again(actor, finding, told[key])]
    new = [(_finding(key, content), content) for key, content in told.items() if key not in known]
    Finding.objects.bulk_create((finding for finding, _content in new), batch_size=BATCH)
    FindingSide.objects.bulk_create(
        (_side(finding, at, side) for finding, content in new for at, side in enumerate(content.sides)),
        batch_size=BATCH,
    )
    audit.record_all(actor=actor, events=[_made(finding, reason) for finding, _content in new])
    return [*(finding for finding, _content in new), *back]


def _finding(fingerprint: str, content: FindingContent) -> Finding:
    return Finding(
        kind=content.kind.value,
        summary=content.summary,
        suggestion=content.suggestion,
        fingerprint=fingerprint,
        is_followed=bool(content.identity),
    )


def _made(finding: Finding, reason: str) -> audit.Event:
    said = {name: [None, value] for name, value in audit.field_values(finding).items() if value not in (None, "")}
    return audit.Event("create", finding, said, reason)


def _parts(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


@transaction.atomic
def settle_findings(
    *, actor: User | None, contents: Iterable[FindingContent], among: QuerySet[Finding], reason: str = ""
) -> list[Finding]:
    """Records what does not agree, and says of those `among` that are not in `contents` that they agree now: the register
    has been corrected, or what they were found in is gone. Gives the new ones."""
    told = list(contents)
    found = {content.fingerprint() for content in told}
    waiting = among.exclude(state=FindingState.AGREES.value)
    settled = [finding for finding in waiting if finding.fingerprint not in found]
    prefetch_related_objects(settled, "sides__record")
    for finding in settled:
        if _stands_on_nothing(finding):
            remove_finding(actor=actor, finding=finding, reason=reason)
        else:
            values: dict[str, Any] = {"state": FindingState.AGREES.value}
            if finding.state != FindingState.LEFT:  # one that may stand may do so again, should it come back
                values |= {"checked_by": None, "checked_at": None}
            audit.change(finding, actor=actor, values=values, verb="finding_agrees", reason=reason)
    return record_findings(actor=actor, contents=told, reason=reason)


def _stands_on_nothing(finding: Finding) -> bool:
    """Whether a record it speaks of is no longer there, as when an import has been undone."""
    return any(side.content_type_id and side.record is None for side in finding.sides.all())


def _told_again(actor: User | None, finding: Finding, content: FindingContent) -> bool:
    """What is said of it may be worded anew and stand in more places. Gives whether it has come back: it agreed for a
    while, or is said to be corrected and is not. What a person has let stand stands again and is not asked about."""
    sides = [_side(finding, position, side) for position, side in enumerate(content.sides)]
    if [_said(side) for side in finding.sides.all()] != [_said(side) for side in sides]:
        finding.sides.all().delete()
        FindingSide.objects.bulk_create(sides)
    values: dict[str, Any] = {"summary": content.summary, "suggestion": content.suggestion}
    has_come_back = finding.state in (FindingState.AGREES, FindingState.CORRECTED)
    if finding.state == FindingState.AGREES and finding.checked_at is not None:
        has_come_back, values["state"] = False, FindingState.LEFT.value
    if has_come_back:
        values |= {"state": FindingState.NEW.value, "checked_by": None, "checked_at": None}
    audit.change(finding, actor=actor, values=values, verb="reopen" if has_come_back else "change")
    return has_come_back


def _said(side: FindingSide) -> tuple[Any, ...]:
    return (
        side.statement,
        side.where,
        side.content_type_id,
        side.object_id,
        side.field,
        side.version_id,
        side.page,
        side.line,
    )


@transaction.atomic
def check_finding(
    *, actor: User, finding: Finding, state: FindingState, note: str = "", version: int | None = None
) -> bool:
    """A person has looked: corrected it, or lets it stand, with a note of why. Raises `ValidationError` if the note that
    letting it stand needs is missing."""
    note = note.strip()
    if state not in (FindingState.CORRECTED, FindingState.LEFT):
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
