"""Agreements written: one verb a function, audited, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from samverka.agreements.choices import EventKind, ForumRoleChoice, ReadingState
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import (
    Agreement,
    AgreementAlias,
    AgreementDocument,
    AgreementEvent,
    AgreementForum,
    AgreementGap,
)
from samverka.agreements.queries import content_of, facts_of
from samverka.agreements.reading import Validity, read_validity
from samverka.agreements.rules import status_columns
from samverka.forums.names import ForumNames
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.documents.models import Document
from samverka.foundation.ordering import swedish_key

COLUMNS = (
    "is_conditional", "condition_met_on", "is_lapsed_stated", "says_something", "starts_on", "ended_from",
    "first_period_ends_on", "ends_on", "is_end_ambiguous",
)  # fmt: skip
_PLAIN = ("name", "kind", "area", "notes", "statutory_basis", "validity_raw")


@transaction.atomic
def create_agreement(
    *, actor: User | None, content: AgreementContent, reason: str = "", names: ForumNames | None = None
) -> Agreement:
    """A new agreement, its validity text read. `names` saves reading the forums again when many are made."""
    agreement = Agreement(**{field: getattr(content, field) for field in _PLAIN})
    _read_again(agreement)
    _set_columns(agreement, events=())
    audit.create(agreement, actor=actor, reason=reason)
    _set_gaps(agreement, events=())
    beside = _set_relations(agreement, AgreementContent(name=content.name), content, names)
    if beside:
        audit.record(actor=actor, verb="set_relations", obj=agreement, changes=beside)
    return agreement


@transaction.atomic
def change_agreement(
    *,
    actor: User | None,
    agreement: Agreement,
    content: AgreementContent,
    version: int | None = None,
    reason: str = "",
    names: ForumNames | None = None,
) -> bool:
    """Makes the agreement say `content`; a changed validity text is read again and unconfirmed. Gives whether anything
    differed. Raises `StaleRecord` if the agreement has been changed since `version`."""  # fmt: skip
    before = content_of(agreement)
    values: dict[str, Any] = {field: getattr(content, field) for field in _PLAIN}
    if content.validity_raw != agreement.validity_raw:
        agreement_read = Agreement(validity_raw=content.validity_raw)
        _read_again(agreement_read)
        _set_columns(agreement_read, events=agreement.events.all())
        values |= {field: getattr(agreement_read, field) for field in ("reading", "reading_state", *COLUMNS)}
        values |= {"confirmed_by": None, "confirmed_at": None}
    beside = _set_relations(agreement, before, content, names)
    changed = audit.change(agreement, actor=actor, values=values, version=version, reason=reason, beside=beside)
    _set_gaps(agreement, events=agreement.events.all())
    return changed


@transaction.atomic
def remove_agreement(*, actor: User | None, agreement: Agreement, reason: str = "") -> None:
    """Removes an agreement with its aliases, events and attachments (not their files).
    Raises `ProtectedError` if others refer to it."""
    audit.delete(agreement, actor=actor, reason=reason)


@transaction.atomic
def confirm_reading(*, actor: User, agreement: Agreement, version: int | None = None) -> bool:
    """A person vouches for the reading as it stands."""
    values = {"reading_state": ReadingState.CONFIRMED, "confirmed_by": actor, "confirmed_at": timezone.now()}
    return audit.change(agreement, actor=actor, values=values, version=version, verb="confirm_reading")


@transaction.atomic
def correct_reading(
    *, actor: User, agreement: Agreement, validity: Validity, version: int | None = None, reason: str = ""
) -> bool:
    """A person's reading instead of the machine's; the text is kept as it is."""
    agreement_read = Agreement(validity_raw=agreement.validity_raw, reading=validity.to_json())
    _set_columns(agreement_read, events=agreement.events.all())
    values = {field: getattr(agreement_read, field) for field in ("reading", *COLUMNS)}
    values |= {"reading_state": ReadingState.CONFIRMED, "confirmed_by": actor, "confirmed_at": timezone.now()}
    changed = audit.change(
        agreement, actor=actor, values=values, version=version, verb="correct_reading", reason=reason
    )
    _set_gaps(agreement, events=agreement.events.all())
    return changed


@transaction.atomic
def put_back_reading(
    *, actor: User | None, agreement: Agreement, reading: dict[str, Any], state: str, confirmed_by: int | None = None,
    confirmed_at: str | None = None,
) -> bool:
    """The reading as it once stood, and who had vouched for it, when an import is undone."""
    earlier = Agreement(validity_raw=agreement.validity_raw, reading=reading)
    _set_columns(earlier, events=agreement.events.all())
    values = {field: getattr(earlier, field) for field in ("reading", *COLUMNS)} | {"reading_state": state}
    values |= {"confirmed_by_id": confirmed_by, "confirmed_at": dt.datetime.fromisoformat(confirmed_at) if confirmed_at else None}
    changed = audit.change(agreement, actor=actor, values=values, verb="put_back_reading")
    _set_gaps(agreement, events=agreement.events.all())
    return changed


@transaction.atomic
def record_event(
    *,
    actor: User,
    agreement: Agreement,
    kind: EventKind,
    decided_on: dt.date,
    takes_effect_on: dt.date | None = None,
    new_end: dt.date | None = None,
    review_kind: str = "",
    decision: str = "",
    note: str = "",
) -> AgreementEvent:
    """Something that has happened to the agreement. Raises `IntegrityError` if an extension lacks its new end or an
    ending its day."""  # fmt: skip
    event = AgreementEvent(
        agreement=agreement,
        kind=kind,
        decided_on=decided_on,
        takes_effect_on=takes_effect_on,
        new_end=new_end,
        review_kind=review_kind,
        decision=decision,
        note=note,
    )
    audit.create(event, actor=actor, verb=f"record_{kind}")
    _columns_again(agreement, actor, f"record_{kind}")
    return event


@transaction.atomic
def remove_event(*, actor: User, event: AgreementEvent, reason: str = "") -> None:
    """Takes back an event that was recorded by mistake; its content stays in the log."""
    agreement = event.agreement
    audit.delete(event, actor=actor, reason=reason)
    _columns_again(agreement, actor, "remove_event")


@transaction.atomic
def replace_agreement(
    *, actor: User, agreement: Agreement, predecessor: Agreement | None, version: int | None = None
) -> bool:
    """Says which older agreement this one replaces. Ending the older one is an event of its own."""
    return audit.change(agreement, actor=actor, values={"predecessor": predecessor}, version=version, verb="replace")


@transaction.atomic
def attach_document(*, actor: User, agreement: Agreement, document: Document) -> AgreementDocument:
    """The document is the agreement's text or an annex. The same again changes nothing."""
    attachment, created = AgreementDocument.objects.get_or_create(agreement=agreement, document=document)
    if created:
        audit.record(actor=actor, verb="attach", obj=agreement, changes={"documents": [None, document.title]})
    return attachment


