"""The English catalogue: texts gathered from the code (needs gettext's xgettext) and compiled (polib, no gettext).

The compiled file is committed, so that an installation needs neither. `--check` compares: the compiled file with the
written one always, the written one with the code when xgettext is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "samverka"
WRITTEN = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = WRITTEN.with_suffix(".mo")
Text = tuple[str, str, str]  # context, singular, plural


def texts(catalogue: polib.POFile) -> set[Text]:
    """What is to be translated, obsolete entries left out."""
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "") for entry in catalogue if not entry.obsolete}


def gathered() -> polib.POFile:
    """The catalogue with the texts of the code as it is now; translations are kept. Needs xgettext."""
    with tempfile.TemporaryDirectory(prefix="samverka-texts-") as folder:
        copy = Path(folder) / "samverka"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "tests", "static", "migrations"))
        command = [
            sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-location", "--no-obsolete", "--no-wrap",
            "--extension", "html,txt,py",
        ]  # fmt: skip
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        (copy / "locale").mkdir(exist_ok=True)
        subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
        catalogue = polib.pofile(str(copy / "locale" / "en" / "LC_MESSAGES" / "django.po"), wrapwidth=0)
    # No dates and no fuzzy guesses: the file changes when a text does, and a guess is not a translation.
    catalogue.header = "English texts of Samverka. The keys are the Swedish ones."
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for entry in catalogue:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
            entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    return catalogue


def main(arguments: list[str]) -> int:
    can_gather = shutil.which("xgettext") is not None
    if "--check" in arguments:
        return _check(can_gather)
    if can_gather:
        WRITTEN.parent.mkdir(parents=True, exist_ok=True)
        gathered().save(str(WRITTEN))
    else:
        print("xgettext is not installed: the catalogue is compiled but not gathered anew")
    COMPILED.write_bytes(_compiled())
    return 0


def _compiled() -> bytes:
    return polib.pofile(str(WRITTEN), wrapwidth=0).to_binary()


def _check(can_gather: bool) -> int:
    problems = []
    written = polib.pofile(str(WRITTEN), wrapwidth=0)
    if COMPILED.read_bytes() != _compiled():
        problems.append("the compiled catalogue is not made from the written one")
    if can_gather:
        now, kept = texts(gathered()), texts(written)
        problems += [f"not in the catalogue: {text[1]!r}" for text in sorted(now - kept)]
        problems += [f"no longer in the code: {text[1]!r}" for text in sorted(kept - now)]
    elif os.environ.get("CI") == "true":
        problems.append("xgettext is missing, which CI must have: see .ci/run")
    print("\n".join(problems[:40]))
    done = len(written.translated_entries())
    print(f"{done} of {len(written)} texts are translated")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
