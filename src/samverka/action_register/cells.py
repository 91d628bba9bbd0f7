"""A row's follow-up cell kept as entries: read again when its words change, outcomes kept where they do not."""

from __future__ import annotations

from samverka.action_register.models import ActionItem, FollowUp, FollowUpForum
from samverka.action_register.reading import Entry, read_follow_up
from samverka.action_register.rules import is_promise
from samverka.forums.names import ForumNames


def set_follow_ups(item: ActionItem, cell: str, names: ForumNames) -> None:
    """Makes the row's entries those of `cell`. An entry that stood there before, word for word, stays the same
    record with its outcome; one that is gone is removed; new ones are open. Called by operations only."""
    old = {}
    for entry in item.follow_ups.all():
        old.setdefault(_identity(entry.raw, entry.when_start, entry.when_end, entry.kind), []).append(entry)
    position = 0
    for segment in read_follow_up(cell, names).segments:
        for read in segment.entries:
            position += 1
            raw = segment.raw.strip()
            when = read.when
            key = _identity(raw, when.start if when else None, when.end if when else None, read.kind.value)
            if old.get(key):
                kept = old[key].pop(0)
                FollowUp.objects.filter(pk=kept.pk).update(position=position, segment=segment.number)
            else:
                _add(item, position, segment.number, raw, read)
    gone = [entry.pk for entries in old.values() for entry in entries]
    FollowUp.objects.filter(pk__in=gone).delete()


def _identity(raw: str, *rest: object) -> tuple[object, ...]:
    return (" ".join(raw.split()), *rest)


def _add(item: ActionItem, position: int, segment: int, raw: str, read: Entry) -> None:
    when = read.when
    entry = FollowUp.objects.create(
        item=item,
        position=position,
        segment=segment,
        raw=raw,
        when_start=when.start if when else None,
        when_end=when.end if when else None,
        when_precision=when.precision.value if when else "",
        relation=read.relation.value if read.relation else "",
        certainty=read.certainty.value,
        kind=read.kind.value,
        is_promise=is_promise(read.kind),
        text=read.text,
        object=(read.object or "")[:300],
    )
    FollowUpForum.objects.bulk_create(
        FollowUpForum(follow_up=entry, position=n, printed=mention.name[:300], forum_id=int(mention.key) if mention.key else None)
        for n, mention in enumerate(read.mentions)
    )
