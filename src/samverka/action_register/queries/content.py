"""What a row says, for operations and imports."""

from __future__ import annotations

from samverka.action_register.content import ItemContent
from samverka.action_register.models import ActionItem


def content_of(item: ActionItem) -> ItemContent:
    """What the row says, as `operations` take it. No query if `item_areas__area`, `responsibles`, `preparing` are
    prefetched and `direction` is joined."""
    return ItemContent(
        subject=item.subject,
        direction=item.direction.name if item.direction else "",
        areas=tuple(link.area.name for link in item.item_areas.all()),
        commission=item.commission,
        responsible=tuple(one.text for one in item.responsibles.all()),
        preparing=tuple(one.printed for one in item.preparing.all()),
        follow_up=item.follow_up_raw,
        number=item.number,
        due=item.due.to_json() if item.due else None,
        due_text=item.due_text,
    )
