"""Where a part was read follows the part when it is called something else."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType

from samverka.foundation.documents.models import SourceRef
from samverka.meetings.models import AgendaItem, Meeting, MinuteParagraph
from samverka.meetings.queries import parts_by_name


def part_called(part: MinuteParagraph | AgendaItem) -> str:
    """The name its sources are kept under; empty for a part that is gone."""
    names = parts_by_name(Meeting.objects.get(pk=part.meeting_id))
    return next((name for name, row in names.items() if type(row) is type(part) and row.pk == part.pk), "")


def rename_sources(meeting: Meeting, before: str, part: MinuteParagraph | AgendaItem) -> None:
    """Sources of the part that was called `before` go by its name now; what stood orphaned under that name goes."""
    now = part_called(part)
    if not before or not now or before == now:
        return
    mine = SourceRef.objects.filter(content_type=ContentType.objects.get_for_model(Meeting), object_id=meeting.pk)
    mine.filter(field=now).delete()
    mine.filter(field=before).update(field=now)
