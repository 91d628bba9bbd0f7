"""Balanslista SVOM 2024: the county's own layout with rows of our own, some overdue on 2024-05-20 and some due soon."""

from __future__ import annotations

from samverka.samples import agreements as read_as
from samverka.samples.content import AgreementRow, Author, Direction, RegisterRow

TITLE = "Balanslista SVOM 2024"
DATE = "2024-05-20"
MOTTO = "Tillsammans för god hälsa hela livet"
FORUM = "SVOM"
AUTHORS = (
    Author("Marianne Edlund", "Region Jämtland Härjedalen"),
    Author("Torbjörn Sjöholm", "Kommunförbundet Jämtland Härjedalen"),
)
COLUMNS = (
    "Prioriterat område SVOM (2023-2026)",
    "Vad",
    "Uppdrag/aktivitet",
    "Ansvarig funktion/operativ gruppering",
    "Beredande forum",
    "Uppföljning",
)
AGREEMENTS_TITLE = "Sammanfattning Överenskommelser, avtal etc."
AGREEMENT_COLUMNS = (
    "Överenskommelse/avtal",
    "Giltighetstid",
    "Rekommendationsbeslutande forum",
    "Beredande forum",
    "Noteringar",
)

_POLICY = "Inriktning från Gemensam hälso- och sjukvårdspolitik 2014-2025:"
_NEAR, _MENTAL, _DIGITAL, _STAFF = "Nära vård", "Psykisk hälsa", "E-hälsa/digitalisering", "Kompetensförsörjning"
_FRIDAY, _HSI = "Fredagsgruppen", "SamReKo HSI"

