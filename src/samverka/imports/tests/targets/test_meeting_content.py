"""What was read of a meeting's parts as content of the register: nothing is lost on the way, and nothing is made up."""

from __future__ import annotations

import pytest

from samverka.imports.meeting_records import BreakRecord
from samverka.imports.placeholders import is_placeholder
from samverka.imports.records import DocumentKind
from samverka.imports.targets.meetings import content, merging
from samverka.imports.targets.meetings.reading import read_meetings
from samverka.imports.tests.factories import extract, found, of_meeting, part, person
from samverka.meetings.content import AgendaItemContent, AttendanceContent, ParagraphContent
from samverka.meetings.parts import Section
from samverka.meetings.rules import line_of


def test_a_paragraph_keeps_all_that_was_read():
    item = part(
        20, "Skrivelse från SocSam", summary="Karin Lid föredrar.", proposal="Skrivelsen överlämnas.", decision="Enligt förslag.",
        points=[("Skrivelsen överlämnas till regionen.", "handover", "regionen"), ("Gruppen återkommer.", "commission", "")],
        presenters=["Karin Lid"], basis=["Utdrag SocSam"], record_number="RS/214/2023", type="decision", attested=True, immediate=True,
        remarks=[("Yrkande", "Bo Ek (C) yrkar bifall.")],
    )  # fmt: skip
    assert ParagraphContent.from_json(content.paragraph(item, found("Elin Ås"))).to_json() == {
        "number": 20,
        "title": "Skrivelse från SocSam",
        "summary": "Karin Lid föredrar.",
        "proposal": "Skrivelsen överlämnas.",
        "decision": "Enligt förslag.",
        "points": [
            {"number": 1, "text": "Skrivelsen överlämnas till regionen.", "kind": "handover", "addressee": "regionen"},
            {"number": 2, "text": "Gruppen återkommer.", "kind": "commission", "addressee": ""},
        ],
        "basis": ["Utdrag SocSam"],
        "presenters": ["Karin Lid"],
        "record_number": "RS/214/2023",
        "item_kind": "decision",
        "status": "Paragrafen är justerad",
        "is_immediate": True,
        "remarks": [
            {"heading": "Yrkande", "text": "Bo Ek (C) yrkar bifall."},
            {"heading": "Utdraget bestyrks av", "text": "Elin Ås"},
        ],
    }


def test_what_stands_under_a_paragraph_is_a_status_and_no_immediate_attestation():
    assert content.paragraph(part(16, "Mötet öppnas", attested=True)) == {
        "number": 16,
        "title": "Mötet öppnas",
        "status": "Paragrafen är justerad",
    }


def test_an_item_keeps_its_time_and_what_stands_beside():
    item = part(
        5, "Skrivelse", time="12:40", minutes=10, summary="Bakgrund.", proposal="Överlämnas.", presenters=["Karin Lid"],
        basis=["Skrivelse"], remarks=[("Anmärkning", "PPT skickas ut.")], type="information", record_number="RS/1/2023",
    )  # fmt: skip
    assert AgendaItemContent.from_json(content.agenda_item(item)).to_json() == {
        "number": 5,
        "title": "Skrivelse",
        "heading": "",
        "time": "12:40",
        "minutes": 10,
        "presenters": ["Karin Lid"],
        "summary": "Bakgrund.\n\nAnmärkning: PPT skickas ut.",
        "proposal": "Överlämnas.",
        "basis": ["Skrivelse"],
        "record_number": "RS/1/2023",
        "item_kind": "information",
        "is_break": False,
    }


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ("13:35", "13:40", {"title": "Paus", "time": "13:35", "minutes": 5, "is_break": True}),
        ("13:35", None, {"title": "Paus", "time": "13:35", "is_break": True}),
        ("13:35", "13:30", {"title": "Paus", "time": "13:35", "is_break": True}),
        ("25:99", None, {"title": "Paus", "is_break": True}),
    ],
)
def test_a_break_is_an_item_with_its_length(start, end, kept):
    assert content.pause(BreakRecord(found(start), found(end) if end else None)) == kept


