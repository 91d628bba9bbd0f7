"""Two people with one edition: whoever comes second is told, and nothing is overwritten or written where it is over."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from samverka.action_register.editions import operations
from samverka.action_register.editions.states import Verdict
from samverka.action_register.editions.tests.factories import fresh, make_edition, make_meeting, send, take
from samverka.action_register.models import AskedForum, Edition, EditionComment, EditionRound
from samverka.action_register.operations import close_item
from samverka.action_register.tests.factories import TODAY
from samverka.action_register.tests.pages import at, html
from samverka.foundation.lifecycle import Refused

JUNE_10 = dt.date(2024, 6, 10)


@pytest.fixture
def out(cast, register, rows):
    return make_edition(register, cast.coordinator)


@pytest.fixture
def asked(cast, out, friday) -> AskedForum:
    """The forum asked, as somebody who is about to answer has read it."""
    (found,) = send(out, cast.coordinator, friday)
    return AskedForum.objects.select_related("forum", "round__kept", "round__edition__register__forum").get(pk=found.pk)


def settle(edition, actor, how):
    if how == "taken":
        take(fresh(edition), actor, make_meeting(JUNE_10))
    else:
        operations.withdraw_edition(actor=actor, edition=fresh(edition), reason="Mötet är inställt")


@pytest.mark.parametrize("how", ["taken", "withdrawn"])
@pytest.mark.parametrize("answer", ["comment", "no_remarks", "take_back"])
def test_a_forum_does_not_answer_an_edition_that_is_settled_meanwhile(cast, out, asked, sits_in_friday, how, answer):
    if answer == "take_back":
        operations.say_no_remarks(actor=sits_in_friday, asked=asked, on=TODAY)
    settle(out, cast.coordinator, how)
    act = {
        "comment": lambda **said: operations.comment(**said, text="För sent", on=TODAY),
        "no_remarks": lambda **said: operations.say_no_remarks(**said, on=TODAY),
        "take_back": operations.take_back_answer,
    }[answer]
    with pytest.raises(Refused, match="inte ute på synpunkter"):
        act(actor=sits_in_friday, asked=asked)
    assert not EditionComment.objects.exists()


def test_a_forum_does_not_answer_a_round_that_is_sent_anew_meanwhile(cast, out, asked, rows, friday, sits_in_friday):
    assert asked.round.is_latest
    close_item(actor=cast.coordinator, item=rows[0], on=TODAY)
    send(fresh(out), cast.coordinator, friday)
    with pytest.raises(Refused, match="skickats ut på nytt"):
        operations.comment(actor=sits_in_friday, asked=asked, text="För sent", on=TODAY)


def test_a_comment_that_is_answered_meanwhile_stays(cast, asked, sits_in_friday):
    remark = operations.comment(actor=sits_in_friday, asked=asked, text="Lägg till Åre.", on=TODAY)
    seen = EditionComment.objects.select_related("asked__forum", "asked__round__edition__register__forum").get(
        pk=remark.pk
    )
    operations.answer_comment(actor=cast.coordinator, remark=remark, verdict=Verdict.TAKEN_UP, reply="Ja.", on=TODAY)
    with pytest.raises(Refused, match="besvarad"):
        operations.remove_comment(actor=sits_in_friday, remark=seen)
    assert EditionComment.objects.get().reply == "Ja."


def test_two_who_answer_a_comment_do_not_write_over_each_other(cast, as_, asked, sits_in_friday, second_coordinator):
    remark = operations.comment(actor=sits_in_friday, asked=asked, text="Lägg till Åre.", on=TODAY)
    siv, sten = as_(cast.coordinator), as_(second_coordinator)
    seen = siv.get(at("answer_comment", remark.pk)).context["form"]["version"].value()
    sten.post(at("answer_comment", remark.pk), {"verdict": "taken_up", "reply": "Åre är med.", "version": seen})
    late = siv.post(at("answer_comment", remark.pk), {"verdict": "left", "reply": "Nej.", "version": seen})
    assert (late.status_code, "har ändrats av någon annan" in html(late), "Nej." in html(late)) == (422, True, True)
    assert EditionComment.objects.get().reply == "Åre är med."


def test_the_list_as_it_was_sent_is_the_one_that_was_seen(
    cast, as_, out, asked, rows, friday, second_coordinator, settings
):
    settings.TODAY = dt.date(2024, 6, 11)
    siv, meeting = as_(cast.coordinator), make_meeting(JUNE_10)
    form = siv.get(at("take_edition", out.pk)).context["form"]
    close_item(actor=second_coordinator, item=rows[0], on=TODAY)
    send(fresh(out), second_coordinator, friday, on=dt.date(2024, 6, 11), until=dt.date(2024, 6, 20))
    given = {name: form[name].value() or "" for name in form.fields}
    late = siv.post(at("take_edition", out.pk), given | {"meeting": meeting.pk, "outcome": "adopted", "basis": "sent"})
    assert (late.status_code, Edition.objects.get().state) == (422, "out_for_comments")


@pytest.mark.parametrize("text", ["§ 2²", "§ ²", "§ ٣", "§ " + "9" * 90])
def test_a_strange_number_names_no_paragraph(cast, out, rows, text):
    taken = take(out, cast.coordinator, make_meeting(JUNE_10), paragraph_text=text)
    assert (taken.paragraph, taken.section) == (None, text)


def test_what_is_stored_is_swedish_whoever_reads_english(cast, register, rows):
    with translation.override("en"):
        assert make_edition(register, cast.coordinator).title == "Utgåva 1"


def test_a_round_that_somebody_has_just_sent_is_not_put_an_end_to(cast, as_, out, friday, hsi, second_coordinator):
    form = as_(cast.coordinator).get(at("send_edition", out.pk)).context["form"]
    send(fresh(out), second_coordinator, friday)
    given = {name: form[name].value() or "" for name in form.fields} | {
        "comments_until": "2024-06-03",
        "day": "2024-05-20",
    }
    late = as_(cast.coordinator).post(at("send_edition", out.pk), given | {"forums": [hsi.pk]})
    assert (late.status_code, "har ändrats av någon annan" in html(late), EditionRound.objects.count()) == (
        422,
        True,
        1,
    )


@pytest.mark.parametrize("act", ["create", "change", "take", "comment", "answer"])
def test_the_log_is_held_first(cast, register, out, asked, sits_in_friday, act):
    """Every writer locks in the same order, the log first; two who do not wait for each other for ever on PostgreSQL."""
    remark = operations.comment(actor=sits_in_friday, asked=asked, text="Lägg till Åre.", on=TODAY)
    meeting, edition = make_meeting(JUNE_10), fresh(out)
    if act == "create":
        operations.withdraw_edition(actor=cast.coordinator, edition=edition, reason="Ny tas fram")
    with CaptureQueriesContext(connection) as queries:
        if act == "create":
            make_edition(register, cast.coordinator)
        elif act == "change":
            operations.change_edition(
                actor=cast.coordinator, edition=edition, title="Maj", day=edition.day, meeting=None
            )
        elif act == "take":
            take(edition, cast.coordinator, meeting)
        elif act == "comment":
            operations.comment(actor=sits_in_friday, asked=asked, text="Och Krokom.", on=TODAY)
        else:
            operations.answer_comment(
                actor=cast.coordinator, remark=remark, verdict=Verdict.LEFT, reply="Nej.", on=TODAY
            )
    locks = [
        each["sql"]
        for each in queries
        if each["sql"].startswith(("UPDATE", "INSERT")) or "audit_chainhead" in each["sql"]
    ]
    assert "audit_chainhead" in locks[0]
