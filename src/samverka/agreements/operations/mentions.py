"""Which paragraphs mention which agreements: read from their words, corrected by people."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from samverka.agreements.following import by_thing, by_thing_and_agreement, follow_words
from samverka.agreements.mentions import AgreementNames
from samverka.agreements.models import Agreement, AgreementForum, ParagraphMention
from samverka.agreements.queries.mentions import text_of
from samverka.forums.names import ForumNames
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.meetings.models import MinuteParagraph
from samverka.meetings.states import Strength

BATCH = 500


@transaction.atomic
def read_mentions(
    *, actor: User | None, paragraphs: Iterable[int], names: AgreementNames[int], only: Iterable[int] | None = None
) -> int:
    """Makes what each paragraph is read to mention follow its words; gives how many paragraphs changed. With `only`, just
    the mentions of those agreements. What people have said stands."""
    keys = list(dict.fromkeys(paragraphs))
    agreements = None if only is None else set(only)
    return sum(_read(actor, keys[start : start + BATCH], names, agreements) for start in range(0, len(keys), BATCH))


def _read(actor: User | None, keys: list[int], names: AgreementNames[int], only: set[int] | None) -> int:
    rows = {each.pk: each for each in MinuteParagraph.objects.filter(pk__in=keys).prefetch_related("points")}
    ruled_out = Agreement.not_mentioned_in.through.objects.filter(minuteparagraph__in=keys)
    stand = ParagraphMention.objects.filter(paragraph__in=keys)
    followed = follow_words(
        ((key, text_of(row)) for key, row in rows.items()),
        names,
        stand=by_thing_and_agreement(stand, lambda each: each.paragraph_id, only),
        ruled_out=by_thing(ruled_out.values_list("minuteparagraph_id", "agreement_id")),
        make=lambda key, **values: ParagraphMention(paragraph_id=key, **values),
        only=only,
    )
    ParagraphMention.objects.filter(pk__in=[each.pk for each in followed.gone]).delete()
    ParagraphMention.objects.bulk_create(followed.new)
    ParagraphMention.objects.bulk_update(followed.changed, ["words", "strength"])
    events = [audit.Event("read_mentions", rows[key], {"agreements": told}) for key, told in followed.told.items()]
    if events:
        audit.record_all(actor=actor, events=events)
    return len(events)


@transaction.atomic
def set_mentions(*, actor: User, paragraph: MinuteParagraph, agreements: Iterable[Agreement]) -> bool:
    """A person says which agreements the paragraph is about: these and no others, until somebody says otherwise. Gives
    whether anything differed."""
    chosen = {each.pk: each for each in agreements}
    stand = {each.agreement_id: each for each in ParagraphMention.objects.filter(paragraph=paragraph)}
    dropped = [key for key in stand if key not in chosen]
    added = [key for key in chosen if key not in stand]
    doubted = [each for key, each in stand.items() if key in chosen and each.strength != Strength.CONFIRMED]
    if not (dropped or added or doubted):
        return False
    ParagraphMention.objects.filter(paragraph=paragraph, agreement__in=dropped).delete()
    for each in doubted:
        each.strength, each.set_by = Strength.CONFIRMED.value, actor
    ParagraphMention.objects.bulk_update(doubted, ["strength", "set_by"])
    ParagraphMention.objects.bulk_create(
        ParagraphMention(paragraph=paragraph, agreement_id=key, strength=Strength.CONFIRMED.value, set_by=actor)
        for key in added
    )
    paragraph.agreements_ruled_out.add(*dropped)
    paragraph.agreements_ruled_out.remove(*chosen)
    names = dict(Agreement.objects.filter(pk__in=[*stand, *chosen]).values_list("pk", "name"))
    told = [sorted(names[key] for key in keys if key in names) for keys in (stand, chosen)]
    audit.record(actor=actor, verb="set_mentions", obj=paragraph, changes={"agreements": told})
    return True


@transaction.atomic
def name_forums(*, actor: User | None, names: ForumNames) -> set[int]:
    """Forums that were not known when an agreement was written and are by now; gives the agreements that name them."""
    found: dict[int, list[str]] = {}
    for pk, printed, key in AgreementForum.objects.filter(forum=None).values_list("pk", "printed", "agreement_id"):
        if forum := names.resolve(printed):
            AgreementForum.objects.filter(pk=pk).update(forum=int(forum))
            found.setdefault(key, []).append(printed)
    events = [
        audit.Event("know_forum", each, {"forums": [None, found[each.pk]]})
        for each in Agreement.objects.filter(pk__in=found)
    ]
    if events:
        audit.record_all(actor=actor, events=events)
    return set(found)
