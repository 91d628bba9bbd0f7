"""What follows of an import: links between records, and what does not agree."""

from __future__ import annotations

from collections.abc import Sequence

from samverka.findings.operations import follow_log
from samverka.foundation.accounts.models import User
from samverka.imports.models import ImportRecord, ImportRun


def after_applying(actor: User, run: ImportRun, done: Sequence[ImportRecord]) -> None:
    """Last in the transaction that brings a run in. Links and findings follow from the register alone, so that undo needs
    to keep nothing of them: what the run made them of goes, and they with it."""
    follow_log(actor=None)


def after_undoing(actor: User, run: ImportRun) -> None:
    """Last in the transaction that takes a run back."""
    follow_log(actor=None)
