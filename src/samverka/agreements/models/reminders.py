"""Reminders: the ladders that people have set, and what has been taken care of. Reminders themselves are computed (ADR 0023)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samverka.agreements.choices import REVIEW_KINDS, AgreementKindChoice, ReminderTarget
from samverka.agreements.labels import kind_label
from samverka.agreements.ladder import Acknowledgement, Ladder, Target, parse_steps
from samverka.agreements.models.agreement import Agreement
from samverka.agreements.states import ReviewKind
from samverka.foundation.audit.models import Audited


class ReminderLadder(Audited):
    """How long before someone is reminded: of one agreement, of a kind, or (neither) of all that have none of their own.
    The steps are months as `ladder.steps_in_text` writes them; none: no reminder."""

    agreement = models.OneToOneField(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reminder_ladder",
        verbose_name=_("avtal"),
    )
    kind = models.CharField(_("slag"), max_length=24, choices=AgreementKindChoice.choices, blank=True)
    before_end = models.CharField(_("månader före slutet"), max_length=40, blank=True)
    before_notice = models.CharField(_("månader före sista dag för uppsägning"), max_length=40, blank=True)
    before_review = models.CharField(_("månader före översyn"), max_length=40, blank=True)

    class Meta:
        ordering = ("kind", "pk")
        verbose_name = _("påminnelsestege")
        verbose_name_plural = _("påminnelsestegar")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["kind"], condition=Q(agreement=None), name="one_ladder_a_kind"),
            models.CheckConstraint(condition=Q(agreement=None) | Q(kind=""), name="ladder_of_an_agreement_or_a_kind"),
        ]

    def __str__(self) -> str:
        if self.agreement:
            return str(self.agreement)
        return kind_label(self.kind) if self.kind else str(_("Alla avtal"))

    @property
    def ladder(self) -> Ladder:
        return Ladder(*map(parse_steps, (self.before_end, self.before_notice, self.before_review)))


class ReminderAcknowledgement(Audited):
    """Someone has taken care of a step: when and how. `about` is the last day (of review: the day) that it was about, so
    that it no longer counts when that day moves; `day` the deadline as it stood, `months` the step."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="reminder_acknowledgements")
    target = models.CharField(_("gäller"), max_length=12, choices=ReminderTarget.choices)
    review_kind = models.CharField(_("slags översyn"), max_length=10, choices=REVIEW_KINDS, blank=True)
    about = models.DateField(_("gäller den sista dagen"))
    day = models.DateField(_("dag att vara klar"))
    months = models.PositiveSmallIntegerField(_("månader före"))
    done_on = models.DateField(_("påmind den"))
    note = models.CharField(_("åtgärd"), max_length=1_000)
    again_on = models.DateField(_("påminn igen den"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("av"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-done_on", "-pk")
        verbose_name = _("åtgärd vid påminnelse")
        verbose_name_plural = _("åtgärder vid påminnelser")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(again_on=None) | Q(again_on__gt=F("done_on")),
                name="reminded_again_after_it_was_done",
                violation_error_message=_("Välj en dag efter den då du blev påmind."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_target_display()} {self.day}"

    @property
    def value(self) -> Acknowledgement:
        """As `ladder` takes it."""
        review = ReviewKind(self.review_kind) if self.review_kind else None
        return Acknowledgement(Target(self.target), self.about, self.months, self.done_on, review, self.again_on)
