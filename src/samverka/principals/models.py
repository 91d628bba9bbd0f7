"""Counties, principals, parties, persons and roles at a principal."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.foundation.audit.models import Audited
from samverka.foundation.dates.spans import Spanned
from samverka.foundation.ordering import SwedishKeyField
from samverka.principals import rules
from samverka.principals.states import DECIDING_KINDS, PrincipalKind, RoleAtPrincipal


def validate_organisation_number(text: str) -> None:
    if rules.organisation_number(text) != text:
        raise ValidationError(
            _("Organisationsnumret stämmer inte. Skriv tio siffror, till exempel 212000-2445, och kontrollera dem.")
        )


class County(Audited):
    """Län, with the county code of Statistics Sweden."""

    code = models.CharField(_("länskod"), max_length=2, unique=True)
    name = models.CharField(_("namn"), max_length=100)
    name_key = SwedishKeyField(of="name")

    class Meta:
        ordering = ("name_key",)
        verbose_name = _("län")
        verbose_name_plural = _("län")

    def __str__(self) -> str:
        return self.name


class Principal(Audited, Spanned):
    """An organisation that takes part: a region or municipality with its own legal responsibility, an association or
    federation of municipalities, a joint board, or a partner outside the principals."""

    kind = models.CharField(_("slag"), max_length=30, choices=PrincipalKind.choices)
    name = models.CharField(_("namn"), max_length=200)
    name_key = SwedishKeyField(of="name")
    short_name = models.CharField(
        _("kort namn"), max_length=60, blank=True, help_text=_("Det som skrivs i trånga tabeller, till exempel Åre.")
    )
    code = models.CharField(
        _("kod"), max_length=4, blank=True, help_text=_("Kommunkod med fyra siffror eller länskod med två.")
    )
    county = models.ForeignKey(
        County, verbose_name=_("län"), null=True, blank=True, on_delete=models.PROTECT, related_name="principals"
    )
    organisation_number = models.CharField(
        _("organisationsnummer"),
        max_length=11,
        blank=True,
        validators=[validate_organisation_number],
        help_text=_("Tio siffror, till exempel 212000-2445."),
    )
    has_region_tasks = models.BooleanField(
        _("har också regionens uppgifter"),
        default=False,
        help_text=_("En kommun som inte ingår i någon region, som Gotland."),
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("efterträdare"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    note = models.TextField(_("anmärkning"), blank=True, max_length=2000)

    class Meta:
        ordering = ("name_key", "pk")
        verbose_name = _("huvudman")
        verbose_name_plural = _("huvudmän")
        constraints: ClassVar[list[Any]] = [
            *Spanned.Meta.constraints,
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code="") & Q(ends_on__isnull=True), name="one_principal_per_code",
                violation_error_message=_("En annan huvudman har redan den koden."),
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(ends_on__isnull=True), name="one_principal_per_name",
                violation_error_message=_("Det finns redan en huvudman med det namnet."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @classmethod
    def naming(cls, path: str = "") -> tuple[str, ...]:
        """For `only`: what `label` is made of; `path` is a relation to the principal, such as `principal__`."""
        return tuple(f"{path}{field}" for field in ("name", "short_name"))

    @property
    def label(self) -> str:
        """The short name if there is one."""
        return self.short_name or self.name

    @property
    def decides_for_itself(self) -> bool:
        """Whether it can adopt what a forum recommends; an association or a partner cannot (domain.md §1.2)."""
        return self.kind in DECIDING_KINDS

    @property
    def is_region(self) -> bool:
        return self.kind == PrincipalKind.REGION or self.has_region_tasks

    @property
    def is_municipality(self) -> bool:
        return self.kind == PrincipalKind.MUNICIPALITY


class PrincipalAlias(models.Model):
    """Another name that texts use for a principal: `RJH`, `KFJH`."""

    principal = models.ForeignKey(Principal, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("namn"), max_length=200)
    name_key = SwedishKeyField(of="name")

    class Meta:
        ordering = ("name_key", "pk")
        verbose_name_plural = _("andra namn")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["principal", "name"], name="one_alias_per_principal")
        ]

    def __str__(self) -> str:
        return self.name


class PoliticalParty(Audited):
    """A party with seats in a council; a local one belongs to a principal."""

    name = models.CharField(
        _("namn"),
        max_length=100,
        unique=True,
        error_messages={"unique": _("Det finns redan ett parti med det namnet.")},
    )
    name_key = SwedishKeyField(of="name")
    abbreviation = models.CharField(
        _("förkortning"),
        max_length=12,
        unique=True,
        error_messages={"unique": _("Ett annat parti har redan den förkortningen.")},
    )
    principal = models.ForeignKey(
        Principal,
        verbose_name=_("finns bara i"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="local_parties",
    )

    class Meta:
        ordering = ("name_key", "pk")
        verbose_name = _("parti")
        verbose_name_plural = _("partier")

    def __str__(self) -> str:
        return f"{self.name} ({self.abbreviation})"


class Person(Audited):
    """Someone who holds a seat or answers for a commission: only what their public role needs."""

    name = models.CharField(_("namn"), max_length=200)
    name_key = SwedishKeyField(of="name")
    title = models.CharField(_("titel"), max_length=200, blank=True)
    principal = models.ForeignKey(
        Principal, verbose_name=_("huvudman"), null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    party = models.ForeignKey(
        PoliticalParty, verbose_name=_("parti"), null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    email = models.EmailField(_("e-post"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("konto"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="person",
        error_messages={"unique": _("Kontot hör redan till en annan person. Välj ett annat.")},
    )
    is_active = models.BooleanField(_("kan väljas till nya platser"), default=True)

    class Meta:
        ordering = ("name_key", "pk")
        verbose_name = _("person")
        verbose_name_plural = _("personer")

    def __str__(self) -> str:
        return self.name


class Office(Audited, Spanned):
    """Befattning: a position of trust or a post at a principal, whoever holds it. "Socialnämndens ordförande" has seats in
    forums; when it changes hands, on the principal's own day, the seats do."""

    principal = models.ForeignKey(
        Principal, verbose_name=_("huvudman"), on_delete=models.PROTECT, related_name="offices"
    )
    name = models.CharField(
        _("befattning"), max_length=200, help_text=_("Till exempel hälso- och sjukvårdsnämndens ordförande.")
    )
    name_key = SwedishKeyField(of="name")
    body = models.CharField(
        _("organ"), max_length=200, blank=True, help_text=_("Nämnden, styrelsen eller förvaltningen som den hör till.")
    )

    class Meta:
        ordering = ("principal", "name_key", "pk")
        verbose_name = _("befattning")
        verbose_name_plural = _("befattningar")
        constraints: ClassVar[list[Any]] = [
            *Spanned.Meta.constraints,
            models.UniqueConstraint(
                fields=["principal", "name"], condition=Q(ends_on__isnull=True), name="one_office_per_name",
                violation_error_message=_("Huvudmannen har redan en befattning med det namnet."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, {self.principal.label}"


class Holding(Audited, Spanned):
    """Somebody holds something from one day to another. `reported_on`: when the principal told of it."""

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="%(class)ss")
    party = models.ForeignKey(
        PoliticalParty,
        verbose_name=_("parti"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        help_text=_("Partiet under tiden på platsen. Lämnas det tomt används personens."),
    )
    reported_on = models.DateField(_("anmäld den"), null=True, blank=True)

    OF: ClassVar[str]
    """The name of the key to what is held."""

    class Meta:
        abstract = True

    @property
    def held(self) -> Office:
        """What is held. Forums have seats that are held in the same way."""
        of: Office = getattr(self, self.OF)
        return of


class OfficeHolding(Holding):
    """Who holds an office, from one day to another."""

    OF = "office"
    office = models.ForeignKey(Office, verbose_name=_("befattning"), on_delete=models.PROTECT, related_name="holdings")

    class Meta:
        ordering = ("office", "starts_on", "pk")
        verbose_name = _("innehavare")
        verbose_name_plural = _("befattningar")
        constraints: ClassVar[list[Any]] = [*Spanned.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.person}, {self.office.name}"


class PrincipalRole(Audited, Spanned):
    """What a user does for a principal, from one day to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("konto"), on_delete=models.PROTECT, related_name="principal_roles"
    )
    principal = models.ForeignKey(Principal, verbose_name=_("huvudman"), on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(_("roll"), max_length=20, choices=RoleAtPrincipal.choices)

    class Meta:
        ordering = ("principal", "role", "pk")
        verbose_name_plural = _("roller")
        constraints: ClassVar[list[Any]] = [*Spanned.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.principal}"
