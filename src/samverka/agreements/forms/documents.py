"""Forms for the files of an agreement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.agreements.forms.versioned import VersionedForm
from samverka.foundation.documents.forms import AttachmentField


class FileForm(VersionedForm):
    """A file to attach. Gives its bytes, what they are and the name it came with."""

    file = AttachmentField(label=_("Fil"))

    def values(self) -> dict[str, Any]:
        upload = self.cleaned_data["file"]
        rest = {key: value for key, value in self.cleaned_data.items() if key not in {"file", "version"}}
        return rest | {"data": upload.data, "media_type": upload.media_type, "filename": upload.filename}


class DocumentForm(FileForm):
    title = forms.CharField(
        label=_("Vad dokumentet är"), max_length=300, help_text=_("Till exempel Avtalet, undertecknat eller Bilaga 1.")
    )
    field_order = ("title", "file")
