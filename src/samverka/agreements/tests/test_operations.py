"""What operations store, log and refuse."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from samverka.action_register.content import ItemContent
from samverka.action_register.operations import create_item, open_register
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement, AgreementEvent
from samverka.agreements.operations import (
    add_file_version,
    attach_file,
    change_agreement,
    confirm_reading,
    correct_reading,
    detach_document,
    put_back_reading,
    record_event,
    remove_agreement,
    remove_event,
)
from samverka.agreements.queries import content_of, facts_of, with_status
from samverka.agreements.reading import Validity, read_validity
from samverka.agreements.rules import Gap, gaps
from samverka.agreements.states import EndKind
from samverka.agreements.tests.stage import agreed
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.queries import history
from samverka.foundation.dates import PartialDate
from samverka.foundation.lifecycle.mechanism import Refused

D = dt.date
pytestmark = pytest.mark.django_db


def status_on(agreement: Agreement, on: dt.date) -> str:
    return with_status(Agreement.objects.filter(pk=agreement.pk), on).get().status


def said(error: pytest.ExceptionInfo) -> dict[str, list[str]]:
    return error.value.message_dict


def test_an_agreement_is_read_when_it_is_made(cast):
    agreement = agreed(
        aliases=("HSL-avtalet", "hsl-avtalet"),
        parties=(cast.region.pk,),
        recommending=("SVOM",),
        preparing=("Okända gruppen",),
    )
    assert agreement.validity == read_validity("2017-2020 (förlängt tom 2024-12-31)")
    assert (agreement.reading_state, agreement.starts_on, agreement.first_period_ends_on) == (
        "unconfirmed",
        D(2017, 1, 1),
        D(2024, 12, 31),
    )
    assert [alias.name for alias in agreement.aliases.all()] == ["hsl-avtalet"]
    assert [(part.role, part.printed, part.forum) for part in agreement.forum_parts.all()] == [
        ("preparing", "Okända gruppen", None),
        ("recommending", "SVOM", cast.forum),
    ]
    assert [end.last for end in agreement.ends.order_by("last")] == [D(2020, 12, 31), D(2024, 12, 31)]


@pytest.mark.parametrize(
    ("raw", "state"),
    [("", "unconfirmed"), ("2020-2030", "unconfirmed"), ("xyz !!", "unreadable"), ("tills vidare", "unconfirmed")],
)
def test_only_a_text_that_says_nothing_cannot_be_read(raw, state):
    assert agreed(validity=raw).reading_state == state


def test_a_changed_text_is_read_again_and_must_be_confirmed_again(cast):
    agreement = agreed()
    confirm_reading(actor=cast.coordinator, agreement=agreement)
    content = content_of(agreement)
    assert not change_agreement(actor=cast.coordinator, agreement=agreement, content=content)
    change_agreement(
        actor=cast.coordinator,
        agreement=agreement,
        content=AgreementContent(name=content.name, validity_raw="2020-2021"),
    )
    fresh = Agreement.objects.get()
    assert (fresh.reading_state, fresh.confirmed_by, fresh.confirmed_at) == ("unconfirmed", None, None)
    assert [end.last for end in fresh.ends.all()] == [D(2021, 12, 31)]
    assert [status_on(fresh, D(2021, 12, 31)), status_on(fresh, D(2022, 1, 1))] == ["in_force", "lapsed"]


def test_content_goes_in_and_comes_out(cast):
    older = agreed("Äldre")
    content = AgreementContent(
        name="Nyare", kind="accord", area="Barn", validity_raw="2025-", recommending=("SVOM", "Barnarenan"), preparing=("FG",), notes="Not",
        statutory_basis="HSL 16 kap. 3 §", aliases=("Ö", "Å"), parties=(cast.region.pk, cast.municipality.pk), contract_cooperation="yes",
        predecessor=older.pk,
    )  # fmt: skip
    agreement = agreed("x")
    change_agreement(actor=None, agreement=agreement, content=content)
    told = content_of(Agreement.objects.get(pk=agreement.pk))
    assert told == AgreementContent.from_json(
        content.to_json() | {"aliases": ["Å", "Ö"], "parties": sorted(content.parties)}
    )
    assert older.successors.get() == agreement


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": "treaty"}, "kind"),
        ({"contract_cooperation": "maybe"}, "contract_cooperation"),
        ({"predecessor": 999}, "predecessor"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(changed, field):
    agreement = agreed(aliases=("Ett",))
    with pytest.raises(ValidationError) as refusal:
        change_agreement(
            actor=None,
            agreement=agreement,
            content=AgreementContent.from_json({"name": "Nytt", "aliases": ["Två"], **changed}),
        )
    assert list(said(refusal)) == [field]
    assert content_of(Agreement.objects.get()) == content_of(agreement)
    assert content_of(Agreement.objects.get()).aliases == ("Ett",)


def test_agreements_cannot_replace_each_other_in_a_ring():
    first, second, third = agreed("A"), agreed("B"), agreed("C")
    change_agreement(actor=None, agreement=second, content=AgreementContent(name="B", predecessor=first.pk))
    change_agreement(actor=None, agreement=third, content=AgreementContent(name="C", predecessor=second.pk))
    for replaced in (first, second, third):
        with pytest.raises(ValidationError) as refusal:
            change_agreement(actor=None, agreement=first, content=AgreementContent(name="A", predecessor=replaced.pk))
        assert said(refusal) == {
            "predecessor": ["Det avtalet ersätter redan det här. Välj ett annat, eller ändra det avtalet först."]
        }


def test_a_reading_is_confirmed_once_by_name(cast):
    agreement = agreed()
    assert confirm_reading(actor=cast.coordinator, agreement=agreement, version=1)
    assert not confirm_reading(actor=cast.coordinator, agreement=agreement)
    fresh = Agreement.objects.get()
    assert (fresh.reading_state, fresh.confirmed_by, fresh.version) == ("confirmed", cast.coordinator, 2)
    assert [entry.verb for entry in history(agreement)] == ["confirm_reading", "create"]


def test_a_corrected_reading_decides_and_the_text_stays(cast):
    agreement = agreed(validity="2024")
    assert status_on(agreement, D(2025, 1, 1)) == "unclear"
    corrected = Validity(
        raw="2024", valid_from=PartialDate.year(2024), valid_to=PartialDate.day(D(2026, 6, 30)), end_kind=EndKind.FIXED
    )
    correct_reading(actor=cast.coordinator, agreement=agreement, validity=corrected, version=1, reason="Enligt avtalet")
    fresh = Agreement.objects.get()
    assert (fresh.validity_raw, fresh.validity, fresh.reading_state) == ("2024", corrected, "confirmed")
    assert [status_on(fresh, day) for day in (D(2025, 1, 1), D(2026, 7, 1))] == ["in_force", "lapsed"]
    assert history(fresh)[0].reason == "Enligt avtalet"


def test_an_earlier_reading_is_put_back_with_all_that_follows_from_it(cast):
    agreement = agreed(validity="2020-2021")
    earlier, state = agreement.reading, agreement.reading_state
    change_agreement(
        actor=None, agreement=agreement, content=AgreementContent(name=agreement.name, validity_raw="2020-2030")
    )
    put_back_reading(actor=None, agreement=agreement, reading=earlier, state=state)
    assert status_on(agreement, D(2022, 1, 1)) == "lapsed"
    assert [end.last for end in agreement.ends.all()] == [D(2021, 12, 31)]


EVENTS = {
    "extension in time": ("2020-2021", {"kind": "extension", "decided_on": D(2021, 10, 1), "new_end": D(2023, 12, 31)}, ["in_force", "in_force", "lapsed"]),
    "extension too late": ("2020-2021", {"kind": "extension", "decided_on": D(2023, 1, 1), "new_end": D(2024, 12, 31)}, ["lapsed", "in_force", "in_force"]),
    "termination": ("2020-2030", {"kind": "termination", "decided_on": D(2022, 1, 1), "takes_effect_on": D(2023, 7, 1)}, ["in_force", "ended", "ended"]),
    "ended": ("2020 - tills vidare", {"kind": "ended", "decided_on": D(2022, 1, 1), "takes_effect_on": D(2022, 1, 1)}, ["ended", "ended", "ended"]),
    "review": ("2020-2030", {"kind": "review", "decided_on": D(2022, 1, 1), "review_kind": "review"}, ["in_force", "in_force", "in_force"]),
    "condition met": ("2020-2030, under förutsättning att alla parter antar", {"kind": "condition_met", "decided_on": D(2023, 7, 1)}, ["pending", "in_force", "in_force"]),
}  # fmt: skip
ASKED = (D(2022, 7, 1), D(2023, 7, 1), D(2024, 7, 1))


@pytest.mark.parametrize(("validity", "event", "statuses"), EVENTS.values(), ids=EVENTS)
def test_an_event_changes_the_status_and_its_removal_changes_it_back(cast, validity, event, statuses):
    agreement = agreed(validity=validity)
    before = [status_on(agreement, day) for day in ASKED]
    recorded = record_event(actor=cast.coordinator, agreement=agreement, **event)
    assert [status_on(agreement, day) for day in ASKED] == statuses
    remove_event(actor=cast.coordinator, event=recorded, reason="Fel avtal")
    assert [status_on(agreement, day) for day in ASKED] == before
    assert [(entry.verb, entry.reason) for entry in history(agreement)] == [
        ("remove_event", "Fel avtal"),
        (f"record_{event['kind']}", ""),
        ("create", ""),
    ]
    assert Agreement.objects.get().version == 3


def test_a_late_extension_leaves_a_gap(cast):
    agreement = agreed(validity="2020-2021")
    record_event(
        actor=cast.coordinator, agreement=agreement, kind="extension", decided_on=D(2022, 3, 1), new_end=D(2023, 12, 31)
    )
    assert gaps(agreement.validity, facts_of(agreement.events.all())) == (Gap(D(2022, 1, 1), D(2022, 2, 28)),)
    assert [(gap.first, gap.last) for gap in agreement.gaps.all()] == [(D(2022, 1, 1), D(2022, 2, 28))]
    assert [status_on(agreement, day) for day in (D(2021, 12, 31), D(2022, 2, 28), D(2022, 3, 1))] == [
        "in_force",
        "lapsed",
        "in_force",
    ]


REFUSED = {
    "no new end": ("2020-2021", {"kind": "extension"}, {"__all__": ["Ange den nya sista dagen."]}),
    "not later": ("2020-2021", {"kind": "extension", "new_end": D(2021, 12, 31)}, {"new_end": ["Avtalet gäller redan till och med 31 december 2021. Välj en senare dag."]}),
    "nothing to extend": ("2024-", {"kind": "extension", "new_end": D(2030, 1, 1)}, {"new_end": ["Avtalet har ingen sista dag att flytta fram. Ändra tolkningen om en sista dag fattas."]}),
    "lapsed by its own word": ("2020-2021, giltighetstiden har gått ut", {"kind": "extension", "new_end": D(2030, 1, 1)}, {"new_end": ["Texten säger själv att giltighetstiden har gått ut. Ändra tolkningen först."]}),
    "no last day": ("2020-", {"kind": "ended"}, {"__all__": ["Ange den första dagen då avtalet inte längre gäller."]}),
    "ends before notice": ("2020-", {"kind": "termination", "takes_effect_on": D(2021, 1, 1)}, {"takes_effect_on": ["Avtalet kan inte sluta gälla före uppsägningen. Ändra en av dagarna."]}),
    "no kind of review": ("2020-", {"kind": "review"}, {"__all__": ["Ange vilket slags översyn som gjordes."]}),
    "unknown kind": ("2020-", {"kind": "party"}, {"kind": ["Värdet 'party' är inget giltigt alternativ."]}),
}  # fmt: skip


@pytest.mark.parametrize(("validity", "event", "errors"), REFUSED.values(), ids=REFUSED)
def test_an_event_that_cannot_be_is_refused_and_nothing_is_stored(cast, validity, event, errors):
    agreement = agreed(validity=validity)
    with pytest.raises(ValidationError) as refusal:
        record_event(actor=cast.coordinator, agreement=agreement, decided_on=D(2022, 1, 1), **event)
    assert said(refusal) == errors
    assert (AgreementEvent.objects.count(), Agreement.objects.get().version) == (0, 1)


def test_two_who_write_at_once_are_told(cast):
    agreement = agreed(validity="2020-2021")
    seen = Agreement.objects.get()
    record_event(
        actor=cast.coordinator,
        agreement=agreement,
        kind="review",
        decided_on=D(2021, 1, 1),
        review_kind="review",
        version=1,
    )
    for write in (
        lambda: confirm_reading(actor=cast.coordinator, agreement=seen, version=1),
        lambda: correct_reading(actor=cast.coordinator, agreement=Agreement.objects.get(), validity=Validity(raw="x"), version=1),
        lambda: change_agreement(actor=cast.coordinator, agreement=Agreement.objects.get(), content=AgreementContent(name="Annat"), version=1),
        lambda: record_event(actor=cast.coordinator, agreement=Agreement.objects.get(), kind="extension", decided_on=D(2021, 2, 1), new_end=D(2023, 1, 1), version=1),
    ):  # fmt: skip
        with pytest.raises(StaleRecord):
            write()
    assert (Agreement.objects.get().name, AgreementEvent.objects.count()) == ("Samverkansavtal hemsjukvård", 1)


def test_an_agreement_that_is_used_is_not_removed(cast):
    older, newer, named, free = agreed("Äldre"), agreed("Nyare"), agreed("Nämnt"), agreed("Fritt")
    change_agreement(actor=None, agreement=newer, content=AgreementContent(name="Nyare", predecessor=older.pk))
    register = open_register(actor=None, forum=cast.forum, title="Balanslista")
    create_item(actor=None, register=register, content=ItemContent(subject="Hemsjukvård")).agreements.add(named)
    end = "Registrera att det har upphört i stället, så finns dess historia kvar."
    for agreement, users in ((older, "avtal"), (named, "rader i balanslistan")):
        with pytest.raises(Refused) as refusal:
            remove_agreement(actor=cast.coordinator, agreement=agreement)
        assert (
            str(refusal.value) == f"”{agreement.name}” kan inte tas bort, eftersom annat hänvisar dit: {users}. {end}"
        )
    remove_agreement(actor=cast.coordinator, agreement=free)
    assert sorted(Agreement.objects.values_list("name", flat=True)) == ["Nyare", "Nämnt", "Äldre"]


def test_documents_have_versions_and_leave_without_being_lost(cast):
    agreement = agreed()
    attachment = attach_file(
        actor=cast.coordinator,
        agreement=agreement,
        title="Avtalet",
        data=b"ett",
        media_type="text/plain",
        filename="a.txt",
    )
    again = add_file_version(
        actor=cast.coordinator, attachment=attachment, data=b"ett", media_type="text/plain", filename="b.txt"
    )
    second = add_file_version(
        actor=cast.coordinator, attachment=attachment, data=b"tva", media_type="text/plain", filename="c.txt"
    )
    assert (again.number, second.number) == (1, 2)
    detach_document(actor=cast.coordinator, attachment=attachment)
    assert [entry.verb for entry in history(agreement)] == ["detach", "add_version", "attach", "create"]
    assert (agreement.documents.count(), second.document.versions.count()) == (0, 2)
