"""Files in, and a reviewer's answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.forums.models import Forum
from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.forms import PartialDateField, SwedishDateField
from samverka.imports.fields import ReadField
from samverka.imports.readers.limits import MAX_FILE_BYTES, MAX_PAGED_FILE_BYTES, MEGABYTE

MAX_FILES = 20
PAGED = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar")


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; gives a list of them."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list | tuple) else [data]
        if len(files) > MAX_FILES:
            raise ValidationError(_("Välj högst %(most)s filer åt gången."), params={"most": MAX_FILES})
        cleaned = [super(FilesField, self).clean(file, initial) for file in files]
        for file in cleaned:
            name = str(file.name).lower()
            if name.endswith(ARCHIVES):
                raise ValidationError(
                    _("”%(name)s” är ett arkiv med flera filer. Packa upp det och välj filerna som ligger i det."),
                    params={"name": file.name},
                )
            most = _most(name)
            if file.size > most:
                limit = most // MEGABYTE
                raise ValidationError(
                    _(
                        "”%(name)s” är större än %(limit)s MB, som är det mesta som tas emot. Dela upp filen eller minska bilderna i den."
                    ),
                    params={"name": file.name, "limit": limit},
                )
        return cleaned


def _most(filename: str) -> int:
    """How large a file of this name may be: scanned pages are larger than texts."""
    most = MAX_PAGED_FILE_BYTES if filename.lower().endswith(PAGED) else MAX_FILE_BYTES
    return min(settings.UPLOAD_LIMIT, most)


class UploadForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["documents"]
        box.help_text = box.help_text % {"paged": _most("a.pdf") // MEGABYTE, "other": _most("a.docx") // MEGABYTE}

    documents = FilesField(
        label=_("Dokument"),
        widget=FilesInput(
            attrs={
                "multiple": True,
                "accept": ".docx,.xlsx,.csv,.pptx,.pdf,.txt,.md,.html,.htm,.png,.jpg,.jpeg,.tif,.tiff",
            }
        ),
        allow_empty_file=True,  # an empty file is told of in our own words
        help_text=_(
            "Word, PDF, Excel, PowerPoint, text, Markdown, en sparad webbsida eller en bild av en sida, högst %(paged)s MB för PDF "
            "och bilder och %(other)s MB för annat. Inget ändras i registret förrän du har granskat och fört in. Läs inte in uppgifter "
            "om enskilda patienter, klienter eller barn."
        ),
        error_messages={
            "required": _("Välj minst en fil att läsa in."),
            "missing": _("Välj minst en fil att läsa in."),
        },
    )


class FactsForm(forms.Form):
    """What holds for the whole document: whose register its rows belong to, and which day it is from."""

    forum = forms.ModelChoiceField(
        label=_("Raderna hör till balanslistan för"),
        queryset=Forum.objects.none(),
        empty_label=_("Välj forum"),
        required=False,
    )
    document_date = SwedishDateField(
        label=_("Dokumentet är daterat"),
        required=False,
        help_text=_("Avgör vilken uppgift som är nyast när dokument säger olika."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, forums: QuerySet[Forum], has_rows: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_rows:
            cast("forms.ModelChoiceField[Forum]", self.fields["forum"]).queryset = forums
        else:
            del self.fields["forum"]


def value_form(field: ReadField, data: Any = None, *, large: bool = False, choices: Sequence[Any] = ()) -> forms.Form:
    """A form with the one box in which a reviewer corrects a field: one entry a line for lists, a date for dates."""
    box: forms.Field
    if choices:
        box = forms.ChoiceField(label=field.label, choices=choices, required="" not in dict(choices))
    elif isinstance(field.value, list):
        box = forms.CharField(
            label=field.label, required=False, widget=forms.Textarea(attrs={"rows": min(6, len(field.value) + 1)}),
            help_text=_("En på varje rad."),
        )  # fmt: skip
    elif isinstance(field.value, dict):
        box = PartialDateField(label=field.label, required=False)
    elif isinstance(field.value, int):
        box = forms.IntegerField(label=field.label, min_value=0, max_value=100_000)
    else:
        widget = forms.Textarea(attrs={"rows": 5}) if large else forms.TextInput()
        box = forms.CharField(
            label=field.label, required=field.name in ("name", "subject"), max_length=20_000, widget=widget
        )
    form = forms.Form(data, initial={"value": shown_value(field.value)}, prefix=field.name)
    form.fields["value"] = box
    return form


def shown_value(value: Any) -> Any:
    """A field's value as a person reads and edits it."""
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    if isinstance(value, dict):
        return PartialDate.from_json(value) if "precision" in value else None
    return value


def stored_value(field: ReadField, cleaned: Any) -> Any:
    """The inverse of `shown_value`, of the same kind as the field's value."""
    if isinstance(field.value, list):
        return [line.strip() for line in str(cleaned).splitlines() if line.strip()]
    if isinstance(field.value, dict):
        return cleaned.to_json() if cleaned else {}
    return cleaned.strip() if isinstance(cleaned, str) else cleaned
