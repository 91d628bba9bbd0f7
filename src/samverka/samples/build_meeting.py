"""The meeting's samples: minutes, the scanned summons and the packet, each with what the importer should find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import count
from typing import Any

from samverka.samples import meeting, packet
from samverka.samples.content import Attendee, FigureTable, Item
from samverka.samples.expecting import filled
from samverka.samples.scanner import saved_as, scanned
from samverka.samples.typeset import typeset

Json = dict[str, Any]
_REGION = "Region Jämtland Härjedalen"
_TITLE = "Protokoll Sociala vård- och omsorgsgruppen"
_SUMMONS_TITLE = "Kallelse/föredragningslista"
_LATER = "Handling skickas senare"
_SCAN_QUALITY = 40
_PRESENTED = (*meeting.DECISIONS, *meeting.INFORMATION)
"""Items of which the minutes say who presented them; the summons names somebody for each."""

# the minutes


def minutes() -> bytes:
    given = {
        "title": _TITLE,
        "author": meeting.SECRETARY,
        "forum": meeting.FORUM,
        "date": meeting.DATE,
        "head": [
            ["Plats och tid", [f"{meeting.PLACE}, kl. {_time(meeting.STARTS)}-{_time(meeting.ENDS)}"]],
            ["Beslutande ledamöter", [each.printed for each in meeting.MEMBERS]],
            ["Ej tjänstgörande ersättare", [each.printed for each in meeting.NOT_ACTING]],
            ["Övriga närvarande", [each.printed for each in meeting.ATTENDING]],
            ["Utses att justera", [meeting.ATTESTER]],
            ["Justerat av", [f"Ordförande {meeting.CHAIR}", f"Ordförande {meeting.SECOND_CHAIR}",
                             f"Justerande {meeting.ATTESTER}", f"Sekreterare {meeting.SECRETARY}"]],
            ["Paragrafer", [f"§§ {meeting.FIRST_SECTION}-{meeting.LAST_SECTION}"]],
        ],
        "notice": [
            ["Organ", [meeting.FORUM]],
            ["Sammanträdesdatum", [meeting.DATE]],
            ["Förvaringsplats för protokollet", [meeting.OFFICE]],
        ],
        "items": _numbered(meeting.ITEMS, meeting.FIRST_SECTION),
    }  # fmt: skip
    return typeset("minutes", given, saved_on="2024-03-08")


def expected_minutes() -> Json:
    people = [
        *(_person(each, "member") for each in meeting.MEMBERS),
        *(_person(each, "substitute_not_serving") for each in meeting.NOT_ACTING),
        *(_person(each, "other") for each in meeting.ATTENDING),
    ]
    return {
        "kind": "minutes",
        "document": {"title": _TITLE, "body": meeting.FORUM},
        "meeting": {
            **_meeting(meeting.FORUM, meeting.DATE, meeting.PLACE, "hybrid", meeting.STARTS, meeting.ENDS),
            "sections_from": meeting.FIRST_SECTION,
            "sections_to": meeting.LAST_SECTION,
            "chair": meeting.MEMBERS[0].name,
            "secretary": meeting.SECRETARY,
            "adjusters": [meeting.ATTESTER.split(" (")[0]],
            "records_office": meeting.OFFICE,
            "next_meeting_date": meeting.NEXT_DATE,
            "next_meeting_place": meeting.NEXT_PLACE,
        },
        "people": people,
        "items": [
            filled(
                number=number,
                position=position,
                title=item.title,
                summary=" ".join(item.summary),
                presenters=list(item.presenters) if item in _PRESENTED else [],
                proposal=_clauses(item.lead, item.proposal),
                decision=_clauses(item.lead, item.decision),
                attachments=list(item.basis),
                registration_number=item.record_number,
            )
            for position, (number, item) in enumerate(zip(count(meeting.FIRST_SECTION), meeting.ITEMS), 1)
        ],
    }


# the summons, scanned


def summons() -> bytes:
    """The summons printed and put through the scanner."""
    groups = (
        ("", meeting.OPENING), ("Beslutsärenden", meeting.DECISIONS), ("Informationsärenden", meeting.INFORMATION),
        ("Avslutning", meeting.CLOSING),
    )  # fmt: skip
    numbers = count(1)
    given = {
        "title": _SUMMONS_TITLE,
        "author": meeting.SECRETARY,
        "heading": "KALLELSE",
        "forum": meeting.FORUM,
        "date": meeting.DATE,
        "head": [
            ["Plats", [meeting.PLACE]],
            ["Tid", [f"{meeting.DATE} kl. {_time(meeting.STARTS)}-{_time(meeting.ENDS)}"]],
        ],
        "groups": [
            {"heading": heading, "items": [_agenda_item(item, next(numbers)) for item in items]}
            for heading, items in groups
        ],
    }
    printed = typeset("summons", given, saved_on=meeting.SUMMONED)
    return saved_as(
        scanned(printed), "PDF", quality=_SCAN_QUALITY, title="", producer="", creationDate=None, modDate=None
    )


def expected_summons() -> Json:
    return {
        "kind": "agenda",
        "document": {"title": _SUMMONS_TITLE, "body": meeting.FORUM},
        "meeting": _meeting(meeting.FORUM, meeting.DATE, meeting.PLACE, "hybrid", meeting.STARTS, meeting.ENDS),
        "items": [_expected_agenda_item(item, position) for position, item in enumerate(meeting.ITEMS, 1)],
    }


# the packet


def the_packet() -> bytes:
    source = packet
    extract = {
        **_printed(source.EXTRACT, source.EXTRACT_NUMBER),
        "heading": source.EXTRACT_TITLE,
        "forum": source.EXTRACT_FORUM,
        "head": [
            ["Sammanträdesdatum", [source.EXTRACT_DATE]],
            ["Plats", [source.EXTRACT_PLACE]],
            ["Ordförande", [source.EXTRACT_CHAIR]],
            ["Sekreterare", [source.EXTRACT_SECRETARY]],
        ],
        "certified_by": source.EXTRACT_SECRETARY,
    }
    given = {
        "title": source.TITLE,
        "author": "Kommunförbundet Jämtland Härjedalen",
        "head": [
            ["Forum", [source.FORUM]],
            ["Datum", [source.DATE]],
            ["Tid", [f"kl. {_time(source.STARTS)}-{_time(source.ENDS)}"]],
            ["Plats", [source.PLACE]],
        ],
        "groups": [
            {"heading": "", "items": [_agenda_item(item, number) for number, item in enumerate(source.ITEMS, 1)]}
        ],
        "extract": extract,
        "report": _report(),
    }
    return typeset("packet", given, saved_on="2024-01-30")


def _report() -> Json:
    source = packet
    sides = (
        ("Intäkter", source.INCOME, "Summa intäkter", source.INCOME_TOTAL),
        ("Kostnader", source.COSTS, "Summa kostnader", source.COSTS_TOTAL),
    )
    return {
        "heading": source.REPORT_TITLE,
        "forum": source.REPORT_FORUM,
        "texts": source.REPORT_TEXT,
        "tables": [_figures(table) for table in source.TABLES],
        "budget": {
            "title": source.BUDGET_TITLE,
            "sides": [
                {"heading": heading, "lines": [[label, _money(amount)] for label, amount in (*lines, (total, added))]}
                for heading, lines, total, added in sides
            ],
            "result": _money(source.RESULT),
            "reported_by": ", ".join(source.REPORTED_BY),
        },
    }


def _figures(table: FigureTable) -> Json:
    return {**asdict(table), "rows": [[label, *map(str, numbers)] for label, numbers in table.rows]}


def expected_packet() -> Json:
    source = packet
    extract = source.EXTRACT
    return {
        "kind": "packet",
        "document": {"title": source.TITLE, "date": source.DATE, "body": source.FORUM},
        "meeting": _meeting(source.FORUM, source.DATE, source.PLACE, "digital", source.STARTS, source.ENDS),
        "items": [_expected_agenda_item(item, position) for position, item in enumerate(source.ITEMS, 1)],
        "embedded_meetings": [
            filled(
                title=extract.title,
                number=source.EXTRACT_NUMBER,
                body=source.EXTRACT_FORUM,
                date=source.EXTRACT_DATE,
                place=source.EXTRACT_PLACE,
                chair=source.EXTRACT_CHAIR,
                secretary=source.EXTRACT_SECRETARY,
                presenters=list(extract.presenters),
                attachments=list(extract.basis),
                proposal=_clauses("", extract.proposal),
                decision=_clauses("", extract.decision),
                certified_by=source.EXTRACT_SECRETARY,
            )
        ],
        "parts": [
            {"title": source.EXTRACT_TITLE, "body": source.EXTRACT_FORUM, "date": source.EXTRACT_DATE},
            {"title": source.REPORT_TITLE},
        ],
        "tables": [
            {
                "number": table.number,
                "title": table.title,
                "columns": list(table.columns),
                "rows": [
                    {"label": label, "numbers": [float(each) for each in numbers]} for label, numbers in table.rows
                ],
            }
            for table in source.TABLES
        ],
        "budget": {
            "title": source.BUDGET_TITLE,
            "year": source.BUDGET_YEAR,
            "income": _amounts(source.INCOME),
            "income_total": float(source.INCOME_TOTAL),
            "costs": _amounts(source.COSTS),
            "costs_total": float(source.COSTS_TOTAL),
            "result": float(source.RESULT),
            "reported_by": source.REPORTED_BY[1],
            "organisation": source.REPORTED_BY[0],
        },
    }


# parts of both


def _numbered(items: Sequence[Item], first: int) -> list[Json]:
    return [_printed(item, number) for number, item in enumerate(items, first)]


def _printed(item: Item, number: int) -> Json:
    return {**asdict(item), "number": number}


def _agenda_item(item: Item, number: int) -> Json:
    """An item as the summons prints it; where the minutes have a basis and no proposal was ready, it comes later."""
    later = _LATER if item.summary and not item.basis and item.proposal else ""
    return {**_printed(item, number), "time": _time(item.time), "note": later}


def _expected_agenda_item(item: Item, position: int) -> Json:
    kind = "decision" if item in meeting.DECISIONS else "information" if item in meeting.INFORMATION else ""
    return filled(
        number=position,
        position=position,
        title=item.title,
        presenters=list(item.presenters),
        proposal=_clauses(item.lead, item.proposal),
        attachments=list(item.basis),
        time=item.time,
        type=kind,
    )


def _clauses(lead: str, points: Sequence[str]) -> str:
    return " ".join(filter(None, (lead, *points)))


def _person(person: Attendee, attendance: str) -> Json:
    replaced = person.serves_for
    return filled(
        name=person.name,
        party=person.party,
        organisation=person.organisation,
        role=person.role,
        attendance=attendance,
        sections=[list(person.sections)] if person.sections else [],
        replaces={"name": replaced[0], "party": replaced[1]} if replaced else None,
    )


def _meeting(forum: str, date: str, place: str, mode: str, starts: str, ends: str) -> Json:
    return {"body": forum, "date": date, "place": place, "mode": mode, "start_time": starts, "end_time": ends}


def _time(clock: str) -> str:
    return clock.replace(":", ".")


def _money(amount: int) -> str:
    return f"{amount:,}".replace(",", " ")


def _amounts(lines: Sequence[tuple[str, int]]) -> list[Json]:
    return [{"label": label, "amount": float(amount)} for label, amount in lines]
