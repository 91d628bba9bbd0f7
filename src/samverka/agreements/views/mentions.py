"""Which agreements a paragraph is about: corrected by a person."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samverka.agreements import operations
from samverka.agreements.forms import MentionsForm
from samverka.agreements.queries.mentions import mentions_in
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import drawn
from samverka.foundation.dates.day import address
from samverka.meetings.models import MinuteParagraph
from samverka.meetings.permissions import EDIT_MEETINGS, VIEW_RECORD


@require_http_methods(["GET", "POST"])
def paragraph_mentions(request: Request, pk: int) -> HttpResponse:
    found = MinuteParagraph.objects.select_related("meeting").prefetch_related("meeting__forum_parts__forum")
    paragraph = get_object_or_404(found, pk=pk)
    if not VIEW_RECORD(request.user, paragraph.meeting):
        raise Http404
    EDIT_MEETINGS.require(request.user, paragraph.meeting)
    stand = mentions_in([paragraph.pk]).get(paragraph.pk, [])
    form = MentionsForm(request.POST or None, stand=[each.agreement_id for each in stand])
    back = f"{address(request, 'meetings:detail', paragraph.meeting_id)}#p{paragraph.pk}"
    if request.method == "POST" and form.is_valid():
        operations.set_mentions(actor=request.user, paragraph=paragraph, agreements=form.chosen())
        messages.success(request, _("Kopplingen till avtal är sparad."))
        return HttpResponseRedirect(back)
    context = {"form": form, "paragraph": paragraph, "meeting": paragraph.meeting, "back": back}
    return drawn(request, "agreements/mentions.html", context, form)
