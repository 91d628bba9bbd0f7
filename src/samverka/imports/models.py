"""A run over one document, the records read in it, and what bringing them in did to the register."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samverka.forums.models import Forum
from samverka.foundation.audit.models import Audited
from samverka.foundation.documents.models import DocumentVersion, StoredFile
from samverka.foundation.tasks.models import Job
from samverka.imports.fields import ReadField
from samverka.imports.states import EffectKind, RecordKind, RecordState, RunState, Verdict
from samverka.meetings.parts import Section, section_of


class ImportRun(Audited):
    """One reading of one document. `forum` is whose action register the rows belong to.

    `version` rises with every answer a reviewer gives, so that nobody applies what they have not seen. `pages` are the
    pages that are pictures (`imports.recognised` reads them). A run that waits for its pictures to be read may be read
    without them if something else stands in it (`can_leave_out`), once a person has said so (`leaves_out`). `lost_letters`: the text has lost its å, ä and ö.
    """

    source = models.ForeignKey(
        DocumentVersion, verbose_name=_("dokument"), on_delete=models.PROTECT, related_name="import_runs"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("inläst av"),
        null=True,
        on_delete=models.PROTECT,
        related_name="import_runs",
    )
    state = models.CharField(_("läge"), max_length=10, choices=RunState.choices, default=RunState.READING)
    kind = models.CharField(_("slags dokument"), max_length=20, blank=True)
    title = models.CharField(_("titel"), max_length=300, blank=True)
    document_date = models.DateField(_("daterat"), null=True, blank=True)
    forum = models.ForeignKey(
        Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="import_runs", verbose_name=_("forum")
    )
    warnings = models.JSONField(default=list)
    pages = models.JSONField(default=list, editable=False)
    failure = models.TextField(_("varför den inte kunde läsas"), blank=True)
    can_leave_out = models.BooleanField(default=False, editable=False)
    leaves_out = models.BooleanField(default=False, editable=False)
    lost_letters = models.BooleanField(default=False, editable=False)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_runs")

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("läsning")
        verbose_name_plural = _("läsningar")

    def __str__(self) -> str:
        return self.title or self.source.filename


class ImportRecord(Audited):
    """One record as read: `fields` is a list of `ReadField.to_json()`. `target` is the register's record it is taken
    to be; `candidates` (`[[id, label], …]`) are what it could be, and `is_chosen` says that a person has told which (or
    that it is none of them); `forum` is whose meeting it is; `twice_of` is the position of the record that says the same; `question` is what a person must
    answer."""

    in_register = ""  # the address of what it became, where a page tells it: `queries.note_pages`

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="records")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=RecordKind.choices)
    label = models.CharField(max_length=500)
    forum = models.ForeignKey(Forum, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    state = models.CharField(max_length=10, choices=RecordState.choices, default=RecordState.PENDING)
    fields = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    target_id = models.PositiveBigIntegerField(null=True, blank=True)
    candidates = models.JSONField(default=list)
    is_chosen = models.BooleanField(default=False)
    twice_of = models.PositiveIntegerField(null=True, blank=True)
    question = models.TextField(blank=True)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("post")
        verbose_name_plural = _("poster")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "state", "position"], name="records_of_run"),
            models.Index(fields=["kind", "target_id"], name="records_of_target"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["run", "position"], name="one_record_a_position")
        ]

    def __str__(self) -> str:
        return self.label

    def read_fields(self) -> list[ReadField]:
        return [ReadField.from_json(value) for value in self.fields]

    @property
    def parts_in_words(self) -> str:
        """`13 paragrafer, 36 personer` for a meeting, empty for what has no parts."""
        counted = Counter(
            section_of(field["name"]) for field in self.fields if field["value"] and not field.get("left_out")
        )
        paragraphs, items, people = (counted[each] for each in (Section.PARAGRAPHS, Section.AGENDA, Section.ATTENDANCE))
        parts = [
            ngettext("%(n)s paragraf", "%(n)s paragrafer", paragraphs) % {"n": paragraphs} if paragraphs else "",
            ngettext("%(n)s punkt", "%(n)s punkter", items) % {"n": items} if items else "",
            ngettext("%(n)s person", "%(n)s personer", people) % {"n": people} if people else "",
        ]
        return ", ".join(part for part in parts if part)

    @property
    def place_in_words(self) -> str:
        """Where in the document it begins: `sida 3, rad 12`, or empty."""
        first: dict[str, Any] = next((field for field in self.fields if field.get("page") or field.get("line")), {})
        page, line = first.get("page"), first.get("line")
        parts = [
            _now("sida %(page)s") % {"page": page} if page else "",
            _now("rad %(line)s") % {"line": line} if line else "",
        ]
        return ", ".join(part for part in parts if part)

    @property
    def asks_what_it_is(self) -> bool:
        """Whether the question is which record of the register it is, if any."""
        return bool(self.target_id is None and self.candidates and not self.is_chosen)


class RecognisedPage(models.Model):
    """A page of a file whose text was recognised from its picture, kept as soon as it is done: work that was broken off
    goes on after it, and the same file again is not recognised anew. `content` is `ScannedPage.to_json()`, `method` the
    engine and the edition of our own code, `is_given_up` that it was not done in time."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="recognised_pages")
    number = models.PositiveIntegerField()
    method = models.CharField(max_length=100)
    is_given_up = models.BooleanField(default=False)
    content = models.TextField()
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("file", "number")
        verbose_name = _("bildläst sida")
        verbose_name_plural = _("bildlästa sidor")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["file", "number"], name="one_reading_a_page")
        ]

    def __str__(self) -> str:
        return f"{self.file}: {self.number}"


class ImportEffect(models.Model):
    """Something a run made or changed in the register; undone in the opposite order. `before` is the content that
    stood there (empty for what was made); `found_at` and `left_at` are the versions before and after, `left_as`
    tells the content after where parts have versions of their own. Without a `record` it is
    something that records share: a register, a heading; it goes when nothing uses it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="effects")
    record = models.ForeignKey(ImportRecord, null=True, blank=True, on_delete=models.CASCADE, related_name="effects")
    kind = models.CharField(max_length=8, choices=EffectKind.choices)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey("content_type", "object_id")
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    found_at = models.PositiveIntegerField(default=0)
    left_at = models.PositiveIntegerField(default=1)
    left_as = models.CharField(max_length=64, blank=True)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["content_type", "object_id"], name="effects_on_thing")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.content_type} {self.object_id}"
