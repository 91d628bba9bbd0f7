"""The enumerations as the database and pages want them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverka.tables import states


class TableKindChoice(models.TextChoices):
    STATISTICS = states.TableKind.STATISTICS.value, _("Statistik")
    BUDGET = states.TableKind.BUDGET.value, _("Budget")
    PRIORITIES = states.TableKind.PRIORITIES.value, _("Prioriteringar")
