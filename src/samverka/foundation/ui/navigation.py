"""The menu. Which entries there are is said by the site map (`settings.MENU`), so that foundation knows no area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from samverka.foundation.dates.day import PARAMETER, path_of


@dataclass(frozen=True)
class Entry:
    """A page in the menu. `permission` is the dotted path of a `Permission` (None: whoever is logged in); an entry with
    an `icon` also stands in the bar at the bottom of a phone."""

    view: str
    label: Any
    permission: str | None = None
    icon: str = ""

    @property
    def area(self) -> str:
        return self.view.partition(":")[0]


@dataclass(frozen=True)
class Section:
    """Entries under a heading; the first section of a menu has none."""

    heading: Any
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Link:
    """An entry as this user sees it on this page. `current` is `page` on the page itself, `true` within its area."""

    url: str
    label: str
    icon: str
    current: str


@dataclass(frozen=True)
class Group:
    heading: str
    links: Sequence[Link]


def menu(request: HttpRequest) -> Sequence[Group]:
    """The groups and links that the user of `request` may see. A page that does not exist yet is left out."""
    entries = [entry for section in import_string(settings.MENU) for entry in section.entries]
    allowed = tuple(entry.permission is None or import_string(entry.permission)(request.user) for entry in entries)
    match = request.resolver_match
    here = (match.namespace, match.view_name) if match else ("", "")
    day: dt.date | None = request.day if getattr(request, "as_of", False) else None  # type: ignore[attr-defined]
    return _menu(settings.MENU, allowed, here, day, get_language(), get_script_prefix(), get_urlconf())


@lru_cache(maxsize=500)
def _menu(
    path: str, allowed: tuple[bool, ...], here: tuple[str, str], day: dt.date | None, *_of: str | None
) -> Sequence[Group]:
    """Remembered, because every page has it and it is the same for many: `_of` is what else the words and addresses hang on."""
    groups, may, menu = [], iter(allowed), import_string(path)
    current = _current([entry for section in menu for entry in section.entries], here)
    for section in menu:
        links = [
            link for entry in section.entries if next(may) and (link := _link(entry, current.get(entry.view, ""), day))
        ]
        if links:
            groups.append(Group(str(section.heading), links))
    return groups


def _current(entries: Sequence[Entry], here: tuple[str, str]) -> dict[str, str]:
    """`Link.current` by entry: the page itself where the menu has it, else the first entry of its area."""
    namespace, view = here
    if any(entry.view == view for entry in entries):
        return {view: "page"}
    first = next((entry.view for entry in entries if entry.area == namespace), "")
    return {first: "true"}


def phone_links(groups: Sequence[Group]) -> list[Link]:
    """At most four: the fifth place of the phone's bar is the menu itself."""
    return [link for group in groups for link in group.links if link.icon][:4]


def _link(entry: Entry, current: str, day: dt.date | None) -> Link | None:
    try:
        url = path_of(entry.view, ())
    except NoReverseMatch:
        return None
    if day:
        url = f"{url}?{urlencode({PARAMETER: day.isoformat()})}"
    return Link(url, str(entry.label), entry.icon, current)
