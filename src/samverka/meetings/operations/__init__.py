"""Meetings written: one verb a function, keyword-only, audited, in one transaction."""

from samverka.meetings.operations.agenda import add_item, change_item, remove_item
from samverka.meetings.operations.links import (
    correct_item,
    kept_links,
    link_across,
    link_agenda,
    link_item_to_matter,
    link_item_to_paragraph,
    link_paragraph_to_matter,
    link_record_numbers,
    name_forums,
    open_matter,
    put_back_links,
)
from samverka.meetings.operations.paragraphs import add_paragraph, change_paragraph, remove_paragraph
from samverka.meetings.operations.plan import (
    PlanRow,
    RowRefused,
    cancel_meeting,
    move_meeting,
    reinstate_meeting,
    save_plan,
    set_terms,
)
from samverka.meetings.operations.record import (
    attach_document,
    change_meeting,
    create_meeting,
    detach_document,
    remove_meeting,
    set_record_state,
)

__all__ = [
    "PlanRow",
    "RowRefused",
    "add_item",
    "add_paragraph",
    "attach_document",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "change_paragraph",
    "correct_item",
    "create_meeting",
    "detach_document",
    "kept_links",
    "link_across",
    "link_agenda",
    "link_item_to_matter",
    "link_item_to_paragraph",
    "link_paragraph_to_matter",
    "link_record_numbers",
    "move_meeting",
    "name_forums",
    "open_matter",
    "put_back_links",
    "reinstate_meeting",
    "remove_item",
    "remove_meeting",
    "remove_paragraph",
    "save_plan",
    "set_record_state",
    "set_terms",
]
