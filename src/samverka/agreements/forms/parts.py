"""Small forms for what hangs on an agreement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.agreements.forms.versioned import VersionedForm
from samverka.agreements.models import Agreement
from samverka.agreements.queries.hierarchy import choosable_parents


class ParentForm(VersionedForm):
    """Which agreement this one belongs to."""

    parent = forms.ModelChoiceField(
        label=_("Hör till"),
        queryset=Agreement.objects.none(),
        required=False,
        empty_label=_("Inget, det står för sig"),
        help_text=_(
            "Det avtal som det här är en del av eller bygger på, till exempel samverkansavtalet som en överenskommelse hör till. "
            "Giltighetstiden påverkas inte; har det andra avtalet löpt ut står det på båda sidorna."
        ),
    )

    def __init__(self, data: Any = None, *, agreement: Agreement) -> None:
        super().__init__(data, initial={"parent": agreement.parent_id, "version": agreement.version})
        field: Any = self.fields["parent"]
        field.queryset = choosable_parents(agreement)
