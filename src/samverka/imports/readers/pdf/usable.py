"""Whether the text that comes with a PDF page can be used, or the page must be recognised from its picture."""

from __future__ import annotations

import re
from enum import StrEnum

from samverka.imports.readers.pdf.content import PdfPage

_FULL_PICTURE = 0.55
_FEW = 120
_DRAWN_TEXT = 150
_JUDGED_FROM = 40
_UNMAPPED = 0.3
_LETTERS = 0.55
_PRIVATE = 0.25
_VOWELS = (0.24, 0.58)
_WORDS_JUDGED_FROM = 120
_FEW_VOWELS = 0.3
"""Less than any text of words; letters moved one step in the alphabet have a fourth."""
_NO_MARKS_FROM = 400
_CID = re.compile(r"\(cid:\d+\)")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset([
    "och", "att", "i", "på", "av", "för", "som", "med", "till", "den", "det", "en",
    "ett", "är", "om", "vid", "från", "har", "inte", "ska", "de", "kan", "under", "eller",
    "samt", "inom", "the", "of", "and", "to", "in", "for", "on", "with", "is", "a",
    "by", "der", "die", "und", "le", "la", "de", "et", "split",
])  # fmt: skip


class Use(StrEnum):
    TEXT = "text"
    EMPTY = "empty"
    PICTURE = "picture"
    """A picture of a page, without text or with no more than a stamp."""
    RUBBISH = "rubbish"
    """The letters cannot be told from their codes, so the text is not what a person sees."""
    LOST_MARKS = "lost_marks"
    """A scan that came with text in which å, ä and ö have been lost."""


def use_of(content: PdfPage) -> Use:
    text = " ".join(word.text for word in content.page.words)
    covered = content.picture_share >= _FULL_PICTURE
    if covered and len(text) < _FEW:
        return Use.PICTURE
    if not text:
        return Use.PICTURE if content.pictures or content.drawings >= _DRAWN_TEXT else Use.EMPTY
    if is_rubbish(text, content.unmapped / max(content.characters, 1)):
        return Use.RUBBISH
    if covered and _has_lost_marks(text):
        return Use.LOST_MARKS
    return Use.TEXT


def is_scan_with_text(content: PdfPage) -> bool:
    """A picture of the page with the text that a scanner's program laid behind it."""
    return content.picture_share >= _FULL_PICTURE and content.hidden_text


def is_rubbish(text: str, unmapped: float = 0.0) -> bool:
    """Codes instead of letters, or letters that make no words of any language that is met here."""
    if len(_CID.findall(text)) >= 5 or len(text) < _JUDGED_FROM:
        return len(_CID.findall(text)) >= 5
    printed = [character for character in text if not character.isspace()]
    private = sum(1 for character in printed if character == "\ufffd" or "\ue000" <= character <= "\uf8ff")
    if unmapped > _UNMAPPED or private > _PRIVATE * len(printed):
        return True
    letters = sum(1 for character in printed if character.isalpha())
    figures = sum(1 for character in printed if character.isdigit())
    if letters + figures < _LETTERS * len(printed):
        return True
    return letters > figures and _makes_no_words(text, letters)


def _makes_no_words(text: str, letters: int) -> bool:
    folded = text.casefold()
    vowels = sum(1 for character in folded if character in "aeiouyåäöéèáüæø")
    if letters >= 2 * _JUDGED_FROM and not _VOWELS[0] <= vowels / letters <= _VOWELS[1]:
        return True
    words = _WORD.findall(folded)
    if any(word in _COMMON for word in words):
        return False
    return len(words) >= _WORDS_JUDGED_FROM or (letters >= 1.5 * _JUDGED_FROM and vowels < _FEW_VOWELS * letters)


def _has_lost_marks(text: str) -> bool:
    folded = text.casefold()
    words = _WORD.findall(folded)
    swedish = sum(1 for word in words if word in ("och", "att", "av", "som", "till", "med", "den", "det", "ska", "om"))
    letters = sum(len(word) for word in words)
    marks = sum(folded.count(mark) for mark in "åäö")
    return letters >= _NO_MARKS_FROM and swedish >= 0.04 * len(words) and marks < 0.002 * letters
