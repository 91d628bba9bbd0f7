"""Who was there: the lists of the head, as lines, as running text or as a table with 1 and -."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from samverka.imports.extractors.meetings.header import Segment
from samverka.imports.extractors.meetings.labels import Label
from samverka.imports.extractors.meetings.names import is_role
from samverka.imports.extractors.meetings.persons import Person, read_people, settle
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.meetings.roster import is_marked, marked_people
from samverka.imports.found import Found
from samverka.imports.meeting_records import Attendance, PersonRecord, PersonReference

_BY_LABEL = {
    Label.MEMBERS: Attendance.MEMBER,
    Label.PRESENT: Attendance.ATTENDEE,
    Label.ACTING: Attendance.ACTING_DEPUTY,
    Label.NOT_ACTING: Attendance.NON_ACTING_DEPUTY,
    Label.DEPUTIES: Attendance.NON_ACTING_DEPUTY,
    Label.ATTENDEES: Attendance.ATTENDEE,
    Label.ABSENT: Attendance.ABSENT,
}
_COLUMN = re.compile(
    r"(?i)^(?:namn|parti|funktion|titel|roll|befattning|organisation|kommun|region|kommun/region|från|till|närv\w*\.?|frånv\w*\.?|tj\w*\.?|anm\w*\.?|§+|ja|nej)$"
)
_ORGANISATION = re.compile(
    r"(?:Från |Representanter för |För )?(?:Region(?:en)?(?: [A-ZÅÄÖ][\wåäö]+){0,3}|(?:[A-ZÅÄÖ][\wåäö-]+ ){1,2}(?:kommun|stad|landsting)|[Kk]ommunerna(?: i \w+)?|Landstinget(?: \w+){0,2}|"
    r"(?:Polisen|Polismyndigheten|Försäkringskassan|Arbetsförmedlingen|Länsstyrelsen|Kommunförbundet|Svenska kyrkan)(?: [\wåäö]+){0,3})$"
)
_GENERAL = re.compile(r"(?i)(?:från |representanter för |för )?(?:kommunerna|regionen|region)\b(?!.*[A-ZÅÄÖ])")
_LEAST_GATHERED = 2
_OPEN = re.compile(r"(?i)(?:[,(/-]|\b(?:ersätter|för|och|tjg\.?|ersättare|von|af|de))$")


def read_attendance(found: Sequence[Segment], first: int | None, last: int | None) -> list[PersonRecord]:
    """The people of every list, each person once; the first list that names her decides."""
    found = _with_titles(found)
    parties = _parties(found)
    political = any(segment.label in (Label.MEMBERS, Label.NOT_ACTING, Label.ACTING) for segment in found)
    out: dict[str, PersonRecord] = {}
    for segment in found:
        if segment.label is None or segment.label not in _BY_LABEL or not segment.values:
            continue
        as_what = _BY_LABEL[segment.label]
        elected = political or not any(one.label in _BY_LABEL for one in found if one is not segment and one.values)
        if segment.label is Label.PRESENT and (elected or _has_groups(segment)) and _has_parties(segment, parties):
            as_what = Attendance.MEMBER
        officials = as_what is Attendance.ATTENDEE
        for organisation, part in _by_organisation(segment):
            if is_marked(part.values):
                people = marked_people(part.values, deputies=as_what is Attendance.NON_ACTING_DEPUTY)
            else:
                people = _read(part, officials=officials, parties=parties)
            for person, piece in people:
                record = _record(person, piece, as_what, first, last)
                if organisation and record.organisation is None:
                    record = replace(record, organisation=organisation)
                out.setdefault(record.name.value.casefold(), record)
    return list(out.values())


def _with_titles(found: Sequence[Segment]) -> list[Segment]:
    """Names whose titles stand after them in a column of their own, each with its title: as many of the one as of the
    other, in the same order. Anything else is left as it is."""
    lists = [segment for segment in found if segment.label in _BY_LABEL]
    pieces = [piece for segment in lists for piece in segment.values]
    names = [piece for piece in pieces if _is_bare_name(piece)]
    titles = [piece for piece in pieces if _is_bare_title(piece)]
    if len(names) < _LEAST_GATHERED or len(names) != len(titles) or len(names) + len(titles) != len(pieces):
        return list(found)
    told = {id(name): title for name, title in zip(names, titles, strict=True)}
    gone = {id(title) for title in titles}

    def joined(piece: Piece) -> Piece:
        title = told[id(piece)]
        return replace(piece, text=f"{piece.text}, {title.text}", raw=f"{piece.raw}\n{title.raw}")

    return [
        replace(one, values=[joined(piece) for piece in one.values if id(piece) not in gone]) if one in lists else one
        for one in found
    ]


def _is_bare_name(piece: Piece) -> bool:
    people = read_people(piece.text)
    if piece.row or len(people) != 1 or people[0].span[0] != 0:
        return False
    return not (people[0].role or people[0].organisation)


def _is_bare_title(piece: Piece) -> bool:
    return not piece.row and not read_people(piece.text) and (is_role(piece.text) or piece.text[:1].islower())


def _has_groups(segment: Segment) -> bool:
    return len(_by_organisation(segment)) > 1


def _by_organisation(segment: Segment) -> list[tuple[Found[str] | None, Segment]]:
    """The list cut at lines that are only an organisation, whose people stand below: «Region Dalarna»."""
    out: list[tuple[Found[str] | None, Segment]] = [(None, Segment(segment.label, segment.printed))]
    for piece in segment.values:
        text = piece.text.strip(" *_:•-–")
        if not piece.row and len(text) < 50 and _ORGANISATION.match(text) and not read_people(text):
            named = None if _GENERAL.match(text) else Found(text, piece.raw, piece.place)
            out.append((named, Segment(segment.label, segment.printed)))
        else:
            out[-1][1].values.append(piece)
    return [one for one in out if one[1].values]


def _has_parties(segment: Segment, parties: frozenset[str]) -> bool:
    people = read_people(_running(segment.values), parties=parties)
    return bool(people) and sum(1 for person in people if person.party) * 2 > len(people)


def _parties(found: Iterable[Segment]) -> frozenset[str]:
    """Brackets that stand right after a name in the lists of elected members: parties, local ones too."""
    out: set[str] = set()
    for segment in found:
        if segment.label in (Label.MEMBERS, Label.NOT_ACTING, Label.ACTING, Label.DEPUTIES):
            out.update(person.party for person in read_people(segment.text) if person.party)
    return frozenset(out)


def _read(segment: Segment, *, officials: bool, parties: frozenset[str]) -> list[tuple[Person, Piece]]:
    values = [piece for piece in segment.values if not (piece.row and _COLUMN.match(piece.text))] or segment.values
    segment = Segment(segment.label, segment.printed, values)
    text = _running(segment.values)
    people = read_people(text, officials=officials, parties=parties)
    starts: list[tuple[int, Piece]] = []
    position = 0
    for piece in segment.values:
        starts.append((position, piece))
        position += len(piece.text) + 3
    out = []
    for person in people:
        piece = next((piece for start, piece in reversed(starts) if start <= person.span[0] + 3), segment.values[0])
        out.append((person, piece))
    return out


def _running(values: Sequence[Piece]) -> str:
    """The lines of a list as one text: parted by « ; », but a name split over two lines is put together."""
    text = ""
    row = 0
    for piece in values:
        if not text:
            text = piece.text
        elif piece.row and piece.row == row and not _is_in_bracket(text):
            text = f"{text} , {piece.text}"
        elif _is_open(text) or piece.text[:1] in "(,§–-" or piece.text[:1].islower():
            text = f"{text} {piece.text}"
        else:
            text = f"{text} ; {piece.text}"
        row = piece.row
    return text


def _is_open(text: str) -> bool:
    """Whether a line ends in the middle of something: a lone first name, an open bracket, «ersätter»."""
    last = text.rsplit(" ; ", 1)[-1]
    if _is_in_bracket(last):
        return True
    return bool(_OPEN.search(last)) or bool(re.fullmatch(r"[A-ZÅÄÖÉ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?-?", last))


def _is_in_bracket(text: str) -> bool:
    return text.rfind("(") > text.rfind(")")


def _record(person: Person, piece: Piece, as_what: Attendance, first: int | None, last: int | None) -> PersonRecord:
    person = settle([person], first, last)[0]
    if person.absent:
        as_what = Attendance.ABSENT
    elif as_what is not Attendance.ATTENDEE and as_what is not Attendance.ABSENT:
        if person.acting is True or (as_what is Attendance.NON_ACTING_DEPUTY and person.serves_for):
            as_what = Attendance.ACTING_DEPUTY
        elif person.acting is False:
            as_what = Attendance.NON_ACTING_DEPUTY

    def text(value: str | None) -> Found[str] | None:
        return Found(value, piece.raw, piece.place) if value else None

    serves = None
    if person.serves_for:
        name, party = person.serves_for
        serves = PersonReference(Found(name, piece.raw, piece.place), text(party))
    return PersonRecord(
        name=Found(person.name, piece.raw, piece.place),
        organisation=text(person.organisation),
        role=text(person.role),
        party=text(person.party),
        attendance=as_what,
        sections=person.sections,
        serves_for=serves,
        remote=person.remote,
    )
