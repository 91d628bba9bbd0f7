"""What no template may hold: the security policy forbids it, and the page would silently lose it."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[3]
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
SCRIPTS = sorted(PACKAGE.rglob("static/**/*.js"))
FORBIDDEN = {
    "inline style": re.compile(r"<[^>]*\sstyle\s*=|<style[\s>]", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "htmx that evaluates": re.compile(r"\shx-on|\shx-vals\s*=\s*.js:|hx-trigger=\"[^\"]*\[", re.IGNORECASE),
    "address elsewhere": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE
    ),
    "unsafe output": re.compile(r"\|\s*safe\b|autoescape off|mark_safe"),
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
@pytest.mark.parametrize("what", FORBIDDEN)
def test_template_has_no(what: str, template: Path) -> None:
    assert FORBIDDEN[what].findall(template.read_text("utf-8")) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_makes_no_code_and_no_style(script: Path) -> None:
    assert (
        re.findall(
            r"\beval\(|new Function|\.style\b|innerHTML|insertAdjacentHTML|document\.write", script.read_text("utf-8")
        )
        == []
    )


@pytest.mark.parametrize(
    ("what", "html"),
    [
        ("inline style", '<p style="color: red">'),
        ("inline style", "<style>"),
        ("inline script", "<script>alert(1)</script>"),
        ("event attribute", '<a href="#" onclick="x()">'),
        ("htmx that evaluates", '<div hx-on:click="x()">'),
        ("address elsewhere", '<script src="https://cdn.example/x.js"></script>'),
    ],
)
def test_the_net_catches(what: str, html: str) -> None:
    assert FORBIDDEN[what].search(html)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_component_says_how_it_is_used(template: Path) -> None:
    if template.parent.name == "cotton":
        assert template.read_text("utf-8").startswith("{# ")


def test_findings_are_never_kept() -> None:
    """Which findings are seen differs between users, and a kept part is shared among them."""
    kept = re.compile(r"{% kept .*?{% endkept %}", re.DOTALL)
    shared = [
        path
        for path in Path(__file__).parents[3].rglob("*.html")
        for part in kept.findall(path.read_text("utf-8"))
        if "findings/" in part
    ]
    assert shared == []
