"""The whole list on a day, as it is printed: what Word, PDF, Excel and an edition are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from django.db.models import F, Q, QuerySet

from samverka.action_register.models import (
    ActionItem,
    ActionRegister,
    FollowUp,
    ItemAgreement,
    PreparingForum,
    PriorityArea,
)
from samverka.action_register.printed import PrintedAgreement, PrintedDirection, PrintedRegister, PrintedRow
from samverka.action_register.queries.conditions import ongoing
from samverka.action_register.queries.lines import RowLine, bare_lines
from samverka.agreements.choices import ForumRoleChoice
from samverka.agreements.models import Agreement, AgreementForum
from samverka.foundation.accounts.models import User


def printed_register(
    register: ActionRegister,
    on: dt.date,
    *,
    user: User,
    shown_closed_since: dt.date | None = None,
    shown_closed: Sequence[int] = (),
) -> PrintedRegister:
    """The rows that are ongoing on the day, in the order of the list, those closed after `shown_closed_since` or named by
    `shown_closed`, and the closing table of agreements. `user`: who reads it; a list is whole for everyone who may see it (`permissions.SEE`).
    Seven queries, and one for the register's forum if it is not at hand."""
    names = dict(register.directions.values_list("pk", "name"))
    rows = _rows(register, on, shown_closed_since, shown_closed)
    lines = bare_lines(rows, on, forum_labels={})
    promises = _promises(rows)
    return PrintedRegister(
        title=register.title,
        forum=register.forum.label,
        day=on.isoformat(),
        area_heading=_area_heading(register, on),
        directions=tuple(_directions(lines, names, promises)),
        agreements=tuple(_agreements(register, on)),
    )


def _rows(
    register: ActionRegister, on: dt.date, closed_since: dt.date | None, closed: Sequence[int]
) -> QuerySet[ActionItem]:
    shown = ongoing(on)
    if closed:
        shown |= Q(pk__in=closed)
    if closed_since is not None:
        shown |= Q(closed_on__gt=closed_since)
    return ActionItem.objects.filter(shown, register=register).order_by(
        F("direction__position").asc(nulls_last=True), "direction__name_key", "direction_id", "position", "pk"
    )


def _promises(rows: QuerySet[ActionItem]) -> dict[int, list[str]]:
    """The pieces of each row's follow-up, in order. One query."""
    found: dict[int, list[str]] = {}
    entries = FollowUp.objects.filter(item__in=rows.order_by()).order_by("item_id", "segment", "position", "pk")
    for (item, _segment), parts in groupby(entries.values_list("item_id", "segment", "raw"), lambda part: part[:2]):
        found.setdefault(item, []).append(next(parts)[2])
    return found


def _in_lines(cell: str, pieces: Sequence[str]) -> tuple[str, ...]:
    """A cell that came without line breaks, cut before each piece, as the county writes it; nothing of it is lost. Empty
    where the cell has lines of its own or a piece is not found."""
    cuts, at = [0], 0
    for piece in pieces:
        at = cell.find(piece.strip(), at)
        if at < 0 or "\n" in cell.strip():
            return ()
        cuts.append(at)
        at += len(piece.strip())
    parts = (cell[first:last].strip() for first, last in zip(cuts, [*cuts[1:], len(cell)], strict=True))
    return tuple(part for part in parts if part)


def _directions(
    lines: Sequence[RowLine], names: Mapping[int, str], promises: Mapping[int, Sequence[str]]
) -> Iterator[PrintedDirection]:
    for direction, rows in groupby(lines, lambda line: line.direction_id):
        printed = (_row(line, promises.get(line.pk, ())) for line in rows)
        yield PrintedDirection(name=names[direction] if direction else "", rows=tuple(printed))


def _row(line: RowLine, pieces: Sequence[str]) -> PrintedRow:
    return PrintedRow(
        key=line.pk,
        areas=tuple(line.areas),
        subject=line.subject,
        commission=line.commission,
        responsible=tuple(line.responsible),
        preparing=tuple(name.text for name in line.preparing),
        follow_up=line.follow_up_raw,
        follow_up_lines=_in_lines(line.follow_up_raw, pieces),
        state=line.state.value,
        closed_on=line.closed_on.isoformat() if line.closed_on else "",
        closing_reason=line.closing_reason,
    )


def _area_heading(register: ActionRegister, on: dt.date) -> str:
    """`Prioriterat område SVOM (2023–2026)`: with the years when all areas that hold on the day have the same."""
    holding = PriorityArea.objects.on(on).filter(register=register)
    spans = set(holding.order_by().values_list("starts_on", "ends_on").distinct())
    heading = f"Prioriterat område {register.forum.label}"  # kept in editions: not in the language of who keeps it
    first, last = spans.pop() if len(spans) == 1 else (None, None)
    if first is None and last is None:
        return heading
    return f"{heading} ({first.year if first else ''}–{last.year if last else ''})"


def _agreements(register: ActionRegister, on: dt.date) -> Iterator[PrintedAgreement]:
    """The county's agreements in the order they came into the register, but for those that have ended or been replaced
    by the day and those that are only another forum's: the county's own list has also what other forums recommend, and
    what has lapsed without anyone saying so. Two queries."""
    found = Agreement.objects.exclude(ended_from__lte=on).exclude(pk__in=_anothers(register)).order_by("pk")
    agreements = list(found.values_list("pk", "name", "validity_raw", "notes"))
    forums: dict[tuple[int, str], list[str]] = {}
    parts = AgreementForum.objects.filter(agreement__in=found.order_by()).order_by("position", "pk")
    for agreement, role, printed in parts.values_list("agreement_id", "role", "printed"):
        forums.setdefault((agreement, role), []).append(printed)
    for key, name, validity, notes in agreements:
        yield PrintedAgreement(
            key=key,
            name=name,
            validity=validity,
            recommending=tuple(forums.get((key, ForumRoleChoice.RECOMMENDING), ())),
            preparing=tuple(forums.get((key, ForumRoleChoice.PREPARING), ())),
            notes=notes,
        )


def _anothers(register: ActionRegister) -> QuerySet[Agreement]:
    """Agreements of a forum in another county or with a list of its own, which neither this list's forum nor one that
    prepares its rows has anything to do with, and no row is about."""
    preparing = PreparingForum.objects.filter(item__register=register, forum__isnull=False).values("forum_id")
    ours = Q(forum=register.forum_id) | Q(forum__in=preparing)
    elsewhere = ~Q(forum__county=register.forum.county_id) | Q(forum__action_register__isnull=False)
    parts = AgreementForum.objects.filter(forum__isnull=False)
    theirs = parts.filter(elsewhere).exclude(forum=register.forum_id).values("agreement_id")
    linked = ItemAgreement.objects.filter(item__register=register).values("agreement_id")
    return (
        Agreement.objects.filter(pk__in=theirs)
        .exclude(pk__in=parts.filter(ours).values("agreement_id"))
        .exclude(pk__in=linked)
    )
