"""SVOM's meeting of 23 February 2024: what was on the agenda, and what the minutes say came of it.

It hangs together with the other samples: the balanslista names the meeting, the agreement extended in § 13 is in the
lists, and the letter of § 11 came from SocSam through Fredagsgruppen (`packet`).
"""

from __future__ import annotations

from samverka.samples.content import Attendee, Item

FORUM = "Sociala vård- och omsorgsgruppen"
DATE = "2024-02-23"
PLACE = "Regionens hus, Östersund, samt på distans"
STARTS, ENDS = "09:00", "12:10"
FIRST_SECTION = 7
OFFICE = "Samordningskansliet"
CHAIR, SECOND_CHAIR = "Gunnel Sjöbrand (S) §§ 7-14", "Mats Öhrvall (C) §§ 15-19"
ATTESTER, SECRETARY = "Anneli Strandvik (S)", "Jonas Edvall"
SUMMONED = "2024-02-09"
NEXT_DATE, NEXT_PLACE = "2024-06-03", "Östersund"

MEMBERS = (
    Attendee("Gunnel Sjöbrand", "S", "RJH", "Ordförande", (7, 14)),
    Attendee("Mats Öhrvall", "C", "Åre kommun"),
    Attendee("Lennart Ottvall", "KD", "RJH"),
    Attendee("Birgitta Fäldmark", "S", "Ragunda kommun"),
    Attendee("Per-Olov Näsvall", "C", "Bräcke kommun"),
    Attendee("Anneli Strandvik", "S", "Krokoms kommun"),
    Attendee("Rolf Håkås", "M", "Strömsunds kommun", sections=(10, 19)),
    Attendee("Ulla-Britt Myrhede", "C", "Bergs kommun"),
    Attendee("Siv Granvall", "S", "Östersunds kommun", serves_for=("Ahmed Lindqvall", "S")),
)
NOT_ACTING = (
    Attendee("Maj-Britt Fjelldahl", "V", "Östersunds kommun"),
    Attendee("Ingemar Sundvik", "M", "Krokoms kommun", sections=(7, 12)),
)
ATTENDING = (
    Attendee("Åsa Lindmark", organisation="Kommunförbundet", role="Samordnare"),
    Attendee("Marianne Edlund", organisation="RJH", role="Regionstaben"),
    Attendee("Hanna Storvall", organisation="RJH", role="Område Psykiatri", sections=(11, 14)),
    Attendee("Henrik Backman", organisation="RJH", role="Division Nära vård"),
    Attendee("Ville Kärnbo", organisation="Mini Maria Jämtland", sections=(15, 15)),
    Attendee("Kerstin Ådahl", organisation="Åre kommun"),
    Attendee("Torbjörn Sjöholm", organisation="Kommunförbundet"),
)

LETTER = "Skrivelse från SocSam om läkarmedverkan vid korttidsboenden"
LETTER_NUMBER = "KFJH 2024/17"
_INFORMED = ("SVOM har tagit del av informationen, ställt frågor och fått svar.",)
_EXTENDED = (
    (
        "Rekommenderar Region Jämtland Härjedalen och länets kommuner att förlänga Avtal om in- och utskrivning från "
        "slutenvård till och med den 31 december 2024."
    ),
    "Uppdrar åt Fredagsgruppen att återkomma med förslag till justeringar senast i oktober 2024.",
)
_SHARED = (
    "Årets medel fördelas med 60 procent till kommunerna och 40 procent till regionen.",
    "Länsnätverk psykisk hälsa uppdras att redovisa användningen i februari 2025.",
)
_HANDED_OVER = (
    "Skrivelsen överlämnas till Region Jämtland Härjedalen.",
    "Fredagsgruppen uppdras att ta fram förslag till gemensamma rutiner för läkarmedverkan vid korttidsboenden.",
    "Återkoppling sker till SVOM den 3 juni 2024.",
)

