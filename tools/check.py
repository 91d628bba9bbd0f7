"""`make check`: every check in turn, all of them even when one fails, and a line that counts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

PYTHON = sys.executable
CHECKS = (
    ("format", [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."]),
    ("lint", [PYTHON, "-m", "ruff", "check", "--quiet", "."]),
    ("types", [PYTHON, "-m", "mypy", "--no-error-summary"]),
    ("import contracts", [PYTHON, "-c", "from importlinter.cli import lint_imports_command as run; run()"]),
    ("migrations", [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run", "-v0"]),
    ("settings", [PYTHON, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]),
    ("generated files", [PYTHON, "-m", "tools.docs", "--check"]),
    ("translations", [PYTHON, "-m", "tools.catalogue", "--check"]),
)
HINTS = {
    "format": "make fmt",
    "migrations": "samverka makemigrations",
    "generated files": "make fmt",
    "translations": "make fmt (needs gettext)",
}


def main() -> int:
    """Runs the checks in a data folder of their own. Gives 1 if any fails."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="samverka-check-") as folder:
        # As an installation behind HTTPS, so that the deployment check speaks of the code and not of this machine.
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "samverka.config.settings", "SAMVERKA_DATA": folder, "SAMVERKA_HTTPS": "1",
            "SAMVERKA_DATABASE": "", "PYTHONPATH": os.pathsep.join(["src", "."]),
        }  # fmt: skip
        for name, command in CHECKS:
            began = time.monotonic()
            done = subprocess.run(
                command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
            )
            print(
                f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({time.monotonic() - began:.1f} s)",
                flush=True,
            )
            if done.returncode:
                failed.append(name)
                print((done.stdout + done.stderr).rstrip(), flush=True)
                if name in HINTS:
                    print(f"       mend with: {HINTS[name]}", flush=True)
    print(
        f"{len(CHECKS) - len(failed)} checks passed, {len(failed)} failed{': ' + ', '.join(failed) if failed else ''}"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
