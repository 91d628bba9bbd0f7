"""Who may see and change forums. Chair and member follow from seats, secretary from a role."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.forums.models import Forum, ForumRole, Seat
from samverka.forums.states import RoleInForum, SeatRole
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import EVERYONE, Permission, coordinators, everyone
from samverka.foundation.accounts.states import CountyRole
from samverka.foundation.dates.day import ordinary_day
from samverka.principals.models import Person
from samverka.principals.permissions import registrar_of


def secretary_of(user: User, on: dt.date) -> frozenset[int]:
    """The forums the user is secretary of on the day. One query per user, day and request."""
    cache: dict[dt.date, frozenset[int]] = user.__dict__.setdefault("_secretary_of", {})
    if on not in cache:
        roles = ForumRole.objects.on(on).filter(user=user, role=RoleInForum.SECRETARY)
        cache[on] = frozenset(roles.values_list("forum_id", flat=True))
    return cache[on]


def is_secretary(user: User, forum: Forum, on: dt.date) -> bool:
    return forum.pk in secretary_of(user, on)


def has_seat(user: User, forum: Forum, on: dt.date, *roles: SeatRole) -> bool:
    """Whether the user's person has a seat in the forum on the day; with `roles`, one of those seats."""
    seats = Seat.objects.held_by(user, on).filter(forum=forum)
    return (seats.filter(role__in=roles) if roles else seats).exists()


def is_chair(user: User, forum: Forum, on: dt.date) -> bool:
    return has_seat(user, forum, on, SeatRole.CHAIR)


def _coordinator_or_secretary(user: User, forum: Forum) -> bool:
    # The ordinary day and never ?datum: nobody regains a role by looking at an earlier day.
    return coordinators(user) or is_secretary(user, forum, ordinary_day())


def _who_appoints(user: User, seat: Seat) -> bool:
    if _coordinator_or_secretary(user, seat.forum):
        return True
    whose = seat.office.principal_id if seat.office else seat.principal_id
    return whose is not None and whose in registrar_of(user)


COORDINATORS = _("samordnare")
SEE = Permission("forums.see", _("se forum"), EVERYONE, everyone)
CREATE = Permission("forums.create", _("lägga till, avsluta, slå ihop eller ta bort forum"), COORDINATORS, coordinators)
CHANGE = Permission(
    "forums.change",
    _("ändra forumets uppgifter och platser"),
    _("samordnare och forumets sekreterare"),
    _coordinator_or_secretary,
)
APPOINT = Permission(
    "forums.appoint",
    _("utse och avsluta innehavare av en plats"),
    _("samordnare, forumets sekreterare och registratorn hos platsens huvudman"),
    _who_appoints,
)
GIVE_ROLES = Permission("forums.give_roles", _("utse forumets sekreterare"), COORDINATORS, coordinators)


def changeable_forums(user: User) -> QuerySet[Forum]:
    """The same answer as `CHANGE`, for lists."""
    if user.holds(CountyRole.COORDINATOR):
        return Forum.objects.all()
    return Forum.objects.filter(pk__in=secretary_of(user, ordinary_day()))


def people_to_appoint(user: User, seat: Seat) -> QuerySet[Person]:
    """Whom the user may name: a registrar her own principal's people, others everybody who may be chosen."""
    active = Person.objects.filter(is_active=True)
    if _coordinator_or_secretary(user, seat.forum):
        return active
    return active.filter(principal__in=registrar_of(user))


def where_appointing(user: User) -> str:
    """What decides which seats the user may appoint to, in words for `{% kept %}`. Two queries, none for a coordinator."""
    if coordinators(user):
        return "everywhere"
    return f"{sorted(secretary_of(user, ordinary_day()))} {sorted(registrar_of(user))}"
