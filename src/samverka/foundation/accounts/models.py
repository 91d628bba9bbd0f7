"""Users, their county-wide roles, and the links that answer in their place without login."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.foundation.accounts.states import CountyRole, Theme
from samverka.foundation.ordering import SwedishKeyField


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """Someone who logs in. The person they are, their seats and roles at principals and forums are kept by those areas."""

    username = models.CharField(_("användarnamn"), max_length=150, unique=True)
    name = models.CharField(_("namn"), max_length=200)
    name_key = SwedishKeyField(of="name")
    email = models.EmailField(_("e-post"), blank=True)
    title = models.CharField(_("titel"), max_length=200, blank=True)
    is_active = models.BooleanField(_("aktiv"), default=True)
    is_demo = models.BooleanField(_("demonstrationskonto"), default=False)
    theme = models.CharField(_("utseende"), max_length=8, choices=Theme.choices, blank=True, default=Theme.SYSTEM)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name_key", "pk")
        verbose_name = _("användare")
        verbose_name_plural = _("användare")

    def __str__(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.username

    @cached_property
    def county_roles(self) -> frozenset[str]:
        """The county-wide roles held now; `backend` brings them with the user of a request. Else one query."""
        return frozenset(self.role_grants.values_list("role", flat=True))

    def holds(self, *roles: CountyRole) -> bool:
        """Whether the user is active and holds any of these county-wide roles."""
        return self.is_active and not self.county_roles.isdisjoint(roles)


class RoleGrant(models.Model):
    """A county-wide role that a user holds."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(_("roll"), max_length=20, choices=CountyRole.choices)

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["user", "role"], name="one_grant_per_role")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class TokenLink(models.Model):
    """An address with a secret in it, which answers without login with what its user may see (ADR 0026).

    Only the hash of the secret is kept. `purpose` says which page it opens and `scope` what of it. The row is never removed:
    with its uses it is the log of the link.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="token_links")
    purpose = models.CharField(max_length=20)
    scope = models.JSONField(default=dict, blank=True)
    label = models.CharField(_("vad länken visar"), max_length=300)
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField(_("skapad"), default=timezone.now)
    expires_at = models.DateTimeField(_("gäller till"))
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)
    revoked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(_("senast hämtad"), null=True, blank=True)
    window_began_at = models.DateTimeField(null=True, blank=True)
    window_uses = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-issued_at", "-pk")
        verbose_name = _("länk med nyckel")
        verbose_name_plural = _("länkar med nyckel")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("issued_at")), name="token_link_ends_after_it_is_issued"
            )
        ]

    def __str__(self) -> str:
        return self.label

    def answers_at(self, now: dt.datetime) -> bool:
        """Whether it is neither revoked nor out of date."""
        return self.revoked_at is None and now < self.expires_at


class TokenUse(models.Model):
    """How often a link was asked on a day: `answered`, or `refused` because it asked too often or had ended."""

    link = models.ForeignKey(TokenLink, on_delete=models.CASCADE, related_name="uses")
    day = models.DateField()
    answered = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-day",)
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["link", "day"], name="one_use_row_a_day")]

    def __str__(self) -> str:
        return f"{self.link_id} {self.day}: {self.answered}"
