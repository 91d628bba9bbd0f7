"""What follows of an import: rows, meetings and agreements find each other, and what does not agree is told."""

from __future__ import annotations

import datetime as dt

import pytest

from samverka.action_register.models import FollowUp, FollowUpForum, ItemAgreement
from samverka.action_register.operations import change_item, link_agreements, set_meeting
from samverka.action_register.queries import content_of as item_content
from samverka.action_register.tests.factories import make_item, make_register
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement, ParagraphMention
from samverka.agreements.operations import change_agreement, set_mentions
from samverka.agreements.queries import content_of
from samverka.findings.models import Finding
from samverka.findings.operations import check_finding, follow_log
from samverka.findings.states import FindingState
from samverka.forums.operations import change_forum, create_forum
from samverka.foundation.audit.models import AuditEntry
from samverka.imports.operations import undo
from samverka.imports.tests.factories import agreement, bring_in, row
from samverka.meetings.content import ParagraphContent, PointContent
from samverka.meetings.models import Meeting
from samverka.meetings.operations import create_meeting, remove_meeting
from samverka.meetings.tests.samples import meeting_content

pytestmark = pytest.mark.django_db

EXTENSION = (
    "Rekommenderar huvudmännen att förlänga ”Avtal för samverkan kring hemsjukvård mellan Region Jämtland Härjedalen och "
    "kommunerna” till och med 31 december 2024."
)
REVISION = ParagraphContent(
    number=26,
    title="Revidering av samverkansavtal hälso- och sjukvård i hemmet",
    decision=EXTENSION,
    points=(PointContent(number=1, text=EXTENSION, kind="extension"),),
)
HOME_CARE = agreement(
    "Samverkansavtal mellan regionen och kommunerna gällande hemsjukvård", "2017-2020 (förlängt tom 2024-12-31)"
)
ROW = row(
    "Nytt samverkansavtal hemsjukvård",
    follow_up="Avtal giltigt t.om. 31/12 2024. SVOM 9/6 2023 – rek-beslut förlängning nuvarande avtal SVOM 11/10 2024 – beslut",
)


@pytest.fixture
def meeting(cast):
    return create_meeting(
        actor=None, content=meeting_content(paragraphs=(REVISION,), first_section=26, last_section=26)
    )


def new() -> list[tuple[str, str]]:
    """What waits to be checked: kind and what is probably right."""
    return sorted(Finding.objects.filter(state=FindingState.NEW).values_list("kind", "suggestion"))


def met() -> dict[str, str]:
    return {str(each.when): str(each.meeting or "") for each in FollowUp.objects.select_related("meeting")}


def test_a_promise_is_told_the_day_that_the_minutes_have(coordinator, meeting):
    run = bring_in(coordinator, HOME_CARE, ROW)
    assert new() == [("other_day", "SVOM 26 maj 2023 §\u00a026")]
    one, other = Finding.objects.get().sides.all()
    assert (one.record.subject, one.version, one.line) == ("Nytt samverkansavtal hemsjukvård", run.source, 1)
    assert other.record == meeting.paragraphs.get() and other.statement.startswith("§\u00a026 Revidering")


def test_it_does_not_matter_which_comes_first(coordinator, cast):
    bring_in(coordinator, ROW)
    bring_in(coordinator, HOME_CARE)
    assert new() == []
    create_meeting(actor=None, content=meeting_content(paragraphs=(REVISION,), first_section=26, last_section=26))
    follow_log()
    assert new() == [("other_day", "SVOM 26 maj 2023 §\u00a026")]


def test_undone_it_is_as_if_it_had_never_been(coordinator, meeting):
    run = bring_in(coordinator, HOME_CARE, ROW)
    assert ParagraphMention.objects.count() == 1 and ItemAgreement.objects.count() == 1
    undo(actor=coordinator, run=run)
    counts = [model.objects.count() for model in (Finding, ParagraphMention, ItemAgreement, FollowUp)]
    assert counts == [0, 0, 0, 0]


