"""What hangs on an agreement: versions of its text, costs, the signed original, where it is published, its own ladder and
what has been done about reminders."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import F

TEXT = "§ {number} Parterna ska i samverkan svara för hemsjukvård, rehabilitering och hjälpmedel under år {year}, i den ordning som anges i bilaga {number}."
VERSIONS, SHARINGS = 3, 3


def hang_on(agreement: Any, number: int, actor: Any, principals: list[Any]) -> None:
    """To one of the agreements that are copied afterwards, through the operations."""
    from samverka.agreements.models import ReminderAcknowledgement, ReminderLadder
    from samverka.agreements.operations import attach_file, set_cost_sharing, set_original, set_publication
    from samverka.agreements.operations.signing import Signed
    from samverka.agreements.shares import Share, Sharing

    agreement.parties.set(principals[:4])
    attachment = attach_file(
        actor=actor, agreement=agreement, title=f"Avtalstext {number}", data=_text(number, 0), media_type="text/plain", filename="avtal.txt"
    )  # fmt: skip
    _more_versions(attachment, number, actor)
    for year in range(SHARINGS):
        shares = tuple(Share(each.name, principal=each.pk, percent=Decimal(25)) for each in principals[:4])
        set_cost_sharing(
            actor=actor,
            agreement=agreement,
            content=Sharing(dt.date(2022 + year, 1, 1), dt.date(2022 + year, 12, 31), shares=shares),
        )
    set_original(
        actor=actor, agreement=agreement, place="Regionarkivet", record_number=f"RS/{number}/2020",
        signings=[Signed(each, dt.date(2020, 2, 1)) for each in principals[:4]],
    )  # fmt: skip
    set_publication(
        actor=actor, agreement=agreement, publisher="Regionens webbplats", address="https://exempel.se/avtal"
    )
    if number % 5 == 0:
        ReminderLadder.objects.create(agreement=agreement, before_end="12, 6", before_notice="3", before_review="2")
    ReminderAcknowledgement.objects.bulk_create(
        ReminderAcknowledgement(
            agreement=agreement, target="end", about=dt.date(2024, 12, 31), day=dt.date(2024, 12, 31), months=months,
            done_on=dt.date(2024, 12 - months, 15), note="Tagit upp med parterna", done_by=actor,
        )
        for months in (6, 3)
    )  # fmt: skip


def _more_versions(attachment: Any, number: int, actor: Any) -> None:
    """And what was read of each, which a task reads in an installation."""
    from samverka.agreements.operations.documents import add_file_version
    from samverka.foundation.documents.models import PageText

    for version in range(1, VERSIONS):
        add_file_version(
            actor=actor, attachment=attachment, data=_text(number, version), media_type="text/plain", filename=f"avtal-{version}.txt"
        )  # fmt: skip
    PageText.objects.bulk_create(
        PageText(version=each, number=1, text=_text(number, each.number - 1).decode())
        for each in attachment.document.versions.all()
    )


def _text(number: int, version: int) -> bytes:
    """A few pages; each version has changed every ninth line."""
    lines = (TEXT.format(number=line, year=2020 + (version if line % 9 == 0 else 0)) for line in range(1, 90))
    return "\n\n".join([f"Avtal {number}", *lines]).encode()


def join() -> None:
    """Every agreement but the first of five belongs to that one."""
    from samverka.agreements.models import Agreement

    first = Agreement.objects.order_by("pk").values_list("pk", flat=True)[0]
    Agreement.objects.annotate(place=(F("pk") - first) % 5).exclude(place=0).update(
        parent_id=F("pk") - (F("pk") - first) % 5
    )
