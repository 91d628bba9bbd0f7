"""The menu. Which entries there are is said by the site map (`settings.MENU`), so that foundation knows no area."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

from samverka.foundation.dates.day import PARAMETER


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


def menu(request: HttpRequest) -> list[Group]:
    """The groups and links that the user of `request` may see. A page that does not exist yet is left out."""
    groups = []
    for section in import_string(settings.MENU):
        links = [link for entry in section.entries if (link := _link(entry, request))]
        if links:
            groups.append(Group(str(section.heading), links))
    return groups


def phone_links(groups: Sequence[Group]) -> list[Link]:
    """At most four: the fifth place of the phone's bar is the menu itself."""
    return [link for group in groups for link in group.links if link.icon][:4]


def _link(entry: Entry, request: HttpRequest) -> Link | None:
    if entry.permission:
        may: Callable[[Any], bool] = import_string(entry.permission)
        if not may(request.user):
            return None
    try:
        url = reverse(entry.view)
    except NoReverseMatch:
        return None
    if getattr(request, "as_of", False):
        url = f"{url}?{urlencode({PARAMETER: request.day.isoformat()})}"  # type: ignore[attr-defined]
    return Link(url, str(entry.label), entry.icon, _current(entry, request))


def _current(entry: Entry, request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None or entry.area != match.namespace:
        return ""
    return "page" if match.view_name == entry.view else "true"