OPENING = (
    Item("Mötet öppnas", "09:00", ("Ordföranden, Gunnel Sjöbrand (S), hälsar välkommen och öppnar mötet.",), presenters=("Gunnel Sjöbrand",)),
    Item(
        "Val av justerare", presenters=("Gunnel Sjöbrand",),
        proposal=("Anneli Strandvik (S) föreslås justera protokollet.",),
        decision=("Anneli Strandvik (S) väljs att justera protokollet.",),
    ),
    Item(
        "Fastställande av dagordning", presenters=("Gunnel Sjöbrand",),
        summary=("En preliminär dagordning har skickats ut inför mötet.",),
        decision=("Den preliminära dagordningen fastställs.",),
    ),
    Item(
        "Föregående protokoll", presenters=("Gunnel Sjöbrand",),
        summary=("Ordföranden går igenom föregående protokoll. Inga synpunkter framförs.",),
        decision=("Föregående protokoll läggs till handlingarna.",),
    ),
)  # fmt: skip
DECISIONS = (
    Item(
        LETTER, "09:20", presenters=("Åsa Lindmark",), record_number=LETTER_NUMBER,
        summary=(
            "Åsa Lindmark föredrar ärendet med utgångspunkt i de handlingar som skickades med kallelsen.",
            ("SocSam beskriver att det ofta är oklart vilken läkare som ansvarar när en person vistas på ett "
            "korttidsboende. Fredagsgruppen har berett ärendet och ser samma svårigheter i hela länet."),
        ),
        proposal=_HANDED_OVER, decision=_HANDED_OVER, basis=("Utdrag ur protokoll SocSam 2024-01-26 § 4",),
    ),
    Item(
        "Nytt samverkansavtal om hemsjukvård", "09:40", presenters=("Henrik Backman",),
        summary=("Henrik Backman föredrar läget i arbetet. Ett förslag beräknas kunna skickas ut i juni 2024.",),
        proposal=_INFORMED, decision=_INFORMED,
    ),
    Item(
        "Förlängning av avtal om in- och utskrivning från slutenvård", "10:00", presenters=("Marianne Edlund",),
        summary=("Marianne Edlund föredrar ärendet. Avtalet behöver gälla medan förslaget till justeringar bereds.",),
        proposal=_EXTENDED, decision=_EXTENDED, basis=("Tjänsteskrivelse 2024-02-01", "Gällande avtal från 2019"), lead="SVOM",
    ),
    Item(
        "Fördelning av statsbidrag för psykisk hälsa 2024", "10:20", presenters=("Hanna Storvall",),
        summary=("Hanna Storvall föredrar förslaget till fördelning. Kommunernas del räknas efter antal invånare.",),
        proposal=_SHARED, decision=_SHARED, basis=("Förslag till fördelning",),
    ),
)  # fmt: skip
INFORMATION = (
    Item(
        "Mini Maria – verksamhetsberättelse 2023", "10:50", presenters=("Ville Kärnbo",),
        summary=(
            "Gunnel Sjöbrand lämnar mötet och Mats Öhrvall tar över som ordförande.",
            "Ville Kärnbo föredrar verksamhetsberättelsen. Allt fler unga söker själva till mottagningen.",
        ),
        proposal=_INFORMED, decision=_INFORMED, basis=("Verksamhetsberättelse 2023 Mini Maria",),
    ),
    Item(
        "Översyn av strukturen för samverkan", "11:20", presenters=("Åsa Lindmark", "Marianne Edlund"),
        summary=("Åsa Lindmark och Marianne Edlund föredrar det pågående arbetet. Ett förslag väntas till nästa möte.",),
        proposal=_INFORMED, decision=_INFORMED,
    ),
    Item(
        "Gemensam plan för primärvårdsnivån", "11:40", presenters=("Henrik Backman",),
        summary=("Henrik Backman föredrar hur många huvudmän som hittills har antagit planen.",),
        proposal=_INFORMED, decision=_INFORMED,
    ),
)  # fmt: skip
CLOSING = (
    Item(
        "Kommande möten", presenters=("Åsa Lindmark",),
        summary=("Nästa möte hålls den 3 juni 2024 i Östersund.",),
        decision=("Informationen antecknas till protokollet.",),
    ),
    Item("Mötet avslutas", "12:10", ("Ordföranden tackar deltagarna och avslutar mötet.",), presenters=("Mats Öhrvall",)),
)  # fmt: skip

ITEMS = (*OPENING, *DECISIONS, *INFORMATION, *CLOSING)
LAST_SECTION = FIRST_SECTION + len(ITEMS) - 1
