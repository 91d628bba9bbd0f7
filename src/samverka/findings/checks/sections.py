"""Paragraphs that are missing in a meeting's minutes, lie outside them, or have a number that another meeting has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext as _

from samverka.findings.checks.places import Places
from samverka.findings.content import FindingContent, SideContent
from samverka.findings.states import FindingKind
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.queries import clashing_numbers
from samverka.meetings.rules import missing_sections, section_range, sections_in_words, spans_of

KINDS = (FindingKind.SECTIONS_DIFFER, FindingKind.SAME_SECTION)
_BATCH = 200


def of_meetings(meetings: Collection[int]) -> Iterator[FindingContent]:
    """Of these meetings. A fixed number of queries for every two hundred."""
    keys = sorted(meetings)
    for start in range(0, len(keys), _BATCH):
        part = keys[start : start + _BATCH]
        rows = list(Meeting.objects.filter(pk__in=part).prefetch_related("paragraphs", "forum_parts__forum"))
        clashing = clashing_numbers(rows)
        places = Places(Meeting, part)
        for meeting in rows:
            yield from _range(meeting, places)
            yield from _clashes(meeting, clashing.get(meeting.pk, []))


def _range(meeting: Meeting, places: Places) -> Iterator[FindingContent]:
    numbers = [each.number for each in meeting.paragraphs.all() if each.number is not None]
    if not numbers or (meeting.first_section is None and meeting.last_section is None):
        return
    first, last = section_range(meeting.first_section, meeting.last_section, numbers)
    missing = missing_sections(first, last, numbers)
    outside = spans_of(sorted(n for n in numbers if (first and n < first) or (last and n > last)))
    if not missing and not outside:
        return
    covers, present = sections_in_words(((first, last),)), sections_in_words(spans_of(sorted(numbers)))
    if missing and outside:
        said = _("%(missing)s saknas och %(outside)s ligger utanför.")
    else:
        said = _("%(missing)s saknas.") if missing else _("%(outside)s ligger utanför.")
    yield FindingContent(
        kind=FindingKind.SECTIONS_DIFFER,
        summary=_("Protokollet anger %(covers)s, men %(said)s")
        % {"covers": covers, "said": said % {"missing": sections_in_words(missing), "outside": sections_in_words(outside)}},
        sides=(
            places.side(meeting, _("Protokollet omfattar %(covers)s") % {"covers": covers}, field="first_section", where=meeting.label),
            SideContent(statement=_("Paragrafer som finns: %(present)s") % {"present": present}, where=meeting.label),
        ),
        identity=f"{meeting.pk} {covers} {present}",
    )  # fmt: skip


def _clashes(meeting: Meeting, clashing: Iterable[MinuteParagraph]) -> Iterator[FindingContent]:
    """One finding for each other meeting that has some of the same numbers."""
    others: dict[int, list[MinuteParagraph]] = {}
    for paragraph in clashing:
        others.setdefault(paragraph.meeting_id, []).append(paragraph)
    mine = {each.number: each for each in meeting.paragraphs.all()}
    for rows in others.values():
        pairs = [(mine[row.number], row) for row in rows if row.number in mine]
        numbers = sections_in_words(spans_of(sorted(row.number for _own, row in pairs if row.number)))
        one, other = sorted((meeting, rows[0].meeting), key=lambda each: (each.starts_on, each.pk))
        sides = sorted(
            (each for own, row in pairs[:3] for each in ((meeting, own), (row.meeting, row))),
            key=lambda each: (each[0].starts_on, each[0].pk),
        )
        yield FindingContent(
            kind=FindingKind.SAME_SECTION,
            summary=_("%(numbers)s finns både på %(one)s och på %(other)s, samma år i samma forum.")
            % {"numbers": numbers, "one": one.label, "other": other.label},
            sides=tuple(
                SideContent(statement=str(row), where=held.label, record=("meetings.minuteparagraph", row.pk))
                for held, row in sides
            ),
            identity=f"{one.pk} {other.pk} {numbers}",
        )
