"""A field that takes one document to keep as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samverka.foundation.documents.operations import FileRefused
from samverka.foundation.documents.sniffing import PDF, WORD, kind_of, media_type_of


@dataclass(frozen=True)
class Upload:
    """The bytes of a file, what they are, and the name it came with."""

    data: bytes
    media_type: str
    filename: str


def document_type(data: bytes) -> str | None:
    """The media type by the bytes themselves; None for anything but PDF and Word. Nothing is unpacked."""
    try:
        found = kind_of(data)
    except FileRefused:
        return None
    return found if found in (PDF, WORD) else None


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
        return Upload(content, self.media_type(content, file.name), file.name)

    def media_type(self, data: bytes, filename: str) -> str:
        """What the file is. Raises `ValidationError` for what the field does not take."""
        found = document_type(data)
        if found is None:
            raise forms.ValidationError(
                _("”%(name)s” är varken PDF eller Word (DOCX), eller så är den skadad. Spara om den och försök igen.")
                % {"name": filename}
            )
        return found


class AttachmentField(DocumentField):
    """One file of any kind that people keep with a matter, but nothing that a computer could run. Gives an `Upload`."""

    def __init__(self, **options: Any) -> None:
        given: dict[str, Any] = {
            "widget": forms.FileInput,
            "help_text": _("PDF, Word, Excel, PowerPoint, OpenDocument, bild eller text."),
        }
        super().__init__(**(given | options))

    def media_type(self, data: bytes, filename: str) -> str:
        try:
            return media_type_of(data, filename)
        except FileRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
