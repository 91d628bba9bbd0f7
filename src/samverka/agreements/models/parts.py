"""What hangs on an agreement: the versions of its text, how costs are shared, who has signed and where the original is, where it
is published. Each is told in words in the agreement's own log, and raises the agreement's version."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samverka.agreements.models.agreement import Agreement, AgreementDocument
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.documents.models import DocumentVersion
from samverka.principals.models import Principal


class TextVersion(models.Model):
    """What people say of a version of a document: what it is called, the day it is of, and from when it applies. A version
    that nobody has said anything of has no such row."""

    attachment = models.ForeignKey(AgreementDocument, on_delete=models.CASCADE, related_name="text_versions")
    file_version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="agreement_text_versions")
    label = models.CharField(_("benämning"), max_length=80, blank=True)
    dated_on = models.DateField(_("daterad"), null=True, blank=True)
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    note = models.CharField(_("notering"), max_length=500, blank=True)

    class Meta:
        ordering = ("attachment", "file_version__number")
        verbose_name = _("version av texten")
        verbose_name_plural = _("versioner av texten")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["attachment", "file_version"], name="version_told_once_an_agreement")
        ]

    def __str__(self) -> str:
        return self.label or str(self.file_version)


class CostSharing(models.Model):
    """How the parties share the costs during a period. Without days: as long as the agreement applies."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="cost_sharings")
    valid_from = models.DateField(_("från och med"), null=True, blank=True)
    valid_to = models.DateField(_("till och med"), null=True, blank=True)
    source = models.CharField(_("så står det i avtalet"), max_length=1_000, blank=True)
    note = models.CharField(_("notering"), max_length=500, blank=True)

    class Meta:
        ordering = (F("valid_from").desc(nulls_last=True), "-pk")
        verbose_name = _("kostnadsfördelning")
        verbose_name_plural = _("kostnadsfördelningar")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="cost_sharing_ends_after_its_start",
                violation_error_message=_("Perioden slutar innan den börjar. Ändra en av dagarna."),
            )
        ]

    def __str__(self) -> str:
        first, last = (day_in_words(day) if day else "" for day in (self.valid_from, self.valid_to))
        return f"{first}–{last}" if first or last else str(_("hela avtalstiden"))


class CostShare(models.Model):
    """What one of them pays: per cent, an amount, or words. `payer` is the name of one that is no known principal."""

    sharing = models.ForeignKey(CostSharing, on_delete=models.CASCADE, related_name="shares")
    position = models.PositiveSmallIntegerField(default=0)
    principal = models.ForeignKey(
        Principal, null=True, blank=True, on_delete=models.PROTECT, related_name="cost_shares"
    )
    payer = models.CharField(_("vem"), max_length=200, blank=True)
    percent = models.DecimalField(_("procent"), max_digits=7, decimal_places=4, null=True, blank=True)
    amount = models.DecimalField(_("kronor"), max_digits=14, decimal_places=2, null=True, blank=True)
    basis = models.CharField(_("med ord"), max_length=300, blank=True)

    class Meta:
        ordering = ("sharing", "position", "pk")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(principal__isnull=False) | ~Q(payer=""), name="cost_share_has_a_payer"),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gte=0, percent__lte=100),
                name="cost_share_is_a_part_of_the_whole",
            ),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="cost_share_is_paid"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.principal.name if self.principal else self.payer


class SignedOriginal(models.Model):
    """Where the signed agreement is kept, and under which number."""

    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="original")
    holder = models.ForeignKey(
        Principal, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("finns hos")
    )
    place = models.CharField(_("arkiv eller system"), max_length=300, blank=True)
    record_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    signed_on = models.DateField(_("undertecknat"), null=True, blank=True)
    note = models.CharField(_("notering"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("undertecknat original")
        verbose_name_plural = _("undertecknade original")

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.holder.name if self.holder else "", self.place, self.record_number]))


class Signing(models.Model):
    """The day a party signed, and the party's own number for it."""

    original = models.ForeignKey(SignedOriginal, on_delete=models.CASCADE, related_name="signings")
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="agreement_signings")
    signed_on = models.DateField(_("undertecknat"), null=True, blank=True)
    record_number = models.CharField(_("diarienummer"), max_length=60, blank=True)

    class Meta:
        ordering = ("principal__name_key", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["original", "principal"], name="party_signs_once")
        ]

    def __str__(self) -> str:
        return f"{self.principal} {self.signed_on or ''}".strip()


class Publication(models.Model):
    """A place where the agreement can be read by anyone."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="publications")
    publisher = models.CharField(_("publicerat av"), max_length=200, blank=True)
    address = models.URLField(_("webbadress"), max_length=500, blank=True)
    published_on = models.DateField(_("publicerat"), null=True, blank=True)
    note = models.CharField(_("notering"), max_length=500, blank=True)

    class Meta:
        ordering = (F("published_on").desc(nulls_last=True), "-pk")
        verbose_name = _("publicering")
        verbose_name_plural = _("publiceringar")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(publisher="", address=""),
                name="publication_has_a_place",
                violation_error_message=_("Ange vem som har publicerat avtalet eller på vilken adress."),
            )
        ]

    def __str__(self) -> str:
        return self.publisher or self.address
