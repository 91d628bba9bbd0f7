"""Who presented an item: named after «Föredragande», or told in the text («Maja Berg och Bo Dal föredrar punkten»)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverka.imports.extractors.meetings.names import name_spans, names_in
from samverka.imports.extractors.meetings.tolerant import tolerant

_VERB = tolerant(
    r"(?i)\b(?:föredrar|föredrog|föredragning|redovisa[rd]e?|redogör|redogjorde|presentera[rd]e?|berättar|berättade|informera[rd]e?|går igenom|gick igenom|beskriver|beskrev|"
    r"rapportera[rd]e?|inlede[rd]?|inledde|visar|visade|lyfter|återkopplar|återkopplade|återrapportera[rd]e?|förklarar|förklarade|håller i|leder|medverka[rd]e?|introducera[rd]e?|"
    r"ger (?:en )?(?:\w+ )?(?:information|lägesrapport|redovisning|presentation|återkoppling|överblick|bakgrund|rapport|dragning|nulägesbild)|gav (?:en )?(?:\w+ )?(?:information|lägesrapport|redovisning|presentation|återkoppling)|"
    r"foredrar|redogor|berattar|gar igenom|forklarar|aterkopplar|lamnar|lämnar (?:en )?(?:information|rapport|redovisning|redogörelse))\b"
)
_COMPLETES = tolerant(r"(?i)\b(?:komplettera[rd]e?|kompletterar)\b")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”\"])")
_ABBREVIATED = re.compile(r"(?:\b[A-ZÅÄÖ]|\bbl\.a|\bt\.ex|\bdvs|\btf|\bTf|\bordf|\bm\.m|\bang|\bca|\bkl)\.$")
_ACT = tolerant(
    r"(?i)\b(?:öppna|avsluta|tacka|hälsa|fråga|yrka|föreslå|reserv|undra|anmäl|vald|valde|utse|väljs|utses|justera|deltog inte|lämnar (?:mötet|sammanträdet|lokalen))"
)


def presenters_in(text: str) -> list[str]:
    """Names that stand before a verb of presenting, in the first sentence that has both."""
    for sentence in sentences(text):
        verb = _VERB.search(sentence)
        if verb is None or _COMPLETES.search(sentence[: verb.start()]):
            continue
        before = [sentence[a:b] for a, b in name_spans(sentence) if b <= verb.start()]
        if not before and re.match(r"(?i)\s*(?:av|:|görs av|ges av)\s", sentence[verb.end() :]):
            before = names_in(sentence[verb.end() :])
        if before and not _ACT.search(sentence[: verb.start()]):
            return list(dict.fromkeys(before))
    return []


_BY = tolerant(
    r"(?i)\b(?:presenteras|föredras|redovisas|inleds|leds|dras|hålls|inledning|föredragning|presentation|dragning|information|redovisning|rapport)\s+(?:(?:görs|ges|lämnas)\s+)?av\s+"
)


def presented_by(text: str) -> list[str]:
    """Names right after «Presenteras av», «Inledning av»: who will present, as a summons says."""
    found = _BY.search(text)
    if found is None:
        return []
    sentence = re.split(r"(?<=[^\W\d_]{2})[.;]|,\s(?=därefter|sedan|följt)", text[found.end() :])[0]
    names = name_spans(sentence)
    return [sentence[a:b] for a, b in names] if names and names[0][0] == 0 else []


def sentences(text: str) -> list[str]:
    """Sentences, not cut after abbreviations and initials."""
    out: list[str] = []
    for part in _SENTENCE.split(text):
        if out and _ABBREVIATED.search(out[-1]):
            out[-1] = f"{out[-1]} {part}"
        else:
            out.append(part)
    return out


def listed(text: str, known: Sequence[str] = ()) -> list[str]:
    """The names of a list: «Maja Berg, IFO-chef, och Bo Dal»."""
    found = names_in(text)
    return found or [name for name in known if name in text]
