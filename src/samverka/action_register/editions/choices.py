"""The enumerations as the database and forms want them, with their Swedish words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverka.action_register.editions.states import Answer, EditionOutcome, EditionState, RowKind, Verdict


class EditionStateChoice(models.TextChoices):
    DRAFT = EditionState.DRAFT.value, _("Utkast")
    OUT = EditionState.OUT.value, _("Ute på synpunkter")
    TAKEN = EditionState.TAKEN.value, _("Behandlad")
    WITHDRAWN = EditionState.WITHDRAWN.value, _("Tillbakadragen")


class EditionOutcomeChoice(models.TextChoices):
    NOTED = EditionOutcome.NOTED.value, _("Noterad")
    ADOPTED = EditionOutcome.ADOPTED.value, _("Antagen")


class AnswerChoice(models.TextChoices):
    WAITING = Answer.WAITING.value, _("Inget svar")
    NO_REMARKS = Answer.NO_REMARKS.value, _("Inget att anmärka")
    REMARKS = Answer.REMARKS.value, _("Har lämnat synpunkter")


class VerdictChoice(models.TextChoices):
    OPEN = Verdict.OPEN.value, _("Inte besvarad")
    TAKEN_UP = Verdict.TAKEN_UP.value, _("Tagen till vara")
    LEFT = Verdict.LEFT.value, _("Inte tagen till vara")


class RowKindChoice(models.TextChoices):
    NEW = RowKind.NEW.value, _("Ny rad")
    GONE = RowKind.GONE.value, _("Inte längre med")
    DONE = RowKind.DONE.value, _("Avslutad")
    DROPPED = RowKind.DROPPED.value, _("Avförd")
    REOPENED = RowKind.REOPENED.value, _("Upptagen igen")
    MOVED = RowKind.MOVED.value, _("Flyttad")
    CHANGED = RowKind.CHANGED.value, _("Ändrad")
