"""The object and the list answer alike."""

import pytest
from django.urls import reverse

from samverka.agreements.permissions import EDIT_AGREEMENTS, VIEW_AGREEMENTS
from samverka.agreements.tests.stage import agreed


@pytest.mark.django_db
def test_everybody_logged_in_sees_and_coordinators_change(cast):
    agreement = agreed()
    may = {who: (VIEW_AGREEMENTS(user, agreement), EDIT_AGREEMENTS(user, agreement)) for who, user in cast}
    assert may == {who: (True, False) for who, _user in cast} | {
        "coordinator": (True, True),
        "outsider": (False, False),
    }


def test_the_list_and_the_page_offer_what_the_user_may(cast, as_):
    agreement = agreed()
    offered = {}
    for who, user in cast.users.items():
        client = as_(user)
        listed, shown = (
            client.get(reverse("agreements:list")),
            client.get(reverse("agreements:detail", args=[agreement.pk])),
        )
        assert [row.name for row in listed.context["rows"]] == [agreement.name]
        offered[who] = (
            listed.context["may_edit"],
            shown.context["may_edit"],
            reverse("agreements:change", args=[agreement.pk]) in shown.content.decode(),
        )
    assert offered == dict.fromkeys(cast.users, (False,) * 3) | {"coordinator": (True,) * 3}
