"""Writes the files under docs/ that are made from the code: `permissions.md` and `lifecycles/`. `--check` only compares."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samverka.foundation.lifecycle import Lifecycle

DOCS = Path(__file__).resolve().parents[1] / "docs"
NOTE = "<!-- Made from the code by `make fmt`; do not edit. -->\n\n"


def permissions_page() -> str:
    """One table of every permission: who may do what."""
    from samverka.foundation.accounts.permissions import REGISTRY

    lines = [
        f"{NOTE}# Permissions\n",
        "Who may do what, as the code asks and as the reason is told. Everything else is refused.\n",
    ]
    area = ""
    for name in sorted(REGISTRY):
        permission = REGISTRY[name]
        if (found := name.split(".")[0]) != area:
            area = found
            lines += [f"\n## {area}\n", "| Permission | Får … | Vem |", "| --- | --- | --- |"]
        lines.append(f"| `{name}` | {permission.says} | {permission.who} |")
    return "\n".join(lines) + "\n"


def lifecycle_page(lifecycle: Lifecycle) -> str:
    """The diagram and the table of one lifecycle."""
    lines = [f"{NOTE}# {lifecycle.name}\n", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {state.value}: {state.label}" for state in lifecycle.states]
    for transition in lifecycle.transitions:
        lines += [f"    {source} --> {transition.target}: {transition.label}" for source in transition.sources]
    lines += ["```", "", "| Verb | Knapp | Från | Till | Vem |", "| --- | --- | --- | --- | --- |"]
    for transition in lifecycle.transitions:
        sources = ", ".join(transition.sources)
        who = transition.permission.who
        lines.append(f"| `{transition.verb}` | {transition.label} | {sources} | {transition.target} | {who} |")
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    """Every generated file with its content."""
    _load()
    from samverka.foundation.lifecycle.mechanism import REGISTRY

    made = {DOCS / "permissions.md": permissions_page()}
    for name, lifecycle in REGISTRY.items():
        made[DOCS / "lifecycles" / f"{name}.md"] = lifecycle_page(lifecycle)
    return made


def _load() -> None:
    """Sets Django up and imports what declares permissions and lifecycles."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverka.config.settings")
    import django
    from django.apps import apps
    from django.utils import translation

    django.setup()
    translation.activate("sv")
    for config in apps.get_app_configs():
        for module in ("permissions", "lifecycle"):
            name = f"{config.name}.{module}"
            if config.name.startswith("samverka.") and importlib.util.find_spec(name):
                importlib.import_module(name)


def main(arguments: list[str]) -> int:
    """Writes what differs and removes what is no longer made; with `--check` names it and gives 1."""
    made = pages()
    stale = [path for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text]
    orphans = [path for path in (DOCS / "lifecycles").glob("*.md") if path not in made]
    if "--check" in arguments:
        for path in stale + orphans:
            print(f"{path.relative_to(DOCS.parent)} is not what the code says")
        return 1 if stale or orphans else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], "utf-8", newline="\n")
    for path in orphans:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
