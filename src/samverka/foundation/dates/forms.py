"""Form fields that accept dates as people write them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.swedish import in_words, parse_date


class SwedishDateField(forms.CharField):
    """An exact day: `3/6 2024`, `2024-06-03`, `3 juni 2024`. Gives a `datetime.date` or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"max_length": 40} | options))
        self.widget.attrs.setdefault("inputmode", "text")
        self.widget.attrs.setdefault("autocomplete", "off")
        self.widget.attrs["class"] = "datefield"

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, dt.date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        date = parse_date(text)
        if date is None:
            raise ValidationError(
                _("”%(text)s” är inte ett datum. Skriv till exempel 3/6 2024 eller 2024-06-03."), params={"text": text}
            )
        if not date.is_exact:
            raise ValidationError(
                _("”%(text)s” är inte en bestämd dag. Skriv dag, månad och år."), params={"text": text}
            )
        return date.start


class PartialDateField(forms.CharField):
    """An exact or inexact date: also `okt. 2024`, `hösten 2024`, `2024`. Gives a `PartialDate` or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"max_length": 40} | options))
        self.widget.attrs["class"] = "datefield"
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value: Any) -> Any:
        return in_words(value) if isinstance(value, PartialDate) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        date = parse_date(text)
        if date is None:
            message = _(
                "”%(text)s” är inte ett datum. Skriv till exempel 3/6 2024, oktober 2024, hösten 2024 eller 2024."
            )
            raise ValidationError(message, params={"text": text})
        return date
