"""The year plan: proposed, tried, saved at once; one meeting moved and cancelled."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from samverka.forums.models import Forum
from samverka.forums.operations import add_preparation, create_forum
from samverka.forums.states import Level, MandateKind, Sides
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.dates import PartialDate
from samverka.foundation.lifecycle import Refused
from samverka.meetings.content import MeetingContent
from samverka.meetings.models import Meeting, MeetingTerms
from samverka.meetings.operations import (
    PlanRow,
    RowRefused,
    cancel_meeting,
    create_meeting,
    move_meeting,
    reinstate_meeting,
    save_plan,
    set_terms,
)
from samverka.meetings.planning import Sitting, Terms
from samverka.meetings.queries import only_meeting
from samverka.meetings.queries.plan import year_plan
from samverka.meetings.tests.samples import meeting_content

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 1, 8)


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = DAY


@pytest.fixture
def preparing(cast) -> Forum:
    made = create_forum(
        actor=None, name="Fredagsgruppen", county=cast.county, level=Level.OFFICIALS, sides=Sides.BOTH,
        mandate_kind=MandateKind.PREPARES, frequency="Fredagar jämna veckor, fyra gånger per år",
    )  # fmt: skip
    add_preparation(actor=None, preparer=made, prepares_for=cast.forum)
    return made


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def meeting(day: str, **said) -> Meeting:
    given = {"forums": ("SVOM",), "starts_on": d(day), "record_state": "none"}
    return create_meeting(actor=None, content=MeetingContent(**(given | said)))


def sent(*rows: dict[str, object], step: str = "spara") -> dict[str, object]:
    given: dict[str, object] = {"rad-TOTAL_FORMS": len(rows), "rad-INITIAL_FORMS": len(rows), "gor": step}
    for number, row in enumerate(rows):
        given |= {f"rad-{number}-{name}": value for name, value in ({"days": "1"} | row).items()}
    return given


def days() -> list[str]:
    return [f"{day}" for day in Meeting.objects.order_by("starts_on").values_list("starts_on", flat=True)]


def edit(query: str = "ar=2024") -> str:
    return f"{reverse('meetings:edit_plan')}?{query}"


def test_a_plan_is_saved_at_once_with_dates_as_people_write_them(cast, as_):
    standing = meeting("2024-03-01")
    rows = sent(
        {
            "forum": cast.forum.pk,
            "day": "3/6 2024",
            "start": "9.30",
            "end": "12",
            "place": "Östersund",
            "mode": "physical",
        },
        {"forum": cast.forum.pk, "day": "15 mars 2024", "meeting": standing.pk, "version": standing.version},
        {"forum": cast.forum.pk, "day": ""},
    )
    answer = as_(cast.secretary).post(edit(), rows)
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/moten/arsplan/?ar=2024")
    made = Meeting.objects.exclude(pk=standing.pk).get()
    assert (made.starts_on, made.start_time, made.end_time, made.place, made.mode) == (
        d("2024-06-03"), dt.time(9, 30), dt.time(12), "Östersund", "physical",
    )  # fmt: skip
    assert ([part.forum_id for part in made.forum_parts.all()], made.record_state) == ([cast.forum.pk], "none")
    assert days() == ["2024-03-15", "2024-06-03"]
    assert AuditEntry.objects.about(standing).latest("pk").verb == "reschedule"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"day": "i vår"}, "är inte ett datum"),
        ({"day": "hösten 2024"}, "är inte en bestämd dag"),
        ({"day": "3/6 2025"}, "ligger inte i 2024"),
        ({"day": "3/6 2024", "start": "12", "end": "9"}, "slutar innan det börjar"),
        ({"day": "3/6 2024", "start": "halv tio"}, "Skriv klockslaget som"),
        ({"day": "3/6 2024", "forum": "999999"}, "inte planera möten för det forumet"),
        ({"day": "3/6 2024", "meeting": "999999"}, "kan inte ändras här"),
        ({"day": "3/6 2024", "days": "90"}, "14"),
    ],
)
def test_a_row_that_cannot_be_read_keeps_everything_unsaved_and_typed(cast, as_, row, told):
    good = {"forum": cast.forum.pk, "day": "10/6 2024", "place": "Östersund"}
    answer = as_(cast.secretary).post(edit(), sent(good, {"forum": cast.forum.pk} | row))
    page = answer.content.decode()
    assert (answer.status_code, told in page, "10/6 2024" in page, days()) == (422, True, True, [])


def test_someone_elses_change_is_told_and_nothing_is_saved(cast, as_):
    standing = meeting("2024-03-01")
    old = standing.version
    move_meeting(actor=cast.coordinator, meeting=standing, sitting=Sitting(day=d("2024-03-08")))
    rows = sent(
        {"forum": cast.forum.pk, "day": "3/6 2024"},
        {"forum": cast.forum.pk, "day": "15/3 2024", "meeting": standing.pk, "version": old},
    )
    answer = as_(cast.secretary).post(edit(), rows)
    assert (answer.status_code, "har ändrats av någon annan" in answer.content.decode()) == (422, True)
    assert days() == ["2024-03-08"]


def test_the_same_plan_sent_twice_makes_no_second_meeting(cast, as_):
    rows = sent({"forum": cast.forum.pk, "day": "3/6 2024"})
    assert as_(cast.secretary).post(edit(), rows).status_code == 302
    again = as_(cast.secretary).post(edit(), rows)
    assert (again.status_code, "har redan ett möte 3 juni 2024" in again.content.decode(), days()) == (
        422,
        True,
        ["2024-06-03"],
    )


def test_two_meetings_may_change_days_with_each_other(cast):
    one, other = meeting("2024-03-01"), meeting("2024-06-03")
    rows = [
        PlanRow(cast.forum, Sitting(day=d("2024-06-03")), one.pk, one.version),
        PlanRow(cast.forum, Sitting(day=d("2024-03-01")), other.pk, other.version),
    ]
    assert save_plan(actor=cast.secretary, rows=rows).changed == 2


def test_a_held_meeting_is_not_moved(cast):
    held = create_meeting(actor=None, content=meeting_content())
    with pytest.raises(RowRefused, match="har ett protokoll") as refused:
        save_plan(actor=None, rows=[PlanRow(cast.forum, Sitting(day=d("2024-03-01")), held.pk, held.version)])
    assert refused.value.row == 0


def test_trying_saves_nothing_and_tells_what_does_not_go_together(cast, as_, preparing):
    rows = sent({"forum": cast.forum.pk, "day": "6/6 2024"}, {"forum": preparing.pk, "day": "6/6 2024"}, step="prova")
    answer = as_(cast.coordinator).post(edit(), rows)
    page = answer.content.decode()
    assert (answer.status_code, days()) == (200, [])
    assert "6 juni 2024 är nationaldagen." in page and "det ena forumet bereder åt det andra" in page


def test_a_clash_with_a_forum_outside_the_plan_is_told(cast, as_, preparing):
    meeting("2024-06-03", forums=("Fredagsgruppen",))
    answer = as_(cast.secretary).post(
        edit(f"ar=2024&forum={cast.forum.pk}"), sent({"forum": cast.forum.pk, "day": "3/6 2024"}, step="prova")
    )
    assert [(each.title, each.text.split(",")[0]) for each in answer.context["found"]] == [
        ("Fredagsgruppen 3 juni 2024", "SVOM möts samma dag"),
        ("SVOM 3 juni 2024", "Fredagsgruppen bereder åt forumet men möts inte före mötet i år."),
    ]


def test_more_rows_keep_what_was_typed(cast, as_):
    rows = sent({"forum": cast.forum.pk, "day": "3/6 2024", "place": "Åre"}, step="fler")
    page = as_(cast.secretary).post(edit(), rows).content.decode()
    assert ('value="2024-06-03"' in page, 'value="Åre"' in page, 'name="rad-6-day"' in page) == (True, True, True)


def test_last_years_plan_is_copied_to_the_same_weeks(cast, as_):
    meeting("2023-02-24", place="Regionens hus", start_time=dt.time(13))
    meeting("2023-06-08", title="Samverkansdagar", ends_on=d("2023-06-09"))
    page = as_(cast.secretary).get(edit("ar=2024&utga=forra"))
    rows = [form.initial for form, _note in page.context["rows"] if form.initial.get("day")]
    assert [(row["day"], row["days"], row["place"], row["title"]) for row in rows] == [
        (d("2024-02-23"), 1, "Regionens hus", ""), (d("2024-06-20"), 2, "", "Samverkansdagar"),
    ]  # fmt: skip
    assert "eftersom 6 juni 2024 är nationaldagen" in page.content.decode()


def test_days_are_proposed_by_the_forums_own_words_for_the_whole_chain(cast, preparing):
    plan = year_plan(2024, DAY, [cast.forum, preparing])
    found = [(forum.label, each.sitting.day) for forum, each in plan.proposals(like_last_year=False)]
    assert {label for label, _day in found} == {"Fredagsgruppen"}
    assert [(day.weekday(), day.isocalendar()[1] % 2) for _label, day in found] == [(4, 0)] * 4


def test_the_chain_holds_those_who_prepare(cast, as_, preparing):
    page = as_(cast.coordinator).get(reverse("meetings:plan"), {"forum": cast.forum.pk, "kedja": "1"})
    assert [forum.label for forum in page.context["asked"].forums] == ["SVOM", "Fredagsgruppen"]


def test_the_plan_with_deadlines_as_page_csv_and_excel(cast, as_):
    set_terms(actor=cast.secretary, forum=cast.forum, terms=Terms(14, 10, None))
    meeting("2024-06-03", place="Östersund", start_time=dt.time(9))
    client = as_(cast.reader)
    page = client.get(reverse("meetings:plan"), {"ar": "2024"}).content.decode()
    assert "20 maj 2024" in page.replace("\u00a0", " ") and "24 maj 2024" in page.replace("\u00a0", " ")
    text = b"".join(client.get(reverse("meetings:plan_csv"), {"ar": "2024"}).streaming_content).decode()
    assert (
        text.splitlines()[1] == "SVOM;2024-06-03;2024-06-03;mån v. 23;09.00;;Östersund;;2024-05-20;2024-05-24;Planerat"
    )
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get(reverse("meetings:plan_excel"), {"ar": "2024"}).content)
    )
    rows = book.get_sheet_by_index(0).to_python()
    assert (rows[0][0], rows[3][0], rows[3][1]) == ("Årsplan 2024, alla forum", "SVOM", d("2024-06-03"))


def test_the_plan_asks_as_much_for_three_meetings_as_for_one(cast, as_, preparing):
    client, counts = as_(cast.coordinator), []
    for added in (("2024-02-01",), ("2024-03-07", "2024-04-11")):
        for day in added:
            meeting(day)
        client.get(reverse("meetings:plan"), {"ar": "2024"})
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("meetings:plan"), {"ar": "2024"})
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 16


def test_a_cancelled_meeting_stands_as_cancelled_from_the_day_and_can_be_planned_again(cast, as_):
    made = meeting("2024-06-03")
    client = as_(cast.secretary)
    assert client.post(reverse("meetings:cancel", args=[made.pk]), {"reason": ""}).status_code == 422
    client.post(reverse("meetings:cancel", args=[made.pk]), {"reason": "För få anmälda"})
    made.refresh_from_db()
    assert (made.state, made.cancelled_on) == ("cancelled", DAY)
    assert (made.is_cancelled(DAY), made.is_cancelled(DAY - dt.timedelta(days=1))) == (True, False)
    assert "Inställt" in client.get(reverse("meetings:list")).content.decode()
    assert "Mötet är inställt" in client.get(reverse("meetings:detail", args=[made.pk])).content.decode()
    client.post(reverse("meetings:reinstate", args=[made.pk]))
    made.refresh_from_db()
    assert (made.state, made.cancelled_on) == ("planned", None)
    entries = AuditEntry.objects.about(made).order_by("pk")
    assert [(each.verb, each.reason) for each in entries] == [
        ("create", ""),
        ("cancel", "För få anmälda"),
        ("reinstate", ""),
    ]


def test_what_has_been_written_of_is_not_cancelled_and_what_is_cancelled_not_moved(cast):
    held = create_meeting(actor=None, content=meeting_content())
    with pytest.raises(Refused, match="har alltså hållits"):
        cancel_meeting(actor=cast.secretary, meeting=held, on=DAY, reason="Fel")
    off = meeting("2024-06-03")
    cancel_meeting(actor=cast.secretary, meeting=off, on=DAY, reason="Sjukdom")
    with pytest.raises(Refused, match="är inställt"):
        move_meeting(actor=cast.secretary, meeting=off, sitting=Sitting(day=d("2024-06-10")))
    reinstate_meeting(actor=cast.secretary, meeting=off)
    assert move_meeting(actor=cast.secretary, meeting=off, sitting=Sitting(day=d("2024-06-10"))) is True


def test_a_meeting_is_moved_on_its_own_page(cast, as_):
    made = meeting("2024-06-03", place="Östersund")
    client, address = as_(cast.secretary), reverse("meetings:move", args=[made.pk])
    assert 'value="2024-06-03"' in client.get(address).content.decode()
    given = {
        "day": "10/6 2024",
        "days": "1",
        "start": "9",
        "place": "Åre",
        "reason": "Lokalen upptagen",
        "version": made.version,
    }
    assert client.post(address, given).status_code == 302
    assert client.post(address, given | {"day": "17/6 2024"}).status_code == 422  # someone was first
    made.refresh_from_db()
    assert (made.starts_on, made.place, made.start_time) == (d("2024-06-10"), "Åre", dt.time(9))
    assert AuditEntry.objects.about(made).latest("pk").changes["starts_on"] == ["2024-06-03", "2024-06-10"]


def test_the_days_before_a_meeting_are_the_forums_own(cast, as_):
    client, address = as_(cast.secretary), reverse("meetings:plan_terms", args=[cast.forum.pk])
    assert client.post(address, {"documents": "14", "summons": "10"}).status_code == 302
    stands = MeetingTerms.objects.get()
    assert (stands.documents_days, stands.summons_days, stands.preparing_days) == (14, 10, None)
    assert client.post(address, {"documents": "-1"}).status_code == 422
    assert client.post(address, {"documents": "7", "version": stands.version}).status_code == 302
    assert client.post(address, {"documents": "9", "version": stands.version}).status_code == 422


def test_a_secretary_plans_her_own_forums_only(cast, as_, preparing):
    theirs = meeting("2024-03-01", forums=("Fredagsgruppen",))
    client = as_(cast.secretary)
    page = client.get(edit())
    assert [form.initial.get("meeting") for form, _note in page.context["rows"]] == [None, None]
    rows = sent({"forum": preparing.pk, "day": "3/6 2024"})
    assert (client.post(edit(), rows).status_code, days()) == (422, ["2024-03-01"])
    assert client.post(reverse("meetings:cancel", args=[theirs.pk]), {"reason": "Nej"}).status_code == 403


def test_a_promise_is_not_linked_to_a_cancelled_meeting(cast):
    off, held = meeting("2024-06-03"), meeting("2024-06-10")
    june = PartialDate.month(2024, 6)
    assert only_meeting(cast.forum, june) is None  # two: nobody knows which
    cancel_meeting(actor=cast.secretary, meeting=off, on=DAY, reason="Sjukdom")
    assert only_meeting(cast.forum, june) == held


def test_a_row_of_a_meeting_that_stands_keeps_its_forum(cast, as_, preparing):
    standing = meeting("2024-03-01")
    row = {"forum": preparing.pk, "day": "2024-03-01", "meeting": standing.pk, "version": standing.version}
    answer = as_(cast.coordinator).post(edit(), sent(row))
    assert (answer.status_code, "Mötet hör till ett annat forum" in answer.content.decode()) == (422, True)


def test_a_meeting_is_not_moved_onto_another_of_its_forum_but_two_may_change_days(cast, as_):
    one, other = meeting("2024-03-01"), meeting("2024-04-05")

    def row(each, day):
        return {"forum": cast.forum.pk, "day": day, "meeting": each.pk, "version": each.version}

    client = as_(cast.coordinator)
    for rows in ([row(one, "2024-04-05")], [row(one, "2024-05-03"), row(other, "2024-05-03")]):
        answer = client.post(edit(), sent(*rows))
        assert (answer.status_code, "har redan ett möte" in answer.content.decode()) == (422, True)
    assert client.post(edit(), sent(row(one, "2024-04-05"), row(other, "2024-03-01"))).status_code == 302
    one.refresh_from_db()
    assert (one.starts_on, days()) == (d("2024-04-05"), ["2024-03-01", "2024-04-05"])


def test_two_meetings_that_stand_on_a_day_hinder_nothing(cast, as_):
    rows = [
        {"forum": cast.forum.pk, "day": "2024-03-01", "meeting": each.pk, "version": each.version, "place": "Östersund"}
        for each in (meeting("2024-03-01"), meeting("2024-03-01"))
    ]
    assert as_(cast.coordinator).post(edit(), sent(*rows)).status_code == 302


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (sent(*[{"day": ""}] * 201), "Planen har fler än 200 rader. Välj ett forum"),
        ({"rad-TOTAL_FORMS": "x", "gor": "spara"}, "Planen är inte sparad"),
    ],
)
def test_a_plan_that_cannot_be_read_is_refused_with_words(cast, as_, broken, told):
    answer = as_(cast.coordinator).post(edit(), broken)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)


def test_a_meeting_is_cancelled_today_whatever_day_the_page_shows(cast, as_):
    standing = meeting("2024-03-01")
    address = reverse("meetings:cancel", args=[standing.pk], query={"datum": "2020-01-01"})
    as_(cast.coordinator).post(address, {"reason": "För få ärenden"})
    standing.refresh_from_db()
    assert standing.cancelled_on == DAY


def test_a_meeting_that_is_removed_meanwhile_is_not_cancelled(cast):
    standing = meeting("2024-03-01")
    Meeting.objects.get(pk=standing.pk).delete()
    with pytest.raises(Refused, match="är borttagen"):
        cancel_meeting(actor=cast.coordinator, meeting=standing, on=DAY, reason="För få ärenden")
