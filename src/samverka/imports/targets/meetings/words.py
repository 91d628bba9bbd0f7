"""What a part of a meeting says, in words: for the review page and the history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.meetings.choices import CapacityChoice, ItemKindChoice
from samverka.meetings.content import AttendanceContent
from samverka.meetings.rules import line_of

LABELS = {
    "number": gettext_lazy("Nummer"), "title": gettext_lazy("Rubrik"), "summary": gettext_lazy("Sammanfattning"),
    "proposal": gettext_lazy("Förslag till beslut"), "decision": gettext_lazy("Beslut"), "points": gettext_lazy("Beslutspunkter"),
    "basis": gettext_lazy("Beslutsunderlag"), "presenters": gettext_lazy("Föredragande"), "record_number": gettext_lazy("Diarienummer"),
    "item_kind": gettext_lazy("Slags ärende"), "status": gettext_lazy("Status"), "remarks": gettext_lazy("Yrkanden och annat"),
    "heading": gettext_lazy("Under rubriken"), "time": gettext_lazy("Kl."), "minutes": gettext_lazy("Minuter"), "name": gettext_lazy("Namn"),
    "party": gettext_lazy("Parti"), "organisation": gettext_lazy("Organisation"), "role": gettext_lazy("Roll"),
    "is_immediate": gettext_lazy("Omedelbart justerad"),
}  # fmt: skip


def in_words(key: str, value: Any) -> str:
    """The value of one key of a part, several on a line each."""
    if not value:
        return ""
    if key == "points":
        return "\n".join(f"{each['number']}. {each['text']}" for each in value)
    if key == "remarks":
        return "\n".join(f"{each['heading']}: {each['text']}" for each in value)
    if key == "item_kind":
        return str(dict(ItemKindChoice.choices).get(value, ""))
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return _("ja") if value is True else str(value)


def part_in_lines(value: Mapping[str, Any]) -> list[str]:
    """The whole part, a line for each thing it says."""
    if "capacity" in value:
        return [
            f"{dict(CapacityChoice.choices).get(value['capacity'], '')}: {line_of(AttendanceContent.from_json(value))}"
        ]
    said = ((label, in_words(key, value.get(key))) for key, label in LABELS.items())
    return [f"{label}: {words}" for label, words in said if words]
