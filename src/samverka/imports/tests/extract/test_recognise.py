"""Which kind of document it is, and that a document about something else is none of them."""

from __future__ import annotations

import pytest

from samverka.imports.readers import read
from samverka.imports.recognise import recognise

KINDS = (
    ("minutes", "Protokoll\nSocialnämnden\nBeslutande ledamöter\nAda Berg (S)\n§ 1\nMötet öppnas\nBeslut\nGodkänns.\n§ 2\nBudget\nBeslut\nBifall.\n"),
    ("agenda", "Kallelse till Samverkansrådet för vård och omsorg\nTid: 4 maj 2023 kl. 9\nPlats: Regionhuset\nDagordning\n1. Mötet öppnas\n"),
    ("notes", "Minnesanteckningar från Beredningsgruppen 2023-05-04\nNärvarande: Ada Berg, Bo Ek\nHemsjukvården gicks igenom.\n"),
    ("decision_summary", "Beslut i korthet från regionstyrelsen 2 maj 2023\nRegionstyrelsen sa ja till ett nytt hemsjukvårdsavtal.\n"),
    ("memo", "Tjänsteskrivelse\nDnr RS 2023/12\nHandläggare Ada Berg\nUppföljning av vårdsamverkan\nBakgrund\nNämnden gav 2022 ett uppdrag.\n"),
    ("balance_list", "Balanslista samverkan\n\nÄrende\tAnsvarig\tStatus\nHemgång från sjukhus\tKommunen\tPågår\n"),
    ("agreement_list", "Avtalsförteckning för vård och omsorg\n\nAvtal\tGiltighetstid\nHemsjukvårdsavtal\t2020-2024\n"),
    ("arenas", "Samverkansforum\n\nLänsrådet\nSyfte\nSamråd om vård.\nDeltagare\nRegionråd\n\nChefsgruppen\nSyfte\nLeda.\nDeltagare\nChefer\n"),
    ("agreement", "Samverkansavtal om hemsjukvård\n1. Parter\nMellan Region Dal och länets kommuner.\n2. Giltighetstid\nGäller från 2020.\n3. Uppsägning\n"),
)  # fmt: skip
SOMETHING_ELSE = (
    ("a recipe", "Pannkakor\n3 ägg\n6 dl mjölk\nVispa ihop. Räcker till 4 personer.\n"),
    ("a chore list", "Inför bröllopet\n\nNr\tUppgift\tAnsvarig\tKlart\n1\tBeställa tårta\tAda\t2024-05-01\n"),
    ("a lease", "Hyresavtal\nParter\nVärd: Tegel AB\nGiltighetstid\nAvtalet gäller från 2024-01-01. Sägs det inte upp förlängs det ett år.\n"),
    ("a price list", "Prislista 2024\n\nArtikel\tPris\tGäller till\nSkruv\t12\t2024-12-31\nMutter\t9\t2024-12-31\n"),
    ("a newspaper", "Region Dal bygger nytt sjukhus\nVården i länet får nya lokaler. Kommunen är nöjd och hälsar besökare välkomna.\n"),
    ("minutes of a club", "Protokoll årsmöte Sjöbo IF\n§ 1\nMötet öppnas\n§ 2\nVal av justerare\n§ 3\nBokslut\n"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), KINDS, ids=[kind for kind, _ in KINDS])
def test_kind_is_recognised_with_its_reasons(kind: str, text: str) -> None:
    found = recognise(read(text.encode(), "dokument.txt"))
    assert found.kind == kind, found
    assert found.reasons


@pytest.mark.parametrize(("name", "text"), SOMETHING_ELSE, ids=[name for name, _ in SOMETHING_ELSE])
def test_a_document_about_something_else_is_unknown(name: str, text: str) -> None:
    found = recognise(read(text.encode(), "dokument.txt"))
    assert (found.kind, found.strength) == ("unknown", 0.0), found