def test_a_corrected_row_agrees_by_itself(coordinator, meeting):
    bring_in(coordinator, HOME_CARE, ROW)
    item = FollowUp.objects.first().item
    said = item_content(item)
    cell = said.follow_up.replace("9/6 2023", "26/5 2023")
    change_item(actor=coordinator, item=item, content=type(said).from_json(said.to_json() | {"follow_up": cell}))
    follow_log()
    assert [each.state for each in Finding.objects.all()] == ["agrees"]
    assert FollowUp.objects.get(when_start=dt.date(2023, 5, 26)).meeting == meeting
    change_item(actor=coordinator, item=item, content=said)
    follow_log()
    assert new() == [("other_day", "SVOM 26 maj 2023 §\u00a026")]


def test_what_has_been_let_stand_is_not_asked_again(coordinator, meeting):
    bring_in(coordinator, HOME_CARE, ROW)
    check_finding(actor=coordinator, finding=Finding.objects.get(), state=FindingState.LEFT, note="Listan är äldre.")
    bring_in(coordinator, row("Annat", follow_up="SVOM 26/5 2023 – rapport"))
    assert [each.state for each in Finding.objects.all()] == ["left"]


def test_a_new_meeting_picks_up_the_promises_that_wait_for_it(coordinator, cast):
    bring_in(
        coordinator,
        row("Demens", follow_up="SVOM 26/5 2023 – rapport SVOM höst 2023 – beslut Per 1/6 2023 är allt klart."),
    )
    assert set(met().values()) == {""}
    meeting = create_meeting(actor=None, content=meeting_content())
    create_meeting(
        actor=None, content=meeting_content(starts_on=dt.date(2023, 10, 6), ends_on=dt.date(2023, 10, 6), paragraphs=())
    )
    follow_log()
    linked = dict(FollowUp.objects.exclude(meeting=None).values_list("meeting__starts_on", "meeting_strength"))
    assert linked == {dt.date(2023, 5, 26): "strong", dt.date(2023, 10, 6): "likely"}
    create_meeting(
        actor=None, content=meeting_content(starts_on=dt.date(2023, 12, 8), ends_on=dt.date(2023, 12, 8), paragraphs=())
    )
    follow_log()
    assert list(FollowUp.objects.exclude(meeting=None).values_list("meeting", flat=True)) == [meeting.pk]


def test_what_a_person_has_said_stands(coordinator, meeting):
    bring_in(coordinator, HOME_CARE, row("Samverkansavtal hemsjukvård", follow_up="SVOM 26/5 2023 – rapport"))
    entry = FollowUp.objects.get()
    assert entry.meeting == meeting
    set_meeting(actor=coordinator, follow_up=entry, meeting=None)
    link_agreements(actor=coordinator, item=entry.item, agreements=[])
    set_mentions(actor=coordinator, paragraph=meeting.paragraphs.get(), agreements=[])
    home_care = Agreement.objects.get()
    change_agreement(
        actor=coordinator,
        agreement=home_care,
        content=AgreementContent.from_json(content_of(home_care).to_json() | {"aliases": ["HSL-avtalet"]}),
    )
    create_meeting(
        actor=None, content=meeting_content(starts_on=dt.date(2023, 10, 6), ends_on=dt.date(2023, 10, 6), paragraphs=())
    )
    follow_log()
    entry.refresh_from_db()
    assert (entry.meeting, entry.meeting_strength) == (None, "confirmed")
    assert not ItemAgreement.objects.exists() and not ParagraphMention.objects.exists()


