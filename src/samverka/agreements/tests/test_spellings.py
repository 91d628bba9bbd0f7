"""Each way to write the same thing gives the same reading; what cannot be read is left to a person."""

import datetime as dt

import pytest

from samverka.agreements.reading import Notice, Renewal, Review, read_validity, says_lapsed
from samverka.agreements.states import Doubt, EndKind, Flag, NoticeBasis, RenewalMode, ReviewKind
from samverka.foundation.dates import PartialDate

Y2018, Y2020 = PartialDate.year(2018), PartialDate.year(2020)
LAST_OF_2024 = PartialDate.day(dt.date(2024, 12, 31))


def span(text):
    validity = read_validity(text)
    assert validity.unread == ()
    start, end = validity.valid_from, validity.valid_to
    return start and start.start.isoformat(), end and end.end.isoformat()


@pytest.mark.parametrize("to", ["tom", "t.o.m.", "t.om.", "t o m", "t.o.m", "Tom", "till och med", "till o med", "TOM"])
@pytest.mark.parametrize(
    "date", ["31/12 2024", "2024-12-31", "31 december 2024", "den 31 dec. 2024", "31/12-24", "31/12 -24", "20241231"]
)
def test_up_to_and_including(to, date):
    validity = read_validity(f"{to} {date}")
    assert (validity.valid_to, validity.end_kind, validity.unread) == (LAST_OF_2024, EndKind.FIXED, ())


@pytest.mark.parametrize(
    "start", ["fr.o.m.", "from", "fr o m", "från och med", "Fr.o.m", "gäller från", "sedan", "gäller f.o.m."]
)
def test_from(start):
    validity = read_validity(f"{start} 1/1 2018")
    assert (validity.valid_from, validity.end_kind, validity.unread) == (
        PartialDate.day(dt.date(2018, 1, 1)),
        EndKind.NOT_STATED,
        (),
    )


@pytest.mark.parametrize("words", ["tills vidare", "tillsvidare", "t.v.", "Tills Vidare", "t v"])
@pytest.mark.parametrize("dash", [" - ", "- ", " -", "-", "–", " – ", "—", " och ", " "])
def test_until_further_notice(words, dash):
    validity = read_validity(f"2018{dash}{words}")
    assert (validity.valid_from, validity.end_kind, validity.unread) == (Y2018, EndKind.OPEN_ENDED, ())


@pytest.mark.parametrize("dash", ["-", "–", "—", " - ", " – ", "- ", " -", " till ", " t.o.m. ", " tom "])
def test_years_from_to(dash):
    assert span(f"2018{dash}2020") == ("2018-01-01", "2020-12-31")


@pytest.mark.parametrize("word", ["förlängd", "förlängt", "Förlängd", "prolongerad", "har förlängts"])
@pytest.mark.parametrize(
    "frame",
    ["2018-2020 ({} tom 2024-12-31)", "2018–2020, {} t.o.m. 31/12 2024", "2018-2020. {} till 31 december 2024."],
)
def test_extended(word, frame):
    validity = read_validity(frame.format(word))
    assert (validity.valid_from, validity.base_to, validity.valid_to) == (Y2018, Y2020, LAST_OF_2024)
    assert (validity.flags, validity.unread) == ({Flag.EXTENDED}, ())


