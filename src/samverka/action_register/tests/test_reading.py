"""How a follow-up cell is read: the forms of glossary §3, and what such cells hold besides. The cells are invented."""

import pytest

from samverka.action_register.reading import read_follow_up
from samverka.forums.names import ForumNames
from samverka.foundation.dates.swedish import parse_date

NAMES = ForumNames.packaged("23")


def entries(cell):
    """Each entry as (segment, kind, forums as written with ? when unknown, date, relation if not on, certainty if
    not firm, text)."""
    return [
        (
            entry.segment,
            entry.kind.value,
            "+".join(m.name + ("" if m.key and m.is_whole else "?") for m in entry.mentions),
            entry.when.iso() if entry.when else "",
            "" if entry.relation == "on" else entry.relation.value,
            "" if entry.certainty == "firm" else entry.certainty.value,
            entry.text,
        )
        for entry in read_follow_up(cell, NAMES).entries
    ]


def one(kind, forums, when, text, *, relation="", certainty=""):
    return [(1, kind, forums, when, relation, certainty, text)]


AUTUMN_2024 = "2024-07-01/2024-12-31"
PLANNED = [
    ("SVOM 3/6 2024 – beslut om remiss", one("refer", "SVOM", "2024-06-03", "beslut om remiss")),
    ("SVOM 3/6 2024 - beslut om remiss.", one("refer", "SVOM", "2024-06-03", "beslut om remiss")),
    ("SVOM 3/6 2024: beslut om remiss", one("refer", "SVOM", "2024-06-03", "beslut om remiss")),
    ("SVOM 3/6 2024-beslut om remiss", one("refer", "SVOM", "2024-06-03", "beslut om remiss")),
    ("SVOM 3/6 2024, beslut om remiss", one("refer", "SVOM", "2024-06-03", "beslut om remiss")),
    ("SVOM 3/6 2024 beslut om remiss", one("refer", "SVOM", "2024-06-03", "beslut om remiss")),
    ("SVOM 2024-06-03: rapport", one("report", "SVOM", "2024-06-03", "rapport")),
    ("SVOM 240603 – rapport", one("report", "SVOM", "2024-06-03", "rapport")),
    ("SVOM den 3 juni 2024: rapport", one("report", "SVOM", "2024-06-03", "rapport")),
    ("SVOM (3/6 2024) – rapport", one("report", "SVOM", "2024-06-03", "rapport")),
    ("SVOM 16-17/4 2024 – rapport", one("report", "SVOM", "2024-04-16/2024-04-17", "rapport")),
    ("SVOM februari 2025 – rapport", one("report", "SVOM", "2025-02", "rapport")),
    ("SVOM i februari 2025 – rapport", one("report", "SVOM", "2025-02", "rapport")),
    ("SVOM okt/nov 2024 – rapport", one("report", "SVOM", "2024-10/2024-11", "rapport")),
    ("SVOM kvartal 1 2025 – rapport", one("report", "SVOM", "2025-01/2025-03", "rapport")),
    ("SVOM höst 2024 – rapport", one("report", "SVOM", AUTUMN_2024, "rapport")),
    ("SVOM ht-24 – rapport", one("report", "SVOM", AUTUMN_2024, "rapport")),
    ("SVOM 2024 – rapport", one("report", "SVOM", "2024", "rapport")),
    ("SVOM:s möte 3/6 2024 – rapport", one("report", "SVOM", "2024-06-03", "rapport")),
    ("SVOM-möte 3/6 2024 – rapport", one("report", "SVOM", "2024-06-03", "rapport")),
    ("Fredagsgruppens extra möte 3/6 2024 – rapport", one("report", "Fredagsgruppen", "2024-06-03", "rapport")),
    ("FG 3/6 2024 – rapport", one("report", "FG", "2024-06-03", "rapport")),
    (
        "Sociala vård- och omsorgsgruppen (SVOM) 3/6 2024 – rapport",
        one("report", "Sociala vård- och omsorgsgruppen", "2024-06-03", "rapport"),
    ),
    (
        "Fredagsgruppen/SamReKo HSI 29/9 2023 – rapport",
        one("report", "Fredagsgruppen+SamReKo HSI", "2023-09-29", "rapport"),
    ),
    (
        "Fredagsgruppen och SamReKo HSI feb 2024 - rapport",
        one("report", "Fredagsgruppen+SamReKo HSI", "2024-02", "rapport"),
    ),
    (
        "Fredagsgruppen SamReKo HSI 9/2 2024 – rapport",
        one("report", "Fredagsgruppen+SamReKo HSI", "2024-02-09", "rapport"),
    ),
    ("SVOM, Barnarenan 9/2 2024 – rapport", one("report", "SVOM+Barnarenan", "2024-02-09", "rapport")),
    ("Prel. SVOM 11/10 2024 - rapport", one("report", "SVOM", "2024-10-11", "rapport", certainty="preliminary")),
    ("Pre. SVOM 11/10 2024 - rapport", one("report", "SVOM", "2024-10-11", "rapport", certainty="preliminary")),
    ("SVOM prel 11/10 2024 - rapport", one("report", "SVOM", "2024-10-11", "rapport", certainty="preliminary")),
    ("SVOM 11/10 2024 (prel.) - rapport", one("report", "SVOM", "2024-10-11", "rapport", certainty="preliminary")),
    ("ev. SVOM 11/10 2024 - rapport", one("report", "SVOM", "2024-10-11", "rapport", certainty="possible")),
    ("SVOM ev. 11/10 2024 - rapport", one("report", "SVOM", "2024-10-11", "rapport", certainty="possible")),
    ("SVOM höst 2024? – rapport", one("report", "SVOM", AUTUMN_2024, "rapport", certainty="possible")),
    ("SVOM 11/10 2024 – ev. beslut", one("decide", "SVOM", "2024-10-11", "ev. beslut", certainty="possible")),
    ("SVOM senast okt. 2024 – rapport", one("report", "SVOM", "2024-10", "rapport", relation="by")),
    (
        "Prel. SVOM senast okt. 2024 – rapport",
        one("report", "SVOM", "2024-10", "rapport", relation="by", certainty="preliminary"),
    ),
    ("SVOM 3/6 – rapport", one("report", "SVOM", "", "3/6 – rapport")),
    ("SVOM 14 februari - rapport", one("report", "SVOM", "", "14 februari - rapport")),
    ("SVOM – rapport pågående arbete", one("report", "SVOM", "", "rapport pågående arbete")),
    ("SVOM 3/6 2024 – budget", one("follow_up", "SVOM", "2024-06-03", "budget")),
    ("• SVOM 3/6 2024 – rapport", one("report", "SVOM", "2024-06-03", "rapport")),
    ("SVOM 3/6\n2024 – beslut\nom remiss", one("refer", "SVOM", "2024-06-03", "beslut om remiss")),
]
REVERSED = [
    ("Rek.beslut SVOM senast okt. 2024.", one("recommend", "SVOM", "2024-10", "Rek.beslut", relation="by")),
    ("Rapport i SVOM 3/6 2024", one("report", "SVOM", "2024-06-03", "Rapport")),
    ("Redovisas i SVOM under hösten 2024.", one("report", "SVOM", AUTUMN_2024, "Redovisas")),
    ("Uppföljning våren 2025 i Barnarenan", one("follow_up", "Barnarenan", "2025-01-01/2025-06-30", "Uppföljning")),
    ("Rapport från verksamheten. SVOM februari 2025.", one("report", "SVOM", "2025-02", "Rapport från verksamheten")),
    ("Ev. rek.beslut SVOM höst 2024", one("recommend", "SVOM", AUTUMN_2024, "rek.beslut", certainty="possible")),
    ("Beslut i SVOM 8/12 2023 om förlängning", one("extend", "SVOM", "2023-12-08", "Beslut om förlängning")),
    ("Info till FG 8/12 2023 – läget", one("inform", "FG", "2023-12-08", "Info – läget")),
    ("Rapport höst 2024", one("report", "", AUTUMN_2024, "Rapport")),
    ("Redovisning till Socialstyrelsen mars 2025.", one("report", "", "2025-03", "Redovisning till Socialstyrelsen")),
    ("Klart senast 2024-09-30", one("follow_up", "", "2024-09-30", "Klart", relation="by")),
    ("SVOM februari 2025.", one("follow_up", "SVOM", "2025-02", "")),
    ("Info FG", one("inform", "FG", "", "Info")),
]
DATED = [
    ("23/10 2023: Uppdrag till arbetsgrupp", one("commission", "", "2023-10-23", "Uppdrag till arbetsgrupp")),
    (
        "Dec 2023 - uppdrag från RSR: Se över formerna",
        one("commission", "RSR", "2023-12", "uppdrag från RSR: Se över formerna"),
    ),
    (
        "24/2 2023: SVOM ger i uppdrag att samla parterna",
        one("commission", "SVOM", "2023-02-24", "SVOM ger i uppdrag att samla parterna"),
    ),
    ("2024-06-03 SVOM: beslut om remiss", one("refer", "SVOM", "2024-06-03", "beslut om remiss")),
    ("10/4 2024: Invigning", one("state", "", "2024-04-10", "Invigning")),
    ("Konferens 1/3 2023- fokus samsjuklighet", one("state", "", "2023-03-01", "Konferens – fokus samsjuklighet")),
]
STATES = [
    (
        "Per 31/3 2024 har alla huvudmän godkänt planen.",
        one("state", "", "2024-03-31", "har alla huvudmän godkänt planen", relation="as_of"),
    ),
    (
        "Samordningen upphörde per den 30/9 2023.",
        one("state", "", "2023-09-30", "Samordningen upphörde", relation="as_of"),
    ),
    (
        "Projektledare anställd tom 31/12 2024",
        one("state", "", "2024-12-31", "Projektledare anställd", relation="until"),
    ),
    ("Nytt avtal behövs from 1/1 2025.", one("state", "", "2025-01-01", "Nytt avtal behövs", relation="from")),
    ("Klart 190430", one("state", "", "2019-04-30", "Klart")),
    ("Invigning 10 april 2024.", one("state", "", "2024-04-10", "Invigning")),
    ("Ingen riktig uppföljning gjordes 2023.", one("state", "", "2023", "Ingen riktig uppföljning gjordes")),
    ("Fortlöpande arbete", one("state", "", "", "Fortlöpande arbete")),
    ("Inväntar beslut i SVOM.", one("state", "", "", "Inväntar beslut i SVOM")),
    ("Pågår 2023-2026", one("state", "", "", "Pågår 2023-2026")),
    ("Se SOU 2023:5 och lagen (2017:612)", one("state", "", "", "Se SOU 2023:5 och lagen (2017:612)")),
    ("Ring 063-123456", one("state", "", "", "Ring 063-123456")),
    ("Se protokoll 190301 § 7", one("state", "", "2019-03-01", "Se protokoll 190301 § 7")),
    ("Se protokoll SVOM 26/5 2023 § 26", one("state", "SVOM", "2023-05-26", "Se protokoll SVOM 26/5 2023 § 26")),
    ("?", one("state", "", "", "?")),
]
VALIDITY = [
    ("Giltig tom 31/12 2024.", one("validity", "", "2024-12-31", "Giltig", relation="until")),
    ("Avtal giltigt t.om. 31/12 2024.", one("validity", "", "2024-12-31", "Avtal giltigt", relation="until")),
    (
        "HP suicidprevention giltig till 2030.",
        one("validity", "", "2030", "HP suicidprevention giltig", relation="until"),
    ),
    ("Förlängd t o m 2024-12-31", one("validity", "", "2024-12-31", "Förlängd", relation="until")),
    ("Gäller fr.o.m. 1/1 2025", one("validity", "", "2025-01-01", "Gäller", relation="from")),
    ("Tom 2024-12-31", one("validity", "", "2024-12-31", "", relation="until")),
    ("Giltighetstid passerat.", one("validity", "", "", "Giltighetstid passerat")),
    ("Gäller tills vidare", one("validity", "", "", "Gäller tills vidare")),
    (
        "Avtalet gäller 2021-2023",
        [
            (1, "validity", "", "2021", "from", "", "Avtalet gäller"),
            (1, "validity", "", "2023", "until", "", "Avtalet gäller"),
        ],
    ),
    (
        "Giltigt fr.o.m. 1/1 2024 t.o.m. 31/12 2026",
        [
            (1, "validity", "", "2024-01-01", "from", "", "Giltigt"),
            (1, "validity", "", "2026-12-31", "until", "", "Giltigt"),
        ],
    ),
]
UNKNOWN = [
    ("SamReKo HSO 9/2 2024 – rapport", one("report", "SamReKo HSO?", "2024-02-09", "rapport")),
    ("Avstämning samrådsgruppen 22/11 2019.", one("follow_up", "samrådsgruppen?", "2019-11-22", "Avstämning")),
    (
        "SVOM samverkansdagar Sundsvall 16-17/4 2024 - tema",
        one("follow_up", "SVOM samverkansdagar Sundsvall?", "2024-04-16/2024-04-17", "tema"),
    ),
    (
        "Hälso- och sjukvårdsnämnden 5/3 2024 - rapport",
        one("report", "Hälso- och sjukvårdsnämnden?", "2024-03-05", "rapport"),
    ),
    ("SVOM och HSN 5/3 2024 – rapport", one("report", "SVOM+HSN?", "2024-03-05", "rapport")),
    ("Social ReKo 5/3 2024 – rapport", one("report", "Social ReKo?", "2024-03-05", "rapport")),
    (
        "Länsnätverket för chefer 5/3 2024 – rapport",
        one("report", "Länsnätverket för chefer?", "2024-03-05", "rapport"),
    ),
]


