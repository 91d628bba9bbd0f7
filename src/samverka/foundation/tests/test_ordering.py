"""Swedish order, the same in Python and in the database."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.foundation.documents.models import Document
from samverka.foundation.ordering import swedish_key

IN_ORDER = [
    "Avtal",
    "avtal 2",
    "Avtal 10",
    "Barnahus",
    "Berg",
    "Bräcke",
    "Härjedalen",
    "Krokom",
    "Müller",
    "Mölndal",
    "Strömsund",
    "Zetterlund",
    "Åre",
    "Älvdalen",
    "Östersund",
]


def test_names_stand_in_swedish_order():
    assert sorted(random.Random(1).sample(IN_ORDER, len(IN_ORDER)), key=swedish_key) == IN_ORDER


@pytest.mark.django_db
def test_the_database_gives_the_same_order():
    Document.objects.bulk_create(Document(title=title) for title in reversed(IN_ORDER))
    assert list(Document.objects.order_by("title_key").values_list("title", flat=True)) == IN_ORDER


@pytest.mark.parametrize(
    ("one", "other"), [("André", "Andre"), ("SVOM", "svom"), ("in-/utskrivning", "in utskrivning"), ("æ", "ä")]
)
def test_accents_case_and_punctuation_do_not_decide(one, other):
    assert swedish_key(one) == swedish_key(other)


@given(st.text())
def test_a_key_is_plain_and_bounded_for_any_text(text):
    key = swedish_key(text)
    assert len(key) <= 240
    assert key == "" or (key.isascii() and key.isalpha() and key.islower())
