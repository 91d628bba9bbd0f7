"""The database tells the same status and last day as the rules, of every reading on every day."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings

from samverka.agreements.models import Agreement, AgreementEnd, AgreementGap
from samverka.agreements.operations.derived import COLUMNS
from samverka.agreements.queries.status import FOREVER, on_the_day
from samverka.agreements.rules import Facts, agreed_ends, current_period_end, last_agreed_end, status, status_columns
from samverka.agreements.tests.test_properties import days, facts, validities

pytestmark = pytest.mark.django_db


def stored(validity, known: Facts) -> Agreement:
    """As operations store it; they cannot be given facts that no event tells of."""
    columns = status_columns(validity, known)
    agreement = Agreement.objects.create(
        name="Avtal", reading=validity.to_json(), **{name: getattr(columns, name) for name in COLUMNS}
    )
    for gap in columns.gaps:
        AgreementGap.objects.create(agreement=agreement, first=gap.first, last=gap.last, is_certain=gap.is_certain)
    for end in agreed_ends(validity, known):
        AgreementEnd.objects.create(
            agreement=agreement, counts_from=end.counts_from, last=end.last, renewable_to=end.renewable_to
        )
    return agreement


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(validity=validities, known=facts, on=days)
def test_the_database_says_what_the_rules_say(validity, known, on):
    agreement = stored(validity, known)
    told = on_the_day(Agreement.objects.filter(pk=agreement.pk), on).get()
    assert told.status == status(validity, on, known)
    assert told.agreed_end == last_agreed_end(validity, known, on)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(validity=validities, known=facts, on=days)
def test_the_last_day_is_where_renewal_stops(validity, known, on):
    agreement = stored(validity, known)
    told = on_the_day(Agreement.objects.filter(pk=agreement.pk), on).get()
    if told.final_end is None:
        assert last_agreed_end(validity, known, on) is None
    elif told.final_end == FOREVER:
        assert validity.renewal is not None
    else:
        # Seen from the far future, by the decisions known on the day, the period that renewal reaches last.
        known_by_then = Facts(
            extensions=tuple(one for one in known.extensions if (one.decided_on or dt.date.min) <= on)
        )
        assert told.final_end == max(
            (
                end.renewable_to
                for end in agreed_ends(validity, known_by_then)
                if end.counts_from <= on and end.last == told.agreed_end
            ),
        )
        assert current_period_end(validity, on, known) <= told.final_end
