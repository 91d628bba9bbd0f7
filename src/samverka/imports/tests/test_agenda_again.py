"""An agenda sent out again, numbered anew: what people have linked stays with its item."""

from __future__ import annotations

import pytest

from samverka.imports.tests.factories import apply, bring_in_document, of_meeting, part, take_in_document
from samverka.matters.content import MatterContent
from samverka.matters.operations import create_matter
from samverka.meetings import operations
from samverka.meetings.models import Meeting

pytestmark = pytest.mark.django_db


def test_an_item_put_in_between_moves_no_link(coordinator, cast):
    first = (part(1, "Mötet öppnas"), part(2, "Budget för barnahuset"), part(3, "Hjälpmedelsavtalet"))
    bring_in_document(coordinator, of_meeting("agenda", *first, dated="2023-05-10"))
    meeting = Meeting.objects.get()
    for number, title in ((2, "Ärende Budget"), (3, "Ärende Hjälpmedel")):
        matter = create_matter(actor=None, content=MatterContent(title=title), year=2023)
        operations.link_item_to_matter(actor=coordinator, item=meeting.agenda.get(number=number), matter=matter)
    keys = {each.title: each.pk for each in meeting.agenda.all()}
    second = (
        part(1, "Mötet öppnas"),
        part(2, "Skrivelse från kommunerna om psykiatrin"),
        part(3, "Budget för barnahuset"),
        part(4, "Hjälpmedelsavtalet"),
    )
    apply(coordinator, take_in_document(coordinator, of_meeting("agenda", *second, dated="2023-05-15")))
    items = {each.number: each for each in meeting.agenda.all()}
    assert {number: each.title for number, each in items.items()} == {
        each.number.value: each.title.value for each in second
    }
    assert items[2].matter is None
    assert (str(items[3].matter.title), items[3].matter_strength) == ("Ärende Budget", "confirmed")
    assert (str(items[4].matter.title), items[4].matter_strength) == ("Ärende Hjälpmedel", "confirmed")
    assert {title: items[number].pk for number, title in ((3, "Budget för barnahuset"), (4, "Hjälpmedelsavtalet"))} == {
        title: keys[title] for title in ("Budget för barnahuset", "Hjälpmedelsavtalet")
    }


def test_a_new_item_under_an_old_number_takes_over_nothing(coordinator, cast):
    bring_in_document(coordinator, of_meeting("agenda", part(1, "Budget för barnahuset"), dated="2023-05-10"))
    meeting = Meeting.objects.get()
    matter = create_matter(actor=None, content=MatterContent(title="Ärende Budget"), year=2023)
    operations.link_item_to_matter(actor=coordinator, item=meeting.agenda.get(), matter=matter)
    run = take_in_document(
        coordinator, of_meeting("agenda", part(1, "Hjälpmedelsavtalet från Blekinge"), dated="2023-05-15")
    )
    verdicts = {field.label: field.verdict for field in run.records.get(kind="meeting").read_fields()}
    assert verdicts["Punkt 1 Budget för barnahuset"] == "doubtful"
    assert meeting.agenda.get().matter == matter
