"""The § behind each change: what the register itself knows of why a row is not what it was."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, Q

from samverka.action_register.editions.difference import RowChange
from samverka.action_register.editions.rules import sections_in
from samverka.action_register.models import ActionItem, FollowUp, ItemAgreement
from samverka.agreements.models import ParagraphMention
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.documents.models import SourceRef
from samverka.meetings.linking import SURE, title_likeness
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.queries.joined import forum_parts

MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Window:
    """Between two lists: the days they are of, for what has a day of its own, and the moments they were kept, for the log.
    None: open at that end."""

    first: dt.date | None
    last: dt.date | None
    made_after: dt.datetime | None
    made_before: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Behind:
    """What a change rests on: `SVOM 26 maj 2023 § 18`, `§ 20`, or a document that was read in. `meeting` and `paragraph` are
    keys for a link."""

    text: str
    meeting: int | None = None
    paragraph: int | None = None
    is_document: bool = False


def behind_changes(changes: Sequence[RowChange], window: Window, sees: Q) -> dict[int, list[Behind]]:
    """By row: what is known of why it changed. `sees`: which meetings' records the reader may see
    (`meetings.permissions.visible_records`): no § of another is told. At most eight queries."""
    keys = [change.key for change in changes[:MOST_ROWS]]
    if not keys:
        return {}
    found: dict[int, list[Behind]] = defaultdict(list)
    for change in changes:
        if change.closing_after and change.is_reclosed:
            found[change.key] += _named(change.closing_after.reason)
    _from_follow_ups(found, keys, window, sees)
    _from_log(found, keys, window)
    _from_documents(found, keys, window)
    return {key: list(dict.fromkeys(each)) for key, each in found.items()}


def _named(text: str) -> list[Behind]:
    return [Behind(section) for section in sections_in(text)]


def _from_follow_ups(found: dict[int, list[Behind]], keys: Sequence[int], window: Window, sees: Q) -> None:
    """Follow-ups marked between the lists: the § their note names, and the paragraph of the meeting they came up at."""
    marked = FollowUp.objects.filter(item__in=keys, outcome_on__isnull=False)
    if window.first:
        marked = marked.filter(outcome_on__gte=window.first)
    if window.last:
        marked = marked.filter(outcome_on__lte=window.last)
    parts = Prefetch("meeting__forum_parts", forum_parts())
    rows = list(marked.select_related("meeting", "item").prefetch_related(parts).order_by("outcome_on", "pk"))
    about = _paragraphs({each.item for each in rows if each.meeting_id}, [each.meeting for each in rows], sees)
    for each in rows:
        found[each.item_id] += _named(each.outcome_note)
        if each.meeting:
            paragraph = about.get((each.item_id, each.meeting.pk))
            words = f"{each.meeting.label} {paragraph.place if paragraph else ''}".strip()
            found[each.item_id].append(Behind(words, each.meeting.pk, paragraph.pk if paragraph else None))


def _paragraphs(
    items: Iterable[ActionItem], meetings: Iterable[Meeting | None], sees: Q
) -> Mapping[tuple[int, int], MinuteParagraph]:
    """By row and meeting, the one paragraph that mentions an agreement of the row, else whose title is its subject."""
    wanted = {meeting.pk for meeting in meetings if meeting}
    if not wanted:
        return {}
    readable = Meeting.objects.filter(sees, pk__in=wanted).values("pk")
    paragraphs = list(MinuteParagraph.objects.filter(meeting__in=readable).only("meeting_id", "number", "title"))
    mentions: dict[int, set[int]] = defaultdict(set)
    for paragraph, agreement in ParagraphMention.objects.filter(
        paragraph__in=[each.pk for each in paragraphs]
    ).values_list("paragraph_id", "agreement_id"):
        mentions[paragraph].add(agreement)
    owned: dict[int, set[int]] = defaultdict(set)
    by_key = {item.pk: item for item in items}
    for item, agreement in ItemAgreement.objects.filter(item__in=by_key).values_list("item_id", "agreement_id"):
        owned[item].add(agreement)
    chosen: dict[tuple[int, int], MinuteParagraph] = {}
    for key, item in by_key.items():
        for meeting in wanted:
            here = [each for each in paragraphs if each.meeting_id == meeting]
            sure = [each for each in here if mentions[each.pk] & owned[key]]
            alike = sure or [each for each in here if title_likeness(each.title, item.subject) >= SURE]
            if len(alike) == 1:
                chosen[key, meeting] = alike[0]
    return chosen


def _from_log(found: dict[int, list[Behind]], keys: Sequence[int], window: Window) -> None:
    """The § named as the reason when somebody changed the row."""
    kind = ActionItem._meta.label_lower
    entries = AuditEntry.objects.filter(object_type=kind, object_id__in=map(str, keys), reason__contains="§")
    if window.made_after:
        entries = entries.filter(at__gt=window.made_after)
    if window.made_before:
        entries = entries.filter(at__lte=window.made_before)
    for key, reason in entries.order_by("pk").values_list("object_id", "reason"):
        found[int(key)] += _named(reason)


def _from_documents(found: dict[int, list[Behind]], keys: Sequence[int], window: Window) -> None:
    """The document that the row was read from, if it was read in between the lists."""
    kind = ContentType.objects.get_for_model(ActionItem)
    refs = SourceRef.objects.filter(content_type=kind, object_id__in=keys)
    if window.made_after:
        refs = refs.filter(version__added_at__gt=window.made_after)
    if window.made_before:
        refs = refs.filter(version__added_at__lte=window.made_before)
    rows = refs.order_by("pk").values_list("object_id", "version__document__title")
    for key, title in rows.distinct():
        found[key].append(Behind(title, is_document=True))