@pytest.mark.parametrize(
    ("read", "line"),
    [
        (person("Karin Lid", party="S", organisation="Åre kommun"), "Karin Lid (S) (Åre kommun)"),
        (
            person("Johan Fors", party="M", sections=[(16, 25)], serves_for="Karin Lid"),
            "Johan Fors (M) §§16–25 ersätter Karin Lid",
        ),
        (person("Johan Fors", "acting_deputy", sections=[(108, 108)]), "Johan Fors §108 tjänstgör"),
        (person("Johan Fors", "non_acting_deputy", party="M"), "Johan Fors (M)"),
        (
            person("Siv Berg", "attendee", role="HR-chef", sections=[(111, 111), (124, 124)]),
            "Siv Berg (HR-chef) §§111, 124",
        ),
        (person("Siv Berg", "attendee", organisation="RJH", role="Regionstaben"), "Siv Berg (RJH - Regionstaben)"),
        (person("Siv Berg", "absent"), "Siv Berg"),
    ],
)
def test_a_person_reads_as_the_minutes_print_it(read, line):
    assert line_of(AttendanceContent.from_json(content.person(read))) == line


@pytest.mark.parametrize(
    ("read", "facts"),
    [
        (person("A Ek", "acting_deputy"), {"name": "A Ek", "capacity": "deputy", "acts": True}),
        (person("A Ek", "non_acting_deputy"), {"name": "A Ek", "capacity": "deputy"}),
        (person("A Ek", "absent"), {"name": "A Ek", "capacity": "absent"}),
        (person("A Ek", remote=True), {"name": "A Ek", "capacity": "member", "remote": True}),
        (
            person("A Ek", role="Ordförande"),
            {"name": "A Ek", "capacity": "member", "role": "Ordförande", "chairs": True},
        ),
        (person("A Ek", role="vice ordförande"), {"name": "A Ek", "capacity": "member", "role": "vice ordförande"}),
    ],
)
def test_facts_of_a_person(read, facts):
    assert content.person(read) == facts


def test_of_two_chairs_the_sections_are_those_each_chaired():
    people = [
        person("A Ek", role="Ordförande", sections=[(1, 3)]),
        person("B Al", role="Ordförande", sections=[(4, 6)]),
    ]
    (read,) = read_meetings(of_meeting("minutes", part(1, "Öppnas"), people=people))
    assert [read.value(f"attendance/{name}")["chairing"] for name in ("a ek", "b al")] == [[[1, 3]], [[4, 6]]]
    assert [read.value(f"attendance/{name}").get("present") for name in ("a ek", "b al")] == [None, None]


@pytest.mark.parametrize("text", ["XX", "xxx", "Namn Namnsson", "Namn Efternamn (X)", "N.N.", "…", "", "[namn]", "___"])
def test_a_placeholder_is_no_value(text):
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["Max", "Nana Namnström", "Namnärendet", "X", "Förslag från XX-gruppen"])
def test_words_that_only_look_like_a_placeholder_stay(text):
    assert not is_placeholder(text)


def test_placeholders_of_a_summons_never_become_values():
    document = of_meeting(
        "agenda",
        part(1, "Mötet öppnas", presenters=["Namn Namnsson"], proposal="XX"),
        chair="Namn Namnsson",
        attesters=["XX"],
    )
    (read,) = read_meetings(document)
    assert [field.name for field in read.fields] == ["forums", "when", "agenda/1"]
    assert read.value("agenda/1") == {"number": 1, "title": "Mötet öppnas"}


def test_who_signs_wrote_or_is_called_is_not_said_to_have_been_there():
    people = [person("A Ek"), person("B Al", "attester"), person("C Ås", "author"), person("D By", "mentioned")]
    (minutes,) = read_meetings(of_meeting("minutes", part(1, "Öppnas"), people=people))
    (summons,) = read_meetings(of_meeting("agenda", part(1, "Öppnas"), people=people))
    assert [field.name for field in minutes.fields if "attendance" in field.name] == ["attendance/a ek"]
    assert [field.name for field in summons.fields if "attendance" in field.name] == []


