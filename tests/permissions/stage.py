"""One of everything, for asking every address as everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from samverka.action_register.content import ItemContent
from samverka.action_register.editions.operations import comment, create_edition, send_edition
from samverka.action_register.models import Direction, FollowUp, PriorityArea
from samverka.action_register.operations import create_item, make_headings, open_register
from samverka.agreements.choices import EventKind
from samverka.agreements.content import AgreementContent
from samverka.agreements.ladder import Target
from samverka.agreements.models import AgreementDocument
from samverka.agreements.operations import (
    acknowledge,
    create_agreement,
    record_event,
    set_cost_sharing,
    set_ladder,
    set_publication,
)
from samverka.agreements.shares import Share, Sharing
from samverka.findings.content import FindingContent, SideContent
from samverka.findings.operations import record_finding
from samverka.findings.states import FindingKind
from samverka.forums.models import ForumRole, Preparation, Seat, SeatHolding
from samverka.forums.operations import add_preparation, attach_terms_of_reference, create_forum, end_term
from samverka.forums.states import Level, MandateKind, Sides
from samverka.foundation.accounts.operations import issue_link
from samverka.foundation.dates.day import ordinary_day
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
from samverka.principals.operations import appoint_to_office, create_office, create_party
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
    ladder = set_ladder(actor=None, agreement=agreement, before_end="12", before_notice="", before_review="")
    acknowledged = acknowledge(
        actor=cast.coordinator,
        agreement=agreement,
        target=Target.END,
        about=dt.date(2030, 12, 31),
        done_on=dt.date(2030, 1, 1),
        note="Förlängs",
        on=dt.date(2030, 1, 1),
    )
    attached = AgreementDocument.objects.create(agreement=agreement, document=run.source.document)
    sharing = set_cost_sharing(
        actor=cast.coordinator, agreement=agreement, content=Sharing(shares=(Share("Föreningen", basis="allt"),))
    )
    set_publication(actor=cast.coordinator, agreement=agreement, publisher="Regionen")
    publication = agreement.publications.get()
    meeting = create_meeting(actor=None, content=meeting_content(forums=("SVOM",)))
    attach_meeting_document(actor=None, meeting=meeting, document=run.source.document)
    matter = create_matter(actor=None, content=MatterContent(title="Skrivelse från SocSam"), year=2024)
    sides = (SideContent(statement="9/6 2023"), SideContent(statement="26 maj 2023"))
    told = FindingContent(kind=FindingKind.OTHER_DAY, summary="Två dagar för samma beslut.", sides=sides)
    finding, _is_new = record_finding(actor=None, content=told)
    edition = create_edition(actor=cast.coordinator, register=register, day=dt.date(2024, 5, 20))
    until = ordinary_day() + dt.timedelta(days=14)
    sent = send_edition(
        actor=cast.coordinator, edition=edition, forums=[other], comments_until=until, on=ordinary_day()
    )
    asked = sent.asked.get()
    remark = comment(actor=cast.coordinator, asked=asked, text="Lägg till Åre.", on=ordinary_day())
    job = enqueue(refuse, actor=cast.secretary, title="Läser balanslista.md")
    follow_up = FollowUp.objects.get(item=item)
    office = create_office(actor=None, principal=cast.municipality, name="Socialnämndens ordförande")
    held = appoint_to_office(actor=None, office=office, person=cast.member_person, starts_on=dt.date(2024, 1, 1))
    term_end = end_term(actor=None, forum=cast.forum, last_day=dt.date(2098, 12, 31))

    link, _token = issue_link(
        user=cast.reader, purpose="calendar", scope={}, label="SVOM", valid_for=dt.timedelta(days=1)
    )

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
        "home:meeting_ics": meeting.pk,
        "meetings:plan_terms": cast.forum.pk,
        "accounts:revoke_link": link.pk,
        "agreements:remove_event": event.pk,
        "agreements:remove_ladder": ladder.pk,
        "agreements:withdraw": acknowledged.pk,
        "imports:correct_part": minutes.pk,
        **{f"meetings:{name}": meeting.paragraphs.first().pk for name in ("change_paragraph", "remove_paragraph", "paragraph_matter", "new_matter")},
        **{f"meetings:{name}": meeting.agenda.first().pk for name in ("change_item", "remove_item")},
        **{f"agreements:{verb}_sharing": sharing.pk for verb in ("change", "remove")},
        **{f"agreements:{verb}_publication": publication.pk for verb in ("change", "remove")},
        **{f"agreements:{name}": attached.pk for name in ("add_version", "tell_version", "detach_document")},
        "forums:remove_preparation": Preparation.objects.get(preparer=cast.forum).pk,
        **{f"forums:{verb}_seat": Seat.objects.filter(forum=cast.forum).first().pk for verb in ("change", "end", "remove")},
        # Of the registrar's municipality: a seat of the region's is none of hers (forums/tests/test_seats.py).
        "forums:seat": Seat.objects.filter(forum=cast.forum).first().pk,
        "forums:appoint": Seat.objects.get(principal=cast.municipality).pk,
        **{f"forums:{verb}_holding": SeatHolding.objects.get(person=cast.member_person).pk for verb in ("change", "end", "remove")},
        "forums:undo_term": term_end.pk,
        "forums:end_role": ForumRole.objects.get(user=cast.secretary).pk,
        **{f"principals:{name}": held.office.pk for name in ("change_office", "remove_office", "appoint")},
        "principals:end_holding": held.pk,
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
        **{f"action_register:{name}": register.pk for name in ("editions", "create_edition", "compare", "compare_csv")},
        **{f"action_register:{verb}_edition": edition.pk for verb in ("change", "send", "take", "withdraw")},
        **{f"action_register:{name}": edition.pk for name in ("edition", "edition_decision", "edition_comments", "comment", "edition_word", "edition_pdf", "edition_excel")},
        **{f"action_register:{name}": asked.pk for name in ("no_remarks", "take_back_answer")},
        **{f"action_register:{verb}_comment": remark.pk for verb in ("answer", "remove")},
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
            "principal_pk": cast.municipality.pk,
        }

    return arguments
