"""Matters written: one verb a function, audited, in one transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.lifecycle.removal import remove
from samverka.matters.content import MatterContent, RecordNumberContent
from samverka.matters.models import Matter, RecordNumber
from samverka.matters.queries import content_of
from samverka.matters.rules import tidy_record_number
from samverka.principals.names import PrincipalNames
from samverka.principals.queries import principal_matcher

_PLAIN = ("title", "summary", "origin", "opened_on", "closed_on")


@transaction.atomic
def create_matter(
    *,
    actor: User | None,
    content: MatterContent,
    year: int,
    reason: str = "",
    principals: PrincipalNames | None = None,
) -> Matter:
    """A new matter with the next id of `year` (the year it began). Raises `ValidationError` by field."""
    audit.hold_log()  # two who begin a matter at once get one id each
    last = Matter.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0
    matter = Matter(year=year, serial=last + 1, **_plain(content))
    matter.full_clean()
    audit.create(matter, actor=actor, reason=reason)
    if content.record_numbers:
        _set_numbers(matter, content, principals)
        audit.record(
            actor=actor, verb="set_record_numbers", obj=matter, changes={"record_numbers": [[], _said(content)]}
        )
    return matter


@transaction.atomic
def change_matter(
    *,
    actor: User | None,
    matter: Matter,
    content: MatterContent,
    version: int | None = None,
    reason: str = "",
    principals: PrincipalNames | None = None,
) -> bool:
    """Makes the matter say `content`; gives whether anything differed. Raises `ValidationError` by field and
    `StaleRecord` if the matter has been changed since `version`."""
    before, values = content_of(matter), _plain(content)
    audit.validate_change(matter, values)
    differs = _said(before) != _said(content)
    beside = {"record_numbers": [_said(before), _said(content)]} if differs else {}
    changed = audit.change(matter, actor=actor, values=values, version=version, reason=reason, beside=beside)
    if differs:
        _set_numbers(matter, content, principals)
    return changed


@transaction.atomic
def close_matter(
    *, actor: User, matter: Matter, closed_on: dt.date, version: int | None = None, reason: str = ""
) -> bool:
    """Notes the last day. Raises `ValidationError` if the matter begins after it."""
    values = {"closed_on": closed_on}
    audit.validate_change(matter, values)
    return audit.change(matter, actor=actor, values=values, version=version, verb="close", reason=reason)


@transaction.atomic
def reopen_matter(*, actor: User, matter: Matter, version: int | None = None) -> bool:
    return audit.change(matter, actor=actor, values={"closed_on": None}, version=version, verb="reopen")


@transaction.atomic
def remove_matter(*, actor: User | None, matter: Matter, reason: str = "") -> None:
    """Removes a matter entered by mistake. Raises `Refused` if paragraphs or others belong to it."""
    remove(matter, actor=actor, instead=_("Ta bort ärendet från dem först, eller avsluta ärendet."), reason=reason)


def _plain(content: MatterContent) -> dict[str, Any]:
    return {field: getattr(content, field) for field in _PLAIN} | {"title": " ".join(content.title.split())}


def _said(content: MatterContent) -> list[str]:
    """The record numbers as lines of the log, in an order of their own."""
    return sorted(
        ", ".join(str(part) for part in (each.number, each.authority, each.dated_on, each.handler) if part)
        for each in content.record_numbers
    )


def _set_numbers(matter: Matter, content: MatterContent, principals: PrincipalNames | None) -> None:
    known = principals or principal_matcher()
    rows = [_row(matter, each, known) for each in content.record_numbers if tidy_record_number(each.number)]
    taken = [row.principal_id for row in rows if row.principal_id]
    if len(taken) != len(set(taken)):
        raise ValidationError(
            {"record_numbers": _("En myndighet har ett enda diarienummer i ärendet. Ta bort det som inte stämmer.")}
        )
    matter.record_numbers.all().delete()
    RecordNumber.objects.bulk_create(rows)


def _row(matter: Matter, content: RecordNumberContent, principals: PrincipalNames) -> RecordNumber:
    row = RecordNumber(
        matter=matter,
        principal_id=principals.named_in(content.authority),
        authority=content.authority[:200],
        number=tidy_record_number(content.number)[:100],
        dated_on=content.dated_on,
        handler=content.handler[:200],
    )
    row.fill_key()
    return row
