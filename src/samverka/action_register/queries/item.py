"""One row with everything that belongs to it, on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, Q, QuerySet

from samverka.action_register import rules
from samverka.action_register.models import (
    ActionItem,
    FollowUp,
    FollowUpForum,
    ItemAgreement,
    PreparingForum,
    PriorityArea,
    Responsible,
)
from samverka.action_register.queries.lines import EntryLine, line_of
from samverka.action_register.queries.said import Place, keys_of, paragraphs_at, place_of
from samverka.action_register.states import ItemState, Outcome, Standing
from samverka.agreements.labels import status_label
from samverka.agreements.models import Agreement
from samverka.agreements.queries import facts_of, with_status
from samverka.agreements.rules import current_period_end
from samverka.agreements.states import AgreementStatus
from samverka.forums.models import Forum
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.audit.queries import history_of_all
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates import PartialDate
from samverka.foundation.documents.models import SourceRef
from samverka.meetings.linking import SURE, title_likeness
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.queries.joined import forum_parts
from samverka.principals.models import Principal

_OF_MEETING = [
    f"meeting__{field.name}"
    for field in Meeting._meta.concrete_fields
    if field.name not in {"id", "title", "starts_on", "ends_on"}
]
"""Of a meeting an entry shows the label."""


@dataclass(frozen=True, slots=True)
class Check:
    """A statement of validity set beside what a linked agreement says itself."""

    agreement: Agreement
    own_end: dt.date | None
    contradicts: bool


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """An entry as it is on the day beside the stored one; `checks` for statements of validity; `paragraph` is the one of
    its meeting that is about the same, if the user may see it and only one is; `settled` and `written`: the meeting that
    settled it, and the one that wrote it, with the §."""

    line: EntryLine
    stored: FollowUp
    unknown: Sequence[str]
    checks: Sequence[Check]
    paragraph: MinuteParagraph | None = None
    settled: Place | None = None
    written: Place | None = None

    @property
    def is_promise(self) -> bool:
        return self.stored.is_promise


@dataclass(frozen=True, slots=True)
class LinkedAgreement:
    agreement: Agreement
    status: AgreementStatus
    ends_on: dt.date | None
    link: ItemAgreement

    @property
    def words(self) -> str:
        """The word of its status on the day."""
        return status_label(self.status, self.agreement.starts_on)


@dataclass(frozen=True)
class Segment:
    """A piece of the cell, word for word, with what is read from it."""

    raw: str
    entries: Sequence[EntryDetail]


@dataclass(frozen=True)
class ItemPage:
    """The row's own page. `state` and `standing` are those of the day."""

    item: ActionItem
    day: dt.date
    state: ItemState
    standing: Standing
    areas: Sequence[PriorityArea]
    responsible: Sequence[Responsible]
    preparing: Sequence[PreparingForum]
    entries: Sequence[EntryDetail]
    agreements: Sequence[LinkedAgreement]
    sources: Sequence[SourceRef]
    closed_at: Place | None = None

    @property
    def segments(self) -> list[Segment]:
        """Entries by the piece of the cell they were read from."""
        found: dict[int, list[EntryDetail]] = {}
        for entry in self.entries:
            found.setdefault(entry.stored.segment, []).append(entry)
        return [Segment(entries[0].stored.raw, entries) for entries in found.values()]

    @property
    def next(self) -> EntryLine | None:
        return rules.next_entry([entry.line for entry in self.entries], self.day)

    @property
    def late(self) -> list[EntryLine]:
        return rules.late_entries([entry.line for entry in self.entries], self.day)

    @property
    def latest_done(self) -> EntryLine | None:
        done = [entry.line for entry in self.entries if entry.line.outcome is Outcome.DONE]
        return max(done, key=lambda line: line.outcome_on or dt.date.min, default=None)

    @property
    def contradictions(self) -> list[Check]:
        return [check for entry in self.entries for check in entry.checks if check.contradicts]


def item_page(item: ActionItem, day: dt.date, sees: Q) -> ItemPage:
    """`item` with `direction` and `register` joined. `sees`: which meetings' records the user may see
    (`meetings.permissions.visible_records`). Seven queries, two more if agreements are linked, four if meetings are, one
    or two if a meeting has settled something under a §;
    areas, responsible, preparing and sources are asked for when they are looked at."""
    agreements = _agreements(item, day)
    entries = _entries(item, day, agreements, sees)
    lines = [entry.line for entry in entries]
    state = rules.state_on_day(ItemState(item.state), item.closed_on, day)
    own_type = ContentType.objects.get_for_model(ActionItem)
    sources = SourceRef.objects.filter(content_type=own_type, object_id=item.pk).select_related("version__document")
    return ItemPage(
        item=item,
        day=day,
        state=state,
        standing=rules.standing(state, lines, day),
        areas=lazily(lambda: list(PriorityArea.objects.filter(item_areas__item=item).order_by("item_areas__position"))),
        responsible=lazily(lambda: list(_responsible(item))),
        preparing=lazily(lambda: list(_preparing(item))),
        entries=entries,
        agreements=agreements,
        sources=lazily(lambda: list(sources)),
        closed_at=place_of(item, "closing", paragraphs_at(keys_of([item], "closing"), sees)),
    )


