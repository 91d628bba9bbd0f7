"""What an edition, a forum's answer and a comment can be. Swedish words: `choices`."""

from __future__ import annotations

from enum import StrEnum


class EditionState(StrEnum):
    DRAFT = "draft"
    OUT = "out_for_comments"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"


class EditionOutcome(StrEnum):
    """What the meeting did with the list."""

    NOTED = "noted"
    ADOPTED = "adopted"


class Answer(StrEnum):
    """What an asked forum has said."""

    WAITING = "waiting"
    NO_REMARKS = "no_remarks"
    REMARKS = "remarks"


class Verdict(StrEnum):
    """What became of a comment."""

    OPEN = "open"
    TAKEN_UP = "taken_up"
    LEFT = "left"


class Ball(StrEnum):
    """Who is to act on an edition."""

    EDITOR_SENDS = "editor_sends"
    FORUMS = "forums"
    EDITOR_ANSWERS = "editor_answers"
    NOBODY = "nobody"


class RowKind(StrEnum):
    """What has happened to a row between two lists: the most telling of what differs."""

    NEW = "new"
    GONE = "gone"
    DONE = "done"
    DROPPED = "dropped"
    REOPENED = "reopened"
    MOVED = "moved"
    CHANGED = "changed"
