"""Forums, their other names, preparing relations, seats and roles."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from samverka.forums.states import CallingOrder, Level, MandateKind, RoleInForum, SeatRole, Sides
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.dates.spans import Spanned, SpannedQuerySet
from samverka.foundation.documents.models import Document
from samverka.foundation.ordering import SwedishKeyField
from samverka.principals.models import County, Holding, Office, OfficeHolding, PoliticalParty, Principal

TEXT_LIMIT = 10_000


class Forum(Audited, Spanned):
    """Somewhere the principals meet: what it is for, who takes part, what it may do and how it works."""

    county = models.ForeignKey(County, verbose_name=_("län"), on_delete=models.PROTECT, related_name="forums")
    name = models.CharField(_("namn"), max_length=200)
    name_key = SwedishKeyField(of="label")  # lists show and sort what people call it: SVOM under S, V
    short_name = models.CharField(
        _("kort namn"),
        max_length=60,
        blank=True,
        help_text=_("Det som används i tabeller, om det varken är namnet eller förkortningen."),
    )
    abbreviation = models.CharField(_("förkortning"), max_length=40, blank=True)
    level = models.CharField(_("nivå"), max_length=20, choices=Level.choices, default=Level.OTHER)
    sides = models.CharField(_("sidor"), max_length=12, choices=Sides.choices, default=Sides.OTHER)
    purpose = models.TextField(_("syfte"), blank=True, max_length=TEXT_LIMIT)
    participants_municipal = models.TextField(_("deltagare från kommunerna"), blank=True, max_length=TEXT_LIMIT)
    participants_region = models.TextField(_("deltagare från regionen"), blank=True, max_length=TEXT_LIMIT)
    participants = models.TextField(_("andra deltagare"), blank=True, max_length=TEXT_LIMIT)
    mandate = models.TextField(_("mandat"), blank=True, max_length=TEXT_LIMIT)
    mandate_kind = models.CharField(
        _("slags mandat"), max_length=20, choices=MandateKind.choices, blank=True, default=MandateKind.NOT_STATED
    )
    frequency = models.TextField(_("hur ofta det möts"), blank=True, max_length=1000)
    meetings_per_year = models.PositiveSmallIntegerField(
        _("möten om året"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    record_keeper = models.ForeignKey(
        Principal,
        verbose_name=_("förvarar handlingarna"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="kept_forums",
    )
    terms_of_reference = models.ForeignKey(
        Document,
        verbose_name=_("uppdragsbeskrivning"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("efterträdare"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )

    # Rules of procedure: a forum that is no board follows kommunallagen only by choice (domain.md §1.2).
    follows_local_government_act = models.BooleanField(_("följer kommunallagens regler för protokoll"), default=False)
    attestation_required = models.BooleanField(_("protokollet justeras"), default=False)
    attestation_days = models.PositiveSmallIntegerField(
        _("dagar till justering"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    notice_required = models.BooleanField(_("justeringen tillkännages"), default=False)
    notice_board = models.ForeignKey(
        Principal,
        verbose_name=_("tillkännages på anslagstavlan hos"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    calling_order = models.CharField(
        _("ersättarna kallas in"),
        max_length=20,
        choices=CallingOrder.choices,
        blank=True,
        default=CallingOrder.NOT_SETTLED,
    )
    procedure_note = models.TextField(_("mer om arbetsordningen"), blank=True, max_length=TEXT_LIMIT)

    prepares_for = models.ManyToManyField(
        "self", verbose_name=_("bereder åt"), through="Preparation", symmetrical=False, related_name="prepared_by"
    )

    class Meta:
        ordering = ("name_key", "pk")
        verbose_name = _("forum")
        verbose_name_plural = _("forum")
        constraints: ClassVar[list[Any]] = [
            *Spanned.Meta.constraints,
            models.UniqueConstraint(
                fields=["county", "name"], condition=Q(ends_on__isnull=True), name="one_forum_per_name",
                violation_error_message=_("Det finns redan ett forum med det namnet i länet."),
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("pk")), name="forum_not_its_own_successor",
                violation_error_message=_("Ett forum kan inte gå upp i sig självt. Välj ett annat forum."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @classmethod
    def naming(cls, path: str = "") -> tuple[str, ...]:
        """For `only`: what `label` is made of. A forum has thirty columns, and a list shows its label. `path` is a relation
        to the forum, such as `forum__`."""
        return tuple(f"{path}{field}" for field in ("name", "short_name", "abbreviation"))

    @property
    def label(self) -> str:
        """What people call it."""
        return self.short_name or self.abbreviation or self.name

    @property
    def names(self) -> list[str]:
        """Every way of writing it, what people call it first, none twice. Reads the aliases."""
        given = (self.label, self.abbreviation, self.name, *(alias.name for alias in self.aliases.all()))
        return list(dict.fromkeys(name for name in given if name))

    @property
    def is_one_sided(self) -> bool:
        return self.sides in (Sides.MUNICIPAL, Sides.REGION)

    @property
    def recommends(self) -> bool:
        return self.mandate_kind == MandateKind.RECOMMENDS


class ForumAlias(models.Model):
    """Another name that texts use for a forum."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("namn"), max_length=200)
    name_key = SwedishKeyField(of="name")

    class Meta:
        ordering = ("name_key", "pk")
        verbose_name_plural = _("andra namn")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["forum", "name"], name="one_alias_per_forum")
        ]

    def __str__(self) -> str:
        return self.name


