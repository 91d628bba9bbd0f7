"""A meeting as a whole: entered, corrected, removed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samverka.forums.names import ForumNames
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.documents.models import Document
from samverka.foundation.lifecycle.removal import remove
from samverka.meetings.content import AttendanceContent, MeetingContent
from samverka.meetings.models import Meeting, MeetingDocument
from samverka.meetings.operations.agenda import set_agenda
from samverka.meetings.operations.links import link_across, link_agenda, link_record_numbers
from samverka.meetings.operations.paragraphs import set_paragraphs
from samverka.meetings.operations.people import Known, set_attendance, set_attesters, set_forums
from samverka.meetings.queries import content_of, meetings_in_full
from samverka.meetings.rules import line_of
from samverka.meetings.states import RecordState

_PLAIN = (
    "title", "starts_on", "start_time", "end_time", "place", "mode", "record_kind", "record_state", "chair", "secretary",
    "first_section", "last_section", "attendance_text", "records_office", "summoned_on", "attested_on", "attestation_text",
    "notice_text", "notice_posted_on", "notice_removed_on", "next_meeting_text",
)  # fmt: skip


@transaction.atomic
def create_meeting(
    *,
    actor: User | None,
    content: MeetingContent,
    reason: str = "",
    names: ForumNames | None = None,
    known: Known | None = None,
) -> Meeting:
    """A meeting with all that is recorded of it. Agenda items are linked to the paragraphs they became, and what has a
    record number that one matter has to that matter. `names` and `known` save reading forums and people again when many
    are made. Raises `ValidationError` by field."""
    known = known or Known.read(names)
    meeting = Meeting(**_values(content, known))
    meeting.clean_fields()
    _refuse(content)
    audit.create(meeting, actor=actor, reason=reason)
    _set_parts(actor, meeting, MeetingContent(forums=(), starts_on=content.starts_on), content, known)
    _link(actor, meeting)
    return meeting


@transaction.atomic
def change_meeting(
    *,
    actor: User | None,
    meeting: Meeting,
    content: MeetingContent,
    version: int | None = None,
    reason: str = "",
    names: ForumNames | None = None,
    known: Known | None = None,
) -> bool:
    """Makes the record say `content`; gives whether anything differed. Paragraphs, points and items keep what others
    point to as long as their number, or else their title, is the same. Raises `ValidationError` by field, `StaleRecord`
    if the meeting has been changed since `version`, `Refused` if a part that is taken away has others pointing to it."""
    known = known or Known.read(names)
    stands = content_of(meetings_in_full().get(pk=meeting.pk))
    if _normal(stands) == _normal(content):
        return False
    values = _values(content, known)
    Meeting(**values).clean_fields()
    _refuse(content)
    beside = _beside(stands, content)
    audit.change(meeting, actor=actor, values=values, version=version, reason=reason, beside=beside)
    _set_parts(actor, meeting, stands, content, known)
    _link(actor, meeting)
    return True


@transaction.atomic
def set_record_state(
    *, actor: User | None, meeting: Meeting, state: RecordState, version: int | None = None, reason: str = ""
) -> bool:
    """Enters a draft so that everybody sees it, or takes it back to draft."""
    return audit.change(
        meeting,
        actor=actor,
        values={"record_state": state.value},
        version=version,
        verb="set_record_state",
        reason=reason,
    )


@transaction.atomic
def remove_meeting(*, actor: User | None, meeting: Meeting, reason: str = "") -> None:
    """Removes a meeting entered by mistake, with its record. Raises `Refused` if others refer to it."""
    remove(
        meeting,
        actor=actor,
        instead=_("Ta bort det som hänvisar dit först, eller rätta mötet i stället."),
        reason=reason,
    )


@transaction.atomic
def attach_document(*, actor: User | None, meeting: Meeting, document: Document) -> MeetingDocument:
    """The document is the meeting's minutes, summons or packet. The same again changes nothing."""
    attachment, created = MeetingDocument.objects.get_or_create(meeting=meeting, document=document)
    if created:
        audit.record(actor=actor, verb="attach", obj=meeting, changes={"documents": [None, document.title]})
    return attachment


