"""Reminders: which steps are reached, who has taken care of them, and what happens when the end moves."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samverka.agreements.ladder import Target
from samverka.agreements.models import ReminderAcknowledgement, ReminderLadder
from samverka.agreements.operations import (
    acknowledge,
    record_event,
    remove_event,
    remove_ladder,
    set_ladder,
    withdraw_acknowledgement,
)
from samverka.agreements.queries.reminders import due_steps, step_in_words, with_who
from samverka.agreements.tests.stage import agreed
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.audit.operations import NotDone, StaleRecord

D = dt.date
ON = D(2024, 7, 1)
END = D(2024, 12, 31)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = ON


def told(on=ON):
    return [(step.name, step_in_words(step.reached) if step.reached else "", step.waits) for step in due_steps(on)]


def settle(cast, agreement, about=END, on=ON, **values):
    given = {"target": Target.END, "done_on": on, "note": "Förlängs i höst"} | values
    return acknowledge(actor=cast.coordinator, agreement=agreement, about=about, on=on, **given)


def test_the_last_step_reached_waits_until_someone_has_taken_care_of_it(cast):
    agreement = agreed("A", "2020-2024")
    assert told(D(2023, 12, 30)) == [("A", "", False)]
    assert told() == [("A", "6 månader före sista dagen", True)]
    settle(cast, agreement)
    assert told() == [("A", "6 månader före sista dagen", False)]
    assert told(D(2024, 9, 30)) == [("A", "3 månader före sista dagen", True)]
    assert told(D(2024, 6, 30)) == [("A", "6 månader före sista dagen", True)]  # as it was the day before


def test_moving_the_end_begins_the_ladder_anew(cast):
    agreement = agreed("A", "2020-2024")
    settle(cast, agreement)
    event = record_event(
        actor=cast.coordinator, agreement=agreement, kind="extension", decided_on=ON, new_end=D(2025, 3, 31)
    )
    (step,) = due_steps(ON)
    assert (step.reached, step.upcoming.day) == (None, D(2024, 9, 30))
    (step,) = due_steps(D(2024, 10, 1))
    assert step.waits
    agreement.refresh_from_db()
    event.agreement.refresh_from_db()
    remove_event(actor=cast.coordinator, event=event, reason="fel avtal")
    assert told() == [("A", "6 månader före sista dagen", False)]  # the end that it was about is back


def test_an_agreement_that_ends_earlier_is_reminded_of_anew(cast):
    agreement = agreed("A", "2020-2024")
    settle(cast, agreement)
    record_event(
        actor=cast.coordinator, agreement=agreement, kind="termination", decided_on=ON, takes_effect_on=D(2024, 9, 1)
    )
    assert told() == [("A", "3 månader före sista dagen", True)]


def test_put_off_it_comes_back(cast):
    settle(cast, agreed("A", "2020-2024"), again_on=D(2024, 8, 15))
    assert [told(day)[0][2] for day in (D(2024, 8, 14), D(2024, 8, 15))] == [False, True]


def test_a_review_done_is_no_longer_reminded_of(cast):
    agreement = agreed("A", "2023 -tills vidare, ska följas upp årligen, senast 2024-09-30")
    assert told() == [("A", "3 månader före uppföljning", True)]
    record_event(
        actor=cast.coordinator, agreement=agreement, kind="review", decided_on=D(2024, 9, 1), review_kind="follow_up"
    )
    assert told(D(2024, 9, 2)) == [("A", "", False)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"about": D(2025, 12, 31)}, "flyttats"),
        ({"target": Target.NOTICE}, "flyttats"),
        ({"on": D(2023, 1, 1), "done_on": D(2023, 1, 1)}, "flyttats"),
    ],
)
def test_what_is_no_longer_so_cannot_be_taken_care_of(cast, changed, said):
    agreement = agreed("A", "2020-2024")
    with pytest.raises(NotDone, match=said):
        settle(cast, agreement, **changed)
    assert not ReminderAcknowledgement.objects.exists()


def test_the_second_of_two_is_told_what_the_first_did(cast):
    agreement = agreed("A", "2020-2024")
    settle(cast, agreement)
    with pytest.raises(NotDone, match=r"Siv Samordnare har redan tagit hand om .* 1 juli 2024: Förlängs i höst"):
        settle(cast, agreement)


def test_being_reminded_again_before_it_was_done_is_refused(cast):
    with pytest.raises(ValidationError):
        settle(cast, agreed("A", "2020-2024"), again_on=ON)


def test_taken_back_it_waits_again_and_the_log_tells_both(cast):
    agreement = agreed("A", "2020-2024")
    withdraw_acknowledgement(actor=cast.coordinator, made=settle(cast, agreement), reason="fel avtal")
    assert told() == [("A", "6 månader före sista dagen", True)]
    verbs = [entry.verb for entry in AuditEntry.objects.about(agreement).order_by("pk")]
    assert verbs[-2:] == ["acknowledge_reminder", "withdraw_acknowledgement"]


# --- ladders -------------------------------------------------------------------------------------------------------


def ladder(end, **of):
    return set_ladder(actor=None, before_end=end, before_notice="", before_review="", **of)


def test_the_agreements_own_ladder_goes_before_its_kinds_and_that_before_the_one_for_all(cast):
    agreement = agreed("A", "2020-2024", kind="guideline")
    found = []
    for made in (
        lambda: None,
        lambda: ladder("9"),
        lambda: ladder("8", kind="guideline"),
        lambda: ladder("7", agreement=agreement),
    ):
        made()
        found.append(told()[0][1].split()[0])
    assert found == ["6", "9", "8", "7"]
    remove_ladder(actor=cast.coordinator, ladder=ReminderLadder.objects.get(agreement=agreement))
    assert told()[0][1] == "8 månader före sista dagen"


def test_an_empty_ladder_reminds_of_nothing():
    agreement = agreed("A", "2020-2024")
    ladder("", agreement=agreement)
    assert told() == []


def test_steps_that_cannot_be_read_are_told_by_field():
    with pytest.raises(ValidationError) as refused:
        set_ladder(actor=None, before_end="tolv", before_notice="6", before_review="0")
    assert sorted(refused.value.error_dict) == ["before_end", "before_review"]


def test_two_who_set_the_same_ladder_are_told(cast):
    first = ladder("9")
    with pytest.raises(StaleRecord):
        ladder("8")
    ladder("7", version=first.version)
    with pytest.raises(StaleRecord):
        ladder("6", version=first.version)
    assert ReminderLadder.objects.get().before_end == "7"


# --- the pages -----------------------------------------------------------------------------------------------------

PAGE = reverse("agreements:reminders")


def names(response):
    return [row.name for row in response.context["rows"]]


@pytest.fixture
def reminded(cast):
    made = {
        "Snart": agreed("Snart", "2020-2024", preparing=("SVOM", "Okänd grupp")),
        "Tagen": agreed("Tagen", "2020-2024", kind="guideline"),
        "Sen": agreed("Sen", "2018 -tills vidare, ska följas upp årligen"),
        "Senare": agreed("Senare", "2020 – 2025-08-31"),
        "Inget": agreed("Inget", "2018 - tills vidare"),
    }
    settle(cast, made["Tagen"])
    return made


def test_the_list_shows_what_waits_what_comes_and_what_is_taken_care_of(reminded, cast, as_):
    client = as_(cast.reader)
    assert names(client.get(PAGE)) == ["Sen", "Snart"]
    assert names(client.get(f"{PAGE}?visa=klara")) == ["Tagen"]
    assert names(client.get(f"{PAGE}?visa=kommande")) == ["Senare", "Tagen"]
    assert names(client.get(f"{PAGE}?vad=review")) == ["Sen"]
    assert names(client.get(f"{PAGE}?slag=guideline")) == []
    assert names(client.get(f"{PAGE}?bereds={cast.forum.pk}")) == ["Snart"]
    assert names(client.get(f"{PAGE}?q=sen")) == ["Sen"]
    assert names(client.get(f"{PAGE}?datum=2024-06-01")) == ["Sen", "Snart", "Tagen"]
    assert with_who(due_steps(ON))[1].who == ("SVOM", "Okänd grupp")


def test_a_coordinator_takes_care_of_a_step_from_the_list(reminded, cast, as_):
    client, agreement = as_(cast.coordinator), reminded["Snart"]
    link = f"{reverse('agreements:acknowledge', args=[agreement.pk])}?vad=end&om=2024-12-31"
    page = client.get(PAGE).content.decode()
    assert link.replace("&", "&amp;") in page
    refused = client.post(link, {"done_on": "2024-07-02", "note": "", "again_on": "2024-06-01"})
    assert refused.status_code == 422
    assert sorted(refused.context["form"].errors) == ["again_on", "done_on", "note"]
    done = client.post(link, {"done_on": "2024-07-01", "note": "Tas upp 14 juni", "again_on": ""})
    assert (done.status_code, done.url) == (302, PAGE)
    made = ReminderAcknowledgement.objects.get(agreement=agreement)
    assert (made.about, made.day, made.months, made.note, made.done_by) == (
        END,
        END,
        6,
        "Tas upp 14 juni",
        cast.coordinator,
    )
    assert names(client.get(PAGE)) == ["Sen"]
    page = client.get(reverse("agreements:detail", args=[agreement.pk])).content.decode().replace("\xa0", " ")
    assert "Tas upp 14 juni" in page
    assert "Nästa påminnelse 30 september 2024, 3 månader före sista dagen." in page
    again = client.get(link, follow=True)  # a form opened before
    assert again.status_code == 200


@pytest.mark.parametrize("query", ["", "?vad=end&om=2025-12-31", "?vad=end&om=abc", "?vad=x&om=2024-12-31"])
def test_a_step_that_is_not_there_leads_to_the_agreement(reminded, cast, as_, query):
    agreement = reminded["Snart"]
    response = as_(cast.coordinator).get(reverse("agreements:acknowledge", args=[agreement.pk]) + query)
    assert response.url == reverse("agreements:detail", args=[agreement.pk])


def test_on_another_day_nothing_is_taken_care_of(reminded, cast, as_):
    page = as_(cast.coordinator).get(f"{PAGE}?datum=2024-10-01").content.decode()
    assert reverse("agreements:acknowledge", args=[reminded["Snart"].pk]) not in page


def test_ladders_are_set_and_taken_away_on_their_page(reminded, cast, as_):
    client, ladders = as_(cast.coordinator), reverse("agreements:ladders")
    steps = {"before_end": "9, 3", "before_notice": "", "before_review": "6"}
    change = reverse("agreements:change_ladder")
    assert client.get(f"{change}?slag=guideline").context["form"].initial["before_end"] == "12/6/3"
    assert client.post(f"{change}?slag=guideline", steps).url == ladders
    assert client.post(f"{change}?slag=guideline", steps).status_code == 422  # opened before the first was saved
    own = reverse("agreements:own_ladder", args=[reminded["Snart"].pk])
    assert client.post(own, steps).url == reverse("agreements:detail", args=[reminded["Snart"].pk])
    page = client.get(ladders).content.decode()
    assert page.count("9/3") == 2
    for made in ReminderLadder.objects.all():
        client.post(reverse("agreements:remove_ladder", args=[made.pk]))
    assert not ReminderLadder.objects.exists()


def test_an_empty_register_says_what_will_come(cast, as_):
    assert "Inga påminnelser" in as_(cast.reader).get(PAGE).content.decode()


def test_three_agreements_take_as_many_queries_as_one(cast, as_, django_assert_max_num_queries):
    client, counts = as_(cast.reader), []
    client.get(PAGE)
    for n in range(3):
        agreed(f"A{n}", "2020-2024, ska följas upp årligen", preparing=("SVOM", "X"))
        settle(cast, agreed(f"B{n}", "2020-2024", preparing=("SVOM", "X")))
        with django_assert_max_num_queries(15) as found:
            client.get(PAGE)
        counts.append(len(found))
    assert counts[0] == counts[2]
