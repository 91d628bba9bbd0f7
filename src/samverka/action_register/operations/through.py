"""The list gone through at a meeting: each promise and row marked with meeting and §, one act at a time, and taken back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.action_register.appending import restated, without
from samverka.action_register.content import ItemContent
from samverka.action_register.models import ActionItem, FollowUp
from samverka.action_register.operations.follow_ups import add_follow_up, mark_follow_up, postpone_follow_up
from samverka.action_register.operations.items import change_item, close_item, drop_item, reopen_item
from samverka.action_register.operations.occasions import Occasion, said_at
from samverka.action_register.queries.content import content_of
from samverka.action_register.states import ItemState, Outcome
from samverka.forums.names import ForumNames
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.lifecycle import Refused
from samverka.meetings.models import Meeting


@transaction.atomic
def settle_at_meeting(
    *, actor: User, follow_up: FollowUp, occasion: Occasion, verb: str, note: str = ""
) -> None:  # fmt: skip
    """`mark_done` or `cancel` a promise at a meeting, from its day on. Raises `Refused` if somebody has marked it, for a
    meeting of another forum, and without a note for what is cancelled."""
    _refuse_what_is_settled(follow_up, occasion)
    mark_follow_up(actor=actor, follow_up=follow_up, verb=verb, on=occasion.day, note=note, occasion=occasion)


@transaction.atomic
def postpone_at_meeting(*, actor: User, follow_up: FollowUp, occasion: Occasion, text: str, note: str = "") -> FollowUp:
    """Puts a promise off at a meeting; its old date stays. `text` is the new time alone (`höst 2024`) or the whole new
    promise. Gives the new one. Raises `Refused` as `settle_at_meeting`, and if `text` holds no time."""
    _refuse_what_is_settled(follow_up, occasion)
    forums = [part.printed for part in follow_up.follow_up_forums.all() if part.printed]
    new_text = restated(text, forums, follow_up.text, forum_names())
    return postpone_follow_up(
        actor=actor, follow_up=follow_up, on=occasion.day, new_text=new_text, note=note, occasion=occasion
    )


@transaction.atomic
def note_at_meeting(
    *, actor: User, item: ActionItem, occasion: Occasion, text: str, about: FollowUp | None = None
) -> list[FollowUp]:
    """Adds what a meeting noted to the end of the row's cell, as the list writes a state: `Per 3/6 2024, SVOM § 26: …`.
    Gives the entries it is read as. `about`: the promise it was noted of. Raises `Refused` for an empty text."""
    _refuse_other_forums(item, occasion.meeting)
    if not text.strip():
        raise Refused(_("Skriv vad som noterades."))
    day = occasion.day
    section = f" § {occasion.section}" if occasion.section else ""
    written = f"Per {day.day}/{day.month} {day.year}, {item.register.forum.label}{section}: {text.strip()}"
    added = add_follow_up(actor=actor, item=item, text=written)
    for entry in added:
        audit.change(entry, actor=actor, values={"about": about} | said_at("origin", occasion), verb="note")
    return added


@transaction.atomic
def close_at_meeting(*, actor: User, item: ActionItem, occasion: Occasion, reason: str = "") -> None:
    """Avsluta at a meeting: the commission is done. Raises `Refused` if the row is closed already."""
    _refuse_what_is_closed(item, occasion)
    close_item(actor=actor, item=item, on=occasion.day, reason=reason, occasion=occasion)


@transaction.atomic
def drop_at_meeting(*, actor: User, item: ActionItem, occasion: Occasion, reason: str) -> None:
    """Avför at a meeting: taken off the list undone. Raises `Refused` without a reason, or if the row is closed already."""
    _refuse_what_is_closed(item, occasion)
    drop_item(actor=actor, item=item, on=occasion.day, reason=reason, occasion=occasion)


@transaction.atomic
def undo_outcome(*, actor: User, follow_up: FollowUp, meeting: Meeting, version: int | None = None) -> None:
    """Takes back what the meeting said of a promise; a new time that was set goes from the cell. Raises `Refused` if
    somebody has taken it back or said something else since `version`, or if the new time has been marked."""
    if follow_up.outcome_meeting_id != meeting.pk or (version is not None and follow_up.version != version):
        raise Refused(_("Någon annan har ändrat det här sedan du öppnade sidan. Så här står det nu; inget är ångrat."))
    later = list(follow_up.replaced_by.filter(origin_meeting=meeting))
    mark_follow_up(actor=actor, follow_up=follow_up, verb="reopen", on=meeting.ends_on)
    if later:
        _strike(actor, follow_up.item, later)


@transaction.atomic
def undo_note(*, actor: User, entry: FollowUp, meeting: Meeting) -> None:
    """Takes a note of the meeting from the row's cell. Raises `Refused` if it has been marked, or is no such note."""
    if entry.origin_meeting_id != meeting.pk or entry.replaces_id is not None:
        raise Refused(_("Det här skrevs inte som notering på mötet. Ändra det på radens egen sida."))
    _strike(actor, entry.item, [entry])


