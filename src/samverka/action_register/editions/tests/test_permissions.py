"""Who may: states × verbs × the whole cast and those asked; and nothing leaks to the others."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from samverka.action_register.editions import operations
from samverka.action_register.editions.lifecycle import ANSWER_LIFECYCLE, COMMENT_LIFECYCLE, EDITION_LIFECYCLE
from samverka.action_register.editions.permissions import COMMENT, MANAGE, READ_COMMENTS
from samverka.action_register.editions.states import Answer, EditionState, Verdict
from samverka.action_register.editions.tests.factories import fresh, make_edition, make_meeting, send, take
from samverka.action_register.models import Edition
from samverka.action_register.operations import open_register
from samverka.action_register.tests.factories import TODAY, make_item
from samverka.action_register.tests.pages import at, html
from samverka.foundation.lifecycle import Refused

KEEPERS = {"coordinator", "secretary"}
ASKED = {"asked member", "asked secretary"}
MEETING_DAY = dt.date(2024, 5, 16)


@pytest.fixture
def everybody(cast, sits_in_friday, secretary_of_hsi):
    return cast.users | {"asked member": sits_in_friday, "asked secretary": secretary_of_hsi}


@pytest.fixture
def another(friday):
    """A register of one more forum, to make many editions under way at once."""
    made = iter(range(100))

    def make(cast):
        from samverka.forums.operations import create_forum
        from samverka.forums.states import Level

        number = next(made)
        forum = create_forum(actor=None, name=f"Forum {number}", county=cast.county, level=Level.OTHER)
        register = open_register(actor=None, forum=forum, title=f"Lista {number}")
        make_item(register, "En rad")
        return register

    return make


def do_send(actor, edition, friday, meeting):
    make_item(edition.register, "Ännu en rad")
    send(edition, actor, friday)


def do_take(actor, edition, friday, meeting):
    take(edition, actor, meeting, on=TODAY)


def do_withdraw(actor, edition, friday, meeting):
    operations.withdraw_edition(actor=actor, edition=edition, reason="Mötet blev inställt")


DRAFT, OUT, TAKEN, WITHDRAWN = EditionState
VERBS = {
    "send": ({DRAFT, OUT}, OUT, do_send),
    "take": ({DRAFT, OUT}, TAKEN, do_take),
    "withdraw": ({DRAFT, OUT}, WITHDRAWN, do_withdraw),
}
OFFERED = {DRAFT: {"send", "take", "withdraw"}, OUT: {"send_anew", "take", "withdraw"}, TAKEN: set(), WITHDRAWN: set()}


def in_state(state, register, cast, friday, meeting):
    edition = make_edition(register, cast.coordinator, day=MEETING_DAY)
    if state is not DRAFT:
        do_send(cast.coordinator, edition, friday, meeting)
    if state is TAKEN:
        do_take(cast.coordinator, edition, friday, meeting)
    if state is WITHDRAWN:
        do_withdraw(cast.coordinator, edition, friday, meeting)
    return fresh(edition)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", list(EditionState))
def test_editions_every_state_verb_and_role(everybody, cast, another, friday, hsi, state, verb):
    sources, target, do = VERBS[verb]
    meeting = make_meeting(MEETING_DAY)
    for name, user in everybody.items():
        edition = in_state(state, another(cast), cast, friday, meeting)
        may = name == "coordinator"  # the secretary keeps another list than this one
        offered = {t.verb for t in EDITION_LIFECYCLE.available(user, edition)}
        assert offered == (OFFERED[state] if may else set()), name
        if not may:
            with pytest.raises(PermissionDenied):
                do(user, edition, friday, meeting)
        elif state not in sources:
            with pytest.raises(Refused):
                do(user, edition, friday, meeting)
        else:
            do(user, edition, friday, meeting)
        assert fresh(edition).state == (target if may and state in sources else state), name


@pytest.fixture
def out(cast, register, rows, friday, hsi):
    """An edition that is out, with its two asked forums."""
    edition = make_edition(register, cast.coordinator)
    return edition, *send(edition, cast.coordinator, friday, hsi)


def who_may(everybody, permission, obj):
    return {name for name, user in everybody.items() if permission(user, obj)}


def test_who_keeps_comments_and_reads(everybody, cast, out):
    edition, for_friday, for_hsi = out
    assert who_may(everybody, MANAGE, edition) == KEEPERS
    assert who_may(everybody, COMMENT, for_friday) == KEEPERS | {"asked member"}
    assert who_may(everybody, COMMENT, for_hsi) == KEEPERS | {"asked secretary"}
    assert who_may(everybody, READ_COMMENTS, edition) == KEEPERS | ASKED
    assert not any(permission(cast.outsider, edition) for permission in (MANAGE, COMMENT, READ_COMMENTS))


def test_nobody_else_reads_what_a_forum_has_said(everybody, as_, out):
    edition, for_friday, _for_hsi = out
    operations.comment(actor=everybody["asked member"], asked=for_friday, text="Noshörningen saknas.", on=TODAY)
    for name, user in everybody.items():
        reads = name in KEEPERS | ASKED
        page = as_(user).get(at("edition_comments", edition.pk))
        assert page.status_code == (200 if reads else 403), name
        assert ("Noshörningen saknas." in html(page)) == reads, name
        page = html(as_(user).get(at("edition", edition.pk)))
        assert (
            "Noshörningen" not in page and ("1 synpunkt" in page) == reads and ("Har svarat" in page) == (not reads)
        ), name
        assert ("Frida Fredag" in page) == reads, name
        for address in (at("editions", edition.register_id), at("compare", edition.register_id), "/"):
            assert "Noshörningen" not in html(as_(user).get(address)), name


ANSWER_VERBS = {
    "no_remarks": ({Answer.WAITING}, Answer.NO_REMARKS),
    "remark": ({Answer.WAITING, Answer.NO_REMARKS}, Answer.REMARKS),
    "take_back": ({Answer.NO_REMARKS}, Answer.WAITING),  # of remarks: when the last is removed
}


@pytest.mark.parametrize("verb", ANSWER_VERBS)
@pytest.mark.parametrize("state", list(Answer))
def test_answers_every_state_verb_and_role(everybody, cast, another, friday, state, verb):
    sources, target = ANSWER_VERBS[verb]
    may = {"coordinator", "asked member"}
    for name, user in everybody.items():
        edition = make_edition(another(cast), cast.coordinator)
        [asked] = send(edition, cast.coordinator, friday)
        if state is Answer.NO_REMARKS:
            operations.say_no_remarks(actor=cast.coordinator, asked=asked, on=TODAY)
        elif state is Answer.REMARKS:
            operations.comment(actor=cast.coordinator, asked=asked, text="Först.", on=TODAY)
        offered = verb in {t.verb for t in ANSWER_LIFECYCLE.available(user, asked)}
        assert offered == (name in may and state in sources), name
        act, given = {
            "no_remarks": (operations.say_no_remarks, {"on": TODAY}),
            "remark": (operations.comment, {"on": TODAY, "text": "En synpunkt."}),
            "take_back": (operations.take_back_answer, {}),
        }[verb]
        again = verb == "remark" and state is Answer.REMARKS  # one more comment changes no answer
        if name not in may:
            with pytest.raises(PermissionDenied):
                act(actor=user, asked=asked, **given)
        elif state not in sources and not again:
            with pytest.raises(Refused):
                act(actor=user, asked=asked, **given)
        else:
            act(actor=user, asked=asked, **given)
        asked.refresh_from_db()
        assert asked.state == (target if offered else state), name
        if offered and target is not Answer.WAITING:
            assert (asked.answered_on, asked.answered_by, asked.on_behalf) == (TODAY, user, name == "coordinator")


@pytest.mark.parametrize("verdict", [Verdict.TAKEN_UP, Verdict.LEFT])
@pytest.mark.parametrize("state", list(Verdict))
def test_comments_every_verdict_and_role(everybody, cast, out, state, verdict):
    _edition, for_friday, _for_hsi = out
    verb = {Verdict.TAKEN_UP: "take_up", Verdict.LEFT: "leave"}[verdict]
    for number, (name, user) in enumerate(everybody.items()):
        remark = operations.comment(
            actor=everybody["asked member"], asked=for_friday, text=f"Synpunkt {number}", on=TODAY
        )
        if state is not Verdict.OPEN:
            operations.answer_comment(actor=cast.coordinator, remark=remark, verdict=state, reply="Först.", on=TODAY)
        offered = verb in {t.verb for t in COMMENT_LIFECYCLE.available(user, remark)}
        assert offered == (name in KEEPERS), name
        if offered:
            operations.answer_comment(actor=user, remark=remark, verdict=verdict, reply="Svar.", on=TODAY)
        else:
            with pytest.raises(PermissionDenied):
                operations.answer_comment(actor=user, remark=remark, verdict=verdict, reply="Svar.", on=TODAY)
        remark.refresh_from_db()
        assert (remark.state, remark.reply) == (
            (verdict, "Svar.") if offered else (state, "" if state is Verdict.OPEN else "Först.")
        )


def test_somebody_in_two_asked_forums_speaks_for_the_one_she_chooses(cast, as_, out, sits_in_friday, hsi, rows):
    from samverka.forums.operations import give_role

    edition, _for_friday, for_hsi = out
    give_role(actor=None, user=sits_in_friday, forum=hsi)
    form = as_(sits_in_friday).get(at("comment", edition.pk, rad=rows[0].pk)).context["form"]
    assert [label for _key, label in form.fields["asked"].choices] == ["FG", "HSI"]
    sent = {"asked": for_hsi.pk, "text": "För HSI."}
    assert as_(sits_in_friday).post(at("comment", edition.pk, rad=rows[0].pk), sent).status_code == 302
    assert for_hsi.comments.get().text == "För HSI."


def test_an_edition_is_seen_by_everyone_and_made_by_those_who_keep_the_list(everybody, as_, register, rows):
    for name, user in everybody.items():
        client = as_(user)
        page = client.get(at("editions", register.pk))
        assert page.status_code == 200 and ("Skapa utgåva" in html(page)) == (name in KEEPERS), name
        made = client.post(at("create_edition", register.pk), {"title": name, "day": "2024-05-20", "meeting": ""})
        assert made.status_code == (302 if name in KEEPERS else 403), name
        if made.status_code == 302:
            edition = Edition.objects.get(title=name)
            operations.withdraw_edition(actor=user, edition=edition, reason="Nästa får prova")
    assert Edition.objects.count() == len(KEEPERS)
