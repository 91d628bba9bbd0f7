"""Rows and promises written: what is kept, what is logged, what is refused."""

import datetime as dt

import pytest

from samverka.action_register import operations
from samverka.action_register.content import ItemContent
from samverka.action_register.models import ActionItem, Direction, FollowUp, PriorityArea
from samverka.action_register.queries import content_of
from samverka.action_register.states import ItemState, Outcome
from samverka.action_register.tests.factories import TODAY, make_item, make_register
from samverka.forums.queries import forum_names
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.lifecycle import Refused
from samverka.principals.queries import principal_matcher


def entries(item):
    return [
        (each.when_start and each.when_start.isoformat(), each.kind, each.outcome) for each in item.follow_ups.all()
    ]


def change(item, actor, **values):
    item = ActionItem.objects.get(pk=item.pk)
    content = ItemContent.from_json(content_of(item).to_json() | values)
    return operations.change_item(actor=actor, item=item, content=content)


def test_a_new_row_holds_what_was_written(cast, friday, item):
    assert content_of(item) == ItemContent(
        subject="Nytt samverkansavtal hemsjukvård", direction="Tillgänglig vård", areas=("Nära vård",), commission="Ta fram ett nytt avtal",
        responsible=("Utvecklingsstrateg RJH", "Fredagsgruppen"), preparing=("FG",),
        follow_up="SVOM 23/2 2024 – rapport. SVOM 3/6 2024 – beslut om remiss. Giltig tom 31/12 2024.",
    )  # fmt: skip
    assert [(each.text, each.principal, each.forum) for each in item.responsibles.all()] == [
        ("Utvecklingsstrateg RJH", cast.region, None), ("Fredagsgruppen", None, friday),
    ]  # fmt: skip
    assert [each.forum for each in item.preparing.all()] == [friday]
    assert entries(item) == [
        ("2024-02-23", "report", "open"),
        ("2024-06-03", "refer", "open"),
        ("2024-12-31", "validity", "open"),
    ]


def test_an_unknown_forum_keeps_its_printed_name(register):
    item = make_item(register, preparing=("SamReKo HSO",))
    assert [(each.printed, each.forum) for each in item.preparing.all()] == [("SamReKo HSO", None)]


def test_saving_the_same_again_changes_nothing(cast, item):
    before = AuditEntry.objects.count()
    assert change(item, cast.coordinator) is False
    assert (AuditEntry.objects.count(), ActionItem.objects.get(pk=item.pk).version) == (before, 1)


def test_two_editors_are_told(cast, item):
    change(item, cast.coordinator, commission="Ett")
    with pytest.raises(StaleRecord):
        operations.change_item(
            actor=cast.secretary, item=ActionItem.objects.get(pk=item.pk), content=ItemContent(subject="Två"), version=1
        )
    assert ActionItem.objects.get(pk=item.pk).commission == "Ett"
    assert ActionItem.objects.get(pk=item.pk).follow_ups.count() == 3


class TestReReadingACell:
    def mark(self, cast, item, number=0):
        first = item.follow_ups.all()[number]
        operations.mark_follow_up(actor=cast.coordinator, follow_up=first, verb="mark_done", on=TODAY, note="§ 12")
        return first.pk

    def test_unchanged_entries_keep_record_and_outcome(self, cast, item):
        pk = self.mark(cast, item)
        change(
            item,
            cast.coordinator,
            follow_up="Ny rad. SVOM 23/2 2024 – rapport. SVOM 11/10 2024 – rekommendationsbeslut.",
        )
        kept = FollowUp.objects.get(pk=pk)
        assert (kept.outcome, kept.outcome_note, kept.when_start) == (Outcome.DONE, "§ 12", dt.date(2024, 2, 23))
        assert [(when, outcome) for when, _kind, outcome in entries(item)] == [
            (None, "open"),
            ("2024-02-23", "done"),
            ("2024-10-11", "open"),
        ]

    def test_a_full_stop_or_more_space_is_no_change(self, cast, item):
        pk = self.mark(cast, item)
        change(
            item,
            cast.coordinator,
            follow_up="SVOM 23/2 2024  – rapport. SVOM 3/6 2024 – beslut om remiss. Giltig tom 31/12 2024",
        )
        assert FollowUp.objects.get(pk=pk).outcome == Outcome.DONE

    def test_other_words_for_the_only_entry_of_a_day_keep_the_outcome(self, cast, item):
        pk = self.mark(cast, item)
        change(
            item,
            cast.coordinator,
            follow_up="SVOM 23/2 2024 – rapport om pågående arbete. SVOM 3/6 2024 – beslut om remiss.",
        )
        kept = FollowUp.objects.get(pk=pk)
        assert (kept.outcome, kept.text) == (Outcome.DONE, "rapport om pågående arbete")

    def test_the_same_entry_twice_is_two_entries(self, cast, register):
        item = make_item(register, follow_up="SVOM 3/6 2024 – rapport. SVOM 3/6 2024 – rapport.")
        assert len(entries(item)) == 2
        self.mark(cast, item)
        change(
            item,
            cast.coordinator,
            follow_up="SVOM 3/6 2024 – rapport. SVOM 3/6 2024 – rapport. SVOM 4/6 2024 – rapport.",
        )
        assert [outcome for _when, _kind, outcome in entries(item)] == ["done", "open", "open"]

    def test_a_marked_entry_that_is_gone_is_in_the_log(self, cast, item):
        pk = self.mark(cast, item)
        change(item, cast.coordinator, follow_up="SVOM 3/6 2024 – beslut om remiss.")
        assert not FollowUp.objects.filter(pk=pk).exists()
        gone = AuditEntry.objects.get(verb="delete", object_type="action_register.followup", object_id=str(pk))
        assert gone.changes["outcome"] == ["done", None]


