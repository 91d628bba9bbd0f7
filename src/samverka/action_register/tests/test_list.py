"""The list: headings, filters, files, other days, and how much it asks of the database."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverka.action_register import operations
from samverka.action_register.models import ActionRegister
from samverka.action_register.tests.factories import TODAY, make_item, make_register
from samverka.action_register.tests.pages import at, html, subjects


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
        one = make_item(
            register, "Ett", direction="A", areas=("Nära vård",), preparing=("FG",), responsible=("Chef Åre kommun",)
        )
        make_item(
            register,
            "Två",
            direction="B",
            areas=("Psykisk hälsa",),
            follow_up="SVOM 3/6 2024 – rapport",
            responsible=("Chef RJH",),
        )
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
        for user, shown in (
            (cast.registrar, ["Åre"]),
            (cast.member, ["Forumet"]),
            (cast.secretary, ["Forumet"]),
            (cast.reader, []),
        ):
            assert subjects(as_(user).get(at("list", visa="mina"))) == shown

    def test_it_can_be_seen_as_of_another_day(self, cast, as_, item):
        first = item.follow_ups.first()
        operations.mark_follow_up(actor=cast.coordinator, follow_up=first, verb="mark_done", on=dt.date(2024, 3, 1))
        operations.close_item(actor=cast.coordinator, item=item, on=dt.date(2024, 5, 1))
        counts = {
            day: as_(cast.reader).get(at("list", datum=day)).context["found"].counts
            for day in ("2024-02-20", "2024-02-25", "2024-03-01", "2024-05-01")
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
        assert lines[1].startswith(
            "Tillgänglig vård;Nära vård;;Nytt samverkansavtal hemsjukvård;Ta fram ett nytt avtal;"
        )
        assert "'=HYPERLINK(1)" in lines[3]
        late = (
            b"".join(as_(cast.reader).get(at("csv", visa="snart")).streaming_content).decode("utf-8-sig").splitlines()
        )
        assert len(late) == 1

    def test_markup_in_a_row_is_text(self, cast, as_, register):
        item = make_item(
            register,
            "<script>x</script>",
            commission="<b>y</b>",
            responsible=("<i>z</i>",),
            follow_up="SVOM 3/6 2024 – <u>w</u>",
            preparing=("<p>q</p>",),
        )
        for response in (
            as_(cast.coordinator).get(at("list")),
            as_(cast.coordinator).get(at("detail", item.pk)),
            as_(cast.coordinator).get(at("change", item.pk)),
        ):
            shown = html(response)
            for tag in ("<script>x", "<b>y", "<i>z", "<u>w", "<p>q"):
                assert tag not in shown


class TestQueries:
    """The same number of SQL queries with one row and with three, and never more than fifteen."""

    def count(self, client, address):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def fill(self, register, subject):
        return make_item(
            register, subject, direction="A", areas=("X", "Y"), responsible=("RJH", "Åre kommun"), preparing=("FG", "SVOM"),
            follow_up="SVOM 23/2 2024 – rapport. FG och SVOM 3/6 2024 – beslut. Giltig tom 31/12 2024.",
        )  # fmt: skip

    @pytest.mark.parametrize("who", ["secretary", "coordinator", "reader"])
    @pytest.mark.parametrize(
        "query", [{}, {"visa": "forsenade"}, {"visa": "mina"}, {"q": "rad", "forum": 1}, {"sortera": "uppfoljning"}]
    )
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
        operations.add_follow_up(
            actor=cast.coordinator, item=item, text="SVOM 6/12 2024 – rapport. FG 7/12 2024 – beslut"
        )
        assert self.count(client, at("detail", item.pk)) == with_three
        assert with_three <= 15

    def test_of_the_headings(self, cast, as_, register):
        client = as_(cast.coordinator)
        self.fill(register, "Rad 1")
        with_one = self.count(client, at("headings", register.pk))
        make_item(register, "Rad 2", direction="B", areas=("Z",))
        assert self.count(client, at("headings", register.pk)) == with_one
        assert with_one <= 15


def test_a_register_is_started_for_a_forum_without_one(cast, as_, friday):
    assert list(as_(cast.secretary).get(at("open")).context["form"].fields["forum"].queryset) == [cast.forum]
    response = as_(cast.coordinator).post(at("open"), {"forum": friday.pk, "title": ""}, follow=True)
    assert ActionRegister.objects.get().title == "Balanslista FG"
    assert "Listan har inga rader än" in html(response)
