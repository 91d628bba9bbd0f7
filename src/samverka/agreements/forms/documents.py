"""Forms for the files of an agreement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samverka.agreements.forms.versioned import VersionedForm
from samverka.foundation.documents.operations import store_file
from samverka.foundation.documents.sniffing import media_type_of


class FileForm(VersionedForm):
    """A file to attach. Gives it sniffed and stored."""

    file = forms.FileField(label=_("Fil"), allow_empty_file=True, help_text=_("PDF, Word, Excel, PowerPoint, OpenDocument, bild eller text."))

    def values(self) -> dict[str, Any]:
        sent: UploadedFile = self.cleaned_data["file"]
        data = sent.read()
        name = sent.name or "dokument"
        stored = store_file(data, media_type=media_type_of(data, name) if data else "")
        return {key: value for key, value in self.cleaned_data.items() if key not in {"file", "version"}} | {"file": stored, "filename": name}


class DocumentForm(FileForm):
    title = forms.CharField(label=_("Vad dokumentet är"), max_length=300, help_text=_("Till exempel Avtalet, undertecknat eller Bilaga 1."))
    field_order = ("title", "file")
