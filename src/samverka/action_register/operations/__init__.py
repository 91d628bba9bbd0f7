"""What is written: one verb a function, keyword-only, audited, in one transaction."""

from samverka.action_register.operations.follow_ups import add_follow_up, mark_follow_up, postpone_follow_up
from samverka.action_register.operations.items import (
    change_item,
    close_item,
    create_item,
    create_items,
    delete_item,
    drop_item,
    remove_item,
    reopen_item,
)
from samverka.action_register.operations.links import (
    link_agreements,
    link_meetings,
    name_forums,
    read_agreements,
    set_meeting,
)
from samverka.action_register.operations.moving import move_rows
from samverka.action_register.operations.occasions import Occasion
from samverka.action_register.operations.outcomes import kept_outcomes, put_back_outcomes
from samverka.action_register.operations.registers import (
    add_heading,
    change_heading,
    make_headings,
    move_direction,
    open_register,
    remove_heading,
    rename_register,
)
from samverka.action_register.operations.through import (
    close_at_meeting,
    drop_at_meeting,
    note_at_meeting,
    postpone_at_meeting,
    settle_at_meeting,
    undo_closing,
    undo_note,
    undo_outcome,
)

__all__ = [
    "Occasion",
    "add_follow_up",
    "add_heading",
    "change_heading",
    "change_item",
    "close_at_meeting",
    "close_item",
    "create_item",
    "create_items",
    "delete_item",
    "drop_at_meeting",
    "drop_item",
    "kept_outcomes",
    "link_agreements",
    "link_meetings",
    "make_headings",
    "mark_follow_up",
    "move_direction",
    "move_rows",
    "name_forums",
    "note_at_meeting",
    "open_register",
    "postpone_at_meeting",
    "postpone_follow_up",
    "put_back_outcomes",
    "read_agreements",
    "remove_heading",
    "remove_item",
    "rename_register",
    "reopen_item",
    "set_meeting",
    "settle_at_meeting",
    "undo_closing",
    "undo_note",
    "undo_outcome",
]  # fmt: skip
