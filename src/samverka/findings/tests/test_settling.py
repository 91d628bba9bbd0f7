"""What becomes of a finding when the register is read again: state × whether it is still so."""

from __future__ import annotations

import pytest
from django.utils import translation

from samverka.findings import operations
from samverka.findings.models import Finding
from samverka.findings.operations.following import follow_log
from samverka.findings.operations.settling import settle_findings
from samverka.findings.states import FindingKind, FindingState
from samverka.findings.tasks import follow_later
from samverka.findings.tests.test_findings import content
from samverka.foundation.audit import operations as audit
from samverka.foundation.tasks.models import Job
from samverka.meetings.models import Meeting
from samverka.meetings.operations import create_meeting
from samverka.meetings.tests.samples import meeting_content

pytestmark = pytest.mark.django_db
NEW, CORRECTED, LEFT, AGREES = FindingState


def settle(contents) -> None:
    settle_findings(actor=None, contents=contents, among=Finding.objects.all())


@pytest.mark.parametrize(
    ("state", "still_so", "after"),
    [
        (NEW, True, NEW),
        (NEW, False, AGREES),
        (CORRECTED, True, NEW),  # it was said to be corrected, and is not
        (CORRECTED, False, AGREES),
        (LEFT, True, LEFT),
        (LEFT, False, AGREES),
    ],
)
def test_what_becomes_of_a_finding(cast, state, still_so, after):
    told = content(cast.forum)
    finding = operations.record_finding(actor=None, content=told)[0]
    if state is not NEW:
        operations.check_finding(actor=cast.secretary, finding=finding, state=state, note="Sedd.")
    settle([told] if still_so else [])
    finding.refresh_from_db()
    assert finding.state == after


@pytest.mark.parametrize(("was", "after"), [(NEW, NEW), (CORRECTED, NEW), (LEFT, LEFT)])
def test_one_that_comes_back_is_new_unless_somebody_has_let_it_stand(cast, was, after):
    told = content(cast.forum)
    finding = operations.record_finding(actor=None, content=told)[0]
    if was is not NEW:
        operations.check_finding(actor=cast.secretary, finding=finding, state=was, note="Listan är äldre.")
    settle([])
    settle([told])
    finding.refresh_from_db()
    assert (finding.state, finding.checked_by) == (after, cast.secretary if after is LEFT else None)


def test_following_is_queued_once_while_it_waits(db):
    for _time in range(3):
        follow_later()
    assert Job.objects.count() == 1


def test_a_finding_says_the_same_whatever_language_the_next_writer_reads(cast):
    """The log is followed in the request of whoever writes; what a finding says was written over in English."""
    created = meeting_content(first_section=26, last_section=40)
    meeting = create_meeting(actor=cast.coordinator, content=created)
    follow_log()
    first = Finding.objects.get(kind=FindingKind.SECTIONS_DIFFER)
    operations.check_finding(actor=cast.secretary, finding=first, state=LEFT, note="Så är det tryckt.")
    with translation.override("en"):
        audit.change(Meeting.objects.get(pk=meeting.pk), actor=cast.coordinator, values={"place": "Bräcke"})
        follow_log()
    assert Finding.objects.get(kind=FindingKind.SECTIONS_DIFFER) == first
    first.refresh_from_db()
    assert (first.state, first.summary[:16]) == (LEFT, "Protokollet ange")
