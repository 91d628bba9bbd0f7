"""The enumerations as the database and forms want them: values from `states`, Swedish labels beside."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverka.agreements.ladder import TARGET_WORDS, Target
from samverka.agreements.states import AGREEMENT_KIND_WORDS, REVIEW_WORDS, AgreementKind, ReviewKind


class AgreementKindChoice:
    """`AgreementKind` with its words."""

    AGREEMENT = AgreementKind.AGREEMENT.value
    choices = tuple((kind.value, _(AGREEMENT_KIND_WORDS[kind])) for kind in AgreementKind)


class ReminderTarget:
    """`ladder.Target` with its words."""

    choices = tuple((target.value, _(TARGET_WORDS[target])) for target in Target)


class ReadingState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Obekräftad")
    CONFIRMED = "confirmed", _("Bekräftad")
    UNREADABLE = "unreadable", _("Kan inte tolkas")


class ContractCooperation(models.TextChoices):
    """Whether the agreement is *avtalssamverkan*, which the executive board reports yearly (KL 9:37–38)."""

    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    NOT_SETTLED = "not_settled", _("Inte avgjort")


class ForumRoleChoice(models.TextChoices):
    RECOMMENDING = "recommending", _("Rekommenderar")
    PREPARING = "preparing", _("Bereder")


class TextKind(models.TextChoices):
    """What a document is to its agreement. Every document of the kind `MAIN` is a version of one text."""

    MAIN = "main", _("Avtalstext")
    ANNEX = "annex", _("Bilaga")
    MEMO = "memo", _("Tjänsteskrivelse")
    OTHER = "other", _("Annat")


class EventKind(models.TextChoices):
    EXTENSION = "extension", _("Förlängning")
    TERMINATION = "termination", _("Uppsägning")
    ENDED = "ended", _("Upphört")
    CONDITION_MET = "condition_met", _("Alla parter har antagit")
    REVIEW = "review", _("Översyn gjord")

    @property
    def action(self) -> str:
        """The words of the button that records it."""
        return str(_ACTIONS[self])


_ACTIONS: dict[EventKind, Any] = {
    EventKind.EXTENSION: _("Registrera förlängning"),
    EventKind.TERMINATION: _("Registrera uppsägning"),
    EventKind.ENDED: _("Registrera att det har upphört"),
    EventKind.CONDITION_MET: _("Registrera att alla har antagit"),
    EventKind.REVIEW: _("Registrera översyn"),
}


REVIEW_KINDS = tuple((kind.value, _(REVIEW_WORDS[kind])) for kind in ReviewKind)
