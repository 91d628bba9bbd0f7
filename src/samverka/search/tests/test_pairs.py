"""The search sets: at least 95 % of what is to be found, at most 5 % wrong among the first ten."""

from __future__ import annotations

import pytest

from samverka.search.tests import corpus

RECALL, FALSE = 0.95, 0.05


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["pairs.json", "held_back.json"])
def test_the_search_set_is_found(reader_alone, name):
    data = corpus.load(name)
    fared = corpus.fare(reader_alone, data, corpus.bring_in(data))
    told = "\n".join([*(f"{group or 'all':<12}{each}" for group, each in fared.items()), *fared[""].told])
    assert (fared[""].recall >= RECALL, fared[""].false <= FALSE) == (True, True), told
