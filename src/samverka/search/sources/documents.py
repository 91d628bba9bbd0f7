"""The text of documents, page by page, for whoever sees something the document belongs to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from samverka.agreements.models import AgreementDocument
from samverka.forums.models import Forum
from samverka.foundation.documents.models import Document, DocumentVersion, PageText
from samverka.imports.models import ImportRun
from samverka.meetings.models import Meeting
from samverka.search.entries import Entry
from samverka.search.permissions import SEARCH
from samverka.search.sources.base import Follow, Source, entries_by, itself
from samverka.search.sources.meetings import forums_of


@dataclass
class _Belonging:
    """What a document hangs on."""

    holders: list[str] = field(default_factory=list)
    forums: list[str] = field(default_factory=list)
    dates: list[dt.date] = field(default_factory=list)


def _documents(keys: Sequence[int]) -> Iterator[Entry]:
    """The newest version of each that has been read; one that has not is found by its title."""
    documents = Document.objects.filter(pk__in=keys)
    versions = {each.document_id: each for each in DocumentVersion.objects.filter(document__in=keys).order_by("number")}
    texts: defaultdict[int, list[PageText]] = defaultdict(list)
    for text in PageText.objects.filter(version__in=versions.values()).order_by("version", "number"):
        texts[text.version_id].append(text)
    belonging = _belonging(keys)
    for document in documents:
        version = versions.get(document.pk)
        if version is None:
            continue
        about = belonging[document.pk]
        for part in texts[version.pk] or [PageText(number=0)]:
            yield Entry(
                kind="document",
                object_id=document.pk,
                part=part.number,
                owner=version.pk,
                title=document.title,
                body=part.text,
                belongs_to=tuple(dict.fromkeys([*about.holders, *about.forums])),
                holders=tuple(about.holders),
                date=max(about.dates, default=None),
                page=part.page,
                is_ocr=part.is_ocr,
            )


def _belonging(keys: Sequence[int]) -> defaultdict[int, _Belonging]:
    """Four queries."""
    found: defaultdict[int, _Belonging] = defaultdict(_Belonging)
    for document, agreement in AgreementDocument.objects.filter(document__in=keys).values_list("document", "agreement"):
        found[document].holders.append(f"agreement:{agreement}")
    for meeting in Meeting.objects.filter(documents__in=keys).distinct().prefetch_related("forum_parts", "attachments"):
        for attached in meeting.attachments.all():
            about = found[attached.document_id]
            about.holders.append(f"meeting:{meeting.pk}")
            about.forums += forums_of(meeting)
            about.dates.append(meeting.starts_on)
    for forum in Forum.objects.filter(terms_of_reference__in=keys):
        found[forum.terms_of_reference_id or 0].holders.append(f"forum:{forum.pk}")
    runs = ImportRun.objects.filter(source__document__in=keys)
    for run, document, forum_pk, day in runs.values_list("pk", "source__document", "forum", "document_date"):
        found[document].holders.append(f"run:{run}")
        found[document].forums += [f"forum:{forum_pk}"] if forum_pk else []
        found[document].dates += [day] if day else []
    return found


def _held_by(kind: str) -> Follow:
    """Documents of these holders: as it is now, and as the index had it."""

    def follow(keys: set[int]) -> set[int]:
        now = Document.objects.filter(**{f"{_WAYS[kind]}__in": keys}).values_list("pk", flat=True)
        return {*now, *entries_by("document", (f"{kind}:{key}" for key in keys))}

    return follow


_WAYS = {
    "agreement": "agreement_attachments__agreement",
    "meeting": "meeting_attachments__meeting",
    "run": "versions__import_runs",
}


def _of_forums(keys: set[int]) -> set[int]:
    now = Forum.objects.filter(pk__in=keys, terms_of_reference__isnull=False)
    before = entries_by("document", (f"forum:{key}" for key in keys)) if now else set()
    return {*now.values_list("terms_of_reference", flat=True), *before}


DOCUMENTS = Source(
    kind="document", label=_("Dokument"), plural=_("Dokument"), model=Document, see=SEARCH, entries=_documents,
    watches={
        "documents.document": itself, "agreements.agreement": _held_by("agreement"), "meetings.meeting": _held_by("meeting"),
        "imports.importrun": _held_by("run"), "forums.forum": _of_forums,
    },
)  # fmt: skip
