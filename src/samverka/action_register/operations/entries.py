"""A row's follow-up cell kept as entries: read again when its words change, outcomes kept where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from django.db.models import Min

from samverka.action_register.appending import entry_identity, identity
from samverka.action_register.models import ActionItem, FollowUp, FollowUpForum
from samverka.action_register.reading import Entry, read_follow_up
from samverka.action_register.rules import is_promise
from samverka.action_register.states import Outcome
from samverka.forums.names import ForumNames
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit

Key = tuple[Hashable, ...]


def set_follow_ups(item: ActionItem, cell: str, names: ForumNames, *, actor: User | None) -> None:
    """Makes the row's entries those of `cell`. An entry that stood there before stays the same record with its
    outcome: one with the same words, or else the only one with the same date, forums and kind. New ones are open.
    Those that are gone are removed; one whose outcome was set is logged with it. Called by operations only."""
    old = list(item.follow_ups.prefetch_related("follow_up_forums"))
    read = [entry for segment in read_follow_up(cell, names).segments for entry in segment.entries]
    kept = _matches(old, read)
    made: list[tuple[FollowUp, Entry]] = []
    for position, entry in enumerate(read, 1):
        values = _values(entry, position)
        if position - 1 not in kept:
            made.append((FollowUp(item=item, **values), entry))
        else:
            _keep(kept[position - 1], entry, values)
    staying = {follow_up.pk for follow_up in kept.values()}
    _remove((follow_up for follow_up in old if follow_up.pk not in staying), actor)
    FollowUp.objects.bulk_create([follow_up for follow_up, _ in made])
    FollowUpForum.objects.bulk_create(forum for follow_up, entry in made for forum in _forums(follow_up, entry))
    set_first_due(item)


BATCH = 500


def set_first_due_of(items: Sequence[ActionItem]) -> None:
    """`set_first_due` of many rows at once: one query for every few hundred. Called by operations only."""
    for start in range(0, len(items), BATCH):
        some = {item.pk: item for item in items[start : start + BATCH]}
        unmarked = FollowUp.objects.filter(item__in=some, is_promise=True, outcome_on__isnull=True)
        first = dict(unmarked.values_list("item").annotate(Min("when_end")).order_by())
        for pk, item in some.items():
            item.first_due = first.get(pk)
        ActionItem.objects.bulk_update(some.values(), ["first_due"])


def set_first_due(item: ActionItem) -> None:
    """Keeps the row's `first_due` true after its promises have changed. Called by operations only."""
    unmarked = FollowUp.objects.filter(item=item, is_promise=True, outcome_on=None)
    item.first_due = unmarked.aggregate(first=Min("when_end"))["first"]
    ActionItem.objects.filter(pk=item.pk).update(first_due=item.first_due)


def new_follow_ups(item: ActionItem, cell: str, names: ForumNames) -> list[tuple[FollowUp, list[FollowUpForum]]]:
    """The entries of a cell that had none, with the forums each names, unsaved."""
    read = [entry for segment in read_follow_up(cell, names).segments for entry in segment.entries]
    made = [(FollowUp(item=item, **_values(entry, position)), entry) for position, entry in enumerate(read, 1)]
    return [(follow_up, _forums(follow_up, entry)) for follow_up, entry in made]


def _matches(old: list[FollowUp], read: list[Entry]) -> dict[int, FollowUp]:
    """Which record each entry of the reading already has, by the entry's place: word for word first, in order."""
    waiting: dict[Key, list[FollowUp]] = {}
    for follow_up in old:
        waiting.setdefault(
            identity(follow_up.raw, follow_up.when_start, follow_up.when_end, follow_up.kind), []
        ).append(follow_up)
    found: dict[int, FollowUp] = {}
    for place, entry in enumerate(read):
        if same := waiting.get(entry_identity(entry)):
            found[place] = same.pop(0)
    left = [follow_up for each in waiting.values() for follow_up in each]
    loose = Counter(_loose(follow_up) for follow_up in left)
    places: dict[Key, list[int]] = {}
    for place, entry in enumerate(read):
        if place not in found:
            places.setdefault(_loose_entry(entry), []).append(place)
    for follow_up in left:
        key = _loose(follow_up)
        if follow_up.when_end and loose[key] == 1 and len(places.get(key, ())) == 1:
            found[places[key][0]] = follow_up
    return found


def _loose(follow_up: FollowUp) -> Key:
    forums = frozenset(forum.printed for forum in follow_up.follow_up_forums.all())
    return (follow_up.when_start, follow_up.when_end, follow_up.kind, forums)


def _loose_entry(entry: Entry) -> Key:
    when = entry.when
    return (
        when.start if when else None,
        when.end if when else None,
        entry.kind.value,
        frozenset(m.name[:300] for m in entry.mentions),
    )


def _keep(follow_up: FollowUp, entry: Entry, values: dict[str, Any]) -> None:
    if any(getattr(follow_up, name) != value for name, value in values.items()):
        FollowUp.objects.filter(pk=follow_up.pk).update(**values)
    forums = _forums(follow_up, entry)
    before = [(forum.printed, forum.forum_id) for forum in follow_up.follow_up_forums.all()]
    if before != [(forum.printed, forum.forum_id) for forum in forums]:
        follow_up.follow_up_forums.all().delete()
        FollowUpForum.objects.bulk_create(forums)


def _remove(gone: Iterable[FollowUp], actor: User | None) -> None:
    unmarked = []
    for follow_up in gone:
        if follow_up.outcome == Outcome.OPEN:
            unmarked.append(follow_up.pk)  # the row's own entry in the log holds its words
        else:
            audit.delete(follow_up, actor=actor)
    FollowUp.objects.filter(pk__in=unmarked).delete()


def _values(entry: Entry, position: int) -> dict[str, Any]:
    when = entry.when
    return {
        "position": position,
        "segment": entry.segment,
        "raw": entry.raw.strip(),
        "when_start": when.start if when else None,
        "when_end": when.end if when else None,
        "when_precision": when.precision.value if when else "",
        "relation": entry.relation.value,
        "certainty": entry.certainty.value,
        "kind": entry.kind.value,
        "is_promise": is_promise(entry.kind, entry.relation),
        "text": entry.text,
        "object": entry.object[:300],
    }


def _forums(follow_up: FollowUp, entry: Entry) -> list[FollowUpForum]:
    return [
        FollowUpForum(
            follow_up=follow_up,
            position=n,
            printed=mention.name[:300],
            forum_id=int(mention.key) if mention.key else None,
        )
        for n, mention in enumerate(entry.mentions)
    ]
