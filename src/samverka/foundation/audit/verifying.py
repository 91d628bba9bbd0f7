"""The log's chain, link by link."""

from __future__ import annotations

from collections.abc import Iterator

from samverka.foundation.audit.models import AuditEntry, ChainHead
from samverka.foundation.audit.queries import broken_links
from samverka.foundation.faults import Fault, Tell

_DO = "Någon eller något har ändrat databasen utanför Samverka. Återläs en säkerhetskopia från tiden före, på en annan dator, och jämför."


def verify(tell: Tell) -> Iterator[Fault]:
    """Entries that were changed, or that do not follow the one before; an end that has been cut off."""
    head = ChainHead.objects.filter(pk=1).first()
    if head is None and AuditEntry.objects.exists():
        yield Fault("Historikens slutpunkt saknas, fast det finns händelser.", _DO)
    total = head.length if head else 0
    for pk in broken_links(passed=lambda done: tell(done, total)):
        if pk == -1:
            yield Fault("Historiken slutar inte där den ska: de nyaste händelserna kan ha tagits bort.", _DO)
        else:
            yield Fault(f"Händelse {pk} i historiken är ändrad, eller något före den har tagits bort.", _DO)