_ACCESSIBLE = (
    RegisterRow(
        (_NEAR,),
        "Nytt samverkansavtal om hemsjukvård",
        (
            "Ta fram förslag till ett nytt avtal som är lika för alla åtta kommuner.",
            "Kostnader för hjälpmedel och förbrukningsmaterial redovisas särskilt.",
        ),
        ("Projektledare hemsjukvårdsavtal", "Arbetsgrupp hemsjukvård"),
        (_FRIDAY,),
        (
            "SVOM 26/5 2023 – rekommendation om förlängning av nuvarande avtal",
            "SVOM 2023 och 23/2 2024 – rapport om pågående arbete",
            "SVOM 3/6 2024 – beslut om remiss",
            "Prel. SVOM 11/10 2024 – rekommendationsbeslut om nytt avtal from 1/1 2025.",
        ),
        (
            ("SVOM", "2023-05-26"),
            ("SVOM", "2023"),
            ("SVOM", "2024-02-23"),
            ("SVOM", "2024-06-03"),
            ("SVOM", "2024-10-11"),
        ),
    ),
    RegisterRow(
        (_NEAR,),
        "Trygg in- och utskrivning från slutenvården",
        ("Se över avtalet och följa antalet patienter som skrivs in på nytt inom 30 dagar.",),
        ("Fredagsgruppens beredningsgrupp",),
        (_FRIDAY,),
        (
            "Avtalet är giltigt t.o.m. 31/12 2024.",
            "Fredagsgruppen 22/4 2024 – förslag till justeringar",
            "Rek.beslut SVOM senast okt. 2024.",
        ),
        ((_FRIDAY, "2024-04-22"), ("SVOM", "2024-10")),
    ),
    RegisterRow(
        (_NEAR,),
        "Gemensam plan för primärvårdsnivån",
        ("Följa hur planen genomförs i länet och i varje närvårdsområde.",),
        (),
        (_FRIDAY, _HSI),
        (
            "Per 31/3 2024 har sju av nio huvudmän antagit planen.",
            "SVOM 2024-12-06 – uppföljning av planen",
        ),
        (("SVOM", "2024-12-06"),),
    ),
    RegisterRow(
        (_NEAR,),
        "Lokala planer i kommunerna",
        ("Varje kommun och närvårdsområde har en egen plan som bygger på den gemensamma.",),
        ("Lokala samverkansgrupper",),
        (_FRIDAY,),
        ("Planer finns i Berg, Bräcke, Krokom, Åre och Östersund. Fredagsgruppen höst 2024 – läget i övriga kommuner",),
        ((_FRIDAY, "2024-07-01/2024-12-31"),),
    ),
    RegisterRow(
        (_NEAR,),
        "Rehabilitering efter sjukhusvård i glesbygd",
        ("Pröva ett gemensamt arbetssätt i Ragunda och Strömsund.",),
        ("Projektgrupp glesbygd",),
        (_FRIDAY,),
        (),
    ),
    RegisterRow(
        (_NEAR, _MENTAL),
        "Samordnad individuell plan (SIP)",
        ("Öka antalet planer och utbilda fler SIP-stödjare i kommunerna och i primärvården.",),
        ("SIP-samordnare i regionen", "Nätverket för SIP-stödjare"),
        (_HSI, _FRIDAY),
        (
            "Fortlöpande arbete.",
            "Fredagsgruppen/SamReKo HSI 29/9 2023 – beslut om ny manual",
            "Fredagsgruppen och SamReKo HSI feb 2025 – statistik för 2024",
        ),
        ((_FRIDAY, "2023-09-29"), (_HSI, "2023-09-29"), (_FRIDAY, "2025-02"), (_HSI, "2025-02")),
    ),
    RegisterRow(
        (_DIGITAL,),
        "Läsåtkomst mellan journalsystem",
        ("Klargöra vilka yrkesgrupper som behöver åtkomst och vad det kostar.",),
        ("Partsammansatt arbetsgrupp",),
        (_FRIDAY,),
        (
            "Tillfälligt avtal giltigt tom 31/12 2024.",
            "Fredagsgruppen 23/10 2023 – inriktningsbeslut om gemensam läsåtkomst",
            "Fredagsgruppen 21/10 2024 – förslag om fortsättning",
        ),
        ((_FRIDAY, "2023-10-23"), (_FRIDAY, "2024-10-21")),
    ),
    RegisterRow(
        (_DIGITAL,),
        "Digitala möten i vårdplaneringen",
        ("Gemensam teknik för planeringsmöten på distans.",),
        ("E-hälsonätverket",),
        (_FRIDAY,),
        ("12/2 2024: Enkät besvarad av samtliga kommuner.", "SVOM 2025 – förslag till gemensam upphandling"),
        (("SVOM", "2025"),),
    ),
    RegisterRow(
        (_STAFF,),
        "Bemanning under sommaren",
        (),
        (),
        (_FRIDAY,),
        ("SVOM 16-17/4 2024 – gemensamma dagar med tema kompetensförsörjning",),
        (("SVOM", "2024-04-16/2024-04-17"),),
    ),
    RegisterRow(
        (_STAFF,),
        "Vård- och omsorgscollege",
        ("Utreda om samarbetet mellan arbetsgivare, fack och utbildningar ska fortsätta.",),
        ("Regional styrgrupp VoC",),
        (_FRIDAY,),
        ("Samordningen upphörde 30/9 2023. Fredagsgruppen 2/12 2024 – förslag till fortsättning",),
        ((_FRIDAY, "2024-12-02"),),
    ),
)

