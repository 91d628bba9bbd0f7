"""Agreements written: one verb a function, audited, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samverka.agreements.choices import EventKind, ForumRoleChoice, ReadingState
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import (
    Agreement,
    AgreementAlias,
    AgreementDocument,
    AgreementEnd,
    AgreementEvent,
    AgreementForum,
    AgreementGap,
)
from samverka.agreements.queries import content_of, facts_of
from samverka.agreements.reading import Validity, read_validity
from samverka.agreements.rules import Facts, agreed_ends, last_agreed_end, status_columns
from samverka.agreements.states import Flag
from samverka.forums.names import ForumNames
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.dates.swedish import day_in_words
from samverka.foundation.documents.models import Document, DocumentVersion, StoredFile
from samverka.foundation.documents.operations import add_document, add_version
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.foundation.lifecycle.removal import remove
from samverka.foundation.ordering import swedish_key
from samverka.principals.models import Principal

COLUMNS = (
    "is_conditional", "condition_met_on", "is_lapsed_stated", "says_something", "starts_on", "ended_from",
    "first_period_ends_on", "ends_on", "is_end_ambiguous",
)  # fmt: skip
_PLAIN = ("name", "kind", "area", "notes", "statutory_basis", "validity_raw", "contract_cooperation")


# --- what it says ------------------------------------------------------------------------------------------------


@transaction.atomic
def create_agreement(*, actor: User | None, content: AgreementContent, reason: str = "", names: ForumNames | None = None) -> Agreement:
    """A new agreement, its validity text read. `names` saves reading the forums again when many are made. Raises
    `ValidationError` by field."""
    agreement = Agreement(**_plain_values(content), predecessor_id=content.predecessor)
    _fill(agreement, **_read(content.validity_raw), facts=Facts())
    agreement.full_clean(exclude=["confirmed_by"])
    audit.create(agreement, actor=actor, reason=reason)
    _set_derived_rows(agreement, Facts())
    beside = _set_relations(agreement, AgreementContent(name=content.name), content, names)
    if beside:
        audit.record(actor=actor, verb="set_relations", obj=agreement, changes=beside)
    return agreement


@transaction.atomic
def change_agreement(
    *, actor: User | None, agreement: Agreement, content: AgreementContent, version: int | None = None, reason: str = "",
    names: ForumNames | None = None,
) -> bool:
    """Makes the agreement say `content`; a changed validity text is read again and unconfirmed. Gives whether anything
    differed. Raises `ValidationError` by field, and `StaleRecord` if the agreement has been changed since `version`."""  # fmt: skip
    _refuse_circle(agreement, content.predecessor)
    before, facts = content_of(agreement), facts_of(agreement.events.all())
    values: dict[str, Any] = _plain_values(content) | {"predecessor_id": content.predecessor}
    if content.validity_raw != agreement.validity_raw:
        read = _fill(Agreement(validity_raw=content.validity_raw), **_read(content.validity_raw), facts=facts)
        values |= _reading_values(read) | {"reading_state": read.reading_state, "confirmed_by": None, "confirmed_at": None}
    audit.validate_change(agreement, values)
    beside = _set_relations(agreement, before, content, names)
    changed = audit.change(agreement, actor=actor, values=values, version=version, reason=reason, beside=beside)
    if "reading" in values:
        _set_derived_rows(agreement, facts)
    return changed


@transaction.atomic
def remove_agreement(*, actor: User | None, agreement: Agreement, reason: str = "") -> None:
    """Removes an agreement with its aliases, events and attachments (not their files). Raises `Refused`, with what uses
    it, if others refer to it."""
    instead = _("Registrera att det har upphört i stället, så finns dess historia kvar.")
    # Links of other areas to many agreements would be cut in silence: the database protects only single keys.
    links = [each for each in agreement._meta.related_objects if each.many_to_many and getattr(agreement, str(each.get_accessor_name())).exists()]
    if links:
        kinds = get_text_list(sorted(str(each.related_model._meta.verbose_name_plural) for each in links), _("och"))
        raise Refused(_("”%(what)s” kan inte tas bort, eftersom annat hänvisar dit: %(kinds)s. %(instead)s") % {"what": agreement, "kinds": kinds, "instead": instead})
    remove(agreement, actor=actor, reason=reason, instead=instead)


# --- the reading -------------------------------------------------------------------------------------------------


@transaction.atomic
def confirm_reading(*, actor: User, agreement: Agreement, version: int | None = None) -> bool:
    """A person vouches for the reading as it stands. A confirmed one changes nothing. Raises `StaleRecord`."""
    if agreement.reading_state == ReadingState.CONFIRMED:
        return False
    return audit.change(agreement, actor=actor, values=_vouched(actor), version=version, verb="confirm_reading")


@transaction.atomic
def correct_reading(*, actor: User, agreement: Agreement, validity: Validity, version: int | None = None, reason: str = "") -> bool:
    """A person's reading instead of the machine's; the text is kept as it is. Raises `StaleRecord`."""
    return _put_reading(actor, agreement, validity, _vouched(actor), version=version, verb="correct_reading", reason=reason)


@transaction.atomic
def put_back_reading(
    *, actor: User | None, agreement: Agreement, reading: dict[str, Any], state: str, confirmed_by: int | None = None,
    confirmed_at: str | None = None,
) -> bool:  # fmt: skip
    """The reading as it once stood, and who had vouched for it, when an import is undone."""
    vouched = {"confirmed_by_id": confirmed_by, "confirmed_at": dt.datetime.fromisoformat(confirmed_at) if confirmed_at else None}
    return _put_reading(actor, agreement, Validity.from_json(reading), {"reading_state": state} | vouched, verb="put_back_reading")


def _vouched(actor: User) -> dict[str, Any]:
    return {"reading_state": ReadingState.CONFIRMED, "confirmed_by": actor, "confirmed_at": timezone.now()}


def _put_reading(actor: User | None, agreement: Agreement, validity: Validity, beside: dict[str, Any], **how: Any) -> bool:
    facts = facts_of(agreement.events.all())
    read = _fill(Agreement(validity_raw=agreement.validity_raw), reading=validity.to_json(), facts=facts)
    changed = audit.change(agreement, actor=actor, values=_reading_values(read) | beside, **how)
    _set_derived_rows(agreement, facts)
    return changed


# --- what has happened -------------------------------------------------------------------------------------------


@transaction.atomic
def record_event(
    *, actor: User, agreement: Agreement, kind: EventKind | str, decided_on: dt.date, takes_effect_on: dt.date | None = None,
    new_end: dt.date | None = None, review_kind: str = "", decision: str = "", note: str = "", version: int | None = None,
) -> AgreementEvent:
    """Something that has happened to the agreement: see `EventKind` for what each needs. Raises `ValidationError` by
    field, and `StaleRecord` if the agreement has been changed since `version`."""  # fmt: skip
    event = AgreementEvent(
        agreement=agreement, kind=kind, decided_on=decided_on, takes_effect_on=takes_effect_on, new_end=new_end, review_kind=review_kind,
        decision=decision, note=note,
    )  # fmt: skip
    _check_event(event)
    event.full_clean(exclude=["agreement"])
    audit.create(event, actor=actor, verb=f"record_{event.kind}")
    _after_event(agreement, actor, f"record_{event.kind}", [None, event_in_words(event)], version=version)
    return event


@transaction.atomic
def remove_event(*, actor: User, event: AgreementEvent, reason: str = "") -> None:
    """Takes back an event that was recorded by mistake; its content stays in the log."""
    told = event_in_words(event)
    audit.delete(event, actor=actor, reason=reason)
    _after_event(event.agreement, actor, "remove_event", [told, None], reason=reason)


def event_in_words(event: AgreementEvent) -> str:
    """`Förlängning 3 juni 2024, ny sista dag 31 december 2025`, for the log."""
    words = f"{event.get_kind_display()} {day_in_words(event.decided_on)}"
    if event.new_end:
        words += _(", ny sista dag %(day)s") % {"day": day_in_words(event.new_end)}
    if event.takes_effect_on:
        words += _(", gäller inte längre från %(day)s") % {"day": day_in_words(event.takes_effect_on)}
    return words


def _check_event(event: AgreementEvent) -> None:
    agreement = event.agreement
    if event.kind == EventKind.EXTENSION:
        _check_extension(event, agreement.validity, facts_of(agreement.events.all()))
    if event.kind == EventKind.TERMINATION and event.takes_effect_on and event.takes_effect_on < event.decided_on:
        raise ValidationError({"takes_effect_on": _("Avtalet kan inte sluta gälla före uppsägningen. Ändra en av dagarna.")})


def _check_extension(event: AgreementEvent, validity: Validity, facts: Facts) -> None:
    end = last_agreed_end(validity, facts)
    if Flag.LAPSED_STATED in validity.flags:
        raise ValidationError({"new_end": _("Texten säger själv att giltighetstiden har gått ut. Ändra tolkningen först.")})
    if end is None:
        raise ValidationError({"new_end": _("Avtalet har ingen sista dag att flytta fram. Ändra tolkningen om en sista dag fattas.")})
    if event.new_end and event.new_end <= end:
        raise ValidationError({"new_end": _("Avtalet gäller redan till och med %(day)s. Välj en senare dag.") % {"day": day_in_words(end)}})


def _after_event(agreement: Agreement, actor: User, verb: str, told: list[str | None], *, version: int | None = None, reason: str = "") -> None:
    """The columns and rows follow, and the agreement's version rises so that other editors notice."""
    facts = facts_of(AgreementEvent.objects.filter(agreement=agreement))
    read = _fill(Agreement(validity_raw=agreement.validity_raw), reading=agreement.reading, facts=facts)
    values = {name: getattr(read, name) for name in COLUMNS}
    audit.change(agreement, actor=actor, values=values, verb=verb, version=version, reason=reason, beside={"events": told})
    _set_derived_rows(agreement, facts)


