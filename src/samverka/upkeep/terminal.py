"""How the commands of upkeep show what goes on."""

from __future__ import annotations

import time
from typing import Any

EVERY = 0.1


class Line:
    """One line that is written over while work goes on; nothing where nobody watches."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._shown_at, self._width = stream, float("-inf"), 0
        self._watched = stream.isatty()

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._watched or (now - self._shown_at < EVERY and done < total):
            return
        self._shown_at = now
        text = f"{what} … {done * 100 // total if total else 100} %"
        self._stream.write(f"\r{text.ljust(self._width)}", ending="")
        self._stream.flush()
        self._width = len(text)

    def clear(self) -> None:
        if self._watched and self._width:
            self._stream.write(f"\r{' ' * self._width}\r", ending="")
            self._width = 0


def size_in_words(size: int) -> str:
    """`12 kB`, `3,4 MB`, `1,2 GB`."""
    for unit, words in ((1 << 30, "GB"), (1 << 20, "MB")):
        if size >= unit:
            return f"{size / unit:.1f} {words}".replace(".", ",")
    return f"{max(1, size // 1024)} kB"
