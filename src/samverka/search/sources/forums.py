"""Forums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from samverka.forums.models import Forum
from samverka.forums.permissions import SEE
from samverka.search.entries import Entry
from samverka.search.sources.base import Source, itself, joined


def _forums(keys: Sequence[int]) -> Iterator[Entry]:
    for each in Forum.objects.filter(pk__in=keys).prefetch_related("aliases"):
        yield Entry(
            kind="forum",
            object_id=each.pk,
            title=each.name,
            names=tuple(each.names),
            body=joined(
                each.purpose, each.participants_municipal, each.participants_region, each.participants, each.mandate,
                each.frequency, each.procedure_note,
            ),
            belongs_to=(f"forum:{each.pk}",),
        )  # fmt: skip


FORUMS = Source(
    kind="forum", label=_("Forum"), plural=_("Forum"), model=Forum, see=SEE, entries=_forums,
    watches={"forums.forum": itself},
)  # fmt: skip
