"""The form that corrects a reading: filled in from any reading it gives that reading back; what cannot be is refused."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse

from samverka.agreements.forms import ReadingForms
from samverka.agreements.models import Agreement
from samverka.agreements.reading import Extension, Notice, Renewal, Review, Validity, read_validity
from samverka.agreements.states import EndKind, Flag, NoticeBasis, RenewalMode, ReviewKind
from samverka.agreements.tests.stage import agreed
from samverka.foundation.dates import PartialDate

TEXTS = [
    "2017-2020 (förlängt tom 2024-12-31)",
    "2019 (förlängt t.o.m. 2024-12-31)",
    "2020-2030",
    "2018 -tills vidare, ska följas upp årligen",
    "2022 - tills vidare, revidering vart tredje år, 2025 etc.",
    "2013-2015 (förlängs automatiskt på årsbasis)",
    "2021, förlängs därefter ett år i taget",
    "1/6 2022 - tills det finns ett nytt samverkansavtal …",
    "2024-",
    "Tom 2024-12-31",
    "2023",
    "",
    "1 april 2018 – 31 mars 2021, därefter ett år i taget. Uppsägningstid 6 månader.",
    "Läsåret 2022/2023",
    "2021-02-01 – 2023-01-31 (kan förlängas ett år)",
    "2024-2026, under förutsättning att alla parter antar",
]


def filled(forms: ReadingForms) -> dict[str, object]:
    """What a browser sends of the forms as they are shown."""
    data: dict[str, object] = {}
    for form in (
        forms.main,
        *forms.reviews,
        *forms.extensions,
        forms.reviews.management_form,
        forms.extensions.management_form,
    ):
        for field in form:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value is not None and value is not False:
                data[field.html_name] = value
    return data


@pytest.mark.parametrize("text", TEXTS)
def test_a_form_sent_as_it_is_shown_gives_the_same_reading(text):
    validity = read_validity(text)
    again = ReadingForms(validity, filled(ReadingForms(validity, version=1)))
    assert again.is_valid(), (again.main.errors, again.reviews.errors, again.extensions.errors)
    assert again.corrected() == replace(validity, unread=(), doubts=frozenset())


FULL = {
    "valid_from": "1/6 2022", "valid_to": "2026", "base_to": "hösten 2024", "adopted": "maj 2022", "end_kind": "until_event_capped",
    "event": "ett nytt avtal finns", "successor": "Nya avtalet", "renewal_mode": "automatic", "renewal_period": "1 år och 6 månader",
    "renewal_max": "2", "notice_period": "tre månader", "notice_basis": "rolling", "notice_written": "on", "flags": ["temporary", "extended"],
    "oversyn-TOTAL_FORMS": "2", "oversyn-INITIAL_FORMS": "0", "oversyn-0-kind": "revise", "oversyn-0-every": "vart tredje år",
    "oversyn-0-first": "2025", "forlangning-TOTAL_FORMS": "1", "forlangning-INITIAL_FORMS": "0", "forlangning-0-new_to": "2026",
    "forlangning-0-decided_on": "3/6 2024", "forlangning-0-decision": "SVOM § 26",
}  # fmt: skip


def test_every_field_can_be_corrected(cast, as_):
    agreement = agreed(validity="något obegripligt")
    response = as_(cast.coordinator).post(
        reverse("agreements:correct_reading", args=[agreement.pk]), FULL | {"version": 1, "reason": "Läst avtalet"}
    )
    assert response.status_code == 302
    assert Agreement.objects.get().validity == Validity(
        raw="något obegripligt",
        valid_from=PartialDate.day(dt.date(2022, 6, 1)),
        valid_to=PartialDate.year(2026),
        base_to=PartialDate.autumn(2024),
        adopted=PartialDate.month(2022, 5),
        end_kind=EndKind.UNTIL_EVENT_CAPPED,
        event="ett nytt avtal finns",
        successor="Nya avtalet",
        renewal=Renewal(RenewalMode.AUTOMATIC, "P1Y6M", 2),
        notice=Notice("P3M", NoticeBasis.ROLLING, written=True),
        flags=frozenset({Flag.TEMPORARY, Flag.EXTENDED}),
        reviews=(Review(ReviewKind.REVISE, "P3Y", PartialDate.year(2025)),),
        extensions=(Extension(PartialDate.year(2026), "SVOM § 26", dt.date(2024, 6, 3)),),
    )
    assert (Agreement.objects.get().validity_raw, Agreement.objects.get().reading_state) == (
        "något obegripligt",
        "confirmed",
    )


BASE = {
    "end_kind": "not_stated", "oversyn-TOTAL_FORMS": "1", "oversyn-INITIAL_FORMS": "0", "forlangning-TOTAL_FORMS": "1", "forlangning-INITIAL_FORMS": "0",
}  # fmt: skip
REFUSED = {
    "no date": ({"valid_from": "i våras"}, {"valid_from": ["”i våras” är inte ett datum. Skriv till exempel 3/6 2024, oktober 2024, hösten 2024 eller 2024."]}),
    "ends before start": ({"valid_from": "2024", "valid_to": "2023", "end_kind": "fixed"}, {"valid_to": ["Slutet ligger före starten. Ändra en av dem."]}),
    "first end alone": ({"base_to": "2020"}, {"valid_to": ["Du har angett ett första slut. Ange också till och med när det gäller nu."]}),
    "first end later": ({"base_to": "2030", "valid_to": "2020", "end_kind": "fixed"}, {"base_to": ["Det första slutet ligger efter det nuvarande. Byt plats på dem."]}),
    "fixed without a day": ({"end_kind": "fixed"}, {"valid_to": ["Du har valt ett slut med en sista dag. Ange den, eller välj ett annat slut."]}),
    "open with a day": ({"end_kind": "open_ended", "valid_to": "2024"}, {"end_kind": ["Du har angett en sista dag. Välj Bestämd tid, eller ta bort dagen."]}),
    "event unsaid": ({"end_kind": "until_event"}, {"event": ["Du har valt att det gäller tills något inträffar. Skriv vad."]}),
    "renewal unsaid": ({"renewal_period": "1 år"}, {"renewal_mode": ["Du har angett hur det förlängs. Välj om det sker automatiskt eller genom beslut."]}),
    "renewal of nothing": ({"renewal_mode": "automatic"}, {"valid_to": ["Ett avtal som förlängs automatiskt behöver en sista dag i den första perioden."]}),
    "renewal in days": ({"renewal_mode": "optional", "renewal_period": "30 dagar"}, {"renewal_period": ["Ange hela månader eller år."]}),
    "no length": ({"notice_period": "ett tag", "notice_basis": "rolling"}, {"notice_period": ["”ett tag” är ingen tidslängd. Skriv till exempel 1 år, 18 månader eller vart tredje år."]}),
    "notice unsaid": ({"notice_period": "3 mån."}, {"notice_basis": ["Du har angett en uppsägningstid. Välj hur den räknas."]}),
    "review unsaid": ({"oversyn-0-every": "1 år"}, {"kind": ["Välj vilket slags översyn det är."]}),
    "extension unsaid": ({"forlangning-0-decision": "SVOM"}, {"new_to": ["Ange till och med när det förlängdes."]}),
    "renewed too often": ({"renewal_mode": "optional", "renewal_max": "100"}, {"renewal_max": ["Kontrollera att detta värde är mindre än eller lika med 99."]}),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "errors"), REFUSED.values(), ids=REFUSED)
def test_what_contradicts_itself_is_refused_and_nothing_is_stored(cast, as_, typed, errors):
    agreement = agreed()
    before = agreement.reading
    response = as_(cast.coordinator).post(reverse("agreements:correct_reading", args=[agreement.pk]), BASE | typed)
    forms = response.context["forms"]
    found = [one.errors for one in (forms.main, *forms.reviews, *forms.extensions) if one.errors]
    assert response.status_code == 422
    assert [{name: list(words) for name, words in one.items()} for one in found] == [errors]
    assert (Agreement.objects.get().reading, Agreement.objects.get().version) == (before, 1)


@pytest.mark.parametrize(
    "broken", [{"oversyn-TOTAL_FORMS": "x"}, {"oversyn-TOTAL_FORMS": "9999"}, {"forlangning-TOTAL_FORMS": ""}]
)
def test_a_form_that_has_been_tampered_with_is_refused(cast, as_, broken):
    response = as_(cast.coordinator).post(reverse("agreements:correct_reading", args=[agreed().pk]), BASE | broken)
    assert (response.status_code, Agreement.objects.get().version) == (422, 1)


def test_the_second_of_two_who_correct_is_told(cast, as_):
    client, address = as_(cast.coordinator), reverse("agreements:correct_reading", args=[agreed().pk])
    assert client.post(address, BASE | {"version": 1, "valid_from": "2020"}).status_code == 302
    response = client.post(address, BASE | {"version": 1, "valid_from": "2021"})
    assert (
        response.context["forms"]
        .main.non_field_errors()[0]
        .startswith("”Samverkansavtal hemsjukvård” har ändrats av någon annan")
    )
    assert Agreement.objects.get().validity.valid_from == PartialDate.year(2020)
