"""One row with everything that belongs to it, on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch

from samverka.action_register import rules
from samverka.action_register.models import (
    ActionItem,
    FollowUp,
    FollowUpForum,
    PreparingForum,
    PriorityArea,
    Responsible,
)
from samverka.action_register.queries.lines import EntryLine, line_of
from samverka.action_register.states import ItemState, Outcome, Standing
from samverka.agreements.labels import status_label
from samverka.agreements.models import Agreement
from samverka.agreements.queries import facts_of, with_status
from samverka.agreements.rules import current_period_end
from samverka.agreements.states import AgreementStatus
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.audit.queries import history_of_all
from samverka.foundation.dates import PartialDate
from samverka.foundation.documents.models import SourceRef


@dataclass(frozen=True, slots=True)
class Check:
    """A statement of validity set beside what a linked agreement says itself."""

    agreement: Agreement
    own_end: dt.date | None
    contradicts: bool


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """An entry as it is on the day beside the stored one; `checks` for statements of validity."""

    line: EntryLine
    stored: FollowUp
    unknown: Sequence[str]
    checks: Sequence[Check]

    @property
    def is_promise(self) -> bool:
        return self.stored.is_promise


@dataclass(frozen=True, slots=True)
class LinkedAgreement:
    agreement: Agreement
    status: AgreementStatus
    ends_on: dt.date | None

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


def item_page(item: ActionItem, day: dt.date) -> ItemPage:
    """`item` with `direction` and `register` joined. Seven queries, one more if agreements are linked."""
    agreements = _agreements(item, day)
    entries = _entries(item, day, agreements)
    lines = [entry.line for entry in entries]
    state = rules.state_on_day(ItemState(item.state), item.closed_on, day)
    own_type = ContentType.objects.get_for_model(ActionItem)
    sources = SourceRef.objects.filter(content_type=own_type, object_id=item.pk).select_related("version__document")
    return ItemPage(
        item=item,
        day=day,
        state=state,
        standing=rules.standing(state, lines, day),
        areas=list(PriorityArea.objects.filter(item_areas__item=item).order_by("item_areas__position")),
        responsible=list(Responsible.objects.filter(item=item).select_related("principal", "forum")),
        preparing=list(PreparingForum.objects.filter(item=item).select_related("forum")),
        entries=entries,
        agreements=agreements,
        sources=list(sources),
    )


def item_history(item: ActionItem) -> list[AuditEntry]:
    """What was done with the row and its follow-ups, newest first. Two queries."""
    return history_of_all([item, *FollowUp.objects.filter(item=item).only("pk")])


def _entries(item: ActionItem, day: dt.date, agreements: Sequence[LinkedAgreement]) -> list[EntryDetail]:
    named = Prefetch(
        "follow_up_forums", queryset=FollowUpForum.objects.select_related("forum").order_by("position", "pk")
    )
    details = []
    for stored in FollowUp.objects.filter(item=item).select_related("outcome_by").prefetch_related(named):
        stored.item = item  # permissions ask for the row's register
        forums = list(stored.follow_up_forums.all())
        line = line_of(stored, [each.forum.label if each.forum else each.printed for each in forums], day)
        unknown = [each.printed for each in forums if each.forum_id is None]
        details.append(EntryDetail(line, stored, unknown, _checks(line, agreements)))
    return details


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
        )
        for agreement in found
    ]
