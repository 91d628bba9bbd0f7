"""Pages: who may, what they say, what they answer to bad input, how many queries they take."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse

from samverka.findings.content import FindingContent, SideContent
from samverka.findings.operations import record_finding
from samverka.findings.states import FindingKind
from samverka.forums.operations import create_forum
from samverka.foundation.audit.queries import history
from samverka.foundation.documents.operations import add_document, store_file
from samverka.matters.models import Matter
from samverka.meetings import operations, permissions
from samverka.meetings.content import MeetingContent
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.queries import content_of, meetings_in_full
from samverka.meetings.tests.samples import meeting_content

EVERYONE = {"coordinator", "secretary", "chair", "member", "registrar", "reader", "administrator"}
SECRETARIES = {"coordinator", "secretary"}
COORDINATORS = {"coordinator"}


@pytest.fixture
def meeting(cast):
    return operations.create_meeting(actor=None, content=meeting_content())


@pytest.fixture
def draft(cast):
    return operations.create_meeting(
        actor=None, content=meeting_content(record_state="draft", starts_on=dt.date(2024, 5, 3), ends_on=None)
    )


def addresses(meeting):
    paragraph, item = meeting.paragraphs.get(number=20), meeting.agenda.get(number=5)
    return {
        ("get", "list", ()): EVERYONE,
        ("get", "csv", ()): EVERYONE,
        ("get", "detail", (meeting.pk,)): EVERYONE,
        ("get", "history", (meeting.pk,)): EVERYONE,
        ("get", "create", ()): SECRETARIES,
        ("post", "create", ()): SECRETARIES,
        ("get", "change", (meeting.pk,)): SECRETARIES,
        ("post", "change", (meeting.pk,)): SECRETARIES,
        ("post", "enter", (meeting.pk,)): SECRETARIES,
        ("get", "add_paragraph", (meeting.pk,)): SECRETARIES,
        ("post", "add_paragraph", (meeting.pk,)): SECRETARIES,
        ("get", "change_paragraph", (paragraph.pk,)): SECRETARIES,
        ("post", "change_paragraph", (paragraph.pk,)): SECRETARIES,
        ("get", "paragraph_matter", (paragraph.pk,)): SECRETARIES,
        ("post", "paragraph_matter", (paragraph.pk,)): SECRETARIES,
        ("get", "add_item", (meeting.pk,)): SECRETARIES,
        ("post", "add_item", (meeting.pk,)): SECRETARIES,
        ("get", "change_item", (item.pk,)): SECRETARIES,
        ("post", "change_item", (item.pk,)): SECRETARIES,
        ("post", "new_matter", (paragraph.pk,)): SECRETARIES,
    }


def test_each_page_answers_those_who_may_and_refuses_the_others(cast, as_, meeting):
    for (method, name, args), who_may in addresses(meeting).items():
        allowed = set()
        for who, user in cast.users.items():
            response = getattr(as_(user), method)(reverse(f"meetings:{name}", args=args))
            assert response.status_code in (200, 302, 403), (method, name, who)
            if response.status_code != 403:
                allowed.add(who)
        assert allowed == who_may, (method, name)


@pytest.mark.parametrize(
    ("name", "who_may"), [("remove_paragraph", SECRETARIES), ("remove_item", SECRETARIES), ("remove", COORDINATORS)]
)
def test_removing_is_for_those_who_may(cast, as_, name, who_may):
    for who, user in cast.users.items():
        meeting = operations.create_meeting(actor=None, content=meeting_content())
        part = {
            "remove_paragraph": meeting.paragraphs.first(),
            "remove_item": meeting.agenda.first(),
            "remove": meeting,
        }[name]
        response = as_(user).post(reverse(f"meetings:{name}", args=[part.pk]))
        assert (response.status_code, type(part).objects.filter(pk=part.pk).exists()) == (
            (302, False) if who in who_may else (403, True)
        ), who
        meeting.delete()


def test_a_secretary_of_another_forum_changes_nothing_here(cast, as_, meeting):
    other = create_forum(actor=None, name="Barnarenan", county=cast.county)
    elsewhere = operations.create_meeting(
        actor=None, content=meeting_content(forums=(other.name,), starts_on=dt.date(2024, 1, 9), ends_on=None)
    )
    assert as_(cast.secretary).get(reverse("meetings:change", args=[elsewhere.pk])).status_code == 403
    assert as_(cast.coordinator).get(reverse("meetings:change", args=[elsewhere.pk])).status_code == 200


def test_a_draft_is_seen_by_those_who_may_change_it_the_same_in_the_list_as_for_one(cast, as_, meeting, draft):
    for who, user in cast.users.items():
        by_object = {each.pk for each in Meeting.objects.all() if permissions.VIEW_RECORD(user, each)}
        assert by_object == set(permissions.meetings_with_visible_record(user).values_list("pk", flat=True)), who
        assert (draft.pk in by_object) is (who in SECRETARIES), who
        text = as_(user).get(reverse("meetings:detail", args=[draft.pk])).content.decode()
        assert ("Fredagsgruppen uppdras att återkomma." in text, "Berit Sjögren" in text) == (
            who in SECRETARIES,
            who in SECRETARIES,
        ), who
        assert "Utkast" in text and "Skrivelse fran SocSam" in text, who
        assert (as_(user).get(reverse("meetings:history", args=[draft.pk])).status_code == 200) is (
            who in SECRETARIES
        ), who


def test_a_draft_is_entered_from_its_page(cast, as_, draft):
    as_(cast.secretary).post(reverse("meetings:enter", args=[draft.pk]))
    assert "Berit Sjögren" in as_(cast.reader).get(reverse("meetings:detail", args=[draft.pk])).content.decode()


def test_the_page_prints_attendance_as_the_minutes_do(as_, cast, meeting):
    text = " ".join(as_(cast.reader).get(reverse("meetings:detail", args=[meeting.pk])).content.decode().split())
    for printed in (
        "<b>Johan Fors (M)</b><span>Bergs kommun, §§16–25 ersätter Karin Lid (S)</span>",
        "<b>Hampus Kjellin (S)</b><span>Ragunda kommun, ersätter Agneta Ros (KD)</span>",
        "<b>Siv Tornberg</b><span>Strömsunds kommun, §§20–28</span>",
        "<b>Saga Ekholm</b><span>Nordkonsult, §26</span>",
        "Beslutande (4)", "Ej tjänstgörande ersättare (1)", "Övriga närvarande (3)",
        "Oklart vem som satt på platsen för Karin Lid",
        "Mötet omfattar §§16–28, men §§17–19, 21–27 är inte införda.",
        "Punkt 5 i kallelsen",
    ):  # fmt: skip
        assert printed in text, printed


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["2024-05-03", "2023-05-26"]),
        ("sortera=datum", ["2023-05-26", "2024-05-03"]),
        ("sortera=strunt", ["2024-05-03", "2023-05-26"]),
        ("ar=2023", ["2023-05-26"]),
        ("ar=1999", []),
        ("ar=strunt", ["2024-05-03", "2023-05-26"]),
        ("tid=past&datum=2023-12-31", ["2023-05-26"]),
        ("tid=coming&datum=2023-12-31", ["2024-05-03"]),
        ("q=socsam&ar=2023", ["2023-05-26"]),
        ("q=digitalt", ["2024-05-03", "2023-05-26"]),
        ("q=finnsinte", []),
        ("q=%00", ["2024-05-03", "2023-05-26"]),
        ("forum=999999", []),
        ("sida=99", ["2024-05-03", "2023-05-26"]),
    ],
)
def test_the_list_filters_and_sorts(cast, as_, meeting, draft, query, shown):
    response = as_(cast.reader).get(f"{reverse('meetings:list')}?{query}")
    assert [each.starts_on.isoformat() for each in response.context["page"]] == shown


def test_a_draft_says_nothing_in_lists_to_those_who_may_not_see_it(cast, as_, draft):
    reader = as_(cast.reader)
    assert [each.pk for each in reader.get(reverse("meetings:list"), {"q": "psykiatrin"}).context["page"]] == [
        draft.pk
    ]  # the agenda says so
    MinuteParagraph.objects.filter(meeting=draft, number=20).update(title="Hemligt")
    assert list(reader.get(reverse("meetings:list"), {"q": "Hemligt"}).context["page"]) == []
    assert [
        each.pk for each in as_(cast.secretary).get(reverse("meetings:list"), {"q": "Hemligt"}).context["page"]
    ] == [draft.pk]
    assert b"Gunilla" not in b"".join(reader.get(reverse("meetings:csv")).streaming_content)


def test_the_list_as_csv(cast, as_, meeting):
    lines = b"".join(as_(cast.reader).get(reverse("meetings:csv")).streaming_content).decode("utf-8-sig").splitlines()
    assert (
        lines[1]
        == "SVOM;;2023-05-26;2023-05-26;12:30:00;14:40:00;Digitalt;Digitalt;Protokoll;Justerat enligt protokollet;16;28;3;Gunilla Åslund;Krister Ahl"
    )


def filled(form):
    """The fields of a page's form as a browser sends them."""
    return {name: "" if value is None else value for name, value in form.initial.items()} | {
        name: "\n".join(map(str, value))
        for name, value in form.initial.items()
        if isinstance(value, list) and name != "forums"
    }


