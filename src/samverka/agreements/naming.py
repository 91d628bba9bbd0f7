"""What the name of an agreement tells: its kind. Free of Django."""

from __future__ import annotations

import re

from samverka.agreements.states import AgreementKind

# The first that matches decides. The word that opens the name counts most: «Handlingsplan med fokus på dokumenterad
# överenskommelse» is a plan, «Avtal om riktlinjer» an agreement.
_OPENING: tuple[tuple[str, AgreementKind], ...] = (
    (r"tillfällig\w*\s+\w*riktlinje", AgreementKind.TEMPORARY_GUIDELINE),
    (r"(?:läns\w*|regional\w*|övergripande|gemensam\w*|reviderad\w*|ny\w*|nytt)?\s*\w*riktlinje", AgreementKind.GUIDELINE),
    (r"(?:läns\w*överenskommelse|länsgemensam\w*\s+överenskommelse|länsövergripande\s+överenskommelse)", AgreementKind.COUNTY_ACCORD),
    (r"(?:regional\w*|gemensam\w*|reviderad\w*|ny\w*|lokal\w*)?\s*\w*överenskommelse", AgreementKind.ACCORD),
    (r"(?:\w+\s+)?samverkansavtal|avtal\s+(?:om|för|gällande|kring|avseende)\s+samverkan|samarbetsavtal", AgreementKind.COOPERATION_AGREEMENT),
    (r"lokal\w*\s+(?:gemensam\w*\s+)?plan|lokal\w*\s+handlingsplan", AgreementKind.LOCAL_PLAN),
    (r"(?:\w+\s+)?handlingsplan", AgreementKind.ACTION_PLAN),
    (r"(?:läns)?gemensam\w*\s+(?:\w+\s+)?plan|länsplan|samverkansplan", AgreementKind.JOINT_PLAN),
    (r"(?:\w+\s+)?rutin|(?:\w+\s+)?vårdprogram|(?:\w+\s+)?manual", AgreementKind.ROUTINE),
    (r"(?:\w+\s+)?\w*policy", AgreementKind.POLICY),
    (r"(?:\w+\s+)?\w*strategi(?:n|er)?\b", AgreementKind.STRATEGY),
    (r"(?:\w+\s+)?[\w-]*avtal", AgreementKind.AGREEMENT),
)  # fmt: skip
_ANYWHERE: tuple[tuple[str, AgreementKind], ...] = (
    (r"samverkansavtal", AgreementKind.COOPERATION_AGREEMENT),
    (r"länsöverenskommelse", AgreementKind.COUNTY_ACCORD),
    (r"överenskommelse", AgreementKind.ACCORD),
    (r"handlingsplan", AgreementKind.ACTION_PLAN),
    (r"riktlinje", AgreementKind.GUIDELINE),
    (r"avtal(?:et|en)?\b", AgreementKind.AGREEMENT),
    (r"rutin(?:en|er)?\b", AgreementKind.ROUTINE),
    (r"policy(?:n)?\b", AgreementKind.POLICY),
    (r"strategi(?:n)?\b", AgreementKind.STRATEGY),
    (r"\bplan(?:en)?\b", AgreementKind.JOINT_PLAN),
    (r"\bök\b", AgreementKind.ACCORD),
)


def kind_of_name(name: str) -> AgreementKind:
    """The kind an agreement's name gives it; `OTHER` where the name says nothing."""
    plain = " ".join(name.casefold().split())
    for pattern, kind in _OPENING:
        if re.match(pattern, plain):
            return kind
    for pattern, kind in _ANYWHERE:
        if re.search(pattern, plain):
            return kind
    return AgreementKind.OTHER


def names_an_agreement(text: str) -> bool:
    """Whether a text begins or ends its first words like the name of an agreement, accord, guideline, plan or policy."""
    plain = " ".join(text.casefold().split())
    return any(re.match(pattern, plain) for pattern, _ in _OPENING) or bool(
        re.match(r"(?:[\w/-]+\s+){0,4}[\w-]*(?:avtal|överenskommelse|riktlinje|handlingsplan|policy|rutin)\w*", plain)
    )
