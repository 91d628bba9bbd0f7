"""What follows of an import: links between records, and what does not agree."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import transaction

from samverka.findings.operations import follow_log
from samverka.foundation.accounts.models import User
from samverka.imports.models import ImportRecord, ImportRun

log = logging.getLogger(__name__)


def after_applying(actor: User, run: ImportRun, done: Sequence[ImportRecord]) -> None:
    """Last in the transaction that brings a run in. Links and findings follow from the register alone, so that undo needs
    to keep nothing of them: what the run made them of goes, and they with it."""
    _follow(run)


def after_undoing(actor: User, run: ImportRun) -> None:
    """Last in the transaction that takes a run back."""
    _follow(run)


def _follow(run: ImportRun) -> None:
    """An error here is ours and no reason to refuse the document: it is told in the server's log, and tried again after
    the next change."""
    try:
        with transaction.atomic():
            follow_log()
    except Exception:
        log.exception("Links and findings could not follow import %s", run.pk)
