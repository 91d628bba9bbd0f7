"""Processor time of each page in this process, requests interleaved: says little of waiting, and much where the machine
is busy with other things."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable
from typing import Any

from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler

ROUNDS, WARM_UP = 30, 3
Asked = tuple[str, list[float], list[float]]
"""An address, its times, and its times when nothing is kept: milliseconds of the processor."""


def measure(asked: Iterable[Asked], cookie: str) -> None:
    """Fills in the times."""
    handler, asked = WSGIHandler(), list(asked)
    for turn in range(ROUNDS + WARM_UP):
        for address, times, fresh_times in asked:
            cache.clear()
            fresh, again = _answer(handler, address, cookie), _answer(handler, address, cookie)
            if turn >= WARM_UP:
                fresh_times.append(fresh)
                times.append(again)


def _answer(handler: WSGIHandler, address: str, cookie: str) -> float:
    path, _mark, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_COOKIE": cookie, "HTTP_HOST": "127.0.0.1",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http",
    }  # fmt: skip
    told: list[str] = []
    began = time.process_time()
    response = handler(environ, lambda status, headers, info=None: told.append(status))  # type: ignore[arg-type]
    b"".join(response)
    response.close()
    took = (time.process_time() - began) * 1000
    if not told[0].startswith("200"):
        raise SystemExit(f"{address} answered {told[0]}")
    return took
