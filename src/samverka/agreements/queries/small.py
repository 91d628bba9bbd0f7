"""What an agreement has of names, parties, forums and places where it is published: small parts, read together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from samverka.agreements.models import Agreement, AgreementAlias, AgreementForum, Publication
from samverka.forums.models import Forum
from samverka.principals.models import Principal


@dataclass
class SmallParts:
    """Each in its usual order. Forums are only named, parties and publications have only what is shown of them."""

    aliases: list[str] = field(default_factory=list)
    parties: list[Principal] = field(default_factory=list)
    forums: list[AgreementForum] = field(default_factory=list)
    publications: list[Publication] = field(default_factory=list)


_ALIAS, _PARTY, _FORUM, _PUBLICATION = range(4)
_NOTHING = Value("", output_field=TextField())


def small_parts(agreement: Agreement) -> SmallParts:
    """One query: the four have the same columns, and none of them is ever null."""
    rows = _aliases(agreement).union(_parties(agreement), _forums(agreement), _publications(agreement), all=True)
    found = SmallParts()
    # By the kind, the word that each is sorted by, its place, its key.
    for kind, _order, _place, key, other, *texts in sorted(rows, key=lambda row: row[:4]):
        if kind == _ALIAS:
            found.aliases.append(texts[0])
        elif kind == _PARTY:
            found.parties.append(Principal(pk=key, name=texts[0], short_name=texts[1]))
        elif kind == _FORUM:
            found.forums.append(_forum(key, other, texts))
        else:
            found.publications.append(_publication(key, texts))
    found.publications.sort(key=lambda each: (each.published_on or dt.date.min, each.pk), reverse=True)
    return found


def _columns(rows: QuerySet[Any], kind: int, order: str, place: Any, other: Any, *texts: Any) -> QuerySet[Any, Any]:
    """Kind, what it is sorted by, its place, its key, another's key, and four texts."""
    shown = [*texts, *[_NOTHING] * (4 - len(texts))]
    values = {
        "part_kind": Value(kind), "part_order": Cast(order, TextField()), "part_place": place, "part_key": F("pk"), "part_other": other,
        **{f"part_text_{number}": Cast(text, TextField()) for number, text in enumerate(shown)},
    }  # fmt: skip
    found: QuerySet[Any, Any] = rows.order_by().annotate(**values).values_list(*values)
    return found


def _aliases(agreement: Agreement) -> QuerySet[Any, Any]:
    return _columns(AgreementAlias.objects.filter(agreement=agreement), _ALIAS, "name_key", Value(0), Value(0), "name")


def _parties(agreement: Agreement) -> QuerySet[Any, Any]:
    parties = Principal.objects.filter(agreements=agreement)
    return _columns(parties, _PARTY, "name_key", Value(0), Value(0), "name", "short_name")


def _forums(agreement: Agreement) -> QuerySet[Any, Any]:
    parts = AgreementForum.objects.filter(agreement=agreement)
    named = [Coalesce(column, _NOTHING) for column in Forum.naming("forum__")]
    role_and_name = Concat("role", Value("\n"), "printed", output_field=TextField())
    return _columns(parts, _FORUM, "role", F("position"), Coalesce("forum", Value(0)), role_and_name, *named)


def _publications(agreement: Agreement) -> QuerySet[Any, Any]:
    found = Publication.objects.filter(agreement=agreement)
    day = Coalesce(Cast("published_on", TextField()), _NOTHING)
    return _columns(found, _PUBLICATION, "publisher", Value(0), Value(0), "publisher", "address", day, "note")


def _forum(key: int, forum: int, texts: list[str]) -> AgreementForum:
    role, _line, printed = texts[0].partition("\n")
    named = Forum(pk=forum, name=texts[1], short_name=texts[2], abbreviation=texts[3]) if forum else None
    return AgreementForum(pk=key, role=role, printed=printed, forum=named)


def _publication(key: int, texts: list[str]) -> Publication:
    day = dt.date.fromisoformat(texts[2]) if texts[2] else None
    return Publication(pk=key, publisher=texts[0], address=texts[1], published_on=day, note=texts[3])
