"""People in running lists: «Anna Berg (S) (Åre kommun) §§16–25 ersätter Bo Dal (C) Maja Ek, socialdirektör, 111, 124».

A scanner walks through the text: a name begins a person, what follows belongs to her until the next name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from samverka.imports.extractors.meetings.names import (
    INITIAL,
    NAME,
    affiliation,
    is_name,
    is_organisation,
    is_role,
    may_be_local_party,
    name_spans,
    party_in,
)
from samverka.imports.extractors.meetings.tolerant import tolerant

Sections = tuple[tuple[int, int], ...]
_SKIP = re.compile(r"[\s,;:•·*|–—-]+|\.(?=\s|$)|\b(?:och|samt|and|&)\b")
_BRACKET = re.compile(r"\(([^()]{1,80})\)")
_SERVES = tolerant(
    r"(?i)(?:(?:som )?(?:tj\.?(?:g|änstg)?\.?|tjänstgör(?:ande)?)\s*(?:ers(?:ättare|\.)?)?\s*(?:för|i st(?:ället|\.)? för)|ersätter|ers(?:ättare|\.)?\s+för|ers\.(?=\s[A-ZÅÄÖ])|i stället för|istället för|(?:går|trädde|träder) in för|för(?=\s[A-ZÅÄÖ][\wåäöé-]+\s[A-ZÅÄÖ]))\s*:?\s*"
)
_ACTING = tolerant(
    r"(?i)\(?(?:tj\.?g\.?|tjänstg(?:ör|örande|\.)?|tjg\.?)\s*(?:ers(?:ättare|\.)?)?(?![\w])\)?(?!\s+(?:för|i st)\b)"
)
_NOT_ACTING = tolerant(r"(?i)\(?(?:ej|inte|icke)\s+tj\w*\.?(?:\s+ers(?:ättare|\.)?)?\)?")
_SECTIONS = tolerant(
    r"(?i)\(?(?:(?:deltar|närvarande|närv\.?|deltog|del av|vid|under|på|endast|utom)\s+)*(?P<from>fr(?:\.|ån)?\s?o(?:\.|ch)?\s?m(?:\.|ed)?\s+|från\s+)?(?P<until>t(?:\.|ill)?\s?o(?:\.|ch)?\s?m(?:\.|ed)?\s+)?"
    r"(?:[§$]+|[8S](?=\s\d{2,3}\b)|(?<![^\W_])(?:SS?|88)(?=\d{1,3}\s*[-–—])|"
    r"paragraf(?:erna)?|punkt(?:erna)?)\s*(?P<list>\d{1,3}(?:\s*(?:[-–—,]|och|samt|till)\s*§*\s*\d{1,3})*)(?:\s*§+)?\)?"
)
_BARE = re.compile(
    r"(?P<list>\d{1,3}(?:\s*[-–—]\s*\d{1,3})?(?:\s*(?:,|och)\s*\d{1,3}(?:\s*[-–—]\s*\d{1,3})?)*)(?![\d:/.]?\d)(?!\s*(?:kr|%|år|min|:\s?[ea]\b))"
)
_TIMES = re.compile(
    r"(?i)\(?(?:fr\.?o\.?m\.?\s|t\.?o\.?m\.?\s|från\s|till\s|del av tid\s*,?)?\s*(?:kl\.?|klockan)\s*\d{1,2}(?:[.:]\d{2})?(?:\s*[-–—]\s*\d{1,2}(?:[.:]\d{2})?)?\)?|\d{1,2}[.:]\d{2}\s*[-–—]\s*\d{1,2}[.:]\d{2}"
)
_REMOTE = tolerant(
    r"(?i)\(?(?:på|via|deltar (?:på|via)|deltog (?:på|via))?\s*(?:distans|digitalt|teams|länk|telefon|skype|zoom)\)?"
)
_AWAY = tolerant(
    r"(?i)\(?(?:frånvarande|ej närvarande|förhinder|anmält förhinder|förhindrad|har anmält förhinder)\)?(?=[\s,;)]|$)"
)
_RANK = tolerant(
    r"(?i)(?:\d\s?:\s?[ea]\s+|förste\s+|andre\s+|andra\s+|tf\.?\s+|t\.f\.\s+)?(?:vice\s+|v\.?\s?)?(?:ordförande|ordf\.?)(?=[\s,;()]|$)"
)
_PHRASE = re.compile(r"[^,;()§]+")
_MARK = re.compile(r"(?:^|\s)(?:[1xX]|ja|närv\.?|närvarande)(?=\s|$)")


@dataclass(slots=True)
class Person:
    """A person in a list, as printed; `acting` None where the list does not say."""

    name: str
    party: str | None = None
    organisation: str | None = None
    role: str | None = None
    sections: Sections = ()
    serves_for: tuple[str, str | None] | None = None
    acting: bool | None = None
    remote: bool = False
    absent: bool = False
    span: tuple[int, int] = field(default=(0, 0))


def read_people(
    text: str, *, officials: bool = False, loose: bool = False, parties: Iterable[str] = ()
) -> list[Person]:
    """The people of a list. `officials`: letters in brackets are authorities, not parties. `loose`: also «A. Berg»."""
    return _Scanner(text, officials, loose, frozenset(parties)).read()


class _Scanner:
    def __init__(self, text: str, officials: bool, loose: bool, parties: frozenset[str]) -> None:
        self.text = text
        self.officials = officials
        self.parties = parties
        self.loose = loose
        self.position = 0
        self.people: list[Person] = []
        self.names = dict(name_spans(text))

    def read(self) -> list[Person]:
        while self.position < len(self.text):
            before = self.position
            self._step()
            if self.position <= before:
                self.position = before + 1
        return self.people

    def _step(self) -> None:
        if self._take(_SKIP):
            return
        person = self.people[-1] if self.people else None
        if person is not None and self._detail(person):
            return
        if end := self.names.get(self.position):
            self.people.append(Person(self.text[self.position : end], span=(self.position, end)))
            self.position = end
            return
        if self.loose and (found := INITIAL.match(self.text, self.position)):
            self.people.append(Person(found[0], span=found.span()))
            self.position = found.end()
            return
        if person is not None and self._phrase(person):
            return
        found = re.compile(r"\S+").match(self.text, self.position)
        self.position = found.end() if found else len(self.text)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.position)
        if found and found.end() > self.position:
            self.position = found.end()
            return found
        return None

    def _detail(self, person: Person) -> bool:
        if found := self._take(_SECTIONS):
            person.sections += sections(found["list"], found["from"], found["until"])
        elif self._take(_NOT_ACTING):
            person.acting = False
        elif self._replaced(person):
            pass
        elif self._take(_ACTING):
            person.acting = True
        elif self._after_comma() and self._take(_AWAY):
            person.absent = True
        elif self._take(_TIMES):
            pass
        elif found := self._take(_RANK):
            person.role = person.role or found[0].strip()
        elif self._after_comma() and (found := self._take(_BARE)):
            person.sections += sections(found["list"])
        elif found := self._take(_BRACKET):
            self._bracket(person, found[1])
        elif self._after_comma() and self._take(_REMOTE):
            person.remote = True
        else:
            return False
        return True

    def _after_comma(self) -> bool:
        return self.text[: self.position].rstrip()[-1:] in (",", ";", ")", "-", "–") or self.position == 0

    def _replaced(self, person: Person) -> bool:
        found = _SERVES.match(self.text, self.position)
        if found is None or (end := self.names.get(found.end())) is None:
            return False
        name = self.text[found.end() : end]
        bracket = re.compile(r"\s*,?\s*\(([^()]{1,12})\)").match(self.text, end)
        party = (
            bracket[1] if bracket and (party_in(bracket[1], self.parties) or may_be_local_party(bracket[1])) else None
        )
        person.serves_for = (name, party)
        if re.match(r"(?i)tj|ers(?:ättare|\.)", found[0]):
            person.acting = True
        self.position = bracket.end() if bracket and party else end
        return True

    def _bracket(self, person: Person, content: str) -> None:
        content = content.strip()
        if (party_in(content, self.parties) and person.party is None) or (
            not self.officials and person.party is None and may_be_local_party(content)
        ):
            person.party = content
        elif inner := re.fullmatch(r"(?i)(?:tj\w*\.?(?:\s*ers\w*\.?)?)", content):
            person.acting = bool(inner)
        elif found := _SECTIONS.fullmatch(content):
            person.sections += sections(found["list"], found["from"], found["until"])
        elif re.fullmatch(
            r"(?i)(?:deltar |deltog )?(?:på |via )?(?:distans|digitalt|teams|länk|zoom|skype|telefon)", content
        ):
            person.remote = True
        elif _AWAY.fullmatch(content):
            person.absent = True
        else:
            self._belongs(person, content)

    def _belongs(self, person: Person, text: str) -> None:
        organisation, role = affiliation(text)
        if organisation and not role and not is_organisation(organisation) and organisation[:1].islower():
            organisation, role = None, organisation
        person.organisation = person.organisation or organisation
        person.role = person.role or role

    def _phrase(self, person: Person) -> bool:
        """Words after a comma: a title or an authority, up to the next comma, bracket or name."""
        if not self._after_comma():
            return False
        found = _PHRASE.match(self.text, self.position)
        if found is None:
            return False
        end = found.end()
        for start in self.names:
            if self.position < start < end:
                end = start
        for mark in (_SERVES, _ACTING):
            if (cut := mark.search(self.text, self.position, end)) and cut.start() > self.position:
                end = min(end, cut.start())
        text = self.text[self.position : end].strip(" .–-")
        if not text or len(text) > 90:
            self.position = end
            return True
        if is_organisation(text) or is_role(text) or text[:1].islower() or text[:1].isupper():
            self._belongs(person, text)
        self.position = end
        return True


def sections(text: str, starts: str | None = None, ends: str | None = None) -> Sections:
    """«20–28», «111, 124, 4–16» as pairs; «fr.o.m. § 20» and «t.o.m. § 20» leave the other end to the meeting (0)."""
    out = []
    for found in re.finditer(r"(\d{1,3})(?:\s*(?:[-–—]|till)\s*§*\s*(\d{1,3}))?", text):
        first, last = int(found[1]), int(found[2] or found[1])
        if first <= last:
            out.append((first, last))
    if len(out) == 1 and starts:
        return ((out[0][0], 0),)
    if len(out) == 1 and ends:
        return ((0, out[0][1]),)
    return tuple(out)


def settle(people: list[Person], first: int | None, last: int | None) -> list[Person]:
    """Open ends of sections («fr.o.m. § 20») closed by the meeting's first and last; dropped where it is not known."""
    out = []
    for person in people:
        closed = tuple(
            (a or (first or 0), b or max(last or 0, a)) for a, b in person.sections if (a or first) and (b or last)
        )
        out.append(replace(person, sections=closed) if closed != person.sections else person)
    return out


def one_name(text: str) -> str | None:
    """The name a short text is, without party and title; None when it is none."""
    people = read_people(text)
    if people:
        return people[0].name
    found = NAME.match(text.strip())
    return found[0] if found and is_name(found[0]) else None
