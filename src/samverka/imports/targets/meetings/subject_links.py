"""Parts of a meeting linked to the matters that the document's subjects became."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samverka.foundation.accounts.models import User
from samverka.imports.models import ImportRun
from samverka.imports.states import RecordKind, RecordState
from samverka.imports.targets.subjects import SUBJECT
from samverka.matters.models import Matter
from samverka.meetings import operations
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.queries import parts_by_name
from samverka.meetings.states import Strength


def link(actor: User, run: ImportRun, meeting: Meeting, values: Mapping[str, Any]) -> None:
    """Links the parts among `values` that are about a subject of the document; what has a matter keeps it."""
    wanted = {name: value[SUBJECT] for name, value in values.items() if isinstance(value, dict) and value.get(SUBJECT)}
    if not wanted:
        return
    known = _matters(run)
    rows = parts_by_name(Meeting.objects.get(pk=meeting.pk))
    for name, subject in wanted.items():
        row = rows.get(name)
        if subject not in known or row is None or row.matter_id or row.matter_strength:
            continue
        matter, strength = known[subject]
        if isinstance(row, MinuteParagraph):
            operations.link_paragraph_to_matter(actor=actor, paragraph=row, matter=matter, strength=strength)
        else:
            operations.link_item_to_matter(actor=actor, item=row, matter=matter, strength=strength)
    operations.link_across(actor=actor, meeting=meeting)


def _matters(run: ImportRun) -> dict[str, tuple[Matter, Strength]]:
    """The matters that stand in the register, by the source of their title. A person who has said that two parts are
    about the same thing has confirmed the link."""
    found: dict[str, tuple[int, Strength]] = {}
    for record in run.records.filter(kind=RecordKind.MATTER, state=RecordState.APPLIED):
        fields = {field.name: field for field in record.read_fields()}
        if record.target_id and "title" in fields and "strength" in fields:
            confirmed = "about" in fields and fields["about"].corrected
            strength = Strength.CONFIRMED if confirmed else Strength(fields["strength"].decided)
            found[fields["title"].raw] = (record.target_id, strength)
    matters = Matter.objects.in_bulk([pk for pk, _strength in found.values()])
    return {raw: (matters[pk], strength) for raw, (pk, strength) in found.items() if pk in matters}
