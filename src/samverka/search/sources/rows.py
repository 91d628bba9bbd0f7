"""Rows of the action registers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.action_register.models import ActionItem
from samverka.action_register.permissions import SEE
from samverka.search.entries import Entry
from samverka.search.sources.base import Follow, Source, entries_by, itself, joined

_PARTS = ("areas", "responsibles", "preparing", "item_agreements", "follow_ups__follow_up_forums")


def _rows(keys: Sequence[int]) -> Iterator[Entry]:
    found = ActionItem.objects.filter(pk__in=keys).select_related("direction", "register").prefetch_related(*_PARTS)
    for each in found:
        forums = [
            each.register.forum_id,
            *(part.forum_id for part in each.preparing.all()),
            *(part.forum_id for entry in each.follow_ups.all() for part in entry.follow_up_forums.all()),
        ]
        agreements = [link.agreement_id for link in each.item_agreements.all() if not link.is_doubtful]
        yield Entry(
            kind="row",
            object_id=each.pk,
            title=each.subject,
            body=joined(
                each.commission, each.follow_up_raw, each.due_text, *(part.text for part in each.responsibles.all()),
                *(part.printed for part in each.preparing.all()), *(area.name for area in each.areas.all()),
                each.direction.name if each.direction else "", each.closing_reason,
                *(entry.outcome_note for entry in each.follow_ups.all()),
            ),
            belongs_to=tuple(
                dict.fromkeys(
                    [*(f"forum:{key}" for key in forums if key), *(f"agreement:{key}" for key in agreements)]
                )
            ),
            date=each.due_end or each.first_due,
        )  # fmt: skip


def _with(query: str) -> Follow:
    def follow(keys: set[int]) -> list[int]:
        return list(ActionItem.objects.filter(Q(**{f"{query}__in": keys})).values_list("pk", flat=True))

    return follow


def _about_agreements(keys: set[int]) -> set[int]:
    """Rows that the index has under agreements: one that is taken away takes its links with it."""
    return entries_by("row", [f"agreement:{key}" for key in keys])


ROWS = Source(
    kind="row", label=_("Rad i balanslistan"), plural=_("Rader i balanslistan"), model=ActionItem, see=SEE, entries=_rows,
    watches={
        "action_register.actionitem": itself,
        "action_register.followup": _with("follow_ups"),
        "action_register.direction": _with("direction"),
        "action_register.priorityarea": _with("areas"),
        "agreements.agreement": _about_agreements,
    },
)  # fmt: skip