# --- documents ---------------------------------------------------------------------------------------------------


@transaction.atomic
def attach_document(*, actor: User, agreement: Agreement, document: Document) -> AgreementDocument:
    """The document is the agreement's text or an annex. The same again changes nothing."""
    attachment, created = AgreementDocument.objects.get_or_create(agreement=agreement, document=document)
    if created:
        audit.record(actor=actor, verb="attach", obj=agreement, changes={"documents": [None, document.title]})
    return attachment


@transaction.atomic
def attach_file(*, actor: User, agreement: Agreement, title: str, file: StoredFile, filename: str) -> AgreementDocument:
    """A new document with its first version."""
    version = add_document(actor=actor, title=title, file=file, filename=filename)
    return attach_document(actor=actor, agreement=agreement, document=version.document)


@transaction.atomic
def add_file_version(*, actor: User, attachment: AgreementDocument, file: StoredFile, filename: str) -> DocumentVersion:
    """The document's next version; the same file as its newest changes nothing."""
    before = attachment.document.versions.count()
    version = add_version(actor=actor, document=attachment.document, file=file, filename=filename)
    if version.number > before:
        audit.record(actor=actor, verb="add_version", obj=attachment.agreement, changes={"documents": [None, f"{attachment.document.title}, {version}"]})
    return version


