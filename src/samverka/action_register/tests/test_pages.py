"""Pages: who may, what they say on a day, what they answer to bad input, how much they ask of the database."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverka.action_register import operations
from samverka.action_register.models import ActionItem, ActionRegister, Direction, FollowUp, PriorityArea
from samverka.action_register.states import Outcome
from samverka.action_register.tests.factories import TODAY, make_follow_up, make_item, make_register
from samverka.foundation.documents.models import SourceRef
from samverka.foundation.documents.operations import add_document, store_file

EVERYONE = {"coordinator", "secretary", "chair", "member", "registrar", "reader", "administrator"}
EDITORS = {"coordinator", "secretary"}


def at(name, *args, **query):
    return reverse(f"action_register:{name}", args=args, query=query)


def html(response):
    return response.content.decode()


def subjects(response):
    return [row.subject for group in response.context["groups"] for row in group.rows]


def addresses(item):
    register, entry, area = item.register_id, item.follow_ups.first().pk, PriorityArea.objects.first().pk
    spare = Direction.objects.create(register=item.register, name="Ledig", position=9).pk
    return {
        ("get", "list"): ((), EVERYONE),
        ("get", "csv"): ((), EVERYONE),
        ("get", "detail"): ((item.pk,), EVERYONE),
        ("get", "history"): ((item.pk,), EVERYONE),
        ("get", "headings"): ((register,), EVERYONE),
        ("post", "reading"): ((), EVERYONE),
        ("get", "open"): ((), EDITORS),
        ("get", "rename"): ((register,), EDITORS),
        ("get", "create"): ((register,), EDITORS),
        ("get", "change"): ((item.pk,), EDITORS),
        ("get", "agreements"): ((item.pk,), EDITORS),
        ("get", "close"): ((item.pk,), EDITORS),
        ("get", "drop"): ((item.pk,), EDITORS),
        ("get", "reopen"): ((item.pk,), EDITORS),
        ("get", "delete"): ((item.pk,), EDITORS),
        ("get", "add_follow_up"): ((item.pk,), EDITORS),
        ("get", "mark_done"): ((entry,), EDITORS),
        ("get", "postpone"): ((entry,), EDITORS),
        ("get", "cancel"): ((entry,), EDITORS),
        ("get", "add_direction"): ((register,), EDITORS),
        ("get", "add_area"): ((register,), EDITORS),
        ("get", "change_direction"): ((spare,), EDITORS),
        ("get", "change_area"): ((area,), EDITORS),
        ("post", "move_direction"): ((spare,), EDITORS),
        ("post", "create"): ((register,), EDITORS),
        ("post", "change"): ((item.pk,), EDITORS),
        ("post", "agreements"): ((item.pk,), EDITORS),
        ("post", "drop"): ((item.pk,), EDITORS),
        ("post", "add_follow_up"): ((item.pk,), EDITORS),
        ("post", "cancel"): ((entry,), EDITORS),
        ("post", "postpone"): ((entry,), EDITORS),
        ("post", "reopen_follow_up"): ((entry,), EDITORS),
        ("post", "add_direction"): ((register,), EDITORS),
        ("post", "change_direction"): ((spare,), EDITORS),
        ("post", "remove_area"): ((area,), EDITORS),
    }


def test_each_page_answers_those_who_may_and_refuses_the_others(cast, as_, item):
    for (method, name), (args, who_may) in addresses(item).items():
        allowed = set()
        for who, user in cast.users.items():
            response = getattr(as_(user), method)(at(name, *args))
            assert response.status_code in (200, 302, 403, 422), (method, name, who, response.status_code)
            if response.status_code != 403:
                allowed.add(who)
        assert allowed == who_may, (method, name)
        assert getattr(as_(cast.outsider), method)(at(name, *args)).status_code == 302, name


def test_destructive_pages_refuse_those_who_may_not(cast, as_, item):
    for name in ("close", "delete", "reopen"):
        for who in EVERYONE - EDITORS:
            assert as_(cast.users[who]).post(at(name, item.pk), {"on": "20/5 2024"}).status_code == 403
    assert ActionItem.objects.get().state == "ongoing"


@pytest.mark.parametrize("name", ["detail", "change", "close", "add_follow_up", "mark_done", "headings", "change_area"])
def test_what_does_not_exist_is_not_found(cast, as_, register, name):
    assert as_(cast.coordinator).get(at(name, 999_999)).status_code == 404


class TestTheList:
    def test_without_a_register_it_says_how_to_start(self, cast, as_):
        assert "Inget forum har en balanslista än" in html(as_(cast.reader).get(at("list")))
        assert "Starta en balanslista" not in html(as_(cast.reader).get(at("list")))
        assert "Starta en balanslista" in html(as_(cast.coordinator).get(at("list")))

    def test_without_rows_it_says_how_to_add_one(self, cast, as_, register):
        assert "Listan har inga rader än" in html(as_(cast.reader).get(at("list")))

    def test_rows_stand_under_their_directions_in_the_order_of_the_list(self, cast, as_, register):
        for subject, direction in (("a", "Första"), ("b", "Andra"), ("c", ""), ("d", "Första")):
            make_item(register, subject, direction=direction)
        groups = as_(cast.reader).get(at("list")).context["groups"]
        assert [(group.direction and group.direction.name, group.total, [row.subject for row in group.rows]) for group in groups] == [
            ("Första", 2, ["a", "d"]), ("Andra", 1, ["b"]), (None, 1, ["c"]),
        ]  # fmt: skip

    def test_a_row_says_everything(self, cast, as_, item):
        shown = html(as_(cast.reader).get(at("list")))
        for words in (
            "Nytt samverkansavtal hemsjukvård", "Nära vård", "Ta fram ett nytt avtal", "Utvecklingsstrateg RJH, Fredagsgruppen", "<b>SVOM</b> rapport",
            "försenad\u00a087\u00a0dagar", "3\u00a0juni\u00a02024", "till\u00a031\u00a0dec.\u00a02024",
        ):  # fmt: skip
            assert words in shown, words
        assert shown.count('class="is-late"') == 1

    def test_pages_keep_the_headings(self, cast, as_, register, monkeypatch):
        monkeypatch.setattr("samverka.action_register.views.registers.PER_PAGE", 2)
        for number in range(5):
            make_item(register, f"Rad {number}", direction="A" if number < 3 else "B")
        seen = []
        for page in (1, 2, 3):
            response = as_(cast.reader).get(at("list", sida=page))
            seen.append([(group.direction.name, group.total, len(group.rows)) for group in response.context["groups"]])
        assert seen == [[("A", 3, 2)], [("A", 3, 1), ("B", 2, 1)], [("B", 2, 1)]]
        assert len(subjects(as_(cast.reader).get(at("list", sida="alla")))) == 5

    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ({}, ["Avtal", "Barnahus", "Åtgärder"]),
            ({"visa": "strunt", "sida": "x", "forum": "'", "omrade": "-1"}, ["Avtal", "Barnahus", "Åtgärder"]),
            ({"visa": "forsenade"}, ["Avtal"]),
            ({"visa": "snart"}, ["Barnahus"]),
            ({"visa": "avslutade"}, ["Zon"]),
            ({"sortera": "-vad"}, ["Åtgärder", "Barnahus", "Avtal"]),
            ({"sortera": "uppfoljning"}, ["Avtal", "Barnahus", "Åtgärder"]),
            ({"q": "åtgärder"}, ["Åtgärder"]),
            ({"q": "BARNAHUS"}, ["Barnahus"]),
            ({"q": "strateg"}, ["Avtal"]),
            ({"q": "%"}, []),
            ({"visa": "forsenade", "q": "barnahus"}, []),
        ],
    )
    def test_it_is_filtered_and_sorted(self, cast, as_, register, query, shown):
        make_item(register, "Avtal", follow_up="SVOM 23/2 2024 – rapport", responsible=("Strateg RJH",))
        make_item(register, "Barnahus", follow_up="SVOM 3/6 2024 – rapport")
        make_item(register, "Åtgärder")
        operations.close_item(actor=cast.coordinator, item=make_item(register, "Zon"), on=TODAY)
        assert subjects(as_(cast.reader).get(at("list", **query))) == shown

    def test_by_direction_area_forum_and_principal(self, cast, as_, friday, register):
        one = make_item(register, "Ett", direction="A", areas=("Nära vård",), preparing=("FG",), responsible=("Chef Åre kommun",))
        make_item(register, "Två", direction="B", areas=("Psykisk hälsa",), follow_up="SVOM 3/6 2024 – rapport", responsible=("Chef RJH",))
        make_item(register, "Tre")
        area = one.item_areas.get().area_id
        for query, shown in (
            ({"inriktning": one.direction_id}, ["Ett"]), ({"inriktning": 0}, ["Tre"]), ({"omrade": area}, ["Ett"]), ({"forum": friday.pk}, ["Ett"]),
            ({"forum": cast.forum.pk}, ["Två"]), ({"huvudman": cast.region.pk}, ["Två"]), ({"huvudman": cast.municipality.pk, "forum": friday.pk}, ["Ett"]),
        ):  # fmt: skip
            response = as_(cast.reader).get(at("list", **query))
            assert subjects(response) == shown, query
            assert response.context["found"].counts["alla"] == len(shown)

    def test_mine_are_those_of_my_forums_and_principal(self, cast, as_, register):
        make_item(register, "Region", responsible=("Strateg RJH",))
        make_item(register, "Åre", responsible=("Chef Åre kommun",))
        make_item(register, "Forumet", preparing=("SVOM",))
        for user, shown in ((cast.registrar, ["Åre"]), (cast.member, ["Forumet"]), (cast.secretary, ["Forumet"]), (cast.reader, [])):
            assert subjects(as_(user).get(at("list", visa="mina"))) == shown

    def test_it_can_be_seen_as_of_another_day(self, cast, as_, item):
        first = item.follow_ups.first()
        operations.mark_follow_up(actor=cast.coordinator, follow_up=first, verb="mark_done", on=dt.date(2024, 3, 1))
        operations.close_item(actor=cast.coordinator, item=item, on=dt.date(2024, 5, 1))
        counts = {
            day: as_(cast.reader).get(at("list", datum=day)).context["found"].counts for day in ("2024-02-20", "2024-02-25", "2024-03-01", "2024-05-01")
        }
        assert {day: (count["alla"], count["forsenade"], count["snart"], count["avslutade"]) for day, count in counts.items()} == {
            "2024-02-20": (1, 0, 1, 0), "2024-02-25": (1, 1, 0, 0), "2024-03-01": (1, 0, 0, 0), "2024-05-01": (0, 0, 0, 1),
        }  # fmt: skip

    def test_another_forums_register_is_chosen(self, cast, as_, friday, item):
        other = make_register(friday, "Fredagsgruppens lista")
        make_item(other, "En annan rad")
        assert subjects(as_(cast.reader).get(at("list", lista=other.pk))) == ["En annan rad"]

    def test_the_file_holds_the_same_selection(self, cast, as_, item):
        make_item(item.register, "=HYPERLINK(1)", follow_up="SVOM 9/12 2024 – rapport")
        response = as_(cast.reader).get(at("csv", visa="alla"))
        lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
        assert len(lines) == 4
        assert lines[0].startswith("Inriktning;Prioriterat område;Nummer;Vad;Uppdrag;Ansvarig;Bereds i;Uppföljning")
        assert lines[1].startswith("Tillgänglig vård;Nära vård;;Nytt samverkansavtal hemsjukvård;Ta fram ett nytt avtal;")
        assert "'=HYPERLINK(1)" in lines[3]
        late = b"".join(as_(cast.reader).get(at("csv", visa="snart")).streaming_content).decode("utf-8-sig").splitlines()
        assert len(late) == 1

    def test_markup_in_a_row_is_text(self, cast, as_, register):
        item = make_item(register, "<script>x</script>", commission="<b>y</b>", responsible=("<i>z</i>",), follow_up="SVOM 3/6 2024 – <u>w</u>", preparing=("<p>q</p>",))
        for response in (as_(cast.coordinator).get(at("list")), as_(cast.coordinator).get(at("detail", item.pk)), as_(cast.coordinator).get(at("change", item.pk))):
            shown = html(response)
            for tag in ("<script>x", "<b>y", "<i>z", "<u>w", "<p>q"):
                assert tag not in shown


class TestQueries:
    """The same number of SQL queries with one row and with three, and never more than fifteen."""

    def count(self, client, address):
        client.get(address)
        with CaptureQueriesContext(connection, ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def fill(self, register, subject):
        return make_item(
            register, subject, direction="A", areas=("X", "Y"), responsible=("RJH", "Åre kommun"), preparing=("FG", "SVOM"),
            follow_up="SVOM 23/2 2024 – rapport. FG och SVOM 3/6 2024 – beslut. Giltig tom 31/12 2024.",
        )  # fmt: skip

    @pytest.mark.parametrize("who", ["secretary", "coordinator", "reader"])
    @pytest.mark.parametrize("query", [{}, {"visa": "forsenade"}, {"visa": "mina"}, {"q": "rad", "forum": 1}, {"sortera": "uppfoljning"}])
    def test_of_the_list(self, cast, as_, register, who, query):
        client = as_(cast.users[who])
        self.fill(register, "Rad 1")
        with_one = self.count(client, at("list", **query))
        self.fill(register, "Rad 2")
        self.fill(register, "Rad 3")
        assert self.count(client, at("list", **query)) == with_one
        assert with_one <= 15

    @pytest.mark.parametrize("who", ["secretary", "reader"])
    def test_of_a_row(self, cast, as_, register, who):
        client, item = as_(cast.users[who]), self.fill(register, "Rad 1")
        with_three = self.count(client, at("detail", item.pk))
        operations.add_follow_up(actor=cast.coordinator, item=item, text="SVOM 6/12 2024 – rapport. FG 7/12 2024 – beslut")
        assert self.count(client, at("detail", item.pk)) == with_three
        assert with_three <= 15

    def test_of_the_headings(self, cast, as_, register):
        client = as_(cast.coordinator)
        self.fill(register, "Rad 1")
        with_one = self.count(client, at("headings", register.pk))
        make_item(register, "Rad 2", direction="B", areas=("Z",))
        assert self.count(client, at("headings", register.pk)) == with_one
        assert with_one <= 15


class TestARow:
    def test_it_answers_first(self, cast, as_, item):
        shown = html(as_(cast.reader).get(at("detail", item.pk)))
        for words in ("Vad är det?", "Ta fram ett nytt avtal", "Försenad", "3\u00a0juni\u00a02024 · SVOM", "Utvecklingsstrateg RJH", "Bereds i", "”SVOM 3/6 2024 – beslut om remiss.”"):
            assert words in shown, words

    def test_only_editors_get_buttons(self, cast, as_, item):
        assert "Markera klart" not in html(as_(cast.reader).get(at("detail", item.pk)))
        assert html(as_(cast.secretary).get(at("detail", item.pk))).count("Markera klart<") == 2  # not on the statement of validity

    def test_an_unknown_forum_and_an_empty_row_are_told(self, cast, as_, register):
        item = make_item(register, "Tom", follow_up="SamReKo HSO 3/6 2024 – rapport")
        shown = html(as_(cast.reader).get(at("detail", item.pk)))
        assert "Okänt forum: SamReKo HSO" in shown
        bare = html(as_(cast.reader).get(at("detail", make_item(register, "Bar").pk)))
        for words in ("Ingen utsedd", "Ingen uppföljning planerad", "Inget avtal är kopplat", "Raden är skriven för hand"):
            assert words in bare

    def test_its_source_is_shown_and_served_to_those_logged_in(self, cast, as_, item, register):
        version = add_document(actor=None, title="Balanslista 2024", file=store_file(b"en rad", media_type="text/plain"), filename="lista.txt")
        ref = SourceRef.objects.create(version=version, record=item, page=1, line=12, raw="Nytt samverkansavtal")
        shown = html(as_(cast.reader).get(at("detail", item.pk)))
        assert "Balanslista 2024" in shown
        assert "s. 1, rad 12" in shown
        assert b"".join(as_(cast.reader).get(at("source", item.pk, ref.pk)).streaming_content) == b"en rad"
        other = make_item(register, "Annan")
        assert as_(cast.reader).get(at("source", other.pk, ref.pk)).status_code == 404
        assert as_(cast.outsider).get(at("source", item.pk, ref.pk)).status_code == 302

    def test_its_history_tells_of_row_and_promises(self, cast, as_, item):
        operations.mark_follow_up(actor=cast.secretary, follow_up=item.follow_ups.first(), verb="mark_done", on=TODAY, note="§ 3")
        shown = html(as_(cast.reader).get(at("history", item.pk)))
        for words in ("lade till raden", "Ansvariga: ", "Bereds i: ", "markerade klart", "<q>SVOM 23/2 2024 – rapport.</q>", "Sara Sekreterare"):
            assert words in shown, words


def filled(**given):
    return {"subject": "Ny rad", "direction": "", "follow_up": "", "responsible": "", "preparing_other": "", "due": "", "commission": ""} | given


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
        assert (made.number, made.due.iso(), made.due_text, made.direction.name) == (7, "2024-07-01/2024-12-31", "hösten 2024", "Tillgänglig vård")
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
        data = {name: "\n".join(value) if isinstance(value, tuple) else value for name, value in data.items() if value is not None}
        response = as_(cast.secretary).post(at("change", item.pk), data, follow=True)
        assert "Inget var ändrat." in html(response)
        assert ActionItem.objects.get().version == 1

    def test_two_editors_are_told(self, cast, as_, item):
        as_(cast.secretary).post(at("change", item.pk), filled(subject="Ett", version="1"))
        response = as_(cast.coordinator).post(at("change", item.pk), filled(subject="Två", version="1"))
        assert response.status_code == 422
        assert "har ändrats av någon annan" in html(response)
        assert 'value="Två"' in html(response)
        assert ActionItem.objects.get().subject == "Ett"

    def test_the_reading_is_shown_before_saving_without_script(self, cast, as_, register):
        response = as_(cast.coordinator).post(at("create", register.pk), filled(follow_up="SVOM 3/6 2024 – rapport", tolka="ja"))
        assert response.status_code == 200
        assert "Så läses texten: 1 uppföljning." in html(response)
        assert ActionItem.objects.count() == 0

    def test_the_reading_is_shown_while_typing(self, cast, as_, register):
        response = as_(cast.reader).post(at("reading"), {"follow_up": "SamReKo HSO 3/6 2024 – rapport"}, headers={"HX-Request": "true"})
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
        response = as_(cast.secretary).post(at("postpone", item.follow_ups.first().pk), {"on": "20/5 2024", "new_text": "senare"})
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
        assert [each.subject for each in as_(cast.reader).get(at("headings", item.register_id)).context["page"].stranded] == [item.subject]
        assert "”Tillgänglig vård” gäller inte längre." in html(as_(cast.reader).get(at("list")))
        before = as_(cast.reader).get(at("headings", item.register_id, datum="2024-05-19"))
        assert list(before.context["page"].stranded) == []

    def test_a_lapsed_heading_is_offered_only_to_rows_that_have_it(self, cast, as_, item):
        Direction.objects.update(ends_on=dt.date(2024, 5, 19))
        client = as_(cast.secretary)
        offered = [[value for value, _ in client.get(address).context["form"].fields["direction"].choices] for address in (at("create", item.register_id), at("change", item.pk))]
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
        assert (direction.name, direction.starts_on, direction.ends_on) == ("Vård", dt.date(2014, 1, 1), dt.date(2025, 12, 31))
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


def test_a_register_is_started_for_a_forum_without_one(cast, as_, friday):
    assert list(as_(cast.secretary).get(at("open")).context["form"].fields["forum"].queryset) == [cast.forum]
    response = as_(cast.coordinator).post(at("open"), {"forum": friday.pk, "title": ""}, follow=True)
    assert ActionRegister.objects.get().title == "Balanslista FG"
    assert "Listan har inga rader än" in html(response)
