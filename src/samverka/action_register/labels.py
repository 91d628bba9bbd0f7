"""The words of the states, translated when they are shown; and choices for models and forms."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samverka.action_register.words import CERTAINTIES, ITEM_STATES, KINDS, OUTCOMES, RELATIONS, STANDINGS, word


def label(value: StrEnum) -> Promise:
    """The translated word of a state. Raises `KeyError` for a value that is none."""
    return gettext_lazy(word(value))


S = TypeVar("S", bound=StrEnum)


def _choices(words: Mapping[S, str]) -> list[tuple[str, Promise]]:
    return [(value.value, gettext_lazy(swedish)) for value, swedish in words.items()]


KIND_CHOICES = _choices(KINDS)
RELATION_CHOICES = _choices(RELATIONS)
CERTAINTY_CHOICES = _choices(CERTAINTIES)
OUTCOME_CHOICES = _choices(OUTCOMES)
ITEM_STATE_CHOICES = _choices(ITEM_STATES)
STANDING_CHOICES = _choices(STANDINGS)
