"""A register with the forums of the county, on the day of the demonstration."""

import datetime as dt

import pytest

from samverka.action_register.tests.factories import TODAY, make_item, make_register
from samverka.forums.operations import create_forum
from samverka.forums.states import Level


@pytest.fixture(autouse=True)
def today(settings) -> dt.date:
    settings.TODAY = TODAY
    return TODAY


@pytest.fixture
def friday(cast):
    return create_forum(actor=None, name="Fredagsgruppen", abbreviation="FG", county=cast.county, level=Level.OFFICIALS)


@pytest.fixture
def register(cast, friday):
    return make_register(cast.forum)


@pytest.fixture
def item(register):
    """A row with a late, a coming and a stated entry."""
    return make_item(
        register, "Nytt samverkansavtal hemsjukvård", direction="Tillgänglig vård", areas=("Nära vård",), commission="Ta fram ett nytt avtal",
        responsible=("Utvecklingsstrateg RJH", "Fredagsgruppen"), preparing=("FG",),
        follow_up="SVOM 23/2 2024 – rapport. SVOM 3/6 2024 – beslut om remiss. Giltig tom 31/12 2024.",
    )  # fmt: skip
