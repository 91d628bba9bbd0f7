"""Where a hit leads, and the line that says where it stands."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from samverka.foundation.dates.day import address
from samverka.foundation.dates.words import day_in_words
from samverka.search.queries import Hit
from samverka.search.text import section_term

_PAGES = {
    "agreement": "agreements:detail", "forum": "forums:detail", "matter": "matters:detail", "meeting": "meetings:detail",
    "person": "principals:person", "principal": "principals:detail", "row": "action_register:detail",
}  # fmt: skip
_SECTION = section_term(0).rstrip("0")


def href(request: HttpRequest, hit: Hit) -> str:
    """The address of the page that shows the hit; a document opens at its page, by way of what lets the user see it."""
    entry = hit.entry
    if entry.kind == "paragraph":
        return f"{address(request, 'meetings:detail', entry.owner)}#p{entry.object_id}"
    if entry.kind != "document":
        return address(request, _PAGES[entry.kind], entry.object_id)
    kind, _colon, key = hit.holder.partition(":")
    match kind:
        case "agreement":
            found = address(request, "agreements:document", int(key), entry.owner)
        case "meeting":
            found = address(request, "meetings:document", int(key), entry.owner)
        case "forum":
            found = address(request, "forums:terms", int(key))
        case _:
            found = address(request, "imports:source", entry.owner)
    return f"{found}#page={entry.page}" if entry.page else found


def title(hit: Hit) -> str:
    """The words of a hit whose entry has none: a meeting is called by forum and day."""
    entry = hit.entry
    when = day_in_words(entry.date) if entry.date else ""
    if entry.kind == "meeting":
        return " ".join(part for part in (_(" och ").join(hit.forums), when) if part) or _("Möte")
    return _("Utan rubrik")


def place(hit: Hit) -> str:
    """`SVOM 26 maj 2023, § 26`, `s. 3, inläst ur bild`."""
    entry = hit.entry
    parts = []
    if entry.kind in {"meeting", "paragraph"}:
        when = day_in_words(entry.date) if entry.date else ""
        parts.append(" ".join(part for part in (_(" och ").join(hit.forums), when) if part))
    elif entry.kind in {"row", "document"}:
        parts += list(dict.fromkeys(hit.forums))[:3]
        if entry.date and entry.kind == "document":
            parts.append(day_in_words(entry.date))
    if entry.kind == "paragraph":
        numbers = [term.removeprefix(_SECTION) for term in entry.details["terms"] if term.startswith(_SECTION)]
        parts += [f"§\u00a0{number}" for number in numbers[:1]]
    if entry.page:
        parts.append(_("s.\u00a0%(page)s") % {"page": entry.page})
    if entry.is_ocr:
        parts.append(_("inläst ur bild"))
    return ", ".join(part for part in parts if part)
