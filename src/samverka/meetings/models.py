"""Meetings, who was there, what was on the agenda, what stands in the minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samverka.forums.models import Forum
from samverka.foundation.audit.models import Audited
from samverka.foundation.dates import PartialDate, Precision
from samverka.foundation.dates.swedish import in_words
from samverka.foundation.documents.models import Document
from samverka.foundation.ordering import SwedishKeyField
from samverka.matters.models import Matter
from samverka.meetings.choices import (
    CapacityChoice,
    ItemKindChoice,
    MeetingStateChoice,
    ModeChoice,
    PointKindChoice,
    RecordKindChoice,
    RecordStateChoice,
    StrengthChoice,
)
from samverka.meetings.states import MeetingState, RecordState, Strength
from samverka.principals.models import Person, PoliticalParty, Principal

TEXT_LIMIT = 100_000


class Meeting(Audited):
    """One meeting. A joint meeting has several forums; the first is the one whose year the paragraphs are numbered in.

    Everybody sees that it is held, where and with what agenda; a record in draft is seen by those who may change it.
    """

    state = models.CharField(
        _("läge"), max_length=10, choices=MeetingStateChoice.choices, default=MeetingStateChoice.PLANNED
    )
    cancelled_on = models.DateField(_("inställt den"), null=True, blank=True)
    title = models.CharField(
        _("eget namn"), max_length=200, blank=True, help_text=_("Bara om mötet heter något, som Samverkansdagar.")
    )
    starts_on = models.DateField(_("första dag"))
    ends_on = models.DateField(_("sista dag"))
    start_time = models.TimeField(_("börjar kl."), null=True, blank=True)
    end_time = models.TimeField(_("slutar kl."), null=True, blank=True)
    place = models.CharField(_("plats"), max_length=300, blank=True)
    mode = models.CharField(_("hur man möts"), max_length=10, choices=ModeChoice.choices, blank=True)
    record_kind = models.CharField(
        _("vad som skrivs"), max_length=10, choices=RecordKindChoice.choices, default=RecordKindChoice.MINUTES
    )
    record_state = models.CharField(
        _("protokollets läge"), max_length=10, choices=RecordStateChoice.choices, default=RecordStateChoice.NONE
    )
    chair = models.CharField(_("ordförande"), max_length=200, blank=True)
    chair_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    secretary = models.CharField(_("sekreterare"), max_length=200, blank=True)
    secretary_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_section = models.PositiveIntegerField(_("första §"), null=True, blank=True)
    last_section = models.PositiveIntegerField(_("sista §"), null=True, blank=True)
    attendance_text = models.TextField(_("om närvaron, ordagrant"), blank=True, max_length=TEXT_LIMIT)
    records_office = models.CharField(_("protokollet förvaras hos"), max_length=300, blank=True)
    summoned_on = models.DateField(_("kallelsen skickad"), null=True, blank=True)
    attested_on = models.DateField(_("justerat den"), null=True, blank=True)
    attestation_text = models.TextField(_("om justeringen, ordagrant"), blank=True, max_length=TEXT_LIMIT)
    notice_text = models.TextField(_("om tillkännagivandet, ordagrant"), blank=True, max_length=TEXT_LIMIT)
    notice_posted_on = models.DateField(_("anslaget den"), null=True, blank=True)
    notice_removed_on = models.DateField(_("nedtaget den"), null=True, blank=True)
    next_start = models.DateField(null=True, blank=True)
    next_end = models.DateField(null=True, blank=True)
    next_precision = models.CharField(max_length=12, choices=[(p.value, p.value) for p in Precision], blank=True)
    next_meeting_text = models.CharField(_("nästa möte, ordagrant"), max_length=300, blank=True)
    forums = models.ManyToManyField(Forum, through="MeetingForum", related_name="meetings")
    documents = models.ManyToManyField(Document, through="MeetingDocument", related_name="meetings")

    class Meta:
        ordering = ("-starts_on", "-pk")
        verbose_name = _("möte")
        verbose_name_plural = _("möten")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["starts_on"], name="meetings_by_day")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="meeting_not_ended_before_begun",
                violation_error_message=_("Sista dagen ligger före första dagen. Ändra en av dem."),
            ),
            models.CheckConstraint(
                condition=Q(first_section=None) | Q(last_section=None) | Q(last_section__gte=F("first_section")),
                name="meeting_sections_in_order",
                violation_error_message=_("Sista § är mindre än första §. Ändra en av dem."),
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.PLANNED, cancelled_on=None) | Q(state=MeetingState.CANCELLED, cancelled_on__isnull=False),
                name="cancelled_meeting_has_a_day",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label

    def is_cancelled(self, on: dt.date) -> bool:
        """Whether it was known to be cancelled on the day."""
        return self.cancelled_on is not None and self.cancelled_on <= on

    @property
    def when(self) -> PartialDate:
        return PartialDate.span(self.starts_on, self.ends_on)

    @property
    def forum_label(self) -> str:
        """`SVOM`, for a joint meeting `SVOM och SRG`. Reads the forums."""
        return joint_label([part.label for part in self.forum_parts.all()])

    @property
    def label(self) -> str:
        """`SVOM 26 maj 2023`, or the name of its own with the day."""
        return self.label_with(self.title or self.forum_label)

    def label_with(self, name: str) -> str:
        """The day after a name: for lists that have read the forums' labels in a query of their own."""
        return f"{name} {in_words(self.when)}".strip()

    @property
    def next_meeting(self) -> PartialDate | None:
        if not (self.next_start and self.next_end and self.next_precision):
            return None
        return PartialDate(self.next_start, self.next_end, Precision(self.next_precision))

    @property
    def has_record(self) -> bool:
        return self.record_state != RecordState.NONE

    @property
    def is_draft(self) -> bool:
        return self.record_state == RecordState.DRAFT


