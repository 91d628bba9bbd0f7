"""A list of agreements kept by the municipal association: partly those of the balanslista, under other names or with
other ends, so that reconciliation has something to say. Half of the ends have passed on 2024-05-20."""

from __future__ import annotations

from samverka.samples import agreements as read_as
from samverka.samples.content import AgreementRow

TITLE = "Avtal och överenskommelser mellan Region Jämtland Härjedalen och länets kommuner"
DATE = "2024-04-12"
INTRODUCTION = (
    "Listan omfattar de dokument som Region Jämtland Härjedalen och kommunerna Berg, Bräcke, Härjedalen, Krokom, "
    "Ragunda, Strömsund, Åre och Östersund har kommit överens om."
)
COLUMNS = ("Avtal/överenskommelse", "Giltighetstid", "Rekommenderande forum", "Beredande forum", "Noteringar")

_FRIDAY, _HSI = ("Fredagsgruppen",), ("SamReKo HSI",)
_SVOM, _CHILDREN = ("SVOM",), ("Barnarenan",)

_CARE = (
    AgreementRow(
        "Samverkansavtal om hemsjukvård i Jämtlands län",
        "2017-2020 (förlängt tom 2024-12-31)",
        _SVOM,
        _FRIDAY,
        ("Nytt avtal bereds",),
        read_as.EXTENDED_FROM_2017,
    ),
    AgreementRow(
        "Avtal om samverkan vid in- och utskrivning från slutenvård",
        "2019 (förlängt t.o.m. 2024-06-30)",
        _SVOM,
        _FRIDAY,
        (),
        {"valid_from": "2019", "valid_to": "2024-06-30"},
    ),
    AgreementRow(
        "Gemensam plan för primärvårdsnivån",
        "2024-",
        ("SVOM", "Barnarenan"),
        ("SamReKo HSI", "Fredagsgruppen"),
        (),
        {"valid_from": "2024"},
    ),
    AgreementRow(
        "Tillfällig riktlinje för palliativ vård",
        "1/6 2022 - tills det finns ett nytt samverkansavtal om hemsjukvård.",
        (),
        _FRIDAY,
        (),
        read_as.UNTIL_NEW_HOME_CARE,
        ("until_further_notice",),
    ),
    AgreementRow(
        "Handlingsplan för fast vårdkontakt",
        "2021-2022",
        (),
        _FRIDAY,
        ("Ska ersättas",),
        {"valid_from": "2021", "valid_to": "2022"},
    ),
    AgreementRow(
        "Riktlinje för egenvård",
        "Fr.o.m. 2016-03-01, tillsvidare, ses över vartannat år",
        _SVOM,
        _FRIDAY,
        (),
        {"valid_from": "2016-03-01", "until_further_notice": True, "review_interval_months": 24},
    ),
    AgreementRow(
        "Avtal om läkarmedverkan i särskilt boende",
        "1 april 2018 – 31 mars 2021, därefter ett år i taget. Uppsägningstid 6 månader.",
        _SVOM,
        _FRIDAY,
        (),
        {
            "valid_from": "2018-04-01",
            "valid_to": "2021-03-31",
            "auto_renew": True,
            "renewal_interval_months": 12,
            "notice_months": 6,
        },
    ),
    AgreementRow(
        "Riktlinje för vård i livets slutskede", "T.o.m. 31 december 2023", (), _FRIDAY, (), {"valid_to": "2023-12-31"}
    ),
)

