"""Every stored file against its checksum, and every place in a document against the record it belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from samverka.foundation.documents.models import SourceRef, StoredFile
from samverka.foundation.faults import Fault, Tell

_MEND = "Ladda upp originalet igen, så lagas filen; eller hämta den ur en säkerhetskopia. Kontrollera disken: den kan vara på väg att gå sönder."


def verify_files(tell: Tell) -> Iterator[Fault]:
    """Files that are gone, or whose bytes have changed."""
    stored = list(StoredFile.objects.order_by("pk"))
    for done, file in enumerate(stored, 1):
        try:
            with file.path.open("rb") as source:
                found = hashlib.file_digest(source, "sha256").hexdigest()
        except FileNotFoundError:
            yield Fault(f"{_named(file)} saknas i {_shown(file.path)}.", _MEND)
        except OSError as error:
            yield Fault(f"{_named(file)} går inte att läsa ({error.strerror}): {_shown(file.path)}.", _MEND)
        else:
            if found != file.pk:
                yield Fault(f"{_named(file)} är ändrad eller skadad: {_shown(file.path)}.", _MEND)
        tell(done, len(stored))


def _named(file: StoredFile) -> str:
    version = file.versions.order_by("pk").first()
    return f"Filen ”{version.filename}”" if version else f"Filen {file}"


def _shown(path: Path) -> str:
    return path.relative_to(settings.DATA).as_posix()


def unneeded_files() -> int:
    """How many files nothing in the database names: an upload that was broken off, or a restore. They do no harm."""
    known = set(StoredFile.objects.values_list("pk", flat=True))
    return sum(path.parent.name + path.name not in known for path in Path(settings.FILES).glob("*/*"))


def verify_sources(tell: Tell) -> Iterator[Fault]:
    """Places in documents that belong to a record which is gone. One query for each kind of record."""
    kinds = list(ContentType.objects.filter(pk__in=SourceRef.objects.values("content_type").distinct()))
    for done, kind in enumerate(kinds, 1):
        model = kind.model_class()
        there = model._base_manager.values("pk") if model else []
        lost = SourceRef.objects.filter(Q(content_type=kind) & ~Q(object_id__in=there)).count()
        if lost:
            yield Fault(
                f"{lost} källhänvisningar hör till {kind.name} som inte längre finns.",
                "De visas ingenstans och gör ingen skada, men tala om det för den som utvecklar Samverka.",
            )
        tell(done, len(kinds))
