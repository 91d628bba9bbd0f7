"""The parts of a read meeting as the review page shows them, and the forms in which a reviewer corrects one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.imports.fields import ReadField
from samverka.imports.targets.meetings.merging import part_over, says_the_same
from samverka.imports.targets.meetings.words import LABELS, in_words
from samverka.meetings.choices import CapacityChoice, ItemKindChoice, PointKindChoice
from samverka.meetings.content import AgendaItemContent, AttendanceContent, ParagraphContent
from samverka.meetings.forms import AgendaItemForm, ParagraphForm, PointForms
from samverka.meetings.parts import Section, section_of
from samverka.meetings.reading import PARTIES, read_line
from samverka.meetings.rules import line_of
from samverka.meetings.states import Capacity
from samverka.principals.models import PoliticalParty

Content = ParagraphContent | AgendaItemContent | AttendanceContent
_CONTENTS: dict[Section, type[Content]] = {
    Section.PARAGRAPHS: ParagraphContent,
    Section.AGENDA: AgendaItemContent,
    Section.ATTENDANCE: AttendanceContent,
}


@dataclass(frozen=True)
class Point:
    number: int
    text: str
    kind: str
    addressee: str


@dataclass(frozen=True)
class ShownPart:
    """What will stand, and what the register has instead now, in words."""

    section: Section
    content: Any
    kind: str
    points: tuple[Point, ...]
    line: str
    stood: tuple[tuple[str, str], ...]


def shown_part(field: ReadField) -> ShownPart | None:
    """None for a field that is no part, or whose value is no content."""
    section = section_of(field.name)
    content = content_of(field)
    if section is None or content is None:
        return None
    kinds = dict(CapacityChoice.choices if section is Section.ATTENDANCE else ItemKindChoice.choices)
    points = tuple(
        Point(each.number, each.text, dict(PointKindChoice.choices).get(each.kind, each.kind), each.addressee)
        for each in getattr(content, "points", ())
    )
    return ShownPart(
        section=section,
        content=content,
        kind=str(kinds.get(getattr(content, "capacity", "") or getattr(content, "item_kind", ""), "")),
        points=points,
        line=line_of(content) if isinstance(content, AttendanceContent) else "",
        stood=tuple(_stood(field, section)) if field.current and field.verdict != "new" else (),
    )


def content_of(field: ReadField) -> Content | None:
    section = section_of(field.name)
    if section is None:
        return None
    try:
        return _CONTENTS[section].from_json(part_over(field.current, field.value))
    except (TypeError, ValueError, KeyError):
        return None


def _stood(field: ReadField, section: Section) -> list[tuple[str, str]]:
    """What the register says where the document says something else."""
    if section is Section.ATTENDANCE:
        return (
            []
            if says_the_same(field.current, field.value)
            else [("", line_of(AttendanceContent.from_json(field.current)))]
        )
    return [
        (str(LABELS.get(key, "")), in_words(key, field.current.get(key)))
        for key, value in field.value.items()
        if not says_the_same(field.current, {key: value})
    ]


class PersonForm(forms.Form):
    """One line of an attendance list, written as minutes write it."""

    capacity = forms.ChoiceField(label=gettext_lazy("Närvarade som"), choices=CapacityChoice.choices)
    line = forms.CharField(
        label=gettext_lazy("Så står det i listan"),
        max_length=1000,
        help_text=gettext_lazy("Som i protokollet: Namn (S) (Åre kommun) §§16–25 ersätter Namn (S)."),
    )

    def __init__(self, data: Any = None, *, stands: AttendanceContent) -> None:
        self.stands = stands
        self.person = stands
        super().__init__(data, initial={"capacity": stands.capacity, "line": line_of(stands)})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        line, capacity = cleaned.get("line", ""), cleaned.get("capacity", "")
        if not line or not capacity or (line == line_of(self.stands) and capacity == self.stands.capacity):
            return cleaned
        parties = PARTIES | set(PoliticalParty.objects.values_list("abbreviation", flat=True))
        person = read_line(line, Capacity(capacity), parties)
        if person is None:
            raise ValidationError(
                {"line": _("Raden kan inte läsas. Skriv som: Namn (S) (Åre kommun) §§16–25 ersätter Namn (S).")}
            )
        self.person = person
        return cleaned

    def content(self) -> AttendanceContent:
        return self.person


class PartForms:
    """The form of one part, with the forms of its decision points where it has them."""

    def __init__(self, field: ReadField, data: Any = None) -> None:
        """Raises `KeyError` for a field that is no part."""
        stands = content_of(field)
        self.points: Any = None
        self.form: Any
        if isinstance(stands, ParagraphContent):
            self.form = ParagraphForm(data, stands=stands)
            self.points = PointForms(data, prefix="punkt", initial=[each.to_json() for each in stands.points])
        elif isinstance(stands, AgendaItemContent):
            self.form = AgendaItemForm(data, stands=stands)
        elif isinstance(stands, AttendanceContent):
            self.form = PersonForm(data, stands=stands)
        else:
            raise KeyError(field.name)
        for name in ("version", "reason"):  # of the register's record; the review has its own
            self.form.fields.pop(name, None)

    def is_valid(self) -> bool:
        valid = bool(self.form.is_valid())
        return valid and (self.points is None or bool(self.points.is_valid()))

    def value(self) -> dict[str, Any]:
        """The whole part: what has been emptied is emptied."""
        content: Content = self.form.content() if self.points is None else self.form.content(self.points.content())
        return content.to_json()
