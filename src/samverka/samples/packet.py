"""What was sent out before Fredagsgruppen's meeting of 5 February 2024, in one file: the summons, an extract from SocSam's
minutes, and Mini Maria's report, in which one column of a table does not add up."""

from __future__ import annotations

from samverka.samples.content import FigureTable, Item
from samverka.samples.meeting import LETTER_NUMBER

FORUM = "Fredagsgruppen"
DATE = "2024-02-05"
PLACE = "Digitalt via Teams"
STARTS, ENDS = "13:00", "15:00"
TITLE = "Kallelse/föredragningslista"

_EXTRACT_TITLE = "Utdrag ur protokoll SocSam 2024-01-26 § 4"
REPORT_TITLE = "Verksamhetsberättelse 2023 Mini Maria"
ITEMS = (
    Item("Inledning", "13:00", presenters=("Henrik Backman",)),
    Item(
        "Skrivelse om läkarmedverkan vid korttidsboenden", "13:10", presenters=("Åsa Lindmark",),
        proposal=("Skrivelsen lämnas vidare till SVOM.",), basis=(_EXTRACT_TITLE,),
    ),
    Item(
        "Mini Maria – verksamhetsberättelse 2023", "13:40", presenters=("Ville Kärnbo",),
        proposal=("Fredagsgruppen har tagit del av informationen.",), basis=(REPORT_TITLE,),
    ),
    Item("Nästa möte", "14:50", presenters=("Henrik Backman",)),
)  # fmt: skip

EXTRACT_TITLE = "Utdrag ur sammanträdesprotokoll"
EXTRACT_FORUM = "Sociala samrådsgruppen"
EXTRACT_DATE = "2024-01-26"
EXTRACT_PLACE = "Kommunförbundets kontor, Östersund"
EXTRACT_CHAIR, EXTRACT_SECRETARY = "Ulla-Britt Myrhede", "Tove Granlid"
EXTRACT_NUMBER = 4
EXTRACT = Item(
    "Skrivelse om läkarmedverkan vid korttidsboenden",
    summary=(
        "IFO-cheferna har i en skrivelse beskrivit att ansvaret för läkarinsatser vid korttidsboenden är oklart.",
    ),
    proposal=("SocSam överlämnar skrivelsen till SVOM.",),
    decision=("SocSam överlämnar skrivelsen till SVOM.",),
    basis=("Skrivelse från IFO-cheferna 2024-01-12",),
    presenters=("Tove Granlid",),
    record_number=LETTER_NUMBER,
)

REPORT_FORUM = "Mini Maria Jämtland"
REPORT_TEXT = (
    (
        "Mini Maria tar emot unga upp till 20 år som behöver stöd att förändra sin användning av alkohol eller narkotika. "
        "Mottagningen drivs gemensamt av Region Jämtland Härjedalen och länets kommuner."
    ),
    "Under året har öppettiderna blivit längre och samarbetet med elevhälsan tätare.",
)
TABLES = (
    FigureTable(
        1, "Unga i kontakt med mottagningen per kommun", ("KOMMUN", "FLICKOR", "POJKAR", "TOTALT"),
        (
            ("Berg", (2, 5, 7)), ("Bräcke", (3, 4, 7)), ("Härjedalen", (4, 6, 10)), ("Krokom", (9, 14, 23)),
            ("Ragunda", (1, 4, 5)), ("Strömsund", (5, 8, 13)), ("Åre", (8, 11, 19)), ("Östersund", (41, 63, 104)),
            ("TOTALT", (73, 115, 188)),
        ),
    ),
    FigureTable(
        2, "Nya kontakter per kvartal", ("KVARTAL", "SÖKTE SJÄLVA", "VIA ANDRA", "TOTALT"),
        (
            ("Januari till mars", (12, 17, 29)), ("April till juni", (15, 14, 29)),
            ("Juli till september", (9, 8, 17)), ("Oktober till december", (21, 16, 37)),
            ("TOTALT", (57, 56, 113)),
        ),
    ),
)  # fmt: skip
"""The second is wrong on purpose: its second column adds up to 55, and so the whole to 112."""

BUDGET_TITLE, BUDGET_YEAR = "Bokslut Mini Maria 2023", 2023
INCOME = (("Region Jämtland Härjedalen", 1_450_000), ("Östersunds kommun", 870_000), ("Övriga kommuner", 410_000))
INCOME_TOTAL = 2_730_000
COSTS = (("Personal", 2_105_000), ("Lokaler", 318_500), ("Utbildning och resor", 96_400), ("Övriga kostnader", 41_300))
COSTS_TOTAL = 2_561_200
RESULT = 168_800
REPORTED_BY = ("Östersunds kommun", "Ville Kärnbo")
