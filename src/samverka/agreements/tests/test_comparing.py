"""The versions of an agreement's text on its page, and two of them compared."""

import datetime as dt

import pytest
from django.urls import reverse

from samverka.agreements.models import AgreementDocument, TextVersion
from samverka.agreements.operations import add_file_version, attach_file, tell_version
from samverka.agreements.queries.texts import texts_of, versions_of
from samverka.agreements.tests.stage import agreed
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.queries import history
from samverka.foundation.documents.models import DocumentVersion
from samverka.foundation.documents.operations import PartOfText, keep_text

D = dt.date
OLD = "Parter\nAvtalet gäller till 31 december 2023.\nTvist löses genom förhandling."
NEW = "Parter\nAvtalet gäller till 31 december 2024.\nTvist löses genom förhandling.\nBilaga 1 är en del av avtalet."


def text(cast, agreement, words, *, title="Avtalet", filename="avtal.txt", read=True, **given):
    attached = attach_file(
        actor=cast.coordinator, agreement=agreement, title=title, data=(words or " x").encode(), media_type="text/plain",
        filename=filename, **given,
    )  # fmt: skip
    version = attached.document.versions.get()
    if read:
        keep_text(actor=None, version=version, parts=[PartOfText(words)])
    return attached


def again(cast, attached, words, *, parts=None, **given):
    version = add_file_version(
        actor=cast.coordinator, attachment=attached, data=words.encode(), media_type="text/plain", filename="ny.txt", **given
    )  # fmt: skip
    keep_text(actor=None, version=version, parts=parts or [PartOfText(words)])
    return version


def compared(client, agreement, **query):
    return client.get(reverse("agreements:compare", args=[agreement.pk]), query)


def test_the_newest_text_is_compared_with_the_one_before_it(cast, as_):
    agreement = agreed()
    again(cast, text(cast, agreement, OLD, label="Första lydelsen"), NEW)
    response = compared(as_(cast.reader), agreement)
    words = response.content.decode()
    assert "[borttaget: </span>2023<span" in words
    assert "[tillagt: </span>2024<span" in words
    assert "1 stycke är ändrat, 1 är tillagt, 0 är borttagna och 2 är oförändrade." in words
    assert [str(side.words) for side in response.context["told"][:2]] == ["Version 1: Första lydelsen", "Version 2"]


def test_texts_in_documents_of_their_own_are_versions_of_one_text_by_their_days(cast):
    agreement = agreed()
    text(cast, agreement, NEW, title="Avtal 2024", valid_from=D(2024, 1, 1))
    text(cast, agreement, OLD, title="Avtal 2017", dated_on=D(2016, 12, 1))
    text(cast, agreement, "Kostnader", title="Bilaga 1")
    texts = texts_of(agreement.pk)
    assert [(row.number, row.version.document.title) for row in texts.main] == [(2, "Avtal 2024"), (1, "Avtal 2017")]
    assert [(each.title, each.kind) for each in texts.others] == [("Bilaga 1", "annex")]


def test_a_document_of_two_agreements_is_told_of_each(cast):
    first, second = agreed("A"), agreed("B")
    attached = text(cast, first, OLD)
    AgreementDocument.objects.create(agreement=second, document=attached.document, kind="annex")
    assert {(row.agreement_id, row.kind) for row in versions_of([first.pk, second.pk])} == {
        (first.pk, "main"),
        (second.pk, "annex"),
    }
    assert [row.kind for row in versions_of([second.pk])] == ["annex"]


def test_the_first_text_is_compared_with_the_text_of_the_agreement_it_replaces(cast, as_):
    before = agreed("Avtal 2017")
    after = agreed("Avtal 2024", predecessor=before.pk)
    text(cast, before, OLD)
    text(cast, after, NEW)
    response = compared(as_(cast.reader), after)
    assert [side.row.agreement_id for side in response.context["told"][:2]] == [before.pk, after.pk]
    assert response.context["told"][0].words == "Avtal 2017: Version 1"


def test_any_two_versions_can_be_chosen_and_nothing_of_others(cast, as_):
    agreement, other = agreed("A"), agreed("B")
    first = text(cast, agreement, OLD)
    newer = again(cast, first, NEW)
    hidden = text(cast, other, "Hemligt").document.versions.get()
    response = compared(as_(cast.reader), agreement, fran=newer.pk, till=first.document.versions.get(number=1).pk)
    assert "[borttaget: </span>2024<span" in response.content.decode()
    response = compared(as_(cast.reader), agreement, fran=hidden.pk, till="x" * 50)
    assert response.context["before"].version.pk != hidden.pk
    assert "Hemligt" not in response.content.decode()


