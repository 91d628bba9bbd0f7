"""What an import run and its records can be."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    READING = "reading", _("Läses")
    WAITING = "waiting", _("Väntar på bildläsning")
    TO_REVIEW = "to_review", _("Att granska")
    APPLYING = "applying", _("Förs in")
    APPLIED = "applied", _("Infört")
    UNDONE = "undone", _("Ångrat")
    FAILED = "failed", _("Kunde inte läsas")
    DISCARDED = "discarded", _("Bortlagt")


class Verdict(models.TextChoices):
    """How a read record, or one field of it, stands to the register."""

    NEW = "new", _("Ny")
    CHANGED = "changed", _("Ändrad")
    SAME = "same", _("Samma")
    DOUBTFUL = "doubtful", _("Osäker")


class RecordState(models.TextChoices):
    PENDING = "pending", _("Väntar på svar")
    READY = "ready", _("Klar att föra in")
    DROPPED = "dropped", _("Förs inte in")
    APPLIED = "applied", _("Infört")
    UNDONE = "undone", _("Ångrat")


class RecordKind(models.TextChoices):
    """In the order they are brought in: what others refer to comes first."""

    PERSON = "person", _("Person")
    FORUM = "forum", _("Forum")
    SEAT = "seat", _("Plats i forum")
    AGREEMENT = "agreement", _("Avtal")
    MATTER = "matter", _("Ärende")
    MEETING = "meeting", _("Möte")
    TABLE = "table", _("Tabell")
    ACTION_ITEM = "action_item", _("Rad i balanslistan")


class EffectKind(models.TextChoices):
    CREATED = "created", _("Tillagd")
    CHANGED = "changed", _("Ändrad")