def test_saving_the_form_as_it_stands_changes_nothing(cast, as_, meeting):
    client, page = as_(cast.secretary), reverse("meetings:change", args=[meeting.pk])
    form = client.get(page).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {
        name: value.strftime("%H:%M") if isinstance(value, dt.time) else value
        for name, value in data.items()
        if value is not None
    }
    assert client.post(page, data).status_code == 302
    assert content_of(meetings_in_full().get()) == meeting_content()
    data |= {"place": "Rådhuset", "deciding": data["deciding"] + "\nNy Person (C) (Åre kommun) §§20–28"}
    assert client.post(page, data).status_code == 302
    after = content_of(meetings_in_full().get())
    assert (after.place, [each.name for each in after.attendance][-1], len(after.attendance)) == (
        "Rådhuset",
        "Saga Ekholm",
        9,
    )


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "i går"}, "starts_on"),
        ({"ends_on": "2023-05-01"}, "ends_on"),
        ({"forums": [], "other_forums": ""}, "forums"),
        ({"deciding": "§§16–25"}, "deciding"),
        ({"deciding": "Anna Ek (S) §§25–16"}, "__all__"),
        ({"start_time": "halv tolv"}, "start_time"),
        ({"first_section": "-1"}, "first_section"),
        ({"attesters": "x" * 300}, "attesters"),
        ({"record_kind": "brev"}, "record_kind"),
    ],
)
def test_bad_input_is_told_beside_what_was_typed(cast, as_, said, complaint):
    given = {
        "forums": [cast.forum.pk],
        "starts_on": "2023-05-26",
        "record_kind": "minutes",
        "record_state": "draft",
    } | said
    response = as_(cast.coordinator).post(reverse("meetings:create"), given)
    assert (response.status_code, list(response.context["form"].errors), Meeting.objects.count()) == (
        422,
        [complaint],
        0,
    )


