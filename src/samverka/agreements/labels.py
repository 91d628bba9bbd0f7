"""The words of `states`, translated for the page's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext, gettext_lazy

from samverka.agreements.coming import ComingDay
from samverka.agreements.states import AGREEMENT_KIND_WORDS, NOT_YET_FROM, STATUS_WORDS, AgreementKind, AgreementStatus
from samverka.foundation.dates.words import day_in_words

Key = TypeVar("Key", bound=StrEnum)


def choices(words: Mapping[Key, str]) -> list[tuple[str, str]]:
    """What a model or form field takes as `choices`: value and label, translated when shown."""
    return [(key.value, gettext_lazy(word)) for key, word in words.items()]  # type: ignore[misc]


def status_label(status: AgreementStatus, starts_on: dt.date | None = None) -> str:
    """`Gäller`, `Gäller från 1 juni 2024` (when the start is given), …"""
    if status is AgreementStatus.NOT_YET and starts_on:
        return gettext(NOT_YET_FROM) % {"day": day_in_words(starts_on)}
    return gettext(STATUS_WORDS[status])


def kind_label(kind: str) -> str:
    """`Överenskommelse` for the value of an `AgreementKind`; anything else as it is."""
    return gettext(AGREEMENT_KIND_WORDS[AgreementKind(kind)]) if kind in AGREEMENT_KIND_WORDS else kind


def day_note(day: ComingDay) -> str:
    """Why a day to come is not certain; empty where it is."""
    if day.is_projected:
        return gettext("Om översynen före den görs på sin dag")
    return gettext("Året kan vara ett startår") if day.is_doubtful else ""


@dataclass(frozen=True)
class StatusTag:
    """A status as word, shape and colour: `look` is the class of the tag."""

    look: str
    word: str


_LOOKS: dict[AgreementStatus, str] = {
    AgreementStatus.PENDING: "wait",
    AgreementStatus.NOT_YET: "wait",
    AgreementStatus.IN_FORCE: "ok",
    AgreementStatus.IN_FORCE_RENEWED: "auto",
    AgreementStatus.LAPSED: "late",
    AgreementStatus.ENDED: "ended",
    AgreementStatus.UNCLEAR: "doubt",
}


def status_tag(status: AgreementStatus, starts_on: dt.date | None = None, *, is_running_out: bool = False) -> StatusTag:
    """The tag of a status; `Gäller, löper ut` for one that needs someone before the year is over."""
    word = status_label(status, starts_on)
    if is_running_out:
        return StatusTag("warn", gettext("%(status)s, löper ut") % {"status": word})
    return StatusTag(_LOOKS[status], word)
