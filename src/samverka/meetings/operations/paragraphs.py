"""The paragraphs of a meeting and what stands under each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.lifecycle.removal import remove
from samverka.meetings.content import ParagraphContent
from samverka.meetings.models import DecisionBasis, DecisionPoint, Meeting, MinuteParagraph, Presenter
from samverka.meetings.operations.matching import matched
from samverka.meetings.operations.people import Known
from samverka.meetings.operations.sources import part_called, rename_sources
from samverka.meetings.queries import PARAGRAPH_PARTS, paragraph_content, point_content

_PLAIN = ("number", "title", "summary", "proposal", "decision", "record_number", "item_kind", "status", "is_immediate")


@transaction.atomic
def change_paragraph(
    *,
    actor: User | None,
    paragraph: MinuteParagraph,
    content: ParagraphContent,
    version: int | None = None,
    reason: str = "",
    known: Known | None = None,
) -> bool:
    """Makes one paragraph say `content`; gives whether anything differed. Raises `ValidationError` by field,
    `StaleRecord` if it has been changed since `version`, `Refused` if a point taken away has something to its name."""
    stands = MinuteParagraph.objects.prefetch_related(*PARAGRAPH_PARTS).get(pk=paragraph.pk)
    others = MinuteParagraph.objects.filter(meeting=paragraph.meeting_id).exclude(pk=paragraph.pk)
    if content.number is not None and others.filter(number=content.number).exists():
        raise ValidationError({"number": _("Mötet har redan en paragraf med det numret. Ändra den först.")})
    called = part_called(stands)
    changed = _change(actor, paragraph, stands, content, {}, known or Known.read(), version, reason)
    rename_sources(stands.meeting, called, MinuteParagraph.objects.get(pk=paragraph.pk))
    return changed


@transaction.atomic
def add_paragraph(
    *, actor: User | None, meeting: Meeting, content: ParagraphContent, reason: str = "", known: Known | None = None
) -> MinuteParagraph:
    """One more paragraph, placed by its number, without one at the end. Raises `ValidationError` by field."""
    others = list(meeting.paragraphs.all())
    if content.number is not None and any(each.number == content.number for each in others):
        raise ValidationError({"number": _("Mötet har redan en paragraf med det numret. Ändra den först.")})
    after = [
        each.position
        for each in others
        if content.number is None or each.number is None or each.number < content.number
    ]
    position = max(after, default=-1) + 1
    row = MinuteParagraph(meeting=meeting, position=position, year=meeting.starts_on.year, **_plain(content))
    for each in others:
        if each.position >= position:
            audit.change(each, actor=actor, values={"position": each.position + 1}, verb="move")
    _add(actor, [(row, content)], known or Known.read(), reason)
    return row


@transaction.atomic
def remove_paragraph(*, actor: User | None, paragraph: MinuteParagraph, reason: str = "") -> None:
    """Raises `Refused` if something refers to the paragraph or to a point of it."""
    remove(paragraph, actor=actor, instead=_("Rätta paragrafen i stället."), reason=reason)


def set_paragraphs(actor: User | None, meeting: Meeting, contents: Sequence[ParagraphContent], known: Known) -> None:
    """Makes the meeting's paragraphs those of `contents`, in their order."""
    rows = list(meeting.paragraphs.prefetch_related(*PARAGRAPH_PARTS))
    pairs, gone = matched(rows, contents)
    for left in gone:
        remove(left, actor=actor, instead=_("Behåll paragrafen, eller ta bort det som hänvisar till den."))
    new: list[tuple[MinuteParagraph, ParagraphContent]] = []
    for position, (row, content) in enumerate(pairs):
        place = {"position": position, "year": meeting.starts_on.year}
        if row is None:
            new.append((MinuteParagraph(meeting=meeting, **place, **_plain(content)), content))
        else:
            _change(actor, row, row, content, place, known, None, "")
    _add(actor, new, known)


def _plain(content: ParagraphContent) -> dict[str, Any]:
    remarks = [each.to_json() for each in content.remarks]
    return {name: getattr(content, name) for name in _PLAIN} | {"remarks": remarks}


