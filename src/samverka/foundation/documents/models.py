"""Files, documents, versions and places in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.foundation.audit.models import Audited
from samverka.foundation.ordering import SwedishKeyField


class StoredFile(models.Model):
    """Bytes kept once, named by their SHA-256, under the data folder."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def path(self) -> Path:
        return Path(settings.FILES) / self.sha256[:2] / self.sha256[2:]

    def read(self) -> bytes:
        """The bytes. Raises `FileNotFoundError` if the data folder has lost them."""
        return self.path.read_bytes()


class Document(Audited):
    """Something written that has one or more versions."""

    title = models.CharField(_("titel"), max_length=300)
    title_key = SwedishKeyField(of="title")

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """One version of a document: a stored file under the name it came with."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="versions")
    filename = models.CharField(_("filnamn"), max_length=255)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("document", "number")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["document", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.filename} (version {self.number})"


class PageText(models.Model):
    """The text of a version as it was read, a part at a time in reading order: a page where the format has pages, else as
    much as is read at a sitting. `is_ocr`: recognised from a picture, so words may be spelt wrongly."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True)
    is_ocr = models.BooleanField(default=False)
    text = models.TextField()

    class Meta:
        ordering = ("version", "number")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["version", "number"], name="one_text_per_part")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.number}: {self.text[:60]}"


class SourceRef(models.Model):
    """A record's value was read at this place of this document. An empty `field` means the record as a whole;
    `from_picture`: the text was recognised from a picture, and may be misread."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="source_refs")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    field = models.CharField(max_length=60, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    raw = models.TextField(blank=True)
    from_picture = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["content_type", "object_id"], name="source_of_record")
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.place_in_words}"

    @property
    def place_in_words(self) -> str:
        """As `place_in_words` of its version."""
        return place_in_words(self.version, self.page, self.line)

    @property
    def at_page(self) -> str:
        """As `at_page` of its version."""
        return at_page(self.version, self.page)


def at_page(version: DocumentVersion, page: int | None) -> str:
    """What is added to the address of a document so that it opens at the page: `#page=3` of a PDF, else empty."""
    return f"#page={page}" if page and version.filename.lower().endswith(".pdf") else ""


def place_in_words(version: DocumentVersion, page: int | None, line: int | None) -> str:
    """`s. 3, rad 12`, or empty. In a Word document a line is a paragraph: `stycke 12`."""
    unit = _("stycke") if version.filename.lower().endswith(".docx") else _("rad")
    parts = [f"s. {page}" if page else "", f"{unit} {line}" if line else ""]
    return ", ".join(part for part in parts if part)
