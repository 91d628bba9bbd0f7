"""Who has signed, where the original is, and where the agreement is published."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from samverka.agreements.models import Agreement, Publication, SignedOriginal
from samverka.agreements.operations import change_agreement, remove_publication, set_original, set_publication
from samverka.agreements.operations.signing import Signed
from samverka.agreements.queries import content_of
from samverka.agreements.queries.parts import signed_of
from samverka.agreements.tests.stage import agreed
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.queries import history

D = dt.date


def between(cast, **content):
    return agreed(parties=(cast.region.pk, cast.municipality.pk), **content)


def test_how_many_of_the_parties_have_signed(cast, as_):
    agreement = between(cast)
    day = D(2017, 1, 9)
    set_original(
        actor=cast.coordinator, agreement=agreement, holder=cast.region, place="Regionarkivet", record_number="RS/42/2017",
        signings=[Signed(cast.region, day, "RS/42/2017"), Signed(cast.municipality)],
    )  # fmt: skip
    signed = signed_of(agreement, list(agreement.parties.all()))
    assert (signed.done, signed.of) == (1, 2)
    page = as_(cast.reader).get(reverse("agreements:detail", args=[agreement.pk])).content.decode()
    assert "1 av 2 klara" in page
    assert "Inte undertecknat" in page
    assert history(agreement)[0].changes == {
        "original": [None, f"{cast.region.name}, Regionarkivet, RS/42/2017"],
        "signings": [None, f"{cast.region.name} 9 januari 2017 RS/42/2017"],
    }


def test_one_who_has_signed_and_is_no_party_any_longer_remains(cast):
    agreement = between(cast)
    signings = [Signed(cast.region, D(2017, 1, 9)), Signed(cast.municipality, D(2017, 2, 1))]
    set_original(actor=cast.coordinator, agreement=agreement, signings=signings)
    content = content_of(Agreement.objects.get(pk=agreement.pk))
    change_agreement(
        actor=cast.coordinator,
        agreement=Agreement.objects.get(pk=agreement.pk),
        content=type(content)(**{**content.to_json(), "parties": (cast.region.pk,)}),
    )
    signed = signed_of(agreement, list(agreement.parties.all()))
    assert (signed.done, signed.of, [each.is_party for each in signed.signings]) == (1, 1, [True, False])


def test_nothing_said_is_no_original(cast):
    agreement = between(cast)
    set_original(actor=cast.coordinator, agreement=agreement, place="Arkivet")
    assert set_original(actor=cast.coordinator, agreement=agreement)
    assert not SignedOriginal.objects.exists()
    assert not set_original(actor=cast.coordinator, agreement=agreement)


def test_what_someone_else_has_changed_is_not_overwritten(cast):
    agreement = between(cast)
    seen = agreement.version
    set_original(actor=cast.coordinator, agreement=agreement, place="Arkivet")
    with pytest.raises(StaleRecord):
        set_original(actor=cast.coordinator, agreement=agreement, place="Diariet", version=seen)
    assert SignedOriginal.objects.get().place == "Arkivet"


def test_the_form_has_two_fields_for_each_party_and_keeps_what_was_typed(cast, as_):
    agreement, client = between(cast), as_(cast.coordinator)
    address = reverse("agreements:set_original", args=[agreement.pk])
    sent = {"place": "Arkivet", f"dag_{cast.region.pk}": "9/1 2017", f"dag_{cast.municipality.pk}": "32/1 2017"}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert 'value="32/1 2017"' in refused.content.decode()
    page = client.post(address, sent | {f"dag_{cast.municipality.pk}": ""}, follow=True).content.decode()
    assert "1 av 2 klara" in page
    form = client.get(address).context["form"]
    assert (form["place"].value(), form[f"dag_{cast.region.pk}"].value()) == ("Arkivet", "2017-01-09")


def test_an_agreement_without_parties_says_where_to_name_them(cast, as_):
    page = as_(cast.coordinator).get(reverse("agreements:set_original", args=[agreed().pk])).content.decode()
    assert "Avtalet har inga parter angivna." in page


# --- published ---------------------------------------------------------------------------------------------------


def test_a_publication_is_written_changed_and_removed(cast):
    agreement = agreed()
    assert set_publication(
        actor=cast.coordinator, agreement=agreement, publisher="Regionen", address="https://www.exempel.se/avtal.pdf", published_on=D(2017, 3, 1)
    )  # fmt: skip
    publication = Publication.objects.get()
    told = "Regionen, https://www.exempel.se/avtal.pdf, 1 mars 2017"
    assert history(agreement)[0].changes == {"publications": [None, told]}
    assert not set_publication(
        actor=cast.coordinator, agreement=agreement, publication=publication, publisher="Regionen",
        address="https://www.exempel.se/avtal.pdf", published_on=D(2017, 3, 1),
    )  # fmt: skip
    remove_publication(actor=cast.coordinator, publication=publication)
    assert not Publication.objects.exists()


@pytest.mark.parametrize("wrong", [{}, {"note": "bara en notering"}, {"address": "javascript:alert(1)"}])
def test_a_publication_without_a_place_is_refused(cast, wrong):
    with pytest.raises(ValidationError), transaction.atomic():
        set_publication(actor=cast.coordinator, agreement=agreed(), **wrong)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://exempel.se/a", "inte en adress"])
def test_the_form_takes_addresses_of_the_web_only(cast, as_, address):
    response = as_(cast.coordinator).post(
        reverse("agreements:add_publication", args=[agreed().pk]), {"publisher": "X", "address": address}
    )
    assert response.status_code == 422
    assert not Publication.objects.exists()


def test_a_publication_stands_on_the_page_with_its_address(cast, as_):
    agreement, client = agreed(), as_(cast.coordinator)
    sent = {"publisher": "Regionen", "address": "www.exempel.se/avtal", "published_on": "1/3 2017"}
    page = client.post(reverse("agreements:add_publication", args=[agreement.pk]), sent, follow=True).content.decode()
    assert 'href="https://www.exempel.se/avtal"' in page
    changed = sent | {"publisher": "Länet"}
    publication = Publication.objects.get()
    form = client.get(reverse("agreements:change_publication", args=[publication.pk])).content.decode()
    assert reverse("agreements:remove_publication", args=[publication.pk]) in form
    client.post(reverse("agreements:change_publication", args=[publication.pk]), changed)
    assert Publication.objects.get().publisher == "Länet"
    client.post(reverse("agreements:remove_publication", args=[publication.pk]))
    assert not Publication.objects.exists()


def test_a_publication_that_somebody_has_changed_since_is_not_taken_away_unseen(cast, as_):
    agreement, client = agreed(), as_(cast.coordinator)
    set_publication(actor=cast.coordinator, agreement=agreement, publisher="Region JH", address="https://example.se/a")
    publication, seen = Publication.objects.get(), agreement.version
    address = reverse("agreements:remove_publication", args=[publication.pk])
    page = client.get(reverse("agreements:change_publication", args=[publication.pk])).content.decode()
    assert f'<input type="hidden" name="version" value="{seen}">' in page.split(f'action="{address}"')[1]
    set_publication(
        actor=cast.coordinator,
        agreement=agreement,
        publication=publication,
        publisher="Åre",
        address="https://example.se/b",
    )
    said = client.post(address, {"version": seen}, follow=True).content.decode()
    assert "har ändrats av någon annan" in said and Publication.objects.exists()
    client.post(address, {"version": agreement.version})
    assert not Publication.objects.exists()
