"""What people have said of a row's promises, and of the meetings they are about, taken and put back: for undo of an import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from samverka.action_register.models import ActionItem, FollowUp
from samverka.meetings.models import Meeting
from samverka.meetings.states import Strength

_SAID_AT = ("outcome_meeting_id", "outcome_section", "origin_meeting_id", "origin_section")


def kept_outcomes(item: ActionItem) -> list[dict[str, Any]]:
    """What people have said of each promise, in the order of the cell, as JSON values: for `put_back_outcomes`."""
    entries = list(item.follow_ups.order_by("position", "pk"))
    places = {entry.pk: place for place, entry in enumerate(entries)}
    return [
        {
            "raw": entry.raw, "outcome": entry.outcome, "on": entry.outcome_on.isoformat() if entry.outcome_on else None,
            "note": entry.outcome_note, "by": entry.outcome_by_id, "replaces": places.get(entry.replaces_id or 0),
            "meeting": entry.meeting_id, "met_by": entry.meeting_strength, "about": places.get(entry.about_id or 0),
            **{name: getattr(entry, name) for name in _SAID_AT},
        }
        for entry in entries
    ]  # fmt: skip


@transaction.atomic
def put_back_outcomes(*, item: ActionItem, kept: list[dict[str, Any]]) -> None:
    """Says of each promise what was said when `kept` was taken, as far as the words stand in the same order. The undo's
    own entry in the log tells of it."""
    entries = list(item.follow_ups.order_by("position", "pk"))
    for entry, was in zip(entries, kept, strict=False):
        if entry.raw != was["raw"]:
            continue
        replaced, about = (
            entries[place] if (place := was.get(name)) is not None and place < len(entries) else None
            for name in ("replaces", "about")
        )
        said_of_meeting = {}
        if was.get("met_by") == Strength.CONFIRMED:  # other links are read again
            said_of_meeting = {"meeting_id": _still_there(was["meeting"]), "meeting_strength": was["met_by"]}
        FollowUp.objects.filter(pk=entry.pk).update(
            **said_of_meeting,
            outcome=was["outcome"],
            outcome_on=was["on"],
            outcome_note=was["note"],
            outcome_by_id=was["by"],
            replaces=replaced,
            about=about,
            **_said_at(was, "outcome"),
            **_said_at(was, "origin"),
        )


def _said_at(was: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """The meeting and §, both empty if the meeting has been removed since."""
    meeting = _still_there(was.get(f"{prefix}_meeting_id"))
    section = was.get(f"{prefix}_section") if meeting else None
    return {f"{prefix}_meeting_id": meeting, f"{prefix}_section": section}


def _still_there(meeting: int | None) -> int | None:
    return meeting if meeting is not None and Meeting.objects.filter(pk=meeting).exists() else None
