"""Attendance and vacancies of a forum over time."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse

from samverka.forums import operations
from samverka.forums.models import Seat
from samverka.forums.rules import Called, Holder, SeatYear, WasThere, calling_order, seat_year
from samverka.meetings.models import Attendance
from samverka.meetings.operations import create_meeting, set_record_state
from samverka.meetings.states import RecordState
from samverka.meetings.tests.samples import meeting_content
from samverka.principals.operations import create_person

YEAR = (dt.date(2027, 1, 1), dt.date(2027, 12, 31))
ANNA, BO, CIA = 1, 2, 3
MEETINGS = {10: dt.date(2027, 2, 1), 11: dt.date(2027, 6, 1), 12: dt.date(2027, 10, 1)}
OPEN = (None, None)


@pytest.mark.parametrize(
    ("seat", "holders", "there", "told"),
    [
        (OPEN, [Holder(ANNA, OPEN)], [WasThere(10, ANNA), WasThere(11, ANNA), WasThere(12, ANNA)], SeatYear(3, 3, 0, 0, 0)),
        (OPEN, [Holder(ANNA, OPEN)], [WasThere(10, BO, ANNA), WasThere(11, BO)], SeatYear(3, 0, 1, 0, 0)),
        (OPEN, [], [WasThere(10, ANNA)], SeatYear(3, 0, 0, 3, 365)),
        (OPEN, [Holder(ANNA, (None, dt.date(2027, 6, 30)))], [WasThere(10, ANNA)], SeatYear(3, 1, 0, 1, 184)),
        (OPEN, [Holder(ANNA, (None, dt.date(2027, 6, 30))), Holder(BO, (dt.date(2027, 7, 11), None))], [WasThere(12, BO)], SeatYear(3, 1, 0, 0, 10)),
        ((dt.date(2027, 12, 1), None), [], [], SeatYear(0, 0, 0, 0, 31)),
        ((None, dt.date(2026, 12, 31)), [], [], SeatYear(0, 0, 0, 0, 0)),
    ],
)  # fmt: skip
def test_a_seats_year(seat, holders, there, told):
    assert seat_year(YEAR, seat, holders, MEETINGS, there) == told


ABSENT = Called(100, principal=1, party=7)
OWN = Called(1, principal=9, party=9, stands_for=100)
SAME_BOTH = Called(2, principal=1, party=7, position=3)
SAME_PRINCIPAL = Called(3, principal=1, party=8, position=1)
SAME_PARTY = Called(4, principal=2, party=7, position=2)
OTHER = Called(5, principal=3, party=6)
OF_ANOTHER = Called(6, principal=1, party=7, stands_for=200)
ALL = [OTHER, OF_ANOTHER, SAME_PARTY, SAME_PRINCIPAL, SAME_BOTH, OWN]


@pytest.mark.parametrize(
    ("deputies", "settled", "order", "is_settled"),
    [
        (ALL, "list", [1, 3, 4, 2, 5], True),
        (ALL, "principal", [1, 3, 2, 4, 5], True),
        (ALL, "party", [1, 4, 2, 3, 5], True),
        (ALL, "principal_party", [1, 2, 3, 4, 5], True),
        (ALL, "", [1, 3, 4, 2, 5], True),  # the personal deputy is settled by herself
        ([OTHER, SAME_PARTY], "", [4, 5], False),  # nothing is settled: shown in order, none singled out
        ([OF_ANOTHER], "list", [], False),
        ([], "", [], False),
    ],
)
def test_who_is_called_when_a_member_cannot_come(deputies, settled, order, is_settled):
    assert calling_order(ABSENT, deputies, settled) == (order, is_settled)


@pytest.fixture
def met(cast):
    """A meeting in 2023 where the municipality's deputy served for its member."""
    meeting = create_meeting(actor=None, content=meeting_content(forums=("SVOM",)))
    set_record_state(actor=None, meeting=meeting, state=RecordState.ENTERED)
    meeting.attendance.all().delete()
    deputy = create_person(actor=None, name="Dan Deputy", principal=cast.municipality)
    operations.add_seat(actor=None, forum=cast.forum, person=deputy, role="deputy")
    rows = [("Olle Ordförande", cast.chair_person, "member", None), ("Dan Deputy", deputy, "deputy", cast.member_person), ("Någon Okänd", None, "attendee", None)]  # fmt: skip
    for name, person, capacity, whom in rows:
        Attendance.objects.create(meeting=meeting, name=name, person=person, capacity=capacity, serves_for_person=whom)
    return meeting


@pytest.mark.django_db
def test_the_page_counts_by_principal_seat_and_person(cast, met, as_):
    page = as_(cast.reader).get(reverse("forums:attendance", args=[cast.forum.pk]) + f"?ar={met.starts_on.year}")
    told = page.context["read"]["told"]
    by_principal = {str(row.principal): (row.held, row.attended, row.by_deputy) for row in told.principals}
    assert by_principal == {"Region Jämtland Härjedalen": (1, 1, 0), "Åre kommun": (1, 0, 1)}
    assert [(str(row.person), row.year.attended, row.year.held) for row in told.people] == [
        ("Dan Deputy", 1, 1), ("Lena Ledamot", 0, 1), ("Olle Ordförande", 1, 1),
    ]  # fmt: skip
    assert "1 gång närvarade någon som registret inte känner igen" in page.content.decode()
    response = as_(cast.reader).get(
        reverse("forums:attendance_csv", args=[cast.forum.pk]) + f"?ar={met.starts_on.year}"
    )
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 4


@pytest.mark.django_db
def test_a_draft_is_counted_for_nobody(cast, met, as_):
    set_record_state(actor=None, meeting=met, state=RecordState.DRAFT)
    page = as_(cast.coordinator).get(reverse("forums:attendance", args=[cast.forum.pk]) + f"?ar={met.starts_on.year}")
    assert (page.context["read"]["meetings"], page.context["read"]["held"].unknown) == (0, 0)


@pytest.mark.django_db
def test_the_page_asks_as_often_for_one_seat_as_for_many(cast, met, as_, django_assert_max_num_queries):
    client, counts = as_(cast.reader), []
    address = reverse("forums:attendance", args=[cast.forum.pk])
    for number in (1, 3):
        for _each in range(number):
            operations.add_seat(actor=None, forum=cast.forum, principal=cast.municipality)
        client.get(address)
        cache.clear()  # as after a change: nothing is kept
        with django_assert_max_num_queries(12) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_a_secretary_arranges_the_deputies(cast, as_):
    seats = [
        operations.add_seat(actor=None, forum=cast.forum, principal=cast.municipality, role="deputy")
        for _each in range(2)
    ]
    address = reverse("forums:deputies", args=[cast.forum.pk])
    cast.forum.refresh_from_db()
    data = {"calling_order": "principal", "version": cast.forum.version}
    twice = as_(cast.secretary).post(address, data | {f"position_{seat.pk}": 1 for seat in seats})
    assert (twice.status_code, "används två gånger" in twice.content.decode()) == (422, True)
    given = {f"position_{seat.pk}": place for seat, place in zip(seats, (2, 1), strict=True)}
    assert as_(cast.secretary).post(address, data | given).status_code == 302
    assert [Seat.objects.get(pk=seat.pk).position for seat in seats] == [2, 1]
    stale = as_(cast.secretary).post(
        address, data | {f"position_{seat.pk}": "" for seat in seats} | {"calling_order": "list"}
    )
    assert "har ändrats av någon annan" in stale.content.decode()
