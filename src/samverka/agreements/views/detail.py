"""One agreement: answers first, then its life, the text and its reading, and everything that belongs to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from samverka.agreements import permissions, reasons, timeline
from samverka.agreements.choices import EventKind
from samverka.agreements.explain import reading_lines
from samverka.agreements.labels import status_tag
from samverka.agreements.models import Agreement
from samverka.agreements.queries.hierarchy import Member, relatives_of
from samverka.agreements.queries.mentions import paragraphs_mentioning
from samverka.agreements.queries.page import (
    AgreementPage,
    agreement_page,
    agreements_in_full,
    history_in_words,
    rows_using,
)
from samverka.agreements.queries.parts import costs_of, signed_of
from samverka.agreements.queries.reminders import of_agreement
from samverka.agreements.queries.small import SmallParts, small_parts
from samverka.agreements.queries.texts import texts_of
from samverka.agreements.states import DOUBT_WORDS
from samverka.agreements.uses import Uses, parent_in_words, uses_in_words
from samverka.findings.permissions import visible_findings
from samverka.findings.queries import findings_on
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.documents.models import SourceRef
from samverka.foundation.documents.queries import sources_of
from samverka.meetings.permissions import visible_records

FIELDS = {
    "name": _("namn"), "validity_raw": _("giltighetstid"), "area": _("område"), "recommending": _("rekommenderande forum"),
    "preparing": _("beredande forum"), "notes": _("noteringar"), "kind": _("slag"), "aliases": _("kallas också"), "parties": _("parter"),
}  # fmt: skip
VERBS = {
    "confirm_reading": _("bekräftade tolkningen"),
    "correct_reading": _("rättade tolkningen"),
    "put_back_reading": _("lade tillbaka tolkningen"),
    "set_relations": _("lade till parter, forum och namn"),
    "record_extension": _("registrerade en förlängning"),
    "record_termination": _("registrerade en uppsägning"),
    "record_ended": _("registrerade att det har upphört"),
    "record_condition_met": _("registrerade att alla parter har antagit"),
    "record_review": _("registrerade en översyn"),
    "remove_event": _("tog bort en händelse"),
    "set_parent": _("ändrade vad det hör till"),
    "set_cost_sharing": _("ändrade kostnadsfördelningen"),
    "remove_cost_sharing": _("tog bort en kostnadsfördelning"),
    "set_original": _("ändrade underskrifter och original"),
    "set_publication": _("ändrade var det är publicerat"),
    "remove_publication": _("tog bort en publicering"),
    "acknowledge_reminder": _("tog hand om en påminnelse"),
    "withdraw_acknowledgement": _("tog bort en åtgärd"),
    "attach": _("lade till ett dokument"),
    "detach": _("tog bort ett dokument"),
    "tell_version": _("ändrade uppgifterna om en version"),
    "add_version": _("lade till en ny version av ett dokument"),
}


@require_safe
def agreement_detail(request: Request, pk: int) -> HttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    agreement = get_object_or_404(agreements_in_full().select_related("original__holder"), pk=pk)
    mentions = paragraphs_mentioning(agreement, visible_records(request.user))
    sure_mentions = sum(not each.is_doubtful for each in mentions)
    relatives = lazily(lambda: relatives_of(agreement, request.day))
    small: SmallParts = lazily(lambda: small_parts(agreement))
    using = lazily(lambda: rows_using(agreement))
    page = lazily(lambda: agreement_page(agreement, small, relatives.successors, request.day))
    refs = lazily(lambda: list(sources_of(agreement)))
    parts = lazily(lambda: timeline.life(page.validity, page.facts, request.day, page.events))
    context = {
        "agreement": agreement,
        "page": page,
        "tag": lazily(lambda: status_tag(page.status, agreement.starts_on, is_running_out=page.runs_out)),
        "reason": lazily(lambda: reasons.status_reason(page.validity, page.facts, request.day)),
        "steps": lazily(lambda: reasons.next_steps(page.validity, page.facts, request.day)),
        "ball": lazily(lambda: _ball(page)),
        "parts": parts,
        "bar": lazily(lambda: timeline.bar(parts, request.day)),
        "bar_words": lazily(lambda: timeline.bar_in_words(parts, request.day)),
        "reading": lazily(lambda: reading_lines(page.validity)),
        "doubts": lazily(lambda: [DOUBT_WORDS[doubt] for doubt in sorted(page.validity.doubts)]),
        "taken_over": lazily(lambda: page.taken_over_by),
        "texts": lazily(lambda: texts_of(agreement.pk)),
        "costs": lazily(lambda: costs_of(agreement.pk, request.day)),
        "signed": lazily(lambda: signed_of(agreement, page.parties)),
        "publications": lazily(lambda: small.publications),
        "rows": lazily(lambda: using.rows),
        "mentions": mentions,
        "mentioned": sure_mentions,
        "tree": lazily(lambda: relatives.tree),
        "parent_told": lazily(lambda: _parent_told(agreement, relatives.tree)),
        "uses": lazily(lambda: uses_in_words(_uses(using.count, small, relatives.under, sure_mentions), page.status)),
        "sources": lazily(lambda: _sources(refs)),
        "validity_source": lazily(lambda: next((ref for ref in refs if ref.field == "validity_raw"), None)),
        "history": lazily(lambda: history_in_words(agreement)),
        "verbs": VERBS,
        "may_edit": permissions.EDIT_AGREEMENTS(request.user, agreement),
        "event_kinds": lazily(lambda: _event_kinds(page)),
        "reminders": lazily(lambda: of_agreement(agreement, page.validity, page.facts, request.day)),
        "findings": findings_on(agreement, seen=visible_findings(request.user)),
    }
    return render(request, "agreements/detail.html", context)


def _ball(page: AgreementPage) -> dict[str, Any]:
    """Who is to act: the parties while they have not all adopted it, else who prepares it."""
    if page.status == "pending":
        return {"parties": True}
    return {"forums": page.preparing or page.recommending, "recommending": not page.preparing}


def _uses(rows: int, small: SmallParts, under: int, paragraphs: int) -> Uses:
    forums = {str(part.forum_id or part.printed) for part in small.forums}
    return Uses(rows, len(forums), under, paragraphs)


def _parent_told(agreement: Agreement, tree: list[Member]) -> str:
    """That the agreement it belongs to does not apply, if so."""
    parent = next((each for each in tree if each.pk == agreement.parent_id), None)
    return parent_in_words(parent.name, parent.status) if parent else ""


def _sources(refs: list[SourceRef]) -> list[tuple[str, list[tuple[str, str]]]]:
    """By document: which values were read there, and where."""
    found: dict[str, list[tuple[str, str]]] = {}
    for ref in refs:
        field = str(FIELDS.get(ref.field, _("Avtalet")))
        found.setdefault(str(ref.version.document), []).append((field, ref.place_in_words))
    return [(title, list(dict.fromkeys(places))) for title, places in found.items()]


def _event_kinds(page: AgreementPage) -> list[tuple[str, str]]:
    """What may be recorded: that all have adopted only where something says that they must."""
    return [(kind.value, kind.action) for kind in EventKind if kind != EventKind.CONDITION_MET or page.is_conditional]
