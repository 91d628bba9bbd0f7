"""Läget, Årshjulet, and the calendars that come from it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from samverka.forums.models import Forum
from samverka.foundation.accounts import operations as accounts
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.day import ordinary_day, path_of
from samverka.foundation.typeset.ical import calendar
from samverka.foundation.ui.export import csv_response
from samverka.home import feed as feeds
from samverka.home import queries
from samverka.home.forms import YearSelection
from samverka.home.year import WORDS, forum_choices, meeting_entry, what_is_seen
from samverka.home.year_page import year_page
from samverka.meetings.permissions import VIEW_MEETINGS
from samverka.meetings.queries import meetings_for_page

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def overview(request: Request) -> HttpResponse:
    return render(request, "home/overview.html", {"overview": queries.overview(request.user, request.day)})


@require_safe
def year(request: Request) -> HttpResponse:
    chosen = YearSelection.of(request.GET, request.day)
    page = lazily(lambda: year_page(request.user, chosen, request.day))
    context = {
        "page": page,
        "chosen": chosen,
        "forums": forum_choices(request.day),
        "kinds": WORDS.items(),
        "address": {
            "here": chosen.words(chosen.year),
            "before": chosen.words(chosen.year - 1),
            "after": chosen.words(chosen.year + 1),
        },
        "sees": what_is_seen(request.user),
    }
    return render(request, "home/year.html", context)


@require_safe
def year_csv(request: Request) -> StreamingHttpResponse:
    chosen = YearSelection.of(request.GET, request.day)
    header = [_("Första dag"), _("Sista dag"), _("Tid"), _("Slag"), _("Vad"), _("Mer"), _("Plats")]
    rows = (
        [
            each.first,
            each.last,
            each.when or (each.start or ""),
            str(WORDS[each.kind]),
            each.title,
            each.what,
            each.place,
        ]
        for each in year_page(request.user, chosen, request.day).entries
    )
    return csv_response(_("årshjul %(year)s") % {"year": chosen.year}, header, rows)


@require_POST
def subscribe(request: Request) -> HttpResponse:
    """Makes a link for a calendar program and shows its address, this once."""
    chosen = YearSelection.of(request.POST, request.day)
    scope = feeds.Scope(chosen.forum, chosen.mine, chosen.kinds)
    forum = get_object_or_404(Forum, pk=scope.forum) if scope.forum else None
    try:
        link, token = accounts.issue_link(
            user=request.user, purpose=feeds.PURPOSE, scope=scope.to_json(), label=feeds.label_of(scope, forum), valid_for=feeds.VALID_FOR
        )  # fmt: skip
    except accounts.TooManyLinks as refusal:
        return _private(render(request, "home/subscribed.html", {"refusal": str(refusal)}, status=409))
    told = request.build_absolute_uri(path_of("home:feed", (token,)))
    context = {
        "link": link,
        "address": told,
        "webcal": told.replace("https:", "webcal:", 1).replace("http:", "webcal:", 1),
    }
    return _private(render(request, "home/subscribed.html", context))


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar of a link. Whoever has the address gets what the link's user may see today, and nothing else."""
    with override("sv"):
        try:
            opened = accounts.open_link(token=token, purpose=feeds.PURPOSE)
            made = feeds.feed(
                opened.user, feeds.Scope.from_json(opened.link.scope), on=ordinary_day(), issued_at=opened.link.issued_at,
                address=lambda name, key: request.build_absolute_uri(path_of(name, (key,))),
            )  # fmt: skip
        except (accounts.UnknownLink, feeds.NothingToShow):
            return _told(_("Det finns ingen kalender här."), 404)
        except accounts.EndedLink:
            return _told(_("Länken gäller inte längre. Skapa en ny i Samverka, under Årshjul."), 410)
        except accounts.AskedTooOften as refusal:
            answer = _told(_("Kalendern hämtas för ofta. Försök igen om en stund."), 429)
            answer["Retry-After"] = str(int(refusal.after.total_seconds()) + 1)
            return answer
    answer = get_conditional_response(request, etag=made.etag) or HttpResponse(made.written(), content_type=CALENDAR)
    answer.headers["ETag"] = made.etag
    answer.headers["Cache-Control"] = "private, no-cache"  # kept, but asked about each time: a revoked link is noticed
    answer.headers["Content-Disposition"] = content_disposition_header(False, "samverka.ics") or ""
    return _private_to_asker(answer)


@require_safe
def meeting_ics(request: Request, pk: int) -> HttpResponse:
    """One meeting, to put in one's own calendar."""
    VIEW_MEETINGS.require(request.user)
    meeting = get_object_or_404(meetings_for_page(), pk=pk)
    entry = meeting_entry(meeting, request.day)
    event = feeds.event_of(
        entry, meeting.changed_at, lambda name, key: request.build_absolute_uri(path_of(name, (key,)))
    )
    answer = _private(HttpResponse(calendar([event], name=meeting.label), content_type=CALENDAR))
    answer["Content-Disposition"] = content_disposition_header(True, f"{meeting.label}.ics") or ""
    return answer


def _told(words: str, status: int) -> HttpResponse:
    return _private(HttpResponse(words, content_type="text/plain; charset=utf-8", status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """Kept nowhere, and the address told to nobody: it may have a secret in it."""
    response["Cache-Control"] = "no-store"
    _private_to_asker(response)
    return response


def _private_to_asker(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
