"""What the database finds on a day is what the rules say."""

import datetime as dt
from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverka.action_register import rules
from samverka.action_register.models import ActionItem
from samverka.action_register.queries import Selection, overdue, overdue_count, register_page
from samverka.action_register.queries.conditions import has_late, has_soon, ongoing
from samverka.action_register.queries.rows import selected_rows
from samverka.action_register.states import Certainty, FollowUpKind, ItemState, Outcome, Relation, Shape, Standing
from samverka.action_register.tests.factories import TODAY, make_follow_up, make_item
from samverka.foundation.dates import PartialDate

DAYS = st.integers(-30, 30).map(lambda days: TODAY + dt.timedelta(days=days))
ENTRIES = st.lists(
    st.tuples(
        st.none() | DAYS,
        st.sampled_from([FollowUpKind.REPORT, FollowUpKind.DECIDE, FollowUpKind.STATE, FollowUpKind.VALIDITY]),
        st.sampled_from(list(Relation)),
        st.none() | st.tuples(st.sampled_from([Outcome.DONE, Outcome.POSTPONED, Outcome.DROPPED]), DAYS),
    ),
    max_size=3,
)
ROWS = st.lists(
    st.tuples(st.none() | st.tuples(st.sampled_from([ItemState.DONE, ItemState.DROPPED]), DAYS), ENTRIES),
    min_size=1,
    max_size=4,
)


def standing_by_rules(item: ActionItem, day: dt.date) -> Standing:
    class Seen:
        def __init__(self, stored):
            self.kind, self.when, self.relation = FollowUpKind(stored.kind), stored.when, Relation(stored.relation)
            self.outcome = rules.outcome_on_day(Outcome(stored.outcome), stored.outcome_on, day)

    state = rules.state_on_day(ItemState(item.state), item.closed_on, day)
    return rules.standing(state, [Seen(each) for each in item.follow_ups.all()], day)


@given(rows=ROWS, day=DAYS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sql_and_rules_agree(cast, register, rows, day):
    with transaction.atomic():
        for number, (closed, entries) in enumerate(rows):
            item = make_item(register, f"Rad {number}", direction=("A", "B", "")[number % 3])
            if closed:
                ActionItem.objects.filter(pk=item.pk).update(
                    state=closed[0], closed_on=closed[1], closing_reason="skäl"
                )
            for when, kind, relation, settled in entries:
                outcome, on = settled or (Outcome.OPEN, None)
                make_follow_up(item, when, kind=kind, relation=relation, outcome=outcome, outcome_on=on)
        items = list(ActionItem.objects.prefetch_related("follow_ups"))
        expected = {item.pk: standing_by_rules(item, day) for item in items}
        by_standing = Counter(expected.values())

        late = set(ActionItem.objects.filter(ongoing(day) & has_late(day)).values_list("pk", flat=True))
        soon = set(
            ActionItem.objects.filter(ongoing(day) & has_soon(day) & ~has_late(day)).values_list("pk", flat=True)
        )
        assert late == {pk for pk, standing in expected.items() if standing is Standing.LATE}
        assert soon == {pk for pk, standing in expected.items() if standing is Standing.SOON}
        assert overdue_count(day) == len(late)
        assert {promise.item for promise in overdue(day, limit=100)} == late

        states = Counter(rules.state_on_day(ItemState(item.state), item.closed_on, day) for item in items)
        for segment, number in {
            "forsenade": by_standing[Standing.LATE],
            "snart": by_standing[Standing.SOON],
            "avslutade": states[ItemState.DONE],
            "avforda": states[ItemState.DROPPED],
            "alla": len(items) - by_standing[Standing.CLOSED],
        }.items():
            selection = Selection(register, day, cast.reader, segment=segment)
            page = register_page(selection)
            lines = page.rows[0:50]
            assert (page.counts[segment], len(lines), selected_rows(selection).count()) == (number, number, number)
            assert {line.pk: line.standing for line in lines} == {
                pk: expected[pk] for pk in (line.pk for line in lines)
            }
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("kind", "relation", "certainty", "outcome", "days", "shape"),
    [
        (FollowUpKind.REPORT, Relation.ON, Certainty.FIRM, Outcome.OPEN, -1, Shape.LATE),
        (FollowUpKind.REPORT, Relation.ON, Certainty.PRELIMINARY, Outcome.OPEN, -1, Shape.LATE),
        (FollowUpKind.REPORT, Relation.ON, Certainty.FIRM, Outcome.OPEN, 0, Shape.NEXT),
        (FollowUpKind.REPORT, Relation.BY, Certainty.PRELIMINARY, Outcome.OPEN, 14, Shape.NEXT),
        (FollowUpKind.REPORT, Relation.ON, Certainty.FIRM, Outcome.OPEN, 15, Shape.PLANNED),
        (FollowUpKind.REPORT, Relation.ON, Certainty.POSSIBLE, Outcome.OPEN, 15, Shape.PRELIMINARY),
        (FollowUpKind.STATE, Relation.AS_OF, Certainty.FIRM, Outcome.OPEN, -1, Shape.STATEMENT),
        (FollowUpKind.VALIDITY, Relation.UNTIL, Certainty.FIRM, Outcome.OPEN, -1, Shape.STATEMENT),
        (FollowUpKind.REPORT, Relation.ON, Certainty.FIRM, Outcome.DONE, -1, Shape.DONE),
        (FollowUpKind.REPORT, Relation.ON, Certainty.FIRM, Outcome.POSTPONED, -1, Shape.POSTPONED),
        (FollowUpKind.REPORT, Relation.ON, Certainty.FIRM, Outcome.DROPPED, 20, Shape.DROPPED),
    ],
)
def test_how_an_entry_looks(kind, relation, certainty, outcome, days, shape):
    class Entry:
        pass

    entry = Entry()
    entry.kind, entry.relation, entry.outcome = kind, relation, outcome
    entry.when = PartialDate.day(TODAY + dt.timedelta(days=days))
    assert rules.shape(entry, certainty, TODAY) is shape
