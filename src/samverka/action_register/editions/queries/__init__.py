"""Reads of editions. Each function runs a fixed number of SQL queries."""

from samverka.action_register.editions.queries.behind import Behind, behind_changes
from samverka.action_register.editions.queries.comparing import Comparison, Side, comparison
from samverka.action_register.editions.queries.editions import (
    EditionPage,
    askable_forums,
    comments_of,
    content_of,
    edition_list,
    edition_page,
    get_edition,
    key_of,
    known_rows,
    live_list,
    previous_taken,
    shown_closings,
)
from samverka.action_register.editions.queries.waiting import Waiting, editions_waiting

__all__ = [
    "Behind",
    "Comparison",
    "EditionPage",
    "Side",
    "Waiting",
    "askable_forums",
    "behind_changes",
    "comments_of",
    "comparison",
    "content_of",
    "edition_list",
    "edition_page",
    "editions_waiting",
    "get_edition",
    "key_of",
    "known_rows",
    "live_list",
    "previous_taken",
    "shown_closings",
]
