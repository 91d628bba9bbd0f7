"""What a user can hold for the whole county."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CountyRole(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administratör")
    COORDINATOR = "coordinator", _("Samordnare")
    READER = "reader", _("Läsare")


class Theme(models.TextChoices):
    SYSTEM = "", _("Som i datorn")
    LIGHT = "light", _("Ljust")
    DARK = "dark", _("Mörkt")
