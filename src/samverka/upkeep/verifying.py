"""Whether what is stored is whole and agrees with itself, while Samverka runs.

`PARTS` is the list: an area that keeps what follows from something else writes its own `verifying.py` and gets a row here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from samverka.action_register.verifying import verify as verify_editions
from samverka.agreements.verifying import verify as verify_agreements
from samverka.foundation.audit.verifying import verify as verify_log
from samverka.foundation.documents.verifying import verify_files, verify_sources
from samverka.foundation.faults import Fault, Verification
from samverka.search.verifying import verify as verify_search
from samverka.upkeep.backing_up import Progress
from samverka.upkeep.tables import verify_keys, verify_order, verify_pages

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is verified. `of_one_moment`: it compares rows with each other, which may change meanwhile."""

    name: str
    title: str
    verify: Verification
    of_one_moment: bool = True


PARTS = (
    Part("pages", "Databasens fil", verify_pages, of_one_moment=False),
    Part("keys", "Hänvisningar mellan tabeller", verify_keys),
    Part("log", "Historikens kedja", verify_log),
    Part("files", "Filer mot kontrollsummor", verify_files, of_one_moment=False),
    Part("sources", "Källhänvisningar", verify_sources),
    Part("order", "Sorteringsnycklar", verify_order),
    Part("agreements", "Avtalens läge mot reglerna", verify_agreements),
    Part("editions", "Utgåvor mot kontrollsummor", verify_editions),
    Part("search", "Sökindexet mot registret", verify_search),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one part came to. `count`: how many faults there were; `faults` the first of them."""

    part: Part
    count: int
    faults: tuple[Fault, ...]


def verify(progress: Progress) -> Iterator[Verdict]:
    """Each part in turn. Raises `DatabaseError` if the database does not answer."""
    for part in PARTS:
        found, count = [], 0
        with one_moment() if part.of_one_moment else contextlib.nullcontext():
            for fault in part.verify(lambda done, total, part=part: progress(part.title, done, total)):  # type: ignore[misc]
                count += 1
                if count <= SHOWN:
                    found.append(fault)
        yield Verdict(part, count, tuple(found))


@contextlib.contextmanager
def one_moment() -> Iterator[None]:
    """All reads of the block see the same moment, and no writer waits for them. Inside a transaction, that one decides."""
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = usual  # type: ignore[attr-defined]
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
