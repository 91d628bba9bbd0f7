"""Things that hold from one day to another: one meaning of "on that day" for objects and for lists."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def covers(starts_on: dt.date | None, ends_on: dt.date | None, on: dt.date) -> bool:
    """Whether `on` lies from `starts_on` to `ends_on`, both included; None is an open or unknown end."""
    return (starts_on is None or starts_on <= on) and (ends_on is None or on <= ends_on)


def covering(on: dt.date, *, through: str = "") -> Q:
    """`covers` as a condition in SQL; `through` is a relation to the spanned record, such as `seats__`."""
    begun = Q(**{f"{through}starts_on__isnull": True}) | Q(**{f"{through}starts_on__lte": on})
    not_ended = Q(**{f"{through}ends_on__isnull": True}) | Q(**{f"{through}ends_on__gte": on})
    return begun & not_ended


class SpannedQuerySet(models.QuerySet[Any]):
    def on(self, day: dt.date) -> Self:
        """Those that hold on the day."""
        return self.filter(covering(day))

    def ended(self, day: dt.date) -> Self:
        """Those whose last day has passed."""
        return self.filter(ends_on__lt=day)


class Spanned(models.Model):
    """Holds from `starts_on` to `ends_on`, both days included; empty means open or unknown."""

    starts_on = models.DateField(_("första dag"), null=True, blank=True)
    ends_on = models.DateField(_("sista dag"), null=True, blank=True)

    objects = SpannedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_not_ended_before_begun",
                violation_error_message=_("Sista dagen ligger före första dagen. Ändra en av dem."),
            )
        ]

    def holds_on(self, day: dt.date) -> bool:
        return covers(self.starts_on, self.ends_on, day)

    def has_ended(self, day: dt.date) -> bool:
        return self.ends_on is not None and self.ends_on < day

    def is_coming(self, day: dt.date) -> bool:
        return self.starts_on is not None and self.starts_on > day
