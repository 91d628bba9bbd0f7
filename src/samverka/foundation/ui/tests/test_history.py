"""The log in words."""

import datetime as dt
from typing import Any

import pytest

from samverka.foundation.accounts.models import RoleGrant, User
from samverka.foundation.accounts.states import CountyRole
from samverka.foundation.ui.history import Change, lines
from samverka.foundation.ui.styleguide import SampleEntry
from samverka.foundation.ui.tests.drawing import drawn

AT = dt.datetime(2024, 5, 20, 12, 18, tzinfo=dt.UTC)


def entry(object_type: str, **changes: Any) -> SampleEntry:
    return SampleEntry(AT, "Ylva Sandgren", "change", changes, object_type=object_type)


def changed(object_type: str, **changes: Any) -> list[Change]:
    (line,) = lines([entry(object_type, **changes)])
    return list(line.changes)


def test_fields_are_called_what_the_form_calls_them() -> None:
    assert changed("accounts.user", title=["", "samordnare"], is_active=[True, False]) == [
        Change("titel", "", "samordnare"),
        Change("aktiv", "Ja", "Nej"),
    ]


def test_choices_are_said_in_words() -> None:
    assert changed("accounts.rolegrant", role=["reader", "coordinator"]) == [Change("roll", "Läsare", "Samordnare")]


def test_a_field_or_model_that_no_longer_exists_keeps_its_name() -> None:
    assert changed("gone.model", old_name=["a", ["b", "c"]]) == [Change("old name", "a", "b, c")]


def test_verbs_of_an_area_have_its_words_and_others_are_readable() -> None:
    entries = [SampleEntry(AT, "Siv", verb) for verb in ("create", "extend", "merge_into")]
    assert [line.did for line in lines(entries, {"extend": "förlängde"})] == ["lade till", "förlängde", "merge into"]


def test_time_is_swedish() -> None:
    html = drawn('<c-history :entries="entries" />', entries=[entry("accounts.user", title=[None, "<b>"])])
    assert "20\u00a0maj\u00a02024".replace("\u00a0", " ") in html.replace("\u00a0", " ")
    assert "kl. 14.18" in html
    assert "<ins>&lt;b&gt;</ins>" in html


def test_a_record_noted_by_its_name_keeps_it() -> None:
    assert changed("accounts.rolegrant", user=[None, "Ylva Sandgren"]) == [Change("user", "", "Ylva Sandgren")]


@pytest.mark.django_db
def test_other_records_are_named_with_one_query_for_each_kind(django_assert_num_queries: Any) -> None:
    people = [User.objects.create(username=f"u{n}", name=f"Person {n}") for n in range(3)]
    pk = RoleGrant._meta.label_lower
    entries = [entry(pk, user=[None, person.pk], role=[None, CountyRole.READER]) for person in people]
    entries.append(entry(pk, user=[people[0].pk, 9999]))
    with django_assert_num_queries(1):
        told = lines(entries)
    with django_assert_num_queries(0):
        assert lines(entries[:2], known=[None, *people]) == told[:2]
    assert [line.changes[0].after for line in told] == [
        "Person 0",
        "Person 1",
        "Person 2",
        "nr 9999 (finns inte längre)",
    ]
