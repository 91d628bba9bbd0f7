"""Who may what with findings; the same answer for one and for the list."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.findings.models import FindingSide
from samverka.forums.permissions import secretary_of
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import EVERYONE, Permission, coordinators, everyone
from samverka.foundation.dates.day import ordinary_day
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.permissions import visible_records


def _coordinators_and_secretaries(user: User, obj: Any) -> bool:
    return coordinators(user) or bool(secretary_of(user, ordinary_day()))


VIEW_FINDINGS = Permission("findings.view", _("se vad som ska kontrolleras"), EVERYONE, everyone)
CHECK_FINDINGS = Permission(
    "findings.check",
    _("avgöra vad som ska rättas eller stå"),
    _("länets samordnare och forumens sekreterare"),
    _coordinators_and_secretaries,
)


def visible_findings(user: User) -> Q:
    """Findings that speak of no record in draft that the user may not see."""
    sees = visible_records(user)
    if not sees:  # whoever sees every record sees every finding
        return Q()
    hidden = Meeting.objects.exclude(pk__in=Meeting.objects.filter(sees).values("pk")).values("pk")
    parts = {Meeting: hidden, MinuteParagraph: MinuteParagraph.objects.filter(meeting__in=hidden).values("pk")}
    shown = Q()
    for model, keys in parts.items():
        kind = ContentType.objects.get_for_model(model)
        shown &= ~Q(pk__in=FindingSide.objects.filter(content_type=kind, object_id__in=keys).values("finding_id"))
    return shown