SPANS = [
    ("1/4–31/12 2022", ("2022-04-01", "2022-12-31")),
    ("1 januari–31 december 2022", ("2022-01-01", "2022-12-31")),
    ("2021-23", ("2021-01-01", "2023-12-31")),
    ("2023/24", ("2023-01-01", "2024-12-31")),
    ("190501-220430", ("2019-05-01", "2022-04-30")),
    ("2019-01-01--2021-12-31", ("2019-01-01", "2021-12-31")),
    ("2019-01-01 → 2021-12-31", ("2019-01-01", "2021-12-31")),
    ("Gäller fr.o.m: 2019-10-04 T.o.m: 2022-12-31", ("2019-10-04", "2022-12-31")),
    ("Startdatum 2019-10-04 Slutdatum 2022-12-31", ("2019-10-04", "2022-12-31")),
    ("maj 2019 – april 2022", ("2019-05-01", "2022-04-30")),
    ("hösten 2023 t.o.m. våren 2025", ("2023-07-01", "2025-06-30")),
    ("läsåren 2022/23–2024/25", ("2022-07-01", "2025-06-30")),
    ("t.o.m. årsskiftet 2024/25", (None, "2024-12-31")),
    ("fr.o.m. årsskiftet 2024/2025", ("2025-01-01", None)),
    ("t o m utgången av juni 2024", (None, "2024-06-30")),
    ("Gäller under 2024", ("2024-01-01", "2024-12-31")),
    ("Kalenderåret 2024", ("2024-01-01", "2024-12-31")),
    ("Gäller fr.o.m. 2019 och tre år framåt", ("2019-01-01", "2021-12-31")),
    ("Löper ut 31 dec 2024", (None, "2024-12-31")),
    ("Giltighetstiden gick ut 2022-12-31", (None, "2022-12-31")),
    ("Uppsagt till 2024-06-30", (None, "2024-06-30")),
    ("fram till 2025", (None, "2025-12-31")),
    ("2023-12-31", (None, "2023-12-31")),
    ("t.o.m. 25-12-31", (None, "2025-12-31")),
    ("Gäller from 230701", ("2023-07-01", None)),
    ("Gäller inte fr.o.m. 2024-01-01", (None, "2023-12-31")),
    ("2018–2025, upphör fr.o.m. 2024-01-01", ("2018-01-01", "2023-12-31")),
    ("okt–dec 2023", ("2023-10-01", "2023-12-31")),
    ("Giltig 5 år från 2019-03-01", ("2019-03-01", "2024-02-29")),
    ("förlängd två gånger, till 2023-12-31 och till 2024-12-31", (None, "2024-12-31")),
    ("2017–2020, förlängd ett år", ("2017-01-01", "2021-12-31")),
    ("2022–2024 (förlängt ett år t.o.m. 2025-12-31)", ("2022-01-01", "2025-12-31")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPANS, ids=[text for text, _ in SPANS])
def test_first_and_last_day(text, expected):
    assert span(text) == expected


AUTO, OPTIONAL = RenewalMode.AUTOMATIC, RenewalMode.OPTIONAL
RENEWALS = [
    ("förlängs automatiskt på årsbasis", Renewal(AUTO, "P1Y")),
    ("förlängs årligen", Renewal(AUTO, "P1Y")),
    ("därefter ett år i taget", Renewal(AUTO, "P1Y")),
    ("därefter årsvis", Renewal(AUTO, "P1Y")),
    ("förlängs med två år i sänder", Renewal(AUTO, "P2Y")),
    ("förlängs automatiskt 1 år/gång", Renewal(AUTO, "P1Y")),
    ("automatisk förlängning 1 år i taget", Renewal(AUTO, "P1Y")),
    ("prolongeras med tolv månader i taget", Renewal(AUTO, "P12M")),
    ("förlängs i ettårsperioder", Renewal(AUTO, "P1Y")),
    ("förlängs med 12 månader åt gången, max 3 ggr", Renewal(AUTO, "P12M", 3)),
    ("förlängs med ett år i taget, högst två gånger", Renewal(AUTO, "P1Y", 2)),
    ("förlängs med ett år i taget, dock längst t.o.m. 2024-12-31", Renewal(AUTO, "P1Y", 4)),
    ("förlängs automatiskt", Renewal(AUTO)),
    ("med möjlighet till förlängning 1+1 år", Renewal(OPTIONAL, "P1Y", 2)),
    ("option 12+12 mån", Renewal(OPTIONAL, "P12M", 2)),
    ("(+1+1 år)", Renewal(OPTIONAL, "P1Y", 2)),
    ("option 1+1", Renewal(OPTIONAL, "P1Y", 2)),
    ("med option på två år", Renewal(OPTIONAL, "P2Y", 1)),
    ("med möjlighet till ett års förlängning", Renewal(OPTIONAL, "P1Y", 1)),
    ("kan förlängas med ett år i taget, högst två gånger", Renewal(OPTIONAL, "P1Y", 2)),
    ("möjlighet till förlängning finns med ett år i taget, max två år", Renewal(OPTIONAL, "P1Y", 2)),
    ("option 2+1 år", Renewal(OPTIONAL)),
]  # fmt: skip


@pytest.mark.parametrize(("words", "renewal"), RENEWALS, ids=[words for words, _ in RENEWALS])
def test_renewal(words, renewal):
    validity = read_validity(f"2018–2020, {words}")
    assert (validity.valid_from, validity.valid_to, validity.renewal) == (Y2018, Y2020, renewal)
    assert (validity.end_kind, validity.flags, validity.unread) == (EndKind.FIXED, frozenset(), ())


BEFORE, ROLLING = NoticeBasis.BEFORE_PERIOD_END, NoticeBasis.ROLLING
NOTICES = [
    ("uppsägningstid 6 mån.", Notice("P6M", ROLLING)),
    ("6 månaders uppsägningstid", Notice("P6M", ROLLING)),
    ("med sex (6) månaders ömsesidig uppsägning", Notice("P6M", ROLLING)),
    ("ömsesidig uppsägningstid om tre månader", Notice("P3M", ROLLING)),
    ("uppsägning: ett halvår", Notice("P6M", ROLLING)),
    ("kan sägas upp med ett års varsel", Notice("P1Y", ROLLING)),
    ("30 dagars skriftlig uppsägning", Notice("P30D", ROLLING, written=True)),
    ("uppsägning senast 12 månader före avtalstidens utgång", Notice("P12M", BEFORE)),
    ("sägs upp senast nio månader innan avtalet löper ut", Notice("P9M", BEFORE)),
    ("uppsägningstid 6 månader, förlängs ett år i taget", Notice("P6M", BEFORE)),
    ("uppsägning ska ske skriftligen", Notice(None, ROLLING, written=True)),
    ("uppsägning ska ske minst tolv månader i förväg", Notice("P12M", ROLLING)),
    ("uppsägningen ska vara skriftlig och ske sex månader i förväg", Notice("P6M", ROLLING, written=True)),
]  # fmt: skip


@pytest.mark.parametrize(("words", "notice"), NOTICES, ids=[words for words, _ in NOTICES])
def test_notice(words, notice):
    validity = read_validity(f"2018–2020, {words}")
    assert (validity.valid_from, validity.valid_to, validity.notice, validity.unread) == (Y2018, Y2020, notice, ())


FOLLOW_UP, REVIEW, REVISE, UPDATE = ReviewKind
REVIEWS = [
    ("ska följas upp årligen", [Review(FOLLOW_UP, "P1Y")]),
    ("Följ upp årligen", [Review(FOLLOW_UP, "P1Y")]),
    ("årlig uppföljning", [Review(FOLLOW_UP, "P1Y")]),
    ("uppföljning sker varje år i länets samverkansgrupp", [Review(FOLLOW_UP, "P1Y")]),
    ("följs upp två gånger per år", [Review(FOLLOW_UP, "P6M")]),
    ("kvartalsvis uppföljning", [Review(FOLLOW_UP, "P3M")]),
    ("halvårsvis översyn", [Review(REVIEW, "P6M")]),
    ("ses över vartannat år", [Review(REVIEW, "P2Y")]),
    ("översyn vart annat år", [Review(REVIEW, "P2Y")]),
    ("översyn en gång per mandatperiod", [Review(REVIEW, "P4Y")]),
    ("revidering vart 3:e år", [Review(REVISE, "P3Y")]),
    ("revideras vid behov, dock minst vart tredje år", [Review(REVISE, "P3Y")]),
    ("uppdatering vart tredje år", [Review(UPDATE, "P3Y")]),
    ("revideras vart tredje år, senast reviderad 2022", [Review(REVISE, "P3Y", None, PartialDate.year(2022))]),
    ("senast reviderad 2022", [Review(REVISE, None, None, PartialDate.year(2022))]),
    ("översyn vartannat år, nästa 2026", [Review(REVIEW, "P2Y", PartialDate.year(2026))]),
    ("översyn senast 2024-06-30", [Review(REVIEW, None, PartialDate.day(dt.date(2024, 6, 30)))]),
    ("följs upp årligen och revideras vart fjärde år", [Review(FOLLOW_UP, "P1Y"), Review(REVISE, "P4Y")]),
    ("följs upp och revideras vartannat år", [Review(FOLLOW_UP, "P2Y"), Review(REVISE, "P2Y")]),
    ("översyn/revidering vartannat år", [Review(REVIEW, "P2Y")]),
    ("revideras vid behov", [Review(REVISE)]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "reviews"), REVIEWS, ids=[words for words, _ in REVIEWS])
def test_reviews(words, reviews):
    validity = read_validity(f"2018 - tills vidare, {words}")
    assert (validity.valid_from, validity.end_kind) == (Y2018, EndKind.OPEN_ENDED)
    assert (list(validity.reviews), validity.unread) == (reviews, ())


EVENTS = [
    ("tills ny överenskommelse antagits", "tills ny överenskommelse antagits"),
    ("till dess att nytt avtal finns.", "till dess att nytt avtal finns"),
    ("gäller intill dess ny riktlinje fastställts, ska följas upp årligen", "intill dess ny riktlinje fastställts"),
    ("fram till dess att parterna enats om annat", "fram till dess att parterna enats om annat"),
    ("gäller så länge statsbidrag utgår", "så länge statsbidrag utgår"),
    ("Gäller till mandatperiodens slut", "till mandatperiodens slut"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event"), EVENTS, ids=[text for text, _ in EVENTS])
def test_events(text, event):
    validity = read_validity(text)
    assert (validity.end_kind, validity.event, validity.unread) == (EndKind.UNTIL_EVENT, event, ())


CONDITIONS = [
    "2025–2027 under förutsättning av beslut i fullmäktige",
    "2025–2027, förutsatt att samtliga kommuner fattar likalydande beslut",
    "2025–2027, ännu inte antagen av alla",
    "2025–2027, gäller först när alla parter undertecknat",
]


@pytest.mark.parametrize("text", CONDITIONS)
def test_conditions(text):
    validity = read_validity(text)
    assert (validity.flags, validity.valid_to, validity.unread) == ({Flag.CONDITIONAL}, PartialDate.year(2027), ())


@pytest.mark.parametrize(
    "text", ["förlängs ett år i taget under förutsättning att ingen part säger upp avtalet", "2018–2020"]
)
def test_what_is_no_condition(text):
    assert Flag.CONDITIONAL not in read_validity(text).flags


NOT_READ = [
    "31/2 2024", "2024-13-01", "2020-2018", "SFS 2017:612", "Dnr KS 2019/123", "hej hopp", "se avtal", "Uppsägning senast 30 juni",
    "Översyn av avtalet pågår 2024", "Behov av översyn/revidering (2023)", "Förslag om förlängning t.o.m. 2025-12-31",
    "Rek.beslut SVOM senast okt. 2024", "Rapport höst 2024", "årsskiftet 2024", "i tre år från undertecknandet", "Under revidering",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_READ)
def test_nothing_is_guessed(text):
    validity = read_validity(text)
    assert (validity.valid_from, validity.valid_to, validity.end_kind) == (None, None, EndKind.NOT_STATED)
    assert (validity.raw, validity.reviews, validity.renewal) == (text, (), None)
    assert (bool(validity.unread), validity.needs_a_person) == (True, True)


DOUBTFUL = [
    ("2024-06-15", {Doubt.BARE_DAY}),
    ("2018-01-01", {Doubt.BARE_DAY}),
    ("2020–2023, gäller t.o.m. 2025", {Doubt.SEVERAL_ENDS}),
    ("Upphör att gälla 1 januari 2025", {Doubt.END_ON_FIRST_OF_MONTH}),
    ("2018–2020, automatisk förlängning 1 år", {Doubt.RENEWAL_TIMES}),
    ("fr.o.m. 2024. Gäller t.o.m. 2020.", {Doubt.ENDS_BEFORE_START}),
    ("2018–2021. Gäller tills vidare.", {Doubt.EVENT_OR_END}),
    ("2018–2021, gäller tills ny överenskommelse är klar", {Doubt.EVENT_OR_END}),
    ("tills nytt avtal tecknats, senast 2026-06-30", set()),
    ("2018–2021, gäller fortsatt tills ny överenskommelse är klar", set()),
    ("2018–2020", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "doubts"), DOUBTFUL, ids=[text for text, _ in DOUBTFUL])
def test_a_reading_that_may_be_taken_two_ways_says_so(text, doubts):
    validity = read_validity(text)
    assert (validity.doubts, validity.needs_a_person) == (doubts, bool(doubts))


def test_dates_that_belong_to_something_else_are_left_out_of_the_period():
    text = "Gäller 2016-2019. Ersätter avtal från 2012. Dnr KS 2019/123. Rapport höst 2024."
    validity = read_validity(text)
    assert (validity.valid_from, validity.valid_to) == (PartialDate.year(2016), PartialDate.year(2019))
    assert set(validity.unread) == {"Ersätter avtal från 2012", "Dnr KS 2019/123", "Rapport höst 2024"}


def test_a_note_may_say_that_the_agreement_has_lapsed():
    notes = ("Giltighetstid passerat. Uppdrag har lämnats", "Förlängt tom 2024-12-31", "om avtalet har löpt ut", "")
    assert [says_lapsed(note) for note in notes] == [True, False, False, False]


def test_a_long_text_is_read_in_part_and_says_so():
    validity = read_validity("2018–2020. " + "x " * 4000)
    assert (validity.valid_to, validity.needs_a_person) == (Y2020, True)
