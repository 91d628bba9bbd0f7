"""Which names are the same, which may be, and which are not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.imports.likeness import Name, NameIndex, are_alike, name_key, stem

COMMON = frozenset("jämtland jämtlands härjedalen åre".split())  # noqa: SIM905 - words of a county's own names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Avtal Mini Maria", "avtal  mini maria"),
        ("In- och utskrivning", "In‑ och utskrivning"),
        ("Överenskommelse placerade barn", "Överenskommelse om placerade barn"),
        ("Riktlinje: demens (2024)", "Riktlinje demens 2024"),
        ("om", "OM"),
    ],
)
def test_spellings_of_the_same_name(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Utskrivning till hemmet", "Utskrivning från hemmet"),
        ("Avtal Mini Maria", "Samverkansavtal Mini Maria"),
        ("Del 1", "Del 2"),
    ],
)
def test_names_that_are_not_the_same(one, other):
    assert name_key(one) != name_key(other)


ALIKE = [
    ("Samverkansavtal om hemsjukvård i Jämtlands län", "Avtal hemsjukvård"),
    ("Avtal Mini Maria", "Samverkansavtal Mini Maria"),
    (
        "Överenskommelse om stöd till personer med psykisk funktionsnedsättning",
        "Överenskommelse psykiska funktionsnedsättningar personer stöd",
    ),
    ("Avtal om in- och utskrivning från sluten vård", "Avtal om in- och utskrivning från slutenvård"),
    ("Riktlinje paliativ vård", "Riktlinje palliativ vård"),
    ("Länsöverenskommelse riskbruk 2021-2023", "Länsöverenskommelse riskbruk 2024-2026"),
]
UNLIKE = [
    ("Avtal om hjälpmedel", "Avtal om hemsjukvård"),
    ("Överenskommelse om barn", "Överenskommelse om placerade barn och unga i familjehem"),
    ("Riktlinje 1 för vård", "Riktlinje 2 för vård"),
    ("Region Jämtland Härjedalen", "Jämtlands län"),
    ("", "Avtal"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_may_be_the_same(one, other):
    assert are_alike(Name.of(one, COMMON), Name.of(other, COMMON))
    assert are_alike(Name.of(other, COMMON), Name.of(one, COMMON))


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_names_that_nobody_is_asked_about(one, other):
    assert not are_alike(Name.of(one, COMMON), Name.of(other, COMMON))
    assert not are_alike(Name.of(other, COMMON), Name.of(one, COMMON))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("vårdplaner", "vårdplan"),
        ("funktionsnedsättningarna", "funktionsnedsättning"),
        ("barn", "barn"),
        ("mini", "mini"),
    ],
)
def test_a_word_loses_its_ending(word, expected):
    assert stem(word) == expected


def test_the_index_finds_what_comparing_with_each_finds():
    index = NameIndex(common=COMMON)
    for number, (_one, other) in enumerate(ALIKE + UNLIKE):
        index.add(number, [other])
    found = {one: index.like(one) for one, _other in ALIKE}
    assert [number for number, (one, _other) in enumerate(ALIKE) if number not in found[one]] == []


def test_ten_thousand_names_are_searched_in_seconds():
    index = NameIndex()
    for number in range(10_000):
        index.add(number, [f"Uppdrag {number} om vård i område {number % 97}"])
    started = time.process_time()
    for number in range(10_000):
        index.like(f"Uppdraget {number} om vården i området {number % 97}")
    assert time.process_time() - started < 20


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_has_no_direction(one, other):
    assert are_alike(Name.of(one), Name.of(other)) == are_alike(Name.of(other), Name.of(one))


@given(st.text(max_size=60))
def test_a_key_of_a_key_is_the_key(text):
    assert name_key(name_key(text)) == name_key(text)
