"""Forums written: one verb a function, audited, in one transaction.

`forums`  a forum, its names, terms of reference and preparing relations
`seats`   places in a forum and who holds them
`terms`   a term of office ends, and the answers for the next
`roles`   who works for a forum
"""

from samverka.forums.operations.forums import (
    add_preparation,
    attach_terms_of_reference,
    change_forum,
    create_forum,
    end_forum,
    load_known_forums,
    remove_forum,
    remove_preparation,
    reopen_forum,
)
from samverka.forums.operations.roles import end_role, give_role
from samverka.forums.operations.seats import (
    add_seat,
    appoint,
    arrange_deputies,
    change_holding,
    change_seat,
    end_holding,
    end_seat,
    remove_holding,
    remove_seat,
)
from samverka.forums.operations.terms import Answer, end_term, report_answers, undo_term_end

__all__ = [
    "Answer",
    "add_preparation",
    "add_seat",
    "appoint",
    "arrange_deputies",
    "attach_terms_of_reference",
    "change_forum",
    "change_holding",
    "change_seat",
    "create_forum",
    "end_forum",
    "end_holding",
    "end_role",
    "end_seat",
    "end_term",
    "give_role",
    "load_known_forums",
    "remove_forum",
    "remove_holding",
    "remove_preparation",
    "remove_seat",
    "reopen_forum",
    "report_answers",
    "undo_term_end",
]  # fmt: skip
