"""What every test may use. The settings of the suite, with a data folder of its own, are `tests/settings.py`."""

import os

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings

pytest_plugins = ["tests.needs", "tests.cast"]

# CI tries the same examples each time, so that it tells of the change and not of luck; other machines look for new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Parts of pages are kept under the newest hash of the log, and a database that is rolled back has the old one again. A
    request leaves its language behind it (`foundation.ui.language`)."""
    cache.clear()
    translation.activate(django_settings.LANGUAGE_CODE)
