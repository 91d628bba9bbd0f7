"""On paper a page is a document: what it says, without the ways to other pages, and nothing past the paper's edge."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from samverka.action_register.models import Edition
from samverka.agreements.models import Agreement
from samverka.forums.models import Forum
from samverka.foundation.accounts.models import User
from samverka.home.demo import prepare_demo, take_in
from samverka.home.demo_life import bring_to_life
from samverka.meetings.models import Meeting
from samverka.samples import AGREEMENT_LIST, BALANCE_LIST, MINUTES, agreement_texts
from tests.browser import chromium, page_in, session_of

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

UPRIGHT, ACROSS = 680, 1032  # px between the margins of an A4 page, as the stylesheet sets them
# The agenda of a meeting is what the page says, though it also leads down the page.
LEFT_OVER = """() => [...document.querySelectorAll(
  'nav:not(.agenda), header.header, button, .button, .filters, .main :is(select, input:not([type=hidden]), textarea), a.more, a.small'
)].filter(each => each.checkVisibility() && each.getBoundingClientRect().width > 1).map(each => each.outerHTML.slice(0, 90))"""
TOO_WIDE = """() => [...document.querySelectorAll('main *')].filter(
  each => each.checkVisibility() && !each.closest('.vh') && each.getBoundingClientRect().right > innerWidth + 1
).map(each => each.outerHTML.slice(0, 90))"""


@pytest.fixture
def pages(settings: Any) -> list[str]:
    settings.TODAY = dt.date(2024, 5, 20)
    settings.DEMO = True
    prepare_demo()
    coordinator = User.objects.get(username="samordnare")
    for sample in (AGREEMENT_LIST, BALANCE_LIST, MINUTES):
        take_in(sample, actor=coordinator)
    bring_to_life(actor=coordinator)
    edition = Edition.objects.get(number=2)
    register = edition.register
    accord = Agreement.objects.get(name=agreement_texts.AGREEMENT).pk
    svom = Forum.objects.get(abbreviation="SVOM").pk
    held = Meeting.objects.get(starts_on="2024-02-23").pk
    lists = "home:overview action_register:list agreements:list agreements:timeline agreements:calendar agreements:reminders forums:list forums:map forums:vacancies meetings:list meetings:plan home:year"  # fmt: skip
    return [
        *(reverse(name) for name in lists.split()),
        reverse("action_register:edition", args=[edition.pk]),
        reverse("action_register:compare", args=[register.pk]),
        reverse("action_register:through_summary", args=[register.pk, held]),
        reverse("agreements:detail", args=[accord]),
        reverse("agreements:compare", args=[accord]),
        reverse("forums:detail", args=[svom]),
        reverse("forums:attendance", args=[svom]),
        reverse("meetings:detail", args=[held]),
    ]


def test_a_printed_page_is_without_buttons_and_within_the_paper(pages: list[str], live_server: Any) -> None:
    session = session_of(User.objects.get(username="samordnare"))
    wrong: dict[str, list[str]] = {}
    with chromium() as browser:
        page = page_in(browser, session, live_server.url)
        page.emulate_media(media="print")
        for path in pages:
            assert page.goto(live_server.url + path).status == 200, path
            wide = page.evaluate("document.body.classList.contains('wide')")
            page.set_viewport_size({"width": ACROSS if wide else UPRIGHT, "height": 900})
            if found := page.evaluate(LEFT_OVER) + page.evaluate(TOO_WIDE):
                wrong[path] = found
    assert wrong == {}
