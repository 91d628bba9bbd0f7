"""The one error of the readers, with a message in plain Swedish: what happened, why, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class ReadErrorCode(StrEnum):
    """Why a file was refused; stable, so that callers can choose a page or an exit code."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_COMPLEX = "too_complex"
    BOMB = "bomb"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    OLD_OFFICE = "old_office"
    IMAGE = "image"
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    ARCHIVE = "archive"
    OTHER_DOCUMENT = "other_document"
    NEEDS_OCR = "needs_ocr"
    OCR_STOPPED = "ocr_stopped"
    NOT_TEXT = "not_text"


class ReadError(Exception):
    """A file that cannot be read. `message` is shown to the person as it stands; nothing has been kept of the file."""

    def __init__(self, message: str, code: ReadErrorCode) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


def pages_in_words(numbers: Sequence[int]) -> str:
    """ "sida 3", "sidorna 2–4 och 9"."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in spans]
    listed = " och ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]
    return f"sida {listed}" if len(numbers) == 1 else f"sidorna {listed}"
