"""Follow-ups and agreements that name a meeting on a day when the forum did not meet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samverka.action_register.models import ActionItem, FollowUp, FollowUpForum, ItemAgreement
from samverka.action_register.reading import read_follow_up
from samverka.action_register.states import Relation
from samverka.agreements.models import Agreement, ParagraphMention
from samverka.findings.checks.places import Places, paragraph_side
from samverka.findings.content import FindingContent, SideContent
from samverka.findings.rules import meeting_named
from samverka.findings.states import FindingKind
from samverka.forums.names import ForumNames
from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.swedish import in_words
from samverka.meetings.linking import title_likeness
from samverka.meetings.models import Meeting, MeetingForum, MinuteParagraph
from samverka.meetings.states import Strength

CLOSE_DAYS = 31
"""A day so near a meeting of the forum was hardly another meeting, even where the register may lack some."""
ALIKE = 0.75
MOST_NEAR = 3
KINDS = (FindingKind.NO_SUCH_MEETING, FindingKind.OTHER_DAY)
_BATCH = 500


@dataclass(frozen=True)
class _Named:
    """A text of a record that names a forum and a day. `agreements`: those it is about; `subject`: what else it is."""

    record: ActionItem | Agreement
    side: SideContent
    forum: int
    label: str
    when: PartialDate
    agreements: frozenset[int]
    subject: str


def in_rows(items: Collection[int], on: dt.date, names: ForumNames) -> Iterator[FindingContent]:
    """Of these rows. A promise for a day to come names no meeting that should be there. A fixed number of queries for
    every few hundred rows."""
    keys = list(items)
    for start in range(0, len(keys), _BATCH):
        yield from _told(list(_rows(keys[start : start + _BATCH], on, names)))


def _rows(items: list[int], on: dt.date, names: ForumNames) -> Iterator[_Named]:
    parts = Prefetch("follow_up_forums", FollowUpForum.objects.filter(forum__isnull=False))
    entries = (
        FollowUp.objects.filter(item__in=items, meeting=None, when_end__lt=on, relation__in=[Relation.ON, Relation.BY])
        .exclude(meeting_strength=Strength.CONFIRMED.value)
        .select_related("item")
        .prefetch_related(parts)
    )
    about: defaultdict[int, set[int]] = defaultdict(set)
    for item, agreement in ItemAgreement.objects.filter(item__in=items).values_list("item_id", "agreement_id"):
        about[item].add(agreement)
    places = Places(ActionItem, items)
    for entry in entries:
        when = entry.when
        if when is None or not when.is_exact:
            continue
        for part in entry.follow_up_forums.all():
            label = names.label(str(part.forum_id)) if part.forum_id else part.printed
            yield _Named(
                entry.item,
                places.side(entry.item, entry.raw, field="follow_up", where=_("Uppföljning: %(row)s") % {"row": entry.item.subject}),
                part.forum_id or 0, label, when, frozenset(about[entry.item_id]), entry.item.subject,
            )  # fmt: skip


def in_agreements(agreements: Collection[int], on: dt.date, names: ForumNames) -> Iterator[FindingContent]:
    """Of these agreements: what stands of their validity, in their notes and with what has happened to them."""
    keys = list(agreements)
    for start in range(0, len(keys), _BATCH):
        yield from _told(list(_agreements(keys[start : start + _BATCH], on, names)))


def _agreements(keys: list[int], on: dt.date, names: ForumNames) -> Iterator[_Named]:
    rows = list(Agreement.objects.filter(pk__in=keys).prefetch_related("events"))
    places = Places(Agreement, keys)
    for row in rows:
        texts = [("validity_raw", row.validity_raw), ("notes", row.notes)]
        texts += [("", event.decision) for event in row.events.all()]
        for field, text in texts:
            if not any(sign.isdigit() for sign in text) or not any(names.find(text)):
                continue
            for entry in read_follow_up(text, names).entries:
                if entry.when is None or not entry.when.is_exact or entry.when.end >= on:
                    continue
                for key in entry.forums:
                    side = places.side(row, text, field=field, where=_("Avtalet %(name)s") % {"name": row.name})
                    yield _Named(row, side, int(key), names.label(key), entry.when, frozenset({row.pk}), row.name)


def agreements_naming(years: Mapping[int | None, Collection[int]], names: ForumNames) -> set[int]:
    """The keys of agreements whose texts name a forum and a year, as `years` gives them by forum (None: any forum). A
    text is only looked through for the names, not read. One query."""
    columns = ("validity_raw", "notes", "events__decision")
    signs = {forum: {f"{year % 100:02}" for year in given} for forum, given in years.items()}
    said = Q(pk__in=[])
    for sign in {sign for given in signs.values() for sign in given}:
        for column in columns:
            said |= Q((f"{column}__contains", sign))
    return {
        pk
        for pk, *texts in Agreement.objects.filter(said).values_list("pk", *columns)
        if any(_names_one(text, signs, names) for text in texts if text)
    }


def _names_one(text: str, signs: Mapping[int | None, Collection[str]], names: ForumNames) -> bool:
    there = {forum for forum, given in signs.items() if any(sign in text for sign in given)}
    return bool(there) and any(None in there or int(found.key) in there for found in names.find(text))


@dataclass(frozen=True)
class _Held:
    """A meeting of a forum: when, and which § it covers."""

    pk: int
    when: PartialDate
    first: int | None
    last: int | None


def _told(named: list[_Named]) -> Iterator[FindingContent]:
    if not named:
        return
    held = _held({each.forum for each in named})
    wrong = [
        (each, found.near)
        for each in named
        if (found := meeting_named(each.when, ((one, one.when) for one in held.get(each.forum, ())))) and found.near
    ]
    labels = Prefetch("forum_parts", MeetingForum.objects.select_related("forum"))
    meetings = Meeting.objects.prefetch_related(labels).in_bulk({one.pk for _each, near in wrong for one in near})
    paragraphs = _Paragraphs(meetings.keys())
    for each, near in wrong:
        close = [meetings[one.pk] for one in near[:MOST_NEAR]]
        meant = [(meeting, about) for meeting in close if (about := paragraphs.about(each, meeting))]
        if meant:
            yield _other_day(each, *meant[0], paragraphs)
        elif _is_surely_missing(each.when.start, near, held[each.forum]):
            yield _no_such_meeting(each, close, paragraphs)


def _held(forums: Iterable[int]) -> dict[int, list[_Held]]:
    columns = (
        "forum_id",
        "meeting_id",
        "meeting__starts_on",
        "meeting__ends_on",
        "meeting__first_section",
        "meeting__last_section",
    )
    found: dict[int, list[_Held]] = {}
    for forum, pk, starts_on, ends_on, first, last in MeetingForum.objects.filter(forum__in=forums).values_list(
        *columns
    ):
        if forum is not None:
            found.setdefault(forum, []).append(_Held(pk, PartialDate.span(starts_on, ends_on), first, last))
    return found


def _is_surely_missing(day: dt.date, near: Iterable[_Held], held: list[_Held]) -> bool:
    """Whether the register would have the meeting if there had been one: another is close by, or the § of the meetings
    before and after follow on each other."""
    if min(min(abs((one.when.start - day).days), abs((one.when.end - day).days)) for one in near) <= CLOSE_DAYS:
        return True
    before = max((one for one in held if one.when.end < day), key=lambda one: one.when.end, default=None)
    after = min((one for one in held if one.when.start > day), key=lambda one: one.when.start, default=None)
    return bool(before and after and before.last and after.first and before.last + 1 == after.first)


def _is_likely(meeting: Meeting, day: dt.date) -> bool:
    """Whether the meeting is probably the one that was meant: close by, and known to have been held by what was written
    of it, not only by its summons."""
    apart = min(abs((meeting.starts_on - day).days), abs((meeting.ends_on - day).days))
    return meeting.has_record and apart <= CLOSE_DAYS


class _Paragraphs:
    """The paragraphs of some meetings, by what they are about. Two queries, and one for the places."""

    def __init__(self, meetings: Collection[int]) -> None:
        rows = list(
            MinuteParagraph.objects.filter(meeting__in=meetings).order_by("meeting", "position", "pk").only("pk", "meeting_id", "number", "title", "decision")
        )  # fmt: skip
        self._by_meeting: defaultdict[int, list[MinuteParagraph]] = defaultdict(list)
        for row in rows:
            self._by_meeting[row.meeting_id].append(row)
        self._mentions: defaultdict[int, set[int]] = defaultdict(set)
        mentions = ParagraphMention.objects.filter(paragraph__meeting__in=meetings)
        for paragraph, agreement in mentions.values_list("paragraph_id", "agreement_id"):
            self._mentions[paragraph].add(agreement)
        self._places = Places(Meeting, meetings)

    def about(self, named: _Named, meeting: Meeting) -> MinuteParagraph | None:
        """The one paragraph of the meeting about the same agreement, else with the same title; None if several are."""
        rows = self._by_meeting[meeting.pk]
        same = [row for row in rows if self._mentions[row.pk] & named.agreements]
        if not same:
            same = [row for row in rows if row.title and title_likeness(row.title, named.subject) >= ALIKE]
        return same[0] if len(same) == 1 else None

    def side(self, paragraph: MinuteParagraph, meeting: Meeting) -> SideContent:
        said = " ".join(part for part in (paragraph.place, paragraph.title) if part)
        said = f"{said}: {Truncator(' '.join(paragraph.decision.split())).chars(300)}" if paragraph.decision else said
        return paragraph_side(self._places, paragraph, said, meeting.label)

    def meeting_side(self, meeting: Meeting) -> SideContent:
        said = _("Närmaste i registret är %(meeting)s.") % {"meeting": meeting.label}
        return self._places.side(meeting, said)


def _other_day(named: _Named, meeting: Meeting, paragraph: MinuteParagraph, paragraphs: _Paragraphs) -> FindingContent:
    facts = {
        "forum": named.label,
        "day": in_words(named.when),
        "held": in_words(meeting.when),
        "place": paragraph.place,
    }
    return FindingContent(
        kind=FindingKind.OTHER_DAY,
        summary=_("Här står %(forum)s %(day)s, men %(forum)s tog upp samma sak %(held)s%(where)s.")
        % (facts | {"where": f" {paragraph.place}" if paragraph.place else ""}),
        sides=(named.side, paragraphs.side(paragraph, meeting)),
        suggestion=" ".join(part for part in (meeting.label, paragraph.place) if part),
        identity=_identity(named, paragraph.pk),
    )


def _no_such_meeting(named: _Named, near: list[Meeting], paragraphs: _Paragraphs) -> FindingContent:
    facts = {"forum": named.label, "day": in_words(named.when)}
    return FindingContent(
        kind=FindingKind.NO_SUCH_MEETING,
        summary=_("Här står %(forum)s %(day)s. Inget sådant möte finns i registret.") % facts,
        sides=(named.side, paragraphs.meeting_side(near[0])),
        suggestion=near[0].label if _is_likely(near[0], named.when.start) else "",
        identity=_identity(named, near[0].pk),
    )


def _identity(named: _Named, meant: int) -> str:
    said = " ".join(named.side.statement.split())
    return f"{named.record._meta.label_lower} {named.record.pk} {named.forum} {named.when.iso()} {said} {meant}"
