"""A line of an attendance list, as people and minutes write it, read into facts: the inverse of `rules.line_of`.

    Johan Fors (M) (Bergs kommun) §§16–25 ersätter Karin Lid (S)

Free of Django. What cannot be read gives None and is told to whoever wrote it; nothing is guessed.
"""

from __future__ import annotations

import re

from samverka.meetings.content import AttendanceContent, Sections
from samverka.meetings.states import Capacity

PARTIES = frozenset({"S", "M", "C", "V", "L", "KD", "MP", "SD"})
"""Of the Riksdag; local parties are given by the caller."""

_NUMBERS = r"\d{1,6}(?:\s*[-–]\s*\d{1,6})?(?:\s*(?:,|och)\s*\d{1,6}(?:\s*[-–]\s*\d{1,6})?)*"
_ONE = rf"(?:§\s*§?\s*{_NUMBERS}|t\.?\s?o\.?\s?m\.?\s*§\s*\d{{1,6}}|fr\.?\s?o\.?\s?m\.?\s*§\s*\d{{1,6}})"
_SECTIONS = rf"{_ONE}(?:,\s*{_ONE})*"
_LINE = re.compile(
    r"(?P<name>[^()§]+?)\s*(?P<groups>(?:\([^()]*\)\s*)*)(?P<rest>(?:[,§]|\b(?:ersätter|tjänstg|ordförande §|jäv|t\.?o\.?m|fr\.?o\.?m)).*)?\Z"
)
_REST = re.compile(
    rf"(?:(?P<when>{_SECTIONS}))?[\s,]*"
    rf"(?:(?P<verb>ersätter|tjänstgör(?:\s+för)?|tjänstgörande(?:\s+för)?)(?:\s+(?P<whom>[^()§,]*[^()§,\s]))?(?:\s*\((?P<party>[^()]*)\))?[\s,]*(?P<serving>{_SECTIONS})?)?[\s,]*"
    rf"(?:ordförande\s+(?P<chairing>{_SECTIONS}))?[\s,]*(?:jäv\s+(?P<recused>{_SECTIONS}))?[\s,]*\Z"
)


def read_line(line: str, capacity: Capacity, parties: frozenset[str] = PARTIES) -> AttendanceContent | None:
    """The facts of a line in the list of `capacity`; `MEMBER` is the list of those who decide, where whoever serves for
    someone is a deputy. None if the line cannot be read."""
    found = _LINE.match(" ".join(line.split()))
    rest = _REST.match((found["rest"] or "").strip(" ,")) if found else None
    if not found or not rest or not any(sign.isalpha() for sign in found["name"]):
        return None
    when = read_sections(rest["when"] or "")
    serves = bool(rest["verb"])
    serving = read_sections(rest["serving"] or "")
    if serves and not serving:
        when, serving = (), when
    if serves and capacity is Capacity.MEMBER:
        capacity = Capacity.DEPUTY
    party, role, organisation = _groups(re.findall(r"\(([^()]*)\)", found["groups"]), parties)
    return AttendanceContent(
        name=found["name"].strip(" ,"),
        party=party,
        role=role,
        organisation=organisation,
        capacity=capacity.value,
        acts=serves and not rest["whom"],
        present=when,
        serving=serving,
        serves_for=rest["whom"] or "",
        serves_for_party=rest["party"] or "",
        chairs=role.casefold().startswith("ordförande") and not rest["chairing"],
        chairing=read_sections(rest["chairing"] or ""),
        recused=read_sections(rest["recused"] or ""),
    )


def read_sections(text: str) -> Sections:
    """`§§16–25`, `§§111, 124`, `t.o.m. §20` as spans."""
    spans: list[tuple[int | None, int | None]] = []
    for part in re.finditer(rf"(?P<open>t|fr)\.?\s?o\.?\s?m\.?\s*§\s*(?P<end>\d{{1,6}})|(?P<numbers>{_NUMBERS})", text):
        if part["open"]:
            end = int(part["end"])
            spans.append((None, end) if part["open"] == "t" else (end, None))
            continue
        for piece in re.split(r"\s*(?:,|och)\s*", part["numbers"]):
            first, _dash, last = (half.strip() for half in piece.replace("–", "-").partition("-"))
            spans.append((int(first), int(last or first)))
    return tuple(spans)


def _groups(groups: list[str], parties: frozenset[str]) -> tuple[str, str, str]:
    """Party, role and organisation of what stands in brackets: `(S) (Ordförande) (RJH)`, `(RJH - Regionstaben)`."""
    party = groups.pop(0) if groups and groups[0] in parties else ""
    if not groups:
        return party, "", ""
    if len(groups) > 1:
        return party, groups[0], groups[1]
    organisation, dash, role = groups[0].partition(" - ")
    if not dash and re.match(r"(?:\d:e )?(?:vice )?ordförande\b", groups[0], re.IGNORECASE):
        return party, groups[0], ""
    return party, role, organisation
