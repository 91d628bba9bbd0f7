"""A field that takes one document to keep as it is."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@dataclass(frozen=True)
class Upload:
    """The bytes of a file, what they are, and the name it came with."""

    data: bytes
    media_type: str
    filename: str


def document_type(data: bytes) -> str | None:
    """The media type by the bytes themselves; None for anything but PDF and Word. Nothing is unpacked."""
    if data.startswith(b"%PDF-"):
        return PDF
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return WORD if "word/document.xml" in archive.namelist() else None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return None


class DocumentField(forms.FileField):
    """One PDF or Word file. Gives an `Upload`."""

    def __init__(self, **options: Any) -> None:
        given: dict[str, Any] = {
            "widget": forms.FileInput(attrs={"accept": ".pdf,.docx"}),
            "help_text": _("PDF eller Word (DOCX)."),
            "error_messages": {
                "required": _("Välj en fil."),
                "missing": _("Välj en fil."),
                "empty": _("Filen är tom. Kontrollera att rätt fil valdes och försök igen."),
            },
        }
        super().__init__(**(given | options))

    def clean(self, data: Any, initial: Any = None) -> Upload:
        file = super().clean(data, initial)
        if file.size > settings.UPLOAD_LIMIT:
            limit = settings.UPLOAD_LIMIT // (1024 * 1024)
            raise forms.ValidationError(
                _("Filen är större än %(limit)s MB, som är det mesta som tas emot.") % {"limit": limit}
            )
        content = file.read()
        media_type = document_type(content)
        if media_type is None:
            raise forms.ValidationError(
                _("”%(name)s” är varken PDF eller Word (DOCX), eller så är den skadad. Spara om den och försök igen.")
                % {"name": file.name}
            )
        return Upload(content, media_type, file.name)
