"""Lists that answer whatever stands in the address."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from samverka.foundation.ui import tables
from samverka.foundation.ui.tables import Sorting, paginate
from samverka.foundation.ui.tests.drawing import request_for

COLUMNS = {"namn": ("name_key", "pk"), "till": ("-valid_to", "name_key")}


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["name_key", "pk"]),
        ("sortera=namn", ["name_key", "pk"]),
        ("sortera=-namn", ["-name_key", "-pk"]),
        ("sortera=till", ["-valid_to", "name_key"]),
        ("sortera=-till", ["valid_to", "-name_key"]),
        ("sortera=lösenord", ["name_key", "pk"]),
        ("sortera=--namn", ["name_key", "pk"]),
        ("sortera=", ["name_key", "pk"]),
        ("sortera=user__password", ["name_key", "pk"]),
    ],
)
def test_only_columns_of_the_list_sort_it(query: str, order: list[str]) -> None:
    assert Sorting.of(QueryDict(query), COLUMNS, "namn").order == order


def test_a_default_may_be_downwards() -> None:
    sorting = Sorting.of(QueryDict(""), COLUMNS, "-till")
    assert (sorting.key, sorting.descending) == ("till", True)


def test_a_press_turns_the_column_that_sorts_and_starts_others_upwards() -> None:
    sorting = Sorting.of(QueryDict("sortera=namn"), COLUMNS, "namn")
    assert (sorting.next_for("namn"), sorting.next_for("till")) == ("-namn", "till")
    turned = Sorting.of(QueryDict("sortera=-namn"), COLUMNS, "namn")
    assert (turned.state("namn"), turned.state("till"), turned.next_for("namn")) == ("descending", "none", "namn")


def test_a_heading_for_a_column_that_cannot_sort_is_a_fault_in_the_page() -> None:
    with pytest.raises(KeyError):
        Sorting.of(QueryDict(""), COLUMNS, "namn").state("forum")


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("", 1),
        ("1", 1),
        ("3", 3),
        ("4", 3),
        ("0", 1),
        ("-1", 1),
        ("x", 1),
        ("²", 1),
        ("9" * 400, 1),
        ("1e3", 1),
        (" 2 ", 2),
    ],
)
def test_a_page_that_does_not_exist_gives_one_that_does(asked: str, number: int) -> None:
    assert paginate(range(101), request_for(f"/?sida={asked}"), 50).number == number


def test_an_empty_list_has_one_page() -> None:
    page = paginate([], request_for("/?sida=7"))
    assert (page.number, page.paginator.num_pages, list(page)) == (1, 1, [])


def test_many_pages_are_not_all_offered() -> None:
    assert list(paginate(range(1000), request_for("/?sida=10"), 50).numbers()) == [1, "…", 8, 9, 10, 11, 12, "…", 20]


@given(st.text())
def test_no_filter_fails_on_any_text(value: str) -> None:
    query = {"f": value}
    assert tables.choice(query, "f", ["a", "b"]) in {"a", "b", ""}
    number = tables.key(query, "f")
    assert number is None or 0 <= number < 2**63
    typed = tables.text(query, "f", 50)
    assert "\x00" not in typed and len(typed) <= 50
    assert Sorting.of({"sortera": value}, COLUMNS, "namn").key in COLUMNS
