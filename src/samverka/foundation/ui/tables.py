"""Lists: sorting by an allowlist, pages that always exist, filters that never fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict

SORT, PAGE = "sortera", "sida"
PER_PAGE = 30


@dataclass(frozen=True)
class Sorting:
    """How a list is sorted: `?sortera=namn` upwards, `?sortera=-namn` downwards.

    `columns` maps the word in the address to the order of the query, for example `{"namn": ("name_key", "pk")}`.
    A word that is not in it gives the default.
    """

    columns: Mapping[str, Sequence[str]]
    key: str
    descending: bool

    @classmethod
    def of(cls, query: QueryDict | Mapping[str, str], columns: Mapping[str, Sequence[str]], default: str) -> Sorting:
        """The sorting asked for. `default` is a word of `columns`, with `-` for downwards."""
        asked = query.get(SORT) or default
        if asked.removeprefix("-") not in columns:
            asked = default
        return cls(columns, asked.removeprefix("-"), asked.startswith("-"))

    @property
    def order(self) -> list[str]:
        """For `order_by`."""
        fields = list(self.columns[self.key])
        return [_turned(field) for field in fields] if self.descending else fields

    def state(self, key: str) -> str:
        """For `aria-sort` on the heading of a column."""
        if key not in self.columns:
            raise KeyError(f"the list cannot be sorted by {key!r}")
        if key != self.key:
            return "none"
        return "descending" if self.descending else "ascending"

    def next_for(self, key: str) -> str:
        """The word that a press on the heading gives: upwards first, then the other way."""
        return f"-{key}" if self.state(key) == "ascending" else key


class NumberedPage(Page[Any]):
    """A page of a list that knows which other pages to offer."""

    paginator: Paginator[Any]

    def numbers(self) -> Iterator[int | str]:
        return self.paginator.get_elided_page_range(self.number, on_each_side=2, on_ends=1)


class _Paginator(Paginator[Any]):
    def _get_page(self, *args: Any, **kwargs: Any) -> NumberedPage:
        return NumberedPage(*args, **kwargs)


def paginate(rows: QuerySet[Model] | Sequence[Any], request: HttpRequest, per_page: int = PER_PAGE) -> NumberedPage:
    """The page asked for by `?sida=3`. Not a number gives the first page, a number past the end the last."""
    asked = request.GET.get(PAGE, "1").strip()
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    paginator = _Paginator(rows, per_page)
    page = paginator.page(min(max(number, 1), paginator.num_pages))
    assert isinstance(page, NumberedPage)
    return page


def choice(
    query: QueryDict | Mapping[str, str], name: str, allowed: Sequence[str] | Mapping[str, Any], default: str = ""
) -> str:
    """The value of a filter if it is one of `allowed`, else `default`."""
    value = query.get(name, default)
    return value if value in allowed else default


def key(query: QueryDict | Mapping[str, str], name: str) -> int | None:
    """The primary key that a filter names; None if there is none or it is no number."""
    value = query.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None


def text(query: QueryDict | Mapping[str, str], name: str = "q", limit: int = 200) -> str:
    """What someone typed in a filter, without what no database takes, at most `limit` characters."""
    return query.get(name, "").replace("\x00", "").strip()[:limit]


def _turned(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"
