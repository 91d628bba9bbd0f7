"""Rows left under a heading whose time is up: told, listed, and moved in one step."""

from __future__ import annotations

import datetime as dt

import pytest

from samverka.action_register import operations
from samverka.action_register.models import ActionItem, Direction, PriorityArea
from samverka.action_register.tests.factories import TODAY, make_item
from samverka.action_register.tests.pages import at, html, subjects
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.lifecycle import Refused

ENDED = TODAY - dt.timedelta(days=1)


def area(name):
    return PriorityArea.objects.get(name=name)


@pytest.fixture
def rows(register):
    """Two rows under an area that has ended, one of them also under the one that follows; one elsewhere."""
    made = [
        make_item(register, "Ett", direction="A", areas=("Gammalt", "Nytt")),
        make_item(register, "Två", direction="A", areas=("Gammalt",)),
        make_item(register, "Tre", direction="B", areas=("Nytt",)),
    ]
    PriorityArea.objects.filter(name="Gammalt").update(ends_on=ENDED)
    return made


def test_the_list_counts_lists_and_marks_them(cast, as_, register, rows):
    shown = html(as_(cast.reader).get(at("list")))
    assert "2 rader står under en inriktning eller ett område vars tid har gått ut." in shown
    assert shown.count("Gammalt gäller inte längre") == 2
    assert subjects(as_(cast.reader).get(at("list", visa="utgangna"))) == ["Ett", "Två"]
    assert "vars tid har gått ut" not in html(as_(cast.reader).get(at("list", datum=ENDED.isoformat())))


def test_they_move_to_another_area_in_one_step(cast, as_, register, rows):
    client, address = as_(cast.secretary), at("move_area_rows", area("Gammalt").pk)
    assert "Flytta 2 rader" in html(client.get(address))
    operations.close_item(actor=cast.secretary, item=rows[1], on=TODAY)
    told = client.post(address, {"target": area("Nytt").pk, "expected": "2"})
    assert (told.status_code, "Raderna under rubriken är nu 1." in html(told)) == (422, True)
    assert client.post(address, {"target": area("Nytt").pk, "expected": "1"}).status_code == 302
    assert [[each.area.name for each in row.item_areas.all()] for row in rows] == [["Nytt"], ["Gammalt"], ["Nytt"]]
    told = AuditEntry.objects.get(verb="move_rows")
    assert (told.object_label, told.changes["areas"]) == ("Ett", [["Gammalt", "Nytt"], ["Nytt"]])


def test_rows_of_a_direction_come_last_in_their_order(cast, register, rows):
    source, target = Direction.objects.get(name="A"), Direction.objects.get(name="B")
    assert operations.move_rows(actor=cast.secretary, source=source, target=target) == 2
    order = ActionItem.objects.filter(direction=target).order_by("position").values_list("subject", "version")
    assert list(order) == [("Tre", 1), ("Ett", 2), ("Två", 2)]


def test_rows_move_only_within_a_list_and_a_kind(cast, register, rows):
    with pytest.raises(Refused, match="Välj en annan rubrik"):
        operations.move_rows(actor=cast.secretary, source=area("Nytt"), target=area("Nytt"))
    with pytest.raises(Refused, match="Välj en annan rubrik"):
        operations.move_rows(actor=cast.secretary, source=area("Nytt"), target=Direction.objects.first())


def test_done_and_dropped_are_two_things_in_list_and_file(cast, as_, register, rows):
    operations.close_item(actor=cast.secretary, item=rows[0], on=TODAY)
    operations.drop_item(actor=cast.secretary, item=rows[1], on=TODAY, reason="Ersatt")
    client = as_(cast.reader)
    assert subjects(client.get(at("list", visa="avslutade"))) == ["Ett"]
    assert subjects(client.get(at("list", visa="avforda"))) == ["Två"]
    for segment, word in (("avslutade", ";Avslutad;"), ("avforda", ";Avförd;")):
        file = b"".join(client.get(at("csv", visa=segment)).streaming_content).decode()
        assert (word in file, "Avslutad eller avförd den" in file) == (True, True)


def test_a_heading_does_not_end_before_it_begins(cast, as_, register, rows):
    client, pk = as_(cast.secretary), area("Nytt").pk
    sent = {"name": "Nytt", "starts_on": "2024-05-01", "ends_on": "2024-04-01", "version": "1"}
    response = client.post(at("change_area", pk), sent)
    assert response.status_code == 422
    assert "Sista dagen ligger före första dagen" in html(response)
    assert "2024-04-01" in html(response)
