"""A meeting like those of the county, with invented people: what several tests start from."""

from __future__ import annotations

import datetime as dt

from samverka.foundation.dates import PartialDate
from samverka.meetings.content import (
    AgendaItemContent,
    AttendanceContent,
    AttesterContent,
    MeetingContent,
    ParagraphContent,
    PointContent,
    RemarkContent,
)

PEOPLE = (
    AttendanceContent(name="Berit Sjögren", party="C", organisation="Härjedalens kommun", capacity="member"),
    AttendanceContent(name="Gunilla Åslund", party="S", organisation="RJH", role="Ordförande", capacity="member", chairs=True),
    AttendanceContent(
        name="Johan Fors", party="M", organisation="Bergs kommun", capacity="deputy", serving=((16, 25),), serves_for="Karin Lid", serves_for_party="S",
    ),
    AttendanceContent(name="Hampus Kjellin", party="S", organisation="Ragunda kommun", capacity="deputy", serves_for="Agneta Ros", serves_for_party="KD"),
    AttendanceContent(name="Disa Alm-Berg", party="M", organisation="Östersunds kommun", capacity="deputy"),
    AttendanceContent(name="Rune Westin", organisation="RJH", role="Tf. HS-direktör"),
    AttendanceContent(name="Siv Tornberg", organisation="Strömsunds kommun", present=((20, 28),)),
    AttendanceContent(name="Saga Ekholm", organisation="Nordkonsult", present=((26, 26),)),
)  # fmt: skip
PARAGRAPHS = (
    ParagraphContent(number=16, title="Mötet öppnas", summary="Ordföranden hälsar välkommen."),
    ParagraphContent(
        number=20,
        title="Skrivelse från SocSam ang. samverkan med psykiatrin",
        summary="Inga-Maj Lööf föredrar.",
        proposal="Skrivelsen överlämnas till regionen.",
        decision="1. Skrivelsen överlämnas till regionen.\n2. Fredagsgruppen uppdras att återkomma.",
        points=(
            PointContent(number=1, text="Skrivelsen överlämnas till regionen.", kind="handover", addressee="regionen"),
            PointContent(number=2, text="Fredagsgruppen uppdras att återkomma.", kind="commission", addressee="Fredagsgruppen"),
        ),
        basis=("Utdrag SocSam", "Skrivelse"),
        presenters=("Inga-Maj Lööf",),
        record_number="RS/214/2023",
        status="Paragrafen är justerad",
        remarks=(RemarkContent(heading="Yrkande", text="Berit Sjögren (C) yrkar bifall."),),
    ),
    ParagraphContent(number=28, title="Mötet avslutas"),
)  # fmt: skip
AGENDA = (
    AgendaItemContent(number=1, title="Mötet öppnas", time=dt.time(12, 30), presenters=("Gunilla Åslund",)),
    AgendaItemContent(
        number=5, title="Skrivelse fran SocSam ang. samverkan med psykiatrin", heading="Informationsärenden",
        time=dt.time(12, 40), minutes=10, presenters=("Inga-Maj Lööf",), basis=("Skrivelse",),
    ),
    AgendaItemContent(title="Paus", is_break=True, time=dt.time(13, 35), minutes=5),
    AgendaItemContent(number=13, title="Métet avslutas"),
)  # fmt: skip


def meeting_content(**said: object) -> MeetingContent:
    """The meeting of 26 May 2023 in SVOM, with what is `said` instead."""
    given: dict[str, object] = {
        "forums": ("SVOM",),
        "starts_on": dt.date(2023, 5, 26),
        "ends_on": dt.date(2023, 5, 26),
        "start_time": dt.time(12, 30),
        "end_time": dt.time(14, 40),
        "place": "Digitalt",
        "mode": "digital",
        "record_state": "attested",
        "chair": "Gunilla Åslund",
        "secretary": "Krister Ahl",
        "first_section": 16,
        "last_section": 28,
        "records_office": "Samordningskansliet",
        "attestation_text": "Signerat i signeringsportalen",
        "notice_text": "Tillkännagivet på regionens anslagstavla",
        "next_meeting": PartialDate.autumn(2023),
        "next_meeting_text": "hösten 2023",
        "attesters": (AttesterContent(name="Inga-Maj Lööf", party="S"),),
        "attendance": PEOPLE,
        "paragraphs": PARAGRAPHS,
        "agenda": AGENDA,
    }
    return MeetingContent(**(given | said))  # type: ignore[arg-type]
