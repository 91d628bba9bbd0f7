"""Who may open what; a row on its own page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverka.action_register import operations
from samverka.action_register.content import ItemContent
from samverka.action_register.models import ActionItem, Direction, PriorityArea
from samverka.action_register.tests.factories import TODAY, make_item
from samverka.action_register.tests.pages import at, html
from samverka.agreements.content import AgreementContent
from samverka.agreements.operations import create_agreement
from samverka.foundation.documents.models import SourceRef
from samverka.foundation.documents.operations import add_document, store_file

EVERYONE = {"coordinator", "secretary", "chair", "member", "registrar", "reader", "administrator"}
EDITORS = {"coordinator", "secretary"}


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


class TestARow:
    def test_it_answers_first(self, cast, as_, item):
        shown = html(as_(cast.reader).get(at("detail", item.pk)))
        for words in (
            "Vad är det?",
            "Ta fram ett nytt avtal",
            "Försenad",
            "3\u00a0juni\u00a02024 · SVOM",
            "Utvecklingsstrateg RJH",
            "Bereds i",
            "”SVOM 3/6 2024 – beslut om remiss.”",
        ):
            assert words in shown, words

    def test_only_editors_get_buttons(self, cast, as_, item):
        assert "Markera klart" not in html(as_(cast.reader).get(at("detail", item.pk)))
        assert (
            html(as_(cast.secretary).get(at("detail", item.pk))).count("Markera klart<") == 2
        )  # not on the statement of validity

    def test_an_unknown_forum_and_an_empty_row_are_told(self, cast, as_, register):
        item = make_item(register, "Tom", follow_up="SamReKo HSO 3/6 2024 – rapport")
        shown = html(as_(cast.reader).get(at("detail", item.pk)))
        assert "Okänt forum: SamReKo HSO" in shown
        bare = html(as_(cast.reader).get(at("detail", make_item(register, "Bar").pk)))
        for words in (
            "Ingen utsedd",
            "Ingen uppföljning planerad",
            "Inget avtal är kopplat",
            "Raden är skriven för hand",
        ):
            assert words in bare

    def test_its_source_is_shown_and_served_to_those_logged_in(self, cast, as_, item, register):
        version = add_document(
            actor=None,
            title="Balanslista 2024",
            file=store_file(b"en rad", media_type="text/plain"),
            filename="lista.txt",
        )
        ref = SourceRef.objects.create(version=version, record=item, page=1, line=12, raw="Nytt samverkansavtal")
        shown = html(as_(cast.reader).get(at("detail", item.pk)))
        assert "Balanslista 2024" in shown
        assert "s. 1, rad 12" in shown
        assert b"".join(as_(cast.reader).get(at("source", item.pk, ref.pk)).streaming_content) == b"en rad"
        other = make_item(register, "Annan")
        assert as_(cast.reader).get(at("source", other.pk, ref.pk)).status_code == 404
        assert as_(cast.outsider).get(at("source", item.pk, ref.pk)).status_code == 302

    def test_its_history_tells_of_row_and_promises(self, cast, as_, item):
        operations.mark_follow_up(
            actor=cast.secretary, follow_up=item.follow_ups.first(), verb="mark_done", on=TODAY, note="§ 3"
        )
        shown = html(as_(cast.reader).get(at("history", item.pk)))
        for words in (
            "lade till raden",
            "Ansvariga: ",
            "Bereds i: ",
            "markerade klart",
            "<q>SVOM 23/2 2024 – rapport.</q>",
            "Sara Sekreterare",
        ):
            assert words in shown, words


class TestLinkedAgreements:
    @pytest.fixture
    def agreement(self, cast):
        content = AgreementContent(
            name="Samverkansavtal hemsjukvård", validity_raw="2017-2020 (förlängt tom 2025-06-30)"
        )
        return create_agreement(actor=None, content=content)

    def test_one_is_found_ticked_and_compared(self, cast, as_, item, agreement):
        client = as_(cast.secretary)
        assert "Samverkansavtal hemsjukvård" in html(client.get(at("agreements", item.pk, q="hemsjuk")))
        assert "Inget annat avtal heter så" in html(client.get(at("agreements", item.pk, q="xyz")))
        client.post(at("agreements", item.pk), {"avtal": [agreement.pk], "version": "1"})
        shown = html(client.get(at("detail", item.pk)))
        for words in (
            "Listan och avtalet säger olika",
            "gäller det till och med 30\u00a0juni\u00a02025",
            "Säger emot avtalet",
            "Gäller",
        ):
            assert words in shown, words
        operations.change_item(
            actor=cast.secretary,
            item=ActionItem.objects.get(),
            content=ItemContent(subject="x", follow_up="Giltig tom 30/6 2025."),
        )
        assert "Stämmer med avtalet" in html(client.get(at("detail", item.pk)))

    def test_two_editors_are_told(self, cast, as_, item, agreement):
        as_(cast.secretary).post(at("agreements", item.pk), {"avtal": [agreement.pk], "version": "1"})
        response = as_(cast.coordinator).post(at("agreements", item.pk), {"version": "1"})
        assert response.status_code == 422
        assert "har ändrats av någon annan" in html(response)
        assert list(item.agreements.all()) == [agreement]

    def test_strange_keys_link_nothing(self, cast, as_, item):
        as_(cast.secretary).post(at("agreements", item.pk), {"avtal": ["x", "-1", "999999", "9" * 40], "version": "1"})
        assert list(item.agreements.all()) == []

    def test_the_same_queries_with_one_and_three(self, cast, as_, item, agreement):
        client = as_(cast.secretary)
        item.agreements.add(agreement)
        counts = []
        for names in ((), ("B", "C")):
            for name in names:
                item.agreements.add(create_agreement(actor=None, content=AgreementContent(name=name)))
            client.get(at("detail", item.pk))
            with CaptureQueriesContext(connection) as queries:
                client.get(at("detail", item.pk))
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 15