PROBLEMS = {
    "waits to be read": (None, "Texten har inte lästs än."),
    "unreadable": ([PartOfText("")], "Ingen text gick att läsa."),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_text_that_cannot_be_compared_says_why(cast, as_, name):
    parts, words = PROBLEMS[name]
    agreement = agreed()
    attached = text(cast, agreement, OLD)
    version = again(cast, attached, "bild", parts=parts)
    if parts is None:
        version.texts.all().delete()
    page = compared(as_(cast.reader), agreement).content.decode()
    assert words in page
    assert "Vad som skiljer" not in page


def test_a_text_read_from_a_picture_says_that_it_may_be_misread(cast, as_):
    agreement = agreed()
    again(cast, text(cast, agreement, OLD), NEW, parts=[PartOfText(NEW, 1, True)])
    page = compared(as_(cast.reader), agreement).content.decode()
    assert "Läst ur en bild" in page
    assert "kan vara fel läst" in page


def test_one_text_alone_has_nothing_to_be_compared_with(cast, as_):
    agreement = agreed()
    assert "Det behövs två versioner" in compared(as_(cast.reader), agreement).content.decode()
    text(cast, agreement, OLD)
    assert "Det behövs två versioner" in compared(as_(cast.reader), agreement).content.decode()


def test_the_same_words_in_two_versions_are_said_to_be_the_same(cast, as_):
    agreement = agreed()
    again(cast, text(cast, agreement, OLD), OLD + "\n", parts=[PartOfText(OLD)])
    assert "Texterna är lika, ord för ord." in compared(as_(cast.reader), agreement).content.decode()


def test_the_words_of_a_text_are_escaped(cast, as_):
    agreement = agreed()
    again(cast, text(cast, agreement, "<b>ett</b>"), "<script>alert(1)</script>")
    assert "<script>alert" not in compared(as_(cast.reader), agreement).content.decode()


def test_comparing_asks_the_same_questions_however_many_versions(cast, as_, django_assert_max_num_queries):
    agreement, client = agreed(), as_(cast.reader)
    attached = text(cast, agreement, OLD)
    again(cast, attached, NEW)
    compared(client, agreement)
    with django_assert_max_num_queries(12) as few:
        compared(client, agreement, visa="allt")
    again(cast, attached, NEW + "3")
    again(cast, attached, NEW + "4")
    with django_assert_max_num_queries(len(few)):
        compared(client, agreement, visa="allt")


# --- what is said of a version -----------------------------------------------------------------------------------


def said(cast, attached, **given):
    return tell_version(
        actor=cast.coordinator, attachment=attached, file_version=attached.document.versions.get(), **({"kind": "main"} | given)
    )  # fmt: skip


def test_what_a_version_is_stands_in_the_log_of_the_agreement(cast):
    agreement = agreed()
    attached = text(cast, agreement, OLD)
    agreement.refresh_from_db()
    assert said(cast, attached, kind="annex", label="Reviderad", dated_on=D(2019, 6, 3), version=agreement.version)
    assert AgreementDocument.objects.get().kind == "annex"
    assert history(agreement)[0].changes == {
        "text_versions": [None, "Avtalet, avtal.txt (version 1): Reviderad, daterad 3 juni 2019"],
        "documents": ["Avtalet: Avtalstext", "Avtalet: Bilaga"],
    }
    assert not said(cast, attached, kind="annex", label="Reviderad", dated_on=D(2019, 6, 3))
    said(cast, attached, kind="annex")
    assert not TextVersion.objects.exists()


def test_what_someone_else_has_changed_is_not_overwritten(cast):
    agreement = agreed()
    attached = text(cast, agreement, OLD)
    seen = agreement.version
    said(cast, attached, label="Första")
    with pytest.raises(StaleRecord):
        said(cast, AgreementDocument.objects.get(pk=attached.pk), label="Andra", version=seen)
    assert TextVersion.objects.get().label == "Första"


def test_the_form_of_a_version_keeps_what_was_typed(cast, as_):
    agreement = agreed()
    attached = text(cast, agreement, OLD)
    address = reverse("agreements:tell_version", args=[attached.pk, DocumentVersion.objects.get().pk])
    client = as_(cast.coordinator)
    refused = client.post(address, {"kind": "main", "label": "Reviderad", "dated_on": "31/2 2019"})
    assert refused.status_code == 422
    assert 'value="31/2 2019"' in refused.content.decode()
    page = client.post(address, {"kind": "main", "label": "Reviderad", "dated_on": "3/6 2019"}, follow=True)
    assert "Daterad 3 juni 2019." in page.content.decode().replace("\xa0", " ")


def test_a_version_of_another_document_is_not_found(cast, as_):
    one, other = text(cast, agreed("A"), OLD), text(cast, agreed("B"), NEW)
    address = reverse("agreements:tell_version", args=[one.pk, other.document.versions.get().pk])
    assert as_(cast.coordinator).get(address).status_code == 404
