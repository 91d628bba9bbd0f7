"""The register of agreements: what was written, how it is read, who is party, what has happened since."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samverka.agreements.choices import (
    REVIEW_KINDS,
    AgreementKindChoice,
    ContractCooperation,
    EventKind,
    ForumRoleChoice,
    ReadingState,
    TextKind,
)
from samverka.agreements.reading import Validity
from samverka.forums.models import Forum
from samverka.foundation.audit.models import Audited
from samverka.foundation.documents.models import Document
from samverka.foundation.ordering import SwedishKeyField
from samverka.meetings.choices import StrengthChoice
from samverka.meetings.models import MinuteParagraph
from samverka.meetings.states import Strength
from samverka.principals.models import Principal


class Agreement(Audited):
    """An agreement, accord, guideline or plan between the principals.

    `validity_raw` is verbatim; `reading` is `Validity.to_json()` of it, corrected by a person or not (`reading_state`).
    The columns from `is_conditional` to `is_end_ambiguous`, the gaps and the ends are derived from the reading and the
    events (`rules.StatusColumns`, `rules.agreed_ends`): what decides status and last day on any day, so that the database
    can tell them of every agreement (`queries.on_the_day`). They are no status.
    """

    name = models.CharField(_("namn"), max_length=500)
    name_key = SwedishKeyField(of="name")
    kind = models.CharField(
        _("slag"), max_length=24, choices=AgreementKindChoice.choices, default=AgreementKindChoice.AGREEMENT
    )
    area = models.CharField(_("område"), max_length=200, blank=True)
    notes = models.TextField(_("noteringar"), blank=True)
    statutory_basis = models.CharField(_("lagstöd"), max_length=300, blank=True)
    contract_cooperation = models.CharField(
        _("avtalssamverkan"),
        max_length=12,
        choices=ContractCooperation.choices,
        default=ContractCooperation.NOT_SETTLED,
    )
    validity_raw = models.TextField(_("giltighetstid, ordagrant"), blank=True)
    reading = models.JSONField(_("tolkning"), default=dict)
    reading_state = models.CharField(
        _("tolkningens läge"), max_length=12, choices=ReadingState.choices, default=ReadingState.UNCONFIRMED
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("bekräftad av"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("bekräftad"), null=True, blank=True)
    is_conditional = models.BooleanField(default=False, editable=False)
    condition_met_on = models.DateField(null=True, editable=False)
    is_lapsed_stated = models.BooleanField(default=False, editable=False)
    says_something = models.BooleanField(default=False, editable=False)
    starts_on = models.DateField(null=True, editable=False)
    ended_from = models.DateField(null=True, editable=False)
    first_period_ends_on = models.DateField(null=True, editable=False)
    ends_on = models.DateField(null=True, editable=False)
    is_end_ambiguous = models.BooleanField(default=False, editable=False)
    predecessor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors", verbose_name=_("ersätter")
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name=_("hör till")
    )
    parties = models.ManyToManyField(Principal, blank=True, related_name="agreements", verbose_name=_("parter"))
    documents = models.ManyToManyField(
        Document, verbose_name=_("dokument"), through="AgreementDocument", related_name="agreements"
    )
    # Paragraphs that a person has said are not about the agreement, whatever their words.
    not_mentioned_in = models.ManyToManyField(MinuteParagraph, blank=True, related_name="agreements_ruled_out")

    class Meta:
        ordering = ("name_key", "pk")
        verbose_name = _("avtal")
        verbose_name_plural = _("avtal")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(predecessor=F("id")),
                name="agreement_does_not_replace_itself",
                violation_error_message=_("Ett avtal kan inte ersätta sig självt. Välj ett annat."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="agreement_does_not_belong_to_itself",
                violation_error_message=_("Ett avtal kan inte höra till sig självt. Välj ett annat."),
            ),
            models.CheckConstraint(
                condition=~Q(reading_state=ReadingState.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="confirmed_reading_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def validity(self) -> Validity:
        return Validity.from_json(self.reading)


class AgreementGap(models.Model):
    """Days between an end and an extension decided after it (rule 5): shown as a gap, never bridged in silence."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="gaps")
    first = models.DateField()
    last = models.DateField()
    is_certain = models.BooleanField(default=True)

    class Meta:
        ordering = ("first",)

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"


