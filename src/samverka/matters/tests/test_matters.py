"""Matters: their own id, the numbers of authorities, the way through the forums, who may what."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from samverka.forums.operations import create_forum
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.matters import operations
from samverka.matters.content import MatterContent, RecordNumberContent
from samverka.matters.models import Matter
from samverka.matters.path import Drawn, Stop, draw, tracks
from samverka.matters.queries import content_of
from samverka.matters.rules import parse_reference, record_number_key, reference, tidy_record_number
from samverka.meetings.content import AgendaItemContent, MeetingContent, ParagraphContent
from samverka.meetings.operations import create_meeting, link_item_to_matter, link_paragraph_to_matter

pytestmark = pytest.mark.django_db
EVERYONE = {"coordinator", "secretary", "chair", "member", "registrar", "reader", "administrator"}
SECRETARIES = {"coordinator", "secretary"}
NUMBERS = (
    RecordNumberContent(number="Dnr RS/214/2023", authority="RJH", dated_on=dt.date(2023, 4, 3), handler="Rut Ek"),
    RecordNumberContent(number="KS 2023-88", authority="Åre kommun"),
    RecordNumberContent(number="12/2023", authority="Grannlänets förbund"),
)
CONTENT = MatterContent(
    title="Samverkan med psykiatrin", summary="Brister i samverkan.", origin="Skrivelse från SocSam",
    opened_on=dt.date(2023, 3, 31), record_numbers=NUMBERS,
)  # fmt: skip


@pytest.fixture
def matter(cast):
    return operations.create_matter(actor=cast.coordinator, content=CONTENT, year=2023)


@pytest.mark.parametrize(
    ("text", "said"),
    [("2023-014", (2023, 14)), (" 2023-1234 ", (2023, 1234)), ("2023-14", None), ("RS 2023-014", None), ("", None)],
)
def test_our_own_id_is_told_from_others(text, said):
    assert parse_reference(text) == said


def test_the_id_has_three_digits_or_more():
    assert (reference(2023, 14), reference(2023, 1234)) == ("2023-014", "2023-1234")


@pytest.mark.parametrize(
    ("text", "tidy", "key"),
    [
        ("Dnr: RS/214/2023", "RS/214/2023", "rs 214 2023"),
        ("Diarienummer RS 214-2023.", "RS 214-2023", "rs 214 2023"),
        ("KS  2023-88", "KS 2023-88", "ks 2023 88"),
        ("dnr", "", ""),
        ("", "", ""),
    ],
)
def test_record_numbers_are_the_same_however_they_are_written(text, tidy, key):
    assert (tidy_record_number(text), record_number_key(text)) == (tidy, key)


def test_what_is_stored_is_what_was_said_but_for_the_lead_in_of_a_number(cast, matter):
    stored = content_of(Matter.objects.get())
    expected = replace(CONTENT, record_numbers=(NUMBERS[2], replace(NUMBERS[0], number="RS/214/2023"), NUMBERS[1]))
    assert sorted(stored.record_numbers, key=str) == sorted(expected.record_numbers, key=str)
    assert replace(stored, record_numbers=()) == replace(expected, record_numbers=())
    assert MatterContent.from_json(CONTENT.to_json()) == CONTENT
    assert [each.principal for each in matter.record_numbers.order_by("number")] == [
        None,
        cast.municipality,
        cast.region,
    ]


def test_ids_run_over_the_year(cast, matter):
    made = [
        operations.create_matter(actor=None, content=MatterContent(title="x"), year=year).reference
        for year in (2023, 2024, 2023)
    ]
    assert made == ["2023-002", "2024-001", "2023-003"]


def test_an_authority_has_one_number_only(cast):
    twice = (NUMBERS[0], RecordNumberContent(number="RS 9", authority="Region Jämtland Härjedalen"))
    with pytest.raises(ValidationError) as refusal:
        operations.create_matter(actor=None, content=replace(CONTENT, record_numbers=twice), year=2023)
    assert (list(refusal.value.message_dict), Matter.objects.count()) == (["record_numbers"], 0)


def test_a_matter_is_not_closed_before_it_was_opened(cast, matter):
    with pytest.raises(ValidationError):
        operations.close_matter(actor=cast.coordinator, matter=matter, closed_on=dt.date(2023, 1, 1))
    operations.close_matter(actor=cast.coordinator, matter=matter, closed_on=dt.date(2024, 1, 1))
    assert [matter.is_closed(day) for day in (dt.date(2023, 12, 31), dt.date(2024, 1, 1))] == [False, True]


def meeting(forum, day, title, number=None, state="attested", item=None):
    paragraphs = (ParagraphContent(number=number, title=title, decision="Läggs till handlingarna."),) if number else ()
    agenda = (AgendaItemContent(number=item, title=title),) if item else ()
    return create_meeting(
        actor=None, content=MeetingContent(forums=(forum,), starts_on=day, record_state=state if number else "none", paragraphs=paragraphs, agenda=agenda)
    )  # fmt: skip


@pytest.fixture
def way(cast, matter):
    """SocSam § 21, SVOM item 5 which became § 20, and a coming meeting's item 4."""
    create_forum(actor=None, name="SocSam", county=cast.county)
    first = meeting("SocSam", dt.date(2023, 3, 31), "Skrivelse angående psykiatrin", 21)
    second = meeting("SVOM", dt.date(2023, 5, 26), "Skrivelse från SocSam om psykiatrin", 20, item=5)
    third = meeting("SVOM", dt.date(2024, 6, 3), "Uppföljning av psykiatrin", item=4)
    link_paragraph_to_matter(actor=None, paragraph=first.paragraphs.get(), matter=matter)
    link_paragraph_to_matter(actor=None, paragraph=second.paragraphs.get(), matter=matter)
    link_item_to_matter(actor=None, item=third.agenda.get(), matter=matter)
    return first, second, third


