"""Secrets that stand in an address: made, kept as a hash, and held out of our own logs. No Django: settings use it."""

from __future__ import annotations

import hashlib
import logging
import re
import secrets

LENGTH = 43
"""Letters of a token: 32 bytes, as `secrets.token_urlsafe` writes them."""

_IN_TEXT = re.compile(rf"(?<=/)[A-Za-z0-9_-]{{{LENGTH}}}(?=/)")


def new_token() -> str:
    """A token that nobody can guess: 256 bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored. A plain hash is enough: the token is random, not a word someone chose."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def hidden(text: str) -> str:
    """`text` without the tokens of addresses in it."""
    return _IN_TEXT.sub("…", text)


class HideTokens(logging.Filter):
    """Nothing that we log tells the token of an address, also when the page has failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.args or _IN_TEXT.search(str(record.msg)):
            record.msg, record.args = hidden(record.getMessage()), None
        return True
