"""What a check came to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    GOOD = "good"
    NOTE = "note"
    """Worth knowing; nothing to do."""
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """`name` of what was looked at, for programs; `title` for people; `says` and `do` are Swedish sentences."""

    name: str
    title: str
    state: State
    says: str
    do: str = ""


def good(name: str, title: str, says: str) -> Finding:
    return Finding(name, title, State.GOOD, says)


def note(name: str, title: str, says: str, do: str = "") -> Finding:
    return Finding(name, title, State.NOTE, says, do)


def warning(name: str, title: str, says: str, do: str) -> Finding:
    return Finding(name, title, State.WARNING, says, do)


def error(name: str, title: str, says: str, do: str) -> Finding:
    return Finding(name, title, State.ERROR, says, do)
