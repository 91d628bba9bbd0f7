"""A page for an address that is opened in a way it does not answer to, such as that of a button opened as a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string


class NotAllowedMiddleware:
    """Django answers such a request with nothing at all, and the browser shows an empty page of its own. It happens to who
    was logged out in the middle of something: the login leads back to the address of the button."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = render_to_string("ui/errors/405.html").encode()
        return response
