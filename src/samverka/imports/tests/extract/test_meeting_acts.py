"""Whom paragraphs tell of, who led which part, and what ends a document: as text in, as records out."""

from __future__ import annotations

import pytest

from samverka.imports.extractors import extract
from samverka.imports.meeting_records import Attendance
from samverka.imports.readers import read
from samverka.imports.recognise import recognise
from samverka.imports.records import Extraction

HEAD = """PROTOKOLL
Samverkansnämnden 2022-05-20
Plats och tid: Regionhuset Dal, kl. 09.00–12.00
Ordförande: Maja Berg (S) §§ 16–18, Bo Dal (C) §§ 19–20
Beslutande:
Maja Berg (S), ordförande
Bo Dal (C), vice ordförande
Anna Ek (M)
Justerare: Anna Ek
Paragrafer: 16–20

"""


def read_minutes(body: str) -> Extraction:
    document = read((HEAD + body).encode(), "protokoll.txt")
    return extract(document, recognise(document))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Carl Ström (S) entledigas från uppdraget.", {"Carl Ström": Attendance.RESIGNED}),
        ("Carl Ström (S) har avsagt sig uppdraget som ersättare.", {"Carl Ström": Attendance.RESIGNED}),
        ("Till ny ersättare utses Dora Falk (S).", {"Dora Falk": Attendance.APPOINTED}),
        ("Dora Falk (S) väljs till ledamot efter Carl Ström (S).", {"Dora Falk": Attendance.APPOINTED}),
        ("Gustav Hult (V) yrkar avslag.", {"Gustav Hult": Attendance.PROPOSER}),
        ("Sven Holm redogör för utfallet.", {"Sven Holm": Attendance.PRESENTER}),
        ("Anna Ek (M) yrkar bifall.", {}),
        ("Maja Berg hälsar alla välkomna.", {}),
        ("Sven Holm frågar om taxan.", {}),
        ("Sven Holm utses att justera protokollet.", {}),
    ],
)
def test_a_paragraph_tells_of_people_no_list_names(sentence: str, expected: dict[str, Attendance]) -> None:
    found = read_minutes(f"§ 16 Ett ärende\n\n{sentence}\n\n§ 17 Nästa ärende\nBeslut\nÄrendet bordläggs.\n")
    listed = {"Maja Berg", "Bo Dal", "Anna Ek"}
    told = {person.name.value: person.attendance for person in found.people if person.name.value not in listed}
    assert told == expected


def test_everybody_who_led_a_part_of_the_meeting_is_kept() -> None:
    meeting = read_minutes("§ 16 Öppnande\nMötet öppnas.\n\n§ 17 Övrigt\nInget.\n").meeting
    assert meeting is not None
    assert meeting.chair is not None
    assert meeting.chair.value == "Maja Berg"
    assert [(one.name.value, one.sections) for one in meeting.chairs] == [
        ("Maja Berg", ((16, 18),)),
        ("Bo Dal", ((19, 20),)),
    ]


def test_a_meeting_led_by_one_has_no_list_of_chairs() -> None:
    document = read(HEAD.replace(" §§ 16–18, Bo Dal (C) §§ 19–20", "").encode(), "protokoll.txt")
    meeting = extract(document, recognise(document)).meeting
    assert meeting is not None
    assert meeting.chairs == ()


def read_summons(body: str) -> Extraction:
    text = f"KALLELSE\nSocialnämnden\nDatum: 2024-05-03\nTid: 13.00\nPlats: Kommunhuset, Floda\n\n{body}"
    document = read(text.encode(), "kallelse.txt")
    return extract(document, recognise(document))


def test_a_greeting_ends_the_last_item_and_its_signer_is_the_author() -> None:
    found = read_summons(
        "1. Öppnande\n2. Budget\nFörslag till beslut\nBudgeten antas.\n\nVälkomna!\n\nEva Lind\nnämndsekreterare\n"
    )
    assert found.items[-1].proposal is not None
    assert found.items[-1].proposal.value == "Budgeten antas."
    assert found.items[-1].summary is None
    assert [(one.name.value, one.role.value if one.role else None, one.attendance) for one in found.people] == [
        ("Eva Lind", "nämndsekreterare", Attendance.AUTHOR)
    ]


def test_a_part_headed_with_an_items_number_goes_to_that_item() -> None:
    found = read_summons("1. Öppnande\n2. Budget\n3. Avslutning\n\nFörslag till beslut, ärende 2\nBudgeten antas.\n")
    assert [item.proposal.value if item.proposal else None for item in found.items] == [None, "Budgeten antas.", None]


def test_breaks_among_lines_and_at_the_head() -> None:
    found = read_summons(
        "09.00\n20 min\n\n1. Budget\n\n09.20\n10 min\n\nPaus\n\n09.30\n30 min\n\n2. Taxor\n\n10.00\n15 min\n\n3. Övrigt\n"
    )
    assert [(one.start_time.value, one.end_time.value if one.end_time else None) for one in found.breaks] == [
        ("09:20", "09:30")
    ]
    assert [item.time.value if item.time else None for item in found.items] == ["09:00", "09:30", "10:00"]