class Preparation(Audited):
    """One forum prepares for another. Many to many: SamReKo HSI prepares for both SVOM and Barnarenan."""

    preparer = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="preparations")
    prepares_for = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="preparations_for_it")

    class Meta:
        verbose_name_plural = _("beredningar")
        ordering = ("preparer__name_key", "prepares_for__name_key", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["preparer", "prepares_for"], name="one_preparation_per_pair",
                violation_error_message=_("Forumet bereder redan åt det forumet."),
            ),
            models.CheckConstraint(
                condition=~Q(preparer=F("prepares_for")), name="no_forum_prepares_for_itself",
                violation_error_message=_("Ett forum kan inte bereda åt sig självt. Välj ett annat forum."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.preparer.label} bereder åt {self.prepares_for.label}"


class SeatQuerySet(SpannedQuerySet):
    def held_by(self, user: User, on: dt.date) -> Self:
        """Those that the user's person holds on the day: named for the seat itself, or through the office it belongs to."""
        own = SeatHolding.objects.on(on).filter(person__user=user).values("seat_id")
        through = OfficeHolding.objects.on(on).filter(person__user=user).values("office_id")
        return self.on(on).filter(Q(pk__in=own) | Q(office__in=through))

    def vacant(self, on: dt.date) -> Self:
        """Ej utsedd: those that nobody holds on the day."""
        own = SeatHolding.objects.on(on).filter(seat=OuterRef("pk"))
        through = OfficeHolding.objects.on(on).filter(office=OuterRef("office"))
        return self.on(on).filter(~Exists(own), ~Exists(through))


class Seat(Audited, Spanned):
    """A place in a forum, as its composition has it, whoever holds it: one of five members of the region, or the chair of
    Åre's social welfare board. It is held by persons (`SeatHolding`), or by whoever holds `office` on the day."""

    forum = models.ForeignKey(Forum, verbose_name=_("forum"), on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(_("plats som"), max_length=20, choices=SeatRole.choices, default=SeatRole.MEMBER)
    name = models.CharField(
        _("platsens namn"),
        max_length=200,
        blank=True,
        help_text=_("Om platsen heter något, till exempel Vårdgivarnas plats."),
    )
    office = models.ForeignKey(
        Office,
        verbose_name=_("följer befattningen"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seats",
        help_text=_("Den som har befattningen har platsen, från och med samma dag."),
    )
    principal = models.ForeignKey(
        Principal, verbose_name=_("huvudman"), null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    party = models.ForeignKey(
        PoliticalParty,
        verbose_name=_("partiets plats"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seats",
        help_text=_("Bara om platsen hör till ett parti."),
    )
    stands_for = models.ForeignKey(
        "self",
        verbose_name=_("personlig ersättare för"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="own_deputies",
    )
    position = models.PositiveSmallIntegerField(
        _("plats i inkallelseordningen"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(999)],
    )

    objects: ClassVar[Any] = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("forum", "pk")
        verbose_name = _("plats")
        verbose_name_plural = _("platser")
        constraints: ClassVar[list[Any]] = [
            *Spanned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(stands_for__isnull=True) | (Q(role=SeatRole.DEPUTY) & ~Q(stands_for=F("pk"))),
                name="only_a_deputy_stands_for_a_seat",
                violation_error_message=_("Bara en ersättare kan stå för en annan plats. Välj Ersättare, eller ta bort den andra platsen."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.what}, {self.forum.label}"

    @property
    def what(self) -> str:
        """`Ledamot, Åre`, `Ordförande, Hälso- och sjukvårdsnämndens ordförande`: the place without its holder."""
        whose = self.name or (self.office.name if self.office else "")
        of = self.principal.label if self.principal else ""
        return ", ".join(part for part in (self.get_role_display(), whose, of) if part)


class SeatHolding(Holding):
    """Who holds a seat, from one day to another. The days of one seat's holders never overlap (`operations.seats`)."""

    OF = "seat"
    seat = models.ForeignKey(Seat, verbose_name=_("plats"), on_delete=models.PROTECT, related_name="holdings")

    class Meta:
        ordering = ("seat", "starts_on", "pk")
        verbose_name = _("innehavare av plats")
        verbose_name_plural = _("innehavare av platser")
        constraints: ClassVar[list[Any]] = [*Spanned.Meta.constraints]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["seat", "starts_on"], name="holders_by_day")]

    def __str__(self) -> str:
        return f"{self.person}, {self.seat}"


class TermEnd(Audited):
    """Avsluta mandatperioden: the step in which the holders of a forum's seats left them, so that it can be taken back."""

    forum = models.ForeignKey(Forum, verbose_name=_("forum"), on_delete=models.PROTECT, related_name="term_ends")
    last_day = models.DateField(_("mandatperiodens sista dag"))
    undone = models.BooleanField(_("ångrad"), default=False)

    class Meta:
        ordering = ("-last_day", "-pk")
        verbose_name = _("avslutad mandatperiod")
        verbose_name_plural = _("avslutade mandatperioder")

    def __str__(self) -> str:
        return f"{self.forum.label} {self.last_day}"


class TermEndPart(models.Model):
    """One holding that the step ended: its last day before and after."""

    term_end = models.ForeignKey(TermEnd, on_delete=models.CASCADE, related_name="parts")
    holding = models.ForeignKey(SeatHolding, on_delete=models.PROTECT, related_name="+")
    before = models.DateField(null=True, blank=True)
    after = models.DateField()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["term_end", "holding"], name="holding_once_a_term_end")
        ]

    def __str__(self) -> str:
        return f"{self.holding} {self.after}"


class ForumRole(Audited, Spanned):
    """What a user does for a forum, from one day to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("konto"), on_delete=models.PROTECT, related_name="forum_roles"
    )
    forum = models.ForeignKey(Forum, verbose_name=_("forum"), on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(_("roll"), max_length=20, choices=RoleInForum.choices, default=RoleInForum.SECRETARY)

    class Meta:
        ordering = ("forum", "role", "pk")
        verbose_name_plural = _("roller")
        constraints: ClassVar[list[Any]] = [*Spanned.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.forum.label}"
