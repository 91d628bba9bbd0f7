"""Swedish words for the states, free of Django so that `samverka explain` can use them.

`gettext_noop` only marks a word for extraction; `labels` makes the marked words translatable.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from samverka.action_register.states import Certainty, FollowUpKind, ItemState, Outcome, Relation, Shape, Standing


def gettext_noop(message: str) -> str:
    return message


KINDS: Mapping[FollowUpKind, str] = {
    FollowUpKind.RECOMMEND: gettext_noop("Rekommendationsbeslut"),
    FollowUpKind.DECIDE: gettext_noop("Beslut"),
    FollowUpKind.DIRECTION_DECISION: gettext_noop("Inriktningsbeslut"),
    FollowUpKind.EXTEND: gettext_noop("Förlängning"),
    FollowUpKind.REFER: gettext_noop("Remiss"),
    FollowUpKind.ALLOCATE: gettext_noop("Fördelning"),
    FollowUpKind.COMMISSION: gettext_noop("Uppdrag"),
    FollowUpKind.REPORT: gettext_noop("Rapport"),
    FollowUpKind.PRESENT: gettext_noop("Presentation"),
    FollowUpKind.INFORM: gettext_noop("Information"),
    FollowUpKind.FOLLOW_UP: gettext_noop("Uppföljning"),
    FollowUpKind.PROPOSE: gettext_noop("Förslag"),
    FollowUpKind.STATISTICS: gettext_noop("Statistik"),
    FollowUpKind.STATE: gettext_noop("Läge"),
    FollowUpKind.VALIDITY: gettext_noop("Giltighet"),
}
RELATIONS: Mapping[Relation, str] = {
    Relation.ON: gettext_noop("Den dagen"),
    Relation.BY: gettext_noop("Senast"),
    Relation.AS_OF: gettext_noop("Per"),
    Relation.FROM: gettext_noop("Från och med"),
    Relation.UNTIL: gettext_noop("Till och med"),
}
CERTAINTIES: Mapping[Certainty, str] = {
    Certainty.FIRM: gettext_noop("Bestämt"),
    Certainty.PRELIMINARY: gettext_noop("Preliminärt"),
    Certainty.POSSIBLE: gettext_noop("Eventuellt"),
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.OPEN: gettext_noop("Återstår"),
    Outcome.DONE: gettext_noop("Klart"),
    Outcome.POSTPONED: gettext_noop("Uppskjutet"),
    Outcome.DROPPED: gettext_noop("Utgår"),
}
ITEM_STATES: Mapping[ItemState, str] = {
    ItemState.ONGOING: gettext_noop("Pågår"),
    ItemState.DONE: gettext_noop("Avslutad"),
    ItemState.DROPPED: gettext_noop("Avförd"),
}
STANDINGS: Mapping[Standing, str] = {
    Standing.LATE: gettext_noop("Försenad"),
    Standing.SOON: gettext_noop("Snart"),
    Standing.AHEAD: gettext_noop("Pågår"),
    Standing.NOTHING_PLANNED: gettext_noop("Ingen uppföljning planerad"),
    Standing.CLOSED: gettext_noop("Avslutad"),
}
SHAPES: Mapping[Shape, str] = {
    Shape.DONE: gettext_noop("klar"),
    Shape.NEXT: gettext_noop("snart"),
    Shape.PLANNED: gettext_noop("planerad"),
    Shape.PRELIMINARY: gettext_noop("preliminär"),
    Shape.LATE: gettext_noop("försenad"),
    Shape.STATEMENT: gettext_noop("upplysning"),
    Shape.POSTPONED: gettext_noop("uppskjuten"),
    Shape.DROPPED: gettext_noop("utgår"),
}


def word(value: StrEnum) -> str:
    """The Swedish word of any state of this area. Raises `KeyError` for anything else."""
    for words in (KINDS, RELATIONS, CERTAINTIES, OUTCOMES, ITEM_STATES, STANDINGS, SHAPES):
        if type(value) is type(next(iter(words))):
            return words[value]  # type: ignore[index]  # the types are the same
    raise KeyError(value)
