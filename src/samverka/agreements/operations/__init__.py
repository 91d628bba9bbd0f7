"""Agreements written: one verb a function, audited, in one transaction.

`content`    what an agreement says
`reading`    the reading of its validity
`events`     what has happened since
`documents`  its files
`costs`      how its costs are shared
`signing`    who has signed it, where the original is, where it is published
`hierarchy`  what it belongs to
`mentions`   which paragraphs of minutes mention it
`reminders`  ladders of reminders, and what has been taken care of
`telling`    how all that hangs on an agreement is told in its log
`derived`    columns and rows that follow, for the database to tell status and last day
"""

from samverka.agreements.operations.content import change_agreement, create_agreement, remove_agreement
from samverka.agreements.operations.costs import remove_cost_sharing, set_cost_sharing
from samverka.agreements.operations.documents import (
    add_file_version,
    attach_document,
    attach_file,
    detach_document,
    tell_version,
)
from samverka.agreements.operations.events import event_in_words, record_event, remove_event
from samverka.agreements.operations.hierarchy import set_parent
from samverka.agreements.operations.mentions import name_forums, read_mentions, set_mentions
from samverka.agreements.operations.reading import confirm_reading, correct_reading, put_back_reading
from samverka.agreements.operations.reminders import acknowledge, remove_ladder, set_ladder, withdraw_acknowledgement
from samverka.agreements.operations.signing import remove_publication, set_original, set_publication

__all__ = [
    "acknowledge", "add_file_version", "attach_document", "attach_file", "change_agreement", "confirm_reading", "correct_reading", "create_agreement",
    "detach_document", "event_in_words", "name_forums", "put_back_reading", "read_mentions", "record_event", "remove_agreement",
    "remove_cost_sharing", "remove_event", "remove_ladder", "remove_publication", "set_cost_sharing", "set_ladder", "set_mentions", "set_original",
    "set_parent", "set_publication", "tell_version", "withdraw_acknowledgement",
]  # fmt: skip
