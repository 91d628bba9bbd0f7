"""Forums written by pages and by imports."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samverka.forums import operations
from samverka.forums.models import Forum, Preparation, Seat
from samverka.forums.names import packaged_forums
from samverka.forums.queries import forum_names
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.audit.queries import broken_links, history
from samverka.principals.models import Principal

pytestmark = pytest.mark.django_db


def a_forum(name="SVOM", **facts):
    return operations.create_forum(actor=None, name=name, **facts)


def test_a_forum_without_a_county_is_of_the_installations_county():
    assert a_forum().county.code == "23"


def test_the_packaged_forums_are_loaded_once_and_what_stands_is_left():
    mine = a_forum("Fredagsgruppen", purpose="Eget syfte")
    created = operations.load_known_forums(actor=None, county_code="23")
    assert operations.load_known_forums(actor=None, county_code="23") == []
    assert len(created) + 1 == len(packaged_forums("23")) == Forum.objects.count()
    mine.refresh_from_db()
    assert (mine.purpose, [other.label for other in mine.prepares_for.all()]) == ("Eget syfte", ["SVOM"])


def test_a_preparation_that_was_taken_away_does_not_come_back_with_the_next_load():
    operations.load_known_forums(actor=None, county_code="23")
    gone = Preparation.objects.first()
    operations.remove_preparation(actor=None, preparation=gone)
    before = Preparation.objects.count()
    operations.load_known_forums(actor=None, county_code="23")
    assert Preparation.objects.count() == before


def test_no_list_is_packaged_for_most_counties():
    with pytest.raises(LookupError):
        operations.load_known_forums(actor=None, county_code="01")


def test_the_register_finds_a_forum_by_any_of_its_names_as_the_packaged_list_does():
    operations.load_known_forums(actor=None, county_code="23")
    names = forum_names()
    for packaged in packaged_forums("23"):
        labels = {names.label(names.resolve(name)) for name in packaged.names if names.resolve(name)}
        assert labels == {packaged.label}
    assert names.is_head("SamReKo")


def test_a_name_that_an_ended_forum_shares_means_the_running_one():
    old = a_forum("Samrådet", aliases=["Rådet"])
    operations.end_forum(actor=None, forum=old, ends_on=dt.date(2019, 12, 31))
    new = a_forum("Samrådet")
    names = forum_names()
    assert (names.resolve("Samrådet"), names.resolve("Rådet")) == (str(new.pk), str(old.pk))


def test_an_ended_forum_whose_name_was_taken_is_not_opened_again():
    old = a_forum("Samrådet")
    operations.end_forum(actor=None, forum=old, ends_on=dt.date(2019, 12, 31))
    a_forum("Samrådet")
    with pytest.raises(ValidationError):
        operations.reopen_forum(actor=None, forum=Forum.objects.get(pk=old.pk))
    assert Forum.objects.get(pk=old.pk).ends_on == dt.date(2019, 12, 31)


def test_changing_replaces_the_preparations_given_and_leaves_them_when_none_are():
    svom, barn = a_forum(), a_forum("Barnarenan")
    group = a_forum("Fredagsgruppen", prepares_for=[svom])
    assert operations.change_forum(actor=None, forum=group, purpose="Bereda")
    assert list(group.prepares_for.all()) == [svom]
    assert operations.change_forum(actor=None, forum=group, prepares_for=[barn])
    assert list(group.prepares_for.all()) == [barn]
    assert operations.change_forum(actor=None, forum=group, prepares_for=[barn], purpose="Bereda") is False
    assert [entry.verb for entry in history(group)] == [
        "add_preparation",
        "remove_preparation",
        "change",
        "add_preparation",
        "create",
    ]
    assert list(broken_links()) == []


def test_a_forum_made_by_mistake_is_removed_with_its_names_and_relations():
    svom = a_forum()
    group = a_forum("Fredagsgruppen", prepares_for=[svom], aliases=["FG"])
    operations.remove_forum(actor=None, forum=group, reason="Ångrad inläsning")
    assert (list(Forum.objects.all()), Preparation.objects.count(), forum_names().resolve("FG")) == ([svom], 0, None)
    assert AuditEntry.objects.filter(verb="delete", object_type="forums.forum").get().reason == "Ångrad inläsning"


def test_a_refused_change_leaves_names_and_facts_as_they_were():
    a_forum()
    group = a_forum("Fredagsgruppen", aliases=["FG"])
    with pytest.raises(ValidationError):
        operations.change_forum(actor=None, forum=group, purpose="Nytt", aliases=["FG", "SVOM"])
    fresh = Forum.objects.get(pk=group.pk)
    assert (fresh.purpose, fresh.names, fresh.version) == ("", ["Fredagsgruppen", "FG"], 1)


@pytest.mark.parametrize(
    "facts", [{"starts_on": dt.date(2024, 2, 1), "ends_on": dt.date(2024, 1, 1)}, {"stands_for": "chair"}]
)
def test_the_database_itself_refuses_a_seat_that_cannot_be(cast, facts):
    if facts.get("stands_for"):
        facts = {"stands_for": Seat.objects.get(role="chair")}
    broken = Seat(forum=cast.forum, role="member", **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        broken.save()


def test_the_database_itself_refuses_a_forum_that_prepares_for_itself(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Preparation(preparer=cast.forum, prepares_for=cast.forum).save()


def test_a_seat_takes_principal_from_its_person(cast):
    seat = operations.add_seat(actor=None, forum=cast.forum, person=cast.member_person, role="deputy")
    assert seat.principal == Principal.objects.get(code="2321")


def test_forums_sort_as_people_call_them():
    for name, abbreviation in (("Sociala vård- och omsorgsgruppen", "SVOM"), ("Ågruppen", ""), ("Styrgrupp", "")):
        a_forum(name, abbreviation=abbreviation)
    assert [forum.label for forum in Forum.objects.all()] == ["Styrgrupp", "SVOM", "Ågruppen"]
