"""The list of agreements: what it shows, counts, sorts and gives as a file, on a day."""

import datetime as dt
from itertools import pairwise

import pytest
from django.urls import reverse

from samverka.agreements.choices import EventKind
from samverka.agreements.models import Agreement
from samverka.agreements.operations import confirm_reading, record_event
from samverka.agreements.queries.register import STATUS_ORDER
from samverka.agreements.states import AgreementStatus
from samverka.agreements.tests.stage import agreed
from samverka.foundation.ui.tables import PER_PAGE

D = dt.date
ON = "datum=2024-05-20"
LIST = reverse("agreements:list")


@pytest.fixture
def register(cast):
    found = {
        "Gäller": agreed(
            "Gäller", "2020-2030", kind="guideline", area="Barn", recommending=("SVOM",), parties=(cast.region.pk,)
        ),
        "Löper ut": agreed(
            "Löper ut", "2017-2020 (förlängt tom 2024-12-31)", preparing=("Okänd grupp",), notes="ÅTGÄRD krävs"
        ),
        "Automatiskt": agreed(
            "Automatiskt", "2013-2015 (förlängs automatiskt på årsbasis)", kind="accord", area="Barn"
        ),
        "Har löpt ut": agreed("Har löpt ut", "2020-2021", aliases=("Barnavtalet",)),
        "Oklart": agreed("Oklart", "2023"),
        "Kommande": agreed("Kommande", "2025-2026"),
        "Väntar": agreed("Väntar", "2024-2026, under förutsättning att alla parter antar"),
        "Upphört": agreed("Upphört", "2018 - tills vidare"),
        "Ärende Å": agreed("Ärende Å", "obegripligt"),
        "Tomt": agreed("Tomt", ""),
    }
    record_event(
        actor=cast.coordinator,
        agreement=found["Upphört"],
        kind="ended",
        decided_on=D(2022, 1, 1),
        takes_effect_on=D(2022, 1, 1),
    )
    confirm_reading(actor=cast.coordinator, agreement=found["Gäller"])
    return found


def names(response):
    return [row.name for row in response.context["rows"]]


def test_every_status_is_on_the_stage(register, cast, as_):
    rows = as_(cast.reader).get(f"{LIST}?{ON}").context["rows"]
    assert {row.standing.status for row in rows} == set(AgreementStatus)
    assert {row.name: (row.tag.look, row.tag.word) for row in rows} == {
        "Gäller": ("ok", "Gäller"),
        "Löper ut": ("warn", "Gäller, löper ut"),
        "Automatiskt": ("auto", "Gäller, förlängt automatiskt"),
        "Har löpt ut": ("late", "Giltighetstiden har gått ut"),
        "Oklart": ("doubt", "Oklart"),
        "Kommande": ("wait", "Gäller från 1 januari 2025"),
        "Väntar": ("wait", "Väntar på parterna"),
        "Upphört": ("ended", "Upphört"),
        "Ärende Å": ("doubt", "Oklart"),
        "Tomt": ("doubt", "Oklart"),
    }


SEGMENTS = {
    "": 10, "galler": ["Automatiskt", "Gäller", "Löper ut"], "loper-ut": ["Löper ut"], "har-lopt-ut": ["Har löpt ut"],
    "oklart": ["Oklart", "Tomt", "Ärende Å"], "vantar": ["Väntar"], "kommande": ["Kommande"], "upphort": ["Upphört"],
}  # fmt: skip


def test_the_counts_are_how_many_each_segment_shows(register, cast, as_):
    client = as_(cast.reader)
    told = {one["href"].partition("lage=")[2]: one["count"] for one in client.get(f"{LIST}?{ON}").context["segments"]}
    assert told == {segment: found if isinstance(found, int) else len(found) for segment, found in SEGMENTS.items()}
    shown = {segment: names(client.get(f"{LIST}?{ON}&lage={segment}")) for segment in SEGMENTS if segment}
    assert shown == {segment: found for segment, found in SEGMENTS.items() if segment}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("slag=guideline", ["Gäller"]),
        ("slag=strunt&omrade=Barn", ["Automatiskt", "Gäller"]),
        ("tolkning=unreadable", ["Ärende Å"]),
        ("tolkning=confirmed", ["Gäller"]),
        ("q=barnavtalet", ["Har löpt ut"]),
        ("q=ärende å", ["Ärende Å"]),
        ("q=åtgärd", ["Löper ut"]),
        ("q=FÖRLÄNGT", ["Löper ut"]),
        ("q=%00", None),
        ("q=finnsinte", []),
        ("forum=x&part=-1", None),
        ("forum=999999", []),
        ("lage=oklart&q=tom", ["Tomt"]),
        ("sida=99", None),
    ],
)
def test_the_list_is_filtered(register, cast, as_, query, shown):
    everything = [
        "Automatiskt",
        "Gäller",
        "Har löpt ut",
        "Kommande",
        "Löper ut",
        "Oklart",
        "Tomt",
        "Upphört",
        "Väntar",
        "Ärende Å",
    ]
    assert names(as_(cast.reader).get(f"{LIST}?{ON}&{query}")) == (everything if shown is None else shown)


