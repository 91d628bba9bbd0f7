"""Who is told of what is logged: an explicit list, filled when the apps are ready, instead of signals.

An observer is called inside the transaction that writes the log, with the entries in order and before what hangs on a
record need have been written: note what was touched, and look at it when the transaction ends
(`foundation.database.ending`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samverka.foundation.audit.operations import Event

Observer = Callable[[Sequence["Event"]], None]
_OBSERVERS: list[Observer] = []


def observe(observer: Observer) -> None:
    """Has `observer` told of every entry from now on. Twice is once."""
    if observer not in _OBSERVERS:
        _OBSERVERS.append(observer)


def tell(events: Sequence[Event]) -> None:
    for observer in _OBSERVERS:
        observer(events)
