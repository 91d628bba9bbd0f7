"""Two lists beside each other: which can be compared, what differs, and what is behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samverka.action_register.editions.difference import Closing, Difference, RowChange, difference
from samverka.action_register.editions.queries.behind import Behind, Window, behind_changes
from samverka.action_register.editions.queries.editions import LIVE, known_rows, live_list
from samverka.action_register.editions.states import EditionState, RowKind
from samverka.action_register.models import ActionItem, ActionRegister, Edition, EditionRound, KeptList
from samverka.action_register.printed import PrintedRegister
from samverka.action_register.states import ItemState
from samverka.foundation.accounts.models import User
from samverka.foundation.dates.words import day_in_words
from samverka.meetings.permissions import visible_records


@dataclass(frozen=True, slots=True)
class Side:
    """A list that can be compared. `key`: as in the address."""

    key: str
    label: str
    day: dt.date
    kept: int | None = None
    is_taken: bool = False


@dataclass(frozen=True)
class Comparison:
    """What differs from the earlier list to the later, and of the rows those that are shown (`shown`). `fates`: how the rows that are gone stand in the register now; none for
    one that was removed. `known`: the rows that the register still has."""

    register: ActionRegister
    sides: Sequence[Side]
    earlier: Side
    later: Side
    found: Difference
    shown: Sequence[RowChange]
    behind: Mapping[int, Sequence[Behind]]
    fates: Mapping[int, Closing]
    known: frozenset[int]


def comparison(
    register: ActionRegister,
    earlier: str,
    later: str,
    day: dt.date,
    user: User,
    part: Callable[[Sequence[RowChange]], Sequence[RowChange]] = list,
) -> Comparison:
    """The difference between the lists of two keys: `nu`, `u3` (an edition), `o7` (an earlier round). What is not given, or
    does not exist, is the newest that was taken, and the live list. `part`: which of the rows are shown. Nineteen queries at most, whatever the number of rows."""
    sides = _sides(register, day)
    by_key = {side.key: side for side in sides}
    second = by_key.get(later) or by_key[LIVE]
    usual = next(
        (side for side in sorted(sides, key=lambda side: not side.is_taken) if side.kept and side != second), second
    )
    first = by_key.get(earlier) or usual
    kept = {each.pk: each for each in KeptList.objects.filter(pk__in=[first.kept or 0, second.kept or 0])}
    differs = difference(_printed(first, kept, register, user), _printed(second, kept, register, user))
    shown = part(differs.rows)
    return Comparison(
        register=register,
        sides=sides,
        earlier=first,
        later=second,
        found=differs,
        shown=shown,
        behind=behind_changes(shown, _window(first, second, kept), visible_records(user)),
        fates=_fates(shown),
        known=known_rows(change.key for change in shown),
    )


def _sides(register: ActionRegister, day: dt.date) -> list[Side]:
    """The live list, then every edition that has been sent or taken, the newest first. Two queries."""
    sides = [Side(LIVE, _("Listan nu"), day)]
    rounds: dict[int, list[EditionRound]] = {}
    for each in EditionRound.objects.filter(edition__register=register).order_by("-number"):
        rounds.setdefault(each.edition_id, []).append(each)
    for edition in Edition.objects.filter(register=register).order_by("-number"):
        if edition.state == EditionState.TAKEN and edition.taken_on:
            words = _("%(title)s, behandlad %(day)s")
            label = words % {"title": edition.title, "day": day_in_words(edition.taken_on)}
            sides.append(Side(f"u{edition.pk}", label, edition.taken_on, edition.kept_id, is_taken=True))
        for sent in rounds.get(edition.pk, ()):
            words = _("%(title)s, utskickad %(day)s")
            label = words % {"title": edition.title, "day": day_in_words(sent.sent_on)}
            sides.append(Side(f"o{sent.pk}", label, sent.sent_on, sent.kept_id))
    return sides


def _printed(side: Side, kept: Mapping[int, KeptList], register: ActionRegister, user: User) -> PrintedRegister:
    return kept[side.kept].printed if side.kept else live_list(register, side.day, user)


def _window(first: Side, second: Side, kept: Mapping[int, KeptList]) -> Window:
    """Between the two, whichever is the older."""
    made = [kept[side.kept].made_at if side.kept else None for side in (first, second)]
    if made[0] is None or (made[1] is not None and made[1] < made[0]):
        first, second, made = second, first, made[::-1]
    return Window(first.day, second.day, made[0], made[1])


def _fates(changes: Sequence[RowChange]) -> dict[int, Closing]:
    gone = [change.key for change in changes if change.kind is RowKind.GONE]
    rows = ActionItem.objects.filter(pk__in=gone).values_list("pk", "state", "closed_on", "closing_reason")
    return {
        pk: Closing(ItemState(state), closed_on.isoformat() if closed_on else "", reason)
        for pk, state, closed_on, reason in rows
    }
