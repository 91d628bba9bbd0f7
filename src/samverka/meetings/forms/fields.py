"""What the forms of a meeting share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from samverka.foundation.audit.operations import NotDone
from samverka.meetings.models import TEXT_LIMIT

T = TypeVar("T")
MOST_LINES = 200


class LinesField(forms.CharField):
    """Several things, one on each line. Gives a tuple without empty lines."""

    def __init__(self, *, longest: int = 500, rows: int = 3, **options: Any) -> None:
        self.longest = longest
        given: dict[str, Any] = {
            "required": False,
            "max_length": 50_000,
            "widget": forms.Textarea(attrs={"rows": rows}),
        }
        super().__init__(**(given | options))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> Any:
        lines = tuple(" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip())
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Skriv högst %(most)s rader."), params={"most": MOST_LINES})
        for line in lines:
            if len(line) > self.longest:
                raise ValidationError(
                    _("Raden som börjar ”%(start)s” är längre än %(most)s tecken. Korta eller dela den."),
                    params={"start": line[:40], "most": self.longest},
                )
        return lines


def text(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": options.pop("rows", 4)}),
        **options,
    )


class RecordForm(forms.Form):
    """A form that asks an operation and tells of what it refuses; `version` is the one the user saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    reason = forms.CharField(
        label=_("Varför ändras det?"), required=False, max_length=500, help_text=_("Visas i ändringshistoriken.")
    )

    def attempt(self, operation: Callable[..., T], **given: Any) -> tuple[bool, T | None]:
        """`(False, None)` if the form is not valid or the operation refuses; the reason then stands in the form."""
        if not self.is_valid():
            return False, None
        try:
            return True, operation(**given)
        except ValidationError as error:
            told = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
            for name, errors in told.items():
                self.add_error(name if name in self.fields else None, ValidationError(errors))
        except NotDone as error:
            self.add_error(None, str(error))
        return False, None
