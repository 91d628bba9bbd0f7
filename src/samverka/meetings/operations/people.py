"""The people and forums of a meeting stored: as printed, and whom they mean where that is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from samverka.forums.names import ForumNames
from samverka.forums.queries import forum_names
from samverka.meetings.content import AttendanceContent, MeetingContent
from samverka.meetings.models import Attendance, Attester, Meeting, MeetingForum
from samverka.meetings.names import PersonNames
from samverka.meetings.queries import SPANS, person_names
from samverka.principals.models import PoliticalParty
from samverka.principals.names import PrincipalNames
from samverka.principals.queries import principal_matcher


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows by name; read once, also when many meetings are stored."""

    forums: ForumNames
    people: PersonNames
    principals: PrincipalNames
    parties: dict[str, int]

    @classmethod
    def read(cls, forums: ForumNames | None = None) -> Self:
        """Six queries."""
        parties = {short.casefold(): pk for pk, short in PoliticalParty.objects.values_list("pk", "abbreviation")}
        return cls(forums or forum_names(), person_names(), principal_matcher(), parties)

    def person_called(self, name: str, party: str = "", organisation: str = "") -> int | None:
        principal = self.principals.named_in(organisation) if organisation else None
        return self.people.find(name, party=party, principal=principal)


def set_forums(meeting: Meeting, content: MeetingContent, known: Known) -> None:
    meeting.forum_parts.all().delete()
    rows, taken = [], set()
    for position, printed in enumerate(name for name in content.forums if name.strip()):
        key = known.forums.resolve(printed)
        forum = int(key) if key and int(key) not in taken else None
        taken.add(forum)
        rows.append(MeetingForum(meeting=meeting, position=position, printed=printed.strip()[:300], forum_id=forum))
    MeetingForum.objects.bulk_create(rows)


def set_attesters(meeting: Meeting, content: MeetingContent, known: Known) -> None:
    meeting.attesters.all().delete()
    Attester.objects.bulk_create(
        Attester(
            meeting=meeting,
            position=position,
            name=each.name[:200],
            party=each.party[:40],
            person_id=known.person_called(each.name, each.party),
        )
        for position, each in enumerate(content.attesters)
    )


def set_attendance(meeting: Meeting, content: MeetingContent, known: Known) -> None:
    """Made anew: nothing points to an attendance, and its facts stand in the log as lines."""
    meeting.attendance.all().delete()
    rows = [_row(meeting, position, each, known) for position, each in enumerate(content.attendance)]
    for row in rows:
        row.clean_fields(exclude=["meeting", "person", "principal", "political_party", "serves_for_person"])
    Attendance.objects.bulk_create(rows)


def _row(meeting: Meeting, position: int, content: AttendanceContent, known: Known) -> Attendance:
    return Attendance(
        meeting=meeting,
        position=position,
        name=content.name,
        party=content.party,
        organisation=content.organisation,
        role=content.role,
        capacity=content.capacity,
        acts=content.acts,
        chairs=content.chairs,
        serves_for=content.serves_for,
        serves_for_party=content.serves_for_party,
        remote=content.remote,
        **{name: [list(span) for span in getattr(content, name)] for name in SPANS},
        person_id=known.person_called(content.name, content.party, content.organisation),
        principal_id=known.principals.named_in(content.organisation) if content.organisation else None,
        political_party_id=known.parties.get(content.party.casefold()),
        serves_for_person_id=known.person_called(content.serves_for, content.serves_for_party),
    )
