"""Reads of the register. Each function runs a fixed number of SQL queries."""

from samverka.action_register.queries.ahead import (
    Promise,
    due_soon,
    late_and_ahead,
    next_dates,
    overdue,
    overdue_count,
    promises_between,
    promises_of_forum,
    rows_prepared_by,
)
from samverka.action_register.queries.content import content_of
from samverka.action_register.queries.headings import headings_page, rows_under_lapsed_headings
from samverka.action_register.queries.item import item_history, item_page
from samverka.action_register.queries.meetings import editions_of_meeting, rows_of_meeting
from samverka.action_register.queries.printing import printed_register
from samverka.action_register.queries.rows import Selection, all_lines, register_page

__all__ = [
    "Promise",
    "Selection",
    "all_lines",
    "content_of",
    "due_soon",
    "editions_of_meeting",
    "headings_page",
    "item_history",
    "item_page",
    "late_and_ahead",
    "next_dates",
    "overdue",
    "overdue_count",
    "printed_register",
    "promises_between",
    "promises_of_forum",
    "register_page",
    "rows_of_meeting",
    "rows_prepared_by",
    "rows_under_lapsed_headings",
]  # fmt: skip
