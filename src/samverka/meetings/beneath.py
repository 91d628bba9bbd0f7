"""Names and titles that stand under a meeting and its parts, read at once: called by queries."""

from __future__ import annotations

from django.db.models import BigIntegerField, F, Q, Value
from django.db.models.functions import Cast

from samverka.meetings.models import Attester, DecisionBasis, Meeting, Presenter

ByPart = dict[tuple[int | None, int | None], list[str]]
"""Texts by the keys of their paragraph and item."""
_COLUMNS = ("paragraph_id", "item_id", "position", "pk", "said", "of", "part")


def names_and_titles(meeting: Meeting, under: Q) -> tuple[ByPart, ByPart, list[str]]:
    """Who presents each paragraph and item (those that `under` names), what each is based on, and who attests the
    minutes. One query: the page of a meeting asks for much."""
    nobody = Cast(Value(None), BigIntegerField())  # PostgreSQL asks what kind of nothing it is
    people = Presenter.objects.filter(under).annotate(said=F("name"), of=Value(""), part=Value(0))
    titles = DecisionBasis.objects.filter(under).annotate(said=F("title"), of=Value(""), part=Value(1))
    attesters = Attester.objects.filter(meeting=meeting).annotate(
        paragraph_id=nobody, item_id=nobody, said=F("name"), of=F("party"), part=Value(2)
    )
    rows = [each.order_by().values_list(*_COLUMNS) for each in (people, titles, attesters)]
    presenters, basis, attested = ByPart(), ByPart(), list[str]()
    for paragraph, item, _position, _pk, said, of, part in sorted(
        rows[0].union(*rows[1:], all=True), key=lambda row: row[2:4]
    ):
        if part == 2:
            attested.append(str(Attester(name=said, party=of)))
        else:
            (presenters, basis)[part].setdefault((paragraph, item), []).append(said)
    return presenters, basis, attested
