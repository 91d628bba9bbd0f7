"""The object and the list answer alike, and a past role is past."""

import datetime as dt

import pytest

from samverka.forums import permissions
from samverka.forums.models import ForumRole
from samverka.forums.operations import create_forum, end_role
from samverka.forums.queries import forums_of, user_forums
from samverka.forums.states import SeatRole

DAY = dt.date(2024, 5, 20)


@pytest.fixture
def forums(cast):
    return [cast.forum, create_forum(actor=None, name="Barnarenan", county=cast.county)]


def test_who_may_change_a_forum_is_the_same_for_the_object_and_the_list(cast, forums):
    for who, user in cast.users.items():
        by_object = {forum.name for forum in forums if permissions.CHANGE(user, forum)}
        assert by_object == set(permissions.changeable_forums(user).values_list("name", flat=True)), who


def test_coordinators_change_every_forum_and_the_secretary_her_own(cast, forums):
    may = {who: [permissions.CHANGE(user, forum) for forum in forums] for who, user in cast}
    assert may == {who: [False, False] for who, _ in cast} | {"coordinator": [True, True], "secretary": [True, False]}


def test_everybody_logged_in_sees_forums(cast):
    assert [who for who, user in cast if not permissions.SEE(user, cast.forum)] == ["outsider"]


def test_a_secretary_whose_role_has_ended_changes_nothing(cast):
    end_role(actor=None, role=ForumRole.objects.get(), ends_on=DAY)
    assert permissions.is_secretary(cast.secretary, cast.forum, DAY)
    assert not permissions.is_secretary(cast.secretary, cast.forum, DAY + dt.timedelta(days=1))
    assert not permissions.CHANGE(cast.secretary, cast.forum)


def test_seats_and_roles_make_a_forum_somebodys_own(cast, forums):
    mine = {who: [forum.label for forum in user_forums(user, DAY)] for who, user in cast.users.items()}
    assert mine == {who: [] for who in cast.users} | {"chair": ["SVOM"], "member": ["SVOM"], "secretary": ["SVOM"]}


def test_the_chair_is_told_from_the_members_by_the_seat(cast):
    assert permissions.is_chair(cast.chair, cast.forum, DAY)
    assert not permissions.is_chair(cast.member, cast.forum, DAY)
    assert permissions.has_seat(cast.member, cast.forum, DAY)
    assert [forum.label for forum in forums_of(cast.chair, DAY, SeatRole.CHAIR)] == ["SVOM"]
