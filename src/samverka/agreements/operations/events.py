"""What has happened to an agreement after its text was written: recorded, taken back."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samverka.agreements.choices import EventKind
from samverka.agreements.models import Agreement, AgreementEvent
from samverka.agreements.operations.derived import COLUMNS, fill, set_derived_rows
from samverka.agreements.queries import facts_of
from samverka.agreements.reading import Validity
from samverka.agreements.rules import Facts, last_agreed_end
from samverka.agreements.states import Flag
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.language import in_swedish


@transaction.atomic
def record_event(
    *,
    actor: User,
    agreement: Agreement,
    kind: EventKind | str,
    decided_on: dt.date,
    takes_effect_on: dt.date | None = None,
    new_end: dt.date | None = None,
    review_kind: str = "",
    decision: str = "",
    note: str = "",
    version: int | None = None,
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
    _after_event(agreement, actor, f"record_{event.kind}", [None, _for_the_log(event)], version=version)
    return event


@transaction.atomic
def remove_event(*, actor: User, event: AgreementEvent, reason: str = "") -> None:
    """Takes back an event that was recorded by mistake; its content stays in the log."""
    told = _for_the_log(event)
    audit.delete(event, actor=actor, reason=reason)
    _after_event(event.agreement, actor, "remove_event", [told, None], reason=reason)


def event_in_words(event: AgreementEvent) -> str:
    """`Förlängning 3 juni 2024, ny sista dag 31 december 2025`, in the reader's language."""
    words = f"{event.get_kind_display()} {day_in_words(event.decided_on)}"
    if event.new_end:
        words += _(", ny sista dag %(day)s") % {"day": day_in_words(event.new_end)}
    if event.takes_effect_on:
        words += _(", gäller inte längre från %(day)s") % {"day": day_in_words(event.takes_effect_on)}
    return words


_for_the_log = in_swedish(event_in_words)


def _check_event(event: AgreementEvent) -> None:
    agreement = event.agreement
    if event.kind == EventKind.EXTENSION:
        _check_extension(event, agreement.validity, facts_of(agreement.events.all()))
    if event.kind == EventKind.TERMINATION and event.takes_effect_on and event.takes_effect_on < event.decided_on:
        raise ValidationError(
            {"takes_effect_on": _("Avtalet kan inte sluta gälla före uppsägningen. Ändra en av dagarna.")}
        )


def _check_extension(event: AgreementEvent, validity: Validity, facts: Facts) -> None:
    end = last_agreed_end(validity, facts)
    if Flag.LAPSED_STATED in validity.flags:
        raise ValidationError(
            {"new_end": _("Texten säger själv att giltighetstiden har gått ut. Ändra tolkningen först.")}
        )
    if end is None:
        raise ValidationError(
            {"new_end": _("Avtalet har ingen sista dag att flytta fram. Ändra tolkningen om en sista dag fattas.")}
        )
    if event.new_end and event.new_end <= end:
        raise ValidationError(
            {
                "new_end": _("Avtalet gäller redan till och med %(day)s. Välj en senare dag.")
                % {"day": day_in_words(end)}
            }
        )


def _after_event(
    agreement: Agreement,
    actor: User,
    verb: str,
    told: list[str | None],
    *,
    version: int | None = None,
    reason: str = "",
) -> None:
    """The columns and rows follow, and the agreement's version rises so that other editors notice."""
    facts = facts_of(AgreementEvent.objects.filter(agreement=agreement))
    read = fill(Agreement(validity_raw=agreement.validity_raw), reading=agreement.reading, facts=facts)
    values = {name: getattr(read, name) for name in COLUMNS}
    audit.change(
        agreement, actor=actor, values=values, verb=verb, version=version, reason=reason, beside={"events": told}
    )
    set_derived_rows(agreement, facts)
