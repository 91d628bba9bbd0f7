"""Editions of the list: what was sent out for comments, what each forum said, what a meeting took."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.action_register.editions.choices import (
    AnswerChoice,
    EditionOutcomeChoice,
    EditionStateChoice,
    VerdictChoice,
)
from samverka.action_register.models.register import ActionRegister
from samverka.action_register.printed import PrintedRegister
from samverka.forums.models import Forum
from samverka.foundation.audit.models import Audited
from samverka.meetings.models import Meeting, MinuteParagraph

TEXT_LIMIT = 5000


class KeptQuerySet(models.QuerySet["KeptList"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("a kept list is never changed")

    def delete(self) -> NoReturn:
        raise TypeError("a kept list is never removed")


class KeptList(models.Model):
    """The list as it was printed on one occasion, never changed (ADR 0019). `fingerprint` is the checksum of `content`."""

    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    row_count = models.PositiveIntegerField()
    closings = models.JSONField(default=list)  # `rules.closings` of the content, read for every list that is printed
    made_at = models.DateTimeField(default=timezone.now)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.fingerprint[:12]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("a kept list is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("a kept list is never removed")

    @property
    def printed(self) -> PrintedRegister:
        return PrintedRegister.from_json(self.content)


class Edition(Audited):
    """Utgåva: the list on its way to a meeting. While a draft it shows the live list; `kept` is what the meeting took."""

    register = models.ForeignKey(ActionRegister, on_delete=models.PROTECT, related_name="editions", editable=False)
    number = models.PositiveIntegerField(_("nummer"), editable=False)
    title = models.CharField(_("benämning"), max_length=200)
    day = models.DateField(_("listans dag"))
    state = models.CharField(
        _("läge"), max_length=20, choices=EditionStateChoice.choices, default=EditionStateChoice.DRAFT
    )
    comments_until = models.DateField(_("synpunkter senast"), null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("möte"), null=True, blank=True, on_delete=models.PROTECT, related_name="editions"
    )
    outcome = models.CharField(_("beslut"), max_length=10, choices=EditionOutcomeChoice.choices, blank=True)
    paragraph = models.ForeignKey(
        MinuteParagraph,
        verbose_name=_("paragraf"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="editions",
    )
    paragraph_text = models.CharField(_("paragraf, ordagrant"), max_length=100, blank=True)
    taken_on = models.DateField(_("behandlad den"), null=True, blank=True)
    kept = models.ForeignKey(
        KeptList,
        verbose_name=_("innehåll"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    change_count = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        ordering = ("register", "-number")
        verbose_name = _("utgåva")
        verbose_name_plural = _("utgåvor av balanslistan")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["register", "number"], name="one_edition_per_number"),
            models.UniqueConstraint(
                fields=["register"],
                condition=Q(state__in=(EditionStateChoice.DRAFT, EditionStateChoice.OUT)),
                name="one_edition_under_way",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=EditionStateChoice.TAKEN, kept__isnull=False, meeting__isnull=False, taken_on__isnull=False)
                    & ~Q(outcome="")
                )
                | (~Q(state=EditionStateChoice.TAKEN) & Q(kept=None, taken_on=None, outcome="")),
                name="taken_edition_is_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionStateChoice.OUT) | Q(comments_until__isnull=False),
                name="comments_end_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == EditionStateChoice.DRAFT

    @property
    def is_out(self) -> bool:
        return self.state == EditionStateChoice.OUT

    @property
    def is_taken(self) -> bool:
        return self.state == EditionStateChoice.TAKEN

    @property
    def section(self) -> str:
        """`§ 26`: of the minutes where they are in, else as it was written."""
        return (self.paragraph.place if self.paragraph else "") or self.paragraph_text


class EditionRound(models.Model):
    """Utskick: the list as it was sent to the forums. Sent anew is a new round; the earlier one stays."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    sent_on = models.DateField(_("skickad den"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    comments_until = models.DateField(_("synpunkter senast"))
    message = models.TextField(_("meddelande"), blank=True, max_length=TEXT_LIMIT)
    kept = models.ForeignKey(KeptList, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("edition", "-number")
        verbose_name_plural = _("utskick")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_round_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.edition}, {self.number}"

    @cached_property
    def is_latest(self) -> bool:
        """Whether nothing has been sent since. One query, unless it is known."""
        return not EditionRound.objects.filter(edition=self.edition_id, number__gt=self.number).exists()


class AskedForum(Audited):
    """A forum asked for comments in one round, with its answer."""

    round = models.ForeignKey(EditionRound, on_delete=models.PROTECT, related_name="asked", editable=False)
    forum = models.ForeignKey(
        Forum, verbose_name=_("forum"), on_delete=models.PROTECT, related_name="asked_about_editions"
    )
    state = models.CharField(_("svar"), max_length=12, choices=AnswerChoice.choices, default=AnswerChoice.WAITING)
    answered_on = models.DateField(_("svarade den"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on_behalf = models.BooleanField(_("infört åt forumet"), default=False)

    class Meta:
        ordering = ("forum__name_key", "pk")
        verbose_name = _("tillfrågat forum")
        verbose_name_plural = _("tillfrågade forum")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["round", "forum"], name="forum_asked_once_a_round"),
            models.CheckConstraint(
                condition=Q(state=AnswerChoice.WAITING, answered_on=None)
                | (~Q(state=AnswerChoice.WAITING) & Q(answered_on__isnull=False)),
                name="answer_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum.label}: {self.round.edition}"

    @property
    def answered_late(self) -> bool:
        """Whether the answer came after the edition's time for comments."""
        last = self.round.edition.comments_until
        return self.answered_on is not None and last is not None and self.answered_on > last


class EditionComment(Audited):
    """Synpunkt: on one row of what was sent (`row`, its key in the register), or on the whole; and how it was answered."""

    asked = models.ForeignKey(AskedForum, on_delete=models.PROTECT, related_name="comments", editable=False)
    row = models.PositiveBigIntegerField(null=True, editable=False)
    subject = models.CharField(_("rad"), max_length=500, blank=True, editable=False)
    text = models.TextField(_("synpunkt"), max_length=TEXT_LIMIT)
    written_on = models.DateField(_("lämnad den"))
    is_late = models.BooleanField(_("efter tiden"), default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    on_behalf = models.BooleanField(_("införd åt forumet"), default=False)
    state = models.CharField(_("svar"), max_length=12, choices=VerdictChoice.choices, default=VerdictChoice.OPEN)
    reply = models.TextField(_("svarets ord"), blank=True, max_length=TEXT_LIMIT)
    replied_on = models.DateField(_("besvarad den"), null=True, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("synpunkt")
        verbose_name_plural = _("synpunkter")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(state=VerdictChoice.OPEN, replied_on=None)
                | (~Q(state=VerdictChoice.OPEN) & Q(replied_on__isnull=False) & ~Q(reply="")),
                name="answered_comment_has_words",
            )
        ]

    def __str__(self) -> str:
        return self.text[:120]
