"""Reminders: ladders set and put back, steps taken care of."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samverka.agreements.ladder import MOST_MONTHS, MOST_STEPS, Target, parse_steps, steps_in_text
from samverka.agreements.models import Agreement, ReminderAcknowledgement, ReminderLadder
from samverka.agreements.queries.reminders import find_step, step_in_words
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.audit.operations import NotDone, StaleRecord
from samverka.foundation.dates.swedish import day_in_words

STEPS = ("before_end", "before_notice", "before_review")


@transaction.atomic
def set_ladder(
    *,
    actor: User | None,
    before_end: str,
    before_notice: str,
    before_review: str,
    agreement: Agreement | None = None,
    kind: str = "",
    version: int | None = None,
) -> ReminderLadder:
    """The ladder of an agreement, of a kind, or of all. Steps as people write them (`12/6/3`); none: no reminder. Raises
    `ValidationError` by field, and `StaleRecord` if it has been changed since `version` (None: since there was none)."""
    values = _steps(before_end=before_end, before_notice=before_notice, before_review=before_review)
    stands = ReminderLadder.objects.filter(agreement=agreement, kind="" if agreement else kind).first()
    if (stands is None) != (version is None):
        raise StaleRecord(
            _("Stegen har ändrats av någon annan sedan du öppnade sidan. Läs in sidan igen och gör om din ändring.")
        )
    if stands:
        audit.change(stands, actor=actor, values=values, verb="set_ladder", version=version)
        return stands
    made = ReminderLadder(agreement=agreement, kind="" if agreement else kind, **values)
    made.full_clean()
    try:
        with transaction.atomic():
            return audit.create(made, actor=actor, verb="set_ladder")
    except IntegrityError:  # someone was faster
        raise StaleRecord(_("Någon annan satte just den stegen. Läs in sidan igen och se om den räcker.")) from None


def _steps(**written: str) -> dict[str, str]:
    values, errors = {}, {}
    for name, text in written.items():
        try:
            values[name] = steps_in_text(parse_steps(text))
        except ValueError:
            errors[name] = _(
                "”%(text)s” går inte att läsa som månader. Skriv till exempel 12/6/3: högst %(steps)d steg, 1–%(months)d månader."
            ) % {"text": text, "steps": MOST_STEPS, "months": MOST_MONTHS}
    if errors:
        raise ValidationError(errors)
    return values


@transaction.atomic
def remove_ladder(*, actor: User, ladder: ReminderLadder) -> None:
    """Back to the ladder of the kind, of all, or the usual one."""
    audit.delete(ladder, actor=actor, verb="remove_ladder")


@transaction.atomic
def acknowledge(
    *,
    actor: User,
    agreement: Agreement,
    target: Target,
    about: dt.date,
    review_kind: str = "",
    done_on: dt.date,
    note: str,
    again_on: dt.date | None = None,
    on: dt.date,
) -> ReminderAcknowledgement:
    """Takes care of the step reached on `on` towards `about`. Raises `NotDone` if that day has moved, no step is reached or
    someone has taken care of it already, and `ValidationError` by field."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    step = find_step(locked, target, review_kind, about, on)
    if step is None or step.reached is None:
        raise NotDone(
            _(
                "Dagen har flyttats eller passerats sedan du öppnade sidan, så det finns ingen sådan påminnelse. Gå tillbaka till listan."
            )
        )
    if step.settled:
        raise NotDone(
            _("%(who)s har redan tagit hand om påminnelsen den %(day)s: %(note)s")
            % {"who": step.settled.done_by, "day": day_in_words(step.settled.done_on), "note": step.settled.note}
        )
    made = ReminderAcknowledgement(
        agreement=agreement, target=target, review_kind=review_kind, about=about, day=step.reached.deadline.day,
        months=step.reached.months, done_on=done_on, note=note, again_on=again_on, done_by=actor,
    )  # fmt: skip
    made.full_clean(exclude=["agreement", "done_by"])
    audit.create(made, actor=actor)
    told = f"{step_in_words(step.reached)} {day_in_words(made.day)}: {note}"
    audit.record(
        actor=actor, verb="acknowledge_reminder", obj=agreement, changes={"reminder_acknowledgements": [None, told]}
    )
    return made


@transaction.atomic
def withdraw_acknowledgement(*, actor: User, made: ReminderAcknowledgement, reason: str) -> None:
    """Takes back what was said by mistake; its content stays in the log."""
    audit.delete(made, actor=actor, reason=reason)
    audit.record(
        actor=actor, verb="withdraw_acknowledgement", obj=made.agreement, reason=reason,
        changes={"reminder_acknowledgements": [f"{made}: {made.note}", None]},
    )  # fmt: skip
