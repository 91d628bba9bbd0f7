"""The enumerations as the database and pages want them: values from `states`, Swedish labels beside."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverka.findings import states


class FindingKindChoice(models.TextChoices):
    NO_SUCH_MEETING = states.FindingKind.NO_SUCH_MEETING.value, _("Inget sådant möte i registret")
    OTHER_DAY = states.FindingKind.OTHER_DAY.value, _("Olika dagar för samma sak")
    SUM_DIFFERS = states.FindingKind.SUM_DIFFERS.value, _("Summan stämmer inte")
    ENDS_DIFFER = states.FindingKind.ENDS_DIFFER.value, _("Olika slutdatum för samma avtal")
    UNKNOWN_FORUM = states.FindingKind.UNKNOWN_FORUM.value, _("Okänt forum")
    SECTIONS_DIFFER = states.FindingKind.SECTIONS_DIFFER.value, _("Paragraferna stämmer inte")
    SAME_SECTION = states.FindingKind.SAME_SECTION.value, _("Samma § på två möten")
    OTHER = states.FindingKind.OTHER.value, _("Annat")


class FindingStateChoice(models.TextChoices):
    NEW = states.FindingState.NEW.value, _("Ny")
    CORRECTED = states.FindingState.CORRECTED.value, _("Kontrollerad, rättad")
    LEFT = states.FindingState.LEFT.value, _("Kontrollerad, får stå")
    AGREES = states.FindingState.AGREES.value, _("Stämmer nu")
