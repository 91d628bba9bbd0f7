"""What an engine can do, and what a copy tells of itself."""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from samverka.foundation.faults import Tell
from samverka.upkeep.manifest import Manifest

Query = Callable[[str], Sequence[Sequence[Any]]]
OURS = ("accounts_user", "documents_storedfile", "audit_auditentry")
"""Tables with a row in any installation that has been used; a database with none of them holds nothing of ours."""
FORGOTTEN = "django_session"
"""Its rows open the door as long as they last: whoever finds a copy must not be able to use them."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds at one moment. `files`: checksum and size of each stored file."""

    migrations: tuple[str, ...]
    counts: dict[str, int]
    files: tuple[tuple[str, int], ...]
    chain_length: int
    chain_head: str

    def is_what(self, manifest: Manifest) -> bool:
        """Whether this is what the manifest tells of."""
        mine = (self.migrations, self.counts, self.chain_length, self.chain_head)
        return mine == (manifest.migrations, manifest.counts, manifest.chain_length, manifest.chain_head)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy that can be read from its beginning to its end."""

    contents: Contents
    source: IO[bytes]


def contents(query: Query, tables: Sequence[str]) -> Contents:
    """What the database holds, asked table by table."""
    present = set(tables)
    counts = {table: _count(query, table) for table in sorted(present)}
    head = query("SELECT length, hash FROM audit_chainhead WHERE id = 1") if "audit_chainhead" in present else []
    stored = query("SELECT sha256, size FROM documents_storedfile ORDER BY sha256") if OURS[1] in present else []
    applied = query("SELECT app, name FROM django_migrations ORDER BY id") if "django_migrations" in present else []
    return Contents(
        migrations=tuple(f"{app}.{name}" for app, name in applied),
        counts=counts,
        files=tuple((str(sha256), int(size)) for sha256, size in stored),
        chain_length=int(head[0][0]) if head else 0,
        chain_head=str(head[0][1]) if head else "0" * 64,
    )


def _count(query: Query, table: str) -> int:
    return 0 if table == FORGOTTEN else int(query(f'SELECT count(*) FROM "{table}"')[0][0])  # noqa: S608 - its own names


class Engine(ABC):
    """`name` as a manifest says it, `title` as people do."""

    name: str
    title: str

    @abstractmethod
    def snapshot(self, workplace: Path, tell: Tell) -> contextlib.AbstractContextManager[Snapshot]:
        """The database of one moment, while others go on writing. `workplace`: a folder for what has to lie somewhere.
        Raises `Refused`."""

    @abstractmethod
    def is_empty(self) -> bool:
        """Whether there is nothing of value in the database. Raises `Refused` if it cannot be told."""

    @abstractmethod
    def alone(self) -> contextlib.AbstractContextManager[None]:
        """While the block runs, nobody else uses the database. Raises `Refused` if somebody does."""

    @abstractmethod
    def keep(self, aside: Path) -> None:
        """Puts what the folder can hold of the old database there; called when alone."""

    @abstractmethod
    def take_in(self, source: Path, expected: Manifest, *, aside: str) -> str:
        """Puts the copy in the place of the database, in one step that is done or not done. `aside`: a name for what has
        to be kept inside the database, empty if nothing has. Gives where that is, in words. Raises `Refused`, and the old one
        stands; or `Uncertain`."""


NOT_WHAT_IT_SAYS = (
    "Databasen i säkerhetskopian håller inte det som kopian säger. Inget har ändrats. Använd en annan kopia."
)