def test_the_way_of_a_matter_stands_in_order_with_forum_item_paragraph_and_decision(cast, as_, matter, way):
    response = as_(cast.reader).get(reverse("matters:detail", args=[matter.pk]), {"datum": "2024-05-20"})
    told = [
        (
            step.meeting.forum_label,
            step.meeting.starts_on.isoformat(),
            step.item and step.item.number,
            step.paragraph and step.paragraph.number,
        )
        for step, _row in response.context["steps"]
    ]
    assert told == [("SocSam", "2023-03-31", None, 21), ("SVOM", "2023-05-26", 5, 20), ("SVOM", "2024-06-03", 4, None)]
    assert [name for name, _x in response.context["tracks"]] == ["Början", "SocSam", "SVOM"]
    assert (response.context["last"].meeting, response.context["next"].meeting) == (way[1], way[2])
    text = response.content.decode()
    assert "Läggs till handlingarna." in text and "RS/214/2023" in text and "inget diarienummer" in text


def test_what_stands_in_a_draft_is_not_told(cast, as_, matter):
    draft = meeting("SVOM", dt.date(2024, 2, 23), "Hemlig paragraf", 3, state="draft")
    link_paragraph_to_matter(actor=None, paragraph=draft.paragraphs.get(), matter=matter)
    for who, sees in (("reader", False), ("secretary", True)):
        client = as_(getattr(cast, who))
        detail = client.get(reverse("matters:detail", args=[matter.pk])).content.decode()
        listed = client.get(reverse("matters:list"), {"forum": cast.forum.pk}).context["page"]
        assert ("Hemlig paragraf" in detail, [each.pk for each in listed] == [matter.pk]) == (sees, sees), who


def test_a_matter_with_paragraphs_is_not_removed(cast, matter, way):
    with pytest.raises(Refused):
        operations.remove_matter(actor=cast.coordinator, matter=matter)
    lonely = operations.create_matter(actor=None, content=MatterContent(title="Av misstag"), year=2024)
    operations.remove_matter(actor=cast.coordinator, matter=lonely)
    assert list(Matter.objects.all()) == [matter]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["2024-001", "2023-001"]),
        ("sortera=nummer", ["2023-001", "2024-001"]),
        ("sortera=rubrik", ["2024-001", "2023-001"]),
        ("q=RS+214%2F2023", ["2023-001"]),
        ("q=dnr+ks+2023-88", ["2023-001"]),
        ("q=2023-001", ["2023-001"]),
        ("q=socsam", ["2023-001"]),
        ("q=finnsinte", []),
        ("ar=2024", ["2024-001"]),
        ("lage=closed", []),
        ("lage=closed&datum=2025-01-01", ["2024-001"]),
        ("lage=all&datum=2025-01-01", ["2024-001", "2023-001"]),
        ("forum=999", []),
        ("q=%00", ["2024-001", "2023-001"]),
    ],
)
def test_the_list_filters_sorts_and_finds_record_numbers(cast, as_, matter, query, shown):
    said = MatterContent(title="Hemsjukvård", opened_on=dt.date(2024, 1, 1), closed_on=dt.date(2024, 12, 31))
    operations.create_matter(actor=None, content=said, year=2024)
    query += "" if "datum" in query else "&datum=2024-05-20"
    assert [
        each.reference for each in as_(cast.reader).get(f"{reverse('matters:list')}?{query}").context["page"]
    ] == shown


def test_the_list_tells_which_forums_a_matter_has_passed(cast, as_, matter, way):
    client = as_(cast.reader)
    assert [line.forums for line in client.get(reverse("matters:list")).context["rows"]] == ["SocSam, SVOM"]
    lines = b"".join(client.get(reverse("matters:csv")).streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].startswith(
        "2023-001;Samverkan med psykiatrin;Brister i samverkan.;Skrivelse från SocSam;SocSam, SVOM;"
    )