def paragraph_form(**said):
    points = {
        "punkt-TOTAL_FORMS": "3",
        "punkt-INITIAL_FORMS": "0",
        "punkt-MIN_NUM_FORMS": "0",
        "punkt-MAX_NUM_FORMS": "100",
    }
    return {"number": "27", "title": "Gemensamt möte"} | points | said


def test_a_paragraph_is_added_with_its_points(cast, as_, meeting):
    data = paragraph_form(
        **{
            "punkt-0-text": "Mötet hålls i april.",
            "punkt-0-kind": "approved",
            "punkt-1-text": "",
            "punkt-2-text": "Regionen bjuder in.",
            "punkt-2-kind": "commission",
            "punkt-2-addressee": "regionen",
        }
    )
    assert as_(cast.secretary).post(reverse("meetings:add_paragraph", args=[meeting.pk]), data).status_code == 302
    added = MinuteParagraph.objects.get(number=27)
    assert [(each.kind, each.addressee_text) for each in added.points.all()] == [
        ("approved", ""),
        ("commission", "regionen"),
    ]
    assert list(meeting.paragraphs.values_list("number", flat=True)) == [16, 20, 27, 28]
    assert len({each.position for each in meeting.paragraphs.all()}) == 4


def test_a_taken_number_is_refused_where_it_was_typed(cast, as_, meeting):
    response = as_(cast.secretary).post(
        reverse("meetings:add_paragraph", args=[meeting.pk]), paragraph_form(number="20")
    )
    assert list(response.context["form"].errors) == ["number"]


def test_a_point_keeps_its_number_when_another_is_emptied(cast, as_, meeting):
    paragraph = meeting.paragraphs.get(number=20)
    data = paragraph_form(number="20", title=paragraph.title, version=paragraph.version) | {
        "punkt-INITIAL_FORMS": "2", "punkt-0-text": "", "punkt-1-text": "Fredagsgruppen återkommer.", "punkt-1-kind": "commission",
    }  # fmt: skip
    assert as_(cast.secretary).post(reverse("meetings:change_paragraph", args=[paragraph.pk]), data).status_code == 302
    assert [(each.number, each.text) for each in paragraph.points.all()] == [(2, "Fredagsgruppen återkommer.")]


def test_two_editors_of_a_paragraph_are_told(cast, as_, meeting):
    paragraph = meeting.paragraphs.get(number=20)
    data = paragraph_form(number="20", title="Den ena", version=paragraph.version)
    page = reverse("meetings:change_paragraph", args=[paragraph.pk])
    assert as_(cast.secretary).post(page, data).status_code == 302
    second = as_(cast.coordinator).post(page, data | {"title": "Den andra"})
    assert (second.status_code, MinuteParagraph.objects.get(pk=paragraph.pk).title) == (422, "Den ena")
    assert "har ändrats av någon annan" in str(second.context["form"].errors)


