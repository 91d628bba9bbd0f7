"""What import contracts cannot see: string foreign keys, signals, where writes happen, sizes, templates."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import samverka

PACKAGE = Path(samverka.__file__).parent
ORDER = (
    "foundation", "principals", "forums", "matters", "meetings", "adoptions", "agreements", "referrals", "deviations", "indicators",
    "plans", "grants", "barnahus", "action_register", "renewals", "enactment", "findings", "tables", "imports", "archive", "publishing",
    "search", "home", "upkeep",
)  # fmt: skip
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
CODE = [path for path in SOURCES if "tests" not in path.parts]
TEMPLATES = sorted(PACKAGE.rglob("*.html"))
LONGEST, LONGEST_TEST = 450, 700  # a table of cases is read from the top


def short(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def area_of(model: type[models.Model]) -> str | None:
    """The area or `foundation` that a model belongs to; None for one from a library."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "samverka" else None


def foreign_keys() -> list[models.ForeignKey]:
    return [
        field
        for model in apps.get_models()
        if area_of(model)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.is_relation and field.related_model is not None
    ]


def test_every_area_has_its_place_in_the_order():
    found = {
        path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists() or (path / "models.py").exists()
    }
    assert found - {"config", "samples"} - set(ORDER) == set()


def test_every_foreign_key_points_left():
    assert len(foreign_keys()) > 10
    wrong = [
        f"{field.model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for field in foreign_keys()
        if (there := area_of(field.related_model)) and ORDER.index(there) > ORDER.index(area_of(field.model))
    ]
    assert wrong == []


# What gives a function to a signal. Only django_tasks_db's own handler is loaded, and it is not ours.
SIGNALS = re.compile(r"django\.(db\.models|core|contrib\.auth|test)\.signals|django\.dispatch|\breceiver\(")


def test_no_area_listens_to_signals():
    assert [short(path) for path in CODE if SIGNALS.search(path.read_text("utf-8"))] == []


WRITES = frozenset(
    {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
)
# Where a write may stand: operations (a file or a folder), the mechanisms that write for them, and factories of tests.
WRITERS = re.compile(r"(^|/)operations(\.py|/)|^foundation/(audit|lifecycle|documents|tasks)/|(^|/)factories\.py$")
CALLED_BY_OPERATIONS = {
    "action_register/cells.py": "the entries of one follow-up cell, kept in step with its words",
    "imports/undo.py": "the undoing of one run, record by record",
}


def writes_in(path: Path) -> list[str]:
    """Calls that write to the database, by their shape: `x.save()`, `Model.objects.create()`, `queryset.update()`.

    `update` and `delete` of other things (a dict, a set, a hash) are told apart by what they are called on: only a
    chain that contains `objects`, `_base_manager` or a queryset method counts.
    """
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
            continue
        chain = ast.unparse(node.func.value)
        is_record = node.func.attr in {"save", "delete"} and not node.args and re.fullmatch(r"[a-z_.]+", chain)
        is_queryset = re.search(r"\b(objects|_base_manager|_default_manager)\b|\.(filter|all|exclude)\(|_set\b", chain)
        is_super = chain == "super()"
        if (is_record or is_queryset) and not is_super:
            found.append(f"{short(path)}:{node.lineno}: {chain}.{node.func.attr}")
    return found


def test_the_search_for_writes_finds_them(tmp_path, monkeypatch):
    monkeypatch.setattr(f"{__name__}.PACKAGE", tmp_path)
    path = tmp_path / "views.py"
    path.write_text(
        "row.save()\nRow.objects.filter(pk=1).update(a=2)\nfacts.update(a=1)\nrun.rows.all().delete()\n", "utf-8"
    )
    assert [line.split(":")[1] for line in writes_in(path)] == ["1", "2", "4"]


def test_writes_stand_in_operations_only():
    found = [
        line
        for path in CODE
        if not WRITERS.search(short(path)) and short(path) not in CALLED_BY_OPERATIONS
        for line in writes_in(path)
    ]
    assert "\n".join(found) == ""


def operations() -> list[tuple[str, object]]:
    """Every public function of the areas' operations modules that someone answers for."""
    found = []
    for config in apps.get_app_configs():
        if not config.name.startswith("samverka.") or ".foundation." in config.name:
            continue
        for path in sorted(Path(config.path).glob("operations*")):
            name = f"{config.name}.operations"
            module = __import__(name, fromlist=["*"]) if path.suffix in {".py", ""} else None
            for key, value in vars(module).items():
                if key.startswith("_") or not inspect.isfunction(value) or not value.__module__.startswith(name):
                    continue
                if "actor" in inspect.signature(value).parameters:
                    found.append((f"{name}.{key}", value))
    return found


@pytest.mark.parametrize(("name", "function"), operations(), ids=lambda value: value if isinstance(value, str) else "")
def test_an_operation_takes_its_facts_by_keyword(name, function):
    """One positional argument is the record that the verb is done to."""
    positional = [
        parameter.name
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind in {parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD}
    ]
    assert (len(positional) <= 1, "actor" in positional) == (True, False), positional


def test_there_is_no_drawer_for_odds_and_ends():
    names = {"utils.py", "helpers.py", "common.py", "misc.py", "utils", "helpers", "common", "misc"}
    assert [short(path) for path in PACKAGE.rglob("*") if path.name in names] == []


def test_no_file_grows_past_its_limit():
    lengths = {short(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    limits = {name: LONGEST_TEST if "/tests/" in name else LONGEST for name in lengths}
    assert {name: length for name, length in lengths.items() if length > limits[name]} == {}


def test_every_module_says_what_it_is_for():
    silent = [
        short(path)
        for path in CODE
        if path.name not in {"__init__.py", "apps.py"} and ast.get_docstring(ast.parse(path.read_text("utf-8"))) is None
    ]
    assert silent == []


# The page's policy forbids them all: they would be silently dead.
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
STANDS_ALONE = {"foundation/ui/templates/ui/errors/500.html"}


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_template_has_no_inline_script_or_style(path):
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert INLINE.findall(text) == []
