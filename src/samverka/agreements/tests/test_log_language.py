"""What the log keeps is Swedish, whatever language the one who acts reads the pages in."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import translation

from samverka.agreements.choices import EventKind
from samverka.agreements.content import AgreementContent
from samverka.agreements.operations import (
    create_agreement,
    record_event,
    remove_event,
    set_cost_sharing,
    set_publication,
)
from samverka.agreements.shares import Share, Sharing
from samverka.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 6, 3)


def logged(actor) -> list[str]:
    """What is logged when an agreement is followed up and told of, without the keys of its records."""
    before = AuditEntry.objects.count()
    agreement = create_agreement(actor=actor, content=AgreementContent(name="Barnahus", validity_raw="2020-2030"))
    event = record_event(
        actor=actor, agreement=agreement, kind=EventKind.REVIEW, decided_on=DAY, review_kind="follow_up"
    )
    remove_event(actor=actor, event=event)
    content = Sharing(shares=(Share("Åre", basis="allt"),), valid_from=DAY)
    set_cost_sharing(actor=actor, agreement=agreement, content=content)
    set_publication(actor=actor, agreement=agreement, publisher="Regionen", published_on=DAY)
    told = AuditEntry.objects.order_by("pk")[before:]
    return [re.sub(r"\d+", "N", f"{each.object_label}: {each.changes}") for each in told]


def test_what_is_logged_by_one_who_reads_english_is_the_same(cast):
    swedish = logged(cast.coordinator)
    with translation.override("en"):
        english = logged(cast.coordinator)
    assert english == swedish
