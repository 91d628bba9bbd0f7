"""The user guide holds together: every link leads somewhere, every picture is there, says what it shows, and is small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.pictures import LARGEST, PICTURES

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted((ROOT / "docs" / "anvandning").glob("*.md"))
IMAGES = ROOT / "docs" / "images"
IN_ALL = 3_000_000
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


def anchors(text: str) -> set[str]:
    """As the forges make them of headings."""
    headings = re.findall(r"(?m)^#+ (.+)$", text)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [*GUIDES, ROOT / "README.md"], ids=lambda page: page.name)
def test_links_lead_somewhere_and_pictures_say_what_they_show(page: Path) -> None:
    wrong = []
    for is_picture, words, target in LINK.findall(page.read_text(encoding="utf-8")):
        path, _hash, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        if target.startswith("http"):
            continue
        if (
            not found.exists()
            or (anchor and anchor not in anchors(found.read_text(encoding="utf-8")))
            or (is_picture and len(words) < 15)
        ):
            wrong.append(target)
    assert wrong == []


def test_pictures_are_those_that_the_tool_takes_and_small() -> None:
    sizes = {each.stem: each.stat().st_size for each in IMAGES.glob("*.png")}
    assert set(sizes) == {picture.name for picture in PICTURES}
    assert max(sizes.values()) <= LARGEST
    assert sum(sizes.values()) <= IN_ALL


@pytest.mark.parametrize(
    "page", [page for page in GUIDES if page.name not in ("README.md", "soka.md")], ids=lambda page: page.name
)
def test_each_guide_has_three_to_six_pictures(page: Path) -> None:
    assert 3 <= page.read_text(encoding="utf-8").count("![") <= 6
