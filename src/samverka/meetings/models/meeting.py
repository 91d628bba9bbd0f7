"""Meetings, which forums meet, who was there and who signs."""

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
from samverka.meetings.choices import (
    CapacityChoice,
    MeetingStateChoice,
    ModeChoice,
    RecordKindChoice,
    RecordStateChoice,
)
from samverka.meetings.states import MeetingState, RecordState
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
