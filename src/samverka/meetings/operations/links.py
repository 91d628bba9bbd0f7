"""Links: item to paragraph, paragraph and item to matter. Each has a strength; what a person has set is never undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from samverka.forums.names import ForumNames
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.matters.content import MatterContent
from samverka.matters.models import Matter, RecordNumber
from samverka.matters.operations import create_matter
from samverka.matters.rules import names_its_authority, record_number_key
from samverka.meetings.content import AgendaItemContent
from samverka.meetings.linking import ALIKE, pair_titles, title_likeness
from samverka.meetings.models import AgendaItem, Meeting, MeetingForum, MinuteParagraph
from samverka.meetings.operations.agenda import change_item
from samverka.meetings.queries import parts_by_name
from samverka.meetings.states import Strength


@transaction.atomic
def link_item_to_paragraph(
    *,
    actor: User | None,
    item: AgendaItem,
    paragraph: MinuteParagraph | None,
    strength: Strength = Strength.CONFIRMED,
    version: int | None = None,
) -> bool:
    """Says which paragraph the item became; None with `CONFIRMED`: a person says that it became none. Raises
    `ValueError` for a paragraph of another meeting."""
    if paragraph is not None and paragraph.meeting_id != item.meeting_id:
        raise ValueError("an item becomes a paragraph of its own meeting")
    values = {
        "paragraph": paragraph,
        "paragraph_strength": strength.value if paragraph or strength is Strength.CONFIRMED else "",
    }
    return audit.change(item, actor=actor, values=values, version=version, verb="link_paragraph")


@transaction.atomic
def link_paragraph_to_matter(
    *,
    actor: User | None,
    paragraph: MinuteParagraph,
    matter: Matter | None,
    strength: Strength = Strength.CONFIRMED,
    version: int | None = None,
) -> bool:
    """Says which matter the paragraph belongs to, and with it the items that became it unless a person has said
    otherwise of them; None with `CONFIRMED`: a person says that it belongs to none."""
    changed = _link_matter(actor, paragraph, matter, strength, version)
    for item in paragraph.items.exclude(matter_strength=Strength.CONFIRMED.value):
        _link_matter(actor, item, matter, strength, None)
    return changed


@transaction.atomic
def link_item_to_matter(
    *,
    actor: User | None,
    item: AgendaItem,
    matter: Matter | None,
    strength: Strength = Strength.CONFIRMED,
    version: int | None = None,
) -> bool:
    return _link_matter(actor, item, matter, strength, version)


@transaction.atomic
def open_matter(*, actor: User | None, paragraph: MinuteParagraph) -> Matter:
    """A new matter with the paragraph's title, opened the day of the meeting, and the paragraph linked to it."""
    meeting = paragraph.meeting
    content = MatterContent(title=paragraph.title or str(meeting), opened_on=meeting.starts_on)
    matter = create_matter(actor=actor, content=content, year=meeting.starts_on.year)
    link_paragraph_to_matter(actor=actor, paragraph=paragraph, matter=matter)
    return matter


@transaction.atomic
def correct_item(
    *,
    actor: User | None,
    item: AgendaItem,
    content: AgendaItemContent,
    paragraph: MinuteParagraph | None,
    version: int | None = None,
    reason: str = "",
) -> bool:
    """A person's item and what it became; a link that is as it stood keeps its strength."""
    stood = item.paragraph_id
    changed = change_item(actor=actor, item=item, content=content, version=version, reason=reason)
    if (paragraph.pk if paragraph else None) == stood:
        return changed
    fresh = AgendaItem.objects.get(pk=item.pk)
    return link_item_to_paragraph(actor=actor, item=fresh, paragraph=paragraph) or changed


@transaction.atomic
def link_agenda(*, actor: User | None, meeting: Meeting) -> int:
    """Links the meeting's items to its paragraphs by their titles; gives how many links changed. What a person has set is
    left as it is."""
    items = [each for each in meeting.agenda.order_by("position", "pk") if not each.is_break]
    settled = {each.pk for each in items if each.paragraph_strength == Strength.CONFIRMED}
    taken = {each.paragraph_id for each in items if each.pk in settled}
    paragraphs = [each for each in meeting.paragraphs.order_by("position", "pk") if each.pk not in taken]
    open_items = [each for each in items if each.pk not in settled]
    pairs = pair_titles([each.title for each in open_items], [each.title for each in paragraphs]) if paragraphs else []
    found = {open_items[pair.item].pk: pair for pair in pairs}
    changed = 0
    for item in open_items:
        pair = found.get(item.pk)
        values = {
            "paragraph": paragraphs[pair.paragraph] if pair else None,
            "paragraph_strength": pair.strength.value if pair else "",
        }
        changed += audit.change(item, actor=actor, values=values, verb="link_paragraph")
    return changed