@transaction.atomic
def detach_document(*, actor: User, attachment: AgreementDocument) -> None:
    """The document no longer belongs to the agreement; document and file remain."""
    audit.record(actor=actor, verb="detach", obj=attachment.agreement, changes={"documents": [attachment.document.title, None]})
    attachment.delete()


# --- parts of the above ------------------------------------------------------------------------------------------


def _plain_values(content: AgreementContent) -> dict[str, Any]:
    return {field: getattr(content, field) for field in _PLAIN}


def _read(raw: str) -> dict[str, Any]:
    """The machine's reading of a validity text, and whether it says anything."""
    validity = read_validity(raw)
    says_nothing = validity == Validity(raw=validity.raw, unread=validity.unread, doubts=validity.doubts)
    unreadable = bool(raw.strip()) and says_nothing
    return {"reading": validity.to_json(), "reading_state": ReadingState.UNREADABLE if unreadable else ReadingState.UNCONFIRMED}


def _fill(agreement: Agreement, *, reading: dict[str, Any], facts: Facts, reading_state: str = "") -> Agreement:
    """Sets the reading and the columns that follow from it."""
    agreement.reading = reading
    agreement.reading_state = reading_state or agreement.reading_state
    columns = status_columns(agreement.validity, facts)
    for name in COLUMNS:
        setattr(agreement, name, getattr(columns, name))
    return agreement


def _reading_values(read: Agreement) -> dict[str, Any]:
    return {field: getattr(read, field) for field in ("reading", *COLUMNS)}


def _set_derived_rows(agreement: Agreement, facts: Facts) -> None:
    """Gaps and ends, made anew: not logged, since what they follow from is."""
    validity = agreement.validity
    agreement.gaps.all().delete()
    agreement.ends.all().delete()
    AgreementGap.objects.bulk_create(
        AgreementGap(agreement=agreement, first=gap.first, last=gap.last, is_certain=gap.is_certain) for gap in status_columns(validity, facts).gaps
    )
    AgreementEnd.objects.bulk_create(
        AgreementEnd(agreement=agreement, counts_from=end.counts_from, last=end.last, renewable_to=end.renewable_to)
        for end in agreed_ends(validity, facts)
    )


def _refuse_circle(agreement: Agreement, predecessor: int | None) -> None:
    """Raises `ValidationError` if the agreement would come to replace itself, at whatever distance."""
    before, seen = predecessor, set[int]()
    while before is not None and before not in seen:
        if before == agreement.pk:
            raise ValidationError({"predecessor": _("Det avtalet ersätter redan det här. Välj ett annat, eller ändra det avtalet först.")})
        seen.add(before)
        before = Agreement.objects.filter(pk=before).values_list("predecessor_id", flat=True).first()


def _set_relations(agreement: Agreement, before: AgreementContent, after: AgreementContent, names: ForumNames | None) -> dict[str, Any]:
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
                AgreementForum(agreement=agreement, role=role, position=n, printed=printed[:300], forum_id=names.resolve(printed))
                for n, printed in enumerate(new)
            )
            changes[str(role)] = [list(old), list(new)]
    if before.parties != after.parties:
        names_of = dict(Principal.objects.filter(pk__in={*before.parties, *after.parties}).values_list("pk", "name"))
        agreement.parties.set(after.parties)
        changes["parties"] = [[names_of[pk] for pk in keys if pk in names_of] for keys in (before.parties, after.parties)]
    return changes


def _aliases(agreement: Agreement, content: AgreementContent) -> list[AgreementAlias]:
    """One a name, without the agreement's own and without two that differ in case or punctuation only."""
    by_key = {swedish_key(name): name for name in content.aliases if name.strip()}
    by_key.pop(swedish_key(content.name), None)
    return [AgreementAlias(agreement=agreement, name=name[:500], name_key=key) for key, name in by_key.items()]
