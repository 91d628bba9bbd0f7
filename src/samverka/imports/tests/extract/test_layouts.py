"""Documents of many layouts in `layouts/`, each beside the records it must give (`.json`, the outside schema).

People, forums and sentences are invented; the layouts are those that regions and municipalities publish.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samverka.imports.dry_run import read_file

FOLDER = Path(__file__).parent / "layouts"
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_layout_gives_exactly_its_records(path: Path) -> None:
    result = read_file(path)
    found = {key: value for key, value in result.items() if key not in ("recognition", "warnings")}
    assert found == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
