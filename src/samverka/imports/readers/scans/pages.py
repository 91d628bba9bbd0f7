"""The pages of a file recognised side by side on all cores, each handed over as soon as it is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from PIL import Image

from samverka.imports.readers.errors import ReadError
from samverka.imports.readers.scans.engine import find_engine
from samverka.imports.readers.scans.recognition import ScannedPage, recognised

Picture = Callable[[int], tuple[Image.Image, float]]
"""A page's number → its picture in grey and dots per inch. Called from several threads."""


def recognise_pages(picture_of: Picture, numbers: Sequence[int], at_once: int | None = None) -> Iterator[ScannedPage]:
    """Yields pages as they are done, in no certain order. What has been yielded may be kept and left out next time.

    Raises `NeedsOcr`, or `OcrStopped` after those pages that were done have been yielded. No more pages than cores are
    in memory at once.
    """
    if not numbers:
        return
    engine = find_engine()
    waiting = list(numbers)
    workers = at_once or os.cpu_count() or 1

    def work(number: int) -> ScannedPage:
        picture, dots_per_inch = picture_of(number)
        return recognised(engine, picture, dots_per_inch, number)

    failure: ReadError | None = None
    with ThreadPoolExecutor(workers, thread_name_prefix="ocr") as pool:
        running: set[Future[ScannedPage]] = set()
        while running or (waiting and failure is None):
            while waiting and failure is None and len(running) < workers:
                running.add(pool.submit(work, waiting.pop(0)))
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for each in done:
                try:
                    page = each.result()
                except ReadError as error:
                    failure = failure or error
                else:
                    yield page
    if failure is not None:
        raise failure
