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
from samverka.imports.records import Extraction
from samverka.imports.states import RecordState
from samverka.imports.tests.factories import (
    agreement,
    apply,
    extract,
    forum,
    of_meeting,
    part,
    person,
    row,
    take_in,
    take_in_document,
)
from samverka.matters.models import Matter
from samverka.matters.queries import content_of as matter_content
from samverka.meetings.models import Meeting
from samverka.meetings.operations import kept_links
from samverka.meetings.queries import content_of as meeting_content
from samverka.meetings.queries import meetings_in_full

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
PARTS = st.builds(
    part, st.sampled_from([19, 20, 21]), st.sampled_from(["Skrivelse om psykiatrin", "Budget", "Val av justerare"]),
    decision=st.sampled_from(["Godkänns.", "Överlämnas."]), record_number=st.sampled_from(["RS/1/2024", "RS/2/2024"]),
    presenters=st.lists(st.just("Karin Lid"), max_size=1),
)  # fmt: skip
OF_MEETINGS = st.builds(
    lambda kind, parts, people, extracts, day, place: of_meeting(kind, *parts, people=people, extracts=extracts, date=day, place=place, dated=day),
    st.sampled_from(["minutes", "agenda", "packet", "meeting_page"]),
    st.lists(PARTS, min_size=1, max_size=2, unique_by=lambda each: each.number.value),
    st.lists(st.builds(person, st.sampled_from(["Karin Lid", "Bo Ek"]), st.sampled_from(["member", "attendee"])), max_size=2),
    st.lists(st.builds(extract, PARTS, st.just("SVOM"), st.just("2024-01-15")), max_size=1),
    st.sampled_from(["2024-02-23", "2024-03-01"]),
    st.sampled_from(["Residenset", "Teams"]),
)  # fmt: skip
DOCUMENTS = st.one_of(st.lists(RECORDS, min_size=1, max_size=4), OF_MEETINGS)


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
        "meetings": sorted(str((_without_keys(each), _links(each))) for each in meetings_in_full()),
        "matters": sorted(str(matter_content(each).to_json()) for each in Matter.objects.all()),
        "headings": sorted(
            str(each) for model in (ActionRegister, Direction, PriorityArea) for each in model.objects.all()
        ),
    }


def _without_keys(meeting: Meeting) -> Any:
    documents = sorted(str(each.document_id) for each in meeting.attachments.all())
    return meeting_content(meeting).to_json(), documents


def _links(meeting: Meeting) -> Any:
    """The links of its parts, matters by their titles: a matter that comes back has another key."""
    kept = kept_links(meeting)
    titles = dict(Matter.objects.values_list("pk", "title"))
    return [
        (name, titles.get(each["matter"]), each["matter_strength"], each.get("paragraph"))
        for name, each in kept.items()
    ]


def bring_all_in(actor, records, day):
    """Every question is answered: the first candidate is it, and what is read is right. `records`: of a list, or a
    document of a meeting."""
    if isinstance(records, Extraction):
        run = take_in_document(actor, records)
    else:
        run = take_in(actor, *records, date=day.isoformat())
    for found in run.records.filter(state=RecordState.PENDING):
        if found.asks_what_it_is:
            choose_target(actor=actor, found=found, target_id=found.candidates[0][0], version=found.version)
        if found.state == RecordState.PENDING:
            accept_record(actor=actor, found=found, version=found.version)
    if run.records.filter(state=RecordState.READY).exists():
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
