"""What is filled in when a meeting says something of a promise or a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_SECTION = 99_999


@dataclass(frozen=True)
class Act:
    """One thing a meeting can do. `label` asks for the text that goes with it; `is_required`: it cannot be left empty."""

    name: str
    heading: Any
    submit: Any
    label: Any
    key: str
    is_required: bool = True
    help_text: Any = ""


ENTRY_ACTS = {
    act.name: act
    for act in (
        Act("klart", _("Klart"), _("Markera klart"), _("Notering"), "k", is_required=False),
        Act(
            "skjut-upp", _("Skjut upp"), _("Skjut upp löftet"), _("Ny tid"), "s",
            help_text=_("Skriv som i listan: SVOM 11/10 2024 eller höst 2024. Den gamla tiden står kvar."),
        ),
        Act("notera", _("Notera"), _("Spara noteringen"), _("Notering"), "n", help_text=_("Skrivs sist i radens uppföljning.")),
        Act("utgar", _("Utgår"), _("Låt löftet utgå"), _("Varför utgår det?"), "u"),
    )
}  # fmt: skip
ITEM_ACTS = {
    act.name: act
    for act in (
        Act("notera", _("Notera"), _("Spara noteringen"), _("Notering"), "", help_text=_("Skrivs sist i radens uppföljning.")),
        Act("avsluta", _("Avsluta"), _("Avsluta raden"), _("Hur blev det?"), "a", is_required=False),
        Act("avfor", _("Avför"), _("Avför raden"), _("Varför avförs raden?"), "v", help_text=_("Skälet visas i listan.")),
    )
}  # fmt: skip
UNDO, CANCEL = "angra", "avbryt"


class ActForm(forms.Form):
    """The § and the text of one act."""

    paragraf = forms.IntegerField(
        label=_("§"), required=False, min_value=1, max_value=MOST_SECTION,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "sectionfield", "data-section": ""}),
        error_messages={
            "invalid": _("§ ska vara ett tal, till exempel 26. Lämna fältet tomt om mötet inte har paragrafer."),
            "min_value": _("§ ska vara 1 eller mer."), "max_value": _("§ får ha högst fem siffror."),
        },
    )  # fmt: skip
    text = forms.CharField(max_length=2000, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, data: Any = None, *, act: Act, section: int | None = None, place: str = "") -> None:
        super().__init__(data, initial={"paragraf": section}, auto_id=f"{place}-%s")
        text = self.fields["text"]
        text.label, text.required, text.help_text = act.label, act.is_required, act.help_text
