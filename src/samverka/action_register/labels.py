"""The words of the states, translated when they are shown."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samverka.action_register.words import word


def label(value: StrEnum) -> Promise:
    """The translated word of a state. Raises `KeyError` for a value that is none."""
    return gettext_lazy(word(value))
