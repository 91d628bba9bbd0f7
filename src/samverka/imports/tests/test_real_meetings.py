"""The county's own minutes and packet of 26 May 2023, brought in in either order: one meeting, and one letter that is
followed from SocSam to SVOM. The documents lie beside the project and not in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from samverka.forums.operations import load_known_forums
from samverka.imports.operations import accept_record, read_run, start_import, undo
from samverka.imports.states import RecordState
from samverka.imports.tests.factories import apply
from samverka.matters.models import Matter
from samverka.meetings.labels import lists
from samverka.meetings.models import Meeting
from samverka.meetings.queries import meeting_page, meetings_for_page

DOCUMENTS = Path(__file__).parents[5] / "shared" / "source-documents"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the shared folder is not beside the project"),
]
MINUTES, PACKET = "002_*.txt", "004_*.txt"


def bring_in(actor, pattern):
    path = next(DOCUMENTS.glob(pattern))
    run, _new = start_import(actor=actor, data=path.read_bytes(), filename=path.name)
    read_run(run=run)
    for found in run.records.filter(state=RecordState.PENDING, kind__in=["meeting", "matter"]):
        accept_record(actor=actor, found=found, version=found.version)
    apply(actor, run)
    return run


@pytest.fixture
def forums(coordinator):
    load_known_forums(actor=None, county_code="23")


@pytest.mark.parametrize("order", [(MINUTES, PACKET), (PACKET, MINUTES)])
def test_the_letter_is_followed_from_the_extract_to_the_paragraph(coordinator, as_, forums, order):
    runs = [bring_in(coordinator, pattern) for pattern in order]
    svom = meetings_for_page().get(starts_on="2023-05-26")
    page = meeting_page(svom)
    assert (svom.label, page.sections, page.missing, len(page.agenda)) == ("SVOM 26 maj 2023", (16, 28), (), 14)
    when = {person.when.split(" ")[0] for each in lists(page.lists) for person in each.people}
    assert {"§§16–25", "§§20–28"} <= when
    matter = Matter.objects.get(paragraphs__meeting=svom)
    assert [(each.meeting.label, each.number) for each in matter.paragraphs.order_by("meeting__starts_on")] == [
        ("SocSam 24 mars 2023", 21),
        ("SVOM 26 maj 2023", 20),
    ]
    assert [(each.number, each.paragraph.number) for each in matter.agenda_items.all()] == [(5, 20)]
    shown = as_(coordinator).get(reverse("matters:detail", args=[matter.pk])).content.decode()
    assert "SocSam" in shown
    assert "SVOM" in shown
    for run in reversed(runs):
        undo(actor=coordinator, run=run)
    assert (Meeting.objects.count(), Matter.objects.count()) == (0, 0)


def test_the_minutes_alone_ask_nothing(coordinator, forums):
    path = next(DOCUMENTS.glob(MINUTES))
    run, _new = start_import(actor=coordinator, data=path.read_bytes(), filename=path.name)
    read_run(run=run)
    assert [(found.state, found.parts_in_words) for found in run.records.all()] == [
        ("ready", "13 paragrafer, 36 personer")
    ]
