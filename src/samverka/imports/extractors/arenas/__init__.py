"""Presentations of forums (samverkansarenor): what each is for, who takes part, what it may decide, how often it meets."""

from samverka.imports.extractors.arenas.forums import read_forums
from samverka.imports.extractors.arenas.priorities import read_priorities

__all__ = ["read_forums", "read_priorities"]
