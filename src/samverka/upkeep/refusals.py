"""What the commands of upkeep refuse with."""

from __future__ import annotations


class Refused(Exception):
    """The command cannot do what it was asked. `str()` says what happened, why, and what to do, in Swedish; what stood
    before stands still."""