_MENTAL = (
    AgreementRow(
        "Länsöverenskommelse riskbruk, missbruk och beroende",
        "2021-2023 (förlängd tom 31/12 2024)",
        ("SVOM", "Barnarenan"),
        ("SamReKo HSI", "Fredagsgruppen"),
        (),
        read_as.EXTENDED_FROM_2021,
    ),
    AgreementRow(
        "Överenskommelse om personer med psykisk funktionsnedsättning",
        "2021-2023",
        _SVOM,
        ("SamReKo HSI", "Fredagsgruppen"),
        ("Beslut om förlängning saknas i vår pärm",),
        {"valid_from": "2021", "valid_to": "2023"},
    ),
    AgreementRow(
        "Handlingsplan psykisk hälsa",
        "2023",
        ("SVOM", "Barnarenan"),
        _HSI,
        ("Giltighetstiden passerad",),
        unjudged=read_as.AMBIGUOUS_YEAR,
    ),
    AgreementRow(
        "Handlingsplan suicidprevention",
        "2020-2030",
        ("SVOM", "Barnarenan"),
        _HSI,
        (),
        {"valid_from": "2020", "valid_to": "2030"},
    ),
    AgreementRow(
        "Avtal Mini Maria",
        "2023-05-01 – 2026-04-30",
        _SVOM,
        _HSI,
        (),
        {"valid_from": "2023-05-01", "valid_to": "2026-04-30"},
    ),
    AgreementRow(
        "Samverkansavtal Barnahus",
        "2020-2021",
        _SVOM,
        _HSI,
        ("Översyn pågår",),
        {"valid_from": "2020", "valid_to": "2021"},
    ),
    AgreementRow(
        "Avtal om tillnyktring", "Upphörde 2017-12-31, ersätts ej", (), (), (), {"valid_to": "2017-12-31"}, ("notes",)
    ),
)

_YOUNG = (
    AgreementRow(
        "Överenskommelse Jämtbus – barn och unga med behov av särskilt stöd",
        "2018 -tills vidare, ska följas upp årligen",
        _CHILDREN,
        _HSI,
        (),
        read_as.OPEN_FROM_2018_YEARLY,
    ),
    AgreementRow(
        "Överenskommelse om placerade barn",
        "2022 - tills vidare, revidering vart tredje år, 2025 etc.",
        _CHILDREN,
        _HSI,
        ("Lagstadgad",),
        read_as.OPEN_FROM_2022_EVERY_THIRD_YEAR,
    ),
    AgreementRow(
        "Överenskommelse om hälsoundersökning av nyanlända barn",
        "2021, förlängs därefter ett år i taget",
        _CHILDREN,
        _HSI,
        (),
        read_as.AUTOMATIC_FROM_2021,
        ("valid_to",),
    ),
    AgreementRow(
        "Riktlinje barnhälsoteam",
        "2018- tillsvidare, ska följas upp årligen",
        _CHILDREN,
        _HSI,
        (),
        read_as.OPEN_FROM_2018_YEARLY,
    ),
    AgreementRow(
        "Riktlinje oro för väntat barn",
        "2023-2026, ska följas upp årligen",
        (),
        ("SamReKo HSI", "Fredagsgruppen"),
        (),
        {"valid_from": "2023", "valid_to": "2026", "review_interval_months": 12},
    ),
    AgreementRow(
        "Rutin för övergång mellan förskola och skola",
        "Läsåret 2022/2023",
        _CHILDREN,
        _HSI,
        (),
        unjudged=read_as.AMBIGUOUS_YEAR,
    ),
)

_TECHNOLOGY = (
    AgreementRow(
        "Avtal om medicinteknisk utrustning i kommunala vårdenheter",
        "2013-2015 (förlängs automatiskt på årsbasis)",
        _SVOM,
        _FRIDAY,
        (),
        read_as.AUTOMATIC_FROM_2013,
        read_as.RENEWED,
    ),
    AgreementRow("MTP-överenskommelsen", "Tom 31/12 2024", ("Gemensamma nämnden",), (), (), {"valid_to": "2024-12-31"}),
    AgreementRow(
        "Avtal om gemensamt planeringssystem",
        "2021-02-01 – 2023-01-31 (kan förlängas ett år)",
        _SVOM,
        _FRIDAY,
        (),
        {"valid_from": "2021-02-01", "valid_to": "2023-01-31"},
    ),
    AgreementRow(
        "Avtal om tillgång till journaluppgifter",
        "2022-07-01 – 2026-06-30, uppsägning senast 12 månader före avtalstidens slut",
        _SVOM,
        _FRIDAY,
        (),
        {"valid_from": "2022-07-01", "valid_to": "2026-06-30", "notice_months": 12},
    ),
    AgreementRow("Avtal om uppsökande tandvård", "", ("Regionens beställarenhet",), _FRIDAY),
)

AREAS = (
    ("Hälso- och sjukvård", _CARE),
    ("Psykisk hälsa", _MENTAL),
    ("Barn och unga", _YOUNG),
    ("Hjälpmedel och digitala system", _TECHNOLOGY),
)
