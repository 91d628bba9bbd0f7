"""Every address asks for login, but for those that are named here with their reason."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {
    "accounts:login": "the way in",
    "accounts:logout": "someone whose session has ended comes to the login page too",
    "accounts:language": "the login page is read in a language too",
    "accounts:switch": "exists in the demonstration only (its own test says so)",
    "home:feed": "a calendar program cannot log in: the address holds a secret (ADR 0026, home.tests.test_feed)",
    "tasks:health": "tells the one who runs the installation that it answers; no facts",
}
EXAMPLES = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


def addresses(resolver: URLResolver, space: str = "", prefix: str = "") -> list[tuple[str, str]]:
    """Name and example of each address."""
    found = []
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += addresses(entry, entry.namespace or space, route)
        elif isinstance(entry, URLPattern):
            for kind, example in EXAMPLES.items():
                while f"<{kind}:" in route:
                    start = route.index(f"<{kind}:")
                    route = route[:start] + example + route[route.index(">", start) + 1 :]
            found.append((f"{space}:{entry.name}", "/" + route))
    return found


ALL = addresses(get_resolver())


def test_every_address_has_a_name_and_an_example():
    assert [(name, route) for name, route in ALL if name.endswith(":None") or "<" in route] == []


def test_the_open_addresses_exist():
    assert set(OPEN) - {name for name, _route in ALL} == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "route"), [pair for pair in ALL if pair[0] not in OPEN])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_asks_for_login(client, name, route, method):
    response = getattr(client, method)(route)
    assert (response.status_code, response.headers.get("Location", "").split("?")[0]) == (302, "/konto/logga-in/"), name
