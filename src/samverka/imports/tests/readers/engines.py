"""Programs called tesseract, made for a test, and files for them to read."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from samverka.imports.tests.readers.paper import Sheet, saved_as

SCRIPT = """#!/bin/sh
case "$1" in
  --version) echo "tesseract {version}"; exit 0;;
  --list-langs) printf 'List:\\n{languages}\\n'; exit 0;;
esac
{does}
"""
WORD = r"5\t1\t1\t1\t1\t1\t100\t100\t90\t30\t{confidence}\t{word}"


def says(word: str = "Illustration", confidence: int = 96) -> str:
    """Shell that answers with one word. The width of the picture is in $width."""
    told = WORD.format(confidence=confidence, word=word)
    return f"read -r magic width height depth; cat > /dev/null; printf 'head\\n{told}\\n'"


def install(folder: Path, does: str, *, languages: str = "swe", version: str = "9.9") -> Path:
    """Writes the program; gives the folder to be put on the path."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "tesseract"
    program.write_text(SCRIPT.format(does=does, languages=languages, version=version), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    return folder


def path_with(folder: Path) -> str:
    """The path on which only this Tesseract is found, beside the shell's own programs."""
    return f"{folder}{os.pathsep}{shell_only(folder)}"


def shell_only(folder: Path) -> str:
    """A folder with the few programs that the scripts use, and no Tesseract."""
    tools = folder.parent / "shell"
    tools.mkdir(exist_ok=True)
    for name in ("sh", "cat", "mkdir", "rm", "sleep", "kill"):
        target = next((each for each in (Path("/bin", name), Path("/usr/bin", name)) if each.exists()), None)
        if target and not (tools / name).exists():
            (tools / name).symlink_to(target)
    return str(tools)


def pretend(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str, **more: str) -> None:
    """A program called tesseract, alone on the path."""
    monkeypatch.setenv("PATH", path_with(install(folder / "bin", does, **more)))


def without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No program called tesseract on the path."""
    monkeypatch.setenv("PATH", shell_only(folder / "bin"))


def agreements(names: Sequence[str] = ("Avtal om hjälpmedel", "Avtal om hemsjukvård")) -> Sheet:
    """A page with a list of two agreements, as text."""
    cells = [
        ["Avtal", "Giltighetstid", "Rekommenderande forum"],
        [names[0], "2021-2024", "SVOM"],
        [names[1], "2023-2026", "SVOM"],
    ]
    title = "Avtal mellan regionen och kommunerna 2024-05-20"
    return Sheet().text(60, 60, title, 16).table((50, 230, 330, 500), (100, 130, 160, 190), cells)


def with_wrong_letters(data: bytes, page_count: int = 1) -> bytes:
    """The same look, but the font tells each letter as the next: the text is rubbish. For sheets in ASCII, without extra."""
    shift = "\n".join(f"<{32 + step:02x}> <{33 + step:04x}>" for step in range(94))
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 begincodespacerange "
        f"<00> <ff> endcodespacerange 94 beginbfchar\n{shift}\nendbfchar endcmap end end"
    ).encode()
    number = 3 + 2 * page_count
    added = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\nxref\n" % (number, len(mapping), mapping)
    told = b"/ToUnicode %d 0 R           " % number
    return data.replace(b"/Encoding /WinAnsiEncoding", told).replace(b"xref\n", added, 1)


def with_pictures(text: bytes, widths: Sequence[int]) -> bytes:
    """A PDF with the pages of `text` and after them one that is a picture for each width, in dots."""
    import io

    import pypdfium2

    whole = pypdfium2.PdfDocument(text)
    pictures = [Image.effect_noise((width, 400), 60).point(lambda value: 0 if value < 90 else 255) for width in widths]
    more = pypdfium2.PdfDocument(saved_as(pictures, "PDF"))
    try:
        whole.import_pages(more)
        out = io.BytesIO()
        whole.save(out)
        return out.getvalue()
    finally:
        more.close()
        whole.close()
