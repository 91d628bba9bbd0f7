"""The index: entries, terms, and in which entries each term stands."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from samverka.search.entries import Entry


class SearchEntry(models.Model):
    """One thing that a search can give, as it was when it was last written: `entries.Entry`. `number` is its bit."""

    number = models.PositiveIntegerField(primary_key=True)
    kind = models.CharField(max_length=12)
    object_id = models.PositiveBigIntegerField()
    part = models.PositiveIntegerField(default=0)
    owner = models.PositiveBigIntegerField(null=True)
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    date = models.DateField(null=True)
    page = models.PositiveIntegerField(null=True)
    is_ocr = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=32)

    class Meta:
        ordering = ("number",)
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "owner"], name="entries_of_owner")]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["kind", "object_id", "part"], name="one_entry_a_part")
        ]

    CONTENT: ClassVar[list[str]] = ["owner", "title", "body", "details", "date", "page", "is_ocr", "fingerprint"]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.title}"

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.kind, self.object_id, self.part)

    def take(self, entry: Entry, fingerprint: str) -> None:
        """Says what `entry` says."""
        self.kind, self.object_id, self.part, self.fingerprint = *entry.key, fingerprint
        self.owner, self.title, self.body, self.details = entry.owner, entry.title, entry.body, entry.details
        self.date, self.page, self.is_ocr = entry.date, entry.page, entry.is_ocr

    @property
    def content(self) -> Entry:
        return Entry(
            kind=self.kind, object_id=self.object_id, part=self.part, owner=self.owner, title=self.title, body=self.body,
            date=self.date, page=self.page, is_ocr=self.is_ocr, **{name: tuple(said) for name, said in self.details.items()},
        )  # fmt: skip


class SearchTerm(models.Model):
    """A stem, or a term that is no word (`entries`). Kept when nothing has it any more: an empty set finds nothing."""

    text = models.CharField(max_length=180, unique=True)

    def __str__(self) -> str:
        return self.text


class SearchPosting(models.Model):
    """The entries of one block that have the term: anywhere, and in their title or names. `bits.pack`."""

    term = models.ForeignKey(SearchTerm, on_delete=models.CASCADE, related_name="postings", db_index=False)
    block = models.PositiveIntegerField()
    anywhere = models.BinaryField()
    titled = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["term", "block"], name="one_posting_a_block")
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.block}"


class SearchState(models.Model):
    """One row: which numbers are taken, and what the index was made by. Locked while the index is written."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    epoch = models.CharField(max_length=32)  # another whenever the index is built anew
    analyser = models.PositiveIntegerField()
    next_number = models.PositiveIntegerField(default=0)
    writes = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.epoch} {self.writes}"