_WELL_BEING = (
    RegisterRow(
        (_MENTAL,),
        "Länsöverenskommelse om riskbruk, missbruk och beroende",
        ("Följa överenskommelsen och förbereda en ny med utgångspunkt i den nationella utredningen.",),
        ("Utvecklingsledare psykisk hälsa i regionen", "Samordnare social välfärd på kommunförbundet"),
        (_HSI, _FRIDAY),
        (
            "Giltig tom 31/12 2024.",
            "SVOM 8/12 2023 – beslut om förlängning",
            "Fredagsgruppen och SamReKo HSI 9/2 2024 – beslut om plan för revidering",
            "Pre. SVOM 11/10 2024 – rekommendationsbeslut om ny överenskommelse",
        ),
        (("SVOM", "2023-12-08"), (_FRIDAY, "2024-02-09"), (_HSI, "2024-02-09"), ("SVOM", "2024-10-11")),
    ),
    RegisterRow(
        (_MENTAL,),
        "Handlingsplan suicidprevention",
        ("Ta ställning till om planen ska arbetas in i andra dokument.",),
        ("Länsnätverk psykisk hälsa",),
        (_HSI,),
        ("SVOM 23/2 2024 – kort rapport", "Ev. SVOM 6/12 2024 – förslag till ny form"),
        (("SVOM", "2024-02-23"), ("SVOM", "2024-12-06")),
    ),
    RegisterRow(
        (_MENTAL,),
        "Avtal Mini Maria",
        ("Följa verksamheten och uppstarten i Härjedalen och Åre.",),
        ("Styrgrupp Mini Maria",),
        (_HSI, _FRIDAY),
        ("SVOM 3/6 2024 – presentation av verksamhetsberättelsen för 2023",),
        (("SVOM", "2024-06-03"),),
    ),
    RegisterRow(
        (_MENTAL,),
        "Avtal Barnahus",
        ("Politisk ledningsgrupp följer verksamheten, avtalet och den årliga verksamhetsplanen.",),
        ("Styrgrupp Barnahus",),
        (_HSI,),
        ("SVOM 3/6 2024 – verksamhetsberättelse 2023 och verksamhetsplan 2024", "SVOM februari 2025."),
        (("SVOM", "2024-06-03"), ("SVOM", "2025-02")),
    ),
    RegisterRow(
        (_MENTAL,),
        "Fördelning av statsbidrag för psykisk hälsa",
        ("Besluta om fördelning, följa användningen och samordna redovisningen.",),
        ("Utvecklingsledare psykisk hälsa i regionen",),
        (_HSI, _FRIDAY),
        (
            "SVOM 23/2 2024 – beslut om fördelning av årets medel",
            "Redovisning till Socialstyrelsen mars 2025.",
            "SVOM feb 2025 – rapport om hur medlen har använts",
        ),
        (("SVOM", "2024-02-23"), ("SVOM", "2025-02")),
    ),
    RegisterRow(
        (_MENTAL,),
        "Stöd till efterlevande",
        ("Samla berörda verksamheter och föreslå en rutin för hela länet.",),
        ("Partsammansatt arbetsgrupp",),
        (_HSI,),
        ("Hälsoforum Norr 14/3 2024 – erfarenheter från grannlänen", "SVOM 11/10 2024 – rapport om pågående arbete"),
        (("Hälsoforum Norr", "2024-03-14"), ("SVOM", "2024-10-11")),
    ),
    RegisterRow(
        (_MENTAL,),
        "Samverkan socialtjänst och vuxenpsykiatri",
        ("Uppdrag från SVOM att återkomma med åtgärder för samordnat stöd och behandling.",),
        ("Verksamhetschef psykiatri", "Samordnare social välfärd på kommunförbundet"),
        (_HSI, _FRIDAY),
        ("SVOM 8/12 2023, 3/6 2024 – presentation av åtgärder",),
        (("SVOM", "2023-12-08"), ("SVOM", "2024-06-03")),
    ),
)

_HEALTH = (
    RegisterRow(
        (_NEAR, _MENTAL),
        "Säker hemma – förebyggande hembesök",
        ("Sprida arbetssättet till alla kommuner.",),
        ("Fredagsgruppens beredningsgrupp",),
        (_FRIDAY,),
        ("Stödmaterialet uppdaterat 2023.",),
    ),
    RegisterRow(
        (),
        "Folkhälsopolicy för länet",
        ("Ta fram handlingsplaner utifrån den reviderade policyn.",),
        (),
        (_HSI, _FRIDAY),
        ("Barnarenan 15/5 2024 – avstämning",),
        (("Barnarenan", "2024-05-15"),),
    ),
    RegisterRow(
        (),
        "Överenskommelse mot våld i nära relationer",
        ("Följa arbetet.",),
        ("Myndighetsgruppen mot våld",),
        ("SamReKo HSO",),
        (),
    ),
)

_OTHER = (
    RegisterRow(
        (),
        "Gemensam webbsida för överenskommelser",
        ("Publicera gällande dokument och ta bort sådant som har gått ut.",),
        ("Kommunikatör i regionen",),
        (_HSI, _FRIDAY),
        ("Barnarenan vår 2025 – genomgång av sidan",),
        (("Barnarenan", "2025-01-01/2025-06-30"),),
    ),
    RegisterRow(
        (),
        "Hjälpmedelsförsörjning",
        ("Gemensam nämnd för upphandling och hjälpmedel.",),
        (),
        ("Hjälpmedelsberedningsgruppen",),
        ("Kan stämma av innehållet med SVOM",),
    ),
    RegisterRow(
        (),
        "Översyn av strukturen för samverkan",
        ("Uppdrag från RSR: se över forumen och föreslå förändringar.",),
        ("Samordnarna",),
        (_HSI, _FRIDAY),
        ("SVOM 23/2 2024 – rapport om pågående arbete", "SVOM 3/6 2024 – förslag på remiss"),
        (("SVOM", "2024-02-23"), ("SVOM", "2024-06-03")),
    ),
)

