"""Tables read from reports."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.foundation.audit.models import Audited
from samverka.foundation.documents.models import DocumentVersion, at_page, place_in_words
from samverka.foundation.ordering import SwedishKeyField
from samverka.tables.choices import TableKindChoice
from samverka.tables.content import row_from_json
from samverka.tables.rules import Row


class Readable(DjangoJSONEncoder):
    """Letters are stored as they are, so that a text can be looked for in what is stored."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**(options | {"ensure_ascii": False}))


class ImportedTable(Audited):
    """A table as the document prints it. `rows` is a list of `content.row_to_json`: cells are texts, so that no number is
    anything but what stands there."""

    kind = models.CharField(_("slag"), max_length=12, choices=TableKindChoice.choices)
    title = models.CharField(_("rubrik"), max_length=500)
    title_key = SwedishKeyField(of="title")
    number = models.PositiveIntegerField(_("nummer"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    columns = models.JSONField(_("kolumner"), default=list, blank=True)
    rows = models.JSONField(_("rader"), default=list, blank=True, encoder=Readable)
    notes = models.JSONField(_("att veta"), default=list, blank=True)
    about = models.CharField(_("redovisat av"), max_length=500, blank=True)
    document = models.CharField(_("dokument"), max_length=300, blank=True)
    version_read = models.ForeignKey(
        DocumentVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tables",
        verbose_name=_("läst ur"),
    )
    page = models.PositiveIntegerField(_("sida"), null=True, blank=True)
    line = models.PositiveIntegerField(_("rad"), null=True, blank=True)

    class Meta:
        ordering = ("-year", "document", "number", "title_key", "pk")
        verbose_name = _("inläst tabell")
        verbose_name_plural = _("inlästa tabeller")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "year"], name="tables_by_kind_and_year")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(year=None) | Q(year__range=(1900, 2200)), name="tables_year_is_one",
                violation_error_message=_("Året är inte rimligt. Rätta det."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def read_rows(self) -> list[Row]:
        return [row_from_json(row) for row in self.rows]

    @property
    def width(self) -> int:
        """How many cells the longest row has."""
        return max((len(row["cells"]) for row in self.rows), default=0)

    @property
    def place_in_words(self) -> str:
        """`s. 3, rad 12`, or empty."""
        return place_in_words(self.version_read, self.page, self.line) if self.version_read else ""

    @property
    def at_page(self) -> str:
        """`#page=3` if the document opens there, or empty."""
        return at_page(self.version_read, self.page) if self.version_read else ""
