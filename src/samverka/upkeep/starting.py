"""What a new installation begins with: its county, forums to start from, and someone who may let others in."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from django.db import transaction

from samverka.forums.models import Forum
from samverka.forums.names import packaged_forums
from samverka.forums.operations import add_preparation, create_forum, load_known_forums
from samverka.foundation.accounts.models import RoleGrant, User
from samverka.foundation.accounts.operations import create_user
from samverka.foundation.accounts.states import CountyRole
from samverka.principals import packaged
from samverka.principals.models import County
from samverka.principals.operations import load_county, load_parties
from samverka.upkeep.refusals import Refused

FIRST_ROLES = (CountyRole.ADMINISTRATOR, CountyRole.COORDINATOR)
REASON = "Ur den medföljande listan över forum att börja från"


def refuse_unknown_county(code: str) -> None:
    """Raises `Refused` with every code there is."""
    known = packaged.counties()
    if code not in known:
        listed = "\n".join(f"  {each.code}  {each.name}" for each in known.values())
        raise Refused(f"”{code}” är ingen länskod. Välj en av dem:\n{listed}")


def has_own_list(county: str) -> bool:
    """Whether the county's own forums are packaged."""
    try:
        packaged_forums(county)
    except LookupError:
        return False
    return True


def has_administrator() -> bool:
    return RoleGrant.objects.filter(role=CountyRole.ADMINISTRATOR, user__is_active=True).exists()


@transaction.atomic
def start_county(code: str) -> County:
    """The county with its region, its municipalities and the parties of the parliament; what stands is left as it is.
    Raises `Refused`."""
    refuse_unknown_county(code)
    county = load_county(actor=None, code=code)
    load_parties(actor=None)
    return county


@transaction.atomic
def start_forums(county: County) -> list[Forum]:
    """The county's own forums where they are packaged, else those that counties commonly have, under neutral names; gives
    those created. Nothing is added to a register that has forums."""
    if Forum.objects.filter(county=county).exists():
        return []
    if has_own_list(county.code):
        return load_known_forums(actor=None, county_code=county.code)
    rows = _common_forums()
    made = {
        row["key"]: create_forum(
            actor=None, name=row["name"], county=county, level=row["level"], sides=row["sides"], mandate_kind=row["mandate_kind"],
            purpose=row["purpose"], reason=REASON,
        )
        for row in rows
    }  # fmt: skip
    for row in rows:
        for other in row["prepares_for"]:
            add_preparation(actor=None, preparer=made[row["key"]], prepares_for=made[other], reason=REASON)
    return list(made.values())


def _common_forums() -> list[dict[str, Any]]:
    source = files("samverka.upkeep").joinpath("data", "forums.json")
    return list(json.loads(source.read_text(encoding="utf-8"))["forums"])


def start_administrator(*, username: str, name: str, password: str, email: str = "") -> User:
    """The first one, who may also coordinate: somebody must be able to do both before there are others. Raises `Refused`."""
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(f"Det finns redan en användare som heter {username}. Välj ett annat användarnamn.")
    return create_user(username=username, name=name, password=password, email=email, roles=FIRST_ROLES)
