"""What a read record becomes in the register: one module a kind of record, all of the same shape (`base.Target`).

`TARGETS` is the table the rest of the import goes by: to take in a new kind of record is to add a row.
"""

from __future__ import annotations

from samverka.imports.states import RecordKind
from samverka.imports.targets.action_items import ActionItems
from samverka.imports.targets.agreements import Agreements
from samverka.imports.targets.base import Target
from samverka.imports.targets.forums import Forums
from samverka.imports.targets.matters import Matters
from samverka.imports.targets.meetings import Meetings
from samverka.imports.targets.people import People
from samverka.imports.targets.seats import Seats
from samverka.imports.targets.tables import Tables

TARGETS: dict[str, type[Target]] = {
    RecordKind.PERSON: People,
    RecordKind.FORUM: Forums,
    RecordKind.SEAT: Seats,
    RecordKind.AGREEMENT: Agreements,
    RecordKind.MATTER: Matters,
    RecordKind.MEETING: Meetings,
    RecordKind.TABLE: Tables,
    RecordKind.ACTION_ITEM: ActionItems,
}
