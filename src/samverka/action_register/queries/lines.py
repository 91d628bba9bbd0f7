"""Rows and entries as plain data for pages: read in bulk, never one by one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samverka.action_register import rules
from samverka.action_register.labels import label
from samverka.action_register.models import ActionItem, FollowUp, ItemArea, PreparingForum, Responsible
from samverka.action_register.states import Certainty, FollowUpKind, ItemState, Outcome, Relation, Shape, Standing
from samverka.forums.models import Forum
from samverka.foundation.dates import PartialDate, Precision
from samverka.foundation.dates.words import day_in_words, in_words

_CSS = {Shape.DONE: "done", Shape.NEXT: "next", Shape.PRELIMINARY: "prel", Shape.LATE: "late"}
_CSS |= dict.fromkeys((Shape.STATEMENT, Shape.POSTPONED, Shape.DROPPED), "state")
_BLANK = "\u00a0"
_BEFORE: Mapping[Certainty | Relation, Any] = {
    Certainty.PRELIMINARY: gettext_lazy("prel."), Certainty.POSSIBLE: gettext_lazy("ev."),
    Relation.BY: gettext_lazy("senast"), Relation.AS_OF: gettext_lazy("per"), Relation.FROM: gettext_lazy("från"), Relation.UNTIL: gettext_lazy("till"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A follow-up as it is on a day: `outcome` is that of the day, `shape` follows from it."""

    pk: int
    kind: FollowUpKind
    when: PartialDate | None
    relation: Relation
    certainty: Certainty
    outcome: Outcome
    outcome_on: dt.date | None
    note: str
    text: str
    forums: tuple[str, ...]
    shape: Shape
    days_late: int
    section: int | None = None  # of the meeting that settled it

    @property
    def css(self) -> str:
        """The kit's class for the shape, or empty."""
        name = _CSS.get(self.shape)
        return f" is-{name}" if name else ""

    @property
    def chip(self) -> str:
        """When, as short as it can be said: `3 juni 2024`, `prel. 11 okt. 2024`, `senast okt. 2024`."""
        return chip(self.when, self.relation, self.certainty)

    @property
    def place(self) -> str:
        return ", ".join(self.forums)

    @property
    def words(self) -> str:
        """What is to be done; the word of its kind where the list gives none."""
        return self.text or str(label(self.kind))

    @property
    def remark(self) -> str:
        """What the shape alone does not say: how late, postponed, cancelled."""
        if self.shape is Shape.LATE:
            return (
                ngettext("försenad %(days)d dag", "försenad %(days)d dagar", self.days_late) % {"days": self.days_late}
            ).replace(" ", _BLANK)
        if self.shape in (Shape.POSTPONED, Shape.DROPPED):
            return str(label(self.shape))
        return ""

    def settled(self, forum: str = "") -> str:
        """`klart 3 juni 2024, SVOM § 26`: of what a meeting has settled under a §; `forum` has the numbers."""
        if self.section is None or self.outcome_on is None:
            return ""
        place = f"{forum} §".strip() + f" {self.section}"
        return f"{str(label(self.outcome)).casefold()} {day_in_words(self.outcome_on)}, {place}".replace(" ", _BLANK)

    @property
    def is_late(self) -> bool:
        return self.shape is Shape.LATE


def chip(when: PartialDate | None, relation: Relation, certainty: Certainty) -> str:
    """The day in few words, with no-break spaces; `utan datum` where there is none."""
    if when is None:
        return _("utan datum").replace(" ", _BLANK)
    before = str(_BEFORE.get(certainty) or _BEFORE.get(relation) or "")
    return f"{before} {short_words(when)}".strip().replace(" ", _BLANK)


def short_words(when: PartialDate) -> str:
    """`3 juni 2024`, `11 okt. 2024`, `16–17 april 2024`, `feb. 2024`, `hösten 2024`."""
    if when.is_exact:
        return day_in_words(when.start, short=True)
    if when.precision is Precision.MONTH and when.start.month == when.end.month:
        return day_in_words(when.start, short=True).split(" ", 1)[1]
    return in_words(when)


@dataclass(frozen=True, slots=True)
class Name:
    """A forum or function as printed; `known` if the register has it."""

    text: str
    known: bool


@dataclass(slots=True)
class RowLine:
    """A row as the list shows it on a day."""

    pk: int
    subject: str
    number: int | None
    commission: str
    direction_id: int | None
    state: ItemState
    closed_on: dt.date | None
    closing_reason: str
    due: PartialDate | None
    follow_up_raw: str = ""
    closing_section: int | None = None
    standing: Standing = Standing.NOTHING_PLANNED
    areas: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    preparing: list[Name] = field(default_factory=list)
    entries: list[EntryLine] = field(default_factory=list)
    lapsed: list[str] = field(default_factory=list)  # of its areas, those whose time is up

    @property
    def is_late(self) -> bool:
        return self.standing is Standing.LATE

    @property
    def is_ongoing(self) -> bool:
        return self.state is ItemState.ONGOING

    @property
    def prepared_in(self) -> str:
        return ", ".join(name.text for name in self.preparing)

    @property
    def state_words(self) -> str:
        """`Avslutad 3 juni 2024`, `Avförd 3 juni 2024`; empty while it is ongoing."""
        if self.is_ongoing or self.closed_on is None:
            return ""
        return f"{label(self.state)} {day_in_words(self.closed_on)}".replace(" ", _BLANK)

    @property
    def next(self) -> EntryLine | None:
        """The promise that comes up next. Entries carry their own day, so none is asked for."""
        waiting = [e for e in self.entries if e.shape in (Shape.NEXT, Shape.PLANNED, Shape.PRELIMINARY) and e.when]
        return min(waiting, key=lambda entry: entry.when.end if entry.when else dt.date.max, default=None)


