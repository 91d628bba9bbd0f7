"""What is written of editions: one verb a function, keyword-only, audited, in one transaction."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samverka.action_register.editions import rules
from samverka.action_register.editions.difference import difference
from samverka.action_register.editions.lifecycle import ANSWER_LIFECYCLE, COMMENT_LIFECYCLE, EDITION_LIFECYCLE
from samverka.action_register.editions.permissions import COMMENT, MANAGE, REMOVE_COMMENT, own_forums
from samverka.action_register.editions.queries import live_list, previous_taken
from samverka.action_register.editions.states import Answer, EditionOutcome, EditionState, Verdict
from samverka.action_register.models import (
    ActionRegister,
    AskedForum,
    Edition,
    EditionComment,
    EditionRound,
    KeptList,
)
from samverka.action_register.printed import PrintedRegister
from samverka.forums.models import Forum
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.dates.swedish import day_in_words
from samverka.foundation.lifecycle import Refused, perform
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.states import MeetingState

MOST_FORUMS = 50
LIVE, SENT = "live", "sent"
"""What a meeting took: the list as it is now, or as it was last sent out."""


def fingerprint(printed: PrintedRegister) -> str:
    """The checksum of what is printed. The day is a part of it."""
    return rules.checksum(printed.to_json())


@transaction.atomic
def create_edition(
    *, actor: User, register: ActionRegister, day: dt.date, title: str = "", meeting: Meeting | None = None
) -> Edition:
    """A draft, numbered within the register. Raises `Refused` while another edition is under way."""
    MANAGE.require(actor, register)
    audit.hold_log()  # two who begin one at once come one after the other
    if under_way := Edition.objects.filter(register=register, state__in=(EditionState.DRAFT, EditionState.OUT)).first():
        raise Refused(
            _(
                "”%(title)s” är redan på väg. Registrera hur den behandlades, eller dra tillbaka den, innan du skapar nästa."
            )
            % {"title": under_way.title}
        )
    number = (Edition.objects.filter(register=register).aggregate(last=Max("number"))["last"] or 0) + 1
    title = title.strip()[:200] or f"Utgåva {number}"  # in the register's language, whatever the actor reads
    return audit.create(Edition(register=register, number=number, title=title, day=day, meeting=meeting), actor=actor)


@transaction.atomic
def change_edition(
    *,
    actor: User,
    edition: Edition,
    title: str,
    day: dt.date,
    meeting: Meeting | None,
    comments_until: dt.date | None = None,
    version: int | None = None,
) -> bool:
    """What an edition under way is called, its day and meeting, and until when comments are asked for. Raises `Refused` once
    it has been taken or withdrawn, and for another day of the list while it is out; `StaleRecord` as `version` says."""
    MANAGE.require(actor, edition)
    _hold(edition)
    _refuse_settled(edition)
    if edition.is_out and day != edition.day:
        raise Refused(
            _("Listan är utskickad per %(day)s. Skicka ut den på nytt för att byta dag.")
            % {"day": day_in_words(edition.day)}
        )
    values: dict[str, Any] = {"title": title.strip()[:200] or edition.title, "day": day, "meeting": meeting}
    if edition.is_out and comments_until:
        values["comments_until"] = comments_until
    return audit.change(edition, actor=actor, values=values, version=version)


@transaction.atomic
def send_edition(
    *,
    actor: User,
    edition: Edition,
    forums: Iterable[Forum],
    comments_until: dt.date,
    on: dt.date,
    message: str = "",
    seen: str = "",
    day: dt.date | None = None,
    version: int | None = None,
) -> EditionRound:
    """Sends the list, as it is now, to the forums for comments; again if it is out already. What they are sent is kept.
    `seen`: the fingerprint of what the actor looked at. Raises `Refused` without forums or rows, for a time that has run
    out, if the list has changed since it was seen, or if there is nothing new to send; `StaleRecord` as `version` says: what
    is sent anew puts an end to the round before."""
    MANAGE.require(actor, edition)
    _hold(edition, version)
    _refuse_settled(edition)
    asked = list({forum.pk: forum for forum in forums}.values())
    anew = edition.is_out
    if not asked or len(asked) > MOST_FORUMS:
        raise Refused(_("Välj mellan ett och %(most)d forum att fråga.") % {"most": MOST_FORUMS})
    if comments_until < on:
        raise Refused(_("Dagen för synpunkter har redan varit. Ange i dag eller senare."))
    printed = _printed_now(edition, actor, seen, day)
    if anew:
        _refuse_the_same(edition, printed, asked)
    perform(
        EDITION_LIFECYCLE,
        "send_anew" if anew else "send",
        edition,
        actor=actor,
        values={"comments_until": comments_until, "day": day or edition.day},
    )
    last = EditionRound.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
    sent = EditionRound.objects.create(
        edition=edition, number=last + 1, sent_on=on, sent_by=actor, comments_until=comments_until,
        message=message.strip(), kept=_keep(printed),
    )  # fmt: skip
    for forum in asked:
        audit.create(AskedForum(round=sent, forum=forum), actor=actor, verb="ask")
    return sent


@transaction.atomic
def take_edition(
    *,
    actor: User,
    edition: Edition,
    meeting: Meeting,
    outcome: EditionOutcome,
    on: dt.date,
    basis: str = LIVE,
    paragraph_text: str = "",
    seen: str = "",
    version: int | None = None,
) -> None:
    """What a meeting did with the list; its content is frozen for ever. `basis`: the list as it is now (`LIVE`), or as it was
    last sent out (`SENT`). Raises `Refused` for a meeting to come, one that is cancelled or one before the list's day, and
    if the list has changed since it was `seen`; `StaleRecord` as `version` says: it may have been sent anew."""
    MANAGE.require(actor, edition)
    _hold(edition, version)
    _refuse_settled(edition)
    if meeting.state == MeetingState.CANCELLED:
        raise Refused(_("Mötet är inställt, så det har inte behandlat listan. Välj det möte som gjorde det."))
    if meeting.starts_on > on:
        raise Refused(_("Mötet har inte varit än. Registrera behandlingen när det är hållet."))
    if meeting.ends_on < edition.day:
        raise Refused(
            _("Listan är per %(day)s, efter mötet. Välj det möte som hade den framför sig, eller ändra listans dag.")
            % {"day": day_in_words(edition.day)}
        )
    sent = edition.rounds.select_related("kept").first() if basis == SENT else None
    kept = sent.kept if sent else _keep(_printed_now(edition, actor, seen, None))
    earlier = previous_taken(edition)
    text = " ".join(paragraph_text.split())[:100]
    values = {
        "meeting": meeting, "outcome": outcome.value, "taken_on": meeting.ends_on, "kept": kept,
        "paragraph_text": text, "paragraph": _paragraph(meeting, text),
        "change_count": difference(earlier.kept.printed, kept.printed).count if earlier and earlier.kept else None,
    }  # fmt: skip
    perform(EDITION_LIFECYCLE, "take", edition, actor=actor, values=values)


@transaction.atomic
def correct_decision(
    *,
    actor: User,
    edition: Edition,
    outcome: EditionOutcome,
    paragraph_text: str,
    version: int | None = None,
) -> bool:
    """The § when the minutes are in, or an outcome noted wrong. The content stays as it was taken. Raises `Refused` for an
    edition that has not been taken."""
    MANAGE.require(actor, edition)
    if not edition.is_taken or edition.meeting is None:
        raise Refused(_("Utgåvan är inte behandlad än."))
    text = " ".join(paragraph_text.split())[:100]
    values = {"outcome": outcome.value, "paragraph_text": text, "paragraph": _paragraph(edition.meeting, text)}
    return audit.change(edition, actor=actor, values=values, version=version, verb="correct_decision")


@transaction.atomic
def withdraw_edition(*, actor: User, edition: Edition, reason: str) -> None:
    """The edition goes to no meeting. What was sent and said stays. Raises `Refused` without a reason."""
    if not reason.strip():
        raise Refused(_("Skriv varför utgåvan dras tillbaka. Skälet visas på utgåvan."))
    perform(EDITION_LIFECYCLE, "withdraw", edition, actor=actor, reason=reason.strip())


@transaction.atomic
def comment(*, actor: User, asked: AskedForum, text: str, on: dt.date, row: int | None = None) -> EditionComment:
    """What a forum says of a row, or of the whole. After the time it is taken in all the same, and marked. Raises `Refused`
    for an empty text, one that stands there already, a row that was not sent, or when the list is not out."""
    COMMENT.require(actor, asked)
    _hold_asked(asked)
    text = text.strip()
    if not text:
        raise Refused(_("Skriv synpunkten."))
    subject = ""
    if row is not None:
        found = next((each for each in asked.round.kept.printed.rows if each.key == row), None)
        if found is None:
            raise Refused(_("Raden finns inte i listan som skickades ut. Välj en annan rad, eller hela listan."))
        subject = found.subject
    if asked.comments.filter(row=row, text=text).exists():
        raise Refused(_("Forumet har redan lämnat den synpunkten."))
    behalf, last = asked.forum_id not in own_forums(actor), asked.round.edition.comments_until
    answer = {"answered_on": on, "answered_by": actor, "on_behalf": behalf}
    if asked.state != Answer.REMARKS:
        perform(ANSWER_LIFECYCLE, "remark", asked, actor=actor, values=answer)
    elif hindrance := ANSWER_LIFECYCLE.find("remark").holds(asked):
        raise Refused(hindrance)
    return audit.create(
        EditionComment(
            asked=asked, row=row, subject=subject[:500], text=text, written_on=on, written_by=actor, on_behalf=behalf,
            is_late=last is not None and rules.is_late(on, last),
        ),
        actor=actor,
    )  # fmt: skip


@transaction.atomic
def say_no_remarks(*, actor: User, asked: AskedForum, on: dt.date) -> None:
    """Inget att anmärka: the forum's answer. Raises `Refused` if it has answered, or if the list is not out."""
    _hold_asked(asked)
    behalf = asked.forum_id not in own_forums(actor)
    values = {"answered_on": on, "answered_by": actor, "on_behalf": behalf}
    perform(ANSWER_LIFECYCLE, "no_remarks", asked, actor=actor, values=values)


