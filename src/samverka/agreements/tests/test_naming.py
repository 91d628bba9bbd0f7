"""The kind that an agreement's name gives it."""

from __future__ import annotations

import pytest

from samverka.agreements.naming import kind_of_name, names_an_agreement
from samverka.agreements.states import AgreementKind as Kind

NAMES = (
    ("Samverkansavtal hemsjukvård", Kind.COOPERATION_AGREEMENT),
    ("Avtal om samverkan vid utskrivning", Kind.COOPERATION_AGREEMENT),
    ("Avtal Mini Maria", Kind.AGREEMENT),
    ("Tandvårdsavtal – uppsökande tandvård", Kind.AGREEMENT),
    ("LINK-avtal", Kind.AGREEMENT),
    ("Överenskommelse om riktlinjer för placerade barn", Kind.ACCORD),
    ("MTP-överenskommelsen", Kind.ACCORD),
    ("Regional överenskommelse mot våld", Kind.ACCORD),
    ("Länsöverenskommelse missbruk", Kind.COUNTY_ACCORD),
    ("Riktlinjer för samarbete", Kind.GUIDELINE),
    ("Länsövergripande riktlinje för familjecentraler", Kind.GUIDELINE),
    ("Tillfällig riktlinje för palliativa insatser", Kind.TEMPORARY_GUIDELINE),
    ("Rutin SIP", Kind.ROUTINE),
    ("Handlingsplan med fokus på dokumenterad överenskommelse", Kind.ACTION_PLAN),
    ("Gemensam plan på primärvårdsnivå", Kind.JOINT_PLAN),
    ("Lokal plan för Ås", Kind.LOCAL_PLAN),
    ("Folkhälsopolicy", Kind.POLICY),
    ("Strategi för hälsa", Kind.STRATEGY),
    ("Vårdadministrativa system", Kind.OTHER),
    ("", Kind.OTHER),
)


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_the_name_gives_the_kind(name: str, kind: Kind) -> None:
    assert kind_of_name(name) is kind


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Västbus riktlinjer", True),
        ("Hälso- och sjukvårdsavtal", True),
        ("Överenskommelse om egenvård", True),
        ("Gemensam samordning, målbild", False),
        ("Utbilda SIP-stödjare", False),
    ],
)
def test_a_name_of_an_agreement_is_told_from_other_texts(text: str, is_one: bool) -> None:
    assert names_an_agreement(text) is is_one