_COLUMNS = (
    "pk", "subject", "number", "commission", "direction_id", "state", "closed_on", "closing_reason", "due_start", "due_end", "due_precision",
    "follow_up_raw", "closing_section",
)  # fmt: skip


def row_lines(items: QuerySet[ActionItem], day: dt.date, forum_labels: Mapping[int, str]) -> list[RowLine]:
    """The rows of `items` in its order, with everything that belongs to them. Three queries."""
    lines = bare_lines(items, day, forum_labels)
    by_pk = {line.pk: line for line in lines}
    for item, entries in entry_lines(FollowUp.objects.filter(item__in=list(by_pk)), day, forum_labels).items():
        by_pk[item].entries = entries
    for line in lines:
        line.standing = rules.standing(line.state, line.entries, day)
    return lines


def bare_lines(items: QuerySet[ActionItem], day: dt.date, forum_labels: Mapping[int, str]) -> list[RowLine]:
    """The rows without their follow-ups as entries: the cells as they stand. Without `forum_labels` the forums are as
    printed. Two queries."""
    lines = []
    for (
        pk,
        subject,
        number,
        commission,
        direction,
        state,
        closed_on,
        reason,
        start,
        end,
        precision,
        cell,
        section,
    ) in items.values_list(*_COLUMNS):
        shown = rules.state_on_day(ItemState(state), closed_on, day)
        closed = shown is not ItemState.ONGOING
        lines.append(
            RowLine(
                pk, subject, number, commission, direction, shown, closed_on if closed else None, reason if closed else "",
                _partial(start, end, precision), cell, section if closed else None,
            )
        )  # fmt: skip
    _add_parts({line.pk: line for line in lines}, forum_labels)
    return lines


def _add_parts(rows: Mapping[int, RowLine], forum_labels: Mapping[int, str]) -> None:
    """Priority areas, responsible and preparing forums, in one query of three parts."""
    keys = list(rows)
    none = Cast(Value(None), BigIntegerField())  # PostgreSQL must be told the type of what is not there
    areas = (
        ItemArea.objects.filter(item__in=keys)
        .order_by()
        .values_list("item_id", Value("a"), "position", F("area__name"), none)
    )
    responsible = (
        Responsible.objects.filter(item__in=keys)
        .order_by()
        .values_list("item_id", Value("b"), "position", "text", none)
    )
    preparing = (
        PreparingForum.objects.filter(item__in=keys)
        .order_by()
        .values_list("item_id", Value("c"), "position", "printed", "forum_id")
    )
    parts: Sequence[tuple[Any, ...]] = sorted(areas.union(responsible, preparing, all=True), key=lambda part: part[:3])
    for item, which, _position, text, forum in parts:
        if which == "a":
            rows[item].areas.append(text)
        elif which == "b":
            rows[item].responsible.append(text)
        else:
            rows[item].preparing.append(Name(forum_labels.get(forum, text), forum is not None))


_ENTRY = (
    "pk", "item_id", "kind", "when_start", "when_end", "when_precision", "relation", "certainty", "outcome", "outcome_on", "outcome_note",
    "text", "outcome_section", "follow_up_forums__forum_id", "follow_up_forums__printed",
)  # fmt: skip


def entry_lines(
    follow_ups: QuerySet[FollowUp], day: dt.date, forum_labels: Mapping[int, str]
) -> dict[int, list[EntryLine]]:
    """Entries by row, in the order of the cell. One query."""
    ordered = follow_ups.order_by("item_id", "position", "pk", "follow_up_forums__position", "follow_up_forums__pk")
    found: dict[int, list[EntryLine]] = defaultdict(list)
    last: tuple[Any, ...] | None = None
    names: list[str] = []
    for each in ordered.values_list(*_ENTRY):
        if last is not None and last[0] != each[0]:
            found[last[1]].append(_entry(last, names, day))
            names = []
        last = each
        if each[13] is not None or each[14]:
            names.append(forum_labels.get(each[13], each[14]))
    if last is not None:
        found[last[1]].append(_entry(last, names, day))
    return found


def line_of(stored: FollowUp, forums: Iterable[str], day: dt.date) -> EntryLine:
    """One stored entry as it is on the day, with the forums' names."""
    values = [getattr(stored, name) for name in _ENTRY[:13]]
    return _entry(values, forums, day)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules ask of an entry (`rules.FollowUpLike`)."""

    kind: FollowUpKind
    when: PartialDate | None
    relation: Relation
    outcome: Outcome


def _entry(values: Sequence[Any], forums: Iterable[str], day: dt.date) -> EntryLine:
    pk, _item, kind, start, end, precision, relation, certainty, outcome, outcome_on, note, text, section = values[:13]
    then = rules.outcome_on_day(Outcome(outcome), outcome_on, day)
    judged = Judged(FollowUpKind(kind), _partial(start, end, precision), Relation(relation), then)
    sure = Certainty(certainty)
    settled = then is not Outcome.OPEN
    return EntryLine(
        pk, judged.kind, judged.when, judged.relation, sure, then, outcome_on if settled else None, note if settled else "", text,
        tuple(forums), rules.shape(judged, sure, day), rules.days_late(judged.when, then, day), section if settled else None,
    )  # fmt: skip


def _partial(start: dt.date | None, end: dt.date | None, precision: str) -> PartialDate | None:
    return PartialDate(start, end, Precision(precision)) if start and end and precision else None


def forum_labels() -> dict[int, str]:
    """What people call each forum, by key. One query."""
    names = Forum.objects.order_by("name_key").values_list("pk", "short_name", "abbreviation", "name")
    return {pk: short or abbreviation or name for pk, short, abbreviation, name in names}
