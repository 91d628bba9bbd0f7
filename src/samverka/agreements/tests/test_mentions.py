"""Agreements in running text: found by the words that tell them apart, and by nothing less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.agreements.mentions import AgreementNames
from samverka.meetings.states import Strength

REGISTER = {
    "hemsjukvård": ["Samverkansavtal mellan Region Norrskog och kommunerna i Norrskogs län gällande hemsjukvård"],
    "utskrivning": ["Avtal om samverkan vid in- och utskrivning från slutenvård"],
    "patienter": ["Riktlinjer för samarbete vid in- och utskrivning av patienter i slutenvården"],
    "riskbruk": ["Länsöverenskommelse riskbruk, missbruk och beroende 2021-2023"],
    "psykisk": ["Handlingsplan psykisk hälsa"],
    "suicid": ["Handlingsplan suicidprevention"],
    "placerade": ["Överenskommelse Placerade barn"],
    "riktlinje placerade": ["Riktlinje Samverkan placerade barn"],
    "folkhälsa": ["Folkhälsopolicy"],
    "barnhus": ["Avtal Barnhuset"],
    "hjälpmedel": ["HMT-överenskommelsen (medicintekniska hjälpmedel)"],
    "gammal": ["Avtal om tillnyktring 2018-2020"],
    "ny": ["Avtal om tillnyktring 2021-2023"],
    "alltför allmänt": ["Avtal", "Samverkansavtal mellan regionen och kommunerna"],
}
NAMES = AgreementNames(REGISTER.items(), places=["Norrskog", "Region Norrskog", "Norrskogs län"])


def found(text: str) -> dict[str, str]:
    return {each.key: each.strength.value for each in NAMES.find(text)}


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Revidering av hemsjukvårdsavtalet", {"hemsjukvård": "likely"}),
        ("Avtal för samverkan kring hemsjukvård mellan Region Norrskog och kommunerna", {"hemsjukvård": "likely"}),
        ("Samverkansavtal mellan Region Norrskog och kommunerna i Norrskogs län gällande hemsjukvård", {"hemsjukvård": "strong"}),
        ("Ett nytt samverkansavtal om hemsjukvård", {"hemsjukvård": "likely"}),
        ("Hemsjukvården växer. Avtalet om bilar löper ut.", {}),
        ("Hemsjukvården redovisar sin verksamhet.", {}),
        ("Avtalet om samverkan vid utskrivning från slutenvården", {"utskrivning": "strong"}),
        ("riktlinjerna för in- och utskrivning av patienter från slutenvården", {"patienter": "strong"}),
        ("Överenskommelsen om riskbruk, missbruk och beroende", {"riskbruk": "strong"}),
        ("Överenskommelsen om missbruk", {}),
        ("handlingsplanen för psykisk hälsa och handlingsplanen för suicidprevention", {"psykisk": "strong", "suicid": "likely"}),
        ("HP suicidprevention giltig till 2030", {"suicid": "likely"}),
        ("ök placerade barn", {"placerade": "strong"}),
        ("Riktlinjen för placerade barn", {"riktlinje placerade": "strong"}),
        ("Placerade barn", {}),
        ("Folkhälsopolicyn ska genomsyra allt", {"folkhälsa": "strong"}),
        ("Barnhuset – verksamhetsberättelse", {}),
        ("avtalet för Barnhuset", {"barnhus": "likely"}),
        ("HMT-överenskommelsen förlängs", {"hjälpmedel": "likely"}),
        ("Avtal om tillnyktring 2021–2023", {"ny": "strong"}),
        ("Avtalet om tillnyktring", {}),  # which of the two nobody can tell
        ("Avtal", {}), ("Samverkansavtal mellan regionen och kommunerna", {}), ("", {}), ("§ 26 avtal överenskommelse riktlinje", {}),
    ],
)  # fmt: skip
def test_what_a_text_mentions(text, mentions):
    assert found(text) == mentions


@pytest.mark.parametrize(
    ("scanned", "mentions"),
    [
        ("Avtal for samverkan kring hemsjukvérd mellan Region Norrskog", {"hemsjukvård"}),
        ("HANDLINGSPLAN PSYKISK HALSA", {"psykisk"}),
        ("Overenskommelse om riskbruk, missbruk\noch beroende", {"riskbruk"}),
        ("0verenskommelse P1acerade barn", {"placerade"}),
        ("utskrivning fran s1utenvard enligt avta1", {"utskrivning"}),
        ("fo1khalsopolicyn", {"folkhälsa"}),
    ],
)
def test_a_scan_mentions_the_same(scanned, mentions):
    assert set(found(scanned)) == mentions


@given(
    st.sampled_from(sorted(REGISTER)),
    st.sampled_from(["", "Förlängning av ", "Beslut: "]),
    st.sampled_from(["", ".", " – rapport"]),
)
def test_a_name_is_found_as_it_stands(key, before, after):
    alone = AgreementNames([(key, REGISTER[key])], places=["Norrskog"])
    names = [name for name in REGISTER[key] if key != "alltför allmänt"]
    for name in names:
        assert [each.key for each in alone.find(before + name + after)] == [key]


@given(st.text(max_size=300))
def test_whatever_stands_in_a_text_the_words_found_are_its_own(text):
    for each in NAMES.find(text):
        assert 0 <= each.start < each.end <= len(text) + 50
        assert each.strength in (Strength.STRONG, Strength.LIKELY)


SHARED = "avtal överenskommelse riktlinje plan om för samverkan mellan region Norrskog kommunerna ny 2021 gemensam"


@given(
    st.lists(
        st.sampled_from(SHARED.split()),
        max_size=30,
    )
)
def test_words_that_many_names_share_mention_nothing(words):
    assert NAMES.find(" ".join(words)) == []


@given(st.permutations(["Barnhuset", "avtal", "om"]))
def test_words_in_another_order_are_the_same_name(words):
    assert [each.key for each in NAMES.find(" ".join(words))] == ["barnhus"]


def test_a_rough_search_finds_whatever_may_mention_the_name():
    pieces = NAMES.pieces(["hemsjukvård", "psykisk"])
    texts = ["Hemsjukvårdsavtalet", "handlingsplanen för psykisk hälsa"]
    assert [any(piece in text.lower() for piece in pieces) for text in texts] == [True, True]
