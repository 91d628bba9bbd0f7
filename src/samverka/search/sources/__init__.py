"""What is searched: one source a kind of thing, read from the areas' own models and asked of their own permissions."""

from samverka.search.sources.agreements import AGREEMENTS
from samverka.search.sources.base import Source, Touched
from samverka.search.sources.documents import DOCUMENTS
from samverka.search.sources.forums import FORUMS
from samverka.search.sources.matters import MATTERS
from samverka.search.sources.meetings import MEETINGS, PARAGRAPHS
from samverka.search.sources.people import PEOPLE, PRINCIPALS
from samverka.search.sources.rows import ROWS

__all__ = ["SOURCES", "Source", "Touched"]

SOURCES: dict[str, Source] = {
    source.kind: source
    for source in (MEETINGS, PARAGRAPHS, MATTERS, ROWS, AGREEMENTS, DOCUMENTS, FORUMS, PEOPLE, PRINCIPALS)
}
"""By kind, in the order they are offered as filters."""
