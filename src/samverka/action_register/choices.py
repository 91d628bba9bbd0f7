"""The enumerations as the database and forms want them: values from `states`, Swedish words from `words`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverka.action_register import words
from samverka.action_register.states import Certainty, FollowUpKind, ItemState, Outcome, Relation


class OutcomeChoice(models.TextChoices):
    OPEN = Outcome.OPEN.value, _("Återstår")
    DONE = Outcome.DONE.value, _("Klart")
    POSTPONED = Outcome.POSTPONED.value, _("Uppskjutet")
    DROPPED = Outcome.DROPPED.value, _("Utgår")


class ItemStateChoice(models.TextChoices):
    ONGOING = ItemState.ONGOING.value, _("Pågår")
    DONE = ItemState.DONE.value, _("Avslutad")
    DROPPED = ItemState.DROPPED.value, _("Avförd")


def _choices(spoken: Mapping[StrEnum, str]) -> list[tuple[str, object]]:
    return [(value.value, _(word)) for value, word in spoken.items()]


KINDS = _choices(words.KINDS)  # type: ignore[arg-type]
RELATIONS = _choices(words.RELATIONS)  # type: ignore[arg-type]
CERTAINTIES = _choices(words.CERTAINTIES)  # type: ignore[arg-type]
__all__ = ["CERTAINTIES", "KINDS", "RELATIONS", "Certainty", "FollowUpKind", "ItemStateChoice", "OutcomeChoice", "Relation"]
