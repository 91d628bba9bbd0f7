"""Seats and terms when somebody does the unlikely: another principal's office, seats changed after the term ended, odd days."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samverka.forums import operations
from samverka.forums.models import Seat, SeatHolding, TermEnd
from samverka.forums.queries import places
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.principals.models import OfficeHolding
from samverka.principals.operations import appoint_to_office, change_office, create_office, create_person

pytestmark = pytest.mark.django_db
LAST = dt.date(2026, 12, 31)
JAN, JUN = dt.date(2027, 1, 1), dt.date(2027, 6, 1)


def held(seat, on):
    (place,) = places(Seat.objects.filter(pk=seat.pk), on)
    return str(place.person or "")


@pytest.fixture
def ended(cast):
    """A member's seat whose holder was to leave in June and left at the end of the term."""
    seat = operations.add_seat(actor=None, forum=cast.forum, principal=cast.municipality)
    person = create_person(actor=None, name="Nina Ny", principal=cast.municipality)
    operations.appoint(actor=None, seat=seat, person=person, starts_on=dt.date(2023, 1, 1), ends_on=JUN)
    step = operations.end_term(actor=None, forum=cast.forum, last_day=LAST)
    return seat, step


def test_a_registrar_answers_for_no_seat_that_follows_another_principals_office(cast, as_):
    office = create_office(actor=None, principal=cast.region, name="Regionstyrelsens ordförande")
    seat = operations.add_seat(actor=None, forum=cast.forum, office=office, principal=cast.municipality)
    operations.end_term(actor=None, forum=cast.forum, last_day=LAST)
    page, client = reverse("forums:answer", args=[cast.forum.pk, cast.municipality.pk]), as_(cast.registrar)
    assert f"person_{seat.pk}" not in client.get(page).context["form"].fields
    client.post(page, {"starts_on": "1/1 2027", f"new_{seat.pk}": "Någon Annan", f"seen_{seat.pk}": office.version})
    assert not OfficeHolding.objects.exists()


def test_a_registrar_corrects_a_holder_to_none_but_her_own_people(cast, as_):
    seat = operations.add_seat(actor=None, forum=cast.forum, principal=cast.municipality)
    holding = operations.appoint(actor=None, seat=seat, person=cast.member_person, starts_on=JAN)
    data = {"person": cast.chair_person.pk, "starts_on": "1/1 2027", "version": holding.version}
    page = as_(cast.registrar).post(reverse("forums:change_holding", args=[holding.pk]), data)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["person"])
    assert as_(cast.secretary).post(reverse("forums:change_holding", args=[holding.pk]), data).status_code == 302


def test_a_seat_somebody_is_to_leave_later_follows_no_office_yet(cast, settings):
    settings.TODAY = JAN
    office = create_office(actor=None, principal=cast.municipality, name="Socialnämndens ordförande")
    appoint_to_office(actor=None, office=office, person=cast.chair_person, starts_on=dt.date(2020, 1, 1))
    seat = operations.add_seat(actor=None, forum=cast.forum, principal=cast.municipality)
    holding = operations.appoint(
        actor=None, seat=seat, person=cast.member_person, starts_on=dt.date(2023, 1, 1), ends_on=JUN
    )
    with pytest.raises(ValidationError, match="Någon är utsedd på platsen"):
        operations.change_seat(actor=None, seat=seat, office=office)
    operations.change_holding(actor=None, holding=holding, ends_on=LAST)
    operations.change_seat(actor=None, seat=Seat.objects.get(pk=seat.pk), office=office)
    assert [held(seat, day) for day in (LAST, JAN)] == ["Lena Ledamot", "Olle Ordförande"]
    with pytest.raises(ValidationError, match="följer befattningen"):
        operations.change_holding(actor=None, holding=SeatHolding.objects.get(pk=holding.pk), ends_on=None)


def test_the_end_of_a_term_is_not_taken_back_for_a_seat_that_has_ended_since(cast, ended, as_):
    seat, step = ended
    operations.end_seat(actor=None, seat=Seat.objects.get(pk=seat.pk), ends_on=LAST)
    with pytest.raises(Refused, match="Åre"):
        operations.undo_term_end(actor=None, term_end=TermEnd.objects.get(pk=step.pk))
    page = as_(cast.secretary).post(reverse("forums:undo_term", args=[step.pk]))
    assert (page.status_code, TermEnd.objects.get().undone) == (302, False)


def test_the_end_of_a_term_is_not_taken_back_for_a_seat_that_follows_an_office_since(cast, ended, settings):
    seat, step = ended
    settings.TODAY = JAN
    office = create_office(actor=None, principal=cast.municipality, name="Socialnämndens ordförande")
    operations.change_seat(actor=None, seat=Seat.objects.get(pk=seat.pk), office=office)
    with pytest.raises(Refused):
        operations.undo_term_end(actor=None, term_end=TermEnd.objects.get(pk=step.pk))


def test_a_seat_or_an_office_is_not_cut_away_from_under_who_is_named_later(cast):
    seat = operations.add_seat(actor=None, forum=cast.forum, principal=cast.municipality)
    operations.appoint(actor=None, seat=seat, person=cast.member_person, starts_on=JUN)
    with pytest.raises(ValidationError, match="Lena Ledamot"):
        operations.change_seat(actor=None, seat=Seat.objects.get(pk=seat.pk), ends_on=JAN)
    office = create_office(actor=None, principal=cast.municipality, name="Socialnämndens ordförande")
    appoint_to_office(actor=None, office=office, person=cast.member_person, starts_on=JUN)
    office.refresh_from_db()
    with pytest.raises(ValidationError, match="Lena Ledamot"):
        change_office(actor=None, office=office, ends_on=JAN)


def test_two_who_answer_for_the_same_seat_are_told(cast, as_):
    seats = [operations.add_seat(actor=None, forum=cast.forum, principal=cast.municipality) for _each in range(2)]
    operations.end_term(actor=None, forum=cast.forum, last_day=LAST)
    address = reverse("forums:answer", args=[cast.forum.pk, cast.municipality.pk])
    form = as_(cast.registrar).get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {f"new_{seats[0].pk}": "Nina Ny", f"new_{seats[1].pk}": "Nils Ny"}
    operations.appoint(actor=cast.secretary, seat=seats[0], new_person="Någon Annan", starts_on=JAN)
    page = as_(cast.registrar).post(address, data)
    assert page.status_code == 422 and "har ändrats av någon annan" in page.content.decode()
    assert "Nina Ny" in page.content.decode() and held(seats[1], JAN) == ""


@pytest.mark.parametrize("key", ["²", "9" * 5_000, "x", ""])
def test_a_seat_that_cannot_be_named_so_stays_nowhere(cast, as_, key):
    address = reverse("forums:end_term", args=[cast.forum.pk])
    fingerprint = as_(cast.secretary).get(address).context["rows"].fingerprint
    data = {"last_day": "31/12 2026", "seen": fingerprint, "stay": key}
    assert as_(cast.secretary).post(address, data).status_code == 302