def test_another_name_finds_what_was_written_before(coordinator, cast):
    bring_in(coordinator, agreement("Samverkansavtal gällande hemsjukvård"), row("Nytt HSL-avtal"))
    minutes = create_meeting(
        actor=None, content=meeting_content(paragraphs=(ParagraphContent(number=3, title="HSL-avtalet"),))
    )
    follow_log()
    assert not ItemAgreement.objects.exists()
    home_care = Agreement.objects.get()
    said = content_of(home_care).to_json()
    change_agreement(
        actor=coordinator, agreement=home_care, content=AgreementContent.from_json(said | {"aliases": ["HSL-avtal"]})
    )
    follow_log()
    assert (ItemAgreement.objects.get().item.subject, ParagraphMention.objects.get().paragraph) == (
        "Nytt HSL-avtal",
        minutes.paragraphs.get(),
    )
    change_agreement(actor=coordinator, agreement=Agreement.objects.get(), content=AgreementContent.from_json(said))
    follow_log()
    assert not ItemAgreement.objects.exists() and not ParagraphMention.objects.exists()


def test_three_ends_of_one_agreement_are_told_with_who_says_what(coordinator, cast):
    bring_in(
        coordinator, agreement("Avtal om tandvård för äldre", "tom 2023-12-31"), title="Presentation", date="2022-01-01"
    )
    bring_in(
        coordinator,
        agreement("Avtal om tandvård för äldre", "tom 2025-12-31"),
        row("Avtal om tandvård för äldre", follow_up="Giltig tom 31/12 2024."),
        date="2024-05-20",
    )
    (finding,) = Finding.objects.filter(kind="ends_differ")
    assert [side.statement for side in finding.sides.all()] == [
        "tom 2023-12-31",
        "Giltig tom 31/12 2024.",
        "tom 2025-12-31",
    ]


def test_an_end_that_is_said_to_be_extended_is_no_contradiction(coordinator, cast):
    bring_in(
        coordinator, agreement("Avtal om tandvård för äldre", "2021-2023"), title="Presentation", date="2022-01-01"
    )
    bring_in(
        coordinator, agreement("Avtal om tandvård för äldre", "2021-2023 (förlängt tom 2024-12-31)"), date="2024-05-20"
    )
    assert new() == []


def test_an_unknown_forum_is_told_once_and_known_when_it_gets_the_name(coordinator, cast):
    register = make_register(cast.forum)
    for subject in ("Demens", "Skola"):
        make_item(register, subject, follow_up="SamReKo HSO 3/6 2024 – rapport", preparing=("SamReKo HSO",))
    known = create_forum(actor=None, name="SamReKo HSI", county=cast.county)
    follow_log()
    (finding,) = Finding.objects.all()
    assert (finding.kind, "SamReKo HSI" in finding.suggestion, finding.sides.count()) == ("unknown_forum", True, 5)
    change_forum(actor=None, forum=known, aliases=["SamReKo HSO"])
    follow_log()
    finding.refresh_from_db()
    assert finding.state == "agrees"
    assert set(FollowUpForum.objects.values_list("forum", flat=True)) == {known.pk}


def test_numbers_that_do_not_follow_are_told(coordinator, cast):
    create_meeting(actor=None, content=meeting_content(first_section=16, last_section=28))
    create_meeting(
        actor=None,
        content=meeting_content(
            starts_on=dt.date(2023, 10, 6),
            ends_on=dt.date(2023, 10, 6),
            first_section=28,
            last_section=28,
            paragraphs=(ParagraphContent(number=28, title="Budget"),),
        ),
    )
    follow_log()
    assert [kind for kind, _meant in new()] == ["same_section", "sections_differ"]
    remove_meeting(actor=None, meeting=Meeting.objects.get(starts_on=dt.date(2023, 10, 6)))
    follow_log()
    assert [kind for kind, _meant in new()] == ["sections_differ"]


def test_nothing_written_is_nothing_done(coordinator, meeting):
    bring_in(coordinator, HOME_CARE, ROW)
    entries = AuditEntry.objects.count()
    follow_log()
    assert AuditEntry.objects.count() == entries
    follow_log()
    assert AuditEntry.objects.count() == entries