DIRECTIONS = (
    Direction("Tillgänglig och samordnad hälso- och sjukvårdspolitik", _ACCESSIBLE, _POLICY, inside=True),
    Direction("Förbättrad psykisk hälsa", _WELL_BEING, _POLICY),
    Direction("Hälsofrämjande och trygghetsskapande levnadsvillkor", _HEALTH, _POLICY),
    Direction("Övrigt", _OTHER, inside=True),
)

AGREEMENTS = (
    AgreementRow(
        "Gemensam plan för primärvårdsnivån",
        "2024-",
        ("SVOM", "Barnarenan"),
        (_HSI, _FRIDAY),
        ("Följs upp årligen",),
        {"valid_from": "2024"},
        ("review_interval_months",),
    ),
    AgreementRow(
        "Länsöverenskommelse om riskbruk, missbruk och beroende",
        "2021-2023 (förlängd tom 31/12 2024)",
        ("SVOM", "Barnarenan"),
        (_HSI, _FRIDAY),
        ("Förlängd tom 2024-12-31", "Rek.beslut SVOM senast okt. 2024."),
        read_as.EXTENDED_FROM_2021,
    ),
    AgreementRow(
        "Samverkansavtal om hemsjukvård",
        "2017-2020 (förlängt tom 2024-12-31)",
        ("SVOM",),
        (_FRIDAY,),
        ("Under revidering, klart hösten 2024",),
        read_as.EXTENDED_FROM_2017,
    ),
    AgreementRow(
        "Avtal om in- och utskrivning från slutenvård",
        "2019 (förlängt t.o.m. 2024-12-31)",
        ("SVOM",),
        (_FRIDAY,),
        ("Förslag till justeringar bereds.",),
        {"valid_from": "2019", "valid_to": "2024-12-31"},
    ),
    AgreementRow(
        "Avtal om stöd till kommunala vårdenheter med medicinteknisk utrustning",
        "2013-2015 (förlängs automatiskt på årsbasis)",
        ("SVOM",),
        (_FRIDAY,),
        (),
        read_as.AUTOMATIC_FROM_2013,
        read_as.RENEWED,
    ),
    AgreementRow("Avtal om uppsökande tandvård", "", ("Regionens beställarenhet",), (_FRIDAY,)),
    AgreementRow("Avtal Mini Maria", "2023", ("SVOM",), (_HSI,), unjudged=read_as.AMBIGUOUS_YEAR),
    AgreementRow(
        "Överenskommelse Jämtbus – barn och unga med behov av särskilt stöd",
        "2018 -tills vidare, ska följas upp årligen",
        ("Barnarenan",),
        (_HSI,),
        ("Behöver ses över",),
        read_as.OPEN_FROM_2018_YEARLY,
    ),
    AgreementRow(
        "Överenskommelse om placerade barn",
        "2022 - tills vidare, revidering vart tredje år, 2025 etc.",
        ("Barnarenan",),
        (_HSI,),
        ("Lagstadgad",),
        read_as.OPEN_FROM_2022_EVERY_THIRD_YEAR,
    ),
    AgreementRow(
        "Överenskommelse om hälsoundersökning av nyanlända barn",
        "2021, förlängs därefter ett år i taget",
        ("Barnarenan",),
        (_HSI,),
        (),
        read_as.AUTOMATIC_FROM_2021,
        ("valid_to",),
    ),
    AgreementRow(
        "Tillfällig riktlinje för palliativ vård i hemmet",
        "1/6 2022 - tills det finns ett nytt samverkansavtal om hemsjukvård.",
        (),
        (_FRIDAY,),
        ("Följs upp",),
        read_as.UNTIL_NEW_HOME_CARE,
        ("until_further_notice",),
    ),
)