@transaction.atomic
def detach_document(*, actor: User | None, attachment: MeetingDocument) -> None:
    """The document no longer belongs to the meeting; document and file remain."""
    audit.record(
        actor=actor, verb="detach", obj=attachment.meeting, changes={"documents": [attachment.document.title, None]}
    )
    attachment.delete()


def _values(content: MeetingContent, known: Known) -> dict[str, Any]:
    coming = content.next_meeting
    return {name: getattr(content, name) for name in _PLAIN} | {
        "ends_on": content.ends_on or content.starts_on,
        "chair_person_id": known.person_called(content.chair),
        "secretary_person_id": known.person_called(content.secretary),
        "next_start": coming.start if coming else None,
        "next_end": coming.end if coming else None,
        "next_precision": coming.precision.value if coming else "",
    }


def _refuse(content: MeetingContent) -> None:
    """What the database would refuse without words a person can act on."""
    errors: dict[str, str] = {}
    if not [name for name in content.forums if name.strip()]:
        errors["forums"] = _("Ange vilket forum som möts.")
    if content.ends_on and content.ends_on < content.starts_on:
        errors["ends_on"] = _("Sista dagen ligger före första dagen. Ändra en av dem.")
    first, last = content.first_section, content.last_section
    if first is not None and last is not None and last < first:
        errors["last_section"] = _("Sista § är mindre än första §. Ändra en av dem.")
    numbers = [each.number for each in content.paragraphs if each.number is not None]
    if twice := sorted({number for number in numbers if numbers.count(number) > 1}):
        errors["paragraphs"] = _("Samma nummer står på flera paragrafer: §§ %(numbers)s. Rätta numren.") % {
            "numbers": ", ".join(str(number) for number in twice)
        }
    if turned := [each.name for each in content.attendance if _has_turned_span(each)]:
        errors["attendance"] = _("Närvaron slutar före sin början för %(names)s. Rätta paragraferna.") % {
            "names": ", ".join(turned)
        }
    if errors:
        raise ValidationError(errors)


def _has_turned_span(content: AttendanceContent) -> bool:
    spans = (*content.present, *content.serving, *content.chairing, *content.recused)
    return any(first is not None and last is not None and last < first for first, last in spans)


def _normal(content: MeetingContent) -> MeetingContent:
    return MeetingContent.from_json(content.to_json() | {"ends_on": (content.ends_on or content.starts_on).isoformat()})


def _beside(before: MeetingContent, after: MeetingContent) -> dict[str, list[Any]]:
    """What differs in the meeting's parts, in lines; the paragraphs' and items' own texts stand in entries of theirs."""
    told: dict[str, list[Any]] = {}
    if before.forums != after.forums:
        told["forums"] = [list(before.forums), list(after.forums)]
    if before.attesters != after.attesters:
        told["attesters"] = [[each.name for each in before.attesters], [each.name for each in after.attesters]]
    if before.attendance != after.attendance:
        old, new = ([line_of(each) for each in content.attendance] for content in (before, after))
        told["attendance"] = [[line for line in old if line not in new], [line for line in new if line not in old]]
    for name in ("paragraphs", "agenda"):
        if getattr(before, name) != getattr(after, name):
            old, new = (
                [f"{each.number or '–'} {each.title}" for each in getattr(content, name)] for content in (before, after)
            )
            told[name] = [[line for line in old if line not in new], [line for line in new if line not in old]]
    return told


def _set_parts(
    actor: User | None, meeting: Meeting, before: MeetingContent, after: MeetingContent, known: Known
) -> None:
    if before.forums != after.forums:
        set_forums(meeting, after, known)
    if before.attesters != after.attesters:
        set_attesters(meeting, after, known)
    if before.attendance != after.attendance:
        set_attendance(meeting, after, known)
    if before.paragraphs != after.paragraphs or before.starts_on.year != after.starts_on.year:
        set_paragraphs(actor, meeting, after.paragraphs, known)
    if before.agenda != after.agenda:
        set_agenda(actor, meeting, after.agenda, known)


def _link(actor: User | None, meeting: Meeting) -> None:
    link_agenda(actor=actor, meeting=meeting)
    link_record_numbers(actor=actor, meeting=meeting)
    link_across(actor=actor, meeting=meeting)
