"""Forms that ask an operation without being of one model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from samverka.foundation.audit.operations import NotDone
from samverka.foundation.documents.operations import FileRefused

T = TypeVar("T")


class VersionedForm(forms.Form):
    """A form that is not of one model: asks an operation and tells what it refuses."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def attempt(self, operation: Callable[..., T], **given: Any) -> tuple[bool, T | None]:
        """As `AuditedForm.attempt`."""
        if not self.is_valid():
            return False, None
        try:
            return True, operation(**self.values(), **given)
        except ValidationError as error:
            for name, errors in getattr(error, "error_dict", {"__all__": [error]}).items():
                self.add_error(name if name in self.fields else None, ValidationError(errors))
        except (NotDone, FileRefused) as error:
            self.add_error(None, str(error))
        return False, None