@pytest.mark.parametrize(
    ("cell", "expected"),
    PLANNED + REVERSED + DATED + STATES + VALIDITY + UNKNOWN,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_form_is_read(cell, expected):
    assert entries(cell) == expected


def test_several_dates_before_one_action_give_one_entry_per_date():
    assert entries("SVOM 2023 och 23/2 2024-rapport pågående arbete") == [
        (1, "report", "SVOM", "2023", "", "", "rapport pågående arbete"),
        (1, "report", "SVOM", "2024-02-23", "", "", "rapport pågående arbete"),
    ]


def test_a_date_without_year_borrows_it_from_the_next_in_the_list():
    assert [entry[3] for entry in entries("SVOM 3/6, 11/10 och 6/12 2024 – rapport")] == [
        "2024-06-03",
        "2024-10-11",
        "2024-12-06",
    ]


def test_a_promise_without_a_date_stands_alone_wherever_it_stands():
    assert [entry[1:3] + entry[6:] for entry in entries("SVOM 3/6 2024 – rapport. Info FG. Arbete pågår.")] == [
        ("report", "SVOM", "rapport"),
        ("inform", "FG", "Info"),
        ("state", "", "Arbete pågår"),
    ]


def test_entries_of_one_segment_share_its_number_and_raw():
    cell = "Arbete pågår. SVOM 2023 och 23/2 2024-rapport"
    assert [(entry.segment, entry.raw) for entry in read_follow_up(cell, NAMES).entries] == [
        (1, "Arbete pågår. "),
        (2, "SVOM 2023 och 23/2 2024-rapport"),
        (2, "SVOM 2023 och 23/2 2024-rapport"),
    ]


def test_a_longer_name_counts_for_the_known_forum_and_is_reported():
    entry = read_follow_up("SVOM samverkansdagar Sundsvall 16-17/4 2024 - tema", NAMES).entries[0]
    assert (entry.forums, entry.unknown_forums) == (("svom",), ("SVOM samverkansdagar Sundsvall",))


@pytest.mark.parametrize(
    "cell", ["SVOM § 26 2023-05-26 – rapport", "SVOM 2023-05-26 § 26 – rapport", "SVOM 2023-05-26, §§ 26–27: rapport"]
)
def test_a_paragraph_beside_the_date_is_kept(cell):
    assert [(e.paragraph, e.when, e.text) for e in read_follow_up(cell, NAMES).entries] == [
        (26, parse_date("2023-05-26"), "rapport")
    ]


CELLS = [
    (
        """Avtal giltigt tom 31/12 2026. SVOM 5/6 2025 – rek-beslut förlängning nuvarande avtal SVOM 2025 och 13/2 2026-rapport om läget \
SVOM 4/6 2026 – beslut om remiss Prel. SVOM 9/10 2026 - rekommendationsbeslut nytt avtal from 1/1 2027.""",
        [
            "Avtal giltigt tom 31/12 2026. ",
            "SVOM 5/6 2025 – rek-beslut förlängning nuvarande avtal ",
            "SVOM 2025 och 13/2 2026-rapport om läget ",
            "SVOM 4/6 2026 – beslut om remiss ",
            "Prel. SVOM 9/10 2026 - rekommendationsbeslut nytt avtal from 1/1 2027.",
        ],
    ),
    (
        "Förlängd tom 2026-12-31 Förberedelse pågår Rapport höst 2026 Rek.beslut SVOM senast okt. 2026.",
        ["Förlängd tom 2026-12-31 ", "Förberedelse pågår ", "Rapport höst 2026 ", "Rek.beslut SVOM senast okt. 2026."],
    ),
    (
        "Uppdrag har lämnats om ny struktur – rapport höst 2026",
        ["Uppdrag har lämnats om ny struktur", " – rapport höst 2026"],
    ),
    (
        "<i>SVOM 8/12 2025</i> - beslut om förlängning. <i>Fredagsgruppen och SamReKo HSI 9/2 2026</i> - beslut om plan. En resurs har anställts.",
        [
            "<i>SVOM 8/12 2025</i> - beslut om förlängning. ",
            "<i>Fredagsgruppen och SamReKo HSI 9/2 2026</i> - beslut om plan. En resurs har anställts.",
        ],
    ),
    (
        "SVOM 13/2 2026 - beslut om fördelning. Regionen betalar ut medlen. Redovisning till Socialstyrelsen mars 2027. SVOM feb 2027 - rapport",
        [
            "SVOM 13/2 2026 - beslut om fördelning. Regionen betalar ut medlen. ",
            "Redovisning till Socialstyrelsen mars 2027. ",
            "SVOM feb 2027 - rapport",
        ],
    ),
    (
        "1) SVOM 4/6 2026 - remiss 2) SVOM 9/10 2026 - beslut",
        ["1) SVOM 4/6 2026 - remiss ", "2) SVOM 9/10 2026 - beslut"],
    ),
    (
        "• SVOM 4/6 2026 – remiss\n• SVOM 9/10 2026 – beslut\n• Klart",
        ["• SVOM 4/6 2026 – remiss\n", "• SVOM 9/10 2026 – beslut\n", "• Klart"],
    ),
    (
        "Rapport SVOM 4/6 2026, beslut SVOM 9/10 2026, uppföljning SVOM höst 2027",
        ["Rapport SVOM 4/6 2026", ", beslut SVOM 9/10 2026", ", uppföljning SVOM höst 2027"],
    ),
    ("Pågår. Avstämning samrådsgruppen 20/11 2026.", ["Pågår. ", "Avstämning samrådsgruppen 20/11 2026."]),
    (
        "  SVOM&nbsp;4/6&nbsp;2026 – remiss<br>SVOM 9/10 2026 – beslut  ",
        ["  SVOM&nbsp;4/6&nbsp;2026 – remiss<br>", "SVOM 9/10 2026 – beslut  "],
    ),
]


@pytest.mark.parametrize(("cell", "segments"), CELLS, ids=[cell[:30] for cell, _ in CELLS])
def test_a_whole_cell_is_cut_into_its_entries(cell, segments):
    assert [segment.raw for segment in read_follow_up(cell, NAMES).segments] == segments


def test_an_empty_cell_has_no_segments_and_a_blank_one_no_entries():
    assert read_follow_up("", NAMES).segments == ()
    assert [(s.number, s.raw, s.entries) for s in read_follow_up(" \n", NAMES).segments] == [(1, " \n", ())]
