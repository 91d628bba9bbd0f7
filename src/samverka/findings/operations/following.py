"""Links and findings follow the log: whatever has been written since last time is looked at again.

A paragraph is written in one area and an agreement in another, and what joins them belongs to a third; none of them may
call to its right. So nobody calls: every change stands in the log, in order, and this reads on from where it stopped
(docs/adr/0015). Called in the transaction of an import, and after every request that has written something.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Max, Q, QuerySet

from samverka.action_register import operations as rows
from samverka.action_register.models import ActionItem, FollowUp, FollowUpForum, ItemAgreement
from samverka.agreements import operations as agreements
from samverka.agreements.models import Agreement, ParagraphMention
from samverka.agreements.queries.mentions import PARAGRAPH_TEXTS, agreement_names, may_mention
from samverka.findings.checks import ends, forum_names, named_meetings, sections
from samverka.findings.content import FindingContent
from samverka.findings.models import Finding, FindingSide, LogPosition
from samverka.findings.operations.settling import settle_findings
from samverka.findings.rules import NEAR_DAYS
from samverka.findings.states import FindingKind
from samverka.forums import queries as forums
from samverka.forums.names import ForumNames
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.audit.operations import hold_log
from samverka.foundation.dates.day import ordinary_day
from samverka.foundation.language import in_swedish
from samverka.meetings import operations as meetings
from samverka.meetings.models import Meeting, MeetingForum, MinuteParagraph
from samverka.meetings.states import Strength

NEAR = dt.timedelta(days=NEAR_DAYS)
Days = tuple[dt.date, dt.date]
_NAMES = frozenset({"name", "aliases"})
_ROW_TEXTS = ("subject", "commission", "follow_up_raw")
_READ = (
    "meetings.meeting", "meetings.minuteparagraph", "agreements.agreement", "action_register.actionitem",
    "action_register.followup", "forums.forum",
)  # fmt: skip


@dataclass
class Touched:
    """Keys of what has been written: made, changed or taken away."""

    meetings: set[int] = field(default_factory=set)
    paragraphs: set[int] = field(default_factory=set)
    agreements: set[int] = field(default_factory=set)
    renamed: set[int] = field(default_factory=set)
    items: set[int] = field(default_factory=set)
    forums: set[int] = field(default_factory=set)
    days: list[Days] = field(default_factory=list)
    """First and last day of meetings that are gone or have moved: what named them is looked at, whichever the forum."""
    met: set[int] = field(default_factory=set)
    """Rows that may mean a meeting that has been touched."""

    def __bool__(self) -> bool:
        return any((self.meetings, self.paragraphs, self.agreements, self.items, self.forums))


class TooMuch(Exception):
    """More is to be read again than was allowed; nothing has been done."""


@in_swedish
@transaction.atomic
def follow_log(*, actor: User | None = None, at_most: int | None = None) -> int:
    """Brings links and findings up to the end of the log; gives how many findings are new. Killed on the way, or run
    twice at once: the next time goes on from where the last whole one stopped. Raises `TooMuch` if more than `at_most`
    texts would have to be read again."""
    newest = hold_log()  # first, as every writer does: what is committed meanwhile could be passed by for good
    position, _made = LogPosition.objects.select_for_update().get_or_create(pk=1)
    touched = _touched(AuditEntry.objects.filter(pk__gt=position.entry, object_type__in=_READ))
    new = _follow(actor, touched, at_most) if touched else []
    newest = AuditEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0  # with what following has written itself
    if newest != position.entry:
        LogPosition.objects.filter(pk=1).update(entry=newest)
    return len(new)


def entries_to_follow() -> int:
    """How much has been written since last time. Two queries."""
    position = LogPosition.objects.filter(pk=1).values_list("entry", flat=True).first() or 0
    return AuditEntry.objects.filter(pk__gt=position).count()


def _touched(entries: QuerySet[AuditEntry]) -> Touched:
    found = Touched()
    entry_keys: set[int] = set()
    for kind, key, changes in entries.values_list("object_type", "object_id", "changes").iterator():
        pk = int(key)
        match kind:
            case "meetings.meeting":
                found.meetings.add(pk)
                found.days += _days_before(changes)
                if "forums" in changes:
                    found.days += Meeting.objects.filter(pk=pk).values_list("starts_on", "ends_on")
            case "meetings.minuteparagraph":
                found.paragraphs.add(pk)
                found.meetings |= _before(changes, "meeting")
            case "agreements.agreement":
                found.agreements.add(pk)
                if _NAMES & changes.keys():
                    found.renamed.add(pk)
            case "action_register.actionitem":
                found.items.add(pk)
            case "action_register.followup":
                entry_keys.add(pk)
                found.items |= _before(changes, "item")
            case "forums.forum":
                found.forums.add(pk)
    found.items.update(FollowUp.objects.filter(pk__in=entry_keys).values_list("item_id", flat=True))
    found.meetings.update(MinuteParagraph.objects.filter(pk__in=found.paragraphs).values_list("meeting_id", flat=True))
    return found


def _before(changes: dict[str, Any], name: str) -> set[int]:
    """The key that stood in a column: of what is gone only the log knows what it belonged to."""
    before = changes.get(name, [None])[0]
    return {before} if before is not None else set()


def _days_before(changes: dict[str, Any]) -> list[Days]:
    """When a meeting was, before it was removed or moved."""
    days = [dt.date.fromisoformat(day) for name in ("starts_on", "ends_on") if (day := changes.get(name, [None])[0])]
    return [(min(days), max(days))] if days else []


def _follow(actor: User | None, touched: Touched, at_most: int | None) -> list[Finding]:
    orphans = _orphans(touched)
    _link(actor, touched, at_most)
    names, on = forums.forum_names(), ordinary_day()
    rows_named = touched.items | touched.met
    named = set(touched.agreements)
    named |= _agreements_that_may_mean(touched, names)
    contents: list[FindingContent] = [
        *named_meetings.in_rows(rows_named, on, names),
        *named_meetings.in_agreements(named, on, names),
        *ends.of_agreements(touched.agreements),
        *forum_names.everywhere(names),
        *sections.of_meetings(touched.meetings),
    ]
    among = (
        _findings(named_meetings.KINDS, (ActionItem, rows_named), (Agreement, named))
        | _findings(ends.KINDS, (Agreement, touched.agreements))
        | Q(kind__in=forum_names.KINDS)
        | _findings(sections.KINDS, (Meeting, touched.meetings), (MinuteParagraph, _paragraphs(touched)))
        | Q(pk__in=orphans)
    )
    return settle_findings(actor=actor, contents=contents, among=Finding.objects.filter(among, is_followed=True))


def _orphans(touched: Touched) -> set[int]:
    """Findings that speak of something no longer there; what else they speak of is looked at again."""
    kinds = {
        model: ContentType.objects.get_for_model(model) for model in (Meeting, MinuteParagraph, Agreement, ActionItem)
    }
    gone = Q(pk__in=[])
    for model, kind in kinds.items():
        gone |= Q(content_type=kind) & ~Q(object_id__in=model._default_manager.values("pk"))
    found = set(FindingSide.objects.filter(gone, finding__is_followed=True).values_list("finding_id", flat=True))
    sides = FindingSide.objects.filter(finding__in=found, object_id__isnull=False)
    for kind_pk, key in sides.values_list("content_type_id", "object_id"):
        if key is None:
            continue
        if kind_pk == kinds[ActionItem].pk:
            touched.items.add(key)
        elif kind_pk == kinds[Agreement].pk:
            touched.agreements.add(key)
    return found


def _link(actor: User | None, touched: Touched, at_most: int | None) -> None:
    """Links made and taken away; what they reach is touched too."""
    if touched.forums:
        names = forums.forum_names()
        touched.items |= rows.name_forums(actor=actor, names=names)
        touched.agreements |= agreements.name_forums(actor=actor, names=names)
        touched.meetings |= meetings.name_forums(actor=actor, names=names)
    _read_again(actor, touched, at_most)
    touched.met = _rows_that_may_mean(touched)
    rows.link_meetings(actor=actor, items=touched.items | touched.met)
    touched.items |= _linked(ItemAgreement, "item_id", touched.agreements)
    about_rows = ItemAgreement.objects.filter(item__in=touched.items)
    about_paragraphs = ParagraphMention.objects.filter(paragraph__in=touched.paragraphs)
    for links in (about_rows, about_paragraphs):
        touched.agreements.update(links.values_list("agreement_id", flat=True))


def _read_again(actor: User | None, touched: Touched, at_most: int | None) -> None:
    """Texts that have been written, for all agreements; texts that may have a name that has been written, for those."""
    if not (touched.paragraphs or touched.items or touched.renamed):
        return
    known = agreement_names()
    paragraphs, items = set[int](), set[int]()
    if touched.renamed:
        told = MinuteParagraph.objects.filter(may_mention(PARAGRAPH_TEXTS, known, touched.renamed))
        paragraphs = set(told.values_list("pk", flat=True)) | _linked(ParagraphMention, "paragraph_id", touched.renamed)
        said = ActionItem.objects.filter(may_mention(_ROW_TEXTS, known, touched.renamed))
        items = set(said.values_list("pk", flat=True)) | _linked(ItemAgreement, "item_id", touched.renamed)
    if at_most is not None and len(touched.paragraphs | paragraphs) + len(touched.items | items) > at_most:
        raise TooMuch
    agreements.read_mentions(actor=actor, paragraphs=touched.paragraphs, names=known)
    rows.read_agreements(actor=actor, items=touched.items, names=known)
    agreements.read_mentions(actor=actor, paragraphs=paragraphs - touched.paragraphs, names=known, only=touched.renamed)
    rows.read_agreements(actor=actor, items=items - touched.items, names=known, only=touched.renamed)


def _rows_that_may_mean(touched: Touched) -> set[int]:
    """Rows with a promise to the forum of a touched meeting on a day near it, or that are linked to it, or were."""
    unlinked = Q(meeting=None) & ~Q(meeting_strength__in=["", Strength.CONFIRMED.value])
    linked = FollowUp.objects.filter(Q(meeting__in=touched.meetings) | unlinked)
    found = set(linked.values_list("item_id", flat=True))
    for first, last in touched.days:
        promised = FollowUp.objects.filter(when_start__lte=last + NEAR, when_end__gte=first - NEAR)
        found.update(promised.values_list("item_id", flat=True))
    if touched.forums:
        named = FollowUpForum.objects.filter(forum__in=touched.forums)
        found.update(named.values_list("follow_up__item_id", flat=True))
    parts = MeetingForum.objects.filter(meeting__in=touched.meetings, forum__isnull=False)
    for forum, first, last in parts.values_list("forum_id", "meeting__starts_on", "meeting__ends_on"):
        near = FollowUpForum.objects.filter(
            forum=forum, follow_up__when_start__lte=last + NEAR, follow_up__when_end__gte=first - NEAR
        )
        found.update(near.values_list("follow_up__item_id", flat=True))
    return found


def _linked(model: type[models.Model], column: str, agreements: set[int]) -> set[int]:
    return set(model._default_manager.filter(agreement__in=agreements).values_list(column, flat=True))


def _agreements_that_may_mean(touched: Touched, names: ForumNames) -> set[int]:
    """Agreements whose texts may name the forum of a touched meeting in a year near it: what they say may have become
    right or wrong. Of a forum with another name, all that name a day."""
    if touched.forums:
        return set(Agreement.objects.filter(_names_a_day()).values_list("pk", flat=True))
    parts = MeetingForum.objects.filter(meeting__in=touched.meetings, forum__isnull=False)
    held = [
        *parts.values_list("forum_id", "meeting__starts_on", "meeting__ends_on"),
        *((None, *span) for span in touched.days),
    ]
    years: dict[int | None, set[int]] = {}
    for forum, first, last in held:
        years.setdefault(forum, set()).update(range((first - NEAR).year, (last + NEAR).year + 1))
    return named_meetings.agreements_naming(years, names)


def _names_a_day() -> Q:
    """Agreements whose texts may name a meeting: without a figure there is no day."""
    return Q(validity_raw__regex=r"[0-9]") | Q(notes__regex=r"[0-9]") | Q(events__decision__regex=r"[0-9]")


def _paragraphs(touched: Touched) -> Iterable[int]:
    return [
        *touched.paragraphs,
        *MinuteParagraph.objects.filter(meeting__in=touched.meetings).values_list("pk", flat=True),
    ]


def _findings(kinds: Iterable[FindingKind], *records: tuple[type[models.Model], Iterable[int]]) -> Q:
    """Findings of these kinds that speak of these records."""
    said = Q(pk__in=[])
    for model, keys in records:
        kind: Any = ContentType.objects.get_for_model(model)
        said |= Q(content_type=kind, object_id__in=list(keys))
    return Q(kind__in=[kind.value for kind in kinds], pk__in=FindingSide.objects.filter(said).values("finding_id"))
