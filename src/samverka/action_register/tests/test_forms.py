"""Rows and promises written on pages: what bad input is answered, what is kept."""

import datetime as dt

import pytest

from samverka.action_register.models import ActionItem, Direction, FollowUp
from samverka.action_register.states import Outcome
from samverka.action_register.tests.factories import TODAY, make_follow_up, make_item
from samverka.action_register.tests.pages import at, html


def filled(**given):
    return {
        "subject": "Ny rad",
        "direction": "",
        "follow_up": "",
        "responsible": "",
        "preparing_other": "",
        "due": "",
        "commission": "",
    } | given


class TestWritingARow:
    def test_all_fields(self, cast, as_, friday, item):
        data = filled(
            subject="Gemensam plan", number="7", direction="Tillgänglig vård", areas=["Nära vård"], commission="Följa", responsible="Strateg RJH\n\nChef Åre kommun",
            preparing_known=[str(friday.pk)], preparing_other="RSR", due="hösten 2024", follow_up="SVOM 6/12 2024 – rapport",
        )  # fmt: skip
        response = as_(cast.secretary).post(at("create", item.register_id), data, follow=True)
        made = ActionItem.objects.get(subject="Gemensam plan")
        assert "Raden är tillagd." in html(response)
        assert [each.text for each in made.responsibles.all()] == ["Strateg RJH", "Chef Åre kommun"]
        assert [(each.printed, each.forum) for each in made.preparing.all()] == [("FG", friday), ("RSR", None)]
        assert (made.number, made.due.iso(), made.due_text, made.direction.name) == (
            7,
            "2024-07-01/2024-12-31",
            "hösten 2024",
            "Tillgänglig vård",
        )
        assert made.follow_ups.get().when_start == dt.date(2024, 12, 6)

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"subject": ""}, "Vad"),
            ({"subject": "x" * 501}, "500"),
            ({"due": "snarast"}, "”snarast” är inte en tidpunkt"),
            ({"number": "0"}, "1"),
            ({"direction": "Påhittad"}, "Påhittad"),
            ({"responsible": "\n".join(map(str, range(31)))}, "Skriv högst 30 rader. Nu är de 31."),
            ({"responsible": "x" * 301}, "längre än 300 tecken"),
            ({"follow_up": "x" * 20_001}, "20000"),
        ],
    )
    def test_bad_input_is_told_and_what_was_typed_is_kept(self, cast, as_, register, given, message):
        response = as_(cast.coordinator).post(at("create", register.pk), filled(commission="Skrivet med möda", **given))
        assert response.status_code == 422
        assert message in html(response)
        assert "Skrivet med möda" in html(response)
        assert ActionItem.objects.count() == 0

    def test_nothing_changed_is_nothing_changed(self, cast, as_, item):
        page = as_(cast.secretary).get(at("change", item.pk)).context["form"]
        data = {name: page.get_initial_for_field(field, name) for name, field in page.fields.items()}
        data = {
            name: "\n".join(value) if isinstance(value, tuple) else value
            for name, value in data.items()
            if value is not None
        }
        response = as_(cast.secretary).post(at("change", item.pk), data, follow=True)
        assert "Inget var ändrat." in html(response)
        assert ActionItem.objects.get().version == 1

    def test_two_editors_are_told(self, cast, as_, item):
        as_(cast.secretary).post(at("change", item.pk), filled(subject="Ett", version="1"))
        response = as_(cast.coordinator).post(at("change", item.pk), filled(subject="Två", version="1"))
        assert response.status_code == 422
        assert "har ändrats av någon annan" in html(response)
        assert f'<a href="{at("history", item.pk)}">Se vad som ändrades</a>' in html(response)
        assert 'value="Två"' in html(response)
        assert ActionItem.objects.get().subject == "Ett"

    def test_the_reading_is_shown_before_saving_without_script(self, cast, as_, register):
        response = as_(cast.coordinator).post(
            at("create", register.pk), filled(follow_up="SVOM 3/6 2024 – rapport", tolka="ja")
        )
        assert response.status_code == 200
        assert "Så läses texten: 1 uppföljning." in html(response)
        assert ActionItem.objects.count() == 0

    def test_the_reading_is_shown_while_typing(self, cast, as_, register):
        response = as_(cast.reader).post(
            at("reading"), {"follow_up": "SamReKo HSO 3/6 2024 – rapport"}, headers={"HX-Request": "true"}
        )
        assert "Okänt forum: SamReKo HSO" in html(response)
        assert "<html" not in html(response)


