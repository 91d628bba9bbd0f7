"""What the framework alone costs: one query for 30 rows with their texts, six cells each through one plain template.

No login, no session, no kit; the middleware is that of Django's own project template.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine

from bench import BARE
from samverka.action_register.models import ActionItem

TEMPLATE = Engine().from_string(
    "<!doctype html><html lang=sv><title>Rader</title><table>{% for row in rows %}<tr><td>{{ row.number }}</td><td>{{ row.subject }}</td>"
    "<td>{{ row.commission }}</td><td>{{ row.follow_up_raw }}</td><td>{{ row.state }}</td><td>{{ row.changed_at|date:'Y-m-d' }}</td>"
    "</tr>{% endfor %}</table></html>"
)


class BareMiddleware:
    """Answers the bare view before anything of the site itself is reached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != BARE:
            return self.get_response(request)
        rows = list(ActionItem.objects.order_by("pk")[:30])
        return HttpResponse(TEMPLATE.render(Context({"rows": rows})))
