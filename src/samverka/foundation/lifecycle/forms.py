"""Forms for audited records: they never save, they ask an operation, and they tell of what it refuses."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samverka.foundation.audit.models import Audited
from samverka.foundation.audit.operations import NotDone
from samverka.foundation.dates.forms import SwedishDateField

M = TypeVar("M", bound=Audited)
T = TypeVar("T")
VERSION = "version"


def swedish_field(field: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    """The form field of a model's field: dates as people write them, an empty choice that says what empty means."""
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return SwedishDateField(label=capfirst(field.verbose_name), help_text=field.help_text, required=not field.blank)
    made: forms.Field | None = field.formfield(**options)
    if isinstance(made, forms.ModelChoiceField):
        made.empty_label = str(_("Ej angivet")) if field.blank else str(_("Välj"))
    elif isinstance(made, forms.TypedChoiceField):
        given: Any = made.choices
        made.choices = [("", _("Välj")) if choice == models.fields.BLANK_CHOICE_DASH[0] else choice for choice in given]
    return made


class AuditedForm(forms.ModelForm, Generic[M]):  # type: ignore[type-arg]
    """A form for a new record, or for `record` with its version hidden in it.

    Subclasses name the model's fields in `Meta(AuditedForm.Meta)`, may add fields of their own, and say in `demanded`
    which fields must be filled in though the model allows them to be empty.
    """

    demanded: ClassVar[tuple[str, ...]] = ()

    class Meta:
        formfield_callback = swedish_field

    def __init__(self, data: Any = None, *, record: M | None = None, instance: M | None = None, **options: Any) -> None:
        self.record = record
        # A copy: checking a form fills in its instance, and the record must still hold what the log compares with.
        super().__init__(data, instance=copy.copy(record) if record else instance, **options)
        for name in self.demanded:
            self.fields[name].required = True
        if record is not None:
            self.fields[VERSION] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, min_value=0, initial=record.version
            )

    def choices_of(self, name: str) -> forms.ModelChoiceField[Any]:
        """The field that chooses among records, to narrow its `queryset`."""
        return cast("forms.ModelChoiceField[Any]", self.fields[name])

    def values(self) -> dict[str, Any]:
        """What was filled in, for the operation."""
        return dict(self.cleaned_data)

    def attempt(self, operation: Callable[..., T], **given: Any) -> tuple[bool, T | None]:
        """Calls the operation with what was filled in and what is `given`. `(False, None)` if the form is not valid or
        the operation refuses; the reason then stands in the form, beside what was typed."""
        if not self.is_valid():
            return False, None
        try:
            return True, operation(**self.values(), **given)
        except ValidationError as error:
            self._tell(error)
        except NotDone as error:
            self.add_error(None, str(error))
        return False, None

    def _tell(self, error: ValidationError) -> None:
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(
                name if name in self.fields else None, ValidationError(errors) if name != NON_FIELD_ERRORS else errors
            )

    def save(self, commit: bool = True) -> M:
        raise TypeError("a form of an audited record asks an operation")
