"""What a view is given."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest

from samverka.foundation.accounts.models import User


class Request(HttpRequest):
    """A request after the middleware: someone has logged in, and the day of the page is known. For annotations."""

    user: User
    day: dt.date
    as_of: bool
