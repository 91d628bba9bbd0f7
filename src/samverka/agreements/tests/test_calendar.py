"""The review calendar: which days come up for an agreement, and for all of them."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from samverka.agreements.coming import DayKind, days_between, waits_for_an_event
from samverka.agreements.models import Agreement
from samverka.agreements.operations import record_event
from samverka.agreements.queries.calendar import days
from samverka.agreements.queries.register import Selection
from samverka.agreements.reading import read_validity
from samverka.agreements.rules import DoneReview, Facts, RecordedExtension
from samverka.agreements.states import ReviewKind
from samverka.agreements.tests.stage import agreed

D = dt.date
ON = D(2024, 5, 20)


def told(text, first=D(2024, 1, 1), last=D(2024, 12, 31), on=ON, facts=Facts(), **more):  # noqa: B008 - frozen
    return [(one.day, one.kind.value) for one in days_between(read_validity(text), facts, first, last, on, **more)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-2020 (förlängt tom 2024-12-31)", [(D(2024, 12, 31), "end")]),
        ("2020-2025", []),
        ("2020 – 2024-02-29", [(D(2024, 2, 29), "end")]),  # a day that has been is still a day of the year
        ("2013-2015 (förlängs automatiskt på årsbasis)", [(D(2024, 12, 31), "renewal")]),
        (
            "2018-04-01 – 2021-03-31, därefter ett år i taget. Uppsägningstid 6 månader.",
            [(D(2024, 3, 31), "renewal"), (D(2024, 9, 30), "notice")],
        ),
        ("2018 – 2024-06-30. Uppsägningstid 6 månader före avtalstidens slut.", [(D(2024, 6, 30), "end")]),
        ("2018 - tills vidare med 6 månaders uppsägningstid", []),
        ("Tillfällig, gäller tom 2024-08-31", [(D(2024, 8, 31), "temporary_end")]),
        ("2018 -tills vidare, ska följas upp årligen", [(D(2019, 12, 31), "review")]),  # late, and before the year
        ("2024-03-01 - tills vidare, ska följas upp årligen", []),
        ("2020-2021", []),
        ("giltighetstiden har gått ut", []),
        ("", []),
    ],
)
def test_the_days_of_a_year(text, expected):
    assert told(text) == expected


def test_a_temporary_agreement_by_its_kind_ends_as_one():
    assert told("2022 – 2024-08-31", is_temporary=True) == [(D(2024, 8, 31), "temporary_end")]


def test_reviews_come_back_while_they_are_not_late_and_the_agreement_lasts():
    found = days_between(
        read_validity("2024-03-01 – 2027-06-30, ska följas upp årligen"), Facts(), D(2024, 1, 1), D(2030, 12, 31), ON
    )
    assert [(one.day, one.kind, one.is_projected) for one in found] == [
        (D(2025, 3, 1), DayKind.REVIEW, False),
        (D(2026, 3, 1), DayKind.REVIEW, True),
        (D(2027, 3, 1), DayKind.REVIEW, True),
        (D(2027, 6, 30), DayKind.END, False),
    ]


def test_what_follows_a_late_review_is_not_guessed():
    (late,) = days_between(
        read_validity("2018 -tills vidare, ska följas upp årligen"), Facts(), D(2025, 1, 1), D(2030, 12, 31), ON
    )
    assert (late.is_overdue, late.every, late.last_done) == (True, "P1Y", None)


def test_a_review_done_moves_the_next():
    done = Facts(reviews=(DoneReview(ReviewKind.FOLLOW_UP, D(2024, 2, 29)), DoneReview(ReviewKind.REVISE, ON)))
    (following,) = days_between(
        read_validity("2018 -tills vidare, ska följas upp årligen"), done, D(2024, 1, 1), D(2025, 12, 31), ON
    )
    assert (following.day, following.last_done) == (D(2025, 2, 28), D(2024, 2, 29))


def test_an_extension_counts_from_the_day_it_was_decided():
    extended = Facts(extensions=(RecordedExtension(D(2026, 12, 31), D(2024, 6, 1)),))
    assert told("2020-2024", facts=extended) == [(D(2024, 12, 31), "end")]
    assert told("2020-2024", facts=extended, on=D(2024, 6, 1)) == []


def test_nothing_comes_after_it_has_ended():
    ended = Facts(ended_from=D(2024, 7, 1))
    assert told("2013-2015 (förlängs automatiskt på årsbasis)", facts=ended) == [(D(2024, 6, 30), "end")]
    assert told("2020-2024, ska följas upp årligen", facts=ended, on=D(2024, 7, 1)) == [(D(2024, 6, 30), "end")]


def test_the_last_renewal_ends_it():
    text = "2020-2021, förlängs automatiskt ett år i taget, högst tre gånger"
    assert told(text, D(2023, 1, 1), D(2026, 12, 31)) == [(D(2023, 12, 31), "renewal"), (D(2024, 12, 31), "end")]


def test_renewal_at_the_end_of_a_month_stays_there():
    text = "2020-03-01 – 2021-02-28, förlängs automatiskt ett år i taget"
    assert told(text, D(2023, 1, 1), D(2025, 12, 31)) == [
        (D(2023, 2, 28), "renewal"),
        (D(2024, 2, 29), "renewal"),
        (D(2025, 2, 28), "renewal"),
    ]


def test_an_event_without_a_last_day_is_waited_for():
    text = "1/6 2022 - tills det finns ett nytt samverkansavtal"
    assert waits_for_an_event(read_validity(text), ON)
    assert not waits_for_an_event(read_validity(text), ON, Facts(ended_from=D(2024, 1, 1)))
    assert not waits_for_an_event(read_validity("2018 - tills vidare"), ON)


# --- all of them ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_late_come_first_then_by_day(cast):
    agreed("Ett slut", "2020-2024", preparing=("SVOM", "Okänd grupp"))
    agreed("Sen", "2018 -tills vidare, ska följas upp årligen", kind="guideline")
    agreed("Inget", "2018 - tills vidare")
    agreed("Tillfällig", "2022 – 2024-08-31", kind="temporary_guideline")
    found = days(D(2024, 1, 1), D(2024, 12, 31), on=ON)
    assert [(one.title, one.day, one.words, one.who) for one in found] == [
        ("Sen", D(2019, 12, 31), "Uppföljning", ()),
        ("Tillfällig", D(2024, 8, 31), "Sista dagen för något tillfälligt", ()),
        ("Ett slut", D(2024, 12, 31), "Sista dagen", ("SVOM", "Okänd grupp")),
    ]
    assert [one.is_overdue for one in found] == [True, False, False]
    assert [one.title for one in days(D(2024, 1, 1), D(2024, 12, 31), on=ON, overdue=False)] == [
        "Tillfällig",
        "Ett slut",
    ]
    only = days(D(2024, 1, 1), D(2024, 12, 31), on=ON, selection=Selection(kind="guideline"))
    assert [one.title for one in only] == ["Sen"]


@pytest.mark.django_db
def test_the_forum_that_prepares_is_responsible(cast):
    agreed("Bereder", "2020-2024", preparing=("SVOM",))
    agreed("Rekommenderar", "2020-2024", recommending=("SVOM",))
    found = days(D(2024, 1, 1), D(2024, 12, 31), on=ON, responsible=[cast.forum.pk])
    assert [one.title for one in found] == ["Bereder"]


@pytest.mark.django_db
def test_a_recorded_end_and_an_extension_are_found(cast):
    ended, extended = agreed("Uppsagt", "2018 - tills vidare"), agreed("Förlängt", "2020-2024")
    record_event(actor=cast.coordinator, agreement=ended, kind="ended", decided_on=ON, takes_effect_on=D(2025, 1, 1))
    record_event(actor=cast.coordinator, agreement=extended, kind="extension", decided_on=ON, new_end=D(2026, 3, 31))
    assert [one.title for one in days(D(2024, 1, 1), D(2024, 12, 31), on=ON)] == ["Uppsagt"]
    assert [one.title for one in days(D(2026, 1, 1), D(2026, 12, 31), on=ON)] == ["Förlängt"]


@pytest.mark.django_db
def test_three_agreements_take_as_many_queries_as_one(django_assert_num_queries):
    for n in range(3):
        agreed(
            f"A{n}",
            "2018 – 2024-12-31, ska följas upp årligen. Uppsägningstid 6 månader före avtalstidens slut.",
            preparing=("SVOM", "X"),
        )
        if n != 1:
            with django_assert_num_queries(3):
                assert days(D(2024, 1, 1), D(2024, 12, 31), on=ON)


# --- the page ------------------------------------------------------------------------------------------------------

PAGE, DAY = reverse("agreements:calendar"), "datum=2024-05-20"


@pytest.fixture
def register(cast):
    agreed("Ett slut", "2020-2024", preparing=("SVOM", "Okänd grupp"))
    agreed("Sen", "2018 -tills vidare, ska följas upp årligen", kind="guideline", recommending=("SVOM",))
    agreed("I februari", "2018 -tills vidare, ska följas upp årligen, senast 2024-02-29")
    agreed("Uppsägning", "2018-04-01 – 2021-03-31, därefter ett år i taget. Uppsägningstid 6 månader.")
    agreed("Tillfällig", "1/6 2022 - tills det finns ett nytt samverkansavtal", kind="temporary_guideline")


def months(response):
    return {month.heading: [(each.title, each.words) for each in month.days] for month in response.context["months"]}


@pytest.mark.django_db
def test_the_year_of_the_day_with_the_late_first(register, cast, as_):
    response = as_(cast.reader).get(f"{PAGE}?{DAY}")
    assert months(response) == {
        "Försenat": [("Sen", "Uppföljning"), ("I februari", "Uppföljning")],
        "Mars 2024": [("Uppsägning", "Perioden slutar, ny period börjar")],
        "September 2024": [("Uppsägning", "Sista dag för uppsägning")],
        "December 2024": [("Ett slut", "Sista dagen")],
    }
    page = response.content.decode()
    assert "tills det finns ett nytt samverkansavtal" in page
    assert "Registrera översyn" not in page  # a reader may not


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("period=2024-09", ["Sen", "I februari", "Uppsägning"]),
        ("period=2024-k1", ["Sen", "I februari", "Uppsägning"]),
        ("period=2024-k2", ["Sen", "I februari"]),
        ("period=2025-k4&vad=end", []),
        ("vad=end", ["Ett slut"]),
        ("slag=guideline", ["Sen"]),
        ("q=uppsägning", ["Uppsägning", "Uppsägning"]),
        ("period=2024-13&vad=notice", ["Uppsägning"]),  # no such month: the year of the day
        ("period=9999&vad=notice", ["Uppsägning"]),
        ("vad=annat&slag=x&bereds=x", ["Sen", "I februari", "Uppsägning", "Uppsägning", "Ett slut"]),
    ],
)
def test_the_period_and_the_filters(register, cast, as_, query, titles):
    response = as_(cast.reader).get(f"{PAGE}?{DAY}&{query}")
    assert [title for month in months(response).values() for title, _words in month] == titles


@pytest.mark.django_db
def test_by_the_forum_that_prepares_and_by_any_forum(register, cast, as_):
    client = as_(cast.reader)
    assert months(client.get(f"{PAGE}?{DAY}&bereds={cast.forum.pk}")) == {
        "December 2024": [("Ett slut", "Sista dagen")]
    }
    assert set(months(client.get(f"{PAGE}?{DAY}&forum={cast.forum.pk}"))) == {"Försenat", "December 2024"}


@pytest.mark.django_db
def test_a_review_is_recorded_from_its_row_and_the_calendar_comes_back(register, cast, as_):
    client = as_(cast.coordinator)
    page = client.get(f"{PAGE}?{DAY}").content.decode()
    agreement = Agreement.objects.get(name="Sen")
    link = reverse("agreements:record_event", args=[agreement.pk, "review"])
    assert link in page
    query = f"{DAY}&slag=follow_up&till=oversyn"
    form = client.get(f"{link}?{query}").context["form"]
    assert form.initial["review_kind"] == "follow_up"
    sent = {"version": agreement.version, "decided_on": "2024-05-20", "review_kind": "follow_up"}
    response = client.post(f"{link}?{query}", sent)
    assert response.url == f"{PAGE}?{DAY}"
    assert "Sen" not in [title for title, _words in months(client.get(f"{PAGE}?{DAY}"))["Försenat"]]


@pytest.mark.django_db
def test_the_same_as_files(register, cast, as_):
    client = as_(cast.reader)
    told = b"".join(client.get(f"{reverse('agreements:calendar_csv')}?{DAY}").streaming_content).decode()
    lines = told.lstrip("\ufeff").splitlines()
    assert lines[0] == "Dag;Vad;Avtal;Slag;Försenat;Hur ofta;Senast gjord;Bereds av;Anmärkning"
    assert lines[1] == "2019-12-31;Uppföljning;Sen;Riktlinje;Ja;1 år;;;"
    assert lines[-1] == "2024-12-31;Sista dagen;Ett slut;Avtal;;;;SVOM, Okänd grupp;"
    response = client.get(f"{reverse('agreements:calendar_excel')}?{DAY}")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert len(sheet) == len(lines)
    assert sheet[1][:3] == [D(2019, 12, 31), "Uppföljning", "Sen"]
    assert response["Content-Disposition"].endswith("2024.xlsx")


@pytest.mark.django_db
def test_the_page_asks_as_much_for_three_as_for_one(cast, as_, django_assert_max_num_queries):
    client, counts = as_(cast.reader), []
    client.get(PAGE)
    for n in range(3):
        agreed(f"A{n}", "2018 -tills vidare, ska följas upp årligen", preparing=("SVOM", "X"))
        agreed(f"B{n}", "1/6 2022 - tills det finns ett nytt samverkansavtal")
        with django_assert_max_num_queries(15) as found:
            client.get(f"{PAGE}?{DAY}")
        counts.append(len(found))
    assert counts[0] == counts[2]