def test_each_page_answers_those_who_may_and_refuses_the_others(cast, as_, matter):
    pages = {
        ("get", "list"): EVERYONE, ("get", "csv"): EVERYONE, ("get", "detail"): EVERYONE, ("get", "create"): SECRETARIES,
        ("post", "create"): SECRETARIES, ("get", "change"): SECRETARIES, ("post", "change"): SECRETARIES, ("get", "close"): SECRETARIES,
        ("post", "close"): SECRETARIES, ("post", "reopen"): SECRETARIES, ("post", "remove"): {"coordinator"},
    }  # fmt: skip
    for (method, name), who_may in pages.items():
        args = [] if name in ("list", "csv", "create") else [matter.pk]
        allowed = set()
        for who, user in sorted(cast.users.items(), key=lambda pair: pair[0] == "coordinator"):  # last: she removes it
            if getattr(as_(user), method)(reverse(f"matters:{name}", args=args)).status_code != 403:
                allowed.add(who)
            if name == "remove" and who == "coordinator":
                assert not Matter.objects.exists()
        assert allowed == who_may, (method, name)


def numbers(*rows):
    data = {"dnr-TOTAL_FORMS": len(rows), "dnr-INITIAL_FORMS": 0, "dnr-MIN_NUM_FORMS": 0, "dnr-MAX_NUM_FORMS": 60}
    return data | {f"dnr-{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()}


def test_a_matter_is_made_and_changed_in_its_form(cast, as_):
    client = as_(cast.secretary)
    data = {"title": "Ungdomsmottagning", "opened_on": "3/6 2024"} | numbers({"authority": "RJH", "number": "RS 1"}, {})
    assert client.post(reverse("matters:create"), data).status_code == 302
    made = Matter.objects.get()
    assert (made.reference, [str(each) for each in made.record_numbers.all()]) == (
        "2024-001",
        ["RS 1 (Region Jämtland Härjedalen)"],
    )
    data |= {"title": "Ungdomsmottagningar", "version": made.version} | numbers({"authority": "RJH", "number": ""})
    page = reverse("matters:change", args=[made.pk])
    assert client.post(page, data).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.record_numbers.count()) == ("Ungdomsmottagningar", 0)
    assert "har ändrats av någon annan" in str(client.post(page, data | {"title": "Tredje"}).context["form"].errors)


@pytest.mark.parametrize(
    "rows",
    [
        [{"number": "RS 1"}],
        [{"authority": "RJH", "number": "1"}, {"authority": "Region Jämtland Härjedalen", "number": "2"}],
        [{"authority": "RJH", "handler": "Rut"}],
    ],
)
def test_bad_numbers_are_told(cast, as_, rows):
    response = as_(cast.coordinator).post(reverse("matters:create"), {"title": "x"} | numbers(*rows))
    assert (response.status_code, response.context["numbers"].is_valid(), Matter.objects.count()) == (422, False, 0)


@pytest.mark.parametrize("name", ["list", "detail"])
def test_the_number_of_queries_does_not_grow(cast, as_, django_assert_max_num_queries, matter, way, name):
    client = as_(cast.secretary)
    page = reverse(f"matters:{name}", args=[] if name == "list" else [matter.pk])
    client.get(page)
    counts = []
    for extra in range(2):
        cache.clear()  # as after a change: nothing is kept
        with django_assert_max_num_queries(15) as asked:
            client.get(page)
        counts.append(len(asked))
        for n in range(2):
            other = operations.create_matter(actor=None, content=replace(CONTENT, title=f"{n}"), year=2023)
            more = meeting("SVOM", dt.date(2022, 3, 1 + n + 2 * extra), "Mer", 5, item=3)
            link_paragraph_to_matter(
                actor=None, paragraph=more.paragraphs.get(), matter=matter if name == "detail" else other
            )
    assert counts[0] == counts[1]


def test_the_drawing_bends_between_tracks_and_plans_what_is_to_come():
    stops = [
        Stop(dt.date(2023, 1, 1), "Början"),
        Stop(dt.date(2023, 3, 1), "SocSam"),
        Stop(dt.date(2025, 3, 1), "Början"),
    ]
    assert tracks(stops) == [("Början", 20), ("SocSam", 64)]
    rows = draw(stops, dt.date(2024, 1, 1))
    assert rows == [Drawn(20, None, True, False), Drawn(64, 20, True, False), Drawn(20, 64, False, True)]
    assert [row.bend for row in rows] == ["", "M20 0C20 14 64 8 64 22", "M64 0C64 14 20 8 20 22"]
    assert draw([Stop(None, str(n)) for n in range(6)], dt.date(2024, 1, 1)) == []


def test_two_who_begin_a_matter_at_once_get_one_id_each(db, monkeypatch):
    """While one waits for the log the other is done; the id is chosen after."""
    waited = operations.audit.hold_log

    def wait() -> int:
        monkeypatch.setattr(operations.audit, "hold_log", waited)
        operations.create_matter(actor=None, content=MatterContent(title="Den andres"), year=2030)
        return waited()

    monkeypatch.setattr(operations.audit, "hold_log", wait)
    mine = operations.create_matter(actor=None, content=MatterContent(title="Min"), year=2030)
    assert list(Matter.objects.filter(year=2030).values_list("serial", "title")) == [(2, "Min"), (1, "Den andres")]
    assert mine.reference == "2030-002"
