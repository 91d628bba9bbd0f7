"""Sample documents that come with Samverka: a balanslista, a list of agreements and a presentation of forums, as DOCX.

Written by us about the first county: its forums, principals and the names of its agreements are real, every sentence
and person is invented. `make demo` imports them, and beside each lies what the importer should find (`*.expected.json`,
in the import schema). `build` makes both from the same data: change it, run `python -m samverka.samples.build`, commit.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DIRECTORY = Path(__file__).parent / "documents"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample document. `name` is its file name without extension."""

    name: str

    @property
    def path(self) -> Path:
        return DIRECTORY / f"{self.name}.docx"

    @property
    def expected_path(self) -> Path:
        return DIRECTORY / f"{self.name}.expected.json"


BALANCE_LIST = Sample("balanslista-2024")
AGREEMENT_LIST = Sample("avtalslista-2024")
FORUM_PRESENTATION = Sample("samverkansforum")

SAMPLES = (FORUM_PRESENTATION, AGREEMENT_LIST, BALANCE_LIST)
"""In the order in which they are best imported: forums before the lists that name them."""
