"""Whatever is brought in and undone, in whatever order: what is undone leaves the register as if it had never been."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverka.action_register.models import ActionItem, ActionRegister, Direction, PriorityArea
from samverka.action_register.queries import content_of as item_content
from samverka.agreements.models import Agreement
from samverka.agreements.queries import content_of
from samverka.forums.models import Forum
from samverka.imports.operations import CannotUndo, accept_record, choose_target, undo
from samverka.imports.states import RecordState
from samverka.imports.tests.factories import agreement, apply, forum, row, take_in

SUBJECTS = st.sampled_from(["Demens", "Skola", "Hemsjukvård"])
RECORDS = st.one_of(
    st.builds(
        row, SUBJECTS, direction=st.sampled_from(["", "Äldre", "Barn"]), areas=st.lists(st.sampled_from(["Nära vård", "Psykisk hälsa"]), unique=True),
        commission=st.sampled_from(["", "Ta fram plan", "Följ upp"]), preparing=st.lists(st.sampled_from(["SVOM", "Okända gruppen"]), unique=True),
        follow_up=st.sampled_from(["", "SVOM 3/6 2024 – rapport", "SVOM 3/6 2024 – rapport SVOM 11/10 2024 – beslut"]),
    ),
    st.builds(agreement, st.sampled_from(["Avtal demens", "Avtal skola"]), st.sampled_from(["", "2021-2023", "2024 – tills vidare", "2023"]), recommending=st.lists(st.just("SVOM"), max_size=1)),
    st.builds(forum, st.sampled_from(["SVOM", "Nya rådet"]), purpose=st.sampled_from(["", "Samordna"]), prepares_for=st.sampled_from(["", "SVOM"])),
)  # fmt: skip
DOCUMENTS = st.lists(RECORDS, min_size=1, max_size=4)


def everything() -> dict[str, Any]:
    """What the register says, without keys, versions and times."""
    return {
        "agreements": sorted(
            str((content_of(each).to_json(), each.reading, each.reading_state)) for each in Agreement.objects.all()
        ),
        "rows": sorted(
            str((item_content(each).to_json(), [(f.raw, f.outcome) for f in each.follow_ups.all()]))
            for each in ActionItem.objects.all()
        ),
        "forums": sorted(
            str(
                (
                    each.name,
                    each.purpose,
                    sorted(str(other) for other in each.prepares_for.all()),
                    sorted(a.name for a in each.aliases.all()),
                )
            )
            for each in Forum.objects.all()
        ),
        "headings": sorted(
            str(each) for model in (ActionRegister, Direction, PriorityArea) for each in model.objects.all()
        ),
    }


def bring_all_in(actor, records, day):
    """Every question is answered: the first candidate is it, and what is read is right."""
    run = take_in(actor, *records, date=day.isoformat())
    for found in run.records.filter(state=RecordState.PENDING):
        if found.asks_what_it_is:
            choose_target(actor=actor, found=found, target_id=found.candidates[0][0], version=found.version)
        if found.state == RecordState.PENDING:
            accept_record(actor=actor, found=found, version=found.version)
    apply(actor, run)
    return run


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents=st.lists(DOCUMENTS, min_size=1, max_size=3), data=st.data())
def test_undone_in_the_opposite_order_leaves_what_was_before(coordinator, documents, data):
    with transaction.atomic():
        before, runs = [], []
        for number, records in enumerate(documents):
            before.append(everything())
            runs.append(bring_all_in(coordinator, records, dt.date(2024, 1, 1) + dt.timedelta(days=number)))
        for state, run in zip(reversed(before), reversed(runs), strict=True):
            applied = list(run.records.filter(state=RecordState.APPLIED))
            if applied and data.draw(st.booleans(), label="one record by itself first"):
                with suppress(CannotUndo):  # another record of the run may stand on it
                    undo(actor=coordinator, run=run, found=data.draw(st.sampled_from(applied)))
            if run.records.filter(state=RecordState.APPLIED).exists():
                undo(actor=coordinator, run=run)
            assert everything() == state
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents=st.lists(DOCUMENTS, min_size=2, max_size=3), data=st.data())
def test_what_cannot_be_undone_leaves_everything_as_it_is(coordinator, documents, data):
    with transaction.atomic():
        runs = [
            bring_all_in(coordinator, records, dt.date(2024, 1, 1) + dt.timedelta(days=n))
            for n, records in enumerate(documents)
        ]
        run = data.draw(st.sampled_from(runs[:-1]))
        stands = everything()
        refused: list[CannotUndo] = []
        try:
            undo(actor=coordinator, run=run)
        except CannotUndo as refusal:
            refused.append(refusal)
        if refused:
            assert refused[0].hindrances
            assert everything() == stands
        transaction.set_rollback(True)
