"""The one error of the readers, with a message in plain Swedish: what happened, why, what to do."""

from __future__ import annotations

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
