"""Whether what editions have kept is what was sent and taken."""

from __future__ import annotations

from collections.abc import Iterator

from samverka.action_register.editions.rules import checksum
from samverka.action_register.models import KeptList
from samverka.foundation.faults import Fault, Tell


def verify(tell: Tell) -> Iterator[Fault]:
    """Kept lists whose content is not that of their checksum. One query."""
    total = KeptList.objects.count()
    kept = KeptList.objects.order_by("pk").values_list("pk", "content", "fingerprint")
    for done, (pk, content, fingerprint) in enumerate(kept.iterator(chunk_size=20), 1):
        if checksum(content) != fingerprint:
            yield Fault(
                f"Innehållet i en utgåva av balanslistan (nr {pk}) är inte det som skickades ut eller behandlades.",
                "Återställ den senaste säkerhetskopian där det stämmer.",
            )
        tell(done, total)