class TestAddingAPromise:
    @pytest.mark.parametrize(
        "cell", ["", "SVOM 3/6 2024 – rapport", "SVOM 3/6 2024 – rapport.", "Arbetet pågår", "Giltig tom 31/12 2024"]
    )
    @pytest.mark.parametrize(
        "words", ["SVOM 6/12 2024 – rapport", "Rapport höst 2024", "FG 7/9 2024 – beslut. SVOM 6/12 2024 – info"]
    )
    def test_what_stood_there_is_untouched(self, cast, register, cell, words):
        item = make_item(register, follow_up=cell)
        before = entries(item)
        added = operations.add_follow_up(actor=cast.secretary, item=item, text=words)
        assert entries(item)[: len(before)] == before
        assert len(entries(item)) == len(before) + len(added)
        assert added != []

    def test_words_are_needed(self, cast, item):
        with pytest.raises(Refused, match="Skriv vad som ska följas upp"):
            operations.add_follow_up(actor=cast.secretary, item=item, text="   ")

    def test_a_cell_has_a_limit(self, cast, item):
        with pytest.raises(Refused, match="längre än 20000 tecken"):
            operations.add_follow_up(actor=cast.secretary, item=item, text="rapport " * 3000)
        assert ActionItem.objects.get(pk=item.pk).follow_ups.count() == 3


class TestPostponing:
    def test_the_old_date_is_kept_and_a_new_one_takes_over(self, cast, item):
        first = item.follow_ups.first()
        new = operations.postpone_follow_up(
            actor=cast.secretary, follow_up=first, on=TODAY, new_text="SVOM 6/12 2024 – rapport", note="Underlag saknas"
        )
        first.refresh_from_db()
        assert (first.outcome, first.outcome_on, first.outcome_note, first.when_start) == (
            Outcome.POSTPONED,
            TODAY,
            "Underlag saknas",
            dt.date(2024, 2, 23),
        )
        assert (new.replaces_id, new.when_start, new.outcome) == (first.pk, dt.date(2024, 12, 6), Outcome.OPEN)

    @pytest.mark.parametrize("text", ["rapport senare", "Giltig tom 31/12 2025"])
    def test_a_new_time_is_needed(self, cast, item, text):
        with pytest.raises(Refused, match="Skriv den nya tidpunkten"):
            operations.postpone_follow_up(
                actor=cast.secretary, follow_up=item.follow_ups.first(), on=TODAY, new_text=text
            )
        assert item.follow_ups.first().outcome == Outcome.OPEN
        assert item.follow_ups.count() == 3


def test_what_is_cancelled_needs_a_reason(cast, item):
    with pytest.raises(Refused, match="Skriv varför uppföljningen stryks"):
        operations.mark_follow_up(
            actor=cast.secretary, follow_up=item.follow_ups.first(), verb="cancel", on=TODAY, note=" "
        )


def test_marking_raises_the_version_of_the_row(cast, item):
    operations.mark_follow_up(actor=cast.secretary, follow_up=item.follow_ups.first(), verb="mark_done", on=TODAY)
    assert ActionItem.objects.get(pk=item.pk).version == 2


