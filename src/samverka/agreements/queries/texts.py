"""The versions of an agreement's text and of its annexes, and what was read of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from samverka.agreements.choices import TextKind
from samverka.agreements.models import TextVersion
from samverka.agreements.texts import PartRead
from samverka.foundation.documents.models import DocumentVersion, PageText

TOLD = ("attachment", "label", "dated_on", "valid_from", "note")


@dataclass(frozen=True)
class VersionRow:
    """A version of a document of an agreement. `number`: of the agreement's text counted over all its documents, of
    anything else within its document. `is_newest` of its document. `told`: what people have said of it."""

    agreement_id: int
    attachment_id: int
    kind: str
    version: DocumentVersion
    number: int
    is_newest: bool
    told: TextVersion | None

    @property
    def label(self) -> str:
        return self.told.label if self.told else ""

    @property
    def day(self) -> dt.date | None:
        """The day that it applies from, else the day it is of."""
        return (self.told.valid_from or self.told.dated_on) if self.told else None


@dataclass(frozen=True)
class DocumentRow:
    """A document of the agreement that is no version of its text; the newest version first."""

    attachment_id: int
    title: str
    kind: str
    versions: list[VersionRow]


@dataclass(frozen=True)
class Texts:
    """The documents of an agreement: the versions of its text, the newest first; and all else by kind and title."""

    main: list[VersionRow]
    others: list[DocumentRow]


def versions_of(agreements: Iterable[int]) -> list[VersionRow]:
    """Every version of every document of these agreements, in the order of their days. One query: a version that is told of
    for several agreements comes once for each, and only what is told for the own one is taken."""
    keys = list(agreements)
    found: QuerySet[Any] = (
        DocumentVersion.objects.filter(document__agreement_attachments__agreement__in=keys)
        .annotate(
            attachment=F("document__agreement_attachments"),
            agreement=F("document__agreement_attachments__agreement"),
            kind=F("document__agreement_attachments__kind"),
            **{f"told_{column}": F(f"agreement_text_versions__{column}") for column in TOLD},
        )
        .select_related("document", "file")
        .order_by("document__title_key", "document", "number")
    )
    told: dict[tuple[int, int], tuple[Any, TextVersion | None]] = {}
    for each in found:
        if each.told_attachment == each.attachment:
            said = TextVersion(**{column: getattr(each, f"told_{column}") for column in TOLD[1:]})
            told[each.attachment, each.pk] = (each, said)
        else:
            told.setdefault((each.attachment, each.pk), (each, None))
    rows = list(told.values())
    newest = {version.attachment: version.number for version, _told in rows}  # in order of number
    groups: dict[tuple[int, int], list[tuple[Any, TextVersion | None]]] = {}
    for version, words in rows:
        group = (version.agreement, 0 if version.kind == TextKind.MAIN else version.attachment)
        groups.setdefault(group, []).append((version, words))
    return [
        VersionRow(
            version.agreement, version.attachment, version.kind, version, number, is_newest=version.number == newest[version.attachment],
            told=said,
        )
        for group in groups.values()
        for number, (version, said) in enumerate(sorted(group, key=_in_time), 1)
    ]  # fmt: skip


def _in_time(row: tuple[DocumentVersion, TextVersion | None]) -> tuple[dt.date, str, int]:
    version, told = row
    day = (told.valid_from or told.dated_on) if told else None
    return (day or version.added_at.date(), version.document.title_key, version.number)


def texts_of(agreement: int) -> Texts:
    """One query."""
    rows = versions_of([agreement])
    others: dict[int, DocumentRow] = {}
    for row in rows:
        if row.kind != TextKind.MAIN:
            made = DocumentRow(row.attachment_id, row.version.document.title, row.kind, [])
            others.setdefault(row.attachment_id, made).versions.insert(0, row)
    order = list(TextKind.values)
    by_kind = sorted(others.values(), key=lambda each: order.index(each.kind))
    return Texts([row for row in reversed(rows) if row.kind == TextKind.MAIN], by_kind)


def parts_read(versions: Sequence[int]) -> dict[int, list[PartRead]]:
    """What was read of each version: nothing of one that still waits. One query."""
    found: dict[int, list[PartRead]] = {version: [] for version in versions}
    for version, text, page, is_ocr in (
        PageText.objects.filter(version__in=versions).order_by("version", "number").values_list("version", "text", "page", "is_ocr")
    ):  # fmt: skip
        found[version].append(PartRead(text, page, is_ocr))
    return found
