"""A kept part is drawn once for all who see the same, and anew when anything on record has changed."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

import samverka
from samverka.foundation.audit.operations import record
from samverka.foundation.audit.templatetags.kept import lazily

pytestmark = pytest.mark.django_db
TEMPLATE = '{% load kept %}{% kept "test.part" may %}{{ told }}{% endkept %}'


class Teller:
    """Counts how often it is asked, and says <b> to be escaped."""

    def __init__(self):
        self.asked = 0

    def __call__(self):
        self.asked += 1
        return f"<b>{self.asked}"


@pytest.fixture
def teller():
    return Teller()


def drawn(teller, address="/x/?q=1", day=dt.date(2024, 5, 20), may=False):
    request = RequestFactory().get(address)
    request.day = day
    return engines["django"].from_string(TEMPLATE).render({"told": teller, "may": may}, request)


def test_the_same_part_is_drawn_once(teller, cast):
    assert [drawn(teller), drawn(teller)] == ["&lt;b&gt;1", "&lt;b&gt;1"]
    assert teller.asked == 1


@pytest.mark.parametrize("other", [{"address": "/x/?q=2"}, {"day": dt.date(2024, 5, 21)}, {"may": True}])
def test_what_decides_what_is_shown_is_part_of_the_key(teller, cast, other):
    assert [drawn(teller), drawn(teller, **other), drawn(teller)] == ["&lt;b&gt;1", "&lt;b&gt;2", "&lt;b&gt;1"]


def test_each_language_has_its_own(teller, cast):
    drawn(teller)
    with translation.override("en"):
        assert drawn(teller) == "&lt;b&gt;2"


def test_a_change_on_record_draws_it_anew(teller, cast):
    drawn(teller)
    record(actor=None, verb="change", obj=cast.forum)
    assert drawn(teller) == "&lt;b&gt;2"


POSTED = re.compile(r"csrf_token|<c-form|<c-confirm|<c-menu[^>]*>.*<form")


def with_included(text: str) -> str:
    """A template with the templates that it includes."""
    names = re.findall(r'{% include "([^"]+)"', text)
    return text + "".join(with_included(get_template(name).template.source) for name in names)


def test_no_form_that_is_posted_is_kept():
    templates = list(Path(samverka.__file__).parent.rglob("templates/**/*.html"))
    parts = [
        part
        for path in templates
        for part in re.findall(r"{% kept .*?{% endkept %}", path.read_text("utf-8"), re.DOTALL)
    ]
    assert parts
    assert [part[:60] for part in parts if POSTED.search(with_included(part))] == []


def test_what_only_a_kept_part_needs_is_not_read_when_it_is_at_hand(cast):
    def told():
        return lazily(lambda: ["read"] if not read.append(1) else [])

    read = []
    assert [drawn(told()), drawn(told())] == ["[&#x27;read&#x27;]", "[&#x27;read&#x27;]"]
    assert read == [1]
