"""A file taken in, and read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.forums.models import Forum
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.operations import create, record
from samverka.foundation.documents.models import DocumentVersion, StoredFile
from samverka.foundation.documents.operations import FileRefused, add_document, keep_text, store_file
from samverka.foundation.lifecycle import perform
from samverka.foundation.tasks.models import Job
from samverka.imports import letters, recognised
from samverka.imports.describing import date_of, left_aside, nothing_found, title_of
from samverka.imports.extractors import extract
from samverka.imports.extractors.people.read import without_identities
from samverka.imports.labels import UNDATED
from samverka.imports.lifecycle import RUN_LIFECYCLE
from samverka.imports.models import ImportRecord, ImportRun
from samverka.imports.operations.pictures import Progress, Waits, recognise_pictures, wait
from samverka.imports.page_texts import page_texts
from samverka.imports.permissions import visible_runs
from samverka.imports.readers import OpenedFile, ReadError, clean_text, refuse
from samverka.imports.readers.sniff import media_type
from samverka.imports.recognise import recognise
from samverka.imports.reconcile import compare, read_records
from samverka.imports.records import DocumentKind, Extraction
from samverka.imports.states import RunState

_READ = (
    "title",
    "document_date",
    "forum",
    "kind",
    "warnings",
    "pages",
    "lost_letters",
)  # what reading finds out of the run
CURRENT = (RunState.READING, RunState.WAITING, RunState.TO_REVIEW, RunState.APPLYING, RunState.APPLIED)


def no_progress(done: int, total: int, message: str) -> None:
    """For those who do not watch."""


@transaction.atomic
def start_import(*, actor: User, data: bytes, filename: str) -> tuple[ImportRun, bool]:
    """Stores the file and opens a run over it. The same bytes again, whatever the file is called now, give the run that
    stands, and False: they would change nothing. A run that was undone, put away or failed does not stand. What others
    have taken in unseen by the actor is not told of. Raises `FileRefused` for a file that cannot be read or stored."""
    try:
        refuse(data)
    except ReadError as error:
        raise FileRefused(str(error)) from error
    filename = clean_text(filename)
    file = store_file(data, media_type=media_type(data, filename))
    StoredFile.objects.select_for_update().get(pk=file.pk)  # one after the other: the same bytes may come twice at once
    mine = visible_runs(actor).filter(source__file=file)
    standing = mine.filter(state__in=CURRENT).order_by("-pk").first()
    if standing:
        return standing, False
    source = _source_of(mine.order_by("-pk").first(), actor=actor, file=file, filename=filename)
    return create(ImportRun(source=source, uploaded_by=actor), actor=actor, verb="start_import"), True


def _source_of(earlier: ImportRun | None, *, actor: User, file: StoredFile, filename: str) -> DocumentVersion:
    return earlier.source if earlier else add_document(actor=actor, title=filename, file=file, filename=filename)


def read_run(*, run: ImportRun, progress: Progress = no_progress) -> None:
    """Reads, recognises, extracts and reconciles; leaves the run to be reviewed, waiting for its pictures to be read, or
    failed with a reason in words. Nothing is written until all of it is read, but pages recognised from pictures, which
    are kept one by one. May run twice: what an earlier attempt read is replaced."""
    progress(0, 0, _("Läser filen"))
    try:
        file = OpenedFile(run.source.file.read(), run.source.filename)
        document = file.document(recognise_pictures(run=run, file=file, progress=progress))
        recognition = recognise(document)
        if recognition.kind is DocumentKind.PEOPLE_LIST:
            document = without_identities(document)
        texts = page_texts(document)
        keep_text(actor=None, version=run.source, parts=texts)
        run.lost_letters = letters.have_been_lost("\n".join(part.text for part in texts))
        progress(0, 0, _("Tolkar innehållet"))
        extraction = extract(document, recognition, forum_names())
    except Waits as reason:
        return wait(run=run, reason=reason)
    except ReadError as error:
        return fail_run(run=run, failure=str(error))
    run.pages = recognised.to_json(document.pages)
    hold_against_register(run=run, extraction=extraction, warnings=document.warnings, progress=progress)
    return None


def hold_against_register(
    *, run: ImportRun, extraction: Extraction, warnings: Sequence[str] = (), progress: Progress = no_progress
) -> None:
    """What was found in the document becomes the run's records, each judged; the run is then to be reviewed, or failed
    where nothing was found."""
    title = title_of(extraction, run.source.filename, forum_names())
    run.title, run.document_date, run.forum = title[:300], date_of(extraction), _forum(extraction)
    if extraction.kind is DocumentKind.PEOPLE_LIST and run.document_date is None:
        run.document_date = timezone.localdate()  # a list somebody keeps says how it is when it is handed in
        warnings = [
            *warnings,
            str(UNDATED),
        ]
    run.kind, run.warnings = (
        extraction.kind.value,
        [*_lost(run), *warnings, *extraction.warnings, *_left_out(extraction), *left_aside(extraction)],
    )
    by_kind = read_records(run, extraction)
    if not by_kind:
        return fail_run(
            run=run, failure=nothing_found(extraction), kind=run.kind, warnings=run.warnings, pages=run.pages
        )
    records = [found for each in by_kind.values() for found in each]
    compared = 0
    for each in by_kind.values():
        compare(run, each, step=_part_of(progress, compared, len(records)))
        compared += len(each)
    return _keep(run, records)


def _part_of(progress: Progress, before: int, total: int) -> Callable[[int], None]:
    return lambda done: progress(before + done, total, _("Jämför med registret"))


@transaction.atomic
def _keep(run: ImportRun, records: list[ImportRecord]) -> None:
    """Raises `Refused` if the run is no longer being read, as for a reader that was thought dead and came back: then the
    records are somebody else's and are left alone."""
    read = {name: getattr(run, name) for name in _READ}
    perform(RUN_LIFECYCLE, "finish_reading", run, actor=None)  # first: it takes the run, or refuses
    for name, value in read.items():
        setattr(run, name, value)
    run.save(update_fields=_READ)
    run.records.all().delete()
    ImportRecord.objects.bulk_create(records, batch_size=500)
    record(actor=run.uploaded_by, verb="read", obj=run, changes={"records": [None, len(records)]})


