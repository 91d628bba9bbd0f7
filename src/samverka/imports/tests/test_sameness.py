"""Which agreements a person is asked about because they may be there under another name, and which not."""

import pytest

from samverka.imports.sameness import Facts, SubjectIndex
from samverka.imports.tests.factories import agreement, bring_in, record, take_in

COMMON = frozenset("jämtlands härjedalen".split())  # noqa: SIM905 - words of a county's own names

# name, validity and forum of what the register has; the same of what is read
ASKED = [
    (
        ("MTP-överenskommelsen", "2023-2025", "SVOM"),
        ("MTP-överenskommelsen (medicintekniska produkter)", "2023-2025", "SVOM"),
    ),
    (("MTP-överenskommelsen", "", ""), ("Överenskommelse MTP (medicintekniska produkter)", "", "")),
    (("MTP-överenskommelsen", "", ""), ("Överenskommelse om medicintekniska produkter (MTP)", "", "")),
    (("Handlingsplan suicidprevention", "2023-2025", ""), ("Handlingsplan förebyggande av suicid", "2023-2025", "")),
    (
        ("Gemensam plan för primärvårdsnivån", "2024-2026", ""),
        ("Gemensam plan primärvårdsnivå – sammanfattning av mål och aktiviteter", "", ""),
    ),
    (
        ("Samverkansavtal om hemsjukvård i Jämtlands län", "", ""),
        ("Samverkansavtal mellan regionen och länets kommuner gällande hemsjukvård", "", ""),
    ),
    (("Riktlinje läkemedelsgenomgång", "", "SVOM"), ("Riktlinje för läkemedelsgenomgångar hos äldre", "", "SVOM")),
]
SILENT = [
    (("Riktlinje palliativ vård", "2023-2025", "SVOM"), ("Riktlinje egenvård", "2023-2025", "SVOM")),
    (("Riktlinje vård av äldre", "2023-2025", "SVOM"), ("Riktlinje palliativ vård", "2023-2025", "SVOM")),
    (("Riktlinje demens", "2023", ""), ("Riktlinje hjälpmedel", "2023", "")),
    (("Riktlinje hjälpmedel 1", "2023", ""), ("Riktlinje hjälpmedel 2", "2023", "")),
    (("Överenskommelse om barn", "2023", ""), ("Överenskommelse om placerade barn i familjehem", "2023", "")),
    (("Riktlinje ledsagning LSS", "2023", ""), ("Riktlinje korttidsboende LSS", "2023", "")),
    (("Rutin tolkning av prov", "2023", ""), ("Rutin vaccination", "2023", "")),
]


@pytest.mark.parametrize(("known", "read", "asked"), [(*pair, True) for pair in ASKED] + [(*p, False) for p in SILENT])
def test_what_is_asked_about(known, read, asked):
    for one, other in ((known, read), (read, known)):
        index = SubjectIndex(COMMON)
        index.add(1, one[0], _facts(one))
        assert index.like(other[0], _facts(other)) == ([1] if asked else [])


def _facts(row):
    name, validity, forum = row
    return Facts.of(name, validity, [forum] if forum else [])


def test_a_word_that_many_agreements_share_is_no_subject():
    index = SubjectIndex()
    for number, subject in enumerate(("utskrivning", "inskrivning", "tolk", "larm", "resor", "samtycke", "journal")):
        index.add(number, f"Rutin hemsjukvård {subject}", Facts("2023-2025"))
    assert index.like("Rutin hemsjukvård vaccination", Facts("2023-2025")) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("known", "read"), ASKED)
def test_a_duplicate_is_never_silently_new(coordinator, known, read):
    bring_in(coordinator, agreement(known[0], known[1], [known[2]] if known[2] else []))
    run = take_in(coordinator, agreement(read[0], read[1], [read[2]] if read[2] else []))
    found = record(run, read[0])
    assert (found.state, found.question) == ("pending", "Är det här något som redan finns i registret?")
    assert [label for _pk, label in found.candidates] == [known[0]]


@pytest.mark.django_db
def test_a_plan_is_not_taken_for_the_agreement_on_the_same_subject(coordinator):
    bring_in(coordinator, agreement("Avtal om hemsjukvård", "2023-2025"))
    run = take_in(coordinator, agreement("Handlingsplan hemsjukvård i hela länet", "2023-2025"))
    assert record(run, "Handlingsplan hemsjukvård i hela länet").verdict == "new"
