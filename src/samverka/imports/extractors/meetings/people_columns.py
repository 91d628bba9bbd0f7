"""A title's column and a presenter's column that have run together, parted again.

«Samverkan mellan Maja Berg, Bo / kommunerna och regionen Dal» is the title «Samverkan mellan kommunerna och regionen» and
the presenters Maja Berg and Bo Dal: what stands last on each line and looks like names is the second column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverka.imports.extractors.meetings.names import is_name

_WORD = r"[A-ZÅÄÖÉI][\w'åäöéü-]*[\wåäöéü]"
_TAIL = re.compile(rf"(?:^|\s)(?P<tail>(?:{_WORD}(?:\s\([^()]*\))?,?(?:\s(?:och|&)\s|\s|$))+)$")
_BRACKET = re.compile(r"\s*\([^()]*\)")
# A capital after these is the authority's, not somebody's first name.
_HEADS_A_NAME = re.compile(r"(?i)\b(?:region(?:en|ens)?|landstinget|länsstyrelsen|kommunen?|projekt(?:et)?)\s+$")
# On the last line of a title a name after a preposition belongs to the title; on a line that goes on it is the next column.
_PREPOSITION = re.compile(r"(?i)\b(?:i|på|från|fran|till|med|för|for|av|om|hos|vid|mellan|och|samt)\s+$")
_SEPARATOR = re.compile(r"\s*(?:,|;|/|\boch\b|&)\s*")
_UPPER = re.compile(r"^[A-ZÅÄÖÉ]")
_AFTER_DASH = re.compile(r"^(?P<title>.{4,}?)\s+(?:[-–—/|]|\.{2,})\s*(?P<names>[^-–—]+)$")
_IN_BRACKETS = re.compile(r"^(?P<title>.{4,}?)\s*\((?P<names>[^()]+)\)$")
_LABELLED = re.compile(
    r"(?i)^(?P<title>.*?)[\s,;(–-]*\b(?:föredragande|föredragning|föredras av|ansvarig|informatör)\s*:?\s*(?P<names>[A-ZÅÄÖ].*)$"
)


def part_columns(lines: Sequence[str], columns: Sequence[int]) -> tuple[list[str], list[str]]:
    """The lines without the presenters, and the presenters' names."""
    lines = [line.strip() for line in lines]
    titles: list[str] = []
    tails: list[str] = []
    beside = any(column > 1 and _all_names(line) for line, column in zip(lines, columns, strict=True))
    for index, line in enumerate(lines):
        if beside and columns[index] == 1:
            titles.append(line)  # the names have a column of their own
            continue
        title, tail = _cut(line, index, lines, columns, tails, titles)
        titles.append(title)
        if tail:
            tails.append(tail)
    names = _names(tails)
    if not any(titles):
        return list(lines), []
    if not names:
        return [line if columns[i] <= 1 or titles[i] else "" for i, line in enumerate(lines)], []
    return titles, names


def _cut(
    line: str, index: int, lines: Sequence[str], columns: Sequence[int], tails: Sequence[str], titles: Sequence[str]
) -> tuple[str, str]:
    if columns[index] > 1 and index:
        if _all_names(line):
            return "", line
        return ("", "") if any(titles) else (line, "")  # the first cell with words is the title, others are not
    if (found := _IN_BRACKETS.match(line)) and _all_names(found["names"]):
        return found["title"].strip(), found["names"]
    if found := _LABELLED.match(line):
        return found["title"].strip(" ,;–-("), found["names"].strip(" )")
    if _all_names(line) and index:
        return "", line
    if (found := _AFTER_DASH.match(line)) and _all_names(found["names"]):
        return found["title"].strip(), found["names"]
    open_name = bool(tails) and _is_open(tails[-1])
    if open_name:
        title, tail = _rest_of_name(line)
        if tail:
            return title, tail
    return _tail(line, later=index + 1 < len(lines))


def _is_open(tail: str) -> bool:
    """Whether a name is broken by the line: a lone first name last, or a comma."""
    last = _SEPARATOR.split(_BRACKET.sub("", tail).strip())[-1]
    return not last or len(last.split()) == 1


def _rest_of_name(line: str) -> tuple[str, str]:
    """The last words of a line as the rest of a name that the line above began."""
    bare = _BRACKET.sub("", line).strip()
    words = bare.split()
    if not words:
        return line, ""
    if len(words) == 1 and re.match(r"[A-ZÅÄÖÉl]", words[0]):
        return "", bare
    found = _TAIL.search(line)
    if found is None:
        return line, ""
    tail = found["tail"].strip()
    return line[: found.start()].strip(), tail


def _tail(line: str, *, later: bool) -> tuple[str, str]:
    """The names a line ends with: the longest run of capitalised words that can be taken as names."""
    found = _TAIL.search(line)
    if found is None:
        return line, ""
    start = found.start("tail")
    words = list(re.finditer(r"\S+", line[start:]))
    for word in words:
        offset = start + word.start()
        if offset == 0 or _HEADS_A_NAME.search(line[:offset]) or (not later and _PREPOSITION.search(line[:offset])):
            continue
        tail = line[offset:].strip()
        if _could_be_names(tail, may_be_open=later):
            return line[:offset].strip(), tail
    return line, ""


def _could_be_names(tail: str, *, may_be_open: bool) -> bool:
    parts = [part for part in _SEPARATOR.split(_BRACKET.sub("", tail).strip(" ,")) if part]
    if not parts:
        return False
    *whole, last = parts
    if not all(is_name(_repaired(part)) and len(part.split()) <= 4 for part in whole):
        return False
    if is_name(_repaired(last)) and len(last.split()) <= 4:
        return True
    return bool(whole) and may_be_open and len(last.split()) == 1 and bool(_UPPER.match(last))


def _repaired(name: str) -> str:
    """A name whose letters a scan has made figures of, as letters, only to judge its form."""
    return re.sub(r"\d+", "o", re.sub(r"\bl(?=[a-zåäö])", "I", name))


def _all_names(text: str) -> bool:
    parts = [part for part in _SEPARATOR.split(_BRACKET.sub("", text).strip(" ,.")) if part]
    return bool(parts) and all(is_name(_repaired(part)) for part in parts)


def _names(tails: Sequence[str]) -> list[str]:
    joined = " ".join(tails)
    parts = [part.strip(" ,.") for part in _SEPARATOR.split(_BRACKET.sub("", joined)) if part.strip(" ,.")]
    return list(dict.fromkeys(part for part in parts if 2 <= len(part.split()) <= 5))
