"""Forms for the files of an agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.agreements.choices import TextKind
from samverka.agreements.forms.versioned import VersionedForm
from samverka.foundation.dates.forms import SwedishDateField
from samverka.foundation.documents.forms import AttachmentField


class VersionFields(VersionedForm):
    """What people say of a version: nothing of it has to be known."""

    label = forms.CharField(
        label=_("Vad versionen kallas"), max_length=80, required=False, help_text=_("Till exempel Reviderad 2019.")
    )
    dated_on = SwedishDateField(label=_("Daterad"), required=False)
    valid_from = SwedishDateField(
        label=_("Gäller från"),
        required=False,
        help_text=_("Ändrar inte avtalets giltighetstid, bara versionernas ordning."),
    )


class FileForm(VersionFields):
    """A file to attach. Gives its bytes, what they are and the name it came with."""

    file = AttachmentField(label=_("Fil"))
    field_order: Sequence[str] = ("file", "label", "dated_on", "valid_from")

    def values(self) -> dict[str, Any]:
        upload = self.cleaned_data["file"]
        rest = {key: value for key, value in self.cleaned_data.items() if key not in {"file", "version"}}
        return rest | {"data": upload.data, "media_type": upload.media_type, "filename": upload.filename}


class DocumentForm(FileForm):
    title = forms.CharField(
        label=_("Vad dokumentet är"), max_length=300, help_text=_("Till exempel Avtalet, undertecknat eller Bilaga 1.")
    )
    kind = forms.ChoiceField(
        label=_("Slag"),
        required=False,
        choices=[("", _("Efter vad det heter")), *TextKind.choices],
        help_text=_("Alla dokument av slaget Avtalstext är versioner av samma text och kan jämföras."),
    )
    field_order = ("title", "kind", "file", "label", "dated_on", "valid_from")


class VersionForm(VersionFields):
    """What a version is, said afterwards."""

    kind = forms.ChoiceField(
        label=_("Dokumentets slag"),
        choices=TextKind.choices,
        help_text=_("Alla dokument av slaget Avtalstext är versioner av samma text och kan jämföras."),
    )
    note = forms.CharField(label=_("Notering"), max_length=500, required=False)
    field_order = ("kind", "label", "dated_on", "valid_from", "note")
