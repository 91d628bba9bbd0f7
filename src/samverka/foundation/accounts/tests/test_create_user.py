"""`samverka create-user`."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from samverka.foundation.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(monkeypatch):
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_the_user_can_log_in_with_the_password_and_the_roles(typed, client):
    typed("korrekt häst batteri\n")
    told = io.StringIO()
    call_command("create_user", "anna", name="Anna Berg", role=["administrator", "coordinator"], stdout=told)
    user = User.objects.get(username="anna")
    assert user.check_password("korrekt häst batteri")
    assert user.county_roles == {"administrator", "coordinator"}
    assert told.getvalue() == "Anna Berg kan nu logga in som anna.\n"


@pytest.mark.parametrize("password", ["kort\n", "annaberg1234\n", "\n"])
def test_a_weak_password_creates_nobody(typed, password):
    typed(password)
    with pytest.raises(CommandError):
        call_command("create_user", "annaberg1234", name="Anna Berg")
    assert User.objects.count() == 0


def test_a_name_is_taken_whatever_the_case(typed):
    typed("korrekt häst batteri\n")
    call_command("create_user", "anna", name="Anna Berg")
    with pytest.raises(CommandError, match="Det finns redan en användare som heter ANNA"):
        call_command("create_user", "ANNA", name="Anna Ek")
