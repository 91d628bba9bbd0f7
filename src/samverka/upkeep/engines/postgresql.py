"""PostgreSQL: copied by `pg_dump` in the transaction that counts it, put in place by one transaction of ours.

`pg_restore` only turns the copy back into text here; the text is run by us, so that the old tables are put aside and the new
ones come in together or not at all, and so that no line of a copy can speak to a shell, as it could through psql.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.db import DatabaseError, connection, transaction

from samverka.foundation.faults import Tell
from samverka.upkeep.engines.base import FORGOTTEN, NOT_WHAT_IT_SAYS, OURS, Contents, Engine, Snapshot, contents
from samverka.upkeep.manifest import Manifest
from samverka.upkeep.refusals import Refused, Uncertain

ASIDE = "before_restore_"
_COPY = re.compile(rb"COPY .* FROM stdin;\n\Z")
_INSTALL = "Programmet %s saknas. Installera PostgreSQL:s klientprogram (Debian: apt install postgresql-client) och försök igen."


class PostgreSQL(Engine):
    name, title = "postgresql", "PostgreSQL"

    @contextlib.contextmanager
    def snapshot(self, workplace: Path, tell: Tell) -> Iterator[Snapshot]:
        program = _program("pg_dump")
        command = [
            program,
            "--format=custom",
            "--compress=0",
            "--no-owner",
            "--no-privileges",
            f"--exclude-schema={ASIDE}*",
            f"--exclude-table-data=public.{FORGOTTEN}",
        ]
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT pg_export_snapshot()")
                moment = cursor.fetchone()[0]
            held = self._look_into()
            with tempfile.TemporaryFile() as complaints:
                process = subprocess.Popen(
                    [*command, f"--snapshot={moment}"], env=_environment(), stdout=subprocess.PIPE, stderr=complaints,
                    stdin=subprocess.DEVNULL,
                )  # fmt: skip
                assert process.stdout is not None
                try:
                    yield Snapshot(held, _Told(process.stdout, tell, _size()))  # type: ignore[arg-type]
                    if process.wait():
                        raise Refused(f"pg_dump kunde inte kopiera databasen: {_last_line(complaints)}")
                finally:
                    if process.poll() is None:
                        process.kill()
                        process.wait()
                    process.stdout.close()

    def _look_into(self, cursor: Any = None) -> Contents:
        def query(sql: str, own: Any) -> list[Any]:
            own.execute(sql)
            return list(own.fetchall())

        with contextlib.nullcontext(cursor) if cursor is not None else connection.cursor() as own:
            tables = query("SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'public'", own)
            return contents(lambda sql: query(sql, own), [name for (name,) in tables])

    def is_empty(self) -> bool:
        try:
            present = set(connection.introspection.table_names())
            with connection.cursor() as cursor:
                for table in present.intersection(OURS):
                    cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608 - ours
                    if cursor.fetchone():
                        return False
        except DatabaseError as error:
            raise Refused(f"Databasen svarar inte: {error}. Kör samverka check.") from error
        return True

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
                "AND backend_type = 'client backend'"
            )
            others = cursor.fetchone()[0]
        connection.close()
        if others:
            raise Refused(
                f"Databasen används av andra program ({others} anslutningar). Stoppa Samverka, på alla maskiner, och försök igen."
            )
        yield

    def keep(self, aside: Path) -> None:
        """The old tables stay in the database, in a schema of their own."""

    def take_in(self, source: Path, expected: Manifest, *, aside: str) -> str:
        import psycopg  # noqa: PLC0415 - installed only where it is used

        schema = f"{ASIDE}{aside or 'nothing'}"
        try:
            with contextlib.closing(connection.get_new_connection(connection.get_connection_params())) as database:
                cursor = database.cursor()
                cursor.execute("SET LOCAL lock_timeout = '10s'")
                cursor.execute(f'ALTER SCHEMA public RENAME TO "{schema}"')
                cursor.execute("CREATE SCHEMA public")
                _run(cursor, source)
                cursor.execute("SET search_path = public")
                if not self._look_into(cursor).is_what(expected):
                    raise Refused(NOT_WHAT_IT_SAYS)
                if not aside:
                    cursor.execute(f'DROP SCHEMA "{schema}" CASCADE')
                _commit(database)
        except psycopg.Error as error:
            why = str(error).strip().splitlines()[0]
            raise Refused(f"PostgreSQL tog inte emot kopian: {why}. Det som fanns står kvar.") from error
        return f"schemat {schema} i databasen" if aside else ""


def _commit(database: Any) -> None:
    import psycopg  # noqa: PLC0415 - installed only where it is used

    try:
        database.commit()
    except psycopg.Error as error:
        raise Uncertain(
            "Anslutningen till databasen bröts just när kopian skulle ta det gamlas plats. Kör samverka verify: den säger om det som "
            "står är helt. Det gamlas filer ligger i mappen before-restore- med det senaste datumet."
        ) from error


class _Told:
    """A stream that tells how far it has been read, by the size of the database: about right."""

    def __init__(self, stream: IO[bytes], tell: Tell, total: int) -> None:
        self._stream, self._tell, self._total, self._done = stream, tell, total, 0

    def read(self, size: int) -> bytes:
        chunk = self._stream.read(size)
        self._done += len(chunk)
        self._tell(min(self._done, self._total) if chunk else self._total, self._total)
        return chunk


def _run(cursor: Any, source: Path) -> None:
    """Runs the text that `pg_restore` makes of the copy. Raises `Refused` or psycopg's errors; nothing is committed."""
    command = [_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(source)]
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=complaints, stdin=subprocess.DEVNULL, env={**os.environ, "PGCLIENTENCODING": "UTF8"}
        ) as process:  # fmt: skip
            assert process.stdout is not None
            try:
                _feed(cursor, process.stdout)
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            raise Refused(f"pg_restore kunde inte läsa kopian: {_last_line(complaints)}")


def _feed(cursor: Any, lines: IO[bytes]) -> None:
    """Statements are run together up to the next block of rows, and each block is copied in."""
    waiting: list[bytes] = []
    for line in lines:
        if line.startswith(b"\\"):  # a word to psql; pg_restore writes these two only
            if not line.startswith((b"\\restrict ", b"\\unrestrict ")):
                raise Refused(
                    "Databasen i säkerhetskopian innehåller något som ingen kopia innehåller. Använd en annan kopia."
                )
        elif _COPY.match(line):
            _execute(cursor, waiting)
            with cursor.copy(line.rstrip(b";\n")) as rows:
                for row in lines:
                    if row == b"\\.\n":
                        break
                    rows.write(row)
        else:
            waiting.append(line)
    _execute(cursor, waiting)


def _execute(cursor: Any, statements: list[bytes]) -> None:
    text = b"".join(statements)
    statements.clear()
    if text.strip():
        cursor.execute(text)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Refused(_INSTALL % name)
    return found


def _environment() -> dict[str, str]:
    """The password goes by the environment: a command line can be read by everybody on the machine."""
    given = connection.settings_dict
    own = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return (
        os.environ | {name: str(given[key]) for name, key in own.items() if given[key]} | {"PGCLIENTENCODING": "UTF8"}
    )


def _size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _last_line(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    lines = complaints.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:300] if lines else "okänt fel"
