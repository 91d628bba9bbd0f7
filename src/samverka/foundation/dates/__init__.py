"""Dates as people in a county write them: exact, inexact and Swedish.

`partial`    `PartialDate`: first day, last day, precision.
`swedish`    text → `PartialDate`, and back to Swedish words.
`calendar`   months added the way agreements count them, ISO 8601 periods.
`day`        the day of the page (design §3.6): `?datum`, else SAMVERKA_TODAY, else today.

`partial`, `swedish` and `calendar` are free of Django, so that readers and rules can use them anywhere.
"""

from samverka.foundation.dates.partial import PartialDate, Precision

__all__ = ["PartialDate", "Precision"]
