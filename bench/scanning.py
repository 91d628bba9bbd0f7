"""Noisy scans recognised on one core and on all: pages per second, and whether the words are right."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections import Counter
from unittest.mock import patch

from bench import papers

PAGES = 6
WORDS_BAR = 0.97
"""The share of the words that must be right. How fast is told, without a bar: it is the machine's."""
_WIDTH = 92


def run() -> bool:
    """Makes the scans, recognises them and prints; whether the bar is kept. Without Tesseract it says so and passes."""
    if shutil.which("tesseract") is None:
        print("\nscans: not measured, Tesseract is not installed")
        return True
    texts = [_printed(papers.minutes(number)) for number in range(PAGES)]
    data = _scanned(texts)
    alone, _found = _recognised(data, 1)
    together, found = _recognised(data, os.cpu_count() or 1)
    right = sum((_words(text) & each).total() for text, each in zip(texts, found, strict=True))
    share = right / sum(_words(text).total() for text in texts)
    print(
        f"\n{PAGES} noisy scans of {_words(texts[0]).total()} words, 200 dpi: {alone:.2f} pages a second on one core, ",
        end="",
    )
    print(f"{together:.2f} on {os.cpu_count()} ({together / alone:.1f} ×); {share:.1%} of the words are right")
    print(f"bar: {WORDS_BAR:.0%} of the words")
    return share >= WORDS_BAR


def _recognised(data: bytes, cores: int) -> tuple[float, list[Counter[str]]]:
    from samverka.imports.readers import OpenedFile

    began = time.perf_counter()
    with patch("os.cpu_count", lambda: cores):
        pages = sorted(OpenedFile(data, "scan.pdf").recognise(), key=lambda page: page.number)
    speed = len(pages) / (time.perf_counter() - began)
    return speed, [_words(" ".join(word.text for word in page.page.words)) for page in pages]


def _printed(text: str) -> str:
    """What has room on a page."""
    return "\n".join(line.replace("\t", "   ")[:_WIDTH] for line in text.splitlines()[:52])


def _scanned(texts: list[str]) -> bytes:
    from samverka.imports.tests.readers.paper import Sheet, pdf, saved_as, scanned

    sheets = [Sheet().lines(60, 60, text.splitlines(), 11, 14) for text in texts]
    return saved_as(scanned(pdf(*sheets)), "PDF")


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))
