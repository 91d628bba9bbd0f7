"""Validity texts read into `Validity` (glossary §2): `read_validity("2017-2020 (förlängt tom 2024-12-31)")`.

`model`    what a reading holds, and its JSON
`scan`     the text on the bench: dates, lengths and standing phrases recognised
`words`    how long, how often
`notice`, `renewal`, `reviews`, `period`, `events`   the rules, each taking what it understands
`reader`   the rules in order

Free of Django. Patterns bound their repetitions, so that no text of the length read takes long.
"""

from samverka.agreements.reading.events import says_lapsed
from samverka.agreements.reading.model import Extension, Notice, Renewal, Review, Validity
from samverka.agreements.reading.reader import read_validity

__all__ = ["Extension", "Notice", "Renewal", "Review", "Validity", "read_validity", "says_lapsed"]
