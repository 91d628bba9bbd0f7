"""Findings: told once, shown where they matter, settled by a person with a note."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse

from samverka.findings import operations
from samverka.findings.content import FindingContent, SideContent
from samverka.findings.models import Finding
from samverka.findings.queries import findings_on
from samverka.findings.states import FindingKind, FindingState
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.queries import history
from samverka.meetings.operations import create_meeting
from samverka.meetings.tests.samples import meeting_content

pytestmark = pytest.mark.django_db
EVERYONE = {"coordinator", "secretary", "chair", "member", "registrar", "reader", "administrator"}
SECRETARIES = {"coordinator", "secretary"}


def content(forum, other="26 maj 2023", **said):
    sides = (
        SideContent(
            statement="SVOM 9/6 2023 – beslut",
            where="Balanslista, rad 4",
            record=("forums.forum", forum.pk),
            field="name",
        ),
        SideContent(statement=other, where="Protokoll § 26"),
    )
    return FindingContent(kind=FindingKind.OTHER_DAY, summary="Två dagar för samma beslut.", sides=sides, **said)


@pytest.fixture
def finding(cast):
    return operations.record_finding(actor=None, content=content(cast.forum))[0]


def test_the_same_finding_is_told_once_also_when_it_has_been_checked(cast, finding):
    operations.check_finding(actor=cast.secretary, finding=finding, state=FindingState.LEFT, note="Listan är äldre.")
    again = operations.record_finding(actor=None, content=content(cast.forum, suggestion="Nya ord"))
    assert again == (finding, False)
    assert operations.record_findings(
        actor=None, contents=[content(cast.forum), content(cast.forum, other="27 maj 2023")]
    ) == [Finding.objects.first()]
    assert Finding.objects.count() == 2


def test_a_finding_stands_on_what_it_concerns_until_it_is_corrected(cast, finding):
    assert (findings_on(cast.forum, seen=Q()), findings_on(cast.region, seen=Q()), findings_on(seen=Q())) == (
        [finding],
        [],
        [],
    )
    operations.check_finding(actor=cast.secretary, finding=finding, state=FindingState.LEFT, note="Får stå.")
    assert findings_on(cast.forum, seen=Q()) == [finding]
    operations.reopen_finding(actor=cast.secretary, finding=finding)
    operations.check_finding(actor=cast.secretary, finding=finding, state=FindingState.CORRECTED)
    assert findings_on(cast.forum, seen=Q()) == []


def test_what_may_stand_needs_a_note(cast, finding):
    with pytest.raises(ValidationError):
        operations.check_finding(actor=cast.secretary, finding=finding, state=FindingState.LEFT, note="  ")
    with pytest.raises(ValueError, match="reopen_finding"):
        operations.check_finding(actor=cast.secretary, finding=finding, state=FindingState.NEW)
    assert Finding.objects.get().is_new


def test_two_people_who_check_are_told(cast, finding):
    operations.check_finding(
        actor=cast.secretary, finding=Finding.objects.get(), state=FindingState.CORRECTED, version=1
    )
    with pytest.raises(StaleRecord):
        operations.check_finding(
            actor=cast.coordinator, finding=Finding.objects.get(), state=FindingState.LEFT, note="x", version=1
        )


def test_a_person_settles_it_on_its_page(cast, as_, finding):
    page = reverse("findings:detail", args=[finding.pk])
    client = as_(cast.secretary)
    assert list(client.post(page, {"state": "left", "note": "", "version": 1}).context["form"].errors) == ["note"]
    assert list(client.post(page, {"note": "x", "version": 1}).context["form"].errors) == ["__all__"]
    assert client.post(page, {"state": "left", "note": "Listan är äldre.", "version": 1}).status_code == 302
    finding.refresh_from_db()
    assert (finding.state, finding.note, finding.checked_by) == ("left", "Listan är äldre.", cast.secretary)
    assert [entry.verb for entry in history(finding)] == ["finding_left", "create"]
    assert "Listan är äldre." in as_(cast.reader).get(page).content.decode()
    client.post(reverse("findings:reopen", args=[finding.pk]))
    assert Finding.objects.get().is_new


def test_each_page_answers_those_who_may_and_refuses_the_others(cast, as_, finding):
    pages = {
        ("get", "list"): EVERYONE, ("get", "csv"): EVERYONE, ("get", "detail"): EVERYONE, ("post", "detail"): SECRETARIES, ("post", "reopen"): SECRETARIES,
    }  # fmt: skip
    for (method, name), who_may in pages.items():
        args = [finding.pk] if name in ("detail", "reopen") else []
        allowed = {
            who
            for who, user in cast.users.items()
            if getattr(as_(user), method)(reverse(f"findings:{name}", args=args)).status_code != 403
        }
        assert allowed == who_may, (method, name)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("lage=checked", 1),
        ("lage=all", 2),
        ("slag=other_day&lage=all", 2),
        ("slag=other", 0),
        ("q=balans", 0),
        ("q=SVOM+9", 1),
        ("q=%00", 1),
    ],
)
def test_the_list_filters(cast, as_, finding, query, count):
    checked, _new = operations.record_finding(actor=None, content=content(cast.forum, other="27 maj 2023"))
    operations.check_finding(actor=cast.secretary, finding=checked, state=FindingState.CORRECTED)
    assert len(as_(cast.reader).get(f"{reverse('findings:list')}?{query}").context["page"]) == count


def test_what_speaks_of_a_draft_is_told_to_those_who_see_it(cast, as_):
    draft = create_meeting(actor=None, content=meeting_content(record_state="draft"))
    for key, label in ((draft.pk, "meetings.meeting"), (draft.paragraphs.first().pk, "meetings.minuteparagraph")):
        sides = (SideContent(statement="Hemligt", record=(label, key)),)
        found, _new = operations.record_finding(
            actor=None, content=FindingContent(kind=FindingKind.OTHER, summary="x", sides=sides)
        )
        for who, code in (("reader", 404), ("secretary", 200)):
            assert as_(getattr(cast, who)).get(reverse("findings:detail", args=[found.pk])).status_code == code, (
                label,
                who,
            )
    counts = {
        who: len(as_(getattr(cast, who)).get(reverse("findings:list")).context["page"])
        for who in ("reader", "secretary", "coordinator")
    }
    assert counts == {"reader": 0, "secretary": 2, "coordinator": 2}


def test_the_number_of_queries_does_not_grow(cast, as_, finding, django_assert_max_num_queries):
    client = as_(cast.reader)
    client.get(reverse("findings:list"))
    counts = []
    for extra in range(2):
        with django_assert_max_num_queries(15) as asked:
            client.get(reverse("findings:list"))
        counts.append(len(asked))
        for n in range(2):
            operations.record_finding(actor=None, content=content(cast.forum, other=f"{extra} {n}"))
    assert counts[0] == counts[1]
