"""The list of components in the docs is the components' own words."""

from pathlib import Path

import pytest

from samverka.foundation.ui.documentation import component_table, with_table

DOCUMENT = Path(__file__).parents[5] / "docs" / "ui.md"


def test_the_document_lists_the_components_as_they_are() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert with_table(text) == text, "python -m samverka.foundation.ui.documentation docs/ui.md"


def test_each_component_has_a_row() -> None:
    kit = Path(__file__).parents[1] / "templates" / "cotton"
    assert len(component_table().splitlines()) == 2 + len(list(kit.glob("*.html")))


def test_a_document_without_a_place_for_them_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        with_table("# Kit")
