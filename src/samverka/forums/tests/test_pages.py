"""Pages: who may, what they say on a day, what they answer to bad input."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samverka.forums.models import Forum, Preparation, Seat
from samverka.forums.operations import add_preparation, add_seat, create_forum, end_seat
from samverka.forums.states import Level, SeatRole, Sides
from samverka.foundation.audit.queries import history
from samverka.foundation.documents.models import StoredFile
from samverka.principals.models import Person

EVERYONE = {"coordinator", "secretary", "chair", "member", "registrar", "reader", "administrator"}
SECRETARIES = {"coordinator", "secretary"}
COORDINATORS = {"coordinator"}


@pytest.fixture
def prepared(cast):
    other = create_forum(actor=None, name="Fredagsgruppen", county=cast.county, level=Level.OFFICIALS)
    return add_preparation(actor=None, preparer=cast.forum, prepares_for=other)


def addresses(cast, prepared):
    seat, role = Seat.objects.first(), cast.forum.roles.get()
    return {
        ("get", "list"): ((), EVERYONE),
        ("get", "csv"): ((), EVERYONE),
        ("get", "detail"): ((cast.forum.pk,), EVERYONE),
        ("get", "create"): ((), COORDINATORS),
        ("get", "change"): ((cast.forum.pk,), SECRETARIES),
        ("get", "end"): ((cast.forum.pk,), COORDINATORS),
        ("get", "attach_terms"): ((cast.forum.pk,), SECRETARIES),
        ("post", "attach_terms"): ((cast.forum.pk,), SECRETARIES),
        ("get", "add_seat"): ((cast.forum.pk,), SECRETARIES),
        ("get", "change_seat"): ((seat.pk,), SECRETARIES),
        ("get", "end_seat"): ((seat.pk,), SECRETARIES),
        ("get", "give_role"): ((cast.forum.pk,), COORDINATORS),
        ("get", "end_role"): ((role.pk,), COORDINATORS),
        ("post", "create"): ((), COORDINATORS),
        ("post", "change"): ((cast.forum.pk,), SECRETARIES),
        ("post", "end"): ((cast.forum.pk,), COORDINATORS),
        ("post", "reopen"): ((cast.forum.pk,), COORDINATORS),
        ("post", "add_preparation"): ((cast.forum.pk,), SECRETARIES),
        ("post", "add_seat"): ((cast.forum.pk,), SECRETARIES),
        ("post", "change_seat"): ((seat.pk,), SECRETARIES),
        ("post", "end_seat"): ((seat.pk,), SECRETARIES),
        ("post", "give_role"): ((cast.forum.pk,), COORDINATORS),
        ("post", "end_role"): ((role.pk,), COORDINATORS),
        ("post", "remove"): ((cast.forum.pk,), COORDINATORS),
    }


def test_each_page_answers_those_who_may_and_refuses_the_others(cast, as_, prepared):
    for (method, name), (args, who_may) in addresses(cast, prepared).items():
        allowed = set()
        for who, user in cast.users.items():
            response = getattr(as_(user), method)(reverse(f"forums:{name}", args=args))
            assert response.status_code in (200, 302, 403, 422), (method, name, who)
            if response.status_code != 403:
                allowed.add(who)
        assert allowed == who_may, (method, name)


def test_removing_is_for_those_who_may_change(cast, as_, prepared):
    for who in ("chair", "member", "registrar", "reader"):
        client = as_(cast.users[who])
        assert client.post(reverse("forums:remove_preparation", args=[prepared.pk])).status_code == 403
        assert client.post(reverse("forums:remove_seat", args=[Seat.objects.first().pk])).status_code == 403
    as_(cast.secretary).post(reverse("forums:remove_preparation", args=[prepared.pk]))
    as_(cast.secretary).post(reverse("forums:remove_seat", args=[Seat.objects.first().pk]))
    assert (Preparation.objects.count(), Seat.objects.count()) == (0, 1)
    assert [entry.verb for entry in history(cast.forum)][:2] == ["remove_seat", "remove_preparation"]


def test_who_has_not_logged_in_comes_to_the_login_page(cast, as_, prepared):
    for (_method, name), (args, _who) in addresses(cast, prepared).items():
        response = as_(cast.outsider).get(reverse(f"forums:{name}", args=args))
        assert (response.status_code, response.headers["Location"].partition("?")[0]) == (
            302,
            reverse("accounts:login"),
        ), name


def rows(response):
    return [forum.label for forum in response.context["page"]]


@pytest.fixture
def register(cast):
    for name, level, sides, ends_on in (
        ("Fredagsgruppen", Level.OFFICIALS, Sides.BOTH, None),
        ("Socialchefsnätverket", Level.NETWORK, Sides.MUNICIPAL, None),
        ("Gamla arenan", Level.POLITICAL, Sides.BOTH, dt.date(2019, 12, 31)),
        ("Åregruppen", Level.LOCAL, Sides.BOTH, None),
    ):
        create_forum(actor=None, name=name, county=cast.county, level=level, sides=sides, ends_on=ends_on)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["SVOM", "Fredagsgruppen", "Åregruppen", "Socialchefsnätverket"]),
        ("sortera=namn", ["Fredagsgruppen", "Socialchefsnätverket", "SVOM", "Åregruppen"]),
        ("sortera=-namn", ["Åregruppen", "SVOM", "Socialchefsnätverket", "Fredagsgruppen"]),
        ("sortera=strunt", ["SVOM", "Fredagsgruppen", "Åregruppen", "Socialchefsnätverket"]),
        ("niva=officials", ["Fredagsgruppen"]),
        ("niva=strunt", ["SVOM", "Fredagsgruppen", "Åregruppen", "Socialchefsnätverket"]),
        ("ensidiga=ja", ["Socialchefsnätverket"]),
        ("avslutade=only", ["Gamla arenan"]),
        ("avslutade=all&niva=political", ["Gamla arenan", "SVOM"]),
        ("datum=2019-12-31&niva=political", ["Gamla arenan", "SVOM"]),
        ("q=svo", ["SVOM"]),
        ("q=%00", ["SVOM", "Fredagsgruppen", "Åregruppen", "Socialchefsnätverket"]),
        ("q=finnsinte", []),
    ],
)
def test_the_list_is_filtered_and_sorted(cast, as_, register, query, shown):
    assert rows(as_(cast.reader).get(reverse("forums:list") + "?" + query)) == shown


def test_the_file_holds_the_same_selection_as_the_list(cast, as_, register):
    response = as_(cast.reader).get(reverse("forums:csv") + "?niva=officials")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines] == ["Namn", "Fredagsgruppen"]


def queries_of(django_assert_max_num_queries, client, address):
    cache.clear()  # as after a change: nothing is kept
    with django_assert_max_num_queries(15) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_list_and_page_ask_the_database_as_often_for_one_row_as_for_three(cast, as_, django_assert_max_num_queries):
    client = as_(cast.secretary)
    addresses = [
        reverse("forums:list"),
        reverse("forums:detail", args=[cast.forum.pk]),
        reverse("forums:list") + "?niva=political",
    ]
    create_forum(actor=None, name="Första", county=cast.county, prepares_for=[cast.forum], aliases=["Etta"])
    for address in addresses:
        client.get(address)  # content types and the like are read once a process
    few = [queries_of(django_assert_max_num_queries, client, address) for address in addresses]
    for name in ("Andra", "Tredje"):
        forum = create_forum(
            actor=None,
            name=name,
            county=cast.county,
            prepares_for=[cast.forum],
            aliases=[f"{name} namnet"],
            level="political",
        )
        add_preparation(actor=None, preparer=cast.forum, prepares_for=forum)
        add_seat(actor=None, forum=cast.forum, person=cast.member_person, role=SeatRole.DEPUTY)
    assert [queries_of(django_assert_max_num_queries, client, address) for address in addresses] == few


def test_the_composition_is_that_of_the_day_of_the_page(cast, as_):
    end_seat(actor=None, seat=Seat.objects.get(holdings__person=cast.member_person), ends_on=dt.date(2024, 12, 31))
    client, page = as_(cast.reader), reverse("forums:detail", args=[cast.forum.pk])
    on_last = client.get(page + "?datum=2024-12-31").context["parts"]
    after = client.get(page + "?datum=2025-01-01").context["parts"]
    assert [seat.person.name for seat in on_last.seats] == ["Olle Ordförande", "Lena Ledamot"]
    assert ([seat.person.name for seat in after.seats], [past.holding.person.name for past in after.former]) == (
        ["Olle Ordförande"],
        ["Lena Ledamot"],
    )


def test_a_circle_of_preparing_forums_is_shown_and_not_refused(cast, as_, prepared):
    add_preparation(actor=None, preparer=prepared.prepares_for, prepares_for=cast.forum)
    response = as_(cast.reader).get(reverse("forums:detail", args=[cast.forum.pk]))
    assert [forum.label for forum in response.context["parts"].circle] == ["SVOM", "Fredagsgruppen", "SVOM"]
    assert "Beredningen går i en ring" in response.content.decode()


def test_a_forum_is_made_from_the_form_and_told_in_its_history(cast, as_):
    data = {
        "name": "Barnarenan & vänner",
        "level": "political",
        "sides": "both",
        "county": cast.county.pk,
        "aliases": "BA\n BA \nArenan",
        "frequency": "4 ggr/år",
    }
    response = as_(cast.coordinator).post(reverse("forums:create"), data, follow=True)
    forum = Forum.objects.get(name="Barnarenan & vänner")
    assert (sorted(forum.names), forum.level) == (["Arenan", "BA", "Barnarenan & vänner"], "political")
    assert [(entry.actor, entry.verb) for entry in history(forum)] == [(cast.coordinator, "create")]
    assert "<h1>Barnarenan &amp; vänner</h1>" in response.content.decode()


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(cast, as_):
    client, page = as_(cast.secretary), reverse("forums:change", args=[cast.forum.pk])
    form = {
        **dict.fromkeys(("short_name", "aliases"), ""),
        "name": cast.forum.name,
        "level": "political",
        "sides": "both",
        "county": cast.county.pk,
        "version": 1,
    }
    assert client.post(page, form | {"purpose": "Först"}).status_code == 302
    response = client.post(page, form | {"purpose": "Sedan"})
    assert (
        response.context["form"]
        .non_field_errors()[0]
        .startswith("”Sociala vård- och omsorgsgruppen” har ändrats av någon annan")
    )
    assert "Sedan</textarea>" in response.content.decode()
    assert Forum.objects.get(pk=cast.forum.pk).purpose == "Först"


GOOD = {"name": "Nytt forum", "level": "other", "sides": "other"}


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Detta fält måste fyllas i."),
        (
            {"name": "svom"},
            "name",
            "”svom” är redan ett namn på Sociala vård- och omsorgsgruppen. Välj ett annat, eller ändra det forumet först.",
        ),
        (
            {"aliases": "Ett\nSVOM"},
            "aliases",
            "”SVOM” är redan ett namn på Sociala vård- och omsorgsgruppen. Välj ett annat, eller ändra det forumet först.",
        ),
        ({"aliases": "x" * 201}, "aliases", f"Ett namn får ha högst 200 tecken. Korta ”{'x' * 40}…”."),
        ({"aliases": "\n".join(str(n) for n in range(51))}, "aliases", "Högst 50 namn tas emot. Ta bort några."),
        (
            {"starts_on": "i våras"},
            "starts_on",
            "”i våras” är inte ett datum. Skriv till exempel 3/6 2024 eller 2024-06-03.",
        ),
        ({"starts_on": "maj 2024"}, "starts_on", "”maj 2024” är inte en bestämd dag. Skriv dag, månad och år."),
        (
            {"attestation_days": "14"},
            "attestation_required",
            "Du har angett dagar till justering. Kryssa i att protokollet justeras, eller ta bort dagarna.",
        ),
    ],
)
def test_bad_input_is_told_and_nothing_is_stored(cast, as_, typed, field, said):
    response = as_(cast.coordinator).post(reverse("forums:create"), GOOD | {"county": cast.county.pk} | typed)
    assert {name: list(errors) for name, errors in response.context["form"].errors.items()} == {field: [said]}
    assert list(Forum.objects.values_list("name", flat=True)) == ["Sociala vård- och omsorgsgruppen"]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {"__all__": ["Ange en person, en befattning, en huvudman eller ett namn för platsen."]}),
        (
            {"person": "99999"},
            {"person": ["Välj ett giltigt alternativ. Det valet finns inte bland tillgängliga alternativ."]},
        ),
        (
            {"person": "member", "new_person": "Någon Annan"},
            {"new_person": ["Välj en person i listan eller skriv en ny, inte båda."]},
        ),
        (
            {"role": "kung", "name": "Kung"},
            {"role": ["Välj ett giltigt alternativ. kung finns inte bland tillgängliga alternativ."]},
        ),
    ],
)
def test_a_seat_that_cannot_be_is_refused_with_the_reason(cast, as_, typed, errors):
    data = {"role": "member"} | typed | ({"person": cast.member_person.pk} if typed.get("person") == "member" else {})
    response = as_(cast.secretary).post(reverse("forums:add_seat", args=[cast.forum.pk]), data)
    assert {name: list(found) for name, found in response.context["form"].errors.items()} == errors
    assert (Seat.objects.count(), Person.objects.count()) == (2, 2)


def test_a_secretary_seats_someone_new_who_takes_the_seats_principal(cast, as_):
    data = {"role": "deputy", "new_person": "Nina Ny", "principal": cast.municipality.pk, "starts_on": "1/1 2027"}
    assert as_(cast.secretary).post(reverse("forums:add_seat", args=[cast.forum.pk]), data).status_code == 302
    seat = Seat.objects.get(role=SeatRole.DEPUTY)
    person = seat.holdings.get().person
    assert (person.name, person.principal, seat.principal, seat.starts_on) == (
        "Nina Ny",
        cast.municipality,
        cast.municipality,
        dt.date(2027, 1, 1),
    )


def test_a_forum_with_seats_is_not_removed_and_the_reason_is_told(cast, as_):
    response = as_(cast.coordinator).post(reverse("forums:remove", args=[cast.forum.pk]), follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "”Sociala vård- och omsorgsgruppen” kan inte tas bort, eftersom annat hänvisar dit: platser och roller. Avsluta forumet i stället, så finns dess historia kvar."
    ]
    assert Forum.objects.filter(pk=cast.forum.pk).exists()


def test_a_forum_cannot_end_in_what_has_ended_in_it(cast, as_):
    other = create_forum(
        actor=None, name="Gamla SVOM", county=cast.county, ends_on=dt.date(2018, 12, 31), successor=cast.forum
    )
    response = as_(cast.coordinator).post(
        reverse("forums:end", args=[cast.forum.pk]), {"ends_on": "2026-12-31", "successor": other.pk}
    )
    assert response.context["form"].errors == {
        "successor": ["”Gamla SVOM” har självt gått upp i det här forumet. Välj ett annat forum."]
    }
    assert Forum.objects.get(pk=cast.forum.pk).ends_on is None


def test_a_merged_forum_shows_where_it_went_and_the_other_where_it_came_from(cast, as_):
    old = create_forum(actor=None, name="Gamla SVOM", county=cast.county)
    client = as_(cast.coordinator)
    client.post(
        reverse("forums:end", args=[old.pk]),
        {"ends_on": "31/12 2018", "successor": cast.forum.pk, "reason": "Namnbyte"},
    )
    assert client.get(reverse("forums:detail", args=[old.pk])).context["forum"].successor == cast.forum
    (before,) = client.get(reverse("forums:detail", args=[cast.forum.pk])).context["parts"].predecessors
    assert (before.pk, before.name) == (old.pk, "Gamla SVOM")
    assert (history(old)[0].verb, history(old)[0].reason) == ("end", "Namnbyte")


def word_file():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return held.getvalue()


def test_terms_of_reference_are_kept_in_versions_and_handed_out(cast, as_):
    client, page = as_(cast.secretary), reverse("forums:attach_terms", args=[cast.forum.pk])
    shown = reverse("forums:terms", args=[cast.forum.pk])
    assert as_(cast.reader).get(shown).status_code == 404
    for content, name in ((word_file(), "uppdrag.docx"), (b"%PDF-1.7 ny", "uppdrag 2025.pdf")):
        assert client.post(page, {"terms": SimpleUploadedFile(name, content)}).status_code == 302
    response = as_(cast.reader).get(shown)
    assert (b"".join(response.streaming_content), response.headers["Content-Type"]) == (
        b"%PDF-1.7 ny",
        "application/pdf",
    )
    document = Forum.objects.get(pk=cast.forum.pk).terms_of_reference
    assert [version.filename for version in document.versions.all()] == ["uppdrag.docx", "uppdrag 2025.pdf"]
    assert as_(cast.outsider).get(shown).status_code == 302


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "Välj en fil."),
        (("tom.pdf", b""), "Filen är tom. Kontrollera att rätt fil valdes och försök igen."),
        (
            ("bild.pdf", b"GIF89a"),
            "”bild.pdf” är varken PDF eller Word (DOCX), eller så är den skadad. Spara om den och försök igen.",
        ),
        (
            ("avhuggen.docx", word_file()[:60]),
            "”avhuggen.docx” är varken PDF eller Word (DOCX), eller så är den skadad. Spara om den och försök igen.",
        ),
    ],
)
def test_a_file_that_is_no_document_is_refused(cast, as_, file, said):
    data = {"terms": SimpleUploadedFile(*file)} if file else {}
    response = as_(cast.secretary).post(reverse("forums:attach_terms", args=[cast.forum.pk]), data)
    assert list(response.context["form"].errors["terms"]) == [said]
    assert StoredFile.objects.count() == 0


def test_a_link_keeps_the_day_of_the_page(cast, as_):
    response = as_(cast.coordinator).get(reverse("forums:list") + "?datum=2024-05-20")
    assert f'href="{reverse("forums:detail", args=[cast.forum.pk])}?datum=2024-05-20"' in response.content.decode()


@pytest.mark.parametrize(
    ("starts_on", "on", "word"),
    [
        (None, "", "Verksamt"),
        (None, "?datum=2015-01-01", "Första dag ej angiven"),
        (dt.date(2010, 1, 1), "?datum=2015-01-01", "Verksamt"),
        (dt.date(2010, 1, 1), "?datum=2009-12-31", "Börjar"),
    ],
)
def test_a_forum_is_not_said_to_have_been_at_work_on_a_day_nobody_knows_of(cast, as_, starts_on, on, word):
    forum = create_forum(actor=None, name="Ett okänt forum", county=cast.county, starts_on=starts_on)
    page = as_(cast.reader).get(reverse("forums:detail", args=[forum.pk]) + on).content.decode()
    answers = page.split('class="answers"')[1].split("</dl>")[0]
    words = {"Verksamt", "Första dag ej angiven", "Börjar"}
    assert {each for each in words if each in answers} == {word}