@transaction.atomic
def detach_document(*, actor: User, attachment: AgreementDocument) -> None:
    """The document no longer belongs to the agreement; document and file remain."""
    audit.record(
        actor=actor, verb="detach", obj=attachment.agreement, changes={"documents": [attachment.document.title, None]}
    )
    attachment.delete()


def _read_again(agreement: Agreement) -> None:
    validity = read_validity(agreement.validity_raw)
    agreement.reading = validity.to_json()
    says_nothing = validity == Validity(raw=validity.raw, unread=validity.unread, doubts=validity.doubts)
    unreadable = bool(agreement.validity_raw.strip()) and says_nothing
    agreement.reading_state = ReadingState.UNREADABLE if unreadable else ReadingState.UNCONFIRMED


def _set_columns(agreement: Agreement, *, events: Iterable[AgreementEvent]) -> None:
    columns = status_columns(agreement.validity, facts_of(events))
    for name in COLUMNS:
        setattr(agreement, name, getattr(columns, name))


def _set_gaps(agreement: Agreement, *, events: Iterable[AgreementEvent]) -> None:
    """Derived rows, made anew: not logged, since what they follow from is."""
    agreement.gaps.all().delete()
    found = status_columns(agreement.validity, facts_of(events)).gaps
    AgreementGap.objects.bulk_create(
        AgreementGap(agreement=agreement, first=gap.first, last=gap.last, is_certain=gap.is_certain) for gap in found
    )


def _columns_again(agreement: Agreement, actor: User, verb: str) -> None:
    """After an event: the columns follow, and the agreement's version rises so that other editors notice."""
    fresh = Agreement.objects.get(pk=agreement.pk)
    _set_columns(fresh, events=fresh.events.all())
    audit.change(
        agreement,
        actor=actor,
        values={name: getattr(fresh, name) for name in COLUMNS},
        verb=verb,
        beside={"events": [None, verb]},
    )
    _set_gaps(agreement, events=fresh.events.all())


def _set_relations(
    agreement: Agreement, before: AgreementContent, after: AgreementContent, names: ForumNames | None
) -> dict[str, Any]:
    """Sets what differs; gives `{field: [before, after]}` of it."""
    changes: dict[str, Any] = {}
    if before.aliases != after.aliases:
        agreement.aliases.all().delete()
        AgreementAlias.objects.bulk_create(_aliases(agreement, after))
        changes["aliases"] = [list(before.aliases), list(after.aliases)]
    for role in (ForumRoleChoice.RECOMMENDING, ForumRoleChoice.PREPARING):
        old, new = getattr(before, role), getattr(after, role)
        if old != new:
            names = names or forum_names()
            agreement.forum_parts.filter(role=role).delete()
            AgreementForum.objects.bulk_create(
                AgreementForum(
                    agreement=agreement, role=role, position=n, printed=printed[:300], forum_id=names.resolve(printed)
                )
                for n, printed in enumerate(new)
            )
            changes[str(role)] = [list(old), list(new)]
    if before.parties != after.parties:
        agreement.parties.set(after.parties)
        changes["parties"] = [list(before.parties), list(after.parties)]
    return changes


def _aliases(agreement: Agreement, content: AgreementContent) -> list[AgreementAlias]:
    """One a name, without the agreement's own and without two that differ in case or punctuation only."""
    by_key = {swedish_key(name): name for name in content.aliases if name.strip()}
    by_key.pop(swedish_key(content.name), None)
    return [AgreementAlias(agreement=agreement, name=name[:500], name_key=key) for key, name in by_key.items()]
