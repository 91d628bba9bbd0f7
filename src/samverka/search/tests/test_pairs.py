"""The search set: at least 95 % of what is to be found, at most 5 % wrong among the first ten."""

from __future__ import annotations

import pytest

from samverka.search.tests import corpus
from tests.cast import Cast


@pytest.mark.django_db
def test_the_search_set_is_found(reader_alone):
    data = corpus.load()
    fared = corpus.fare(reader_alone, data, corpus.bring_in(data))
    for group, each in fared.items():
        print(f"{group or 'all':<12} recall {each.recall:.3f} ({each.found}/{each.wanted})  false {each.false:.3f} ({each.wrong}/{each.hits})")
    print("\n".join(fared[""].told))
    assert fared[""].recall >= 0.95 and fared[""].false <= 0.05
