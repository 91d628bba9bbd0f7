"""An installation of its own for a test: a data folder and a database, used by the real command in processes of its own."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import samverka

SOURCE = Path(samverka.__file__).parents[1]
SERVER = os.environ.get("SAMVERKA_TEST_DATABASE", "")
FILL = """
from samverka.foundation.accounts.operations import create_user
from samverka.foundation.accounts.states import CountyRole
from samverka.foundation.documents.operations import add_document, store_file
from samverka.forums.operations import load_known_forums
from samverka.principals.operations import load_county
actor = create_user(username="anna", name="Anna Berg", password=None, roles=[CountyRole.ADMINISTRATOR, CountyRole.COORDINATOR])
load_county(actor=actor, code="23")
load_known_forums(actor=actor, county_code="23")
for number in range(6):
    file = store_file(f"Protokoll {number}\\n".encode() * (number * 400 + 1), media_type="text/plain")
    add_document(actor=actor, title=f"Protokoll {number}", file=file, filename=f"protokoll-{number}.txt")
"""


@dataclass(frozen=True)
class Installation:
    """`database`: the address of its PostgreSQL database, empty for SQLite in the data folder."""

    data: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SAMVERKA_")}
        return kept | {
            "SAMVERKA_DATA": str(self.data), "SAMVERKA_DATABASE": self.database, "SAMVERKA_SECRET_KEY": "only-for-tests-" * 4,
            "PYTHONPATH": str(SOURCE), "DJANGO_SETTINGS_MODULE": "samverka.config.settings", "PYTHONWARNINGS": "ignore",
        }  # fmt: skip

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        """`samverka ARGUMENTS` as a process."""
        return self.start_python("-m", "samverka", *arguments, **options)

    def start_python(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        given = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            "env": self.environment,
        }
        return subprocess.Popen([sys.executable, *arguments], **(given | options))

    def run(self, *arguments: str, given: str = "", **environment: str) -> tuple[int, str, str]:
        """`samverka ARGUMENTS` to its end: exit code, output, messages."""
        done = subprocess.run(
            [sys.executable, "-m", "samverka", *arguments], env=self.environment | environment, input=given.encode(), capture_output=True,
            timeout=120, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def well(self, *arguments: str, **options: str) -> str:
        """The output of a command that must succeed."""
        code, output, messages = self.run(*arguments, **options)
        assert code == 0, messages + output
        return output

    def python(self, code: str) -> str:
        """What the code prints, run where the installation's records can be reached."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"], env=self.environment, capture_output=True, timeout=120,
            check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Any]:
        """Runs SQL and gives all rows."""
        if self.database:
            import psycopg

            with psycopg.connect(self.database, autocommit=True) as connection:
                yield lambda sql: connection.execute(sql).fetchall()
        else:
            with contextlib.closing(sqlite3.connect(self.data / "samverka.sqlite3", timeout=20)) as connection:
                yield lambda sql: connection.execute(sql).fetchall()

    def write(self, sql: str) -> None:
        """Behind the back of the program."""
        if self.database:
            import psycopg

            with psycopg.connect(self.database, autocommit=True) as connection:
                connection.execute(sql)
        else:
            with contextlib.closing(
                sqlite3.connect(self.data / "samverka.sqlite3", timeout=20, isolation_level=None)
            ) as other:
                other.execute(sql)

    def tables(self) -> dict[str, str]:
        """A checksum of the rows of each table."""
        names = (
            "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'public'"
            if self.database
            else "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        with self.reading() as query:
            return {
                name: hashlib.sha256(
                    "\n".join(sorted(repr(row) for row in query(f'SELECT * FROM "{name}"'))).encode()
                ).hexdigest()
                for (name,) in query(names)
            }

    def files(self) -> dict[str, str]:
        """The checksum of each stored file."""
        return {
            path.relative_to(self.data).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (self.data / "files").glob("*/*")
        }

    def holds(self) -> tuple[dict[str, str], dict[str, str]]:
        return self.tables(), self.files()

    def count(self, table: str) -> int:
        with self.reading() as query:
            return int(query(f"SELECT count(*) FROM {table}")[0][0])


def _administer(sql: str) -> None:
    import psycopg

    with psycopg.connect(_address("postgres"), autocommit=True) as connection:
        connection.execute(sql)


def _address(name: str) -> str:
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))


@contextlib.contextmanager
def installation(data: Path, *, like: Installation | None = None) -> Iterator[Installation]:
    """A new one: empty, or a copy of another that nobody uses just now."""
    if like is not None:
        shutil.copytree(like.data, data)
    data.mkdir(exist_ok=True)
    if not SERVER:
        yield Installation(data)
        return
    name = f"samverka_ops_{uuid.uuid4().hex[:12]}"
    template = f" TEMPLATE {urlsplit(like.database).path[1:]}" if like is not None else ""
    _administer(f"CREATE DATABASE {name}{template}")
    try:
        yield Installation(data, _address(name))
    finally:
        _administer(f"DROP DATABASE {name} WITH (FORCE)")
