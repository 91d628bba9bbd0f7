"""A password for somebody new, taken from the one who sits at the terminal.

Asked for without being shown: so it stands in no history, no list of processes, no log and no service file, as one in an
argument, an environment variable or a printed link would. Where no one sits there, it is the first line of standard input.
"""

from __future__ import annotations

import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from samverka.foundation.accounts.models import User


class Unsuitable(Exception):
    """The password cannot be used. `str()` says why, in Swedish."""


def taken_from_terminal(user: User) -> str:
    """A password that `user` may have. Raises `Unsuitable`."""
    password = _ask() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Unsuitable(" ".join(error.messages)) from None
    return password


def _ask() -> str:
    first, second = getpass.getpass("Lösenord (minst 12 tecken): "), getpass.getpass("Lösenordet en gång till: ")
    if first != second:
        raise Unsuitable("Lösenorden är inte lika. Försök igen.")
    return first