@transaction.atomic
def take_back_answer(*, actor: User, asked: AskedForum) -> None:
    """The forum has not answered after all. Raises `Refused` while its comments stand."""
    _hold_asked(asked)
    perform(ANSWER_LIFECYCLE, "take_back", asked, actor=actor, values=_UNANSWERED)


@transaction.atomic
def remove_comment(*, actor: User, remark: EditionComment) -> None:
    """Takes back a comment that nobody has answered; its words stay in the log. The forum's last one takes its answer
    along. Raises `Refused` for one that is answered, or when the list is not out."""
    REMOVE_COMMENT.require(actor, remark)
    asked = remark.asked
    _hold_asked(asked)
    _read_again(remark)
    if remark.state != Verdict.OPEN:
        raise Refused(_("Synpunkten är besvarad och står kvar."))
    if hindrance := ANSWER_LIFECYCLE.find("remark").holds(asked):
        raise Refused(hindrance)
    audit.delete(remark, actor=actor)
    if not asked.comments.exists():
        perform(ANSWER_LIFECYCLE, "take_back", asked, actor=actor, values=_UNANSWERED)


@transaction.atomic
def answer_comment(
    *, actor: User, remark: EditionComment, verdict: Verdict, reply: str, on: dt.date, version: int | None = None
) -> None:
    """Taken up or left, with words to the forum. May be answered anew. Raises `Refused` without words, or if the comment has
    been removed; `StaleRecord` as `version` says: somebody else has answered it."""
    audit.hold_log()
    _read_again(remark)
    if version is not None and remark.version != version:
        raise audit.stale(remark)
    if not reply.strip():
        raise Refused(_("Skriv vad som blir av synpunkten. Forumet läser svaret."))
    verb = {Verdict.TAKEN_UP: "take_up", Verdict.LEFT: "leave"}[verdict]
    values = {"reply": reply.strip(), "replied_on": on, "replied_by": actor}
    perform(COMMENT_LIFECYCLE, verb, remark, actor=actor, values=values)


