"""Runs the measurements; 1 if a bar is broken.

`python -m bench`: reading, scans, a thousand minutes brought in, search, every page, on the real server, and a backup. `--pages forum,läget` measures only the pages whose names
contain one of the words. `--cpu` counts processor time in one process instead, also of a page whose kept parts are gone:
for a machine that does other things at the same time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench import importing, pages, reading, scanning, search, upkeep


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="bench", description="Measures reading and pages against the bars of the design."
    )
    parser.add_argument("--pages", default="", help="words in the names of the pages to measure, parted by commas")
    parser.add_argument("--cpu", action="store_true", help="count processor time, in one process without a server")
    chosen = parser.parse_args()
    words = [word.strip().casefold() for word in chosen.pages.split(",") if word.strip()]
    read_well = bool(words or chosen.cpu) or all([reading.run(), scanning.run(), importing.run(), search.run()])
    with tempfile.TemporaryDirectory(prefix="samverka-bench-") as folder:
        data = Path(folder) / "data"
        answered_well = pages.run(data, words=words, in_process=chosen.cpu)
        kept_well = bool(words or chosen.cpu) or upkeep.run(data)
    return 0 if read_well and answered_well and kept_well else 1


if __name__ == "__main__":
    sys.exit(main())
