"""Journey of a change of term of office: nine principals, two of which answer late."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from samverka.forums import operations
from samverka.forums.models import Seat, SeatHolding, TermEnd
from samverka.forums.queries import leaving, new_term, places
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.queries import broken_links, history
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.principals.models import Person, Principal
from samverka.principals.operations import appoint_to_office, create_office, create_person, load_county

pytestmark = pytest.mark.django_db
LAST, FIRST = dt.date(2026, 12, 31), dt.date(2027, 1, 1)
MARCH = dt.date(2027, 3, 1)


@pytest.fixture
def nine(cast):
    """SVOM with a member from each of the county's nine principals; two in the region, one of them by office."""
    load_county(actor=None, code="23")
    found = list(Principal.objects.filter(county=cast.county, kind__in=["region", "municipality"]))
    for principal in found:
        if principal not in (cast.municipality, cast.region):
            person = create_person(actor=None, name=f"Ledamot i {principal.label}", principal=principal)
            operations.add_seat(actor=None, forum=cast.forum, person=person, starts_on=dt.date(2023, 1, 1))
    office = create_office(actor=None, principal=cast.region, name="Hälso- och sjukvårdsnämndens ordförande")
    appoint_to_office(actor=None, office=office, person=cast.chair_person, starts_on=dt.date(2023, 1, 1))
    operations.add_seat(actor=None, forum=cast.forum, office=office)
    return found


def composition(forum, on):
    return {
        place.seat.what: str(place.person or "")
        for place in places(Seat.objects.filter(forum=forum), on)
        if place.seat.holds_on(on)
    }


def seats_of(forum, principal):
    return list(Seat.objects.filter(forum=forum, principal=principal, office=None))


def sent(page):
    """What the page of the step sends when nothing is touched."""
    fields = dict(page.context["hidden"]) | {"seen": page.context["rows"].fingerprint}
    return fields | {"stay": sorted(page.context["stay"])}


def answer(client, forum, principal, names, **more):
    address = reverse("forums:answer", args=[forum.pk, principal.pk])
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {f"new_{row.seat.pk}": name for row, name in zip(form.rows, names, strict=False)} | more
    return client.post(address, data)


def test_a_term_ends_in_one_step_and_nine_answers_come_two_of_them_late(cast, nine, as_, settings):
    settings.TODAY = dt.date(2026, 11, 22)
    secretary, forum = as_(cast.secretary), cast.forum
    page = secretary.get(reverse("forums:end_term", args=[forum.pk]))
    assert page.context["form"]["last_day"].value() == "2026-12-31"
    assert sum(row.ends for row in page.context["rows"]) == 9

    own = {f"day_{cast.municipality.pk}": "14 januari 2027"}
    page = secretary.get(reverse("forums:end_term", args=[forum.pk]), {"last_day": "31/12 2026"} | own)
    assert {row.last_day for row in page.context["rows"]} == {LAST, dt.date(2027, 1, 14)}
    assert secretary.post(reverse("forums:end_term", args=[forum.pk]), sent(page)).status_code == 302
    assert set(composition(forum, dt.date(2027, 1, 10)).values()) == {"", "Lena Ledamot", "Olle Ordförande"}
    assert "" not in composition(forum, LAST).values()

    late = [principal for principal in nine if principal.label in ("Härjedalen", "Berg")]
    for principal in nine:
        if principal not in late:
            who = as_(cast.registrar) if principal == cast.municipality else secretary
            assert answer(who, forum, principal, [f"Ny i {principal.label}"]).status_code == 302, principal
    settings.TODAY = dt.date(2027, 1, 20)
    assert (new_term(forum, settings.TODAY).complete, len(nine)) == (7, 9)
    overview = as_(cast.reader).get(reverse("forums:new_term", args=[forum.pk])).content.decode()
    assert overview.count("Har inte svarat") == 2 and "19 dagar sent" in overview and "7 av 9 har svarat" in overview
    vacant = as_(cast.reader).get(reverse("forums:vacancies")).content.decode()
    assert "Härjedalen" in vacant and "Berg" in vacant

    for principal in late:
        assert (
            answer(secretary, forum, principal, [f"Ny i {principal.label}"], starts_on="2027-02-15").status_code == 302
        )
    assert composition(forum, dt.date(2027, 2, 14))["Ledamot, Berg"] == ""
    assert composition(forum, dt.date(2027, 2, 15))["Ledamot, Berg"] == "Ny i Berg"
    assert composition(forum, dt.date(2026, 12, 31))["Ledamot, Berg"] == "Ledamot i Berg"
    term = new_term(forum, dt.date(2027, 2, 20))
    assert (term.complete, {each.principal.label: each.days_late for each in term.answers if each.days_late}) == (
        9, {"Berg": 19, "Härjedalen": 19},
    )  # fmt: skip
    step = TermEnd.objects.get()
    refused = secretary.post(reverse("forums:undo_term", args=[step.pk]), follow=True)
    assert "går inte att ångra" in " ".join(str(message) for message in refused.context["messages"])
    assert list(broken_links()) == []


