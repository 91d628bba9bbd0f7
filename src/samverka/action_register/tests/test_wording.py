"""The kind of an action by its words, and what it is about."""

import pytest

from samverka.action_register.reading.wording import kind_of, object_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("rek-beslut förlängning nuvarande avtal", "recommend"),
        ("Rek.beslut", "recommend"),
        ("rekommendationsbeslut nytt avtal", "recommend"),
        ("rekommenderar huvudmännen att anta planen", "recommend"),
        ("inriktningsbeslut om journal", "direction_decision"),
        ("beslut om remiss", "refer"),
        ("beslut att skicka på remiss", "refer"),
        ("remiss", "refer"),
        ("beslut om förlängning", "extend"),
        ("beslutade att förlänga avtalet", "extend"),
        ("förlängning av avtal", "extend"),
        ("beslut om fördelning av medel", "allocate"),
        ("beslut om uppdrag", "commission"),
        ("uppdrag till beredningsgruppen", "commission"),
        ("beslut om plan för revidering, sedan remiss", "decide"),
        ("antagande av riktlinje", "decide"),
        ("fastställer planen", "decide"),
        ("rapport pågående arbete", "report"),
        ("lägesrapport", "report"),
        ("återrapportering", "report"),
        ("redovisning av medel", "report"),
        ("Kort rapport och uppdrag. Ledningen uppdras att …", "report"),
        ("presentation av åtgärdsförslag", "present"),
        ("information om uppstart", "inform"),
        ("info läget", "inform"),
        ("uppföljning statistik", "follow_up"),
        ("handlingsplan uppföljd/reviderad", "follow_up"),
        ("avstämning", "follow_up"),
        ("följa upp planen", "follow_up"),
        ("följa planen", None),
        ("förslag om fortsatt utveckling", "propose"),
        ("utredning/förslag/remiss", "propose"),
        ("statistik utveckling", "statistics"),
        ("uppdragsbeskrivning", None),
        ("fördelar och nackdelar", None),
        ("fokus kompetens. Forma uppdrag?", "commission"),
        ("budget", None),
        ("", None),
    ],
)
def test_the_kind_is_told_by_the_first_word_that_tells_one(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("rek-beslut förlängning nuvarande avtal", "nuvarande avtal"),
        ("rekommendationsbeslut nytt avtal from 1/1 2025", "nytt avtal"),
        ("rekommendationsbeslut ny ök från 1/1 2025", "ny ök"),
        ("uppföljning gemensam plan", "gemensam plan"),
        ("beslut om plan för revidering av ök 2024", "plan för revidering av ök"),
        ("handlingsplan uppföljd/reviderad", "handlingsplan"),
        ("HP suicidprevention giltig", "HP suicidprevention"),
        (
            "Tillfälligt avtal om tillgång till journal (provsvar) giltigt",
            "Tillfälligt avtal om tillgång till journal (provsvar)",
        ),
        ("beslut om reviderade manualer", "reviderade manualer"),
        ("förslag till tillfällig riktlinje för egenvård, och mer", "tillfällig riktlinje för egenvård"),
        ("beslut om remiss", ""),
        ("rapport pågående arbete", ""),
        ("", ""),
    ],
)
def test_the_agreement_or_plan_is_picked_out_as_written(text, about):
    assert object_of(text) == about
