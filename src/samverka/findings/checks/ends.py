"""One agreement whose last day documents, rows and decisions tell differently."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from django.contrib.contenttypes.models import ContentType
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samverka.action_register.models import ActionItem, FollowUp, ItemAgreement
from samverka.action_register.states import FollowUpKind, Relation
from samverka.agreements.choices import EventKind
from samverka.agreements.models import Agreement, AgreementEvent, ParagraphMention
from samverka.agreements.reading import Validity, read_validity
from samverka.agreements.states import Flag
from samverka.findings.checks.places import Places, paragraph_side
from samverka.findings.content import FindingContent, SideContent
from samverka.findings.rules import StatedEnd, stated_ends_that_differ
from samverka.findings.states import FindingKind
from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.swedish import in_words, match_date
from samverka.foundation.documents.models import SourceRef
from samverka.meetings.models import DecisionPoint, Meeting
from samverka.meetings.states import PointKind, Strength

KINDS = (FindingKind.ENDS_DIFFER,)
_BATCH = 300
_UNTIL = re.compile(r"(?i)\b(?:till och med|t\.?\s?o\.?\s?m\.?)\s+(?:den\s+)?")


Ends = tuple[PartialDate, tuple[PartialDate, ...]]
"""The newest end a text gives, and those it says were extended."""
Stated = tuple[int, Ends, SideContent]
"""An agreement's key, what is said of its end, and who says so."""


def of_agreements(agreements: Collection[int]) -> Iterator[FindingContent]:
    """Of these agreements. A fixed number of queries for every few hundred."""
    keys = sorted(agreements)
    for start in range(0, len(keys), _BATCH):
        yield from _check(keys[start : start + _BATCH])


def _check(keys: list[int]) -> Iterator[FindingContent]:
    rows = Agreement.objects.in_bulk(keys)
    said: defaultdict[int, list[SideContent]] = defaultdict(list)
    ends: defaultdict[int, list[StatedEnd[int]]] = defaultdict(list)
    for agreement, found, side in (*_register(rows), *_documents(rows), *_follow_ups(keys), *_decisions(keys)):
        ends[agreement].append(StatedEnd(len(said[agreement]), *found))
        said[agreement].append(side)
    recorded: defaultdict[int, list[dt.date]] = defaultdict(list)
    extensions = AgreementEvent.objects.filter(agreement__in=keys, kind=EventKind.EXTENSION, new_end__isnull=False)
    for agreement, new_end in extensions.values_list("agreement_id", "new_end"):
        if new_end is not None:
            recorded[agreement].append(new_end)
    for agreement, stated in ends.items():
        different = stated_ends_that_differ(stated, recorded[agreement])
        if different:
            yield _finding(rows[agreement], different, said[agreement])


def _finding(agreement: Agreement, different: list[tuple[int, PartialDate]], said: list[SideContent]) -> FindingContent:
    words = [in_words(end) for _key, end in different]
    named = _(" och ").join([", ".join(words[:-1]), words[-1]])
    return FindingContent(
        kind=FindingKind.ENDS_DIFFER,
        summary=_("%(agreement)s har %(count)s olika slutdatum: %(ends)s.")
        % {"agreement": agreement.name, "count": _in_words(len(different)), "ends": named},
        sides=tuple(said[key] for key, _end in different),
        identity=f"{agreement.pk} {' '.join(end.iso() for _key, end in different)}",
    )


def _in_words(count: int) -> str:
    """Few are written in letters: `två`."""
    words = {2: _("två"), 3: _("tre"), 4: _("fyra"), 5: _("fem")}
    return words.get(count, str(count))


def _register(rows: dict[int, Agreement]) -> Iterator[Stated]:
    """What the register's own reading says."""
    places = Places(Agreement, rows)
    for pk, row in rows.items():
        if found := _ends(row.validity):
            yield pk, found, places.side(row, row.validity_raw, field="validity_raw", where=_("Avtalets giltighetstid"))


def _documents(rows: dict[int, Agreement]) -> Iterator[Stated]:
    """What each document that was brought in says of the validity, also where a newer one was believed."""
    kind = ContentType.objects.get_for_model(Agreement)
    refs = SourceRef.objects.filter(content_type=kind, object_id__in=rows, field="validity_raw")
    for ref in refs.select_related("version__document").order_by("pk"):
        row = rows[ref.object_id]
        if ref.raw.split() == row.validity_raw.split():
            continue  # the register says it too
        if found := _ends(read_validity(ref.raw)):
            yield row.pk, found, SideContent(
                statement=ref.raw, where=ref.version.document.title, record=("agreements.agreement", row.pk),
                field="validity_raw", version=ref.version_id, page=ref.page, line=ref.line,
            )  # fmt: skip


def _ends(validity: Validity) -> Ends | None:
    if validity.valid_to is None or Flag.AMBIGUOUS_YEAR in validity.flags:
        return None  # a bare year may be when it began
    earlier = [validity.base_to, *(extension.new_to for extension in validity.extensions)]
    return validity.valid_to, tuple(end for end in earlier if end is not None and end != validity.valid_to)


def _follow_ups(keys: list[int]) -> Iterator[Stated]:
    """Rows that state until when an agreement they are surely about is valid: `Giltig tom 31/12 2024`."""
    links = ItemAgreement.objects.filter(agreement__in=keys).exclude(strength=Strength.LIKELY.value)
    about: defaultdict[int, list[int]] = defaultdict(list)
    for item, agreement in links.values_list("item_id", "agreement_id"):
        about[item].append(agreement)
    entries = FollowUp.objects.filter(item__in=about, kind=FollowUpKind.VALIDITY, relation=Relation.UNTIL)
    entries = entries.filter(when_end__isnull=False).select_related("item")
    places = Places(ActionItem, about)
    for entry in entries:
        if len(about[entry.item_id]) != 1 or entry.when is None:
            continue
        where = _("Uppföljning: %(row)s") % {"row": entry.item.subject}
        side = places.side(entry.item, entry.raw, field="follow_up", where=where)
        yield about[entry.item_id][0], (entry.when, ()), side


def _decisions(keys: list[int]) -> Iterator[Stated]:
    """Decisions to extend, in a paragraph that mentions one agreement only."""
    extending = DecisionPoint.objects.filter(
        kind=PointKind.EXTENSION, paragraph__agreement_mentions__agreement__in=keys
    )
    about: defaultdict[int, set[int]] = defaultdict(set)
    mentions = ParagraphMention.objects.filter(paragraph__in=extending.values("paragraph_id"))
    for paragraph, agreement in mentions.values_list("paragraph_id", "agreement_id"):
        about[paragraph].add(agreement)
    points = DecisionPoint.objects.filter(paragraph__in=about, kind=PointKind.EXTENSION).select_related(
        "paragraph__meeting"
    )
    found = list(points.prefetch_related("paragraph__meeting__forum_parts__forum"))
    places = Places(Meeting, [point.paragraph.meeting_id for point in found])
    for point in found:
        days = {
            date.value
            for until in _UNTIL.finditer(point.text)
            if (date := match_date(point.text, until.end())) is not None
        }
        if len(about[point.paragraph_id]) == 1 and len(days) == 1:
            where = f"{point.paragraph.meeting.label} {point.paragraph.place}".strip()
            said = Truncator(" ".join(point.text.split())).chars(400)
            side = paragraph_side(places, point.paragraph, said, where)
            yield next(iter(about[point.paragraph_id])), (days.pop(), ()), side
