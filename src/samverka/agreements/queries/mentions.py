"""Where agreements are mentioned: in which paragraphs, and by which names they are found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from samverka.agreements.mentions import AgreementNames
from samverka.agreements.models import Agreement, AgreementAlias, ParagraphMention
from samverka.meetings.models import Meeting, MeetingForum, MinuteParagraph, joint_label
from samverka.meetings.states import Strength
from samverka.principals.models import County, Principal, PrincipalAlias

MOST_SHOWN = 100
MOST_PIECES = 24  # of names looked for by the database; for more, reading everything is as quick


def agreement_names() -> AgreementNames[int]:
    """Every agreement by its names. Five queries."""
    known: dict[int, list[str]] = {}
    for pk, name in Agreement.objects.order_by("pk").values_list("pk", "name"):
        known.setdefault(pk, []).append(name)
    for pk, name in AgreementAlias.objects.values_list("agreement_id", "name"):
        known[pk].append(name)
    places = [*County.objects.values_list("name", flat=True), *PrincipalAlias.objects.values_list("name", flat=True)]
    for name, short_name in Principal.objects.values_list("name", "short_name"):
        places += [name, short_name]
    return AgreementNames(known.items(), places)


def may_mention(columns: Iterable[str], names: AgreementNames[int], agreements: Iterable[int]) -> Q:
    """Rows whose texts have something of the names of these agreements: what is worth reading again when a name has
    changed. All rows, if the names are many."""
    pieces = names.pieces(agreements)
    if len(pieces) > MOST_PIECES:
        return Q()
    found = Q(pk__in=[])
    for column in columns:
        for piece in pieces:
            found |= Q(**{f"{column}__icontains": piece})
    return found


PARAGRAPH_TEXTS = ("title", "summary", "proposal", "decision")


def mentions_in(paragraphs: Iterable[int]) -> dict[int, list[ParagraphMention]]:
    """The agreements each paragraph mentions, by the paragraph's key. One query."""
    found: dict[int, list[ParagraphMention]] = {}
    rows = ParagraphMention.objects.filter(paragraph__in=list(paragraphs)).select_related("agreement")
    for each in rows.order_by("agreement__name_key", "pk"):
        found.setdefault(each.paragraph_id, []).append(each)
    return found


@dataclass(frozen=True)
class Mentioned:
    """A paragraph that mentions an agreement, with its meeting."""

    meeting: Meeting
    label: str
    paragraph: MinuteParagraph
    is_doubtful: bool


def paragraphs_mentioning(agreement: Agreement, sees: Q) -> Sequence[Mentioned]:
    """The paragraphs that mention the agreement, the newest meeting first. `sees`: which meetings' records the user may
    see (`meetings.permissions.visible_records`). One query: a row for each forum of each meeting."""
    forums = MeetingForum.objects.filter(meeting__paragraphs__agreement_mentions__agreement=agreement)
    rows = (
        forums.filter(meeting__in=Meeting.objects.filter(sees).values("pk"))
        .select_related("forum", "meeting")
        .annotate(
            paragraph=F("meeting__paragraphs"), number=F("meeting__paragraphs__number"),
            heading=F("meeting__paragraphs__title"), strength=F("meeting__paragraphs__agreement_mentions__strength"),
        )
        .order_by("-meeting__starts_on", "-meeting", "meeting__paragraphs__position", "paragraph", "position")[:MOST_SHOWN]
    )  # fmt: skip
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.paragraph, []).append(row)
    return [
        Mentioned(
            meeting=parts[0].meeting,
            label=parts[0].meeting.label_with(parts[0].meeting.title or joint_label([part.label for part in parts])),
            paragraph=MinuteParagraph(pk=key, number=parts[0].number, title=parts[0].heading),
            is_doubtful=parts[0].strength == Strength.LIKELY,
        )
        for key, parts in found.items()
    ]


def text_of(paragraph: MinuteParagraph) -> str:
    """What of a paragraph may mention an agreement: its title, summary, proposal and decision. No query with `points`
    prefetched."""
    points = [point.text for point in paragraph.points.all()]
    said = [paragraph.title, paragraph.summary, paragraph.proposal, paragraph.decision, *points]
    return "\n\n".join(dict.fromkeys(part for part in said if part))
