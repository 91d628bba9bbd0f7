"""Invented minutes and scans of them, for the benches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

FIRST_NAMES = ("Berit", "Gunilla", "Johan", "Hampus", "Disa", "Rune", "Siv", "Saga", "Krister", "Maja", "Olof", "Tyra")
LAST_NAMES = ("Bergvik", "Norling", "Hedman", "Sjövall", "Åkerstedt", "Lundmark", "Östman", "Fjellner")
PARTIES = ("S", "M", "C", "V", "KD", "L")
SUBJECTS = (
    "Överenskommelse om hemsjukvård", "Gemensam plan för psykisk hälsa", "Riktlinje för egenvård", "Uppföljning av hjälpmedel",
    "Samverkan vid utskrivning", "Barn och unga i behov av stöd", "Kompetensförsörjning", "Digital samverkan",
    "Verksamhetsberättelse", "Statsbidrag för nära vård",
)  # fmt: skip
TEXTS = (
    "Ärendet har beretts av Fredagsgruppen och återkommer när underlaget är klart.",
    "Huvudmännen följer upp den gemensamma planen varje år och redovisar resultatet i februari.",
    "Arbetsgruppen föreslår att överenskommelsen förlängs medan en ny tas fram.",
    "Frågan väcktes i en skrivelse från en av kommunerna och har varit på remiss.",
)
DECISIONS = (
    "SVOM tackar för informationen.",
    "SVOM rekommenderar huvudmännen att anta förslaget.",
    "SVOM ger Fredagsgruppen i uppdrag att återkomma med ett förslag.",
    "Rapporten läggs till handlingarna.",
)
A_YEAR = 50


def minutes(number: int) -> str:
    """The minutes of the meeting of this number: its day, its people and its paragraphs are its own."""
    year, within = 2005 + number // A_YEAR, number % A_YEAR
    day = dt.date(year, 1, 8) + dt.timedelta(days=7 * within)
    first = within * 10 + 1
    numbers = range(first, first + 8 + number % 3)
    people = [_person(number + each) for each in range(9)]
    return "\n".join(
        [*_front(day, people, numbers), *(line for each in numbers for line in _paragraph(number, each)), ""]
    )


def _person(number: int) -> str:
    return f"{FIRST_NAMES[number % 12]} {LAST_NAMES[number * 5 % 8]} ({PARTIES[number % 6]})"


def _front(day: dt.date, people: list[str], numbers: range) -> Iterator[str]:
    yield from ("PROTOKOLL", "Sammanträdesdatum", day.isoformat(), "", "Sociala vård- och omsorgsgruppen (SVOM)", "")
    yield "Plats och tid\tDigitalt möte, kl. 09.00–12.00"
    for place, person in enumerate(people):
        yield f"{'Beslutande' if not place else ''}\t{person}{', ordförande' if not place else ''}"
    yield f"Utses att justera\t{people[1]}"
    yield from ("Underskrifter", f"Sekreterare\tLovisa Tjäder\tParagrafer §§ {numbers[0]}–{numbers[-1]}", "")


def _paragraph(meeting: int, number: int) -> Iterator[str]:
    seed = meeting * 7 + number
    yield f"§ {number}"
    yield f"{SUBJECTS[seed % len(SUBJECTS)]} {meeting % 17 + 2010}"
    yield from ("", "Sammanfattning av ärendet", *(TEXTS[(seed + each) % len(TEXTS)] for each in range(3)))
    yield from ("", "Beslut", DECISIONS[seed % len(DECISIONS)], "")
