"""What the review page shows of a record, and which operation each answer is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from samverka.action_register.explain import entry_in_words
from samverka.action_register.reading import read_follow_up
from samverka.agreements.explain import reading_in_words
from samverka.forums.names import ForumNames
from samverka.forums.queries import forum_names
from samverka.foundation.dates import PartialDate
from samverka.foundation.ui.tables import key
from samverka.imports import operations
from samverka.imports.fields import ReadField
from samverka.imports.forms import shown_value, value_form
from samverka.imports.models import ImportRecord
from samverka.imports.shown_parts import ShownPart, shown_part
from samverka.imports.targets.base import Target
from samverka.meetings.parts import Section, section_of


@dataclass(frozen=True)
class Segment:
    """A stretch of a cell and what it is read as. `number` is None for white space and signs between."""

    raw: str
    readings: tuple[str, ...] = ()
    number: int | None = None


@dataclass(frozen=True)
class ShownField:
    """A field on the review page: source to the left (`segments` or `field.raw`), reading to the right."""

    field: ReadField
    shown: Any
    current: Any
    segments: tuple[Segment, ...]
    readings: tuple[str, ...]
    form: Any
    part: ShownPart | None = None

    @property
    def is_list(self) -> bool:
        return isinstance(self.field.value, list)

    @property
    def is_date(self) -> bool:
        return isinstance(self.shown, PartialDate)

    @property
    def current_is_date(self) -> bool:
        return isinstance(self.current, PartialDate)

    @property
    def needs_answer(self) -> bool:
        return self.field.verdict == "doubtful"

    @property
    def is_settled(self) -> bool:
        """Whether the register says it already, and nobody has answered anything about it."""
        return self.field.verdict == "same" and not (self.field.reason or self.field.left_out or self.field.keep)

    @property
    def may_be_taken(self) -> bool:
        """Whether it can be right as it is read: a value there is, or one of the register's that is to go."""
        return self.needs_answer and (not self.is_emptied or bool(self.field.current))

    @property
    def is_wanting(self) -> bool:
        """Whether a value is needed that the document does not give."""
        return self.needs_answer and not self.may_be_taken

    @property
    def is_emptied(self) -> bool:
        return not self.field.raw and self.field.value in ("", [], {})


def shown_fields(found: ImportRecord, target: type[Target], forms: Mapping[str, Any]) -> list[ShownField]:
    """`forms` are boxes that were filled in wrongly, by field: they keep what was typed."""
    return [_shown(field, target, forms) for field in found.read_fields()]


def missing_fields(found: ImportRecord, target: type[Target]) -> list[str]:
    """What such a record should tell but the document does not, in words."""
    given = {field.name for field in found.read_fields()}
    return [str(label) for name, label in target.expected.items() if name not in given]


@dataclass(frozen=True)
class Group:
    """Fields that stand together: those of the record itself, the attendance, the paragraphs, the agenda. `folded`: of a
    meeting what stands in the register already, out of the way of what does not."""

    anchor: str
    heading: str
    fields: list[ShownField]
    folded: list[ShownField]

    @property
    def total(self) -> int:
        return len(self.fields) + len(self.folded)

    @property
    def is_parts(self) -> bool:
        return bool(self.anchor)

    @property
    def is_people(self) -> bool:
        """People are shown a row each."""
        return self.anchor == Section.ATTENDANCE


def groups(fields: Sequence[ShownField]) -> list[Group]:
    """The fields by what they belong to, those that have none left out."""
    headings = {
        "": "",
        Section.ATTENDANCE: _("Närvaro"),
        Section.PARAGRAPHS: _("Paragrafer"),
        Section.AGENDA: _("Dagordning"),
    }
    has_parts = any(section_of(shown.field.name) is not None for shown in fields)
    made = []
    for section, heading in headings.items():
        mine = [shown for shown in fields if (section_of(shown.field.name) or "") == section]
        folded = [shown for shown in mine if has_parts and shown.is_settled]
        apart = [shown for shown in mine if not (has_parts and shown.is_settled)]
        made.append(Group(section, heading, apart, folded))
    return [group for group in made if group.total]


def _shown(field: ReadField, target: type[Target], forms: Mapping[str, Any]) -> ShownField:
    if section_of(field.name) is not None:
        return ShownField(field, None, None, (), (), None, shown_part(field))
    segments: tuple[Segment, ...] = ()
    readings: tuple[str, ...] = ()
    if field.name == "follow_up" and field.value:
        segments = _segments(str(field.value), forum_names())
    elif field.name == "validity_raw":
        readings = tuple(reading_in_words(str(field.value)))
    choices = target.choices_of(field.name)
    form = forms.get(field.name) or form_of(field, target)
    words = dict(choices)
    return ShownField(
        field=field,
        shown=words.get(field.value, field.value) if choices else shown_value(field.value),
        current=words.get(field.current, field.current) if choices else shown_value(field.current),
        segments=segments,
        readings=readings,
        form=form,
    )


def form_of(field: ReadField, target: type[Target], data: Any = None) -> Any:
    """The box in which a reviewer corrects the field."""
    return value_form(field, data, large=field.name in target.multiline, choices=target.choices_of(field.name))


def _segments(cell: str, names: ForumNames) -> tuple[Segment, ...]:
    found = read_follow_up(cell, names).segments
    return tuple(
        Segment(each.raw, tuple(entry_in_words(entry, names) for entry in each.entries), each.number) for each in found
    )


def answers_to(found: ImportRecord, sent: Mapping[str, str]) -> tuple[str, Callable[..., None]]:
    """The name of the answer sent and the operation it is, waiting for `actor` and `version`. Raises `KeyError` for
    an answer there is none of."""
    name = sent.get("answer", "")
    field = sent.get("field", "")
    actions: dict[str, Callable[..., None]] = {
        "correct": partial(operations.correct_field, found=found, name=field),  # and the value, when its box is read
        "keep": partial(operations.answer_field, found=found, name=field, keep=True),
        "take": partial(operations.answer_field, found=found, name=field, keep=False),
        "omit": partial(operations.omit_field, found=found, name=field),
        "include": partial(operations.omit_field, found=found, name=field, omit=False),
        "accept": partial(operations.accept_record, found=found),
        "keep_register": partial(operations.keep_register, found=found),
        "ask_again": partial(operations.keep_register, found=found, keep=False),
        "choose": partial(operations.choose_target, found=found, target_id=key(sent, "target")),
        "drop": partial(operations.drop_record, found=found),
        "take_back": partial(operations.drop_record, found=found, drop=False),
    }
    return name, actions[name]
