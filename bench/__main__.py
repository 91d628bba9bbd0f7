"""Runs the measurements; 1 if a bar is broken."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench import pages, reading


def main() -> int:
    read_well = reading.run()
    with tempfile.TemporaryDirectory(prefix="samverka-bench-") as folder:
        answered_well = pages.run(Path(folder))
    return 0 if read_well and answered_well else 1


if __name__ == "__main__":
    sys.exit(main())