class TestVerbsOnPages:
    def test_one_press_marks_it_done_today(self, cast, as_, item):
        entry = item.follow_ups.first()
        response = as_(cast.secretary).post(at("mark_done", entry.pk), follow=True)
        entry.refresh_from_db()
        assert (entry.outcome, entry.outcome_on, entry.outcome_by) == (Outcome.DONE, TODAY, cast.secretary)
        assert "markerad som klar" in html(response)
        again = as_(cast.secretary).post(at("mark_done", entry.pk))
        assert again.status_code == 422
        assert "går inte att göra nu" in html(again)

    def test_not_in_the_future(self, cast, as_, item):
        entry = item.follow_ups.first()
        response = as_(cast.secretary).post(at("mark_done", entry.pk), {"on": "21/5 2024", "note": "kvar"})
        assert response.status_code == 422
        assert "Dagen ligger framåt i tiden" in html(response)
        assert "kvar" in html(response)

    def test_postponed_with_a_preview_step(self, cast, as_, item):
        entry = item.follow_ups.first()
        data = {"on": "20/5 2024", "note": "Sjukdom", "new_text": "SVOM 6/12 2024 – rapport"}
        preview = as_(cast.secretary).post(at("postpone", entry.pk), data | {"tolka": "ja"})
        assert "Så läses texten: 1 uppföljning." in html(preview)
        as_(cast.secretary).post(at("postpone", entry.pk), data)
        assert [(each.when_start.isoformat(), each.outcome) for each in FollowUp.objects.order_by("position")] == [
            ("2024-02-23", "postponed"), ("2024-06-03", "open"), ("2024-12-31", "open"), ("2024-12-06", "open"),
        ]  # fmt: skip

    def test_postponed_without_a_time_is_refused(self, cast, as_, item):
        response = as_(cast.secretary).post(
            at("postpone", item.follow_ups.first().pk), {"on": "20/5 2024", "new_text": "senare"}
        )
        assert response.status_code == 422
        assert "Skriv den nya tidpunkten" in html(response)
        assert ActionItem.objects.get().follow_up_raw == item.follow_up_raw

    def test_added_with_a_preview_of_what_is_new_only(self, cast, as_, item):
        words = {"text": "SVOM 6/12 2024 – uppföljning"}
        preview = as_(cast.secretary).post(at("add_follow_up", item.pk), words, headers={"HX-Request": "true"})
        assert html(preview).count('class="entry') == 1
        as_(cast.secretary).post(at("add_follow_up", item.pk), words)
        assert item.follow_ups.count() == 4

    def test_closed_dropped_and_taken_up_again(self, cast, as_, item):
        client = as_(cast.secretary)
        assert "Skriv" not in html(client.post(at("close", item.pk), {"on": "20/5 2024", "reason": ""}, follow=True))
        assert ActionItem.objects.get().state == "done"
        assert client.post(at("drop", item.pk), {"on": "20/5 2024", "reason": "x"}).status_code == 422
        client.post(at("reopen", item.pk), {})
        assert client.post(at("drop", item.pk), {"on": "20/5 2024", "reason": ""}).status_code == 422
        client.post(at("drop", item.pk), {"on": "20/5 2024", "reason": "Ersatt"})
        assert (ActionItem.objects.get().state, ActionItem.objects.get().closing_reason) == ("dropped", "Ersatt")

    def test_deleting_asks_and_refuses_what_is_used(self, cast, as_, register, item):
        client = as_(cast.secretary)
        assert "Ta bort raden?" in html(client.get(at("delete", item.pk)))
        make_follow_up(item, TODAY, outcome=Outcome.DONE, outcome_on=TODAY)
        response = client.post(at("delete", item.pk), {"reason": ""})
        assert response.status_code == 422
        assert "Avför den i stället" in html(response)
        spare = make_item(register, "Dubblett")
        assert client.post(at("delete", spare.pk), {"reason": ""}).status_code == 302
        assert list(ActionItem.objects.all()) == [item]


class TestHeadings:
    def test_rows_under_what_no_longer_holds_are_listed(self, cast, as_, item):
        Direction.objects.update(ends_on=dt.date(2024, 5, 19))
        shown = html(as_(cast.reader).get(at("headings", item.register_id)))
        assert "Gäller inte längre" in shown
        assert [
            each.subject for each in as_(cast.reader).get(at("headings", item.register_id)).context["page"].stranded
        ] == [item.subject]
        listed = html(as_(cast.reader).get(at("list")))
        assert "1 rad står under en inriktning eller ett område vars tid har gått ut." in listed
        before = as_(cast.reader).get(at("headings", item.register_id, datum="2024-05-19"))
        assert list(before.context["page"].stranded) == []

    def test_a_lapsed_heading_is_offered_only_to_rows_that_have_it(self, cast, as_, item):
        Direction.objects.update(ends_on=dt.date(2024, 5, 19))
        client = as_(cast.secretary)
        offered = [
            [value for value, _ in client.get(address).context["form"].fields["direction"].choices]
            for address in (at("create", item.register_id), at("change", item.pk))
        ]
        assert offered == [[""], ["", "Tillgänglig vård"]]

    def test_periods_are_written_and_checked(self, cast, as_, item):
        direction = item.direction
        address = at("change_direction", direction.pk)
        client = as_(cast.secretary)
        bad = client.post(address, {"name": "Vård", "starts_on": "1/1 2025", "ends_on": "1/1 2024", "version": "1"})
        assert bad.status_code == 422
        assert "Sista dagen ligger före första dagen" in html(bad)
        client.post(address, {"name": "Vård", "starts_on": "1/1 2014", "ends_on": "31/12 2025", "version": "1"})
        direction.refresh_from_db()
        assert (direction.name, direction.starts_on, direction.ends_on) == (
            "Vård",
            dt.date(2014, 1, 1),
            dt.date(2025, 12, 31),
        )
        stale = client.post(address, {"name": "Annat", "version": "1"})
        assert stale.status_code == 422
        assert "har ändrats av någon annan" in html(stale)

    def test_a_taken_name_is_told(self, cast, as_, item):
        response = as_(cast.secretary).post(at("add_direction", item.register_id), {"name": "tillgänglig vård"})
        assert response.status_code == 422
        assert "Listan har redan" in html(response)

    def test_one_in_use_is_not_removed(self, cast, as_, item):
        response = as_(cast.secretary).post(at("remove_direction", item.direction_id), follow=True)
        assert "kan inte tas bort" in html(response)
