"""The list as it is printed: which rows on a day, in what order, which agreements, and how many queries it takes."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest
from django.conf import settings

from samverka.action_register import printing_words
from samverka.action_register.editions.operations import create_edition
from samverka.action_register.operations import close_item, drop_item
from samverka.action_register.printed import PrintedRegister, PrintedRow
from samverka.action_register.queries import printed_register
from samverka.action_register.tests.factories import TODAY, make_item, make_register
from samverka.action_register.tests.pages import at, html
from samverka.agreements.content import AgreementContent
from samverka.agreements.operations import create_agreement
from samverka.forums.operations import create_forum
from samverka.forums.states import Level
from samverka.principals.models import County

CLOSED = dt.date(2024, 5, 10)


@pytest.fixture
def printed(cast, register):
    return lambda on=TODAY, **more: printed_register(register, on, user=cast.coordinator, **more)


def agreement(name: str, **content):
    return create_agreement(actor=None, content=AgreementContent(name=name, **content))


def subjects(printed: PrintedRegister) -> list[tuple[str, list[str]]]:
    return [(direction.name, [row.subject for row in direction.rows]) for direction in printed.directions]


def test_a_row_is_printed_as_it_stands(printed, item):
    register = printed()
    assert (register.title, register.forum, register.day) == ("Balanslista SVOM 2024", "SVOM", "2024-05-20")
    assert list(register.rows) == [
        PrintedRow(
            key=item.pk, areas=("Nära vård",), subject="Nytt samverkansavtal hemsjukvård", commission="Ta fram ett nytt avtal",
            responsible=("Utvecklingsstrateg RJH", "Fredagsgruppen"), preparing=("FG",),
            follow_up="SVOM 23/2 2024 – rapport. SVOM 3/6 2024 – beslut om remiss. Giltig tom 31/12 2024.",
            follow_up_lines=("SVOM 23/2 2024 – rapport.", "SVOM 3/6 2024 – beslut om remiss.", "Giltig tom 31/12 2024."),
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("", ()),
        ("Löpande arbete.", ("Löpande arbete.",)),
        ("Löpande SVOM 3/6 2024 – rapport", ("Löpande", "SVOM 3/6 2024 – rapport")),
        ("SVOM 3/6 2024 – rapport\nSVOM 6/12 2024 – beslut. SVOM 2025 – rapport", ()),
    ],
)
def test_each_promise_of_a_cell_without_lines_has_a_line(printed, register, cell, lines):
    make_item(register, "A", follow_up=cell)
    assert [row.follow_up_lines for row in printed().rows] == [lines]


def test_rows_stand_in_the_order_of_the_list_and_those_without_direction_last(printed, register):
    for subject, direction in (("A", "Psykisk hälsa"), ("B", "Digital vård"), ("C", ""), ("D", "Psykisk hälsa")):
        make_item(register, subject, direction=direction)
    assert subjects(printed()) == [("Psykisk hälsa", ["A", "D"]), ("Digital vård", ["B"]), ("", ["C"])]


@pytest.mark.parametrize(
    ("on", "since", "shown", "mark"),
    [
        (TODAY, None, False, ""),
        (TODAY, dt.date(2024, 5, 9), True, "Avslutad 2024-05-10: Klart i förtid"),
        (TODAY, CLOSED, False, ""),
        (dt.date(2024, 5, 9), None, True, ""),
        (dt.date(2024, 5, 9), dt.date(2024, 5, 1), True, ""),
    ],
)
def test_a_closed_row_is_shown_as_long_as_asked_for(cast, printed, item, on, since, shown, mark):
    close_item(actor=cast.coordinator, item=item, on=CLOSED, reason="Klart i\nförtid")
    rows = list(printed(on, shown_closed_since=since).rows)
    assert [row.key for row in rows] == ([item.pk] if shown else [])
    assert [printing_words.closing_mark(row) for row in rows] == ([mark] if shown else [])


def test_a_dropped_row_says_why(cast, printed, item):
    drop_item(actor=cast.coordinator, item=item, on=CLOSED, reason="Ingår i en annan rad")
    (row,) = printed(shown_closed_since=dt.date(2024, 5, 1)).rows
    assert printing_words.cells(row)[5][-1] == "Avförd 2024-05-10: Ingår i en annan rad"


def test_the_closing_table_has_the_countys_agreements(cast, printed, friday):
    other = create_forum(actor=None, name="Barnarenan", county=cast.county, level=Level.OFFICIALS)
    agreement(
        "Avtal Barnahus", validity_raw="2020-2021", recommending=("SVOM",), preparing=("SamReKo HSI",), notes="Ses över"
    )
    agreement("Riktlinje Barnhälsoteam", recommending=(other.name,))
    agreement("Tandvårdsavtal")
    assert [(each.name, each.validity, each.recommending, each.preparing, each.notes) for each in printed().agreements] == [
        ("Avtal Barnahus", "2020-2021", ("SVOM",), ("SamReKo HSI",), "Ses över"),
        ("Riktlinje Barnhälsoteam", "", ("Barnarenan",), (), ""),
        ("Tandvårdsavtal", "", (), (), ""),
    ]  # fmt: skip


def test_another_forums_agreements_stand_in_its_own_list(cast, printed, register, friday):
    other = create_forum(actor=None, name="Barnarenan", county=cast.county, level=Level.OFFICIALS)
    make_register(other, "Balanslista Barnarenan")
    north = County.objects.create(name="Norrlands län", code="98")
    create_forum(actor=None, name="Norrforum", county=north, level=Level.OFFICIALS)
    agreement("Riktlinje Barnhälsoteam", recommending=("Barnarenan",))
    agreement("Norrlandsavtal", recommending=("Norrforum",))
    agreement("Avtal om båda", recommending=("Barnarenan", "SVOM"))
    agreement("Avtal som bereds", recommending=("Barnarenan",), preparing=("Fredagsgruppen",))
    assert [each.name for each in printed().agreements] == ["Avtal om båda"]
    make_item(register, "Bereds", preparing=("Fredagsgruppen",))
    assert [each.name for each in printed().agreements] == ["Avtal om båda", "Avtal som bereds"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_follow_the_rows(cast, register, django_assert_num_queries, count):
    for number in range(count):
        make_item(register, f"Rad {number}", direction=f"Inriktning {number}", areas=("Nära vård",), preparing=("FG",))
        agreement(f"Avtal {number}", recommending=("SVOM",))
    with django_assert_num_queries(7):
        printed_register(register, TODAY, user=cast.coordinator, shown_closed_since=CLOSED)


def test_the_first_column_names_the_forum_and_the_years_all_areas_share(cast, printed, register):
    make_item(register, "A", areas=("Nära vård", "Psykisk hälsa"))
    assert printed().area_heading == "Prioriterat område SVOM"
    register.priority_areas.update(starts_on=dt.date(2023, 1, 1), ends_on=dt.date(2026, 12, 31))
    assert printed().area_heading == "Prioriterat område SVOM (2023–2026)"
    register.priority_areas.filter(name="Nära vård").update(ends_on=dt.date(2025, 12, 31))
    assert printed().area_heading == "Prioriterat område SVOM"


FILES = {"word": ("docx", b"PK"), "excel": ("xlsx", b"PK"), "pdf": ("pdf", b"%PDF")}


@pytest.mark.parametrize("name", FILES)
def test_the_whole_list_is_had_as_a_file_whatever_is_shown(as_, cast, item, name):
    suffix, begins = FILES[name]
    response = as_(cast.reader).get(at(name, lista=item.register_id, visa="mina", q="något annat"))
    assert response.status_code == 200
    assert response.content.startswith(begins)
    assert f"2024-05-20.{suffix}" in response["Content-Disposition"]
    assert at(name, lista=item.register_id) in html(as_(cast.reader).get(at("list")))


@pytest.mark.parametrize("name", FILES)
def test_a_file_shows_the_day_of_the_page(as_, cast, item, name):
    response = as_(cast.reader).get(at(name, datum="2024-05-01"))
    assert "2024-05-01" in response["Content-Disposition"]


@pytest.mark.parametrize("name", FILES)
def test_without_a_list_there_is_no_file(as_, cast, name):
    assert as_(cast.reader).get(at(name)).url == at("list")


def test_the_file_has_what_is_closed_and_not_yet_shown_in_an_edition(as_, cast, item):
    close_item(actor=cast.coordinator, item=item, on=CLOSED, reason="Klart")
    response = as_(cast.reader).get(at("word"))
    made = docx.Document(io.BytesIO(response.content))
    assert made.tables[0].cell(1, 5).text.endswith("Avslutad 2024-05-10: Klart")


def test_the_list_is_kept_and_printed_in_swedish_whoever_reads_english(cast, as_, register, item):
    """A coordinator who reads English sends, freezes and prints the county's own list; in English nobody could read it in."""
    swedish, client = as_(cast.coordinator), as_(cast.coordinator)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for name in ("word", "pdf", "excel"):
        assert client.get(at(name)).content == swedish.get(at(name)).content, name


def test_the_footer_of_an_edition_is_swedish_too(cast, as_, register, item):
    edition = create_edition(actor=cast.coordinator, register=register, day=TODAY)
    client = as_(cast.coordinator)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    made = docx.Document(io.BytesIO(client.get(at("edition_word", edition.pk)).content))
    footer = "\n".join(each.text for each in made.sections[0].footer.paragraphs)
    assert "så som den var 20 maj 2024. Utgåva 1: utkast" in footer
