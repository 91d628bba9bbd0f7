"""Server and worker together: the app server in this process's children, the worker as a child that is kept alive."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import multiprocessing.connection
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from samverka.foundation.disk import at_work, present

log = logging.getLogger(__name__)
THREADS = 4
STOP_SECONDS = 10
RESTART_SECONDS = 1.0


class BeingRestored(Exception):
    """A backup is put in place just now, and nobody else may use the installation. `str()` says so in Swedish."""

    def __str__(self) -> str:
        return "En säkerhetskopia återläses just nu. Starta när det är klart."


class KeptWorker:
    """A worker process that is started again whenever it ends by itself, and stopped by closing its standard input:
    so it also stops when this process is killed, on every system."""

    def __init__(self, *, is_ending: Callable[[], bool] = lambda: False) -> None:
        """`is_ending` tells that everything is on its way down, so that a worker which ends is not missed."""
        self._is_ending = is_ending
        self._ending = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="keep-worker", daemon=True)

    def start(self) -> None:
        self._process = self._spawn()
        self._thread.start()

    def let_go(self) -> None:
        """In a forked child: closes its copy of the pipe, so that the worker sees its real parent end."""
        if self._process is not None:
            _close_input(self._process)

    def stop(self) -> None:
        """Lets the worker put its job back and end; after some seconds it is killed, which jobs survive."""
        self._ending.set()
        process = self._process
        if process is None:
            return
        _close_input(process)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _keep(self) -> None:
        while self._process is not None and not self._ending.is_set():
            code = self._process.wait()
            if self._ending.wait(RESTART_SECONDS) or self._is_ending():
                return
            log.warning("The worker ended with code %s; a new one is started", code)
            _close_input(self._process)
            self._process = self._spawn()

    @staticmethod
    def _spawn() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "django", "worker", "--with-parent"]
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, env=os.environ | {"DJANGO_SETTINGS_MODULE": "samverka.config.settings"}
        )


def _close_input(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()


def free_port(host: str, wanted: int, *, tries: int = 50) -> int:
    """`wanted`, or the next port that nothing listens on. Raises `OSError` if none of `tries` is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(wanted, min(wanted + tries, 65536)):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port from {wanted}")


_kept: list[KeptWorker] = []  # what a forked server process inherits and must let go of


def load_application(target: str) -> Any:
    """Runs in each server process: gives the WSGI application, and ends the process when its parent has died."""
    for worker in _kept:
        worker.let_go()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), name="parent", daemon=True).start()
    from samverka.config.wsgi import application  # noqa: PLC0415 - only in the process that serves

    return application


def _end_after(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)


def serve(*, host: str, port: int, processes: int = 1, announce: Callable[[], None] = lambda: None) -> None:
    """Runs until SIGINT or SIGTERM, then stops both in order. `announce` is called when the port is open. Raises
    `BeingRestored`."""
    data = Path(settings.DATA)
    with present(data, "server"):  # its children hold the sign too, so that it outlives a killed parent
        if "restore" in at_work(data):
            raise BeingRestored
        _serve(host, port, processes, announce)


def _serve(host: str, port: int, processes: int, announce: Callable[[], None]) -> None:
    server = Granian(
        "samverka.config.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=processes,
        blocking_threads=THREADS, websockets=False, respawn_failed_workers=True, workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
    )  # fmt: skip
    server.on_startup(announce)
    worker = KeptWorker(is_ending=lambda: server.interrupt_signal)
    connections.close_all()  # the children open their own
    worker.start()
    _kept.append(worker)
    try:
        server.serve(target_loader=load_application)
    finally:
        _kept.remove(worker)
        worker.stop()
