"""What a person corrects in an imported table: its words and figures, one row a line."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.foundation.lifecycle.forms import AuditedForm
from samverka.tables.content import TableContent, row_to_json
from samverka.tables.models import ImportedTable
from samverka.tables.queries import content_of
from samverka.tables.reading import lines_of, rows_of
from samverka.tables.states import TableKind

MOST_SIGNS = 200_000
FIRST_YEAR, LAST_YEAR = 1900, 2100


class TableForm(AuditedForm[ImportedTable]):
    """The rows as in the review of an import: label and cells parted by `|`."""

    columns = forms.CharField(
        label=_("Kolumner"), required=False, max_length=MOST_SIGNS, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("En på varje rad, den första för radernas namn. Tomt om dokumentet inte har några rubriker."),
    )  # fmt: skip
    rows = forms.CharField(
        label=_("Rader"), max_length=MOST_SIGNS, widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("En rad i tabellen på varje rad: namnet och talen med | emellan, som Flickor | 3 | 4 | 7."),
        error_messages={"required": _("Skriv minst en rad, eller ta bort tabellen.")},
    )  # fmt: skip

    class Meta(AuditedForm.Meta):
        model = ImportedTable
        fields = ("title", "kind", "year", "about")

    field_order = ("title", "kind", "year", "columns", "rows", "about")

    def __init__(self, data: Any = None, *, record: ImportedTable, **options: Any) -> None:
        rows = "\n".join(lines_of(record.read_rows))
        given = {"columns": "\n".join(record.columns), "rows": rows}
        super().__init__(data, record=record, initial=given, **options)
        self._shown = rows

    def clean_year(self) -> int | None:
        year = cast("int | None", self.cleaned_data["year"])
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise forms.ValidationError(_("Skriv året med fyra siffror, eller lämna det tomt."))
        return year

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return said
        rows = rows_of(said["rows"].splitlines(), TableKind(said["kind"]))
        columns = [" ".join(name.split()) for name in said["columns"].splitlines() if name.strip()]
        if not rows:
            self.add_error("rows", _("Skriv minst en rad, eller ta bort tabellen."))
        width = max((len(row.cells) for row in rows), default=0) + 1
        if columns and "columns" in self.changed_data and len(columns) != width:
            message = _("Du har skrivit %(columns)s kolumner, men den längsta raden har %(width)s delar.")
            self.add_error("columns", message % {"columns": len(columns), "width": width})
        return said

    def values(self) -> dict[str, Any]:
        """The whole table with what was filled in; rows that were let be keep what they are to each other."""
        assert self.record is not None, "a table is made by an import"
        said = super().values()
        content = content_of(self.record).to_json()
        content |= {name: said[name] for name in ("title", "kind", "year", "about")}
        content["columns"] = [" ".join(name.split()) for name in said["columns"].splitlines() if name.strip()]
        if said["kind"] != self.record.kind or said["rows"].splitlines() != self._shown.splitlines():
            rows = rows_of(said["rows"].splitlines(), TableKind(said["kind"]))
            content["rows"] = [row_to_json(row) for row in rows]
        return {"content": TableContent.from_json(content), "version": said["version"]}