_UNANSWERED: Mapping[str, Any] = {"answered_on": None, "answered_by": None, "on_behalf": False}


def _hold(edition: Edition, version: int | None = None) -> None:
    """Keeps every other writer out until the transaction ends, and reads how the edition stands now. Raises `StaleRecord` if
    it is not as in `version`."""
    audit.hold_log()
    stands = Edition.objects.values_list("state", "comments_until", "version").get(pk=edition.pk)
    edition.state, edition.comments_until, now = stands
    if version is not None and now != version:
        raise audit.stale(edition)


def _hold_asked(asked: AskedForum) -> None:
    """As `_hold`, with the forum's answer, and whether the list has been sent anew."""
    _hold(asked.round.edition)
    asked.refresh_from_db(fields=["state"])
    vars(asked.round).pop("is_latest", None)


def _read_again(remark: EditionComment) -> None:
    try:
        remark.refresh_from_db(fields=["state", "reply", "version"])
    except EditionComment.DoesNotExist as error:
        raise Refused(_("Synpunkten är borttagen.")) from error


def _refuse_settled(edition: Edition) -> None:
    if not (edition.is_draft or edition.is_out):
        raise Refused(_("Utgåvan ändras inte längre: läget är ”%(state)s”.") % {"state": edition.get_state_display()})


def _printed_now(edition: Edition, actor: User, seen: str, day: dt.date | None) -> PrintedRegister:
    """The live list for the edition's day, which the actor has seen, or for another `day`."""
    printed = live_list(edition.register, edition.day, actor)
    if seen and seen != fingerprint(printed):
        raise Refused(
            _("Listan har ändrats sedan du öppnade sidan. Läs in sidan igen, se efter vad som är nytt och gör om.")
        )
    if day and day != edition.day:
        printed = live_list(edition.register, day, actor)
    if not any(printed.rows):
        raise Refused(_("Listan har inga rader. Lägg till rader först."))
    return printed


def _refuse_the_same(edition: Edition, printed: PrintedRegister, asked: Iterable[Forum]) -> None:
    last = edition.rounds.select_related("kept").first()
    known = set(AskedForum.objects.filter(round=last).values_list("forum_id", flat=True))
    if last and not difference(last.kept.printed, printed) and {forum.pk for forum in asked} <= known:
        raise Refused(_("Inget i listan har ändrats sedan den skickades ut. Ändra utgåvan om forumen behöver mer tid."))


def _keep(printed: PrintedRegister) -> KeptList:
    return KeptList.objects.create(
        content=printed.to_json(),
        fingerprint=fingerprint(printed),
        row_count=sum(1 for _row in printed.rows),
        closings=[list(each) for each in rules.closings(printed)],
    )


def _paragraph(meeting: Meeting, text: str) -> MinuteParagraph | None:
    """The paragraph of the meeting's minutes of the first number in the text, if they are in."""
    found = re.search(r"[0-9]+", text)
    if not found or len(found[0]) > 6:
        return None
    return MinuteParagraph.objects.filter(meeting=meeting, number=int(found[0])).first()