def test_each_part_says_where_it_stands():
    document = of_meeting(
        "minutes", part(16, "Öppnas", page=1, line=4), part(17, "Val", page=2, line=9, decision="Väljs.")
    )
    (read,) = read_meetings(document)
    assert [(f.name, f.label, f.page, f.line, f.raw) for f in read.fields if f.name.startswith("para")] == [
        ("paragraphs/16", "§ 16 Öppnas", 1, 4, "16\nÖppnas"),
        ("paragraphs/17", "§ 17 Val", 2, 9, "17\nVal\nVäljs."),
    ]


def test_notes_without_numbers_are_called_by_their_titles():
    (read,) = read_meetings(of_meeting("notes", part(None, "Läget"), part(None, "Läget", summary="Igen.")))
    assert [field.name for field in read.fields if "/" in field.name] == ["paragraphs/laget", "paragraphs/laget#2"]


def test_extracts_of_one_meeting_belong_together_and_others_do_not():
    document = of_meeting(
        "packet", part(1, "Öppnas"),
        extracts=[extract(part(21, "Skrivelse")), extract(part(22, "Remiss")), extract(part(4, "Avtal"), "Barnarenan")],
    )  # fmt: skip
    reads = list(read_meetings(document))
    assert [read.label for read in reads] == ["SVOM 26 maj 2023", "SocSam 24 mars 2023", "Barnarenan 24 mars 2023"]
    assert [[f.name for f in read.fields if "/" in f.name] for read in reads] == [
        ["agenda/1"],
        ["paragraphs/21", "paragraphs/22"],
        ["paragraphs/4"],
    ]


def test_planned_days_are_meetings_of_the_forum_each_once():
    document = of_meeting(
        "minutes", part(1, "Öppnas"), planned=["2023-05-26", "2023-10-11", "2023-10-11", "2024-02-23"]
    )
    assert [read.label for read in read_meetings(document)] == [
        "SVOM 26 maj 2023",
        "SVOM 11 oktober 2023",
        "SVOM 23 februari 2024",
    ]


@pytest.mark.parametrize("kind", ["balance_list", "agreement_list", "arenas", "memo"])
def test_other_documents_give_no_meeting(kind):
    document = of_meeting("minutes", part(1, "Öppnas"))
    assert list(read_meetings(type(document)(kind=DocumentKind(kind), meeting=document.meeting))) == []


def test_what_a_part_does_not_say_stays_as_it_stands():
    stands = ParagraphContent(number=20, title="Skrivelse", decision="Överlämnas.", basis=("Utdrag",)).to_json()
    later = {"number": 20, "title": "Skrivelsen", "presenters": ["Karin Lid"]}
    assert merging.part_over(stands, later) == stands | {"title": "Skrivelsen", "presenters": ["Karin Lid"]}
    assert not merging.says_the_same(stands, later)
    assert merging.says_the_same(stands, {"number": 20, "title": "Skrivelse"})


@pytest.mark.parametrize(
    ("section", "stand", "said", "order"),
    [
        (Section.PARAGRAPHS, [{"number": 16}, {"number": 20}], [{"number": 18}, {"number": 21}], [16, 18, 20, 21]),
        (Section.PARAGRAPHS, [{"title": "A"}], [{"title": "B"}], ["A", "B"]),
        (Section.AGENDA, [{"number": 1, "time": "12:30"}, {"number": 2, "time": "13:40"}], [{"title": "Paus", "time": "13:00"}], [1, "Paus", 2]),
    ],
)  # fmt: skip
def test_new_parts_take_their_place(section, stand, said, order):
    names = merging.names_of(section, said)
    merged = merging.parts_over(section, stand, dict(zip(names, said, strict=True)))
    assert [part.get("number") or part.get("title") for part in merged] == order


def test_an_empty_part_is_taken_away():
    stand = [{"number": 1, "title": "A"}, {"number": 2, "title": "B"}]
    assert merging.parts_over(Section.AGENDA, stand, {"agenda/2": {}}) == [stand[0]]
