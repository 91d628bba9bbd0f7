"""Minutes, summonses, notes, meeting pages and packets as meetings of the register."""

from samverka.imports.targets.meetings.target import Meetings

__all__ = ["Meetings"]
