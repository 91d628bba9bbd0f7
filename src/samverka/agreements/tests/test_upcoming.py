"""What Läget shows of agreements."""

import datetime as dt

import pytest

from samverka.agreements.operations import confirm_reading, record_event
from samverka.agreements.queries.upcoming import (
    ReadingsToConfirm,
    lapsed,
    lapsing,
    notice_soon,
    readings_to_confirm,
    reviews_overdue,
)
from samverka.agreements.tests.stage import agreed

D = dt.date
ON = D(2024, 5, 20)
pytestmark = pytest.mark.django_db


def told(found):
    return [(one.name, one.day) for one in found.shown], found.count


def test_what_runs_out_comes_nearest_first(cast):
    agreed("Sent", "2020 – 2025-05-20")
    agreed("Dagen efter", "2020 – 2025-05-21")
    agreed("Snart", "2017-2020 (förlängt tom 2024-12-31)", preparing=("SVOM", "Okänd grupp"))
    agreed("I dag", "2020 – 2024-05-20")
    agreed("I går", "2020 – 2024-05-19")
    agreed("Automatiskt", "2013-2015 (förlängs automatiskt på årsbasis)")
    ended = agreed("Uppsagt", "2018 - tills vidare")
    record_event(
        actor=cast.coordinator,
        agreement=ended,
        kind="termination",
        decided_on=D(2024, 1, 1),
        takes_effect_on=D(2024, 7, 1),
    )
    found = lapsing(ON)
    assert told(found) == (
        [("I dag", ON), ("Uppsagt", D(2024, 6, 30)), ("Snart", D(2024, 12, 31)), ("Sent", D(2025, 5, 20))],
        4,
    )
    assert found.shown[2].who == ("SVOM", "Okänd grupp")
    assert told(lapsing(ON, months=6)) == ([("I dag", ON), ("Uppsagt", D(2024, 6, 30))], 2)
    assert told(lapsing(ON, limit=1)) == ([("I dag", ON)], 4)


def test_what_has_run_out_comes_newest_first(cast):
    agreed("Gammalt", "2010-2011")
    agreed("Nytt", "2020-2023")
    agreed("Gäller", "2020-2030")
    agreed("Oklart", "2023")
    agreed("Säger själv", "giltighetstiden har gått ut")
    found = told(lapsed(ON))
    assert found == ([("Nytt", D(2023, 12, 31)), ("Gammalt", D(2011, 12, 31)), ("Säger själv", None)], 3)
    assert told(lapsed(ON, limit=1)) == ([("Nytt", D(2023, 12, 31))], 3)


def test_reviews_whose_day_has_passed_come_latest_first(cast):
    agreed("Sen", "2018 -tills vidare, ska följas upp årligen")
    done = agreed("Gjord", "2018 -tills vidare, ska följas upp årligen")
    record_event(
        actor=cast.coordinator, agreement=done, kind="review", decided_on=D(2024, 1, 1), review_kind="follow_up"
    )
    agreed("Utlupet", "2010-2011, ska följas upp årligen")
    agreed("Äldre", "2015 -tills vidare, revideras vartannat år")
    assert told(reviews_overdue(ON)) == ([("Äldre", D(2017, 12, 31)), ("Sen", D(2019, 12, 31))], 2)
    assert [one.note for one in reviews_overdue(ON).shown] == ["Revidering", "Uppföljning"]


def test_notice_is_near_within_the_months_asked_for():
    agreed("Nära", "2018-04-01 – 2021-03-31, därefter ett år i taget. Uppsägningstid 6 månader.")
    agreed("Passerad", "2020 – 2024-06-30. Uppsägningstid 6 månader före avtalstidens slut.")
    agreed("Löpande", "2018 - tills vidare med 6 månaders uppsägningstid")
    assert told(notice_soon(ON)) == ([("Nära", D(2024, 9, 30))], 1)
    assert told(notice_soon(ON, within=3)) == ([], 0)


def test_readings_nobody_has_vouched_for_are_counted(cast):
    agreed("A")
    agreed("B", "obegripligt")
    agreed("C", "")
    confirm_reading(actor=cast.coordinator, agreement=agreed("D"))
    assert readings_to_confirm() == ReadingsToConfirm(unconfirmed=1, unreadable=1)


@pytest.mark.parametrize("asked", [lapsing, lapsed, reviews_overdue, notice_soon])
def test_three_take_as_many_queries_as_one(cast, django_assert_max_num_queries, asked):
    counts = []
    for n in range(3):
        agreed(
            f"A{n}",
            "2018 – 2024-12-31, ska följas upp årligen. Uppsägningstid 6 månader före avtalstidens slut.",
            preparing=("SVOM", "X"),
        )
        agreed(f"B{n}", "2010-2011", preparing=("SVOM", "X"))
        with django_assert_max_num_queries(5) as found:
            asked(ON)
        counts.append(len(found))
    assert counts[0] == counts[2]
