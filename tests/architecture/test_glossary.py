"""The glossary binds every record of the code to a Swedish word."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"


def bound() -> dict[str, str]:
    """Identifier and Swedish word of the table of records."""
    table = GLOSSARY.read_text("utf-8").split("## Records")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", table, flags=re.MULTILINE))


def test_the_glossary_names_every_record_and_no_other():
    models = {model.__name__ for model in apps.get_models() if model.__module__.startswith("samverka.")}
    assert sorted(bound()) == sorted(models)


def test_every_record_has_a_swedish_word():
    assert [name for name, word in bound().items() if not word.strip()] == []