def test_a_paragraph_becomes_a_matter_and_is_linked_to_one(cast, as_, meeting):
    paragraph = meeting.paragraphs.get(number=20)
    as_(cast.secretary).post(reverse("meetings:new_matter", args=[paragraph.pk]))
    matter = Matter.objects.get()
    assert (matter.reference, matter.title) == ("2023-001", paragraph.title)
    other = meeting.paragraphs.get(number=28)
    page = reverse("meetings:paragraph_matter", args=[other.pk])
    refused = as_(cast.secretary).post(page, {"matter": "2023-999"})
    assert (list(refused.context["form"].errors), MinuteParagraph.objects.get(pk=other.pk).matter) == (["matter"], None)
    as_(cast.secretary).post(page, {"matter": "2023-001"})
    other.refresh_from_db()
    assert (other.matter, other.matter_strength) == (matter, "confirmed")
    as_(cast.secretary).post(page, {"matter": ""})
    other.refresh_from_db()
    assert (other.matter, other.matter_strength) == (None, "confirmed")


def test_a_person_corrects_what_an_item_became(cast, as_, meeting):
    item, paragraph = meeting.agenda.get(number=5), meeting.paragraphs.get(number=28)
    data = {"number": "5", "title": item.title, "time": "12:40", "paragraph": paragraph.pk, "version": item.version}
    assert as_(cast.secretary).post(reverse("meetings:change_item", args=[item.pk]), data).status_code == 302
    item.refresh_from_db()
    assert (item.paragraph, item.paragraph_strength) == (paragraph, "confirmed")


def test_a_document_is_served_to_those_who_see_the_record(cast, as_, meeting, draft):
    version = add_document(
        actor=None, title="Protokoll", file=store_file(b"text", media_type="text/plain"), filename="protokoll.txt"
    )
    operations.attach_document(actor=None, meeting=draft, document=version.document)
    page = reverse("meetings:document", args=[draft.pk, version.pk])
    served = as_(cast.secretary).get(page)
    assert (b"".join(served.streaming_content), as_(cast.reader).get(page).status_code) == (b"text", 403)
    assert as_(cast.secretary).get(reverse("meetings:document", args=[meeting.pk, version.pk])).status_code == 404


def test_findings_stand_on_the_meetings_page(cast, as_, meeting):
    sides = (
        SideContent(statement="9/6 2023", record=("meetings.meeting", meeting.pk)),
        SideContent(statement="26 maj 2023"),
    )
    record_finding(
        actor=None,
        content=FindingContent(kind=FindingKind.OTHER_DAY, summary="Balanslistan säger 9/6 2023.", sides=sides),
    )
    assert (
        "Balanslistan säger 9/6 2023."
        in as_(cast.reader).get(reverse("meetings:detail", args=[meeting.pk])).content.decode()
    )


MOST_QUERIES = 16


@pytest.mark.parametrize("name", ["list", "detail"])
@pytest.mark.parametrize("who", ["coordinator", "secretary", "reader"])
def test_the_number_of_queries_does_not_grow(cast, as_, django_assert_max_num_queries, meeting, name, who):
    client = as_(getattr(cast, who))
    args = [meeting.pk] if name == "detail" else []
    client.get(reverse(f"meetings:{name}", args=args))
    counts = []
    for _round in range(2):
        cache.clear()  # as after a change: nothing is kept
        with django_assert_max_num_queries(MOST_QUERIES) as asked:
            assert client.get(reverse(f"meetings:{name}", args=args)).status_code == 200
        counts.append(len(asked))
        for day in range(1, 3):
            operations.create_meeting(
                actor=None, content=meeting_content(starts_on=dt.date(2022, 3, day + 2 * _round), ends_on=None)
            )
    assert counts[0] == counts[1]


def test_history_tells_in_swedish(cast, as_, meeting):
    operations.set_record_state(actor=cast.secretary, meeting=meeting, state=operations.record.RecordState.ENTERED)
    assert history(meeting)[0].verb == "set_record_state"
    assert (
        "ändrade protokollets läge"
        in as_(cast.reader).get(reverse("meetings:history", args=[meeting.pk])).content.decode()
    )


def test_of_a_coming_meeting_the_forums_secretary_has_the_ball(cast, as_, settings):
    settings.TODAY = dt.date(2024, 5, 20)
    shown = {}
    for year in (2023, 2025):
        day = dt.date(year, 6, 3)
        content = MeetingContent(forums=(cast.forum.name,), starts_on=day, ends_on=day, record_state="none")
        found = operations.create_meeting(actor=None, content=content)
        shown[year] = as_(cast.reader).get(reverse("meetings:detail", args=[found.pk])).content.decode()
    said = f"Sara Sekreterare <small>sekreterare i {cast.forum.label}</small>"
    assert said in shown[2025] and "Sekreterare ej angiven" not in shown[2025]
    assert said not in shown[2023] and "Sekreterare ej angiven" in shown[2023]
