"""Names of forums that nobody has told of, in rows, follow-ups, agreements and meetings: one finding a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from samverka.action_register.models import ActionItem, FollowUpForum, PreparingForum
from samverka.agreements.models import Agreement, AgreementForum
from samverka.findings.checks.places import Places
from samverka.findings.content import FindingContent, SideContent
from samverka.findings.states import FindingKind
from samverka.forums.names import ForumNames
from samverka.meetings.models import Meeting, MeetingForum
from samverka.principals.rules import same_name_key

KINDS = (FindingKind.UNKNOWN_FORUM,)
MOST_PLACES = 20
"""Of a name that stands in hundreds of rows the first are enough to know what it is."""

# Where a name stands: the part, the record it belongs to, the record's model, the field of the document.
_WHERE: tuple[tuple[type[models.Model], str, type[models.Model], str], ...] = (
    (PreparingForum, "item", ActionItem, "preparing"),
    (FollowUpForum, "follow_up__item", ActionItem, "follow_up"),
    (AgreementForum, "agreement", Agreement, ""),
    (MeetingForum, "meeting", Meeting, ""),
)


@dataclass
class _Name:
    printed: str
    stands_in: dict[tuple[type[models.Model], int, str], None] = field(default_factory=dict)
    """In the order of the register, no more than are told."""


def everywhere(names: ForumNames) -> Iterator[FindingContent]:
    """Every unknown name of the register with what may be meant. Nine queries at most."""
    found: dict[str, _Name] = {}
    for part, way, model, column in _WHERE:
        rows = part._default_manager.filter(forum=None).exclude(printed="").order_by("pk")
        for printed, record in rows.values_list("printed", way):
            name = found.setdefault(same_name_key(printed), _Name(printed))
            if len(name.stands_in) < MOST_PLACES:
                name.stands_in[model, record, column] = None
    shown = {key: list(name.stands_in) for key, name in found.items()}
    records, places = _read(shown)
    for key, name in found.items():
        if names.resolve(name.printed) is not None:
            continue  # it is told of by now, and known as soon as the text is read again
        yield _finding(key, name, shown[key], names, records, places)


def _read(shown: dict[str, list[tuple[type[models.Model], int, str]]]) -> tuple[dict[Any, Any], dict[Any, Places]]:
    keys: dict[type[models.Model], set[int]] = {}
    for stands_in in shown.values():
        for model, record, _column in stands_in:
            keys.setdefault(model, set()).add(record)
    labels: dict[type[models.Model], tuple[str, ...]] = {Meeting: ("forum_parts__forum",)}  # what a meeting is called
    records = {
        model: model._default_manager.prefetch_related(*labels.get(model, ())).in_bulk(wanted)
        for model, wanted in keys.items()
    }
    return records, {model: Places(model, wanted) for model, wanted in keys.items()}


def _finding(
    key: str, name: _Name, stands_in: list[tuple[type[models.Model], int, str]], names: ForumNames, records: dict[Any, Any], places: dict[Any, Places]
) -> FindingContent:  # fmt: skip
    meant = names.meant(name.printed)
    known = (
        [SideContent(statement=names.label(meant), where=_("Forum i registret"), record=("forums.forum", int(meant)))]
        if meant
        else []
    )
    return FindingContent(
        kind=FindingKind.UNKNOWN_FORUM,
        summary=_("Inget känt forum heter ”%(name)s”.") % {"name": name.printed},
        sides=(
            *(
                places[model].side(
                    records[model][record], name.printed, field=column, where=str(records[model][record])[:200]
                )
                for model, record, column in stands_in
            ),
            *known,
        ),
        suggestion=_("Menas %(forum)s? Lägg då till namnet bland forumets andra namn, eller rätta det.")
        % {"forum": names.label(meant)}
        if meant
        else "",
        identity=key,
    )
