"""What the commands of upkeep refuse with."""

from __future__ import annotations


class Refused(Exception):
    """The command cannot do what it was asked. `str()` says what happened, why, and what to do, in Swedish; what stood
    before stands still."""


class Uncertain(Exception):
    """The database went away in the very moment when the new was to take the place of the old, so that nobody knows which
    one stands. `str()` says so, in Swedish."""