class TestClosing:
    def test_done_and_dropped_differ(self, cast, register):
        done, dropped = make_item(register, "Ett"), make_item(register, "Två")
        operations.close_item(actor=cast.secretary, item=done, on=TODAY)
        operations.drop_item(actor=cast.secretary, item=dropped, on=TODAY, reason="Ersatt av nytt uppdrag")
        assert [(each.state, each.closed_on, each.closing_reason) for each in (done, dropped)] == [
            (ItemState.DONE, TODAY, ""), (ItemState.DROPPED, TODAY, "Ersatt av nytt uppdrag"),
        ]  # fmt: skip

    def test_a_dropped_row_needs_a_reason(self, cast, item):
        with pytest.raises(Refused, match="Skriv varför raden avförs"):
            operations.drop_item(actor=cast.secretary, item=item, on=TODAY, reason=" ")

    def test_reopened_it_is_ongoing_and_the_log_remembers(self, cast, item):
        operations.close_item(actor=cast.secretary, item=item, on=TODAY, reason="Klart")
        operations.reopen_item(actor=cast.secretary, item=item, reason="Inte klart")
        assert (item.state, item.closed_on, item.closing_reason) == (ItemState.ONGOING, None, "")
        assert AuditEntry.objects.about(item).get(verb="reopen").changes["closing_reason"] == ["Klart", ""]


class TestDeleting:
    def test_a_row_made_by_mistake_goes_and_its_words_stay_in_the_log(self, cast, item):
        pk = item.pk
        operations.delete_item(actor=cast.secretary, item=item, reason="Dubblett")
        assert (ActionItem.objects.count(), FollowUp.objects.count()) == (0, 0)
        gone = AuditEntry.objects.get(verb="delete", object_type="action_register.actionitem", object_id=str(pk))
        assert (gone.reason, gone.changes["subject"]) == ("Dubblett", ["Nytt samverkansavtal hemsjukvård", None])

    def use_by_outcome(self, cast, item):
        operations.mark_follow_up(actor=cast.secretary, follow_up=item.follow_ups.first(), verb="mark_done", on=TODAY)

    def use_by_closing(self, cast, item):
        operations.close_item(actor=cast.secretary, item=item, on=TODAY)

    @pytest.mark.parametrize("use", ["use_by_outcome", "use_by_closing"])
    def test_a_row_in_use_is_refused(self, cast, item, use):
        getattr(self, use)(cast, item)
        with pytest.raises(Refused, match="Avför den i stället"):
            operations.delete_item(actor=cast.secretary, item=item)
        assert ActionItem.objects.count() == 1


class TestHeadings:
    def test_the_same_name_is_the_same_heading(self, register):
        make_item(register, "Ett", direction="Psykisk hälsa", areas=("Nära vård", "nära  vård"))
        make_item(register, "Två", direction="psykisk hälsa")
        assert [each.name for each in Direction.objects.all()] == ["Psykisk hälsa"]
        assert [each.name for each in PriorityArea.objects.all()] == ["Nära vård"]

    def test_rows_come_last_under_their_direction(self, register):
        made = [
            make_item(register, name, direction=direction) for name, direction in (("a", "X"), ("b", "Y"), ("c", "X"))
        ]
        assert [each.position for each in made] == [1, 1, 2]

    def test_a_taken_name_is_refused(self, cast, register):
        operations.add_heading(actor=cast.secretary, register=register, kind=Direction, name="Nära vård")
        with pytest.raises(Refused, match="har redan"):
            operations.add_heading(actor=cast.secretary, register=register, kind=Direction, name="NÄRA VÅRD")

    def test_one_in_use_is_not_removed(self, cast, item):
        with pytest.raises(Refused, match="kan inte tas bort"):
            operations.remove_heading(actor=cast.secretary, heading=item.direction)
        assert Direction.objects.count() == 1

    def test_directions_move_within_the_list(self, cast, register):
        for name in ("A", "B", "C"):
            operations.add_heading(actor=cast.secretary, register=register, kind=Direction, name=name)
        last = Direction.objects.get(name="C")
        assert operations.move_direction(actor=cast.secretary, direction=last, steps=-1) is True
        assert [each.name for each in Direction.objects.all()] == ["A", "C", "B"]
        assert (
            operations.move_direction(actor=cast.secretary, direction=Direction.objects.get(name="A"), steps=-1)
            is False
        )


def test_a_forum_has_one_register(cast, register):
    assert make_register(cast.forum, "En annan titel") == register


def test_many_rows_at_once_are_as_those_made_one_by_one(cast, register):
    contents = [
        ItemContent(subject="Rapport", follow_up="SVOM 23/2 2024 – rapport. SVOM 3/6 2024 – beslut om remiss."),
        ItemContent(subject="Utan löfte", follow_up="Fortlöpande arbete."),
    ]
    one_by_one = [operations.create_item(actor=cast.coordinator, register=register, content=each) for each in contents]
    together = operations.create_items(
        actor=cast.coordinator,
        register=register,
        contents=contents,
        names=forum_names(),
        principals=principal_matcher(),
    )
    kept = dict(ActionItem.objects.values_list("pk", "first_due"))
    assert (
        [kept[item.pk] for item in together] == [kept[item.pk] for item in one_by_one] == [dt.date(2024, 2, 23), None]
    )
