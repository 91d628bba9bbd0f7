"""Nothing that a person reads on a page stands outside the catalogue, and the English catalogue is complete."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "samverka"
CATALOGUE = polib.pofile(str(PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"), wrapwidth=0)
# The style guide shows examples of Swedish data, and blocks that only name a class are no text.
TEMPLATES = sorted(path for path in PACKAGE.glob("**/templates/**/*.html") if path.parent.name != "styleguide")
NOT_TEXT = re.compile(
    r"{%\s*block bodyclass\s*%}.*?{%\s*endblock\s*%}|{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}|{%.*?%}|{{.*?}}|<!--.*?-->|"
    r"<(?:script|style|pre|code|kbd)\b.*?</(?:script|style|pre|code|kbd)>|&\w+;",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r'\b(?:title|alt|aria-label|placeholder|label|lede|heading|what|text|name_of)="([^"]*)"')
TAG = re.compile(r"<[^>]*>", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
WORD = re.compile(r"[a-zåäö]{3,}", re.IGNORECASE)
NAMES = {"Samverka", "CSV", "Excel", "Word", "PDF", "Svenska", "English"}


def words_outside_the_catalogue(source: str) -> list[str]:
    text = NOT_TEXT.sub(" ", source)
    told = [*ATTRIBUTE.findall(text), TAG.sub(" ", text)]
    return [word for piece in told for word in WORD.findall(piece) if word not in NAMES]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_template_says_nothing_that_cannot_be_translated(path: Path) -> None:
    assert words_outside_the_catalogue(path.read_text(encoding="utf-8")) == []


def test_a_word_outside_is_seen() -> None:
    source = (
        '{% translate "Ja" %}<p title="Avtal">{{ name }} Nej då <!-- rad --></p>{% comment %} text {% endcomment %}'
    )
    assert words_outside_the_catalogue(source) == ["Avtal", "Nej"]


def test_every_text_is_translated_to_english() -> None:
    left = [entry.msgid for entry in CATALOGUE if not entry.obsolete and not entry.translated()]
    assert left == []


def test_a_translation_keeps_what_is_filled_in() -> None:
    wrong = []
    for entry in CATALOGUE:
        wanted = {*PLACEHOLDER.findall(entry.msgid), *PLACEHOLDER.findall(entry.msgid_plural or "")}
        given = [text for text in (entry.msgstr, *entry.msgstr_plural.values()) if text]
        wrong += [text for text in given if not set(PLACEHOLDER.findall(text)) <= wanted]
        wrong += [text for text in given[-1:] if not wanted - {"%(name)s"} <= set(PLACEHOLDER.findall(text))]
    assert wrong == []
