"""The pages of a file recognised side by side on all cores, each handed over as soon as it is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from PIL import Image

from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.scans.engine import Engine, OcrStopped, find_engine
from samverka.imports.readers.scans.recognition import ScannedPage, method_of, recognised

Picture = Callable[[int], tuple[Image.Image, float]]
"""A page's number → its picture in grey and dots per inch. Called from several threads."""
Pulse = Callable[[], None]
"""Called every half second while pages are recognised; what it raises breaks the work off at once."""
PULSE_SECONDS = 0.5
_MOST_AT_ONCE = 8
"""However many cores there are: a page takes up to 500 MB while it is recognised."""
_MOST_STOPPED = 3
"""Pages on which the program may be stopped before the rest is not tried: then it is not the page's fault."""


def no_pulse() -> None:
    """For those who do not watch."""


def method() -> str:
    """What a page recognised now would be recognised with (`ScannedPage.method`). Raises `NeedsOcr`."""
    return method_of(find_engine().name)


def recognise_pages(picture_of: Picture, numbers: Sequence[int], pulse: Pulse = no_pulse) -> Iterator[ScannedPage]:
    """Yields pages as they are done, in no certain order. What has been yielded may be kept and left out next time.

    Raises `NeedsOcr`, or `OcrStopped` after all pages that could be done have been yielded. No more pages than cores
    (at most eight) are in memory at once. When the caller goes no further, what runs is broken off.
    """
    if not numbers:
        return
    engine = find_engine().for_one_file()
    waiting, workers = list(numbers), min(os.cpu_count() or 1, _MOST_AT_ONCE)
    failure: ReadError | None = None
    stopped: list[OcrStopped] = []
    running: set[Future[ScannedPage]] = set()
    with ThreadPoolExecutor(workers, thread_name_prefix="ocr") as pool:
        try:
            while running or waiting:
                while waiting and len(running) < workers:
                    running.add(pool.submit(_work, engine, picture_of, waiting.pop(0)))
                done, running = wait(running, timeout=PULSE_SECONDS, return_when=FIRST_COMPLETED)
                pulse()
                for each in done:
                    try:
                        page = each.result()
                    except OcrStopped as error:
                        stopped.append(error)
                    except ReadError as error:
                        failure = failure or error
                    else:
                        yield page
                if failure or len(stopped) >= _MOST_STOPPED:
                    waiting.clear()
        finally:
            engine.stop()
    if failure is not None:
        raise failure
    if stopped:
        raise OcrStopped([page for error in stopped for page in error.pages], stopped[0].reason)


def _work(engine: Engine, picture_of: Picture, number: int) -> ScannedPage:
    try:
        picture, dots_per_inch = picture_of(number)
    except ReadError as error:
        if error.code is not ReadErrorCode.TOO_LARGE:
            raise
        return ScannedPage.unread(number, error.message, engine.name)
    return recognised(engine, picture, dots_per_inch, number)
