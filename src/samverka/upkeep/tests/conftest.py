"""Installations for the tests of upkeep."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from samverka.upkeep.tests.installation import FILL, Installation, installation


@pytest.fixture(scope="session")
def migrated_template(tmp_path_factory) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("migrated") / "data") as made:
        made.well("migrate", "-v0")
        yield made


@pytest.fixture(scope="session")
def filled_template(tmp_path_factory, migrated_template) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("filled") / "data", like=migrated_template) as made:
        made.python(FILL)
        yield made


@pytest.fixture
def new(tmp_path) -> Iterator[Callable[..., Installation]]:
    """Makes installations that are gone after the test: `new()` has no database, `new(like=other)` is a copy."""
    numbers = itertools.count(1)
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(installation(tmp_path / f"data-{next(numbers)}", **options))


@pytest.fixture
def filled(new, filled_template) -> Installation:
    """A county with its forums, a user and six documents."""
    return new(like=filled_template)
