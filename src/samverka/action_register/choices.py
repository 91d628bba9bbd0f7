"""The enumerations as the database and forms want them: values from `states`, Swedish words from `words`."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.functional import Promise

from samverka.action_register.labels import label
from samverka.action_register.states import Certainty, FollowUpKind, ItemState, Outcome, Relation


class OutcomeChoice(models.TextChoices):
    OPEN = Outcome.OPEN.value, label(Outcome.OPEN)
    DONE = Outcome.DONE.value, label(Outcome.DONE)
    POSTPONED = Outcome.POSTPONED.value, label(Outcome.POSTPONED)
    DROPPED = Outcome.DROPPED.value, label(Outcome.DROPPED)


class ItemStateChoice(models.TextChoices):
    ONGOING = ItemState.ONGOING.value, label(ItemState.ONGOING)
    DONE = ItemState.DONE.value, label(ItemState.DONE)
    DROPPED = ItemState.DROPPED.value, label(ItemState.DROPPED)


def _choices(values: type[StrEnum]) -> list[tuple[str, Promise]]:
    return [(value.value, label(value)) for value in values]


KINDS, RELATIONS, CERTAINTIES = _choices(FollowUpKind), _choices(Relation), _choices(Certainty)
