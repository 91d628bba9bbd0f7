"""Which agreements a paragraph is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.agreements.models import Agreement


class MentionsForm(forms.Form):
    """Those it is read to be about stand ticked; one more can be added by name."""

    agreements = forms.ModelMultipleChoiceField(
        label=_("Paragrafen handlar om"),
        queryset=Agreement.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other = forms.ModelChoiceField(
        label=_("Lägg till"), queryset=Agreement.objects.all(), required=False, empty_label=_("Inget mer")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, stand: list[int]) -> None:
        super().__init__(data, initial={"agreements": stand})
        for name, found in (
            ("agreements", Agreement.objects.filter(pk__in=stand)),
            ("other", Agreement.objects.exclude(pk__in=stand)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found
        if not stand:
            del self.fields["agreements"]

    def chosen(self) -> list[Agreement]:
        """All that it is about. Only after `is_valid`."""
        other = self.cleaned_data.get("other")
        return [*self.cleaned_data.get("agreements", ()), *([other] if other else [])]
