"""Pages that are pictures: recognised one by one and kept at once, waited for, taken up again.

Kept pages are not in the log: they say nothing that the file does not, and are made anew from it if they are lost.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.lifecycle import perform
from samverka.foundation.tasks.locking import retry_when_locked
from samverka.imports.lifecycle import RUN_LIFECYCLE
from samverka.imports.models import ImportRun, RecognisedPage
from samverka.imports.readers import NeedsOcr, OcrStopped, OpenedFile, ScannedPage, method

Progress = Callable[[int, int, str], None]


class Waits(Exception):
    """Pages could not be recognised now, and nobody has said that they may be left out. `can_leave_out`: something else
    can be read in the document."""

    def __init__(self, reason: str, *, can_leave_out: bool) -> None:
        super().__init__(reason)
        self.can_leave_out = can_leave_out


def recognise_pictures(*, run: ImportRun, file: OpenedFile, progress: Progress) -> dict[int, ScannedPage]:
    """The file's pages that are pictures, by number: those that are kept from before, and the rest as they are recognised,
    each kept before the next is waited for. Raises `Waits`, or `ReadError` for a damaged file."""
    total = len(file.to_recognise)
    if not total:
        return {}
    done = _kept(run, file)

    def tell() -> None:
        said = {"done": len(done), "total": total}
        progress(len(done), total, _("Läser bilder, %(done)s av %(total)s sidor") % said)

    tell()
    try:
        for page in file.recognise(done, pulse=tell):
            _keep(run, page)
            done[page.number] = page
            tell()
    except (NeedsOcr, OcrStopped) as error:
        if not run.leaves_out:
            raise Waits(error.message, can_leave_out=file.can_leave_out(done)) from error
    return done


def _kept(run: ImportRun, file: OpenedFile) -> dict[int, ScannedPage]:
    """What need not be done again: recognised as it would be now (or there is nothing to do it with), and not given up
    before this run."""
    found = RecognisedPage.objects.filter(file=run.source.file, number__in=file.to_recognise)
    found = found.filter(Q(is_given_up=False) | Q(kept_at__gte=run.created_at))
    with suppress(NeedsOcr):
        found = found.filter(method=method())
    kept = {}
    for each in found:
        try:
            kept[each.number] = ScannedPage.from_json(each.content)
        except (KeyError, ValueError):  # written by another version of Samverka
            continue
    return kept


@retry_when_locked
def _keep(run: ImportRun, page: ScannedPage) -> None:
    told = {"method": page.method, "is_given_up": page.is_given_up, "content": page.to_json()}
    RecognisedPage.objects.update_or_create(
        file=run.source.file, number=page.number, defaults=told | {"kept_at": timezone.now()}
    )


@transaction.atomic
def wait(*, run: ImportRun, reason: Waits) -> None:
    """The run stands still until somebody takes it up again."""
    ImportRun.objects.filter(pk=run.pk).update(can_leave_out=reason.can_leave_out)
    run.refresh_from_db()
    perform(RUN_LIFECYCLE, "wait", run, actor=None, values={"failure": str(reason)})


@transaction.atomic
def resume(*, actor: User, run: ImportRun, leave_out: bool = False) -> None:
    """A waiting run is to be read again. `leave_out`: without the pages that cannot be recognised now either. Raises
    `PermissionDenied`, or `Refused` if it does not wait, or if nothing would be left of it."""
    verb = "leave_out" if leave_out else "resume"
    perform(RUN_LIFECYCLE, verb, run, actor=actor, values={"failure": ""})
    ImportRun.objects.filter(pk=run.pk).update(leaves_out=leave_out)
    run.refresh_from_db()