def joint_label(labels: Sequence[str]) -> str:
    """`SVOM`, for a joint meeting `SVOM och SRG`."""
    return f"{', '.join(labels[:-1])} {_('och')} {labels[-1]}" if len(labels) > 1 else "".join(labels)


class MeetingForum(models.Model):
    """A forum that meets: as printed; `forum` is empty where the name is not known."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="forum_parts")
    position = models.PositiveSmallIntegerField(default=0)
    printed = models.CharField(_("forum, ordagrant"), max_length=300)
    forum = models.ForeignKey(Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="meeting_parts")

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = _("möten")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["meeting", "forum"], name="forum_once_a_meeting")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.forum.label if self.forum else self.printed


class MeetingTerms(Audited):
    """What a forum has agreed of the days before a meeting. No law says them for a forum that is no board."""

    forum = models.OneToOneField(Forum, on_delete=models.PROTECT, related_name="meeting_terms")
    documents_days = models.PositiveSmallIntegerField(
        _("handlingarna är inne, dagar före mötet"), null=True, blank=True, validators=[MaxValueValidator(180)]
    )
    summons_days = models.PositiveSmallIntegerField(
        _("kallelsen skickas, dagar före mötet"), null=True, blank=True, validators=[MaxValueValidator(180)]
    )
    preparing_days = models.PositiveSmallIntegerField(
        _("beredande forum möts, minst dagar före mötet"), null=True, blank=True, validators=[MaxValueValidator(180)]
    )

    class Meta:
        verbose_name = _("mötesrutin")
        verbose_name_plural = _("mötesrutiner")

    def __str__(self) -> str:
        return str(self.forum)


class MeetingDocument(models.Model):
    """A document of the meeting: its minutes, its summons. Served by this area after its own permission check."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="meeting_attachments")

    class Meta:
        ordering = ("document__title_key", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["meeting", "document"], name="document_once_a_meeting")
        ]

    def __str__(self) -> str:
        return str(self.document)


class Attester(models.Model):
    """Justerare: as printed, with the person where known."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attesters")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("namn"), max_length=200)
    party = models.CharField(_("parti"), max_length=40, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="attested_meetings"
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = _("justerare")

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.party else self.name


class Attendance(models.Model):
    """Someone who was there: facts as printed, and whom they mean where that is known. The lists are derived (`rules`).

    `present`, `serving`, `chairing` and `recused` are spans of §, `[[first, last], …]`; an open end is the meeting's own.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("namn"), max_length=200)
    party = models.CharField(_("parti"), max_length=40, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    role = models.CharField(_("roll"), max_length=300, blank=True)
    capacity = models.CharField(_("närvarade som"), max_length=12, choices=CapacityChoice.choices)
    acts = models.BooleanField(_("tjänstgör"), default=False)
    chairs = models.BooleanField(_("ordförande"), default=False)
    serves_for = models.CharField(_("tjänstgör för"), max_length=200, blank=True)
    serves_for_party = models.CharField(_("dennes parti"), max_length=40, blank=True)
    remote = models.BooleanField(_("på distans"), default=False)
    present = models.JSONField(_("närvarade"), default=list, blank=True)
    serving = models.JSONField(_("tjänstgjorde"), default=list, blank=True)
    chairing = models.JSONField(_("ordförande vid"), default=list, blank=True)
    recused = models.JSONField(_("jäv"), default=list, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances")
    principal = models.ForeignKey(
        Principal, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    political_party = models.ForeignKey(
        PoliticalParty, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    serves_for_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="served_by"
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = _("närvaro")

    def __str__(self) -> str:
        return self.name


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
