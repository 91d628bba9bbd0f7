"""Undo: made things removed, changed things put back exactly, all or nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from samverka.action_register.models import ActionItem, ActionRegister, Direction, PriorityArea
from samverka.action_register.operations import change_item, link_agreements, mark_follow_up
from samverka.action_register.queries import content_of as item_content
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement
from samverka.agreements.operations import confirm_reading, create_agreement
from samverka.agreements.queries import content_of
from samverka.forums.models import Forum
from samverka.foundation.documents.models import SourceRef, StoredFile
from samverka.foundation.lifecycle import Refused
from samverka.imports.operations import CannotUndo, accept_record, choose_target, undo
from samverka.imports.tests.factories import agreement, apply, bring_in, forum, record, row, take_in
from samverka.meetings.operations import create_meeting
from samverka.meetings.tests.samples import meeting_content

pytestmark = pytest.mark.django_db


def test_what_was_made_is_removed_with_what_was_made_for_it(coordinator):
    run = bring_in(
        coordinator,
        row("Uppdrag demens", direction="Äldre", areas=["Nära vård"]),
        agreement("Avtal"),
        forum("Nya rådet"),
    )
    assert undo(actor=coordinator, run=run) == 3
    run.refresh_from_db()
    left = [
        model.objects.count() for model in (ActionItem, ActionRegister, Direction, PriorityArea, Agreement, SourceRef)
    ]
    assert (run.state, left, Forum.objects.count()) == ("undone", [0] * 6, 1)


def test_the_file_remains_and_can_be_read_in_again(coordinator):
    run = bring_in(coordinator, agreement("Avtal Mini Maria"))
    undo(actor=coordinator, run=run)
    assert StoredFile.objects.get().path.exists()
    bring_in(coordinator, agreement("Avtal Mini Maria"))
    assert Agreement.objects.count() == 1


def test_what_was_changed_is_put_back(coordinator):
    one = create_agreement(
        actor=coordinator,
        content=AgreementContent(name="Avtal Mini Maria", validity_raw="2019-2021", aliases=("MM",), notes="x"),
    )
    confirm_reading(actor=coordinator, agreement=one)
    before = _agreement(one.pk)
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2024-2026", recommending=["SVOM"]), date="2030-01-01")
    apply(coordinator, run)
    assert _agreement(one.pk) != before
    undo(actor=coordinator, run=run)
    assert _agreement(one.pk) == before


def _agreement(pk):
    one = Agreement.objects.get(pk=pk)
    return content_of(one), one.reading, one.reading_state, one.confirmed_by_id, one.confirmed_at, one.ends_on


def test_what_people_have_said_of_promises_comes_back(coordinator):
    cell = "SVOM 3/6 2024 – rapport SVOM 11/10 2024 – beslut"
    bring_in(coordinator, row("Uppdrag demens", follow_up=cell))
    item = ActionItem.objects.get()
    mark_follow_up(
        actor=coordinator, follow_up=item.follow_ups.first(), verb="mark_done", on=dt.date(2024, 6, 3), note="Gjort."
    )
    before = _outcomes()
    run = bring_in(coordinator, row("Uppdrag demens", follow_up="SVOM 5/5 2025 – annat"), date="2024-09-01")
    assert _outcomes() == [("SVOM 5/5 2025 – annat", "open", None, "", None)]
    undo(actor=coordinator, run=run)
    assert _outcomes() == before
    assert item_content(ActionItem.objects.get()).follow_up == cell


def _outcomes():
    rows = ActionItem.objects.get().follow_ups.all()
    return [(each.raw, each.outcome, each.outcome_on, each.outcome_note, each.outcome_by_id) for each in rows]


def test_one_record_and_then_the_rest(coordinator):
    run = bring_in(coordinator, row("Uppdrag demens", direction="Äldre"), row("Uppdrag fall", direction="Äldre"))
    undo(actor=coordinator, run=run, found=record(run, "Uppdrag demens"))
    run.refresh_from_db()
    assert ([str(item) for item in ActionItem.objects.all()], Direction.objects.count(), run.state) == (
        ["Uppdrag fall"],
        1,
        "applied",
    )
    undo(actor=coordinator, run=run)
    run.refresh_from_db()
    assert (ActionItem.objects.count(), Direction.objects.count(), ActionRegister.objects.count(), run.state) == (
        0,
        0,
        0,
        "undone",
    )


def test_a_heading_that_others_use_stays(coordinator):
    run = bring_in(coordinator, row("Uppdrag demens", direction="Äldre"))
    bring_in(coordinator, row("Uppdrag fall", direction="Äldre"), date="2024-06-01")
    undo(actor=coordinator, run=run)
    assert [str(item.direction) for item in ActionItem.objects.all()] == ["Äldre"]


def test_what_has_been_changed_or_used_since_is_listed_and_nothing_is_undone(coordinator):
    run = bring_in(
        coordinator,
        row("Uppdrag demens"),
        row("Uppdrag fall"),
        agreement("Avtal Mini Maria"),
        agreement("Avtal om hjälpmedel", "2021-2023"),
    )
    later = bring_in(coordinator, agreement("Avtal om hjälpmedel", "2024-2026"), title="Ny lista", date="2024-06-01")
    item = ActionItem.objects.get(subject="Uppdrag demens")
    link_agreements(actor=coordinator, item=item, agreements=[Agreement.objects.get(name="Avtal Mini Maria")])
    with pytest.raises(CannotUndo) as refusal:
        undo(actor=coordinator, run=run)
    assert {(each.label, each.reason) for each in refusal.value.hindrances} == {
        ("Uppdrag demens", "Har ändrats i registret sedan den fördes in."),
        ("Avtal Mini Maria", "Används av: Uppdrag demens."),
        ("Avtal om hjälpmedel", "En senare läsning har ändrat den: ”Ny lista”. Ångra den läsningen först."),
    }
    run.refresh_from_db()
    assert (run.state, ActionItem.objects.count(), Agreement.objects.count()) == ("applied", 2, 2)
    undo(actor=coordinator, run=later)
    undo(actor=coordinator, run=run, found=record(run, "Avtal om hjälpmedel"))
    assert Agreement.objects.count() == 1


def test_two_records_that_changed_one_thing_are_taken_back_together(coordinator):
    create_agreement(actor=coordinator, content=AgreementContent(name="Avtal Mini Maria", validity_raw="2019-2021"))
    one = Agreement.objects.get()
    before = _agreement(one.pk)
    run = take_in(
        coordinator,
        agreement("Avtal Mini Maria", "2021-2023"),
        agreement("Avtal Mini Maria", "2024-2026"),
        date="2030-01-01",
    )
    choose_target(actor=coordinator, found=run.records.last(), target_id=one.pk, version=1)
    apply(coordinator, run)
    asked = run.records.last()  # it says something else than the first did
    accept_record(actor=coordinator, found=asked, version=asked.version)
    apply(coordinator, run)
    with pytest.raises(CannotUndo):
        undo(actor=coordinator, run=run, found=run.records.first())
    undo(actor=coordinator, run=run)
    assert _agreement(one.pk) == before


def test_what_somebody_has_removed_is_no_hindrance(coordinator):
    from samverka.action_register.operations import remove_item

    run = bring_in(coordinator, row("Uppdrag demens"), row("Uppdrag fall"))
    remove_item(actor=coordinator, item=ActionItem.objects.get(subject="Uppdrag fall"))
    undo(actor=coordinator, run=run)
    assert ActionItem.objects.count() == 0


def test_nothing_is_undone_twice(coordinator):
    run = bring_in(coordinator, agreement("Avtal Mini Maria"))
    undo(actor=coordinator, run=run)
    run.refresh_from_db()
    with pytest.raises(Refused):
        undo(actor=coordinator, run=run)


def test_a_row_that_moved_to_a_new_direction_moves_back(coordinator):
    bring_in(coordinator, row("Uppdrag demens", direction="Äldre"))
    run = bring_in(coordinator, row("Uppdrag demens", direction="Barn"), date="2024-06-01")
    assert [str(each) for each in Direction.objects.all()] == ["Äldre", "Barn"]
    undo(actor=coordinator, run=run)
    assert ([str(item.direction) for item in ActionItem.objects.all()], Direction.objects.count()) == (["Äldre"], 1)


def test_a_change_by_a_person_is_not_overwritten(coordinator):
    run = bring_in(coordinator, row("Uppdrag demens"))
    item = ActionItem.objects.get()
    from samverka.action_register.content import ItemContent

    change_item(actor=coordinator, item=item, content=ItemContent(subject="Uppdrag demens", commission="Något annat"))
    with pytest.raises(CannotUndo):
        undo(actor=coordinator, run=run)
    assert ActionItem.objects.get().commission == "Något annat"


def test_what_a_person_has_ruled_out_does_not_go_by_itself(coordinator):
    bring_in(coordinator, row("Samverkansavtal hemsjukvård"), title="Balanslista")
    run = bring_in(coordinator, agreement("Samverkansavtal hemsjukvård"))
    item = ActionItem.objects.get()
    assert item.agreements.exists()
    link_agreements(actor=coordinator, item=item, agreements=[])
    with pytest.raises(CannotUndo) as refused:
        undo(actor=coordinator, run=run)
    assert [each.reason for each in refused.value.hindrances] == ["Används av: Samverkansavtal hemsjukvård."]
    assert Agreement.objects.exists() and item.not_about.exists()


def test_a_paragraph_that_is_not_about_an_agreement_keeps_it(coordinator, cast):
    run = bring_in(coordinator, agreement("Samverkansavtal hemsjukvård"))
    paragraph = create_meeting(actor=None, content=meeting_content()).paragraphs.first()
    Agreement.objects.get().not_mentioned_in.add(paragraph)
    with pytest.raises(CannotUndo):
        undo(actor=coordinator, run=run)
