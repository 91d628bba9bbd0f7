"""How forms are drawn: every Django form, by the kit's own classes, without a word in the form itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Widget

_CLASSES: list[tuple[type[Widget], str]] = [
    (forms.CheckboxInput, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.RadioSelect, ""),
    (forms.HiddenInput, ""),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.NumberInput, "input is-short"),
    (forms.widgets.Input, "input"),
]


class Field(BoundField):
    """A field of a form on a page: has the kit's class, and points at its help and its error for a screen reader."""

    @property
    def kind(self) -> str:
        """`checkbox`, `choices` (several buttons, drawn as a fieldset) or `plain`."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        return "choices" if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple) else "plain"

    @property
    def is_optional(self) -> bool:
        """Whether the label says that it may be left empty; a box or a choice says so by itself."""
        return not self.field.required and self.kind == "plain" and not self.field.disabled

    @property
    def source(self) -> str:
        """Where the help text comes from: `sources = {"field": "KL 9 kap. 37 §"}` on the form."""
        return str(getattr(self.form, "sources", {}).get(self.name, ""))

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        drawn = widget or self.field.widget
        wanted = next((names for kind, names in _CLASSES if isinstance(drawn, kind)), "")
        if "datefield" in str(drawn.attrs.get("class", "")):  # dates.forms: a date as people write it
            wanted = "input is-date"
        if wanted:
            built["class"] = " ".join(filter(None, [wanted, str(attrs.get("class", ""))]))
        if isinstance(drawn, forms.TextInput) and "autocomplete" not in drawn.attrs:
            built["autocomplete"] = "off"
        return built


class FormRenderer(TemplatesSetting):
    """`{{ form }}` gives an error summary and every field; `{{ form.name.as_field_group }}` gives one field."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"
    bound_field_class = Field
