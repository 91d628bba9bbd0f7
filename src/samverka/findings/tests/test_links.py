"""Links on the pages: who sees them, how they are corrected, and that what is written is followed at once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from samverka.action_register.models import FollowUp, ItemAgreement
from samverka.action_register.tests.factories import make_item, make_register
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement, ParagraphMention
from samverka.agreements.operations import create_agreement, remove_agreement
from samverka.findings.models import Finding, LogPosition
from samverka.findings.operations import follow_log, following
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.documents.models import DocumentVersion, SourceRef
from samverka.foundation.documents.operations import add_document, store_file
from samverka.foundation.lifecycle import Refused
from samverka.foundation.tasks.models import Job
from samverka.meetings.content import ParagraphContent
from samverka.meetings.operations import create_meeting, remove_meeting, set_record_state
from samverka.meetings.states import RecordState
from samverka.meetings.tests.samples import meeting_content

pytestmark = pytest.mark.django_db
PARAGRAPH = ParagraphContent(number=26, title="Förlängning av samverkansavtal hemsjukvård")


@pytest.fixture
def scene(cast):
    """A row, an agreement and a meeting that are about the same."""
    create_agreement(actor=None, content=AgreementContent(name="Samverkansavtal hemsjukvård"))
    make_item(make_register(cast.forum), "Samverkansavtal hemsjukvård", follow_up="SVOM 26/5 2023 – beslut")
    meeting = create_meeting(
        actor=None, content=meeting_content(paragraphs=(PARAGRAPH,), first_section=26, last_section=26)
    )
    follow_log()
    return meeting


def html(client, name, *args) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_each_page_shows_what_it_is_linked_to(cast, as_, scene):
    client, item, agreement = as_(cast.reader), FollowUp.objects.get().item, Agreement.objects.get()
    row = html(client, "action_register:detail", item.pk)
    assert "SVOM 26 maj 2023 §\u00a026" in row and "Samverkansavtal hemsjukvård</a>" in row
    page = html(client, "agreements:detail", agreement.pk)
    assert "SVOM 26 maj 2023 §\u00a026" in page and "Samverkansavtal hemsjukvård</a> <span" in page
    met = html(client, "meetings:detail", scene.pk)
    assert "I balanslistan" in met and "SVOM 26/5 2023 – beslut" in met and f'href="/avtal/{agreement.pk}/"' in met


def test_minutes_in_draft_are_told_of_to_those_who_see_them(cast, as_, scene):
    set_record_state(actor=None, meeting=scene, state=RecordState.DRAFT)
    item, agreement = FollowUp.objects.get().item, Agreement.objects.get()
    for who, sees in (("reader", False), ("secretary", True), ("coordinator", True)):
        client = as_(getattr(cast, who))
        pages = [html(client, "action_register:detail", item.pk), html(client, "agreements:detail", agreement.pk)]
        assert ["26 maj 2023 §\u00a026" in page for page in pages] == [sees, sees], who
        assert "SVOM 26 maj 2023" in pages[0]  # that it met is no secret
    assert as_(cast.reader).get(reverse("agreements:mentions", args=[scene.paragraphs.get().pk])).status_code == 404


def test_a_person_corrects_which_meeting_a_promise_is_about(cast, as_, scene):
    other = create_meeting(
        actor=None, content=meeting_content(starts_on=dt.date(2023, 10, 6), ends_on=dt.date(2023, 10, 6), paragraphs=())
    )
    entry, client = FollowUp.objects.get(), as_(cast.secretary)
    page = reverse("action_register:meeting", args=[entry.pk])
    assert [each.pk for each in client.get(page).context["form"].fields["meeting"].queryset] == [other.pk, scene.pk]
    assert client.post(page, {"meeting": other.pk, "version": entry.item.version}).status_code == 302
    entry.refresh_from_db()
    assert (entry.meeting, entry.meeting_strength) == (other, "confirmed")
    assert client.post(page, {"meeting": "", "version": 1}).status_code == 422  # somebody else has changed the row
    assert client.post(page, {"meeting": "", "version": FollowUp.objects.get().item.version}).status_code == 302
    follow_log()
    entry.refresh_from_db()
    assert (entry.meeting, entry.meeting_strength) == (None, "confirmed")


def test_a_person_corrects_which_agreements_a_paragraph_is_about(cast, as_, scene):
    other = create_agreement(actor=None, content=AgreementContent(name="Avtal om tandvård"))
    paragraph, client = scene.paragraphs.get(), as_(cast.secretary)
    page = reverse("agreements:mentions", args=[paragraph.pk])
    assert client.post(page, {"agreements": [], "other": other.pk}).status_code == 302
    assert list(ParagraphMention.objects.values_list("agreement__name", "strength")) == [
        ("Avtal om tandvård", "confirmed")
    ]
    assert client.post(page, {"agreements": [other.pk, 999]}).status_code == 422


def test_what_a_person_has_linked_keeps_its_record(cast, as_, scene):
    follow_log()
    entry = FollowUp.objects.get()
    as_(cast.secretary).post(
        reverse("action_register:meeting", args=[entry.pk]), {"meeting": scene.pk, "version": entry.item.version}
    )
    with pytest.raises(Refused, match="uppföljningar"):
        remove_meeting(actor=None, meeting=scene)
    remove_agreement(actor=None, agreement=Agreement.objects.get())  # only read from words: stands in nobody's way
    assert not ItemAgreement.objects.exists() and not ParagraphMention.objects.exists()


def test_what_is_written_is_followed_in_the_same_request(cast, as_, scene):
    entry = FollowUp.objects.get()
    form = {"text": "SVOM 9/6 2023 – beslut om förlängning"}
    assert (
        as_(cast.secretary).post(reverse("action_register:add_follow_up", args=[entry.item_id]), form).status_code
        == 302
    )
    finding = Finding.objects.get()
    assert (finding.kind, finding.suggestion) == ("other_day", "SVOM 26 maj 2023 §\u00a026")
    page = html(as_(cast.secretary), "findings:detail", finding.pk)
    assert (
        f'href="/balanslistan/rad/{entry.item_id}/andra/"' in page
        and reverse("meetings:change_paragraph", args=[scene.paragraphs.get().pk]) in page
    )
    assert ">Rätta<" not in html(as_(cast.reader), "findings:detail", finding.pk)


def test_much_to_follow_becomes_a_job(cast, as_, scene, monkeypatch):
    monkeypatch.setattr("samverka.findings.middleware.MOST_ENTRIES", 0)
    entry = FollowUp.objects.get()
    as_(cast.secretary).post(
        reverse("action_register:add_follow_up", args=[entry.item_id]), {"text": "SVOM 9/6 2023 – beslut"}
    )
    assert (Job.objects.count(), Finding.objects.count()) == (1, 0)
    follow_log()
    assert Finding.objects.count() == 1


def test_more_texts_than_allowed_are_left_for_later(cast, scene):
    create_agreement(actor=None, content=AgreementContent(name="Hemsjukvårdsavtal"))
    with pytest.raises(following.TooMuch):
        follow_log(at_most=1)
    before = LogPosition.objects.get().entry
    follow_log()
    assert LogPosition.objects.get().entry > before


def test_an_error_in_following_does_not_undo_what_the_user_did(cast, as_, scene, monkeypatch, caplog):
    def broken(**_given):
        raise ValueError("a check is wrong")

    monkeypatch.setattr("samverka.findings.middleware.follow_log", broken)
    entry = FollowUp.objects.get()
    answer = as_(cast.secretary).post(
        reverse("action_register:add_follow_up", args=[entry.item_id]), {"text": "SVOM 9/6 2023 – beslut"}
    )
    assert (answer.status_code, FollowUp.objects.count(), "could not follow" in caplog.text) == (302, 2, True)


def test_looking_at_pages_follows_nothing(cast, as_, scene):
    entries = AuditEntry.objects.count()
    create_agreement(actor=None, content=AgreementContent(name="Hemsjukvårdsavtal"))
    as_(cast.reader).get(reverse("agreements:list"))
    assert AuditEntry.objects.count() > entries
    assert LogPosition.objects.get().entry < AuditEntry.objects.order_by("-pk")[0].pk


def read_in(meeting, name, field, raw, page=None) -> DocumentVersion:
    file = store_file(name.encode(), media_type="application/pdf")
    document = add_document(actor=None, title=name, file=file, filename=f"{name}.pdf")
    SourceRef.objects.create(version=document, record=meeting, field=field, raw=raw, page=page)
    return document


def test_a_paragraph_is_shown_in_the_document_where_it_was_read(cast, as_):
    decided = ParagraphContent(number=26, title=PARAGRAPH.title, decision="Avtalet förlängs ett år.")
    meeting = create_meeting(
        actor=None, content=meeting_content(paragraphs=(decided,), first_section=26, last_section=26)
    )
    minutes = read_in(meeting, "Protokoll", "paragraphs/26", "Beslut\nAvtalet förlängs  ett år.", page=7)
    read_in(meeting, "Sammanfattning", "paragraphs/26", "Avtalet togs upp.")
    read_in(meeting, "Kallelse", "", "Kallelse")
    make_item(
        make_register(cast.forum), "Förlängning av samverkansavtal hemsjukvård", follow_up="SVOM 9/6 2023 – beslut"
    )
    follow_log()
    (finding,) = Finding.objects.filter(kind="other_day")
    side = finding.sides.get(content_type__model="minuteparagraph")
    assert (side.version, side.page) == (minutes, 7)
    page = html(as_(cast.secretary), "findings:detail", finding.pk)
    assert f'href="{reverse("imports:source", args=[minutes.pk])}#page=7"' in page


@pytest.mark.parametrize(("state", "likely"), [("attested", "SVOM 26 maj 2023"), ("none", "")])
def test_only_a_meeting_that_is_known_to_have_been_held_is_likely(cast, state, likely):
    create_meeting(
        actor=None, content=meeting_content(paragraphs=(), record_state=state, first_section=None, last_section=None)
    )
    make_item(make_register(cast.forum), "Tandvård", follow_up="SVOM 9/6 2023 – beslut")
    follow_log()
    finding = Finding.objects.get(kind="no_such_meeting")
    assert (finding.suggestion, finding.sides.all()[1].statement) == (
        likely,
        "Närmaste i registret är SVOM 26 maj 2023.",
    )
    assert "Inget sådant möte finns i registret" in finding.summary
