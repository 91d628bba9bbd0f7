"""Who may see and change principals and persons."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import EVERYONE, Permission, coordinators, everyone
from samverka.foundation.accounts.states import CountyRole
from samverka.foundation.dates.day import ordinary_day
from samverka.principals.models import Person, Principal, PrincipalRole
from samverka.principals.states import RoleAtPrincipal


def registrar_of(user: User) -> frozenset[int]:
    """The principals the user is registrar of now. One query per user and request.

    Now is the ordinary day and never `?datum`: nobody regains a role by looking at an earlier day.
    """
    cached: frozenset[int] | None = user.__dict__.get("_registrar_of")
    if cached is None:
        roles = PrincipalRole.objects.on(ordinary_day()).filter(user=user, role=RoleAtPrincipal.REGISTRAR)
        cached = user.__dict__["_registrar_of"] = frozenset(roles.values_list("principal_id", flat=True))
    return cached


def _coordinator_or_registrar(user: User, principal: Principal) -> bool:
    return coordinators(user) or principal.pk in registrar_of(user)


def _coordinator_or_own_registrar(user: User, person: Person) -> bool:
    return coordinators(user) or (person.principal_id is not None and person.principal_id in registrar_of(user))


COORDINATORS = _("samordnare")
SEE = Permission("principals.see", _("se huvudmän och personer"), EVERYONE, everyone)
CREATE = Permission("principals.create", _("lägga till, avsluta eller ta bort huvudmän"), COORDINATORS, coordinators)
CHANGE = Permission(
    "principals.change",
    _("ändra uppgifter om huvudmannen"),
    _("samordnare och huvudmannens registrator"),
    _coordinator_or_registrar,
)
CHANGE_PARTIES = Permission("principals.change_parties", _("lägga till och ändra partier"), COORDINATORS, coordinators)
GIVE_ROLES = Permission("principals.give_roles", _("ge roller hos en huvudman"), COORDINATORS, coordinators)
CREATE_PERSON = Permission(
    "principals.create_person",
    _("lägga till personer"),
    _("samordnare och registratorer"),
    lambda user, _obj: coordinators(user) or bool(registrar_of(user)),
)
CHANGE_PERSON = Permission(
    "principals.change_person",
    _("ändra uppgifter om personen"),
    _("samordnare och registratorn hos personens huvudman"),
    _coordinator_or_own_registrar,
)
REMOVE_PERSON = Permission("principals.remove_person", _("ta bort personer"), COORDINATORS, coordinators)


def changeable_principals(user: User) -> QuerySet[Principal]:
    """The same answer as `CHANGE`, for lists."""
    return (
        Principal.objects.all()
        if user.holds(CountyRole.COORDINATOR)
        else Principal.objects.filter(pk__in=registrar_of(user))
    )


def changeable_people(user: User) -> QuerySet[Person]:
    """The same answer as `CHANGE_PERSON`, for lists."""
    return (
        Person.objects.all()
        if user.holds(CountyRole.COORDINATOR)
        else Person.objects.filter(Q(principal__in=registrar_of(user)))
    )
