"""Links and findings brought up to a long log, outside the request."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samverka.findings.operations.following import follow_log
from samverka.foundation.tasks.context import JobContext, job
from samverka.foundation.tasks.operations import enqueue
from samverka.foundation.tasks.queries import is_waiting


@job
def follow_log_job(context: JobContext) -> None:
    follow_log()


def follow_later() -> None:
    """Puts it in the queue, unless it waits there already."""
    if not is_waiting(follow_log_job):
        enqueue(follow_log_job, actor=None, title=_("Kopplar och kontrollerar uppgifter"))