@transaction.atomic
def fail_run(*, run: ImportRun, failure: str, kind: str = "", **known: Any) -> None:
    """The document cannot be read; `failure` says why and what to do, in plain Swedish. `known` is what was found out
    before it failed, by the fields of the run, and not put in the log."""
    if known:
        ImportRun.objects.filter(pk=run.pk).update(**known)
    run.refresh_from_db()
    perform(RUN_LIFECYCLE, "fail", run, actor=None, values={"failure": failure, "kind": kind})


def _forum(extraction: Extraction) -> Forum | None:
    """Whose list it is: as the document says, else the one forum its title names."""
    found = extraction.document.forum
    names = forum_names()
    key = names.resolve(found.value) if found else None
    if key is None and extraction.document.title:
        keys = {match.key for match in names.find(extraction.document.title.value)}
        key = keys.pop() if len(keys) == 1 else None
    return Forum.objects.get(pk=int(key)) if key else None


def _lost(run: ImportRun) -> list[str]:
    if not run.lost_letters:
        return []
    return [
        _(
            "Texten verkar ha förlorat å, ä och ö. Namn jämförs med registret utan prickar och ringar, och registrets namn"
            " står kvar. Nya namn frågas du om. Har du originalet är det bättre att läsa in det."
        )
    ]


def _left_out(extraction: Extraction) -> list[str]:
    """Columns of a balanslista that no field takes."""
    headings = dict.fromkeys(heading for row in extraction.action_items for heading, text in row.other if text.value)
    return [_("Kolumnen ”%(heading)s” förs inte in.") % {"heading": heading} for heading in headings]


@transaction.atomic
def attach_job(*, run: ImportRun, job: Job) -> None:
    """The work that goes on for the run, so that its page can show how far it has come."""
    ImportRun.objects.filter(pk=run.pk).update(job=job)
