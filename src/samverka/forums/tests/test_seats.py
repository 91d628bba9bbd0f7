"""Seats and who holds them: on a day one holder or none, whoever writes and in whatever order."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverka.forums import operations, permissions
from samverka.forums.models import Seat, SeatHolding
from samverka.forums.queries import places, seats_of_person
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.queries import history
from samverka.principals.models import OfficeHolding
from samverka.principals.operations import appoint_to_office, change_person, create_office, create_party, create_person
from samverka.principals.rules import gaps, overlap

pytestmark = pytest.mark.django_db
JAN, JUN, DEC = dt.date(2027, 1, 1), dt.date(2027, 6, 1), dt.date(2027, 12, 31)


@pytest.fixture
def seat(cast):
    return operations.add_seat(actor=None, forum=cast.forum, principal=cast.municipality)


@pytest.fixture
def new(cast):
    return create_person(actor=None, name="Nina Ny", principal=cast.municipality)


def holder(seat, on):
    (place,) = places(Seat.objects.filter(pk=seat.pk), on)
    return place.person.name if place.person else None


def test_a_seat_without_a_holder_stays_visible_and_tells_since_when(cast, seat, new, as_):
    operations.appoint(actor=None, seat=seat, person=new, starts_on=JAN, ends_on=JUN)
    (place,) = places(Seat.objects.filter(pk=seat.pk), DEC)
    assert (place.is_vacant, place.vacant_since) == (True, dt.date(2027, 6, 2))
    page = as_(cast.reader).get(reverse("forums:detail", args=[cast.forum.pk]) + "?datum=2027-12-31").content.decode()
    assert [
        words in page.replace("\xa0", " ") for words in ("Ej utsedd", "sedan 2 juni 2027", "Åre har inte anmält")
    ] == [True] * 3


def test_when_the_office_changes_hands_the_seat_does_on_the_principals_own_day(cast, new):
    office = create_office(actor=None, principal=cast.municipality, name="Socialnämndens ordförande")
    seat = operations.add_seat(actor=None, forum=cast.forum, office=office)
    appoint_to_office(actor=None, office=office, person=cast.member_person, starts_on=JAN)
    operations.appoint(actor=None, seat=seat, person=new, starts_on=dt.date(2027, 3, 15), replaces=True)
    assert [holder(seat, day) for day in (dt.date(2026, 12, 31), JAN, dt.date(2027, 3, 14), dt.date(2027, 3, 15))] == [
        None, "Lena Ledamot", "Lena Ledamot", "Nina Ny",
    ]  # fmt: skip
    assert (seat.principal, SeatHolding.objects.filter(seat=seat).count()) == (cast.municipality, 0)
    assert [each.seat for each in seats_of_person(new.pk)] == [seat]
    assert permissions.has_seat(cast.member, cast.forum, JAN, "member")


def test_a_holder_who_is_in_the_way_is_told_and_can_be_replaced(seat, cast, new):
    operations.appoint(actor=None, seat=seat, person=cast.member_person, starts_on=JAN)
    with pytest.raises(ValidationError, match="Lena Ledamot har redan platsen"):
        operations.appoint(actor=None, seat=seat, person=new, starts_on=JUN)
    operations.appoint(actor=None, seat=seat, person=new, starts_on=JUN, replaces=True)
    assert [holder(seat, day) for day in (dt.date(2027, 5, 31), JUN)] == ["Lena Ledamot", "Nina Ny"]
    assert [entry.verb for entry in history(seat)][:2] == ["appoint", "appoint"]


def test_two_who_appoint_at_the_same_time_are_told(seat, cast, new):
    seen = Seat.objects.get(pk=seat.pk).version
    operations.appoint(
        actor=None, seat=Seat.objects.get(pk=seat.pk), person=new, starts_on=JAN, ends_on=JUN, version=seen
    )
    with pytest.raises(StaleRecord):
        operations.appoint(
            actor=None, seat=Seat.objects.get(pk=seat.pk), person=cast.member_person, starts_on=DEC, version=seen
        )
    assert SeatHolding.objects.filter(seat=seat).count() == 1


def test_a_time_that_ends_before_it_began_is_told_and_what_was_typed_stays(cast, seat, new, as_):
    holding = operations.appoint(actor=None, seat=seat, person=new, starts_on=JUN)
    address = reverse("forums:end_holding", args=[holding.pk])
    response = as_(cast.secretary).post(address, {"ends_on": "31/5 2027", "version": holding.version})
    form = response.context["form"]
    assert (response.status_code, form.errors, form["ends_on"].value()) == (
        422, {"__all__": ["Sista dagen ligger före första dagen. Ändra en av dem."]}, "31/5 2027",
    )  # fmt: skip
    assert SeatHolding.objects.get(pk=holding.pk).ends_on is None


def test_an_ended_seat_ends_whoever_holds_it_and_keeps_the_past(seat, new):
    operations.appoint(actor=None, seat=seat, person=new, starts_on=JAN)
    operations.end_seat(actor=None, seat=Seat.objects.get(pk=seat.pk), ends_on=JUN)
    assert SeatHolding.objects.get(seat=seat).ends_on == JUN
    assert [holder(seat, day) for day in (JAN, JUN, dt.date(2027, 6, 2))] == ["Nina Ny", "Nina Ny", None]


def test_a_registrar_names_her_own_principals_people_for_its_seats_only(cast, seat, new, as_):
    client, page = as_(cast.registrar), reverse("forums:appoint", args=[seat.pk])
    version = Seat.objects.get(pk=seat.pk).version
    others = client.post(page, {"person": cast.chair_person.pk, "starts_on": "1/1 2027", "seen": version})
    assert (others.status_code, list(others.context["form"].errors)) == (422, ["person"])
    assert client.post(page, {"person": new.pk, "starts_on": "1/1 2027", "seen": version}).status_code == 302
    assert holder(seat, JAN) == "Nina Ny"
    chair = Seat.objects.get(role="chair")
    assert client.get(reverse("forums:appoint", args=[chair.pk])).status_code == 403


def test_a_holders_party_is_her_own_and_a_new_one_takes_the_seats(cast, new):
    own, other = (
        create_party(actor=None, name="Egna", abbreviation="E"),
        create_party(actor=None, name="Andra", abbreviation="A"),
    )
    change_person(actor=None, person=new, party=own)
    seat = operations.add_seat(actor=None, forum=cast.forum, principal=cast.municipality, party=other)
    first = operations.appoint(actor=None, seat=seat, person=new, starts_on=JAN, ends_on=JUN)
    second = operations.appoint(actor=None, seat=seat, new_person="Nils Ny", starts_on=DEC)
    assert (first.party, second.party, second.person.party) == (own, other, other)


def test_a_seats_own_page_tells_who_has_held_it_and_what_was_done(cast, seat, new, as_):
    operations.appoint(actor=cast.secretary, seat=seat, person=cast.member_person, starts_on=JAN, ends_on=JUN)
    operations.appoint(actor=cast.secretary, seat=seat, person=new, starts_on=DEC)
    address = reverse("forums:seat", args=[seat.pk])
    page = as_(cast.reader).get(address + "?datum=2027-07-01")
    assert [str(each.person) for each in page.context["holdings"]] == ["Nina Ny", "Lena Ledamot"]
    assert "utsåg" in page.content.decode() and "Ta bort platsen" not in page.content.decode()
    assert "Ta bort platsen" in as_(cast.secretary).get(address).content.decode()
    assert as_(cast.reader).get(reverse("forums:seat", args=[99999])).status_code == 404


def test_what_was_entered_by_mistake_is_corrected_or_removed(cast, seat, new, as_):
    holding = operations.appoint(actor=None, seat=seat, person=new, starts_on=JAN)
    client = as_(cast.registrar)
    data = {"person": new.pk, "starts_on": "1/6 2027", "version": holding.version}
    assert client.post(reverse("forums:change_holding", args=[holding.pk]), data).status_code == 302
    assert SeatHolding.objects.get(pk=holding.pk).starts_on == JUN
    stale = client.post(reverse("forums:change_holding", args=[holding.pk]), data | {"starts_on": "1/7 2027"})
    assert "har ändrats av någon annan" in stale.content.decode()
    client.post(reverse("forums:remove_holding", args=[holding.pk]))
    assert not SeatHolding.objects.filter(pk=holding.pk).exists()
    assert [entry.verb for entry in history(Seat.objects.get(pk=seat.pk))][:3] == [
        "remove_holding",
        "change",
        "appoint",
    ]


def test_the_composition_asks_the_same_number_of_queries_for_one_and_for_many(cast, new, django_assert_num_queries):
    office = create_office(actor=None, principal=cast.municipality, name="Ordförande")
    appoint_to_office(actor=None, office=office, person=new, starts_on=JAN)
    for number in (1, 3):
        for _each in range(number):
            operations.add_seat(actor=None, forum=cast.forum, office=office)
        with django_assert_num_queries(3):
            known = places(Seat.objects.filter(forum=cast.forum), JAN)
            assert {str(place.person) for place in known} == {"Olle Ordförande", "Lena Ledamot", "Nina Ny"}
    assert OfficeHolding.objects.count() == 1


DAY = st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31))
SPAN = st.tuples(DAY, st.one_of(st.none(), DAY))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(tries=st.lists(st.tuples(SPAN, st.booleans()), min_size=1, max_size=8), asked=DAY)
def test_no_order_of_appointments_gives_a_seat_two_holders(cast, tries, asked):
    seat = operations.add_seat(actor=None, forum=cast.forum, name="En plats")
    for (first, last), replaces in tries:
        try:
            operations.appoint(
                actor=None, seat=seat, person=cast.member_person, starts_on=first, ends_on=last, replaces=replaces
            )
        except ValidationError:
            continue
    spans = list(SeatHolding.objects.filter(seat=seat).values_list("starts_on", "ends_on"))
    assert not any(overlap(one, other) for place, one in enumerate(spans) for other in spans[place + 1 :])
    assert sum(holding.holds_on(asked) for holding in SeatHolding.objects.filter(seat=seat)) <= 1


@given(spans=st.lists(SPAN.filter(lambda span: span[1] is None or span[0] <= span[1]), max_size=6), asked=DAY)
def test_each_day_is_either_held_or_in_a_gap(spans, asked):
    held = any(first <= asked and (last is None or asked <= last) for first, last in spans)
    empty = [gap for gap in gaps(spans, (None, None)) if (gap[0] or asked) <= asked <= (gap[1] or asked)]
    assert (held, len(empty)) in {(True, 0), (False, 1)}
