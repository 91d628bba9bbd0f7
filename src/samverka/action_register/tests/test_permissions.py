"""Who may: states × verbs × the whole cast, and the same answer for one and for the list."""

import pytest
from django.core.exceptions import PermissionDenied

from samverka.action_register import operations
from samverka.action_register.lifecycle import FOLLOW_UP_LIFECYCLE, ITEM_LIFECYCLE
from samverka.action_register.models import ActionItem, FollowUp
from samverka.action_register.permissions import CHANGE, OPEN, SEE
from samverka.action_register.states import ItemState, Outcome
from samverka.action_register.tests.factories import TODAY, make_item, make_register
from samverka.foundation.lifecycle import Refused

EDITORS = {"coordinator", "secretary"}
ITEM_VERBS = {
    "close": ({ItemState.ONGOING}, ItemState.DONE, lambda **given: operations.close_item(on=TODAY, **given)),
    "drop": (
        {ItemState.ONGOING},
        ItemState.DROPPED,
        lambda **given: operations.drop_item(on=TODAY, reason="skäl", **given),
    ),
    "reopen": ({ItemState.DONE, ItemState.DROPPED}, ItemState.ONGOING, operations.reopen_item),
}
OUTCOME_VERBS = {
    "mark_done": ({Outcome.OPEN}, Outcome.DONE),
    "cancel": ({Outcome.OPEN}, Outcome.DROPPED),
    "postpone": ({Outcome.OPEN}, Outcome.POSTPONED),
    "reopen": ({Outcome.DONE, Outcome.POSTPONED, Outcome.DROPPED}, Outcome.OPEN),
}


def everybody(cast):
    return dict(cast)


def who_may(cast, permission, obj=None):
    return {name for name, user in everybody(cast).items() if permission(user, obj)}


def test_everyone_logged_in_sees_and_editors_change(cast, item):
    assert who_may(cast, SEE, item) == set(cast.users)
    for thing in (None, item, item.register, item.follow_ups.first(), item.direction):
        assert who_may(cast, CHANGE, thing) == EDITORS
    assert who_may(cast, OPEN, cast.forum) == EDITORS


def test_a_secretary_changes_only_her_own_forums_register(cast, friday, register):
    other = make_register(friday, "Balanslista Fredagsgruppen")
    assert who_may(cast, CHANGE, make_item(other)) == {"coordinator"}


@pytest.mark.parametrize("verb", ITEM_VERBS)
@pytest.mark.parametrize("state", list(ItemState))
def test_rows_every_state_verb_and_role(cast, register, state, verb):
    sources, target, do = ITEM_VERBS[verb]
    for name, user in cast.users.items():
        item = make_item(register, f"{state} {name}")
        closed = None if state is ItemState.ONGOING else TODAY
        ActionItem.objects.filter(pk=item.pk).update(
            state=state, closed_on=closed, closing_reason="skäl" if closed else ""
        )
        item.refresh_from_db()
        offered = verb in {t.verb for t in ITEM_LIFECYCLE.available(user, item)}
        assert offered == (name in EDITORS and state in sources)
        if name not in EDITORS:
            with pytest.raises(PermissionDenied):
                do(actor=user, item=item)
        elif state not in sources:
            with pytest.raises(Refused):
                do(actor=user, item=item)
        else:
            do(actor=user, item=item)
        item.refresh_from_db()
        assert item.state == (target if offered else state)


@pytest.mark.parametrize("verb", OUTCOME_VERBS)
@pytest.mark.parametrize("outcome", list(Outcome))
def test_promises_every_outcome_verb_and_role(cast, register, outcome, verb):
    sources, target = OUTCOME_VERBS[verb]

    def do(user, follow_up):
        if verb == "postpone":
            operations.postpone_follow_up(
                actor=user, follow_up=follow_up, on=TODAY, new_text="SVOM 6/12 2024 – rapport"
            )
        else:
            operations.mark_follow_up(actor=user, follow_up=follow_up, verb=verb, on=TODAY, note="skäl")

    for name, user in cast.users.items():
        follow_up = make_item(register, f"{outcome} {name}", follow_up="SVOM 3/6 2024 – rapport").follow_ups.get()
        FollowUp.objects.filter(pk=follow_up.pk).update(
            outcome=outcome, outcome_on=None if outcome is Outcome.OPEN else TODAY
        )
        follow_up.refresh_from_db()
        offered = verb in {t.verb for t in FOLLOW_UP_LIFECYCLE.available(user, follow_up)}
        assert offered == (name in EDITORS and outcome in sources)
        if name not in EDITORS:
            with pytest.raises(PermissionDenied):
                do(user, follow_up)
        elif outcome not in sources:
            with pytest.raises(Refused):
                do(user, follow_up)
        else:
            do(user, follow_up)
        follow_up.refresh_from_db()
        assert follow_up.outcome == (target if offered else outcome)
