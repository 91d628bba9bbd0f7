"""What rows and their follow-ups are linked to: agreements by their words, meetings by forum and day. What a person has
said is never undone by a reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import F, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.action_register.models import ActionItem, FollowUp, FollowUpForum, ItemAgreement, PreparingForum
from samverka.action_register.rules import only_meeting_within
from samverka.action_register.states import Relation
from samverka.agreements.following import by_thing, by_thing_and_agreement, follow_words
from samverka.agreements.mentions import AgreementNames
from samverka.agreements.models import Agreement
from samverka.forums.names import ForumNames
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.dates import Precision
from samverka.foundation.lifecycle import Refused
from samverka.meetings.models import Meeting
from samverka.meetings.queries import meetings_of_forums
from samverka.meetings.states import Strength

BATCH = 500
_PROMISED = (Relation.ON, Relation.BY)


@transaction.atomic
def read_agreements(
    *, actor: User | None, items: Iterable[int], names: AgreementNames[int], only: Iterable[int] | None = None
) -> int:
    """Makes the agreements each row is read to be about follow its words; gives how many rows changed. `only` as in
    `agreements.operations.read_mentions`."""
    keys = list(dict.fromkeys(items))
    agreements = None if only is None else set(only)
    return sum(_read(actor, keys[start : start + BATCH], names, agreements) for start in range(0, len(keys), BATCH))


def _read(actor: User | None, keys: list[int], names: AgreementNames[int], only: set[int] | None) -> int:
    rows = {each.pk: each for each in ActionItem.objects.filter(pk__in=keys)}
    ruled_out = ActionItem.not_about.through.objects.filter(actionitem__in=keys)
    followed = follow_words(
        ((key, f"{row.subject}\n\n{row.commission}\n\n{row.follow_up_raw}") for key, row in rows.items()),
        names,
        stand=by_thing_and_agreement(ItemAgreement.objects.filter(item__in=keys), lambda each: each.item_id, only),
        ruled_out=by_thing(ruled_out.values_list("actionitem_id", "agreement_id")),
        make=lambda key, **values: ItemAgreement(item_id=key, **values),
        only=only,
    )
    ItemAgreement.objects.filter(pk__in=[each.pk for each in followed.gone]).delete()
    ItemAgreement.objects.bulk_create(followed.new)
    ItemAgreement.objects.bulk_update(followed.changed, ["words", "strength"])
    events = [audit.Event("read_agreements", rows[key], {"agreements": told}) for key, told in followed.told.items()]
    if events:
        audit.record_all(actor=actor, events=events)
    return len(events)


@transaction.atomic
def link_agreements(
    *, actor: User, item: ActionItem, agreements: Iterable[Agreement], version: int | None = None
) -> bool:
    """A person says which agreements the row is about: these and no others, until somebody says otherwise. Gives whether
    anything differed. Raises `StaleRecord` as `version` says."""
    chosen = {each.pk: each for each in agreements}
    stand = {each.agreement_id: each for each in ItemAgreement.objects.filter(item=item).select_related("agreement")}
    dropped = [key for key in stand if key not in chosen]
    doubted = [each for key, each in stand.items() if key in chosen and each.strength != Strength.CONFIRMED]
    before, after = (
        sorted(each.name for each in many) for many in ((s.agreement for s in stand.values()), chosen.values())
    )
    if not (dropped or doubted or before != after):
        return False
    audit.change(
        item, actor=actor, values={}, verb="link_agreements", version=version, beside={"agreements": [before, after]}
    )
    ItemAgreement.objects.filter(item=item, agreement__in=dropped).delete()
    for each in doubted:
        each.strength, each.set_by = Strength.CONFIRMED.value, actor
    ItemAgreement.objects.bulk_update(doubted, ["strength", "set_by"])
    ItemAgreement.objects.bulk_create(
        ItemAgreement(item=item, agreement=each, set_by=actor) for key, each in chosen.items() if key not in stand
    )
    item.not_about.add(*dropped)
    item.not_about.remove(*chosen)
    return True


@transaction.atomic
def link_meetings(*, actor: User | None, items: Iterable[int]) -> int:
    """Links the rows' follow-ups to the only meeting of their forum within their date, and takes such a link away where
    there is none any more, or several; gives how many changed. What a person has said stands."""
    keys = list(dict.fromkeys(items))
    return sum(_link(actor, keys[start : start + BATCH]) for start in range(0, len(keys), BATCH))


def _link(actor: User | None, keys: list[int]) -> int:
    named = Prefetch("follow_up_forums", FollowUpForum.objects.filter(forum__isnull=False))
    entries = list(
        FollowUp.objects.filter(item__in=keys)
        .exclude(meeting_strength=Strength.CONFIRMED.value)
        .select_related("item")
        .prefetch_related(named)
    )
    forums = {part.forum_id for each in entries for part in each.follow_up_forums.all() if part.forum_id}
    days = [day for each in entries for day in (each.when_start, each.when_end) if day is not None]
    meetings = meetings_of_forums(forums, min(days), max(days)) if forums and days else {}
    changed: list[FollowUp] = []
    events: list[audit.Event] = []
    for entry in entries:
        meeting = _only_meeting(entry, meetings)
        if meeting is None:
            strength = ""
        else:
            strength = (Strength.STRONG if entry.when_precision == Precision.DAY else Strength.LIKELY).value
        if (entry.meeting_id, entry.meeting_strength) == (meeting.pk if meeting else None, strength):
            continue
        told = [entry.meeting_id, meeting.label if meeting else None]
        entry.meeting, entry.meeting_strength = meeting, strength
        changed.append(entry)
        events.append(audit.Event("link_meeting", entry, {"meeting": told}))
    FollowUp.objects.bulk_update(changed, ["meeting", "meeting_strength"])
    if events:
        audit.record_all(actor=actor, events=events)
    return len(changed)


def _only_meeting(
    entry: FollowUp, meetings: Mapping[int, Sequence[tuple[Meeting, dt.date, dt.date]]]
) -> Meeting | None:
    """A statement as of a day (`Per 31/3 2024`) or until one names no meeting. Forums that share a date share a meeting,
    or the entry is about several and has none."""
    if entry.relation not in _PROMISED:
        return None
    named = {
        found[0].pk: found for part in entry.follow_up_forums.all() for found in meetings.get(part.forum_id or 0, ())
    }
    return only_meeting_within(entry.when, named.values())


@transaction.atomic
def set_meeting(*, actor: User, follow_up: FollowUp, meeting: Meeting | None, version: int | None = None) -> bool:
    """A person says which meeting the follow-up is about, or that it is none; gives whether that is new. Raises
    `StaleRecord` if the row has been changed since `version`, `Refused` for a meeting of another forum."""
    forums = set(follow_up.follow_up_forums.values_list("forum_id", flat=True)) - {None}
    if meeting is not None and forums and not meeting.forum_parts.filter(forum__in=forums).exists():
        raise Refused(_("Mötet hör till ett annat forum än uppföljningen. Välj ett av forumets möten."))
    before = (follow_up.meeting_id, follow_up.meeting_strength)
    if before == (meeting.pk if meeting else None, Strength.CONFIRMED.value):
        return False
    told = [str(follow_up.meeting) if follow_up.meeting else None, meeting.label if meeting else None]
    item = ActionItem.objects.get(pk=follow_up.item_id)
    FollowUp.objects.filter(pk=follow_up.pk).update(
        meeting=meeting, meeting_strength=Strength.CONFIRMED.value, version=F("version") + 1, changed_at=timezone.now()
    )
    audit.change(
        item, actor=actor, values={}, verb="set_meeting", version=version, beside={"meeting": told, "entry": [None, follow_up.raw[:200]]}
    )  # fmt: skip
    follow_up.refresh_from_db()
    return True


@transaction.atomic
def name_forums(*, actor: User | None, names: ForumNames) -> set[int]:
    """Forums that were not known when a row was written and are by now; gives the rows that name them."""
    rows: dict[int, list[str]] = {}
    for part, way in ((FollowUpForum, "follow_up__item_id"), (PreparingForum, "item_id")):
        for pk, printed, item in part._default_manager.filter(forum=None).values_list("pk", "printed", way):
            if key := names.resolve(printed):
                part._default_manager.filter(pk=pk).update(forum=int(key))
                rows.setdefault(item, []).append(printed)
    events = [
        audit.Event("know_forum", item, {"forums": [None, rows[item.pk]]})
        for item in ActionItem.objects.filter(pk__in=rows)
    ]
    if events:
        audit.record_all(actor=actor, events=events)
    return set(rows)
