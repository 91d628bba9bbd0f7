"""Reads of forums. Each function runs a fixed number of SQL queries.

`register`     the forums, one forum's page, their names
`composition`  who sits where on a day
`attendance`   meetings attended and days without a holder
`coming`       whose time ends when, and who sits where: for plans of a year
`terms`        what ends with a term of office, and what is answered for the next
`vacancies`    seats without a holder, and whose they are
"""

from samverka.forums.queries.attendance import ForumYear, forum_year
from samverka.forums.queries.coming import SeatsEnding, people_of_forums, seats_ending
from samverka.forums.queries.composition import (
    Calling,
    Past,
    Place,
    SeatHeld,
    deputies_of,
    next_to_end,
    places,
    seats_of_person,
)
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
    secretaries_of,
    user_forums,
)
from samverka.forums.queries.terms import (
    Leavings,
    NewTerm,
    PrincipalAnswer,
    SeatAnswer,
    leaving,
    new_term,
    newest_step,
    principals_in,
)
from samverka.forums.queries.vacancies import PrincipalVacancies, forums_with_seats, vacancies

__all__ = [
    "Calling", "ForumPage", "ForumYear", "Leavings", "NewTerm", "Past", "Place", "Predecessor", "PrincipalAnswer", "PrincipalVacancies",
    "SeatAnswer", "SeatHeld", "SeatsEnding", "deputies_of", "for_file", "for_rows", "forum_list", "forum_names", "forum_year",
    "forums_in_full", "forums_of", "forums_with_principal", "forums_with_seats", "leaving", "new_term", "newest_step", "next_to_end",
    "people_of_forums", "places", "principals_in", "seats_ending", "seats_of_person", "secretaries_of", "user_forums", "vacancies",
]  # fmt: skip