def test_the_list_is_filtered_by_forum_and_party(register, cast, as_):
    client = as_(cast.reader)
    assert names(client.get(f"{LIST}?{ON}&forum={cast.forum.pk}")) == ["Gäller"]
    assert names(client.get(f"{LIST}?{ON}&part={cast.region.pk}")) == ["Gäller"]
    assert names(client.get(f"{LIST}?{ON}&part={cast.municipality.pk}")) == []


@pytest.mark.parametrize("key", ["namn", "slutar", "lage", "slag", "strunt"])
def test_the_list_is_sorted_either_way(register, cast, as_, key):
    client = as_(cast.reader)
    upwards, downwards = (client.get(f"{LIST}?{ON}&sortera={sign}{key}").context["rows"] for sign in ("", "-"))
    by = {
        "namn": lambda row: Agreement.objects.get(name=row.name).name_key,
        "strunt": lambda row: Agreement.objects.get(name=row.name).name_key,
        "slutar": lambda row: row.period_end,
        "lage": lambda row: STATUS_ORDER.index(row.standing.status),
        "slag": lambda row: row.standing.kind != "agreement",
    }[key]
    told = [by(row) for row in upwards if by(row) is not None]
    assert all(one <= other for one, other in pairwise(told))
    if key != "strunt":
        told = [by(row) for row in downwards if by(row) is not None]
        assert all(one >= other for one, other in pairwise(told))
    assert sorted(row.name for row in upwards) == sorted(register)


def test_those_without_an_end_come_last_and_renewal_counts(register, cast, as_):
    shown = names(as_(cast.reader).get(f"{LIST}?{ON}&sortera=slutar"))
    assert shown == [
        "Har löpt ut",
        "Oklart",
        "Automatiskt",
        "Löper ut",
        "Kommande",
        "Väntar",
        "Gäller",
        "Tomt",
        "Upphört",
        "Ärende Å",
    ]


def test_another_day_shows_another_status(register, cast, as_):
    client = as_(cast.reader)
    assert names(client.get(f"{LIST}?datum=2021-06-30&lage=har-lopt-ut")) == []
    assert "Löper ut" in names(client.get(f"{LIST}?datum=2025-01-01&lage=har-lopt-ut"))
    assert names(client.get(f"{LIST}?datum=2021-06-30&lage=loper-ut")) == ["Har löpt ut", "Upphört"]


def test_what_needs_someone_is_marked(register, cast, as_):
    page = as_(cast.reader).get(f"{LIST}?{ON}").content.decode()
    assert '<span class="tag is-doubt">Okänd grupp<span class="vh"> (okänt forum)</span></span>' in page
    assert '<span class="tag is-doubt">Kan inte tolkas</span>' in page
    assert '<span class="tag is-doubt">Att reda ut</span>' in page


def test_an_open_text_is_never_called_until_further_notice(cast, as_):
    agreed("Plan", "2024-")
    page = as_(cast.reader).get(f"{LIST}?{ON}").content.decode()
    assert "ills vidare" not in page


def test_the_file_holds_the_same_selection_as_the_list(register, cast, as_):
    response = as_(cast.reader).get(reverse("agreements:csv") + f"?{ON}&omrade=Barn&sortera=-namn")
    lines = [line.split(";") for line in b"".join(response.streaming_content).decode("utf-8-sig").splitlines()]
    columns = ("Namn", "Slag", "Läge", "Perioden slutar", "Rekommenderas av", "Parter", "Tolkning")
    places = [lines[0].index(name) for name in columns]
    assert [[line[place] for place in places] for line in lines[1:]] == [
        ["Gäller", "Riktlinje", "Gäller", "2030-12-31", "SVOM", "Region Jämtland Härjedalen", "Bekräftad"],
        ["Automatiskt", "Överenskommelse", "Gäller, förlängt automatiskt", "2024-12-31", "", "", "Obekräftad"],
    ]


def counted(django_assert_max_num_queries, client, address):
    with django_assert_max_num_queries(15) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("address", ["?", "?sortera=slutar", "?sortera=lage", "?lage=har-lopt-ut", "?q=avtal"])
def test_three_agreements_take_as_many_queries_as_one(cast, as_, django_assert_max_num_queries, address):
    client = as_(cast.coordinator)
    made = []
    for n in range(3):
        one = agreed(
            f"Avtal {n}",
            "2013-2015, förlängs ett år i taget",
            aliases=(f"A{n}", f"B{n}"),
            recommending=("SVOM",),
            preparing=("X", "Y"),
            parties=(cast.region.pk,),
        )
        record_event(
            actor=cast.coordinator, agreement=one, kind=EventKind.REVIEW, decided_on=D(2020, 1, 1), review_kind="review"
        )
        made.append(counted(django_assert_max_num_queries, client, LIST + address))
    assert made[0] == made[2]


def test_a_long_list_has_pages(cast, as_):
    for n in range(PER_PAGE + 1):
        agreed(f"Avtal {n:02}")
    client = as_(cast.reader)
    assert [len(names(client.get(f"{LIST}?sida={page}"))) for page in (1, 2)] == [PER_PAGE, 1]


def test_an_empty_register_says_how_to_begin(cast, as_):
    assert "Inga avtal än" in as_(cast.coordinator).get(LIST).content.decode()
    agreed()
    assert "Inga avtal i urvalet" in as_(cast.coordinator).get(f"{LIST}?q=finnsinte").content.decode()
