"""What a person says of a finding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.findings.models import Finding
from samverka.findings.states import FindingState
from samverka.foundation.lifecycle.forms import AuditedForm


class CheckForm(AuditedForm[Finding]):
    """`state` comes from the button: *Rätta* or *Låt stå*."""

    state = forms.ChoiceField(
        choices=[(FindingState.CORRECTED.value, _("Rätta")), (FindingState.LEFT.value, _("Låt stå"))],
        widget=forms.HiddenInput,
        required=False,
    )

    class Meta(AuditedForm.Meta):
        model = Finding
        fields = ("note",)
        labels = {"note": _("Notering, behövs för Låt stå")}
        help_texts = {"note": _("Varför det får stå. Har du rättat kan du skriva vad, men behöver inte.")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("state"):
            self.add_error(None, _("Välj Rätta eller Låt stå."))
        return said

    def values(self) -> dict[str, Any]:
        said = super().values()
        return said | {"state": FindingState(said["state"])}