def _responsible(item: ActionItem) -> QuerySet[Responsible]:
    named = (*Principal.naming("principal__"), *Forum.naming("forum__"))
    found = Responsible.objects.filter(item=item).select_related("principal", "forum")
    return found.only("item_id", "position", "text", *named)


def _preparing(item: ActionItem) -> QuerySet[PreparingForum]:
    found = PreparingForum.objects.filter(item=item).select_related("forum")
    return found.only("item_id", "position", "printed", *Forum.naming("forum__"))


def item_history(item: ActionItem) -> list[AuditEntry]:
    """What was done with the row and its follow-ups, newest first. Two queries."""
    return history_of_all([item, *FollowUp.objects.filter(item=item).only("pk")])


def _entries(item: ActionItem, day: dt.date, agreements: Sequence[LinkedAgreement], sees: Q) -> list[EntryDetail]:
    named = Prefetch(
        "follow_up_forums",
        queryset=FollowUpForum.objects.select_related("forum")
        .only("follow_up_id", "position", "printed", *Forum.naming("forum__"))
        .order_by("position", "pk"),
    )
    met = Prefetch("meeting__forum_parts", queryset=forum_parts())
    rows = (
        FollowUp.objects.filter(item=item)
        .select_related("outcome_by", "meeting")
        .defer(*_OF_MEETING)
        .prefetch_related(named, met)
    )
    about = _paragraphs([each.meeting_id for each in rows if each.meeting_id], item, agreements, sees)
    said = paragraphs_at(keys_of(rows, "outcome", "origin"), sees)
    details = []
    for stored in rows:
        stored.item = item  # permissions ask for the row's register
        forums = list(stored.follow_up_forums.all())
        line = line_of(stored, [each.forum.label if each.forum else each.printed for each in forums], day)
        unknown = [each.printed for each in forums if each.forum_id is None]
        paragraph = about.get(stored.meeting_id or 0)
        places = (place_of(stored, prefix, said) for prefix in ("outcome", "origin"))
        details.append(EntryDetail(line, stored, unknown, _checks(line, agreements), paragraph, *places))
    return details


def _paragraphs(
    meetings: Sequence[int], item: ActionItem, agreements: Sequence[LinkedAgreement], sees: Q
) -> dict[int, MinuteParagraph]:
    """The one paragraph of each meeting that mentions the row's agreements, else whose title is the row's subject."""
    if not meetings:
        return {}
    readable = Meeting.objects.filter(sees, pk__in=meetings).values("pk")
    mine = {each.agreement.pk for each in agreements}
    found: dict[int, list[MinuteParagraph]] = {}
    alike: dict[int, list[MinuteParagraph]] = {}
    for paragraph in MinuteParagraph.objects.filter(meeting__in=readable).prefetch_related("agreement_mentions"):
        if any(mention.agreement_id in mine for mention in paragraph.agreement_mentions.all()):
            found.setdefault(paragraph.meeting_id, []).append(paragraph)
        if paragraph.title and title_likeness(paragraph.title, item.subject) >= SURE:
            alike.setdefault(paragraph.meeting_id, []).append(paragraph)
    return {key: rows[0] for key, rows in (alike | found).items() if len(rows) == 1}


def _checks(line: EntryLine, agreements: Sequence[LinkedAgreement]) -> list[Check]:
    if not rules.states_an_end(line):
        return []
    return [
        Check(
            linked.agreement,
            linked.ends_on,
            rules.contradicts_validity(line, PartialDate.day(linked.ends_on) if linked.ends_on else None),
        )
        for linked in agreements
    ]


def _agreements(item: ActionItem, day: dt.date) -> list[LinkedAgreement]:
    links = {each.agreement_id: each for each in ItemAgreement.objects.filter(item=item)}
    if not links:
        return []
    found = (
        with_status(Agreement.objects.filter(action_items=item), day)
        .prefetch_related("events")
        .order_by("name_key", "pk")
    )
    return [
        LinkedAgreement(
            agreement,
            AgreementStatus(agreement.status),
            current_period_end(
                agreement.validity,
                day,
                facts_of(sorted(agreement.events.all(), key=lambda event: (event.decided_on, event.pk))),
            ),
            links[agreement.pk],
        )
        for agreement in found
    ]
