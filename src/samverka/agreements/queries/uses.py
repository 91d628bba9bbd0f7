"""Who uses agreements."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q

from samverka.agreements.models import Agreement, AgreementForum
from samverka.agreements.uses import Uses
from samverka.meetings.states import Strength


def uses_of(agreements: Iterable[int]) -> dict[int, Uses]:
    """By agreement; paragraphs are not counted, since not everyone sees them all. Three queries."""
    keys = list(agreements)
    sure = Q(item_agreements__item__state="ongoing") & ~Q(item_agreements__strength=Strength.LIKELY.value)
    # By the relation from the other side: rows belong to an area that comes after this one.
    rows = Agreement.objects.filter(sure, pk__in=keys).order_by().values_list("pk")
    row_counts = dict(rows.annotate(count=Count("item_agreements__item", distinct=True)))
    forums: dict[int, set[str]] = {}
    for key, printed, forum in AgreementForum.objects.filter(agreement__in=keys).values_list(
        "agreement", "printed", "forum"
    ):
        forums.setdefault(key, set()).add(str(forum or printed))
    under = Agreement.objects.filter(parent__in=keys).order_by().values_list("parent").annotate(count=Count("pk"))
    under_counts = {key: count for key, count in under if key is not None}
    return {key: Uses(row_counts.get(key, 0), len(forums.get(key, ())), under_counts.get(key, 0)) for key in keys}