@transaction.atomic
def link_record_numbers(*, actor: User | None, meeting: Meeting) -> int:
    """Links paragraphs and items to the matter that has their record number, if exactly one has; gives how many were
    linked. What has a matter already, or has been set by a person, is left as it is."""
    parts: list[MinuteParagraph | AgendaItem] = [
        *meeting.paragraphs.order_by("position"),  # as they are now, whatever was read with the meeting
        *meeting.agenda.order_by("position"),
    ]
    waiting = [each for each in parts if each.record_number and not each.matter_id and not each.matter_strength]
    keys = {record_number_key(each.record_number) for each in waiting} - {""}
    if not keys:
        return 0
    owners: dict[str, set[int]] = {}
    for key, matter in RecordNumber.objects.filter(number_key__in=keys).values_list("number_key", "matter_id"):
        owners.setdefault(key, set()).add(matter)
    matters = Matter.objects.in_bulk({pk for found in owners.values() for pk in found})
    linked = 0
    for part in waiting:
        found = owners.get(record_number_key(part.record_number), set())
        if not names_its_authority(part.record_number):  # another authority may have used it of something else
            found = {pk for pk in found if title_likeness(part.title, matters[pk].title) >= ALIKE}
        if len(found) == 1:
            linked += _link_matter(actor, part, matters[next(iter(found))], Strength.STRONG, None)
    return linked


@transaction.atomic
def link_across(*, actor: User | None, meeting: Meeting) -> int:
    """What became of an item is about the item's matter, and the other way: where one of the two has a matter and the
    other none, it follows, as sure as the less sure of the two links; gives how many did."""
    items = meeting.agenda.filter(paragraph__isnull=False).select_related("paragraph", "matter", "paragraph__matter")
    linked = 0
    for item in items:
        paragraph = item.paragraph
        assert paragraph is not None, "asked for"
        one, other = (item, paragraph) if item.matter_id else (paragraph, item)
        if one.matter is None or other.matter_id or other.matter_strength:
            continue
        unsure = Strength.LIKELY.value in {one.matter_strength, item.paragraph_strength}
        linked += _link_matter(actor, other, one.matter, Strength.LIKELY if unsure else Strength.STRONG, None)
    return linked


def kept_links(meeting: Meeting) -> dict[str, dict[str, Any]]:
    """Which matter each part belongs to and which paragraph each item became, as JSON values by the part's name."""
    rows = parts_by_name(meeting)
    called = {row.pk: name for name, row in rows.items() if isinstance(row, MinuteParagraph)}
    kept: dict[str, dict[str, Any]] = {}
    for name, row in rows.items():
        kept[name] = {"matter": row.matter_id, "matter_strength": row.matter_strength}
        if isinstance(row, AgendaItem):
            became = called.get(row.paragraph_id) if row.paragraph_id else None
            kept[name] |= {"paragraph": became, "paragraph_strength": row.paragraph_strength}
    return kept


@transaction.atomic
def put_back_links(*, actor: User | None, meeting: Meeting, kept: Mapping[str, Mapping[str, Any]]) -> None:
    """Makes the links of the parts what `kept_links` gave, for the parts there are."""
    rows = parts_by_name(Meeting.objects.get(pk=meeting.pk))
    matters = Matter.objects.in_bulk({each["matter"] for each in kept.values() if each["matter"]})
    for name, row in rows.items():
        if name not in kept:
            continue
        values = dict(kept[name])
        values["matter"] = matters.get(values["matter"])
        if "paragraph" in values:
            values["paragraph"] = rows.get(values["paragraph"] or "")
        audit.change(row, actor=actor, values=values, verb="put_back_links")


def _link_matter(
    actor: User | None,
    part: MinuteParagraph | AgendaItem,
    matter: Matter | None,
    strength: Strength,
    version: int | None,
) -> bool:
    values = {"matter": matter, "matter_strength": strength.value if matter or strength is Strength.CONFIRMED else ""}
    return audit.change(part, actor=actor, values=values, version=version, verb="link_matter")


@transaction.atomic
def name_forums(*, actor: User | None, names: ForumNames) -> set[int]:
    """Forums that were not known when a meeting was written and are by now; gives the meetings that name them."""
    found: dict[int, list[str]] = {}
    for pk, printed, key in MeetingForum.objects.filter(forum=None).values_list("pk", "printed", "meeting_id"):
        if forum := names.resolve(printed):
            MeetingForum.objects.filter(pk=pk).update(forum=int(forum))
            found.setdefault(key, []).append(printed)
    events = [
        audit.Event("know_forum", each, {"forums": [None, found[each.pk]]})
        for each in Meeting.objects.filter(pk__in=found)
    ]
    if events:
        audit.record_all(actor=actor, events=events)
    return set(found)
