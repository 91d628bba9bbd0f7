"""Rules for matters: their own id and how record numbers are compared. No clock, no Django."""

from __future__ import annotations

import re

REFERENCE = re.compile(r"\s*(?P<year>(?:19|20)\d\d)-(?P<serial>\d{3,5})\s*\Z")
_SIGNS = re.compile(r"[^0-9a-zåäö]+")
_LEAD = re.compile(r"\s*(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer)\b\s*[.:]*\s*", re.IGNORECASE)


def reference(year: int, serial: int) -> str:
    """Our own id of a matter: `2023-014`."""
    return f"{year}-{serial:03d}"


def parse_reference(text: str) -> tuple[int, int] | None:
    """Year and serial of an id as it is shown; None for anything else."""
    found = REFERENCE.match(text)
    return (int(found["year"]), int(found["serial"])) if found else None


def tidy_record_number(text: str) -> str:
    """The number without its lead-in and double spaces: `Dnr: RS/123/2023` gives `RS/123/2023`."""
    return " ".join(_LEAD.sub("", text, count=1).split()).strip(" .,;:")


def record_number_key(text: str) -> str:
    """What is compared and searched: letters and digits only, so that `RS/123/2023` and `rs 123-2023` are the same."""
    return _SIGNS.sub(" ", tidy_record_number(text).casefold()).strip()


def names_its_authority(number: str) -> bool:
    """Whether a record number has letters that tell whose it is: `RS/123/2023` does. `2023/45` may be anybody's, as every
    authority counts its own."""
    return any(sign.isalpha() for sign in record_number_key(number))
