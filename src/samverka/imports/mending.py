"""Text as it was meant: marks of the layout away, words put together that a narrow column broke.

Nothing here corrects spelling. What was joined is told by the caller's `Found.note`, and the raw text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from samverka.imports.blocks import ReadDocument, Table

_TAG = re.compile(r"</?(?:i|b|u|em|strong|sup|sub|br|p|span)\s*/?>", re.IGNORECASE)
_UNTIDY = re.compile("[<\u00ad]|\\s\\s|[^\\S ]|^\\s|\\s$")
_SPACES = re.compile(r"[^\S\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"(?<![\w-])([^\W\d_]+)$")
_FIRST_WORD = re.compile(r"^([^\W\d_]+)(?![\w-])")
_MARKER = re.compile(r"^\s*(?:[•●▪◦‣∙*·»\uf0b7\uf0a7]\s*|[-–—o]\s+(?=\S)|\d{1,2}[.)]\s+)")
_BULLET = re.compile(r"^\s*(?:[•●▪◦‣∙*·»\uf0b7\uf0a7]\s*|[-–—]\s+)(?=\S)")
_JOINING = re.compile(r"^(?:och|eller|samt|respektive|resp\.?|&)\b", re.IGNORECASE)

# Endings that are no Swedish words of their own, so that one alone must belong to the word before it.
_ENDINGS = frozenset(
    [
        "an",
        "ar",
        "na",
        "ad",
        "ade",
        "ande",
        "ning",
        "ningen",
        "ningar",
        "ningarna",
        "ing",
        "ingar",
        "het",
        "heten",
        "heter",
        "tion",
        "tionen",
        "tioner",
        "sion",
        "ering",
        "eringen",
        "isering",
        "logi",
        "login",
        "else",
        "elsen",
        "sörjning",
        "sörjningen",
    ]
)
# Short words that may follow any word: a joined form that happens to exist proves nothing.
_LITTLE_WORDS = frozenset(
    [
        "i",
        "på",
        "av",
        "en",
        "ett",
        "att",
        "och",
        "om",
        "för",
        "med",
        "som",
        "är",
        "det",
        "den",
        "de",
        "till",
        "ej",
        "ny",
        "nya",
        "vid",
        "per",
        "ur",
        "så",
        "men",
        "samt",
        "från",
        "hos",
        "mot",
        "under",
        "över",
        "efter",
        "inom",
        "vidare",
        "ska",
        "kan",
        "har",
        "ger",
    ]
)
# Two letters that stand before a hyphen of their own: «it-stöd». Other words are broken after two letters: «be-slut».
_BEFORE_HYPHEN = frozenset(["ad", "cv", "ex", "hr", "id", "it", "pc", "pm", "pr", "tv", "vd"])
# A word is broken by a column only when it is longer than the column.
_BREAKS_FROM_LETTERS = 14


class Words:
    """The words a document uses, to tell a broken word from two words."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = {word.casefold() for text in texts for word in _WORD.findall(text)}

    @classmethod
    def of(cls, document: ReadDocument) -> Words:
        return cls(texts_of(document))

    def __contains__(self, word: str) -> bool:
        return word.casefold() in self._words


def texts_of(document: ReadDocument) -> Iterable[str]:
    """Every line and cell of the document, in reading order."""
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield cell.text
        elif hasattr(block, "text"):
            yield block.text


def tidy(text: str) -> str:
    """Without mark-up such as `<i>`, with single spaces; line breaks stay."""
    if not _UNTIDY.search(text):
        return text
    text = _TAG.sub("", text).replace("\N{SOFT HYPHEN}\n", "").replace("\N{SOFT HYPHEN}", "")
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def is_bullet(text: str) -> bool:
    """Whether a line begins with a bullet or a dash used as one."""
    return bool(_BULLET.match(text))


def without_marker(text: str) -> str:
    """A list item's text without its bullet or number."""
    return _MARKER.sub("", text, count=1).strip()


def is_broken_word(first: str, second: str, words: Words, *, phrase_ends: bool = False) -> bool:
    """Whether `first second` is one word that was broken, such as «Kompetensför sörjning».

    `phrase_ends`: nothing follows that a little word could belong to, as in «Samsjuklighetsutredning en – införande».
    """
    if not second.islower() or len(first) < 4 or (second in _LITTLE_WORDS and not phrase_ends):
        return False
    if second == "ar":  # also what a scan makes of «är»
        return len(first) >= 5 and first + second in words
    if second in _ENDINGS:
        return len(first) >= 5
    return len(first) + len(second) >= _BREAKS_FROM_LETTERS and first + second in words


def mend(text: str, words: Words) -> str:
    """Puts together words that were broken inside a line: «Samsjuklighetsutredning en» → «Samsjuklighetsutredningen»."""
    parts = text.split(" ")
    out = parts[:1]
    for index, part in enumerate(parts[1:], 1):
        last, first = _LAST_WORD.search(out[-1]), _FIRST_WORD.match(part)
        ends = index + 1 == len(parts) or not parts[index + 1][:1].isalpha() or parts[index + 1][:1].isupper()
        if last and first and is_broken_word(last[1], first[1], words, phrase_ends=ends):
            out[-1] += part
        else:
            out.append(part)
    return " ".join(out)


def join_lines(lines: Sequence[str], words: Words) -> str:
    """Lines of one paragraph or cell as one line: with a space, or without where a word was broken at the line's end."""
    joined = ""
    for printed in lines:
        line = tidy(printed)
        if line:
            joined = _join(joined, line, words) if joined else line
    return joined


def _join(before: str, after: str, words: Words) -> str:
    if before.endswith("-") and not before.endswith((" -", "--")):
        if _JOINING.match(after):
            return f"{before} {after}"
        first = _WORD.match(after)
        stem = re.search(r"[^\W\d_]+(?=-$)", before)
        lower = first is not None and first[0].islower()
        if lower and stem and len(stem[0]) >= 2 and not stem[0].isupper() and stem[0].casefold() not in _BEFORE_HYPHEN:
            return before[:-1] + after
        return before + after
    if before.endswith("/"):
        return before + after
    last, first = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if last and first and _is_broken_at_line_end(last[1], first[1], words):
        return before + after
    return f"{before} {after}"


def _is_broken_at_line_end(last: str, first: str, words: Words) -> bool:
    if is_broken_word(last, first, words):
        return True
    short = len(first) <= 3 and first.islower() and first not in _LITTLE_WORDS
    return short and len(last) >= 4 and last + first in words
