"""A register with rows, two preparing forums, and somebody who sits in each."""

import datetime as dt

import pytest

from samverka.action_register.tests.factories import TODAY, make_item, make_register
from samverka.forums.operations import add_preparation, add_seat, create_forum, give_role
from samverka.forums.states import Level, SeatRole
from samverka.foundation.accounts.operations import create_user
from samverka.foundation.accounts.states import CountyRole
from samverka.principals.operations import create_person


@pytest.fixture(autouse=True)
def today(settings) -> dt.date:
    settings.TODAY = TODAY
    return TODAY


def _preparing(cast, name, short):
    forum = create_forum(actor=None, name=name, abbreviation=short, county=cast.county, level=Level.OFFICIALS)
    add_preparation(actor=None, preparer=forum, prepares_for=cast.forum)
    return forum


@pytest.fixture
def friday(cast):
    return _preparing(cast, "Fredagsgruppen", "FG")


@pytest.fixture
def hsi(cast):
    return _preparing(cast, "SamReKo HSI", "HSI")


@pytest.fixture
def sits_in_friday(cast, friday):
    user = create_user(username="fredag", name="Frida Fredag", password=None)
    person = create_person(actor=None, name=user.name, principal=cast.municipality, user=user)
    add_seat(actor=None, forum=friday, person=person, principal=cast.municipality, role=SeatRole.MEMBER)
    return user


@pytest.fixture
def secretary_of_hsi(cast, hsi):
    user = create_user(username="hsi", name="Hilma Hasi", password=None)
    give_role(actor=None, user=user, forum=hsi)
    return user


@pytest.fixture
def second_coordinator(cast):
    return create_user(username="samordnare2", name="Sten Samordnare", password=None, roles=(CountyRole.COORDINATOR,))


@pytest.fixture
def register(cast, friday, hsi):
    return make_register(cast.forum)


@pytest.fixture
def rows(register):
    return [
        make_item(register, "Avtal hemsjukvård", direction="Nära vård", areas=("Äldre",), commission="Ta fram ett nytt avtal", follow_up="SVOM 3/6 2024 – rapport"),
        make_item(register, "Mini Maria", direction="Nära vård", responsible=("Åre kommun",)),
        make_item(register, "Ungdomsmottagning", direction="Barn och unga", preparing=("FG",)),
    ]  # fmt: skip