def test_the_step_is_taken_back_in_one_as_long_as_nothing_is_built_on_it(cast, nine):
    before = list(SeatHolding.objects.order_by("pk").values_list("pk", "ends_on"))
    step = operations.end_term(actor=None, forum=cast.forum, last_day=LAST)
    operations.undo_term_end(actor=cast.secretary, term_end=step)
    assert list(SeatHolding.objects.order_by("pk").values_list("pk", "ends_on")) == before
    assert [entry.verb for entry in history(cast.forum)][:2] == ["undo_term_end", "end_term"]
    with pytest.raises(Refused, match="redan ångrat"):
        operations.undo_term_end(actor=None, term_end=TermEnd.objects.get())


def test_who_stays_stays_and_who_follows_an_office_goes_with_it(cast, nine):
    member = Seat.objects.get(holdings__person=cast.member_person)
    operations.end_term(actor=None, forum=cast.forum, last_day=LAST, stay=[member.pk])
    after = composition(cast.forum, FIRST)
    assert (after["Ledamot, Åre"], after["Ledamot, Hälso- och sjukvårdsnämndens ordförande, Region Jämtland Härjedalen"]) == (
        "Lena Ledamot", "Olle Ordförande",
    )  # fmt: skip


def test_a_step_previewed_before_somebody_else_changed_a_seat_is_not_taken(cast, nine):
    seen = leaving(cast.forum, LAST, {}).fingerprint
    seat = Seat.objects.get(holdings__person=cast.member_person)
    operations.end_holding(actor=None, holding=seat.holdings.get(), ends_on=dt.date(2026, 12, 1))
    with pytest.raises(StaleRecord, match="Platserna har ändrats"):
        operations.end_term(actor=None, forum=cast.forum, last_day=LAST, seen=seen)
    assert TermEnd.objects.count() == 0


def test_a_day_on_which_nobody_leaves_is_told(cast, nine, as_):
    with pytest.raises(ValidationError, match="Ingen innehavare slutar"):
        operations.end_term(actor=None, forum=cast.forum, last_day=LAST, stay=Seat.objects.values_list("pk", flat=True))
    page = as_(cast.secretary).post(reverse("forums:end_term", args=[cast.forum.pk]), {"last_day": "snart"})
    assert (page.status_code, page.context["form"]["last_day"].value()) == (422, "snart")


def test_an_answer_is_kept_whole_or_not_at_all_and_what_was_typed_stays(cast, nine, as_):
    operations.end_term(actor=None, forum=cast.forum, last_day=LAST)
    for _each in range(2):
        operations.add_seat(actor=None, forum=cast.forum, principal=cast.municipality, starts_on=MARCH)
    people = Person.objects.count()
    page = answer(as_(cast.registrar), cast.forum, cast.municipality, ["Ny Ett", "Ny Två"])
    assert (page.status_code, Person.objects.count()) == (422, people)  # the second seat begins in March
    assert "Platsen finns först från 1 mars 2027" in page.content.decode()
    assert "Ny Ett" in page.content.decode()


def test_a_registrar_answers_for_her_own_principal_only(cast, nine, as_):
    operations.end_term(actor=None, forum=cast.forum, last_day=LAST)
    client = as_(cast.registrar)
    others = {
        principal.label: client.get(reverse("forums:answer", args=[cast.forum.pk, principal.pk])).status_code
        for principal in nine
    }
    assert {label for label, status in others.items() if status == 200} == {"Åre"}


def test_partial_answers_are_kept_and_the_rest_waits(cast, nine, as_):
    operations.add_seat(actor=None, forum=cast.forum, principal=cast.municipality, role="deputy")
    operations.end_term(actor=None, forum=cast.forum, last_day=LAST)
    response = as_(cast.registrar).get(reverse("forums:answer", args=[cast.forum.pk, cast.municipality.pk]))
    assert len(response.context["form"].rows) == 2
    answer(as_(cast.registrar), cast.forum, cast.municipality, ["Ny Ett"])
    found = new_term(cast.forum, FIRST).of(cast.municipality.pk)
    assert (found.named, found.is_partial, found.is_complete) == (1, True, False)


def test_the_pages_ask_the_same_number_of_queries_for_one_and_many(cast, as_, django_assert_max_num_queries):
    operations.end_term(actor=None, forum=cast.forum, last_day=LAST)
    client, counts = as_(cast.reader), []
    for number in (1, 3):
        for _each in range(number):
            operations.add_seat(actor=None, forum=cast.forum, principal=cast.municipality)
        client.get(reverse("forums:new_term", args=[cast.forum.pk]))
        cache.clear()  # as after a change: nothing is kept
        with django_assert_max_num_queries(20) as captured:
            client.get(reverse("forums:new_term", args=[cast.forum.pk]))
            client.get(reverse("forums:vacancies"))
        counts.append(len(captured))
    assert counts[0] == counts[1]