@transaction.atomic
def undo_closing(*, actor: User, item: ActionItem, meeting: Meeting, version: int | None = None) -> None:
    """Takes back that the meeting closed or dropped the row. Raises `Refused` as `undo_outcome`."""
    if item.closing_meeting_id != meeting.pk or (version is not None and item.version != version):
        raise Refused(_("Någon annan har ändrat det här sedan du öppnade sidan. Så här står det nu; inget är ångrat."))
    reopen_item(actor=actor, item=item)


def _strike(actor: User, item: ActionItem, entries: list[FollowUp]) -> None:
    """Takes the entries' segments from the cell, which then is what it was before they were written."""
    gone = {entry.segment for entry in entries}
    beside = item.follow_ups.filter(segment__in=gone)
    if beside.exclude(outcome=Outcome.OPEN).exists() or beside.filter(notes__isnull=False).exists():
        raise Refused(_("Det som skrevs har redan markerats eller fått en notering. Ångra det först."))
    names = forum_names()
    content = content_of(item)
    cell = _as_before(item, without(content.follow_up, gone, names))
    _rewrite(actor, item, content, cell, names)


def _rewrite(actor: User, item: ActionItem, content: ItemContent, cell: str, names: ForumNames) -> None:
    after = ItemContent.from_json(content.to_json() | {"follow_up": cell})
    change_item(actor=actor, item=item, content=after, names=names)


def _as_before(item: ActionItem, cell: str) -> str:
    """`cell`, or what stood there before the last change if only the stop at the end differs: joining may have added one."""
    written = AuditEntry.objects.about(item).filter(changes__has_key="follow_up_raw").order_by("-pk").first()
    before = str(written.changes["follow_up_raw"][0] or "") if written else ""
    return before if before.rstrip(" .\n") == cell.rstrip(" .\n") else cell


def settled_already(follow_up: FollowUp) -> str:
    """Who has marked the promise, and as what; empty while it is open."""
    if follow_up.outcome == Outcome.OPEN:
        return ""
    who = f" {_('av')} {follow_up.outcome_by}" if follow_up.outcome_by else ""
    return _("Löftet är redan markerat%(who)s: %(what)s. Inget är överskrivet.") % {
        "who": who,
        "what": follow_up.get_outcome_display(),
    }


def closed_already(item: ActionItem) -> str:
    """As what the row has been closed; empty while it is ongoing."""
    if item.state == ItemState.ONGOING:
        return ""
    return _("Raden är redan markerad: %(what)s. Inget är överskrivet.") % {"what": item.get_state_display()}


def _refuse_what_is_settled(follow_up: FollowUp, occasion: Occasion) -> None:
    _refuse_other_forums(follow_up.item, occasion.meeting)
    if told := settled_already(follow_up):
        raise Refused(told)


def _refuse_what_is_closed(item: ActionItem, occasion: Occasion) -> None:
    _refuse_other_forums(item, occasion.meeting)
    if told := closed_already(item):
        raise Refused(told)


def _refuse_other_forums(item: ActionItem, meeting: Meeting) -> None:
    if not meeting.forum_parts.filter(forum=item.register.forum_id).exists():
        raise Refused(_("Mötet hör till ett annat forum än listan. Välj ett av forumets möten."))
