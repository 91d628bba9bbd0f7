"""Who may what with meetings; the same answer for one and for the list.

Everybody who is logged in sees that a meeting is held, when and where, and its agenda: the register is an official record
from its first row (domain.md §1.4). Minutes are drawn up when they are attested (TF 2:10 st 2 p 3), so a record that is
still a draft is seen only by those who may change it and by those who sign it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.forums.permissions import CHANGE as CHANGE_FORUM
from samverka.forums.permissions import secretary_of
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import EVERYONE, Permission, coordinators, everyone
from samverka.foundation.dates.day import ordinary_day
from samverka.meetings.models import Meeting
from samverka.meetings.states import RecordState


def _coordinators_and_secretaries(user: User, obj: Any) -> bool:
    """`obj`: a meeting, or None for "some meeting"."""
    if coordinators(user):
        return True
    forums = secretary_of(user, ordinary_day())
    if not isinstance(obj, Meeting):
        return bool(forums)
    return any(part.forum_id in forums for part in obj.forum_parts.all())


def _signed_by(user: User) -> QuerySet[Meeting]:
    """The meetings whose minutes the user signs: named attester, chair or secretary of the meeting. It follows from the
    meeting and never from the seat, so that an outgoing attester sees the minutes until they are attested; then everybody
    who is logged in does."""
    hers = Q(attesters__person__user=user) | Q(chair_person__user=user) | Q(secretary_person__user=user)
    return Meeting.objects.filter(hers)


def _who_sees_the_record(user: User, obj: Any) -> bool:
    if not (isinstance(obj, Meeting) and obj.is_draft) or _coordinators_and_secretaries(user, obj):
        return True
    return _signed_by(user).filter(pk=obj.pk).exists()


VIEW_MEETINGS = Permission("meetings.view", _("se möten"), EVERYONE, everyone)
VIEW_RECORD = Permission(
    "meetings.view_record",
    _("se protokollet, som ännu är ett utkast"),
    _("länets samordnare, forumets sekreterare och mötets ordförande, sekreterare och justerare, tills det förs in"),
    _who_sees_the_record,
)
EDIT_MEETINGS = Permission(
    "meetings.edit", _("ändra mötet"), _("länets samordnare och forumets sekreterare"), _coordinators_and_secretaries
)
PLAN_FORUM = Permission(
    "meetings.plan_forum",
    _("bestämma hur många dagar före forumets möten saker ska vara klara"),
    _("länets samordnare och forumets sekreterare"),
    CHANGE_FORUM.rule,
)
REMOVE_MEETINGS = Permission("meetings.remove", _("ta bort möten"), _("länets samordnare"), coordinators)


def visible_records(user: User) -> Q:
    """The same answer as `VIEW_RECORD`, as a condition on meetings."""
    if coordinators(user):
        return Q()
    mine = Meeting.objects.filter(forum_parts__forum__in=secretary_of(user, ordinary_day())).values("pk")
    return ~Q(record_state=RecordState.DRAFT) | Q(pk__in=mine) | Q(pk__in=_signed_by(user).values("pk"))


def meetings_with_visible_record(user: User) -> QuerySet[Meeting]:
    return Meeting.objects.filter(visible_records(user))
