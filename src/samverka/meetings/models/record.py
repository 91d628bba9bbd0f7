"""What is taken up and decided at a meeting: the agenda, and the paragraphs of its minutes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.foundation.audit.models import Audited
from samverka.foundation.ordering import SwedishKeyField
from samverka.matters.models import Matter
from samverka.meetings.choices import (
    ItemKindChoice,
    PointKindChoice,
    StrengthChoice,
)
from samverka.meetings.models.meeting import TEXT_LIMIT, Meeting
from samverka.meetings.states import Strength
from samverka.principals.models import Person


class MinuteParagraph(Audited):
    """A paragraph of the minutes; notes have headings without a number. Numbers run over calendar year and forum."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="paragraphs")
    position = models.PositiveSmallIntegerField(default=0)
    year = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveIntegerField(_("§"), null=True, blank=True)
    title = models.CharField(_("rubrik"), max_length=500, blank=True)
    title_key = SwedishKeyField(of="title")
    item_kind = models.CharField(_("slags ärende"), max_length=12, choices=ItemKindChoice.choices, blank=True)
    summary = models.TextField(_("sammanfattning"), blank=True, max_length=TEXT_LIMIT)
    proposal = models.TextField(_("förslag till beslut"), blank=True, max_length=TEXT_LIMIT)
    decision = models.TextField(_("beslut"), blank=True, max_length=TEXT_LIMIT)
    record_number = models.CharField(_("diarienummer, ordagrant"), max_length=200, blank=True)
    status = models.CharField(_("paragrafens status, ordagrant"), max_length=200, blank=True)
    is_immediate = models.BooleanField(_("omedelbart justerad"), default=False)
    remarks = models.JSONField(_("yrkanden, reservationer och annat, ordagrant"), default=list, blank=True)
    matter = models.ForeignKey(
        Matter, verbose_name=_("ärende"), null=True, blank=True, on_delete=models.PROTECT, related_name="paragraphs"
    )
    matter_strength = models.CharField(max_length=10, choices=StrengthChoice.choices, blank=True)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("paragraf")
        verbose_name_plural = _("paragrafer")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["year", "number"], name="paragraphs_by_number")]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="one_paragraph_per_number",
                violation_error_message=_("Mötet har redan en paragraf med det numret."),
            ),
            models.CheckConstraint(
                condition=Q(matter=None) | ~Q(matter_strength=""), name="paragraphs_matter_has_a_strength"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.place} {self.title}".strip()

    @property
    def place(self) -> str:
        """`§ 26`, or empty for notes."""
        return f"§\u00a0{self.number}" if self.number is not None else ""


class DecisionPoint(Audited):
    """An address for what a decision sets in motion: § 20 p. 2. It has no target; what comes of it points here."""

    paragraph = models.ForeignKey(MinuteParagraph, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField(_("punkt"))
    text = models.TextField(_("beslut"), max_length=TEXT_LIMIT)
    kind = models.CharField(
        _("slags beslut"), max_length=20, choices=PointKindChoice.choices, default=PointKindChoice.OTHER
    )
    addressee_text = models.CharField(_("riktat till, ordagrant"), max_length=500, blank=True)

    class Meta:
        ordering = ("number",)
        verbose_name = _("beslutspunkt")
        verbose_name_plural = _("beslutspunkter")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["paragraph", "number"], name="one_point_per_number")
        ]

    def __str__(self) -> str:
        return f"p.\u00a0{self.number} {self.text[:80]}"


class AgendaItem(Audited):
    """An item of the summons, with the paragraph it became: numbers of their own, one matter (design §3, idea 1)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(_("punkt"), null=True, blank=True)
    title = models.CharField(_("rubrik"), max_length=500, blank=True)
    heading = models.CharField(_("under rubriken"), max_length=200, blank=True)
    time = models.TimeField(_("kl."), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minuter"), null=True, blank=True, validators=[MaxValueValidator(10_000)])
    item_kind = models.CharField(_("slags ärende"), max_length=12, choices=ItemKindChoice.choices, blank=True)
    summary = models.TextField(_("sammanfattning"), blank=True, max_length=TEXT_LIMIT)
    proposal = models.TextField(_("förslag till beslut"), blank=True, max_length=TEXT_LIMIT)
    record_number = models.CharField(_("diarienummer, ordagrant"), max_length=200, blank=True)
    is_break = models.BooleanField(_("paus"), default=False)
    paragraph = models.ForeignKey(
        MinuteParagraph,
        verbose_name=_("blev §"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="items",
    )
    paragraph_strength = models.CharField(max_length=10, choices=StrengthChoice.choices, blank=True)
    matter = models.ForeignKey(
        Matter, verbose_name=_("ärende"), null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    matter_strength = models.CharField(max_length=10, choices=StrengthChoice.choices, blank=True)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("punkt på dagordningen")
        verbose_name_plural = _("punkter på dagordningen")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(matter=None) | ~Q(matter_strength=""), name="items_matter_has_a_strength"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number is not None else self.title

    @property
    def is_doubtful(self) -> bool:
        return self.paragraph_id is not None and self.paragraph_strength == Strength.LIKELY


class Presenter(models.Model):
    """Föredragande of a paragraph or of an item: as printed, with the person where known."""

    paragraph = models.ForeignKey(MinuteParagraph, null=True, on_delete=models.CASCADE, related_name="presenters")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.CASCADE, related_name="presenters")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("namn"), max_length=300)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="presentations")

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = _("föredragande")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(paragraph=None, item__isnull=False) | Q(item=None, paragraph__isnull=False),
                name="presents_a_paragraph_or_an_item",
            )
        ]

    def __str__(self) -> str:
        return self.name


class DecisionBasis(models.Model):
    """Beslutsunderlag of a paragraph or of an item: its title as printed."""

    paragraph = models.ForeignKey(MinuteParagraph, null=True, on_delete=models.CASCADE, related_name="basis")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.CASCADE, related_name="basis")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("titel"), max_length=500)

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = _("beslutsunderlag")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(paragraph=None, item__isnull=False) | Q(item=None, paragraph__isnull=False),
                name="basis_of_a_paragraph_or_an_item",
            )
        ]

    def __str__(self) -> str:
        return self.title
