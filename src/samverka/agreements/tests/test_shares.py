"""Cost shares: what adds up and what does not, how numbers are written, the form, the files."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samverka.agreements.forms.costs import MOST, NumberField
from samverka.agreements.models import CostShare, CostSharing
from samverka.agreements.operations import remove_cost_sharing, set_cost_sharing
from samverka.agreements.shares import Share, Sharing, number_in_words, overlaps, remarks, sharing_in_words
from samverka.agreements.tests.stage import agreed
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.queries import history

D = dt.date


def per_cent(*numbers):
    return Sharing(shares=tuple(Share(f"Part {n}", percent=Decimal(number)) for n, number in enumerate(numbers)))


SUMS = {
    "whole": (per_cent("50", "37.5", "12.5"), []),
    "too little": (per_cent("50", "30"), ["Andelarna är tillsammans 80 procent, inte 100."]),
    "too much": (per_cent("60", "60"), ["Andelarna är tillsammans 120 procent, inte 100."]),
    "rounded": (per_cent("33.33", "33.33", "33.33"), ["Andelarna är tillsammans 99,99 procent, inte 100. Skillnaden kan bero på avrundning."]),
    "amounts only": (Sharing(shares=(Share("A", amount=Decimal(5)), Share("B", basis="efter invånarantal"))), []),
    "nothing": (Sharing(), []),
    "some in words": (
        Sharing(shares=(Share("A", percent=Decimal(50)), Share("B", basis="resten"))),
        ["Andelarna är tillsammans 50 procent, inte 100. 1 betalar på annat sätt än i procent."],
    ),
    "one twice": (
        Sharing(shares=(Share("A", percent=Decimal(50)), Share("A", percent=Decimal(50)))), ["A står mer än en gång."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SUMS)
def test_what_does_not_add_up_is_told(name):
    sharing, expected = SUMS[name]
    assert remarks(sharing) == expected


OVERLAPS = {
    "one after the other": ((D(2023, 1, 1), D(2023, 12, 31)), (D(2024, 1, 1), None), []),
    "a day in common": (
        (D(2023, 1, 1), D(2024, 1, 1)), (D(2024, 1, 1), None), ["Två fördelningar gäller samtidigt: 1 januari 2024–1 januari 2024."],
    ),
    "one without days": (
        (None, None), (D(2024, 1, 1), None), ["Två fördelningar gäller samtidigt: från 1 januari 2024."],
    ),
    "both without days": ((None, None), (None, None), ["Två fördelningar gäller samtidigt: hela avtalstiden."]),
}  # fmt: skip


@pytest.mark.parametrize("name", OVERLAPS)
def test_periods_in_common_are_told(name):
    one, other, expected = OVERLAPS[name]
    assert overlaps([Sharing(*one), Sharing(*other)]) == expected


@pytest.mark.parametrize(
    ("number", "words"), [("100", "100"), ("12.5000", "12,5"), ("125000", "125\u00a0000"), ("0.00", "0"), ("33.3333", "33,3333")]
)  # fmt: skip
def test_a_number_is_written_as_people_do(number, words):
    assert number_in_words(Decimal(number)) == words


FIELD = NumberField(unit="%", most=Decimal(100), decimals=4)


@pytest.mark.parametrize(
    ("typed", "number"), [("12,5", "12.5"), ("12,5 %", "12.5"), (" 1 2.5%", "12.5"), ("0", "0"), ("33,33333", "33.3333")]
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed, number):
    assert FIELD.clean(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["101", "-1", "hälften", "1e1", "nan", "inf", "1,2,3", "٣", "1_0", "%%"])
def test_what_is_no_number_is_told(typed):
    with pytest.raises(ValidationError, match=r"är inte ett tal|är för mycket"):
        FIELD.clean(typed)


@given(st.decimals(min_value=0, max_value=100, places=4))
def test_a_number_shown_in_the_form_is_read_back_the_same(number):
    assert FIELD.clean(FIELD.prepare_value(number)) == number


# --- written -----------------------------------------------------------------------------------------------------

CONTENT = Sharing(
    D(2024, 1, 1), D(2025, 12, 31), "Kostnaden delas lika.", "", (Share("A", percent=Decimal(50)), Share("B", percent=Decimal(50)))
)  # fmt: skip


def test_a_sharing_is_written_changed_and_removed_with_all_of_it_in_the_log(cast):
    agreement = agreed()
    sharing = set_cost_sharing(actor=cast.coordinator, agreement=agreement, content=CONTENT)
    words = "1 januari 2024–31 december 2025: A 50 %; B 50 % (”Kostnaden delas lika.”)"
    assert (sharing_in_words(CONTENT), history(agreement)[0].changes) == (words, {"cost_sharings": [None, words]})
    assert set_cost_sharing(actor=cast.coordinator, agreement=agreement, sharing=sharing, content=CONTENT) is None
    less = Sharing(shares=(Share("A", percent=Decimal(50)),))
    assert set_cost_sharing(actor=cast.coordinator, agreement=agreement, sharing=sharing, content=less)
    assert CostShare.objects.count() == 1
    remove_cost_sharing(actor=cast.coordinator, sharing=CostSharing.objects.get())
    assert history(agreement)[0].changes == {"cost_sharings": ["hela avtalstiden: A 50 %", None]}
    assert not CostShare.objects.exists()


def test_a_period_that_ends_before_it_begins_and_one_without_payers_are_refused(cast):
    agreement = agreed()
    for content in (Sharing(D(2025, 1, 1), D(2024, 1, 1), shares=CONTENT.shares), Sharing(D(2024, 1, 1))):
        with pytest.raises(ValidationError), transaction.atomic():
            set_cost_sharing(actor=cast.coordinator, agreement=agreement, content=content)
    assert not CostSharing.objects.exists()


def test_what_someone_else_has_changed_is_not_overwritten(cast):
    agreement = agreed()
    seen = agreement.version
    sharing = set_cost_sharing(actor=cast.coordinator, agreement=agreement, content=CONTENT)
    with pytest.raises(StaleRecord):
        set_cost_sharing(
            actor=cast.coordinator, agreement=agreement, sharing=sharing, content=Sharing(shares=CONTENT.shares), version=seen
        )  # fmt: skip
    assert CostSharing.objects.get().source == "Kostnaden delas lika."


@pytest.mark.parametrize("wrong", [{"payer": ""}, {"payer": "A", "percent": 101}, {"payer": "A", "amount": -1}])
def test_the_database_refuses_a_share_that_cannot_be(cast, wrong):
    sharing = CostSharing.objects.create(agreement=agreed())
    with pytest.raises(IntegrityError), transaction.atomic():
        CostShare.objects.create(sharing=sharing, **wrong)


# --- the page ----------------------------------------------------------------------------------------------------


def typed(*rows, total=None, **more):
    data = {"andel-TOTAL_FORMS": str(total or len(rows)), "andel-INITIAL_FORMS": "0"}
    for n, row in enumerate(rows):
        data |= dict(zip((f"andel-{n}-{name}" for name in ("payer", "percent", "amount", "basis")), row, strict=True))
    return data | more


def test_a_new_period_has_a_row_for_each_party_and_some_to_spare(cast, as_):
    agreement = agreed(parties=(cast.region.pk, cast.municipality.pk))
    rows = as_(cast.coordinator).get(reverse("agreements:add_sharing", args=[agreement.pk])).context["forms"].rows
    names = [form["payer"].value() for form in rows]
    assert names == [*sorted([cast.region.name, cast.municipality.name], key=str.casefold), None, None] or set(
        names
    ) == {cast.region.name, cast.municipality.name, None}


def test_a_sharing_that_does_not_add_up_is_kept_and_told(cast, as_):
    agreement, client = agreed(), as_(cast.coordinator)
    rows = [(cast.region.name.lower(), "50 %", "", ""), ("Föreningen", "", "125 000,50 kr", ""), ("", "", "", "")]
    page = client.post(
        reverse("agreements:add_sharing", args=[agreement.pk]), typed(*rows, valid_from="1/1 2024"), follow=True
    ).content.decode()
    assert "Andelarna är tillsammans 50 procent, inte 100." in page
    shares = [(each.name, each.principal_id, each.percent, each.amount) for each in CostShare.objects.all()]
    assert shares == [
        (cast.region.name, cast.region.pk, Decimal(50), None),
        ("Föreningen", None, None, Decimal("125000.50")),
    ]


def test_what_was_typed_is_kept_when_something_is_wrong(cast, as_):
    agreement = agreed()
    rows = [("A", "hälften", "", ""), ("", "50", "", ""), ("C", "", "", "resten")]
    response = as_(cast.coordinator).post(reverse("agreements:add_sharing", args=[agreement.pk]), typed(*rows))
    page = response.content.decode()
    assert response.status_code == 422
    assert all(f'value="{words}"' in page for words in ("hälften", "50", "resten"))
    assert "”hälften” är inte ett tal." in page
    assert "Ange vem som betalar." in page
    assert not CostSharing.objects.exists()


def test_more_rows_are_shown_without_saving_and_with_what_was_typed(cast, as_):
    agreement = agreed()
    response = as_(cast.coordinator).post(
        reverse("agreements:add_sharing", args=[agreement.pk]), typed(("A", "x", "", ""), fler="ja")
    )
    assert (response.status_code, len(response.context["forms"].rows.forms)) == (200, 6)
    assert 'value="A"' in response.content.decode()
    assert not CostSharing.objects.exists()


@pytest.mark.parametrize("total", ["-1", "x", "99999999", "", "100"])
def test_a_number_of_rows_that_cannot_be_is_refused(cast, as_, total):
    data = typed(("A", "50", "", "")) | {"andel-TOTAL_FORMS": total, "fler": "ja"}
    response = as_(cast.coordinator).post(reverse("agreements:add_sharing", args=[agreed().pk]), data)
    assert response.status_code in (200, 422)
    assert len(response.context["forms"].rows.forms) <= MOST


def test_the_table_the_sum_and_the_words_of_the_agreement_stand_on_its_page(cast, as_):
    agreement = agreed()
    set_cost_sharing(actor=cast.coordinator, agreement=agreement, content=CONTENT)
    page = as_(cast.reader).get(reverse("agreements:detail", args=[agreement.pk]) + "?datum=2024-05-20")
    words = page.content.decode()
    assert "”Kostnaden delas lika.”" in words
    assert page.context["costs"].rows[0].total.percent == "100"
    assert "Gäller på dagen" in words
    assert "Summan stämmer inte" not in words


def test_a_reader_of_an_agreement_without_shares_sees_no_empty_part(cast, as_):
    page = as_(cast.reader).get(reverse("agreements:detail", args=[agreed().pk])).content.decode()
    assert "Kostnadsfördelning" not in page
    assert "Undertecknat och publicerat" not in page


def test_shares_are_taken_away_as_csv_and_excel(cast, as_):
    from python_calamine import CalamineWorkbook

    agreement, client = agreed(), as_(cast.reader)
    set_cost_sharing(actor=cast.coordinator, agreement=agreement, content=CONTENT)
    csv = b"".join(client.get(reverse("agreements:sharing_csv", args=[agreement.pk])).streaming_content).decode()
    assert csv.splitlines()[1] == (
        "Samverkansavtal hemsjukvård;2024-01-01;2025-12-31;A;50,0000;;;Kostnaden delas lika.;"
    )
    data = client.get(reverse("agreements:sharing_xlsx", args=[agreement.pk])).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["Samverkansavtal hemsjukvård", D(2024, 1, 1), D(2025, 12, 31), "A", 50.0, "", "", "Kostnaden delas lika.", ""]  # fmt: skip


def test_a_period_that_somebody_has_changed_since_is_not_taken_away_unseen(cast, as_):
    agreement, client = agreed(), as_(cast.coordinator)
    sharing = set_cost_sharing(actor=cast.coordinator, agreement=agreement, content=CONTENT)
    address = reverse("agreements:remove_sharing", args=[sharing.pk])
    page = client.get(reverse("agreements:change_sharing", args=[sharing.pk])).content.decode()
    assert f'<input type="hidden" name="version" value="{agreement.version}">' in page.split(address)[1]
    seen = agreement.version
    set_cost_sharing(
        actor=cast.secretary,
        agreement=agreement,
        sharing=sharing,
        content=Sharing(source="Nytt", shares=CONTENT.shares),
    )
    said = client.post(address, {"version": seen}, follow=True).content.decode()
    assert "har ändrats av någon annan" in said and CostSharing.objects.exists()
    client.post(address, {"version": agreement.version})
    assert not CostSharing.objects.exists()
