"""The demonstration, beside its documents: a year of people's work, once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from samverka.action_register.models import Edition
from samverka.agreements.models import Agreement
from samverka.agreements.queries.parts import signed_of
from samverka.agreements.queries.texts import versions_of
from samverka.forums.models import Seat
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import AuditEntry
from samverka.home.demo import prepare_demo, take_in
from samverka.home.demo_life import bring_to_life
from samverka.meetings.models import Meeting
from samverka.samples import AGREEMENT_LIST, BALANCE_LIST, MINUTES, agreement_texts


@pytest.fixture
def coordinator(db: None, settings: Any) -> User:
    settings.TODAY = dt.date(2024, 5, 20)
    settings.DEMO = True
    prepare_demo()
    return User.objects.get(username="samordnare")


def test_nothing_is_added_before_the_list_and_the_minutes_have_come_in(coordinator: User) -> None:
    before = AuditEntry.objects.count()
    bring_to_life(actor=coordinator)
    assert AuditEntry.objects.count() == before


def test_the_new_things_are_alive_and_come_once(coordinator: User) -> None:
    for sample in (AGREEMENT_LIST, BALANCE_LIST, MINUTES):
        take_in(sample, actor=coordinator)
    bring_to_life(actor=coordinator)
    written = AuditEntry.objects.count()
    bring_to_life(actor=coordinator)
    assert AuditEntry.objects.count() == written

    assert list(Edition.objects.order_by("number").values_list("state", flat=True)) == ["taken", "out_for_comments"]
    accord = Agreement.objects.get(name=agreement_texts.AGREEMENT)
    signed = signed_of(accord, list(accord.parties.all()))
    assert (signed.done, signed.of) == (5, 9)
    assert len(versions_of([accord.pk])) == 2
    assert Meeting.objects.filter(starts_on__year=2024, state="cancelled").count() == 1
    vacant = Seat.objects.filter(forum__name="Barnarenan", holdings__isnull=True)
    assert [str(seat.principal) for seat in vacant] == ["Åre kommun"]
