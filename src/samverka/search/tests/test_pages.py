"""The page of results and the box in the frame of every page."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverka.agreements.content import AgreementContent
from samverka.agreements.operations import create_agreement
from samverka.meetings.content import ParagraphContent
from samverka.meetings.operations import create_meeting
from samverka.meetings.tests.samples import meeting_content
from samverka.search.operations import update_index
from tests.cast import Cast


@pytest.fixture
def register(cast: Cast) -> None:
    create_agreement(actor=None, content=AgreementContent(name="Avtal om <b>tolkar</b>", aliases=("Tolkavtalet",)))
    paragraphs = tuple(
        ParagraphContent(
            number=number, title=f"Tolkning {number}", decision="Tolkarna & <script>alert(1)</script> anlitas."
        )
        for number in range(1, 46)
    )
    create_meeting(
        actor=None, content=meeting_content(forums=("SVOM",), paragraphs=paragraphs, agenda=(), attendance=())
    )


def page(client, **query):
    response = client.get("/sok/", query)
    assert response.status_code == 200
    return response.content.decode()


def test_every_page_has_the_box(cast, as_):
    shown = as_(cast.reader).get("/").content.decode()
    assert re.search(r'<form class="search" role="search" action="/sok/" method="get">', shown)
    assert "sok" not in as_(cast.outsider).get("/konto/logga-in/").content.decode().replace("/sok", "")


def test_a_hit_says_what_it_is_where_it_stands_and_why(cast, as_, register):
    shown = page(as_(cast.reader), q="tolken", sida="3")
    assert "46 träffar på ”tolken” bland det du får se." in shown
    assert "SVOM 26 maj 2023, §\xa0" in shown
    assert "ordet i annan form: Tolk" in shown


def test_nothing_of_a_text_is_markup(cast, as_, register):
    shown = page(as_(cast.reader), q="tolkar")
    assert "<script>alert" not in shown and "<b>tolkar" not in shown
    assert "Avtal om &lt;b&gt;<mark>tolkar</mark>&lt;/b&gt;" in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(
    "said",
    [
        '"><img src=x onerror=alert(1)>', "%", "_", "\\", "'; DROP TABLE search_searchentry; --", "NEAR/2 (a OR b) AND NOT c*", '"', '""', "”", "§", "§§§",
        "-", "a\x00b", "\x02*", "\x02gopen", "\U0001f600", "ا ل ع", "a" * 100_000, " ".join(f"ord{n}" for n in range(10_000)), "och för att", "   ",
        "tolk" * 20, "1/1/1/1/1", "99999999999999999999 §", "31/2 2023", "{{ 7 }}{% raise %}",
    ],
)  # fmt: skip
def test_no_query_is_wrong(cast, as_, register, said):
    client = as_(cast.reader)
    shown = page(client, q=said)
    assert "<img src=x" not in shown
    assert client.get("/sok/forslag/", {"q": said}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"sida": "-1"},
        {"sida": "999999"},
        {"sida": "x"},
        {"slag": "x"},
        {"forum": "9" * 30},
        {"forum": "-1"},
        {"ar": "99999"},
        {"ar": "0"},
        {"ordning": "x"},
    ],
)
def test_no_filter_is_wrong(cast, as_, register, query):
    page(as_(cast.reader), q="tolkar", **query)


def test_filters_and_order(cast, as_, register):
    client = as_(cast.reader)
    assert "46 träffar" in page(client, q="tolkar")
    assert "1 träff på" in page(client, q="tolkar", slag="agreement")
    assert "45 träffar" in page(client, q="tolkar", forum=cast.forum.pk)
    assert "45 träffar" in page(client, q="tolkar", ar="2023")
    assert "Urvalet ovan gäller också." in page(client, q="tolkar", ar="2020")
    first = re.search(r"<h2><a[^>]*>(.*?)</a>", page(client, q="tolkar", ordning="nyast"))[1]
    assert first == "Tolkning 1"  # what has no date comes last


def test_every_hit_is_on_one_page_and_only_one(cast, as_, register):
    client = as_(cast.reader)
    titles = [
        title
        for sida in (1, 2, 3)
        for title in re.findall(r"<h2><a href=\"([^\"]*)\"", page(client, q="tolkar", sida=sida))
    ]
    assert (len(titles), len(set(titles))) == (46, 46)


def test_empty_and_unknown_tell_what_to_do(cast, as_, register):
    client = as_(cast.reader)
    assert "Så söker du" in page(client)
    assert "Skriv minst ett ord till" in page(client, q="och för")
    shown = page(client, q="tolkavtalt")
    assert "Inget hittades för ”tolkavtalt”" in shown
    assert 'Menade du <a href="?q=tolkavtalet">tolkavtalet</a>?' in shown
    assert "Frågan är lång" in page(client, q="ord " * 500)


@pytest.mark.parametrize("said", ['" OR 1=1 --', "1=1 tolkavtalt"])
def test_nothing_is_guessed_from_what_is_no_word(cast, as_, said):
    create_agreement(actor=None, content=AgreementContent(name="Oro, oron och orka 1=1", aliases=("Tolkavtalet",)))
    assert "Menade du" not in page(as_(cast.reader), q=said)


def test_what_the_box_offers_is_titles(cast, as_, register):
    offered = as_(cast.reader).get("/sok/forslag/", {"q": "tolkavtal"}).content.decode()
    assert re.findall(r'<option value="([^"]*)">', offered) == ["Avtal om &lt;b&gt;tolkar&lt;/b&gt;"]


@pytest.mark.parametrize("said", ["tolkar", "svom tolkar § 3", '"tolkarna anlitas" 2023', "tolkavtalet"])
def test_a_page_asks_few_queries_whatever_it_finds(cast, as_, register, said):
    client = as_(cast.reader)
    update_index({})
    page(client, q=said)
    with CaptureQueriesContext(connection) as asked:
        page(client, q=said)
    assert len(asked) <= 20, "\n".join(each["sql"][:150] for each in asked)


def test_a_thing_found_by_another_name_says_which(cast, as_, register):
    shown = page(as_(cast.reader), q="tolkavtalet")
    assert "Kallas också <mark>Tolkavtalet</mark>." in shown
