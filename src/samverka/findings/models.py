"""Findings and the things that stand against each other in them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.findings.choices import FindingKindChoice, FindingStateChoice
from samverka.findings.states import FindingState
from samverka.foundation.audit.models import Audited
from samverka.foundation.documents.models import DocumentVersion, at_page, place_in_words

SETTLED = (FindingState.CORRECTED.value, FindingState.LEFT.value)


class Finding(Audited):
    """Something that does not agree. `fingerprint` keeps the same finding from being told twice, also when it has been
    checked: what someone has let stand is not asked again."""

    kind = models.CharField(_("slag"), max_length=20, choices=FindingKindChoice.choices)
    summary = models.TextField(_("vad som inte stämmer"))
    suggestion = models.TextField(_("troligen rätt"), blank=True)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    # Found by reading the register, and taken back when the register agrees; else it stands until a person settles it.
    is_followed = models.BooleanField(default=False, editable=False)
    state = models.CharField(
        _("läge"), max_length=10, choices=FindingStateChoice.choices, default=FindingStateChoice.NEW
    )
    note = models.TextField(_("notering"), blank=True, max_length=2000)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("kontrollerad av"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    checked_at = models.DateTimeField(_("kontrollerad"), null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("att kontrollera")
        verbose_name_plural = _("att kontrollera")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "kind"], name="findings_by_state")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(state=FindingState.NEW.value) | Q(checked_at=None),
                name="new_finding_is_not_checked",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SETTLED) | Q(checked_at__isnull=False),
                name="checked_finding_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=FindingState.LEFT.value) | ~Q(note=""), name="finding_left_to_stand_has_a_note"
            ),
        ]

    def __str__(self) -> str:
        return self.summary[:200]

    @property
    def is_new(self) -> bool:
        return self.state == FindingState.NEW


class FindingSide(models.Model):
    """What one record or one place in a document says. The finding is shown on the record's page."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="sides")
    position = models.PositiveSmallIntegerField(default=0)
    statement = models.TextField(_("säger"))
    where = models.CharField(_("var"), max_length=300, blank=True)
    content_type = models.ForeignKey(ContentType, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    record = GenericForeignKey("content_type", "object_id")
    field = models.CharField(max_length=60, blank=True)
    version = models.ForeignKey(
        DocumentVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="finding_sides"
    )
    page = models.PositiveIntegerField(null=True, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("position", "pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["content_type", "object_id"], name="findings_of_record")
        ]

    def __str__(self) -> str:
        return self.statement[:120]

    @property
    def place_in_words(self) -> str:
        """`s. 3, rad 12`, or empty."""
        return place_in_words(self.version, self.page, self.line) if self.version else ""

    @property
    def at_page(self) -> str:
        """`#page=3` if the document opens there, or empty."""
        return at_page(self.version, self.page) if self.version else ""


class LogPosition(models.Model):
    """How far in the log links and findings have followed: one row, locked while they do."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    entry = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.entry)
