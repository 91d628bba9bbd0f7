"""A meeting but for its paragraphs and agenda. Attendance is written as the minutes write it, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samverka.forums.models import Forum
from samverka.foundation.dates.forms import PartialDateField, SwedishDateField
from samverka.meetings.choices import ModeChoice, RecordKindChoice, RecordStateChoice
from samverka.meetings.content import AttendanceContent, AttesterContent, MeetingContent
from samverka.meetings.forms.fields import LinesField, RecordForm, text
from samverka.meetings.reading import PARTIES, read_line
from samverka.meetings.rules import attendance_lists, line_of
from samverka.meetings.states import Capacity
from samverka.principals.models import PoliticalParty

LISTS = {
    "deciding": (Capacity.MEMBER, _("Beslutande")),
    "non_acting": (Capacity.DEPUTY, _("Ej tjänstgörande ersättare")),
    "others": (Capacity.ATTENDEE, _("Övriga närvarande")),
    "absent": (Capacity.ABSENT, _("Frånvarande")),
}


class MeetingForm(RecordForm):
    """A meeting but for its paragraphs and agenda, which have forms of their own. `content` is what operations take."""

    sources: ClassVar[dict[str, str]] = {
        "attested_on": "kommunallagen 5 kap. 69 § och 6 kap. 35 §",
        "notice_posted_on": "kommunallagen 8 kap. 12 §",
    }

    forums = forms.ModelMultipleChoiceField(
        Forum.objects.none(),
        label=_("Forum"),
        required=False,
        help_text=_("Minst ett, här eller i nästa ruta. Flera för ett gemensamt möte."),
    )
    other_forums = LinesField(
        label=_("Forum utanför registret"),
        rows=2,
        longest=300,
        help_text=_("Till exempel ett annat läns forum, ett på varje rad."),
    )
    title = forms.CharField(
        label=_("Eget namn"), required=False, max_length=200, help_text=_("Bara om mötet heter något.")
    )
    starts_on = SwedishDateField(label=_("Första dag"))
    ends_on = SwedishDateField(label=_("Sista dag"), required=False, help_text=_("Om mötet varar flera dagar."))
    start_time = forms.TimeField(label=_("Börjar kl."), required=False, input_formats=["%H:%M", "%H.%M"])
    end_time = forms.TimeField(label=_("Slutar kl."), required=False, input_formats=["%H:%M", "%H.%M"])
    place = forms.CharField(label=_("Plats"), required=False, max_length=300)
    mode = forms.ChoiceField(
        label=_("Hur man möts"), required=False, choices=[("", _("Ej angivet")), *ModeChoice.choices]
    )
    record_kind = forms.ChoiceField(label=_("Vad som skrivs"), choices=RecordKindChoice.choices)
    record_state = forms.ChoiceField(
        label=_("Läge"),
        choices=RecordStateChoice.choices,
        help_text=_(
            "Ett utkast ser bara samordnarna och forumets sekreterare. Infört och justerat ser alla som har loggat in."
        ),
    )
    first_section = forms.IntegerField(label=_("Första §"), required=False, min_value=1, max_value=99_999)
    last_section = forms.IntegerField(label=_("Sista §"), required=False, min_value=1, max_value=99_999)
    chair = forms.CharField(label=_("Ordförande"), required=False, max_length=200)
    secretary = forms.CharField(label=_("Sekreterare"), required=False, max_length=200)
    attesters = LinesField(
        label=_("Justerare"), rows=2, longest=200, help_text=_("En på varje rad, gärna med parti: Namn (S).")
    )
    deciding = LinesField(
        label=LISTS["deciding"][1],
        rows=8,
        help_text=_("En på varje rad, som i protokollet: Namn (parti) (organisation) §§16–25 ersätter Namn (parti)."),
    )
    non_acting = LinesField(label=LISTS["non_acting"][1])
    others = LinesField(
        label=LISTS["others"][1], rows=6, help_text=_("En på varje rad: Namn (organisation - roll) §§20–28.")
    )
    absent = LinesField(label=LISTS["absent"][1], rows=2)
    attendance_text = text(_("Om närvaron, ordagrant"), rows=2, help_text=_("Till exempel: enligt närvarolista."))
    records_office = forms.CharField(label=_("Protokollet förvaras hos"), required=False, max_length=300)
    summoned_on = SwedishDateField(label=_("Kallelsen skickad"), required=False)
    attested_on = SwedishDateField(
        label=_("Justerat den"),
        required=False,
        help_text=_(
            "För en nämnd senast fjorton dagar efter sammanträdet; ett forum som inte är en nämnd bestämmer sin egen tid."
        ),
    )
    attestation_text = text(_("Om justeringen, ordagrant"), rows=2)
    notice_text = text(_("Om tillkännagivandet, ordagrant"), rows=2)
    notice_posted_on = SwedishDateField(
        label=_("Anslaget den"),
        required=False,
        help_text=_(
            "För en nämnd senast andra dagen efter justeringen; frivilligt för ett forum som inte är en nämnd."
        ),
    )
    notice_removed_on = SwedishDateField(label=_("Nedtaget den"), required=False)
    next_meeting = PartialDateField(label=_("Nästa möte"), required=False)
    next_meeting_text = forms.CharField(label=_("Nästa möte, ordagrant"), required=False, max_length=300)

    SECTIONS = (
        ("mote", _("Möte"), ("forums", "other_forums", "title", "starts_on", "ends_on", "start_time", "end_time", "place", "mode")),
        ("protokoll", _("Protokoll"), ("record_kind", "record_state", "first_section", "last_section", "chair", "secretary")),
        ("narvaro", _("Närvaro"), ("deciding", "non_acting", "others", "absent", "attendance_text")),
        ("justering", _("Justering och tillkännagivande, som det står i protokollet"), (
            "attesters", "attested_on", "attestation_text", "notice_text", "notice_posted_on", "notice_removed_on", "records_office")),
        ("fore-efter", _("Före och efter"), ("summoned_on", "next_meeting", "next_meeting_text", "reason")),
    )  # fmt: skip
    PLAIN = (
        "title", "starts_on", "ends_on", "start_time", "end_time", "place", "mode", "record_kind", "record_state", "first_section",
        "last_section", "chair", "secretary", "attendance_text", "records_office", "summoned_on", "attested_on", "attestation_text",
        "notice_text", "notice_posted_on", "notice_removed_on", "next_meeting", "next_meeting_text",
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        forums: QuerySet[Forum],
        stands: MeetingContent | None = None,
        known: Sequence[tuple[str, int | None]] = (),
        version: int | None = None,
    ) -> None:
        """`forums` may be chosen; `stands` is the meeting's content and `known` its forums as printed, with their keys."""
        self.stands, self.known = stands, known
        self.read: dict[str, list[AttendanceContent]] = {}
        super().__init__(data, initial=self._initial(stands, version) if stands else None)
        self.fields["forums"].queryset = forums  # type: ignore[attr-defined]
        if not stands:
            del self.fields["reason"]

    def _initial(self, stands: MeetingContent, version: int | None) -> dict[str, Any]:
        lists = attendance_lists(stands.attendance)
        return {name: getattr(stands, name) for name in self.PLAIN} | {
            "forums": [key for _printed, key in self.known if key],
            "other_forums": [printed for printed, key in self.known if not key],
            "attesters": [f"{each.name} ({each.party})" if each.party else each.name for each in stands.attesters],
            "version": version,
            **{name: [line_of(each) for each in getattr(lists, name)] for name in LISTS},
        }

    def sections(self) -> list[tuple[str, Any, list[Any]]]:
        return [
            (anchor, title, [self[name] for name in names if name in self.fields])
            for anchor, title, names in self.SECTIONS
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("forums") and not cleaned.get("other_forums"):
            self.add_error("forums", _("Ange vilket forum som möts."))
        parties = PARTIES | set(PoliticalParty.objects.values_list("abbreviation", flat=True))
        for name, (capacity, _label) in LISTS.items():
            self.read[name] = [
                each for line in cleaned.get(name, ()) if (each := self._person(name, line, capacity, parties))
            ]
        return cleaned

    def _person(self, name: str, line: str, capacity: Capacity, parties: frozenset[str]) -> AttendanceContent | None:
        """The line's facts; those that stand, if the line is as it stood: they may hold more than a line tells."""
        lists = attendance_lists(self.stands.attendance) if self.stands else attendance_lists(())
        stood = next((each for each in getattr(lists, name) if line_of(each) == line), None)
        person = stood or read_line(line, capacity, parties)
        if person is None:
            self.add_error(
                name,
                _now("”%(line)s” kan inte läsas. Skriv som: Namn (S) (Åre kommun) §§16–25 ersätter Namn (S).")
                % {"line": line},
            )
        return person

    def content(self) -> MeetingContent:
        """What was filled in; paragraphs and agenda as they stand."""
        said = self.cleaned_data
        chosen = {each.pk: each.label for each in said["forums"]}
        stay = [
            printed for printed, key in self.known if key in chosen
        ]  # in their order: the first numbers the paragraphs
        added = [label for key, label in chosen.items() if key not in {key for _printed, key in self.known}]
        people = [person for name in LISTS for person in self.read[name]]
        stood = self.stands.attendance if self.stands else ()
        same = len(people) == len(stood) and all(person in stood for person in people)
        return MeetingContent(
            **{name: said[name] for name in self.PLAIN},
            forums=(*stay, *added, *said["other_forums"]),
            attesters=tuple(map(_attester, said["attesters"])),
            attendance=stood if same else tuple(people),
            paragraphs=self.stands.paragraphs if self.stands else (),
            agenda=self.stands.agenda if self.stands else (),
        )


def _attester(line: str) -> AttesterContent:
    """`Inga-Maj Lööf (S)`."""
    found = re.fullmatch(r"(?P<name>[^()]+?)\s*\((?P<party>[^()]+)\)", line)
    return AttesterContent(name=found["name"], party=found["party"]) if found else AttesterContent(name=line)