def _add(
    actor: User | None, new: Sequence[tuple[MinuteParagraph, ParagraphContent]], known: Known, reason: str = ""
) -> None:
    for row, content in new:
        _check(row, content)
    MinuteParagraph.objects.bulk_create(row for row, _content in new)
    DecisionPoint.objects.bulk_create(_point(row, each) for row, content in new for each in content.points)
    DecisionBasis.objects.bulk_create(each for row, content in new for each in _basis(row, content))
    Presenter.objects.bulk_create(each for row, content in new for each in _presenters(row, content, known))
    audit.record_all(
        actor=actor,
        events=[
            audit.Event("create", row, {name: [None, v] for name, v in _told(content).items() if v}, reason)
            for row, content in new
        ],
    )


def _told(content: ParagraphContent) -> dict[str, Any]:
    """The paragraph as the log tells it: fields by name, parts as lines."""
    points = [
        f"{each.number}. {each.text} [{each.kind}]{f' → {each.addressee}' if each.addressee else ''}"
        for each in content.points
    ]
    return _plain(content) | {
        "points": points,
        "basis": list(content.basis),
        "presenters": list(content.presenters),
    }


def _check(row: MinuteParagraph, content: ParagraphContent) -> None:
    """Raises `ValidationError` that says in which paragraph."""
    errors: list[str] = []
    try:
        row.clean_fields(exclude=["meeting", "matter"])
    except ValidationError as error:
        errors += [f"{row}: {message}" for message in error.messages]
    numbers = [each.number for each in content.points]
    if len(numbers) != len(set(numbers)):
        errors.append(_("%(paragraph)s: två beslutspunkter har samma nummer.") % {"paragraph": row})
    if errors:
        raise ValidationError({"paragraphs": errors})


def _change(
    actor: User | None,
    row: MinuteParagraph,
    stands: MinuteParagraph,
    content: ParagraphContent,
    place: dict[str, Any],
    known: Known,
    version: int | None,
    reason: str,
) -> bool:
    before = paragraph_content(stands)
    _check(MinuteParagraph(year=row.year, **_plain(content)), content)
    old, new = _told(before), _told(content)
    beside = {name: [old[name], new[name]] for name in ("points", "basis", "presenters") if old[name] != new[name]}
    changed = audit.change(
        row, actor=actor, values=_plain(content) | place, version=version, reason=reason, beside=beside
    )
    if before.points != content.points:
        _set_points(actor, row, content)
    if before.basis != content.basis:
        row.basis.all().delete()
        DecisionBasis.objects.bulk_create(_basis(row, content))
    if before.presenters != content.presenters:
        row.presenters.all().delete()
        Presenter.objects.bulk_create(_presenters(row, content, known))
    return changed


def _set_points(actor: User | None, row: MinuteParagraph, content: ParagraphContent) -> None:
    """Points keep their rows by number: what a decision has set in motion points to them."""
    stand = {each.number: each for each in row.points.all()}
    for number in stand.keys() - {each.number for each in content.points}:
        remove(stand[number], actor=actor, instead=_("Behåll beslutspunkten: något har följt av den."))
    for each in content.points:
        point = stand.get(each.number)
        if point is None:
            audit.create(_point(row, each), actor=actor)
        elif point_content(point) != each:
            values = {"text": each.text, "kind": each.kind, "addressee_text": each.addressee}
            audit.change(point, actor=actor, values=values)


def _point(row: MinuteParagraph, content: Any) -> DecisionPoint:
    return DecisionPoint(
        paragraph=row,
        number=content.number,
        text=content.text,
        kind=content.kind,
        addressee_text=content.addressee[:500],
    )


def _basis(row: MinuteParagraph, content: ParagraphContent) -> list[DecisionBasis]:
    return [DecisionBasis(paragraph=row, position=n, title=title[:500]) for n, title in enumerate(content.basis)]


def _presenters(row: MinuteParagraph, content: ParagraphContent, known: Known) -> list[Presenter]:
    return [
        Presenter(paragraph=row, position=n, name=name[:300], person_id=known.person_called(name))
        for n, name in enumerate(content.presenters)
    ]
