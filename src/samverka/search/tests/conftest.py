import pytest

from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.operations import create_user
from samverka.foundation.accounts.states import CountyRole


@pytest.fixture
def reader_alone(db: None) -> User:
    """Someone who reads, in a register with nothing in it."""
    return create_user(username="lasare", name="Lars Läsare", password=None, roles=[CountyRole.READER])
