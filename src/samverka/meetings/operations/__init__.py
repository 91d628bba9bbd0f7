"""Meetings written: one verb a function, keyword-only, audited, in one transaction."""

from samverka.meetings.operations.links import (
    link_agenda,
    link_item_to_matter,
    link_item_to_paragraph,
    link_paragraph_to_matter,
    link_record_numbers,
)
from samverka.meetings.operations.paragraphs import change_paragraph
from samverka.meetings.operations.record import (
    attach_document,
    change_meeting,
    create_meeting,
    detach_document,
    remove_meeting,
    set_record_state,
)

__all__ = [
    "attach_document",
    "change_meeting",
    "change_paragraph",
    "create_meeting",
    "detach_document",
    "link_agenda",
    "link_item_to_matter",
    "link_item_to_paragraph",
    "link_paragraph_to_matter",
    "link_record_numbers",
    "remove_meeting",
    "set_record_state",
]
