"""Why an agreement stands as it does: in words, on any day, with the day it hinges on and with who uses it."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given

from samverka.action_register.content import ItemContent
from samverka.action_register.models import ItemAgreement
from samverka.action_register.operations import create_item, drop_item, open_register
from samverka.agreements import rules
from samverka.agreements.operations import set_parent
from samverka.agreements.queries.uses import uses_of
from samverka.agreements.reading import Validity, read_validity
from samverka.agreements.reasons import status_reason
from samverka.agreements.rules import Facts, RecordedExtension
from samverka.agreements.states import AgreementStatus, Flag
from samverka.agreements.tests.stage import agreed
from samverka.agreements.tests.test_properties import days, facts, validities
from samverka.agreements.uses import Uses, in_letters, uses_in_words
from samverka.foundation.dates.words import day_in_words, in_words

D = dt.date
ENDED = Facts(ended_from=D(2023, 7, 1))
LATE = Facts(extensions=(RecordedExtension(D(2024, 12, 31), D(2022, 3, 1)),))
MET = Facts(condition_met_on=D(2024, 3, 1))
CONDITIONAL = "2024-2026, under förutsättning att alla parter antar"

# Validity text, facts, day: status and reason.
TABLE = {
    "in force": ("2020-2024", Facts(), D(2024, 5, 20), "in_force", "Gäller till och med 31 december 2024, om 7 månader. Källan säger inget om förlängning därefter."),
    "its last day": ("2020-2024", Facts(), D(2024, 12, 31), "in_force", "Gäller till och med 31 december 2024, i dag. Källan säger inget om förlängning därefter."),
    "the day after": ("2020-2024", Facts(), D(2025, 1, 1), "lapsed", "Giltighetstiden gick ut 31 december 2024, i går. Ingen förlängning och inget nytt avtal är registrerat."),
    "long after": ("2020-2021", Facts(), D(2024, 5, 20), "lapsed", "Giltighetstiden gick ut 31 december 2021, för 2 år sedan. Ingen förlängning och inget nytt avtal är registrerat."),
    "before it": ("2025-2026", Facts(), D(2024, 5, 20), "not_yet", "Börjar gälla 2025, om 7 månader."),
    "until further notice": ("2018 - tills vidare", Facts(), D(2024, 5, 20), "in_force", "Gäller tills vidare sedan 2018."),
    "ends before its time": ("2018 - tills vidare", Facts(ended_from=D(2024, 7, 1)), D(2024, 5, 20), "in_force", "Gäller till dess det upphör: gäller inte från och med 1 juli 2024, om 42 dagar."),
    "terminated": ("2020-2024", Facts(ended_from=D(2024, 7, 1)), D(2024, 5, 20), "in_force", "Gäller till och med 31 december 2024, om 7 månader. Upphör dessförinnan: gäller inte från och med 1 juli 2024."),
    "ended": ("2020-2024", ENDED, D(2024, 5, 20), "ended", "Gäller inte längre från och med 1 juli 2023."),
    "end not stated": ("2024-", Facts(), D(2024, 5, 20), "in_force", "Gäller sedan 2024. Slutet är ej angivet i källan."),
    "renewed": ("2013-2015 (förlängs automatiskt på årsbasis)", Facts(), D(2024, 5, 20), "in_force_renewed", "Den avtalade tiden gick ut 31 december 2015 och har förlängts automatiskt. Perioden slutar 31 december 2024, om 7 månader."),
    "renewed and terminated": ("2013-2015 (förlängs automatiskt på årsbasis)", Facts(ended_from=D(2024, 7, 1)), D(2024, 5, 20), "in_force_renewed", "Den avtalade tiden gick ut 31 december 2015 och har förlängts automatiskt. Upphör dessförinnan: gäller inte från och med 1 juli 2024."),
    "gap": ("2020-2021", LATE, D(2022, 1, 15), "lapsed", "Lucka: tiden gick ut 31 december 2021 och förlängningen beslutades först 1 mars 2022."),
    "ambiguous": ("2023", Facts(), D(2024, 5, 20), "unclear", "Källan anger bara 2023. Det kan vara året det gäller eller året det började gälla."),
    "nothing": ("", Facts(), D(2024, 5, 20), "unclear", "Källan anger ingen giltighetstid."),
    "waits": (CONDITIONAL, Facts(), D(2024, 5, 20), "pending", "Gäller när alla parter har antagit det. Inget är registrerat om det."),
    "waits for the day": (CONDITIONAL, MET, D(2024, 2, 1), "pending", "Villkoret är uppfyllt först 1 mars 2024."),
    "no longer waits": (CONDITIONAL, MET, D(2024, 5, 20), "in_force", "Gäller till och med 31 december 2026, om 3 år. Källan säger inget om förlängning därefter."),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_the_reason_on_the_day(name):
    text, known, on, status, words = TABLE[name]
    validity = read_validity(text)
    assert (rules.status(validity, on, known).value, status_reason(validity, known, on)) == (status, words)


def test_every_status_has_its_row_in_the_table():
    assert {row[3] for row in TABLE.values()} == {status.value for status in AgreementStatus}


def hinges(validity: Validity, known: Facts, on: dt.date) -> list[str]:
    """The days that the status turns on, as the rules have them, in the words that they are told with."""
    status = rules.status(validity, on, known)
    end = rules.current_period_end(validity, on, known)
    if status is AgreementStatus.PENDING:
        return [day_in_words(known.condition_met_on)] if known.condition_met_on else []
    if status is AgreementStatus.NOT_YET and validity.valid_from:
        return [in_words(validity.valid_from)]
    if status is AgreementStatus.ENDED:
        told = [day_in_words(known.ended_from)] if known.ended_from else []
        if validity.successor and validity.valid_to:
            told.append(day_in_words(validity.valid_to.end + dt.timedelta(days=1)))
        return told
    if status in (AgreementStatus.IN_FORCE, AgreementStatus.IN_FORCE_RENEWED):
        told = [day_in_words(day) for day in (end, known.ended_from) if day]
        if end and Flag.AMBIGUOUS_YEAR in validity.flags:
            told.append(str(end.year))
        return told or ([in_words(validity.valid_from)] if validity.valid_from else [])
    if status is AgreementStatus.LAPSED and Flag.LAPSED_STATED not in validity.flags:
        gaps = [gap for gap in rules.gaps(validity, known) if gap.first <= on <= gap.last]
        return [day_in_words(gap.first - dt.timedelta(days=1)) for gap in gaps] or ([day_in_words(end)] if end else [])
    return []


@given(validities, facts, days)
def test_every_agreement_has_a_reason_on_every_day_that_names_the_day_it_hinges_on(validity, known, on):
    words = status_reason(validity, known, on)
    hinge = hinges(validity, known, on)
    assert words == words.strip() != ""
    assert not hinge or any(day in words for day in hinge), (hinge, words)


# --- who uses it -------------------------------------------------------------------------------------------------

USES = {
    "as the county says it": (Uses(rows=3, forums=1), "lapsed", "Tre rader och ett forum använder avtalet."),
    "one row": (Uses(rows=1), "lapsed", "En rad använder avtalet."),
    "many": (Uses(rows=13, forums=2), "in_force", "13 rader och två forum använder avtalet."),
    "under it": (Uses(under=1), "in_force", "Ett avtal hör till det."),
    "all": (
        Uses(2, 3, 2, 5), "unclear", "Två rader och tre forum använder avtalet. Två avtal hör till det. Fem paragrafer nämner det.",
    ),
    "nobody, and it has lapsed": (Uses(), "lapsed", "Ingen rad och inget forum använder avtalet."),
    "nobody, and it is in force": (Uses(), "in_force", ""),
    "only mentioned": (Uses(paragraphs=1), "ended", "Ingen rad och inget forum använder avtalet. En paragraf nämner det."),
}  # fmt: skip


@pytest.mark.parametrize("name", USES)
def test_who_uses_it_in_words(name):
    uses, status, words = USES[name]
    assert uses_in_words(uses, status) == words


def test_numbers_are_in_letters_up_to_twelve():
    assert [in_letters(count) for count in (2, 12, 13, 100)] == ["två", "tolv", "13", "100"]


def rows_about(cast, agreement, count, **link):
    register = open_register(actor=None, forum=cast.forum, title="Balanslista")
    items = [create_item(actor=None, register=register, content=ItemContent(subject=f"Rad {n}")) for n in range(count)]
    for item in items:
        ItemAgreement.objects.create(item=item, agreement=agreement, **link)
    return items


def test_ongoing_rows_forums_and_agreements_under_it_are_counted(cast):
    agreement, other = agreed("A", preparing=("SVOM", "Okänd grupp"), recommending=("SVOM",)), agreed("B")
    items = rows_about(cast, agreement, 3)
    drop_item(actor=cast.coordinator, item=items[0], on=D(2024, 5, 20), reason="Behövs inte")
    set_parent(actor=cast.coordinator, agreement=other, parent=agreement)
    assert uses_of([agreement.pk, other.pk]) == {agreement.pk: Uses(2, 2, 1), other.pk: Uses()}


def test_what_is_only_likely_is_not_counted(cast):
    agreement = agreed()
    rows_about(cast, agreement, 1, strength="likely")
    assert uses_of([agreement.pk])[agreement.pk].rows == 0


def test_the_list_tells_why_something_has_lapsed_and_whom_it_concerns(cast, as_):
    client = as_(cast.reader)
    rows_about(cast, agreed("Utgånget", "2020-2023", preparing=("SVOM",)), 3)
    agreed("Gällande", "2020-2030")
    address = reverse("agreements:list") + "?datum=2024-05-20"
    rows = client.get(address).context["rows"]
    assert {row.name: row.reason for row in rows} == {
        "Utgånget": "Giltighetstiden gick ut 31 december 2023, för 5 månader sedan. Ingen förlängning och inget nytt avtal är registrerat. "
        "Tre rader och ett forum använder avtalet.",
        "Gällande": "",
    }


def test_the_page_tells_who_uses_it_and_counts_only_paragraphs_that_the_user_sees(cast, as_):
    agreement = agreed("Utgånget", "2020-2023", preparing=("SVOM",))
    rows_about(cast, agreement, 2)
    page = as_(cast.reader).get(reverse("agreements:detail", args=[agreement.pk]) + "?datum=2024-05-20")
    assert page.context["uses"] == "Två rader och ett forum använder avtalet."
    assert "Två rader och ett forum använder avtalet." in page.content.decode()
