"""Every form of glossary §2: how it is read, and its status on several days."""

import datetime as dt

import pytest

from samverka.agreements.reading import Extension, Notice, Renewal, Review, Validity, read_validity
from samverka.agreements.rules import status
from samverka.agreements.states import EndKind, Flag, NoticeBasis, RenewalMode, ReviewKind
from samverka.foundation.dates import PartialDate

DAY = lambda text: PartialDate.day(dt.date.fromisoformat(text))  # noqa: E731
YEAR = PartialDate.year
YEARLY = Renewal(RenewalMode.AUTOMATIC, "P1Y")


def test_extended_agreement():
    assert read_validity("2017-2020 (förlängt tom 2024-12-31)") == Validity(
        raw="2017-2020 (förlängt tom 2024-12-31)",
        valid_from=YEAR(2017),
        valid_to=DAY("2024-12-31"),
        base_to=YEAR(2020),
        end_kind=EndKind.FIXED,
        extensions=(Extension(DAY("2024-12-31")),),
        flags=frozenset({Flag.EXTENDED}),
    )


FORMS = [
    ("2017-2020 (förlängt tom 2024-12-31)",
     {"valid_from": YEAR(2017), "base_to": YEAR(2020), "valid_to": DAY("2024-12-31"), "end_kind": EndKind.FIXED,
      "extensions": (Extension(DAY("2024-12-31")),), "flags": frozenset({Flag.EXTENDED})},
     {"2016-12-31": "not_yet", "2017-01-01": "in_force", "2021-01-01": "in_force", "2024-12-31": "in_force", "2025-01-01": "lapsed"}),
    ("2021-2023 (förlängd tom 31/12 2024)",
     {"valid_from": YEAR(2021), "base_to": YEAR(2023), "valid_to": DAY("2024-12-31"), "end_kind": EndKind.FIXED,
      "extensions": (Extension(DAY("2024-12-31")),), "flags": frozenset({Flag.EXTENDED})},
     {"2024-05-20": "in_force", "2025-01-01": "lapsed"}),
    ("2019 (förlängt t.o.m. 2024-12-31)",
     {"valid_from": YEAR(2019), "valid_to": DAY("2024-12-31"), "end_kind": EndKind.FIXED,
      "extensions": (Extension(DAY("2024-12-31")),), "flags": frozenset({Flag.EXTENDED})},
     {"2018-12-31": "not_yet", "2020-06-01": "in_force", "2025-01-01": "lapsed"}),
    ("2020-2030",
     {"valid_from": YEAR(2020), "valid_to": YEAR(2030), "end_kind": EndKind.FIXED},
     {"2019-12-31": "not_yet", "2020-01-01": "in_force", "2030-12-31": "in_force", "2031-01-01": "lapsed"}),
    ("2018 -tills vidare, ska följas upp årligen",
     {"valid_from": YEAR(2018), "end_kind": EndKind.OPEN_ENDED, "reviews": (Review(ReviewKind.FOLLOW_UP, "P1Y"),)},
     {"2017-12-31": "not_yet", "2018-01-01": "in_force", "2099-01-01": "in_force"}),
    ("2022 - tills vidare, revidering vart tredje år, 2025 etc.",
     {"valid_from": YEAR(2022), "end_kind": EndKind.OPEN_ENDED, "reviews": (Review(ReviewKind.REVISE, "P3Y", YEAR(2025)),)},
     {"2021-12-31": "not_yet", "2026-11-22": "in_force"}),
    ("2013-2015 (förlängs automatiskt på årsbasis)",
     {"valid_from": YEAR(2013), "valid_to": YEAR(2015), "end_kind": EndKind.FIXED, "renewal": YEARLY},
     {"2012-12-31": "not_yet", "2015-12-31": "in_force", "2016-01-01": "in_force_renewed", "2050-01-01": "in_force_renewed"}),
    ("2021, förlängs därefter ett år i taget",
     {"valid_from": YEAR(2021), "valid_to": YEAR(2021), "end_kind": EndKind.FIXED, "renewal": YEARLY},
     {"2020-12-31": "not_yet", "2021-12-31": "in_force", "2022-01-01": "in_force_renewed"}),
    ("1/6 2022 - tills det finns ett nytt samverkansavtal för hälso- och sjukvård i hemmet.",
     {"valid_from": DAY("2022-06-01"), "end_kind": EndKind.UNTIL_EVENT,
      "event": "tills det finns ett nytt samverkansavtal för hälso- och sjukvård i hemmet"},
     {"2022-05-31": "not_yet", "2022-06-01": "in_force", "2040-01-01": "in_force"}),
    ("2024-",
     {"valid_from": YEAR(2024), "end_kind": EndKind.NOT_STATED},
     {"2023-12-31": "not_yet", "2024-01-01": "in_force", "2040-01-01": "in_force"}),
    ("Tom 2024-12-31",
     {"valid_to": DAY("2024-12-31"), "end_kind": EndKind.FIXED},
     {"1999-01-01": "in_force", "2024-12-31": "in_force", "2025-01-01": "lapsed"}),
    ("2023",
     {"valid_from": YEAR(2023), "valid_to": YEAR(2023), "end_kind": EndKind.FIXED, "flags": frozenset({Flag.AMBIGUOUS_YEAR})},
     {"2022-12-31": "not_yet", "2023-06-01": "in_force", "2024-01-01": "unclear"}),
    ("", {}, {"2024-05-20": "unclear"}),
    ("t.o.m. nytt samverkansavtal är på plats",
     {"end_kind": EndKind.UNTIL_EVENT, "event": "t.o.m. nytt samverkansavtal är på plats"},
     {"2024-05-20": "in_force"}),
    ("tills nytt avtal finns, dock längst t.o.m. 2025-12-31",
     {"end_kind": EndKind.UNTIL_EVENT_CAPPED, "event": "tills nytt avtal finns", "valid_to": DAY("2025-12-31")},
     {"2025-12-31": "in_force", "2026-01-01": "lapsed"}),
    ("Giltighetstid passerat", {"flags": frozenset({Flag.LAPSED_STATED})}, {"1999-01-01": "lapsed", "2030-01-01": "lapsed"}),
    ("2020-2022, giltighetstiden har gått ut",
     {"valid_from": YEAR(2020), "valid_to": YEAR(2022), "end_kind": EndKind.FIXED, "flags": frozenset({Flag.LAPSED_STATED})},
     {"2021-01-01": "lapsed"}),
    ("2025-2027 under förutsättning att alla parter antar",
     {"valid_from": YEAR(2025), "valid_to": YEAR(2027), "end_kind": EndKind.FIXED, "flags": frozenset({Flag.CONDITIONAL})},
     {"2024-01-01": "pending", "2026-01-01": "pending", "2028-01-01": "pending"}),
    ("mandatperioden 2023-2026",
     {"valid_from": YEAR(2023), "valid_to": YEAR(2026), "end_kind": EndKind.FIXED, "flags": frozenset({Flag.MANDATE_PERIOD})},
     {"2026-12-31": "in_force", "2027-01-01": "lapsed"}),
    ("läsåret 2023/24",
     {"valid_from": PartialDate.school_year(2023), "valid_to": PartialDate.school_year(2023), "end_kind": EndKind.FIXED},
     {"2023-06-30": "not_yet", "2023-07-01": "in_force", "2024-06-30": "in_force", "2024-07-01": "lapsed"}),
    ("2020-2021 med möjlighet till förlängning 1+1 år",
     {"valid_from": YEAR(2020), "valid_to": YEAR(2021), "end_kind": EndKind.FIXED, "renewal": Renewal(RenewalMode.OPTIONAL, "P1Y", 2)},
     {"2021-12-31": "in_force", "2022-01-01": "lapsed"}),
    ("2021-2023, därefter tills vidare med 6 månaders uppsägning",
     {"valid_from": YEAR(2021), "base_to": YEAR(2023), "end_kind": EndKind.OPEN_ENDED, "notice": Notice("P6M", NoticeBasis.ROLLING)},
     {"2024-01-01": "in_force"}),
    ("antagen 2014, gäller tills ny fastställts",
     {"adopted": YEAR(2014), "end_kind": EndKind.UNTIL_EVENT, "event": "tills ny fastställts"},
     {"2013-01-01": "in_force", "2024-01-01": "in_force"}),
    ("upphörde 2017-12-31, ersätts ej",
     {"valid_to": DAY("2017-12-31"), "end_kind": EndKind.FIXED},
     {"2017-12-31": "in_force", "2018-01-01": "lapsed"}),
    ("2017–2020, ersattes 2021-01-01 av Samverkansavtal HSL",
     {"valid_from": YEAR(2017), "valid_to": DAY("2020-12-31"), "end_kind": EndKind.FIXED, "successor": "Samverkansavtal HSL"},
     {"2020-12-31": "in_force", "2021-01-01": "ended"}),
    ("Ersatt av Länsöverenskommelse samsjuklighet",
     {"successor": "Länsöverenskommelse samsjuklighet", "flags": frozenset({Flag.LAPSED_STATED})},
     {"2024-01-01": "lapsed"}),
    ("Tillfällig riktlinje under 2023",
     {"valid_from": YEAR(2023), "valid_to": YEAR(2023), "end_kind": EndKind.FIXED, "flags": frozenset({Flag.TEMPORARY})},
     {"2023-12-31": "in_force", "2024-01-01": "lapsed"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fields", "days"), FORMS, ids=[form[0] or "empty" for form in FORMS])
def test_a_form_is_read_and_judged(text, fields, days):
    validity = read_validity(text)
    assert validity == Validity(raw=text, **fields)
    assert {day: status(validity, dt.date.fromisoformat(day)) for day in days} == days


CLAUSES = [
    (("Överenskommelsen gäller från och med 2018-01-01 till och med 2022-12-31. Sägs den inte upp senast tolv månader\n"
     "före avtalstidens slut förlängs den med två år i sänder."),
     {"valid_from": DAY("2018-01-01"), "valid_to": DAY("2022-12-31"), "end_kind": EndKind.FIXED,
      "renewal": Renewal(RenewalMode.AUTOMATIC, "P2Y"), "notice": Notice("P12M", NoticeBasis.BEFORE_PERIOD_END)}),
    (("Detta avtal träder i kraft den 1 februari 2018 och gäller till och med den 31 mars 2020. Avtalet fortsätter härefter"
     " att gälla ett år i sänder, om det inte sägs upp av någondera parten minst sex veckor före avtalsperiodens utgång."),
     {"valid_from": DAY("2018-02-01"), "valid_to": DAY("2020-03-31"), "end_kind": EndKind.FIXED, "renewal": YEARLY,
      "notice": Notice("P6W", NoticeBasis.BEFORE_PERIOD_END)}),
    (("Detta avtal gäller från 2024-01-01 och tillsvidare med en ömsesidig uppsägningstid av sex månader. Uppsägningen"
     " skall vara skriftlig."),
     {"valid_from": DAY("2024-01-01"), "end_kind": EndKind.OPEN_ENDED, "notice": Notice("P6M", NoticeBasis.ROLLING, written=True)}),
    (("Gäller 2020-01-01–2022-12-31 och förlängs därefter med ett år i taget om inte någon part säger upp avtalet senast"
     " sex (6) månader före avtalstidens utgång. Uppsägning ska ske skriftligen."),
     {"valid_from": DAY("2020-01-01"), "valid_to": DAY("2022-12-31"), "end_kind": EndKind.FIXED, "renewal": YEARLY,
      "notice": Notice("P6M", NoticeBasis.BEFORE_PERIOD_END, written=True)}),
    ("gäller 1 april 2017 – 31 mars 2020, därefter ett år i taget om ingen säger upp",
     {"valid_from": DAY("2017-04-01"), "valid_to": DAY("2020-03-31"), "end_kind": EndKind.FIXED, "renewal": YEARLY}),
    ("Gäller fr.o.m. 2018-01-01. Uppsägningstid 6 mån.",
     {"valid_from": DAY("2018-01-01"), "notice": Notice("P6M", NoticeBasis.ROLLING)}),
    ("2017–2020 (förlängd t.o.m. 2024-12-31 enligt beslut SVOM 2023-05-26 § 26)",
     {"valid_from": YEAR(2017), "base_to": YEAR(2020), "valid_to": DAY("2024-12-31"), "end_kind": EndKind.FIXED,
      "extensions": (Extension(DAY("2024-12-31"), "beslut SVOM 2023-05-26 § 26", dt.date(2023, 5, 26)),),
      "flags": frozenset({Flag.EXTENDED})}),
    ("Avtalet kan upphöra att gälla i förtid för det fall nytt avtal beslutats. Gäller t.o.m. 31 december 2024.",
     {"valid_to": DAY("2024-12-31"), "end_kind": EndKind.UNTIL_EVENT_CAPPED, "event": "för det fall nytt avtal beslutats"}),
    ("2020 – mandatperiodens slut",
     {"valid_from": YEAR(2020), "valid_to": DAY("2022-12-31"), "end_kind": EndKind.FIXED, "flags": frozenset({Flag.MANDATE_PERIOD})}),
    ("Avtalet gäller i tre år från och med 2020-06-15",
     {"valid_from": DAY("2020-06-15"), "valid_to": DAY("2023-06-14"), "end_kind": EndKind.FIXED}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fields"), CLAUSES, ids=[clause[0][:40] for clause in CLAUSES])
def test_a_clause_is_read(text, fields):
    assert read_validity(text) == Validity(raw=text, **fields)
