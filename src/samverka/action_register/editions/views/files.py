"""An edition as a file, in the county's own layout: what was taken prints the same for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.action_register import excel, pdf, word
from samverka.action_register.editions import queries
from samverka.action_register.editions.views.editions import fetch
from samverka.action_register.models import Edition
from samverka.action_register.permissions import SEE
from samverka.action_register.printed import PrintedRegister
from samverka.foundation.accounts.http import Request
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.language import in_swedish
from samverka.foundation.ui.export import file_response


class Document(Protocol):
    """What makes a file of a printed list."""

    def __call__(self, printed: PrintedRegister, *, edition: str = "") -> bytes: ...


def _file(document: Document, suffix: str) -> Callable[[Request, int], HttpResponse]:
    @require_safe
    def view(request: Request, pk: int) -> HttpResponse:
        SEE.require(request.user)
        found = fetch(pk)
        rounds = list(found.rounds.select_related("kept")[:1])
        printed = queries.content_of(found, rounds, request.user)
        sent = rounds[0].sent_on if rounds else None
        words = _state(found, sent)
        return file_response(
            document(printed, edition=f"{found.title}: {words}"), f"{found.title} {printed.day}", suffix
        )

    return view


@in_swedish
def _state(edition: Edition, sent: dt.date | None) -> str:
    """What the footer says: which edition this is, and what has become of it."""
    if edition.is_taken and edition.taken_on and edition.meeting:
        words = f"{edition.get_outcome_display()} {day_in_words(edition.taken_on)}, {edition.meeting.forum_label}"
        return f"{words} {edition.section}".strip()
    if sent:
        return _("utskickad %(day)s, %(state)s") % {
            "day": day_in_words(sent),
            "state": edition.get_state_display().lower(),
        }
    return edition.get_state_display().lower()


edition_word, edition_pdf, edition_excel = (
    _file(word.document, "docx"),
    _file(pdf.document, "pdf"),
    _file(excel.document, "xlsx"),
)
