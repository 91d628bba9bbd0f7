"""`samverka worker`: runs background jobs. `samverka run` starts one by itself."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from samverka.foundation.disk import at_work, present
from samverka.foundation.tasks.server import BeingRestored
from samverka.foundation.tasks.worker import Worker, stop_with_parent


class Command(BaseCommand):
    help = "Kör bakgrundsarbeten tills den stoppas. `samverka run` startar en av sig själv."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="Sluta när inget arbete väntar.")
        parser.add_argument(
            "--with-parent", action="store_true", help="Sluta när programmet som startade arbetaren slutar."
        )

    def handle(self, *args: Any, until_empty: bool, with_parent: bool, **options: Any) -> None:
        worker = Worker()

        def stop(number: int, frame: object) -> None:
            worker.stop()
            signal.signal(number, signal.SIG_DFL)  # asked twice: stop at once; the job goes on from its last step later

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        if with_parent:
            stop_with_parent(worker)
        with present(Path(settings.DATA), "worker"):
            if "restore" in at_work(Path(settings.DATA)):
                raise CommandError(str(BeingRestored()))
            if until_empty:
                worker.run_waiting()
            else:
                worker.run()
