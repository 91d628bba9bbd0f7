"""Pages of editions: what they say, what they refuse, and how much they ask of the database."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverka.action_register.content import ItemContent
from samverka.action_register.editions import operations
from samverka.action_register.editions.queries import comparison, editions_waiting
from samverka.action_register.editions.states import EditionOutcome, Verdict
from samverka.action_register.editions.tests.factories import UNTIL, fresh, make_edition, make_meeting, send, take
from samverka.action_register.models import Edition
from samverka.action_register.operations import (
    change_heading,
    change_item,
    close_item,
    drop_item,
    mark_follow_up,
    remove_item,
)
from samverka.action_register.operations.occasions import Occasion
from samverka.action_register.queries import content_of
from samverka.action_register.tests.factories import TODAY, make_item
from samverka.action_register.tests.pages import at, html
from samverka.action_register.verifying import verify
from samverka.home.queries import overview
from samverka.meetings.content import MeetingContent
from samverka.meetings.operations import cancel_meeting, create_meeting

MAY_16, JUNE_10 = dt.date(2024, 5, 16), dt.date(2024, 6, 10)


def change(item, **said):
    change_item(actor=None, item=item, content=ItemContent.from_json(content_of(item).to_json() | said))


@pytest.fixture
def taken(cast, register, rows):
    """What a meeting adopted on 16 May."""
    return take(
        make_edition(register, cast.coordinator, day=MAY_16),
        cast.coordinator,
        make_meeting(MAY_16),
        on=TODAY,
        paragraph_text="§ 20",
    )


def test_without_editions_the_pages_say_what_to_do(as_, cast, register):
    page = html(as_(cast.coordinator).get(at("editions", register.pk)))
    assert "Listan har ingen utgåva än" in page and "Skapa utgåva" in page
    assert "Det finns inget att jämföra med än" in html(as_(cast.coordinator).get(at("compare", register.pk)))


def test_an_empty_list_is_not_sent(cast, register, friday):
    edition = make_edition(register, cast.coordinator)
    with pytest.raises(operations.Refused, match="Listan har inga rader"):
        send(edition, cast.coordinator, friday)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"forums": [], "comments_until": "2024-06-03"}, "Välj minst ett forum att fråga."),
        ({"comments_until": "2024-05-19"}, "Dagen för synpunkter har redan varit."),
        ({"comments_until": "snart"}, "”snart” är inte ett datum."),
        ({"forums": ["999999"], "comments_until": "2024-06-03"}, "999999"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_is_kept(as_, cast, register, rows, friday, sent, said):
    edition = make_edition(register, cast.coordinator)
    page = as_(cast.coordinator).post(
        at("send_edition", edition.pk), {"forums": [friday.pk], "day": "2024-05-20", "message": "Hälsningar"} | sent
    )
    assert page.status_code == 422 and said in html(page) and "Hälsningar" in html(page)
    assert fresh(edition).state == "draft" and not edition.rounds.exists()


def test_an_edition_changed_while_out_is_told_and_sent_anew(as_, cast, register, rows, friday, sits_in_friday):
    edition = make_edition(register, cast.coordinator)
    send(edition, cast.coordinator, friday)
    with pytest.raises(operations.Refused, match="Inget i listan har ändrats"):
        send(fresh(edition), cast.coordinator, friday)
    with pytest.raises(operations.Refused, match="Listan är utskickad per 20 maj 2024"):
        operations.change_edition(actor=cast.coordinator, edition=fresh(edition), title="Maj", day=MAY_16, meeting=None)
    change(rows[0], commission="Ett annat uppdrag")
    drop_item(actor=cast.coordinator, item=rows[1], on=TODAY, reason="Gäller inte längre")
    page = html(as_(sits_in_friday).get(at("edition", edition.pk)))
    assert "2 rader har ändrats sedan listan skickades ut" in page and "Ett annat uppdrag" not in page

    [first] = edition.rounds.all()
    old = first.asked.get()
    [asked] = send(fresh(edition), cast.coordinator, friday)
    page = html(as_(sits_in_friday).get(at("edition", edition.pk)))
    assert "Ett annat uppdrag" in page and "Listan har skickats ut på nytt" in page and "har ändrats sedan" not in page
    assert "2 rader skiljer från det förra utskicket." in page
    with pytest.raises(operations.Refused, match="Listan har skickats ut på nytt"):
        operations.comment(actor=sits_in_friday, asked=old, text="För sent.", on=TODAY)
    operations.comment(actor=sits_in_friday, asked=asked, text="I tid.", on=TODAY)
    assert [row.subject for row in first.kept.printed.rows] == ["Avtal hemsjukvård", "Mini Maria", "Ungdomsmottagning"]


def test_a_heading_or_an_agreement_that_differs_is_no_row(as_, cast, register, rows, friday):
    edition = make_edition(register, cast.coordinator)
    send(edition, cast.coordinator, friday)
    heading = register.directions.get(name="Barn och unga")
    change_heading(actor=cast.coordinator, heading=heading, name="Barn", starts_on=None, ends_on=None)
    page = html(as_(cast.reader).get(at("edition", edition.pk)))
    assert "Listan har ändrats sedan den skickades ut" in page and "har ändrats sedan listan" not in page
    assert "”Barn och unga” heter ”Barn”." in html(as_(cast.reader).get(at("compare", register.pk)))


def test_sent_anew_for_another_day(as_, cast, register, rows, friday):
    edition = make_edition(register, cast.coordinator)
    send(edition, cast.coordinator, friday)
    close_item(actor=cast.coordinator, item=rows[0], on=TODAY, reason="")
    sent = {"forums": [friday.pk], "comments_until": "2024-06-03", "day": "2024-05-19"}
    assert (
        as_(cast.coordinator).post(at("send_edition", edition.pk), sent).status_code == 422
    )  # closed the day after: the same list
    assert as_(cast.coordinator).post(at("send_edition", edition.pk), sent | {"day": "2024-05-21"}).status_code == 302
    assert (fresh(edition).day, edition.rounds.first().kept.printed.day) == (dt.date(2024, 5, 21), "2024-05-21")


def test_a_withdrawn_edition_says_why_and_stays(as_, cast, register, rows, friday):
    edition = make_edition(register, cast.coordinator)
    send(edition, cast.coordinator, friday)
    page = as_(cast.coordinator).post(at("withdraw_edition", edition.pk), {"reason": " "})
    assert page.status_code == 422
    page = as_(cast.coordinator).post(at("withdraw_edition", edition.pk), {"reason": "Mötet ställdes in."}, follow=True)
    assert "Mötet ställdes in." in html(page) and "Tillbakadragen" in html(page)
    assert make_edition(register, cast.coordinator).number == 2


def test_registering_the_decision_tells_of_comments_nobody_has_answered(as_, cast, register, rows, friday):
    edition = make_edition(register, cast.coordinator)
    [asked] = send(edition, cast.coordinator, friday)
    operations.comment(actor=cast.coordinator, asked=asked, text="Vad händer?", on=TODAY)
    assert "1 synpunkt är inte besvarad." in html(as_(cast.coordinator).get(at("take_edition", edition.pk)))


def test_a_comment_after_the_time_is_taken_in_and_marked(as_, cast, register, rows, friday, sits_in_friday, settings):
    edition = make_edition(register, cast.coordinator)
    [asked] = send(edition, cast.coordinator, friday)
    settings.TODAY = UNTIL + dt.timedelta(days=1)
    sent = {"asked": asked.pk, "text": "Sent men viktigt."}
    page = as_(sits_in_friday).post(at("comment", edition.pk), sent, follow=True)
    assert "Den kom efter tiden och är märkt så." in html(page)
    assert asked.comments.get().is_late is True
    assert "efter tiden" in html(as_(sits_in_friday).get(at("edition_comments", edition.pk)))
    twice = as_(sits_in_friday).post(at("comment", edition.pk), sent)
    assert twice.status_code == 422 and "Forumet har redan lämnat den synpunkten." in html(twice)


def test_more_time_is_more_time(cast, register, rows, friday, sits_in_friday):
    edition = make_edition(register, cast.coordinator)
    [asked] = send(edition, cast.coordinator, friday)
    later = UNTIL + dt.timedelta(days=7)
    operations.change_edition(
        actor=cast.coordinator, edition=fresh(edition), title="Maj", day=TODAY, meeting=None, comments_until=later
    )
    asked.round.edition.refresh_from_db()
    assert operations.comment(actor=sits_in_friday, asked=asked, text="I tid nu.", on=later).is_late is False


def test_two_who_change_the_same_edition_are_told(as_, cast, register, rows):
    edition = make_edition(register, cast.coordinator)
    sent = {"title": "Balanslista maj", "day": "2024-05-20", "meeting": "", "version": edition.version}
    assert as_(cast.coordinator).post(at("change_edition", edition.pk), sent).status_code == 302
    second = as_(cast.secretary).post(at("change_edition", edition.pk), sent | {"title": "Annat namn"})
    assert second.status_code == 422 and "har ändrats av någon annan" in html(second) and "Annat namn" in html(second)


def test_a_forum_without_accounts_is_answered_for(as_, cast, register, rows, hsi):
    edition = make_edition(register, cast.coordinator)
    [asked] = send(edition, cast.coordinator, hsi)
    assert as_(cast.coordinator).post(at("no_remarks", asked.pk)).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.on_behalf, asked.answered_by) == ("no_remarks", True, cast.coordinator)
    assert "infört åt forumet" in html(as_(cast.reader).get(at("edition", edition.pk)))
    assert as_(cast.coordinator).post(at("take_back_answer", asked.pk)).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.on_behalf, asked.answered_on) == ("waiting", False, None)


def test_the_last_comment_takes_the_answer_along_and_an_answered_one_stays(
    cast, register, rows, friday, sits_in_friday
):
    edition = make_edition(register, cast.coordinator)
    [asked] = send(edition, cast.coordinator, friday)
    first, second = (
        operations.comment(actor=sits_in_friday, asked=asked, text=text, on=TODAY) for text in ("Ett.", "Två.")
    )
    operations.remove_comment(actor=sits_in_friday, remark=first)
    asked.refresh_from_db()
    assert asked.state == "remarks"
    operations.answer_comment(actor=cast.coordinator, remark=second, verdict=Verdict.LEFT, reply="Nej.", on=TODAY)
    with pytest.raises(operations.Refused, match="besvarad"):
        operations.remove_comment(actor=sits_in_friday, remark=second)


def test_what_was_sent_can_be_what_was_taken(cast, register, rows, friday):
    edition = make_edition(register, cast.coordinator)
    send(edition, cast.coordinator, friday)
    change(rows[0], subject="Ändrat på mötet")
    taken = take(fresh(edition), cast.coordinator, make_meeting(JUNE_10), basis=operations.SENT)
    assert taken.kept == edition.rounds.get().kept
    assert "Ändrat på mötet" not in [row.subject for row in taken.kept.printed.rows]


def test_a_new_edition_is_for_the_next_meeting_unless_one_says_otherwise(cast, as_, register):
    meetings = [make_meeting(day) for day in (MAY_16, JUNE_10, JUNE_10 + dt.timedelta(days=30))]
    shown = html(as_(cast.coordinator).get(at("create_edition", register.pk)))
    assert [f'<option value="{each.pk}" selected>' in shown for each in meetings] == [False, True, False]


def test_a_meeting_to_come_has_taken_nothing(cast, register, rows):
    edition = make_edition(register, cast.coordinator)
    with pytest.raises(operations.Refused, match="Mötet har inte varit än"):
        take(edition, cast.coordinator, make_meeting(JUNE_10), on=TODAY)


def test_only_a_meeting_that_was_held_can_have_taken_the_list(cast, as_, register, rows):
    edition = make_edition(register, cast.coordinator, day=MAY_16)
    held, to_come = make_meeting(MAY_16), make_meeting(JUNE_10)
    cancelled = create_meeting(
        actor=None, content=MeetingContent(forums=("SVOM",), starts_on=TODAY, ends_on=TODAY, record_state="none")
    )
    cancel_meeting(actor=cast.coordinator, meeting=cancelled, on=MAY_16, reason="För få anmälda")
    siv, where = as_(cast.coordinator), at("take_edition", edition.pk)
    offered = siv.get(where).context["form"].fields["meeting"].queryset
    assert list(offered) == [held]
    given = {"outcome": "adopted", "basis": "live"}
    for refused in (cancelled, to_come):
        answer = siv.post(where, given | {"meeting": refused.pk})
        assert answer.status_code == 422 and "Välj ett möte som har hållits." in html(answer)
    with pytest.raises(operations.Refused, match="Mötet är inställt"):
        take(edition, cast.coordinator, cancelled)


def test_a_meeting_before_the_day_of_the_list_has_not_taken_it(cast, register, rows):
    edition = make_edition(register, cast.coordinator)
    with pytest.raises(operations.Refused, match="Listan är per 20 maj 2024, efter mötet"):
        take(edition, cast.coordinator, make_meeting(MAY_16))
    assert fresh(edition).state == "draft"


def test_the_paragraph_is_found_when_the_minutes_are_in(cast, taken):
    assert (taken.section, taken.paragraph.number) == ("§\u00a020", 20)
    operations.correct_decision(
        actor=cast.coordinator, edition=taken, outcome=EditionOutcome.NOTED, paragraph_text="§ 99"
    )
    again = fresh(taken)
    assert (again.section, again.paragraph, again.outcome, again.kept) == ("§ 99", None, "noted", taken.kept)


def test_what_is_kept_cannot_be_changed(taken):
    with pytest.raises(TypeError):
        taken.kept.save()
    with pytest.raises(TypeError):
        taken.kept.delete()
    with pytest.raises(TypeError):
        type(taken.kept).objects.update(row_count=0)
    assert operations.fingerprint(taken.kept.printed) == taken.kept.fingerprint


def test_verify_tells_when_something_else_has_changed_it(taken):
    assert list(verify(lambda done, total: None)) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE action_register_keptlist SET fingerprint = 'x' WHERE id = %s", [taken.kept_id])
    assert [str(fault) for fault in verify(lambda done, total: None)] != []


def test_an_edition_is_a_file_that_says_what_it_is(as_, cast, register, rows, taken):
    change(rows[0], subject="Ändrad efteråt")
    first, second = (as_(cast.reader).get(at("edition_word", taken.pk)).content for _time in range(2))
    said = "\n".join(text for text in docx_texts(first))
    assert first == second
    assert "Avtal hemsjukvård" in said and "Ändrad efteråt" not in said
    assert "Utgåva 1: Antagen 16 maj 2024, SVOM §\u00a020" in said
    for name, start in (("edition_pdf", b"%PDF"), ("edition_excel", b"PK")):
        page = as_(cast.reader).get(at(name, taken.pk))
        assert (page.status_code, page.content[: len(start)]) == (200, start)


def docx_texts(data):
    """Everything in body, tables and footers."""
    made = docx.Document(io.BytesIO(data))
    yield from (paragraph.text for paragraph in made.paragraphs)
    yield from (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    yield from (paragraph.text for section in made.sections for paragraph in section.footer.paragraphs)


def test_the_printed_list_shows_a_closed_row_once(as_, cast, register, rows, taken):
    client = as_(cast.reader)
    close_item(actor=cast.coordinator, item=rows[1], on=TODAY, reason="")
    second = make_edition(register, cast.coordinator)
    assert "Avslutad 20\u00a0maj\u00a02024" in html(client.get(at("edition", second.pk)))
    take(second, cast.coordinator, make_meeting(JUNE_10))
    third = make_edition(register, cast.coordinator, day=JUNE_10)
    page = html(client.get(at("edition", third.pk)))
    assert "Mini Maria" not in page and "Ungdomsmottagning" in page
    assert rows[1].subject in html(client.get(at("list", visa="avslutade")))


def test_the_section_behind_each_change_and_why_a_row_is_gone(as_, cast, register, rows, taken):
    occasion = Occasion(make_meeting(dt.date(2024, 5, 18)), 20)
    close_item(actor=cast.coordinator, item=rows[0], on=occasion.day, occasion=occasion)
    change(rows[1], commission="Utan §")
    remove_item(actor=None, item=rows[2])
    found = comparison(register, "", "", TODAY, cast.reader)
    assert [(change.kind, change.row.subject) for change in found.found.rows] == [
        ("done", "Avtal hemsjukvård"), ("changed", "Mini Maria"), ("gone", "Ungdomsmottagning"),
    ]  # fmt: skip
    [behind] = found.behind[rows[0].pk]
    assert (behind.text, behind.meeting) == ("SVOM 18 maj 2024 §\u00a020", occasion.meeting.pk)
    assert behind.paragraph == occasion.meeting.paragraphs.get(number=20).pk
    assert rows[1].pk not in found.behind
    page = html(as_(cast.reader).get(at("compare", register.pk)))
    assert "ingen § angiven" in page and "Raden är borttagen ur registret." in page
    assert '<ins><span class="vh"> tillagt: </span>Utan §<span class="vh"> slut. </span></ins>' in page


def test_nobody_is_led_to_a_paragraph_of_minutes_in_draft(cast, register, rows, taken):
    from samverka.meetings.operations import set_record_state
    from samverka.meetings.states import RecordState

    occasion = Occasion(make_meeting(dt.date(2024, 5, 18)), 20)
    set_record_state(actor=cast.coordinator, meeting=occasion.meeting, state=RecordState.DRAFT)
    follow_up = rows[0].follow_ups.get()
    mark_follow_up(actor=cast.coordinator, follow_up=follow_up, verb="mark_done", on=occasion.day, occasion=occasion)
    rows[0].refresh_from_db()
    change(rows[0], commission="Klart")
    shown = {who: comparison(register, "", "", TODAY, user).behind[rows[0].pk] for who, user in cast.users.items()}
    assert {who for who, [behind] in shown.items() if behind.paragraph} == {"coordinator", "secretary"}
    assert {behind.text for [behind] in shown.values()} == {"SVOM 18 maj 2024 §\u00a020"}


@pytest.mark.parametrize(("changed", "told"), [(1, "1 ändrad"), (2, "2 ändrade")])
def test_how_many_rows_differ_is_told_in_the_right_number(as_, cast, register, rows, taken, changed, told):
    for row in rows[:changed]:
        change(row, commission="Ändrat uppdrag")
    assert f"<p>{told}</p>" in html(as_(cast.coordinator).get(at("compare", register.pk)))


def test_what_does_not_exist_is_compared_as_nothing_given(as_, cast, register, rows, taken):
    page = as_(cast.reader).get(at("compare", register.pk, fran="u999", till="' or 1=1"))
    assert page.status_code == 200 and "Inget skiljer" in html(page)
    assert as_(cast.reader).get(at("edition", 999)).status_code == 404


def test_laget_tells_whom_an_edition_waits_for(cast, register, rows, friday, hsi, sits_in_friday, secretary_of_hsi):
    edition = make_edition(register, cast.coordinator)
    assert [editions_waiting(user, TODAY) for user in (cast.coordinator, sits_in_friday)] == [[], []]
    for_friday, for_hsi = send(edition, cast.coordinator, friday, hsi)
    told = {
        user: [each.forum for each in editions_waiting(user, TODAY)]
        for user in (sits_in_friday, secretary_of_hsi, cast.coordinator, cast.reader)
    }
    assert list(told.values()) == [["FG"], ["HSI"], [], []]
    operations.say_no_remarks(actor=sits_in_friday, asked=for_friday, on=TODAY)
    assert editions_waiting(sits_in_friday, TODAY) == []
    [late] = editions_waiting(cast.secretary, UNTIL + dt.timedelta(days=1))
    assert (late.forum, late.has_run_out) == ("", True)
    assert editions_waiting(secretary_of_hsi, UNTIL + dt.timedelta(days=1)) == []
    operations.say_no_remarks(actor=secretary_of_hsi, asked=for_hsi, on=TODAY)
    [answered] = overview(cast.coordinator, TODAY).editions
    assert answered.has_run_out is False
    assert editions_waiting(cast.reader, TODAY) == []


def test_the_meetings_page_names_what_it_took(as_, cast, taken):
    page = html(as_(cast.reader).get(f"/moten/{taken.meeting_id}/"))
    assert "Balanslistans utgåvor" in page and taken.title in page


def count(client, address):
    client.get(address)  # what is asked once a process, such as kinds of records
    cache.clear()  # as after a change: nothing is kept
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_ask_as_much_for_three_as_for_one(as_, cast, register, rows, friday, hsi, sits_in_friday):
    client, counts = as_(cast.coordinator), []
    for number in (1, 2, 3):
        edition = make_edition(register, cast.coordinator, day=MAY_16, title=f"Nummer {number}")
        forums = [friday, hsi][: 1 if number == 1 else 2]
        asked = send(edition, cast.coordinator, *forums)
        for each in asked:
            for row in rows[:number]:
                operations.comment(actor=cast.coordinator, asked=each, text="Synpunkt", row=row.pk, on=TODAY)
        change(rows[number - 1], commission=f"Ändrad {number}")
        addresses = ("edition", edition.pk), ("edition_comments", edition.pk)
        asked_for = [count(client, at(name, key)) for name, key in addresses]
        take(fresh(edition), cast.coordinator, make_meeting(MAY_16 + dt.timedelta(days=number)), on=dt.date(2024, 6, 1))
        make_item(register, f"Ny {number}", follow_up="SVOM 3/6 2024 – rapport")
        first = Edition.objects.order_by("pk").first()
        asked_for += [
            count(client, at("editions", register.pk)),
            count(client, at("compare", register.pk, fran=f"u{first.pk}")),
        ]
        counts.append(asked_for)
    assert counts[0] == counts[2]
