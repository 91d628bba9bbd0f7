"""Matters and the numbers that authorities have given them."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samverka.foundation.audit.models import Audited
from samverka.foundation.ordering import SwedishKeyField
from samverka.matters.rules import record_number_key, reference
from samverka.principals.models import Principal


class Matter(Audited):
    """One subject, followed across forums. `year` and `serial` make its own id, which is never a record number."""

    year = models.PositiveSmallIntegerField(editable=False)
    serial = models.PositiveIntegerField(editable=False)
    title = models.CharField(_("rubrik"), max_length=500)
    title_key = SwedishKeyField(of="title")
    summary = models.TextField(_("vad det gäller"), blank=True, max_length=10_000)
    origin = models.CharField(
        _("hur det började"), max_length=300, blank=True, help_text=_("Till exempel: skrivelse från SocSam.")
    )
    opened_on = models.DateField(_("väckt den"), null=True, blank=True)
    closed_on = models.DateField(_("avslutat den"), null=True, blank=True)

    class Meta:
        ordering = ("-year", "-serial")
        verbose_name = _("ärende")
        verbose_name_plural = _("ärenden")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["year", "serial"], name="one_matter_per_serial"),
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="matter_not_closed_before_opened",
                violation_error_message=_("Ärendet kan inte avslutas innan det har väckts. Ändra en av dagarna."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        return reference(self.year, self.serial)

    def is_closed(self, on: dt.date) -> bool:
        return self.closed_on is not None and self.closed_on <= on


class RecordNumber(models.Model):
    """Diarienummer: what one authority has registered the matter as. `principal` is empty where the printed name is not
    known."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="record_numbers")
    principal = models.ForeignKey(
        Principal,
        verbose_name=_("myndighet"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="record_numbers",
    )
    authority = models.CharField(_("myndighet, ordagrant"), max_length=200, blank=True)
    number = models.CharField(_("diarienummer"), max_length=100)
    number_key = models.CharField(max_length=100, editable=False, db_index=True)
    dated_on = models.DateField(_("datum"), null=True, blank=True)
    handler = models.CharField(_("handläggare"), max_length=200, blank=True)

    class Meta:
        ordering = ("principal__name_key", "authority", "pk")
        verbose_name_plural = _("diarienummer")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["matter", "principal"],
                condition=Q(principal__isnull=False),
                name="one_record_number_per_authority",
                violation_error_message=_("Ärendet har redan ett diarienummer hos den myndigheten."),
            )
        ]

    def __str__(self) -> str:
        return (
            f"{self.number} ({self.principal or self.authority})" if self.principal or self.authority else self.number
        )

    def fill_key(self) -> None:
        self.number_key = record_number_key(self.number)[:100]
