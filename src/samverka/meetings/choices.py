"""The enumerations as the database and forms want them: values from `states`, Swedish labels beside."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverka.meetings import states


class ModeChoice(models.TextChoices):
    PHYSICAL = states.Mode.PHYSICAL.value, _("På plats")
    DIGITAL = states.Mode.DIGITAL.value, _("Digitalt")
    HYBRID = states.Mode.HYBRID.value, _("På plats och digitalt")


class MeetingStateChoice(models.TextChoices):
    PLANNED = states.MeetingState.PLANNED.value, _("Planerat")
    CANCELLED = states.MeetingState.CANCELLED.value, _("Inställt")


class RecordKindChoice(models.TextChoices):
    MINUTES = states.RecordKind.MINUTES.value, _("Protokoll")
    NOTES = states.RecordKind.NOTES.value, _("Minnesanteckningar")


class RecordStateChoice(models.TextChoices):
    NONE = states.RecordState.NONE.value, _("Inget protokoll")
    DRAFT = states.RecordState.DRAFT.value, _("Utkast")
    ENTERED = states.RecordState.ENTERED.value, _("Infört")
    ATTESTED = states.RecordState.ATTESTED.value, _("Justerat enligt protokollet")


class CapacityChoice(models.TextChoices):
    MEMBER = states.Capacity.MEMBER.value, _("Ledamot")
    DEPUTY = states.Capacity.DEPUTY.value, _("Ersättare")
    CO_OPTED = states.Capacity.CO_OPTED.value, _("Adjungerad")
    ATTENDEE = states.Capacity.ATTENDEE.value, _("Övrig närvarande")
    PRESENTER = states.Capacity.PRESENTER.value, _("Föredragande")
    ABSENT = states.Capacity.ABSENT.value, _("Frånvarande")


class ItemKindChoice(models.TextChoices):
    INFORMATION = states.ItemKind.INFORMATION.value, _("Informationsärende")
    DECISION = states.ItemKind.DECISION.value, _("Beslutsärende")
    REPORTED = states.ItemKind.REPORTED.value, _("Anmälningsärende")


class PointKindChoice(models.TextChoices):
    NOTED = states.PointKind.NOTED.value, _("Noterat")
    APPROVED = states.PointKind.APPROVED.value, _("Godkänt")
    RECOMMENDATION = states.PointKind.RECOMMENDATION.value, _("Rekommendation")
    COMMISSION = states.PointKind.COMMISSION.value, _("Uppdrag")
    REFERRAL = states.PointKind.REFERRAL.value, _("Remiss")
    EXTENSION = states.PointKind.EXTENSION.value, _("Förlängning")
    AGREEMENT_CHANGE = states.PointKind.AGREEMENT_CHANGE.value, _("Ändring av avtal")
    ALLOCATION = states.PointKind.ALLOCATION.value, _("Fördelning")
    HANDOVER = states.PointKind.HANDOVER.value, _("Överlämnande")
    PRIORITIES = states.PointKind.PRIORITIES.value, _("Prioriteringar")
    OTHER = states.PointKind.OTHER.value, _("Annat beslut")


class StrengthChoice(models.TextChoices):
    CONFIRMED = states.Strength.CONFIRMED.value, _("Bekräftad")
    STRONG = states.Strength.STRONG.value, _("Säker")
    LIKELY = states.Strength.LIKELY.value, _("Trolig")
