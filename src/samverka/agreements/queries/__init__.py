"""Reads of agreements.

`status`    status and last day on any day, in SQL
`register`  the list: selection, counts, order, rows
`page`      what one agreement's page shows
`texts`     versions of its text and annexes, and what was read of them
`parts`     cost shares, signed originals, where it is published
`hierarchy` what belongs to what
`uses`      who uses it
`mentions`  where agreements are mentioned
`upcoming`  what Läget shows: runs out, has run out, reviews, notice, readings to confirm
`calendar`  the days that come up: reviews, notice, ends, renewals
"""

from samverka.agreements.queries.mentions import mentions_in
from samverka.agreements.queries.page import content_of
from samverka.agreements.queries.status import facts_of, with_end, with_status
from samverka.agreements.queries.upcoming import lapsed, lapsing, notice_soon, readings_to_confirm, reviews_overdue

__all__ = [
    "content_of", "facts_of", "lapsed", "lapsing", "mentions_in", "notice_soon", "readings_to_confirm", "reviews_overdue", "with_end", "with_status",
]  # fmt: skip
