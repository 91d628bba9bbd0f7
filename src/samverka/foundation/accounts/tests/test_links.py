"""Links with a secret: issued, limited, counted, revoked."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from samverka.foundation.accounts import operations, tokens
from samverka.foundation.accounts.models import TokenLink, User
from samverka.foundation.accounts.operations import (
    EndedLink,
    TooManyLinks,
    UnknownLink,
    create_user,
    issue_link,
    open_link,
    revoke_link,
)

pytestmark = pytest.mark.django_db
YEAR = dt.timedelta(days=365)


@pytest.fixture
def ylva(db: None) -> User:
    return create_user(username="ylva", name="Ylva Sandgren", password=None)


def issue(user: User, label: str = "SVOM", valid_for: dt.timedelta = YEAR) -> tuple[TokenLink, str]:
    return issue_link(user=user, purpose="calendar", scope={"forum": 1}, label=label, valid_for=valid_for)


def test_the_secret_is_not_stored(ylva):
    link, token = issue(ylva)
    assert (len(token), link.token_hash) == (tokens.LENGTH, tokens.digest(token))
    assert [value for value in TokenLink.objects.values_list()[0] if token in str(value)] == []


def test_a_link_opens_for_its_purpose_only(ylva):
    _link, token = issue(ylva)
    assert open_link(token=token, purpose="calendar").user == ylva
    with pytest.raises(UnknownLink):
        open_link(token=token, purpose="answer")


def test_a_revoked_link_opens_no_more_and_is_revoked_once(ylva):
    link, token = issue(ylva)
    assert (revoke_link(link=link, by=ylva), revoke_link(link=link, by=ylva)) == (True, False)
    with pytest.raises(EndedLink):
        open_link(token=token, purpose="calendar")
    assert TokenLink.objects.get().revoked_by == ylva


def test_use_is_counted_by_day(ylva):
    link, token = issue(ylva)
    for _time in range(3):
        open_link(token=token, purpose="calendar")
    link.refresh_from_db()
    assert [(use.day, use.answered, use.refused) for use in link.uses.all()] == [(timezone.localdate(), 3, 0)]
    assert link.last_used_at is not None


def test_there_is_an_end_to_how_many_links_one_has(ylva, monkeypatch):
    monkeypatch.setattr(operations, "MOST_LINKS", 2)
    first, _token = issue(ylva)
    issue(ylva)
    with pytest.raises(TooManyLinks, match="redan 2 länkar"):
        issue(ylva)
    revoke_link(link=first, by=ylva)
    assert issue(ylva)[0].pk


def test_the_page_lists_ones_own_links_and_revokes_them(ylva, client):
    link, _token = issue(ylva, "SVOM: möten")
    nils = create_user(username="nils", name="Nils Ovesson", password=None)
    other, _token = issue(nils, "Barnarenan")
    client.force_login(ylva, backend="samverka.foundation.accounts.backend.Backend")
    page = client.get(reverse("accounts:links")).content.decode()
    assert ("SVOM: möten" in page, "Barnarenan" in page) == (True, False)
    assert client.post(reverse("accounts:revoke_link", args=[other.pk])).status_code == 404
    client.post(reverse("accounts:revoke_link", args=[link.pk]))
    link.refresh_from_db()
    assert link.revoked_at is not None
    assert "återkallad" in client.get(reverse("accounts:links")).content.decode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/kalender/" + "a" * 43 + "/samverka.ics", "/kalender/…/samverka.ics"),
        ("/kalender/kort/samverka.ics", "/kalender/kort/samverka.ics"),
        ("inget", "inget"),
    ],
)
def test_a_token_in_a_text_is_hidden(text, shown):
    assert tokens.hidden(text) == shown
