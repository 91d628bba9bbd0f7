"""Reads of forums. Each function runs a fixed number of SQL queries.

`register`     the forums, one forum's page, their names
`composition`  who sits where on a day
"""

from samverka.forums.queries.composition import Past, Place, SeatHeld, next_to_end, places, seats_of_person
from samverka.forums.queries.register import (
    ForumPage,
    Predecessor,
    for_file,
    for_rows,
    forum_list,
    forum_names,
    forums_in_full,
    forums_of,
    forums_with_principal,
    user_forums,
)

__all__ = [
    "ForumPage", "Past", "Place", "Predecessor", "SeatHeld", "for_file", "for_rows", "forum_list", "forum_names", "forums_in_full", "forums_of",
    "forums_with_principal", "next_to_end", "places", "seats_of_person", "user_forums",
]  # fmt: skip
