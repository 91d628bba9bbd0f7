"""What a verification finds. An area that stores what follows from something else says in its `verifying.py` where the
two do not agree; `upkeep.verifying` lists them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it must be, and what the one who runs the installation can do: Swedish sentences."""

    what: str
    do: str


Tell = Callable[[int, int], None]
"""Called now and then with how much is done of how much."""
Verification = Callable[[Tell], Iterator[Fault]]
