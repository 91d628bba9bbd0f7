"""Sample documents that come with Samverka, one or more of each format and kind the importer reads.

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
    """A sample document. `name` is its file name without the `suffix`; `scanned`: it has pictures and no text."""

    name: str
    suffix: str = "docx"
    scanned: bool = False

    @property
    def path(self) -> Path:
        return DIRECTORY / f"{self.name}.{self.suffix}"

    @property
    def expected_path(self) -> Path:
        return DIRECTORY / f"{self.name}.expected.json"


BALANCE_LIST = Sample("balanslista-2024")
AGREEMENT_LIST = Sample("avtalslista-2024")
AGREEMENT_REGISTER = Sample("avtalsregister-2024", "xlsx")
FORUM_PRESENTATION = Sample("samverkansforum")
PACKET = Sample("handlingar-fredagsgruppen-2024-02-05", "pdf")
SUMMONS = Sample("kallelse-svom-2024-02-23", "pdf", scanned=True)
MINUTES = Sample("protokoll-svom-2024-02-23", "pdf")

SAMPLES = (FORUM_PRESENTATION, AGREEMENT_LIST, BALANCE_LIST, AGREEMENT_REGISTER, PACKET, MINUTES, SUMMONS)
"""In the order in which they are best imported: forums before the lists that name them, and last what takes long."""
