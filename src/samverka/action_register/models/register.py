"""The register of a forum's open commissions: rows under direction and priority area, each with dated promises."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samverka.action_register.choices import CERTAINTIES, KINDS, RELATIONS, ItemStateChoice, OutcomeChoice
from samverka.action_register.states import Certainty, Relation
from samverka.agreements.models import Agreement
from samverka.forums.models import Forum
from samverka.foundation.audit.models import Audited
from samverka.foundation.dates import PartialDate, Precision
from samverka.foundation.dates.spans import Spanned
from samverka.foundation.ordering import SwedishKeyField
from samverka.meetings.choices import StrengthChoice
from samverka.meetings.models import Meeting
from samverka.meetings.states import Strength
from samverka.principals.models import Principal


class ActionRegister(Audited):
    """Balanslistan of one forum."""

    forum = models.OneToOneField(
        Forum, on_delete=models.PROTECT, related_name="action_register", verbose_name=_("forum")
    )
    title = models.CharField(_("titel"), max_length=200)
    title_key = SwedishKeyField(of="title")

    class Meta:
        ordering = ("title_key", "pk")
        verbose_name = _("balanslista")
        verbose_name_plural = _("balanslistor")

    def __str__(self) -> str:
        return self.title


class Period(Audited, Spanned):
    """A heading of the register that holds for some time. Both ends may be open."""

    name = models.CharField(_("namn"), max_length=300)
    name_key = SwedishKeyField(of="name")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Direction(Period):
    """Strategisk inriktning: the headings over the tables of the list."""

    register = models.ForeignKey(ActionRegister, on_delete=models.PROTECT, related_name="directions")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "name_key", "pk")
        verbose_name = _("inriktning")
        verbose_name_plural = _("inriktningar")
        constraints: ClassVar[list[Any]] = [
            *Spanned.Meta.constraints,
            models.UniqueConstraint(fields=["register", "name_key"], name="one_direction_per_name"),
        ]


class PriorityArea(Period):
    """Prioriterat område: the first column of the list."""

    register = models.ForeignKey(ActionRegister, on_delete=models.PROTECT, related_name="priority_areas")

    class Meta:
        ordering = ("name_key", "pk")
        verbose_name = _("prioriterat område")
        verbose_name_plural = _("prioriterade områden")
        constraints: ClassVar[list[Any]] = [
            *Spanned.Meta.constraints,
            models.UniqueConstraint(fields=["register", "name_key"], name="one_priority_area_per_name"),
        ]


class ActionItem(Audited):
    """A row: what, the commission, who is responsible, who prepares, and the follow-ups.

    `follow_up_raw` is the cell as it stands in the list; the follow-ups are a reading of it.
    """

    register = models.ForeignKey(
        ActionRegister, on_delete=models.PROTECT, related_name="items", verbose_name=_("lista")
    )
    direction = models.ForeignKey(
        Direction, null=True, blank=True, on_delete=models.PROTECT, related_name="items", verbose_name=_("inriktning")
    )
    position = models.PositiveIntegerField(default=0, editable=False)
    number = models.PositiveIntegerField(_("nummer"), null=True, blank=True)
    subject = models.CharField(_("vad"), max_length=500)
    subject_key = SwedishKeyField(of="subject")
    commission = models.TextField(_("uppdrag"), blank=True)
    follow_up_raw = models.TextField(_("uppföljning, ordagrant"), blank=True)
    due_text = models.CharField(_("klart, ordagrant"), max_length=200, blank=True)
    due_start = models.DateField(_("klart, första dag"), null=True, blank=True)
    due_end = models.DateField(_("klart, sista dag"), null=True, blank=True)
    due_precision = models.CharField(
        _("klart, noggrannhet"), max_length=12, choices=[(p.value, p.value) for p in Precision], blank=True
    )
    state = models.CharField(_("läge"), max_length=10, choices=ItemStateChoice.choices, default=ItemStateChoice.ONGOING)
    closed_on = models.DateField(_("avslutad eller avförd den"), null=True, blank=True)
    closing_reason = models.TextField(_("skäl"), blank=True)
    # Of a row that a meeting closed: which, and under which §. The paragraph is found by them (ADR 0020).
    closing_meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="closed_items",
        verbose_name=_("på mötet"),
    )
    closing_section = models.PositiveIntegerField(_("§"), null=True, blank=True)
    # The first day an unmarked promise of the row falls due: a fact about its entries, whatever the day, so that lists
    # can be counted without reading them. What depends on the day stays computed (`queries.conditions`).
    first_due = models.DateField(null=True, editable=False)
    agreements = models.ManyToManyField(
        Agreement, through="ItemAgreement", blank=True, related_name="action_items", verbose_name=_("avtal")
    )
    # Agreements that a person has said the row is not about, whatever its words.
    not_about = models.ManyToManyField(Agreement, blank=True, related_name="+")
    areas = models.ManyToManyField(
        PriorityArea, through="ItemArea", related_name="items", verbose_name=_("prioriterade områden")
    )

    class Meta:
        ordering = ("direction__position", "position", "pk")
        verbose_name = _("rad i balanslistan")
        verbose_name_plural = _("rader i balanslistan")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["register", "direction", "position"], name="rows_in_order"),
            models.Index(fields=["register", "direction", "state", "closed_on", "first_due"], name="rows_counted"),
            models.Index(fields=["closed_on"], name="closed_rows", condition=Q(closed_on__isnull=False)),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(state=ItemStateChoice.ONGOING, closed_on=None)
                | (~Q(state=ItemStateChoice.ONGOING) & Q(closed_on__isnull=False)),
                name="closed_row_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(closing_meeting=None) | ~Q(state=ItemStateChoice.ONGOING), name="meeting_has_closed_the_row"
            ),
            models.CheckConstraint(
                condition=Q(closing_section=None) | Q(closing_meeting__isnull=False),
                name="closing_section_of_a_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(state=ItemStateChoice.DROPPED, closing_reason=""), name="dropped_row_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(due_end=None) | Q(due_end__gte=F("due_start")), name="row_due_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def due(self) -> PartialDate | None:
        return _partial(self.due_start, self.due_end, self.due_precision)


class ItemArea(models.Model):
    """A row stands under a priority area; `position` keeps the printed order."""

    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="item_areas")
    area = models.ForeignKey(PriorityArea, on_delete=models.PROTECT, related_name="item_areas")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["item", "area"], name="area_once_a_row")]

    def __str__(self) -> str:
        return f"{self.item}: {self.area}"


class ItemAgreement(models.Model):
    """An agreement the row is about: read from its words (`words`), or said by a person."""

    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="item_agreements")
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="item_agreements")
    words = models.CharField(_("så står det"), max_length=300, blank=True)
    strength = models.CharField(max_length=10, choices=StrengthChoice.choices, default=StrengthChoice.CONFIRMED)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = _("rader i balanslistan")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["item", "agreement"], name="agreement_once_a_row")
        ]

    def __str__(self) -> str:
        return str(self.item)

    @property
    def is_doubtful(self) -> bool:
        return self.strength == Strength.LIKELY


class Responsible(models.Model):
    """Ansvarig funktion: as printed, with principal and forum where they are known."""

    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="responsibles")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("funktion"), max_length=500)
    principal = models.ForeignKey(
        Principal, null=True, blank=True, on_delete=models.PROTECT, related_name="responsibilities"
    )
    forum = models.ForeignKey(Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="responsibilities")

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = _("ansvariga")

    def __str__(self) -> str:
        return self.text


class PreparingForum(models.Model):
    """Beredande forum: as printed; `forum` is empty where the name is not known."""

    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="preparing")
    position = models.PositiveSmallIntegerField(default=0)
    printed = models.CharField(_("forum, ordagrant"), max_length=300)
    forum = models.ForeignKey(Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="prepared_items")

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = _("bereds i")

    def __str__(self) -> str:
        return self.printed


class FollowUp(Audited):
    """One promise or statement of a row (glossary §3). Entries of one segment share its number and raw text.

    The outcome is set by a person, never from the wording.
    """

    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="follow_ups")
    position = models.PositiveIntegerField(default=0)
    segment = models.PositiveIntegerField(default=0)
    raw = models.TextField(_("ordagrant"))
    when_start = models.DateField(_("första dag"), null=True, blank=True)
    when_end = models.DateField(_("sista dag"), null=True, blank=True)
    when_precision = models.CharField(
        _("noggrannhet"), max_length=12, choices=[(p.value, p.value) for p in Precision], blank=True
    )
    relation = models.CharField(_("datumet gäller"), max_length=6, choices=RELATIONS, default=Relation.ON.value)
    certainty = models.CharField(_("säkerhet"), max_length=12, choices=CERTAINTIES, default=Certainty.FIRM.value)
    kind = models.CharField(_("slag"), max_length=20, choices=KINDS)
    is_promise = models.BooleanField(default=False, editable=False)  # rules.is_promise, for indexes
    text = models.TextField(_("text"), blank=True)
    object = models.CharField(_("avser"), max_length=300, blank=True)
    outcome = models.CharField(_("utfall"), max_length=10, choices=OutcomeChoice.choices, default=OutcomeChoice.OPEN)
    outcome_on = models.DateField(_("utfall den"), null=True, blank=True)
    outcome_note = models.TextField(_("notering"), blank=True)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replaces = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaced_by",
        verbose_name=_("skjuten från"),
    )
    # Said while a meeting went through the list (ADR 0020): where the outcome was settled, where the entry was written,
    # and of a note which promise it is about.
    outcome_meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settled_follow_ups",
        verbose_name=_("på mötet"),
    )
    outcome_section = models.PositiveIntegerField(_("§"), null=True, blank=True)
    origin_meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="written_follow_ups",
        verbose_name=_("skriven på mötet"),
    )
    origin_section = models.PositiveIntegerField(_("skriven under §"), null=True, blank=True)
    about = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="notes", verbose_name=_("notering till")
    )
    forums = models.ManyToManyField(Forum, through="FollowUpForum", related_name="follow_ups")
    # The forum's only meeting within the date. Empty with a confirmed strength: a person says that it is none.
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="follow_ups", verbose_name=_("möte")
    )
    meeting_strength = models.CharField(max_length=10, choices=StrengthChoice.choices, blank=True)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("uppföljning")
        verbose_name_plural = _("uppföljningar")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["item", "position"], name="entries_of_row"),
            models.Index(
                fields=["when_end", "item"], name="open_promises", condition=Q(is_promise=True, outcome_on__isnull=True)
            ),
            models.Index(
                fields=["outcome_on", "when_end", "item"],
                name="settled_promises",
                condition=Q(is_promise=True, outcome_on__isnull=False),
            ),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(outcome=OutcomeChoice.OPEN, outcome_on__isnull=True)
                | (~Q(outcome=OutcomeChoice.OPEN) & Q(outcome_on__isnull=False)),
                name="outcome_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(when_end=None) | Q(when_end__gte=F("when_start")), name="entry_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(meeting=None) | ~Q(meeting_strength=""), name="entrys_meeting_has_a_strength"
            ),
            models.CheckConstraint(
                condition=Q(outcome_meeting=None) | ~Q(outcome=OutcomeChoice.OPEN), name="meeting_has_settled_the_entry"
            ),
            models.CheckConstraint(
                condition=Q(outcome_section=None) | Q(outcome_meeting__isnull=False),
                name="outcome_section_of_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(origin_section=None) | Q(origin_meeting__isnull=False), name="origin_section_of_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return self.raw[:120]

    @property
    def when(self) -> PartialDate | None:
        return _partial(self.when_start, self.when_end, self.when_precision)


class FollowUpForum(models.Model):
    """A forum named in a follow-up: known, or kept as printed (`SamReKo HSO`)."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="follow_up_forums")
    position = models.PositiveSmallIntegerField(default=0)
    printed = models.CharField(max_length=300, blank=True)
    forum = models.ForeignKey(Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="follow_up_forums")

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.printed or str(self.forum)


def _partial(start: Any, end: Any, precision: str) -> PartialDate | None:
    return PartialDate(start, end, Precision(precision)) if start and end and precision else None
