"""The source documents read and extracted in one process: time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "shared" / "source-documents"
SAMPLES = Path(__file__).resolve().parents[1] / "src" / "samverka" / "samples" / "documents"
SECONDS_BAR, MEMORY_BAR = 2.0, 300


def documents() -> list[Path]:
    """The county's own documents if they stand beside the project, else our samples; without those that are scanned."""
    from samverka.imports.readers import OpenedFile

    found = sorted(
        path for path in SOURCES.glob("*") if path.suffix in {".txt", ".docx", ".md", ".html"} and path.stem != "README"
    )
    samples = sorted(path for path in SAMPLES.glob("*") if path.suffix != ".json")
    return found or [path for path in samples if not OpenedFile(path.read_bytes(), path.name).to_recognise]


def run() -> bool:
    """Reads them in a new process and prints; whether the bars are kept."""
    done = subprocess.run([sys.executable, "-m", "bench.reading"], stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    print(
        f"\n{len(told['files'])} documents read and extracted in {told['seconds']:.2f} s, {told['memory']} MB at most"
    )
    for name, seconds in told["files"]:
        print(f"  {seconds:6.3f} s  {name}")
    print(f"bars: {SECONDS_BAR:.0f} s together, {MEMORY_BAR} MB; start of the process {told['start']:.2f} s beside")
    return bool(told["seconds"] < SECONDS_BAR and told["memory"] < MEMORY_BAR)


def _measure() -> None:
    began = time.perf_counter()
    from samverka.imports.dry_run import read_file

    start, files = time.perf_counter() - began, []
    for path in documents():
        began = time.perf_counter()
        read_file(str(path))
        files.append((path.name, time.perf_counter() - began))
    try:
        import resource

        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    except ImportError:  # not POSIX
        memory = 0
    print(
        json.dumps(
            {"start": start, "seconds": sum(seconds for _name, seconds in files), "memory": memory, "files": files}
        )
    )


if __name__ == "__main__":
    _measure()
