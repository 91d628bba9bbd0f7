"""`@pytest.mark.needs("chromium")`: skips by name what this machine lacks, and counts it; with CI=true a lack fails.

What `.ci/run` installs is what must be there in CI.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import subprocess
from collections import Counter

import pytest
from django.conf import settings

SKIPPED: Counter[str] = Counter()


def chromium_path() -> str | None:
    """The browser that journeys drive: CHROMIUM_PATH, else the system's."""
    return (
        os.environ.get("CHROMIUM_PATH")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )


def _has_swedish_tesseract() -> bool:
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return "swe" in listed.stdout.split()


CHECKS = {
    "chromium": lambda: chromium_path() is not None,
    "tesseract": _has_swedish_tesseract,
    "typst": lambda: importlib.util.find_spec("typst") is not None,
    "libreoffice": lambda: shutil.which("soffice") is not None,
    "gettext": lambda: shutil.which("xgettext") is not None,
    "postgresql": lambda: "postgresql" in settings.DATABASES["default"]["ENGINE"],
}
# The suite runs twice in CI, and only one of the runs is on PostgreSQL; LibreOffice is large and only makes test documents.
NEVER_FAILS = frozenset({"postgresql", "libreoffice"})


@functools.cache
def has(name: str) -> bool:
    """Whether the machine has it. Raises `KeyError` for a name the table does not know."""
    return bool(CHECKS[name]())


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*names): runs only where these are installed: " + ", ".join(CHECKS))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            if has(name):
                continue
            if os.environ.get("CI") == "true" and name not in NEVER_FAILS:
                pytest.fail(f"needs {name}, which CI must have: see .ci/run", pytrace=False)
            pytest.skip(f"needs {name}")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and isinstance(report.longrepr, tuple) and "needs " in str(report.longrepr[2]):
        SKIPPED[str(report.longrepr[2]).split("needs ", 1)[1]] += 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if SKIPPED:
        terminalreporter.section("skipped for what this machine lacks")
        for name, count in sorted(SKIPPED.items()):
            terminalreporter.write_line(f"{name}: {count} tests")
