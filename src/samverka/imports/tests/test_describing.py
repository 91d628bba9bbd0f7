"""What a document is called, which day it is from, and what of it is left aside."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from samverka.forums.names import ForumNames
from samverka.foundation.dates import PartialDate
from samverka.imports.describing import date_of, left_aside, title_of
from samverka.imports.records import DocumentKind, DocumentRecord, Extraction, PartRecord
from samverka.imports.tests.factories import found, of_meeting, part, person

FORUMS = ForumNames([("1", ["SVOM", "Sociala vård- och omsorgsgruppen"])])
ITEM = part(1, "Mötet öppnas")


def day(text: str) -> PartialDate:
    return PartialDate.day(dt.date.fromisoformat(text))


@pytest.mark.parametrize(
    ("extraction", "title"),
    [
        (of_meeting("minutes", ITEM), "Protokoll SVOM 26 maj 2023"),
        (of_meeting("agenda", ITEM, forum_name="Sociala vard och omsorgsgruppen"), "Kallelse SVOM 26 maj 2023"),
        (of_meeting("packet", ITEM, forum_name="Nämnden"), "Kallelse med handlingar Nämnden 26 maj 2023"),
        (of_meeting("minutes", ITEM, date=None), "fil.txt"),
        (Extraction(DocumentKind.BALANCE_LIST, DocumentRecord(title=found("Balanslista 2024"))), "Balanslista 2024"),
        (Extraction(DocumentKind.UNKNOWN), "fil.txt"),
    ],
)
def test_a_document_of_a_meeting_is_called_after_it(extraction, title):
    assert title_of(extraction, "fil.txt", FORUMS) == title


@pytest.mark.parametrize(
    ("extraction", "date"),
    [
        (of_meeting("minutes", ITEM), "2023-05-26"),
        (of_meeting("minutes", ITEM, dated="2023-05-01"), "2023-05-26"),
        (of_meeting("minutes", ITEM, dated="2023-06-07"), "2023-06-07"),
        (of_meeting("minutes", ITEM, dated="2023-06-07", attested_on=day("2023-06-02")), "2023-06-02"),
        (of_meeting("agenda", ITEM), "2023-05-26"),
        (of_meeting("agenda", ITEM, dated="2023-05-12"), "2023-05-12"),
        (of_meeting("packet", ITEM, dated="2023-05-12", summoned_on=day("2023-05-10")), "2023-05-10"),
        (of_meeting("minutes", ITEM, date=None), None),
        (Extraction(DocumentKind.AGREEMENT_LIST, DocumentRecord(date=found(day("2024-05-20")))), "2024-05-20"),
    ],
)
def test_the_day_that_statements_are_from(extraction, date):
    assert date_of(extraction) == (dt.date.fromisoformat(date) if date else None)


def test_what_is_left_aside_is_told():
    parts = (
        PartRecord(found("Utdrag SocSam"), DocumentKind.MINUTES),
        PartRecord(found("Verksamhetsberättelse"), DocumentKind.MEMO),
    )
    packet = replace(of_meeting("packet", ITEM, people=[person("Karin Lid")]), parts=parts)
    assert left_aside(packet) == [
        "Bland handlingarna finns också: Verksamhetsberättelse. De läses inte för sig.",
        "De som är kallade förs inte in som närvarande; det gör de som protokollet nämner.",
    ]
    assert left_aside(of_meeting("minutes", ITEM, people=[person("Karin Lid")])) == []
    assert left_aside(of_meeting("notes", ITEM, forum_name="", planned=["2024-01-01"])) == [
        "Mötesdagar räknas upp, men dokumentet säger inte för vilket forum. De förs inte in."
    ]
