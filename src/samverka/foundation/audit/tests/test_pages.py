"""What a page with forms answers."""

from __future__ import annotations

import pytest
from django import forms
from django.test import RequestFactory

from samverka.foundation.audit import pages


class Named(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(
    ("sent", "asked", "status"),
    [(None, False, 200), ({"name": ""}, False, 422), ({"name": "Ylva"}, False, 200), ({"name": ""}, True, 200)],
    ids=["not sent", "cannot be taken", "can be taken", "only to see how it is read"],
)
def test_what_cannot_be_taken_is_answered_so(
    sent: dict[str, str] | None, asked: bool, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "render", lambda request, template, context, status: status)
    request = RequestFactory().get("/")
    assert pages.drawn(request, "audit/form.html", {}, Named(), Named(sent), asked=asked) == status


def test_a_reason_that_an_operation_gave_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "render", lambda request, template, context, status: status)
    form = Named({"name": "Ylva"})
    assert form.is_valid()
    form.add_error(None, "Någon annan har ändrat det.")
    assert pages.drawn(RequestFactory().get("/"), "audit/form.html", {}, form) == 422
