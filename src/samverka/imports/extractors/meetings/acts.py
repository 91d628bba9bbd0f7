"""People that paragraphs tell of and no list names: who presented, was appointed, resigned, or moved a proposal.

«Anna Berg (S) entledigas», «Till ny ersättare utses Bo Dal (C)», «Maja Ek (M) yrkar avslag». The lists at the head decide
first; a sentence that only tells what somebody said makes no person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samverka.imports.extractors.meetings.persons import Person, read_people
from samverka.imports.extractors.meetings.presenters import sentences
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.found import Found, Text
from samverka.imports.meeting_records import Attendance, ItemRecord, PersonRecord

_LEAVES = tolerant(
    r"(?i)\bentlediga\w*|\bavs(?:agt|äger|ade) sig\b|\bavsägelse\b|\bbefria\w* från (?:sitt )?uppdrag|\blämnar sitt uppdrag|\bbegär\w* (?:om )?(?:entledigande|att (?:få )?bli entledigad)"
)
_TAKES = tolerant(r"(?i)\b(?:utse[rs]?|utsågs?|utsetts|välj(?:er|s)|valde|valdes|förordnas?|nominera[rs]?)\b")
_OFFICE = tolerant(
    r"(?i)\b(?:ledamot|ersättare|ordförande|representant\w*|kontaktperson\w*|ombud|revisor\w*|sammankallande|ledamöter|presidi\w+|uppdrag\w*|sekreterare)\b"
)
_ATTESTS = tolerant(r"(?i)\bjuster|\bprotokoll|\bmötesordförande|\bför (?:dagens )?mötet")
_MOVES = tolerant(
    r"(?i)\b(?:yrka(?:r|de|t)|föreslå(?:r|s)|föreslog|lägger fram|lämnar (?:ett )?förslag|tilläggsyrka\w*|instämmer i)\b"
)
_PREDECESSOR = tolerant(r"(?i)\b(?:efter|i stället för|istället för|ersätter|som ersättare för)\s*$")
_LONGEST = 20_000
_Act = tuple[Attendance, Person, Text]


def people_in(items: Sequence[ItemRecord], known: set[str]) -> list[PersonRecord]:
    """The people that items tell of, each once, in the order of the document. `known`: names already in a list."""
    out: dict[str, PersonRecord] = {}
    for item in items:
        for as_what, person, text in _acts(item):
            key = person.name.casefold()
            if key in known or key in out:
                continue
            party = Found(person.party, text.raw, text.place) if person.party else None
            out[key] = PersonRecord(Found(person.name, text.raw, text.place), party=party, attendance=as_what)
    return list(out.values())


def _acts(item: ItemRecord) -> Iterator[_Act]:
    for name in item.presenters:
        yield Attendance.PRESENTER, Person(name.value), name
    texts = [text for text in (item.summary, item.proposal, item.decision) if text]
    for text in (*texts, *(remark for _, remark in item.remarks)):
        for sentence in sentences(text.value[:_LONGEST]):
            yield from _of_sentence(sentence, text)


def _of_sentence(sentence: str, text: Text) -> Iterator[_Act]:
    """The acts of a sentence; of several names those count that stand with the verb."""
    leaves, takes, moves = _LEAVES.search(sentence), _TAKES.search(sentence), _MOVES.search(sentence)
    if not (leaves or takes or moves):
        return
    people = read_people(sentence)
    if leaves and people:
        for person in people if not takes else people[:1]:
            yield Attendance.RESIGNED, person, text
        people = people[1:] if takes else []
    if takes and _OFFICE.search(sentence) and not _ATTESTS.search(sentence):
        for person in people:
            if not _PREDECESSOR.search(sentence[: person.span[0]]):
                yield Attendance.APPOINTED, person, text
    elif moves and not leaves:
        for person in people:
            if person.party and person.span[1] <= moves.start():
                yield Attendance.PROPOSER, person, text
