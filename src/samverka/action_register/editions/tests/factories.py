"""Editions for tests, made through the operations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samverka.action_register.editions import operations
from samverka.action_register.editions.queries import get_edition
from samverka.action_register.editions.states import EditionOutcome
from samverka.action_register.models import ActionRegister, AskedForum, Edition
from samverka.action_register.tests.factories import TODAY
from samverka.forums.models import Forum
from samverka.foundation.accounts.models import User
from samverka.meetings.models import Meeting
from samverka.meetings.operations import create_meeting
from samverka.meetings.tests.samples import meeting_content

UNTIL = dt.date(2024, 6, 3)


def fresh(edition: Edition) -> Edition:
    """The edition as it is stored now."""
    found = get_edition(edition.pk)
    assert found is not None
    return found


def make_edition(register: ActionRegister, actor: User, **given: Any) -> Edition:
    return operations.create_edition(actor=actor, register=register, **({"day": TODAY} | given))


def send(
    edition: Edition, actor: User, *forums: Forum, on: dt.date = TODAY, until: dt.date = UNTIL, **given: Any
) -> list[AskedForum]:
    """Sends the list; gives the asked forums in the order given."""
    sent = operations.send_edition(actor=actor, edition=edition, forums=forums, comments_until=until, on=on, **given)
    by_forum = {each.forum_id: each for each in AskedForum.objects.filter(round=sent)}
    return [by_forum[forum.pk] for forum in forums]


def make_meeting(day: dt.date, *forums: str) -> Meeting:
    return create_meeting(actor=None, content=meeting_content(forums=forums or ("SVOM",), starts_on=day, ends_on=day))


def take(edition: Edition, actor: User, meeting: Meeting, **given: Any) -> Edition:
    operations.take_edition(
        actor=actor, edition=edition, meeting=meeting,
        **({"outcome": EditionOutcome.ADOPTED, "on": meeting.ends_on} | given),
    )  # fmt: skip
    return fresh(edition)
