"""One of everything, for asking every address as everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from samverka.action_register.content import ItemContent
from samverka.action_register.models import Direction, FollowUp, PriorityArea
from samverka.action_register.operations import create_item, make_headings, open_register
from samverka.agreements.choices import EventKind
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import AgreementDocument
from samverka.agreements.operations import create_agreement, record_event
from samverka.findings.content import FindingContent, SideContent
from samverka.findings.operations import record_finding
from samverka.findings.states import FindingKind
from samverka.forums.models import ForumRole, Preparation, Seat
from samverka.forums.operations import add_preparation, attach_terms_of_reference, create_forum
from samverka.forums.states import Level, MandateKind, Sides
from samverka.foundation.documents.models import SourceRef
from samverka.foundation.tasks.operations import enqueue
from samverka.foundation.tasks.tests.work import refuse
from samverka.imports.models import ImportRecord
from samverka.imports.operations import read_run, start_import
from samverka.matters.content import MatterContent
from samverka.matters.operations import create_matter
from samverka.meetings.operations import attach_document as attach_meeting_document
from samverka.meetings.operations import create_meeting
from samverka.meetings.tests.samples import meeting_content
from samverka.principals.models import PrincipalRole
from samverka.principals.operations import create_party
from samverka.tables.tests.factories import make_table
from tests.cast import Cast

MINUTES = """Sammanträdesprotokoll
Organ SVOM
Datum 2023-02-24
Plats Regionens hus
Ordförande Karin Lid (S)

Protokollet omfattar §§16-17

§ 16 Mötet öppnas

Ordföranden öppnar mötet.

§ 17 Samverkan mellan kommunerna och regionen

Beslut
Rapporten läggs till handlingarna.
"""
LIST = """# Balanslista SVOM 2024

Inriktning: Nära vård

| Prioriterat område | Vad | Uppdrag | Ansvarig | Beredande forum | Uppföljning |
| --- | --- | --- | --- | --- | --- |
| Nära vård | Hemsjukvård | Följa upp avtalet | Åre kommun | Fredagsgruppen | SVOM 3/6 2024 – rapport |
"""


@pytest.fixture
def stage(cast: Cast) -> Callable[[str], dict[str, Any]]:
    """Gives the arguments of an address by its name. The cast's forum, municipality and member are what the secretary and
    the registrar answer for; the run was read in by the secretary."""
    other = create_forum(
        actor=None,
        name="Fredagsgruppen",
        county=cast.county,
        level=Level.OFFICIALS,
        sides=Sides.BOTH,
        mandate_kind=MandateKind.PREPARES,
    )
    add_preparation(actor=None, preparer=cast.forum, prepares_for=other)
    attach_terms_of_reference(
        actor=None, forum=cast.forum, data=b"Uppdrag", media_type="text/plain", filename="uppdrag.txt"
    )
    party = create_party(actor=None, name="Jämtlandspartiet", abbreviation="JP")
    agreement = create_agreement(actor=None, content=AgreementContent(name="Överenskommelse", validity_raw="2020-2030"))
    register = open_register(actor=None, forum=cast.forum, title="Balanslista SVOM")
    make_headings(actor=None, register=register, direction="Nära vård", areas=["Hemsjukvård"])
    content = ItemContent(subject="Hemsjukvård", direction="Nära vård", follow_up="SVOM 3/6 2024 – rapport")
    item = create_item(actor=None, register=register, content=content)
    run, _new = start_import(actor=cast.secretary, data=LIST.encode(), filename="balanslista.md")
    read_run(run=run)
    run.refresh_from_db()
    found = ImportRecord.objects.filter(run=run)[0]
    minutes, _new = start_import(actor=cast.secretary, data=MINUTES.encode(), filename="protokoll.txt")
    read_run(run=minutes)
    source = SourceRef.objects.create(version=run.source, record=item)
    event = record_event(
        actor=cast.coordinator,
        agreement=agreement,
        kind=EventKind.REVIEW,
        decided_on=dt.date(2024, 1, 1),
        review_kind="follow_up",
    )
    attached = AgreementDocument.objects.create(agreement=agreement, document=run.source.document)
    meeting = create_meeting(actor=None, content=meeting_content(forums=("SVOM",)))
    attach_meeting_document(actor=None, meeting=meeting, document=run.source.document)
    matter = create_matter(actor=None, content=MatterContent(title="Skrivelse från SocSam"), year=2024)
    sides = (SideContent(statement="9/6 2023"), SideContent(statement="26 maj 2023"))
    told = FindingContent(kind=FindingKind.OTHER_DAY, summary="Två dagar för samma beslut.", sides=sides)
    finding, _is_new = record_finding(actor=None, content=told)
    job = enqueue(refuse, actor=cast.secretary, title="Läser balanslista.md")
    follow_up = FollowUp.objects.get(item=item)

    by_space = {
        "forums": cast.forum.pk,
        "principals": cast.municipality.pk,
        "imports": run.pk,
        "agreements": agreement.pk,
        "action_register": item.pk,
        "tasks": job.pk,
        "meetings": meeting.pk,
        "matters": matter.pk,
        "findings": finding.pk,
        "tables": make_table(version=run.source_id).pk,
    }
    by_name = {
        "agreements:remove_event": event.pk,
        "imports:correct_part": minutes.pk,
        **{f"meetings:{name}": meeting.paragraphs.first().pk for name in ("change_paragraph", "remove_paragraph", "paragraph_matter", "new_matter")},
        **{f"meetings:{name}": meeting.agenda.first().pk for name in ("change_item", "remove_item")},
        **{f"agreements:{name}": attached.pk for name in ("add_version", "detach_document")},
        "forums:remove_preparation": Preparation.objects.get(preparer=cast.forum).pk,
        **{f"forums:{verb}_seat": Seat.objects.filter(forum=cast.forum).first().pk for verb in ("change", "end", "remove")},
        "forums:end_role": ForumRole.objects.get(user=cast.secretary).pk,
        "principals:end_role": PrincipalRole.objects.get(user=cast.registrar).pk,
        "principals:change_party": party.pk,
        **{f"principals:{name}": cast.member_person.pk for name in ("person", "change_person", "remove_person")},
        **{f"action_register:{name}": register.pk for name in ("rename", "create", "headings", "add_direction", "add_area")},
        **{f"action_register:{name}": register.pk for name in ("choose_meeting", "through", "through_entry", "through_item", "through_summary")},
        **{f"action_register:{verb}_direction": Direction.objects.get().pk for verb in ("change", "move", "remove")},
        "action_register:move_direction_rows": Direction.objects.get().pk,
        "action_register:move_area_rows": PriorityArea.objects.get().pk,
        **{f"action_register:{verb}_area": PriorityArea.objects.get().pk for verb in ("change", "remove")},
        **{f"action_register:{verb}": follow_up.pk for verb in ("mark_done", "postpone", "cancel", "meeting", "reopen_follow_up")},
        "agreements:mentions": meeting.paragraphs.first().pk,
    }  # fmt: skip

    def arguments(name: str) -> dict[str, Any]:
        given = {"pk": by_name.get(name, by_space.get(name.split(":", maxsplit=1)[0], 1))}
        return given | {
            "position": found.position,
            "ref": source.pk,
            "version_pk": run.source.pk,
            "version": run.source.pk,
            "kind": "review",
            "meeting": meeting.pk,
            "entry": follow_up.pk,
            "item": item.pk,
        }

    return arguments