class AgreementEnd(models.Model):
    """A last day agreed on, counted from the day it was decided: `rules.AgreedEnd`."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="ends")
    counts_from = models.DateField()
    last = models.DateField()
    renewable_to = models.DateField(null=True)

    class Meta:
        ordering = ("counts_from", "last")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["agreement", "-last"], name="end_of_agreement")]

    def __str__(self) -> str:
        return str(self.last)


class AgreementAlias(models.Model):
    """Another name the same agreement goes under in the documents."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("kallas också"), max_length=500)
    name_key = SwedishKeyField(of="name")

    class Meta:
        ordering = ("name_key", "pk")
        verbose_name_plural = _("kallas också")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["agreement", "name_key"], name="alias_once_an_agreement")
        ]

    def __str__(self) -> str:
        return self.name


class AgreementForum(models.Model):
    """A forum that recommends or prepares the agreement: as printed; `forum` is empty where the name is not known."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="forum_parts")
    role = models.CharField(max_length=12, choices=ForumRoleChoice.choices)
    position = models.PositiveSmallIntegerField(default=0)
    printed = models.CharField(_("forum, ordagrant"), max_length=300)
    forum = models.ForeignKey(Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="agreement_parts")

    class Meta:
        ordering = ("role", "position", "pk")

    def __str__(self) -> str:
        return self.printed

    @property
    def label(self) -> str:
        """What people call the forum; the printed name where it is not known."""
        return self.forum.label if self.forum else self.printed


class AgreementDocument(models.Model):
    """A document of the agreement: its text, an annex. Served by this area after its own permission check."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="agreement_attachments")
    kind = models.CharField(_("slag"), max_length=8, choices=TextKind.choices, default=TextKind.MAIN)

    class Meta:
        ordering = ("document__title_key", "pk")
        verbose_name_plural = _("dokument")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["agreement", "document"], name="document_once_an_agreement")
        ]

    def __str__(self) -> str:
        return str(self.document)


class AgreementEvent(Audited):
    """Something recorded after the text was written: an extension, a termination, a review, a condition met."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("slag"), max_length=16, choices=EventKind.choices)
    decided_on = models.DateField(_("beslutat eller gjort den"))
    takes_effect_on = models.DateField(_("gäller inte längre från"), null=True, blank=True)
    new_end = models.DateField(_("ny sista dag"), null=True, blank=True)
    review_kind = models.CharField(_("slags översyn"), max_length=10, choices=REVIEW_KINDS, blank=True)
    decision = models.CharField(_("beslut"), max_length=300, blank=True)
    note = models.TextField(_("notering"), blank=True)

    class Meta:
        ordering = ("decided_on", "pk")
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(kind=EventKind.EXTENSION) | Q(new_end__isnull=False),
                name="extension_has_a_new_end",
                violation_error_message=_("Ange den nya sista dagen."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[EventKind.TERMINATION, EventKind.ENDED]) | Q(takes_effect_on__isnull=False),
                name="ending_has_a_day",
                violation_error_message=_("Ange den första dagen då avtalet inte längre gäller."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=EventKind.REVIEW) | ~Q(review_kind=""),
                name="review_has_a_kind",
                violation_error_message=_("Ange vilket slags översyn som gjordes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decided_on}"


class ParagraphMention(models.Model):
    """A paragraph of minutes that mentions the agreement: read from its words (`words`), or said by a person."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="mentions")
    paragraph = models.ForeignKey(MinuteParagraph, on_delete=models.CASCADE, related_name="agreement_mentions")
    words = models.CharField(_("så står det"), max_length=300, blank=True)
    strength = models.CharField(max_length=10, choices=StrengthChoice.choices)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("paragraph", "pk")
        verbose_name_plural = _("paragrafer som nämner avtalet")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["agreement", "paragraph"], name="agreement_once_a_paragraph")
        ]

    def __str__(self) -> str:
        return str(self.paragraph)

    @property
    def is_doubtful(self) -> bool:
        return self.strength == Strength.LIKELY
