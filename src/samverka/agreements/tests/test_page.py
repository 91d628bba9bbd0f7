"""One agreement's page: answers, life, reading, relations; and the forms behind its buttons."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.urls import reverse

from samverka.action_register.content import ItemContent
from samverka.action_register.operations import create_item, open_register
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement, AgreementEvent
from samverka.agreements.operations import (
    attach_file,
    change_agreement,
    confirm_reading,
    record_event,
    set_cost_sharing,
    set_original,
    set_parent,
    set_publication,
)
from samverka.agreements.operations.signing import Signed
from samverka.agreements.queries import content_of
from samverka.agreements.shares import Share, Sharing
from samverka.agreements.tests.stage import agreed
from samverka.foundation.audit.queries import history

D = dt.date
ON = "2024-05-20"


def page(client, agreement, on=ON):
    return client.get(reverse("agreements:detail", args=[agreement.pk]) + f"?datum={on}")


def post(client, name, *args, **data):
    return client.post(reverse(f"agreements:{name}", args=args), data, follow=True)


def told(response):
    return [str(message) for message in response.context["messages"]]


ANSWERS = {
    "runs out": ("2017-2020 (förlängt tom 2024-12-31)", "Gäller, löper ut", "Gäller till och med 31 december 2024, om 7 månader. Källan säger inget om förlängning därefter.", "Sista dagen", D(2024, 12, 31)),
    "renewed": ("2013-2015 (förlängs automatiskt på årsbasis)", "Gäller, förlängt automatiskt", "Den avtalade tiden gick ut 31 december 2015 och har förlängts automatiskt. Perioden slutar 31 december 2024, om 7 månader.", "Perioden slutar, ny period börjar", D(2024, 12, 31)),
    "notice": ("2018-04-01 – 2021-03-31, därefter ett år i taget. Uppsägningstid 6 månader.", "Gäller, förlängt automatiskt", "Den avtalade tiden gick ut 31 mars 2021 och har förlängts automatiskt. Perioden slutar 31 mars 2025, om 10 månader.", "Sista dag för uppsägning", D(2024, 9, 30)),
    "late review": ("2018 -tills vidare, ska följas upp årligen", "Gäller", "Gäller tills vidare sedan 2018.", "Uppföljning", D(2019, 12, 31)),
    "no end stated": ("2024-", "Gäller", "Gäller sedan 2024. Slutet är ej angivet i källan.", None, None),
    "lapsed": ("2020-2021", "Giltighetstiden har gått ut", "Giltighetstiden gick ut 31 december 2021, för 2 år sedan. Ingen förlängning och inget nytt avtal är registrerat.", None, None),
    "ambiguous": ("2023", "Oklart", "Källan anger bara 2023. Det kan vara året det gäller eller året det började gälla.", None, None),
    "coming": ("2025-2026", "Gäller från 1 januari 2025", "Börjar gälla 2025, om 7 månader.", "Börjar gälla", D(2025, 1, 1)),
    "conditional": ("2024-2026, under förutsättning att alla parter antar", "Väntar på parterna", "Gäller när alla parter har antagit det. Inget är registrerat om det.", "Sista dagen", D(2026, 12, 31)),
    "empty": ("", "Oklart", "Källan anger ingen giltighetstid.", None, None),
}  # fmt: skip


@pytest.mark.parametrize(("validity", "word", "reason", "step", "day"), ANSWERS.values(), ids=ANSWERS)
def test_the_answers_say_state_reason_and_what_comes(cast, as_, validity, word, reason, step, day):
    response = page(as_(cast.reader), agreed(validity=validity))
    first = response.context["steps"][0] if response.context["steps"] else None
    assert (response.context["tag"].word, response.context["reason"]) == (word, reason)
    assert (first.words if first else None, first.day if first else None) == (step, day)


@pytest.mark.parametrize("validity", [answer[0] for answer in ANSWERS.values()], ids=ANSWERS)
def test_nothing_in_a_page_promises_what_the_source_does_not(cast, as_, validity):
    text = page(as_(cast.reader), agreed(validity=validity)).content.decode()
    assert "laga kraft" not in text.lower()
    assert ("Gäller tills vidare" in text) == ("tills vidare" in validity)


def test_who_has_the_ball(cast, as_):
    client = as_(cast.reader)
    prepared = agreed("A", preparing=("SVOM", "Okänd grupp"))
    assert [part.label for part in page(client, prepared).context["ball"]["forums"]] == ["SVOM", "Okänd grupp"]
    assert 'tag is-doubt">Okänd grupp' in page(client, prepared).content.decode()
    waiting = agreed("B", "2024-2026, under förutsättning att alla parter antar", preparing=("SVOM",))
    assert page(client, waiting).context["ball"] == {"parties": True}
    assert "Ange vilket forum som bereder avtalet" in page(client, agreed("C")).content.decode()


def test_the_life_is_drawn_and_told_in_a_table(cast, as_):
    agreement = agreed(validity="2020-2021")
    record_event(
        actor=cast.coordinator,
        agreement=agreement,
        kind="extension",
        decided_on=D(2022, 3, 1),
        new_end=D(2024, 12, 31),
        decision="SVOM § 26",
    )
    parts = page(as_(cast.reader), agreement).context["parts"]
    assert [(part.kind, part.first, part.last, part.decision) for part in parts] == [
        ("base", D(2020, 1, 1), D(2021, 12, 31), ""),
        ("gap", D(2022, 1, 1), D(2022, 2, 28), ""),
        ("ext", D(2022, 3, 1), D(2024, 12, 31), "SVOM § 26, beslutad 1 mars 2022"),
        ("gap", D(2025, 1, 1), None, ""),
    ]


def test_a_start_nobody_knows_is_never_dated(cast, as_):
    response = page(as_(cast.reader), agreed(validity="Tom 31/12 2024"))
    assert [mark.label for mark in response.context["bar"].days] == ["31 dec. 2024"]


def test_the_reading_stands_beside_the_text(cast, as_):
    agreement = agreed(validity="2020-2030, enligt särskild bilaga XYZ")
    text = page(as_(cast.coordinator), agreement).content.decode()
    assert "”2020-2030, enligt särskild bilaga XYZ”" in text
    assert "Kan inte tolkas: ”" in text
    post(as_(cast.coordinator), "confirm_reading", agreement.pk, version=1)
    assert "Bekräftad av Siv Samordnare" in page(as_(cast.reader), agreement).content.decode()


def test_confirming_what_someone_has_changed_is_refused(cast, as_):
    agreement = agreed()
    change_agreement(actor=None, agreement=agreement, content=AgreementContent(name="Nytt namn"))
    (message,) = told(post(as_(cast.coordinator), "confirm_reading", agreement.pk, version=1))
    assert message.startswith("”Nytt namn” har ändrats av någon annan (Samverka kl. ")
    assert Agreement.objects.get().reading_state == "unconfirmed"


def test_succession_shows_both_ways_and_asks_when_the_older_still_stands(cast, as_):
    older = agreed("Äldre", "2018 - tills vidare")
    newer = agreed("Nyare", "2024-2028", predecessor=older.pk)
    client = as_(cast.coordinator)
    assert page(client, older).context["taken_over"] == newer
    assert not page(client, older, "2023-12-31").context["taken_over"]
    assert reverse("agreements:detail", args=[older.pk]) in page(client, newer).content.decode()
    record_event(
        actor=cast.coordinator, agreement=older, kind="ended", decided_on=D(2024, 1, 1), takes_effect_on=D(2024, 1, 1)
    )
    response = page(client, older)
    assert (bool(response.context["taken_over"]), response.context["tag"].word) == (False, "Upphört")


def test_rows_that_name_the_agreement_are_listed(cast, as_):
    agreement = agreed()
    register = open_register(actor=None, forum=cast.forum, title="Balanslista")
    for subject in ("Hemsjukvård", "Egenvård"):
        create_item(actor=None, register=register, content=ItemContent(subject=subject)).agreements.add(agreement)
    assert [row.subject for row in page(as_(cast.reader), agreement).context["rows"]] == ["Egenvård", "Hemsjukvård"]


def test_the_page_takes_the_same_queries_whatever_it_holds(cast, as_, django_assert_max_num_queries):
    client, counts = as_(cast.coordinator), []
    for size in (1, 3):
        agreement = agreed(
            f"Avtal {size}", "2013-2015, förlängs ett år i taget", aliases=tuple("ABC"[:size]), recommending=("SVOM", "X", "Y")[:size],
            preparing=("SVOM", "X", "Y")[:size], parties=(cast.region.pk, cast.municipality.pk)[:size], predecessor=agreed(f"Äldre {size}").pk,
        )  # fmt: skip
        for n in range(size):
            agreed(f"Nyare {size} {n}", predecessor=agreement.pk)
            record_event(
                actor=cast.coordinator,
                agreement=agreement,
                kind="review",
                decided_on=D(2020, 1, 1),
                review_kind="review",
            )
            attach_file(
                actor=cast.coordinator,
                agreement=agreement,
                title=f"D{n}",
                data=bytes([65 + n]),
                media_type="text/plain",
                filename="a.txt",
            )
            shares = tuple(Share(f"Part {each}", percent=Decimal(10)) for each in range(size))
            agreement = Agreement.objects.get(pk=agreement.pk)
            content = Sharing(D(2020 + n, 1, 1), D(2020 + n, 12, 31), shares=shares)
            set_cost_sharing(actor=cast.coordinator, agreement=agreement, content=content)
            set_publication(actor=cast.coordinator, agreement=agreement, publisher=f"Webbplats {n}")
            set_parent(actor=cast.coordinator, agreement=agreed(f"Under {size} {n}"), parent=agreement)
        signings = [Signed(party, D(2020, 1, 1)) for party in (cast.region, cast.municipality)[:size]]
        set_original(actor=cast.coordinator, agreement=agreement, place="Regionarkivet", signings=signings)
        confirm_reading(actor=cast.coordinator, agreement=Agreement.objects.get(pk=agreement.pk))
        page(client, agreement)  # what is asked once a process, such as kinds of records
        cache.clear()  # as after a change: nothing is kept
        with django_assert_max_num_queries(20) as found:
            assert page(client, agreement).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


# --- forms -------------------------------------------------------------------------------------------------------

GOOD = {"name": "Avtal om tandvård", "kind": "agreement", "contract_cooperation": "not_settled"}


@pytest.mark.parametrize(
    "name",
    ["create", "change", "correct_reading", "add_document", "record_event extension", "add_version", "remove_event"],
)
def test_a_form_that_is_only_asked_for_says_nothing_is_wrong(cast, as_, name):
    agreement = agreed()
    attachment = attach_file(
        actor=cast.coordinator, agreement=agreement, title="A", data=b"A", media_type="text/plain", filename="a.txt"
    )
    event = record_event(
        actor=cast.coordinator, agreement=agreement, kind="review", decided_on=D(2020, 1, 1), review_kind="review"
    )
    name, *rest = name.split()
    args = {"create": [], "add_version": [attachment.pk], "remove_event": [event.pk]}.get(name, [agreement.pk, *rest])
    response = as_(cast.coordinator).get(reverse(f"agreements:{name}", args=args))
    assert (response.status_code, "errorsummary" in response.content.decode()) == (200, False)


def test_an_agreement_is_registered_from_the_form(cast, as_):
    older = agreed("Äldre")
    data = GOOD | {
        "aliases": "Tandavtalet\n\n Tandavtalet ", "validity_raw": "2024-2027", "parties": [cast.region.pk, cast.municipality.pk],
        "recommending": "SVOM", "preparing": "Okänd grupp", "predecessor": older.pk, "contract_cooperation": "yes", "statutory_basis": "KL 9:37",
    }  # fmt: skip
    response = as_(cast.coordinator).post(reverse("agreements:create"), data, follow=True)
    agreement = Agreement.objects.get(name="Avtal om tandvård")
    assert response.redirect_chain == [(reverse("agreements:detail", args=[agreement.pk]), 302)]
    assert content_of(agreement) == AgreementContent(
        name="Avtal om tandvård", validity_raw="2024-2027", aliases=("Tandavtalet",), recommending=("SVOM",), preparing=("Okänd grupp",),
        parties=tuple(sorted((cast.region.pk, cast.municipality.pk))), predecessor=older.pk, contract_cooperation="yes", statutory_basis="KL 9:37",
    )  # fmt: skip
    assert [entry.actor for entry in history(agreement)] == [cast.coordinator, cast.coordinator]


def test_the_form_of_a_change_holds_all_that_is_stored(cast, as_):
    agreement = agreed(
        aliases=("A", "B"),
        recommending=("SVOM", "Okänd"),
        preparing=("FG",),
        parties=(cast.region.pk,),
        notes="N",
        area="Barn",
        statutory_basis="L",
    )
    before = content_of(agreement)
    form = as_(cast.coordinator).get(reverse("agreements:change", args=[agreement.pk])).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    response = as_(cast.coordinator).post(reverse("agreements:change", args=[agreement.pk]), data, follow=True)
    assert told(response) == ["Inget var ändrat."]
    assert content_of(Agreement.objects.get()) == before


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": ""}, {"name": ["Detta fält måste fyllas i."]}),
        ({"name": "x" * 501}, {"name": ["Säkerställ att detta värde har som mest 500 tecken (den har 501)."]}),
        ({"kind": "pakt"}, {"kind": ["Välj ett giltigt alternativ. pakt finns inte bland tillgängliga alternativ."]}),
        (
            {"parties": ["999"]},
            {"parties": ["Välj ett giltigt alternativ. 999 finns inte bland tillgängliga alternativ."]},
        ),
        ({"aliases": "x" * 501}, {"aliases": [f"En rad får ha högst 500 tecken. Korta ”{'x' * 40}…”."]}),
        (
            {"recommending": "\n".join(map(str, range(51)))},
            {"recommending": ["Högst 50 rader tas emot. Ta bort några."]},
        ),
        (
            {"validity_raw": "2" * 5001},
            {"validity_raw": ["Texten har 5001 tecken, och högst 5000 tas emot. Korta den."]},
        ),
    ],
)
def test_bad_input_is_told_and_nothing_is_stored(cast, as_, typed, errors):
    response = as_(cast.coordinator).post(reverse("agreements:create"), GOOD | typed)
    assert response.status_code == 422
    assert {name: list(found) for name, found in response.context["form"].errors.items()} == errors
    assert not Agreement.objects.exists()


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(cast, as_):
    agreement = agreed()
    client, address = as_(cast.coordinator), reverse("agreements:change", args=[agreement.pk])
    assert client.post(address, GOOD | {"version": 1, "notes": "Först"}).status_code == 302
    response = client.post(address, GOOD | {"version": 1, "notes": "Sedan"})
    assert response.context["form"].non_field_errors()[0].startswith(
        "”Samverkansavtal hemsjukvård” har ändrats av någon annan"
    ) or response.context["form"].non_field_errors()[0].startswith("”Avtal om tandvård” har ändrats av någon annan")
    assert "Sedan</textarea>" in response.content.decode()
    assert Agreement.objects.get().notes == "Först"


def test_an_extension_is_recorded_from_the_form(cast, as_):
    agreement = agreed(validity="2020-2021")
    response = post(
        as_(cast.coordinator),
        "record_event",
        agreement.pk,
        "extension",
        decided_on="3/6 2021",
        new_end="31 december 2024",
        decision="SVOM § 12",
        version=1,
    )
    event = AgreementEvent.objects.get()
    assert (event.decided_on, event.new_end, event.decision) == (D(2021, 6, 3), D(2024, 12, 31), "SVOM § 12")
    assert told(response) == ["Registrerat: förlängning."]
    assert [(entry.verb, entry.changes["events"]) for entry in history(agreement)[:1]] == [
        ("record_extension", [None, "Förlängning 3 juni 2021, ny sista dag 31 december 2024"])
    ]


@pytest.mark.parametrize(
    ("kind", "typed", "errors"),
    [
        ("extension", {"decision": "RS § 8", "decided_on": "i våras", "new_end": "2030-12-31"}, {"decided_on": ["”i våras” är inte ett datum. Skriv till exempel 3/6 2024 eller 2024-06-03."]}),
        ("extension", {"decision": "RS § 8", "decided_on": "2021-01-01"}, {"new_end": ["Detta fält måste fyllas i."]}),
        ("extension", {"decision": "RS § 8", "decided_on": "2021-01-01", "new_end": "2021-12-31"}, {"new_end": ["Avtalet gäller redan till och med 31 december 2021. Välj en senare dag."]}),
        ("extension", {"decided_on": "2021-01-01", "new_end": "2030-12-31"}, {"decision": ["Detta fält måste fyllas i."]}),
        ("review", {"decided_on": "2099-01-01", "review_kind": "review"}, {"decided_on": ["Den dagen har inte varit än. Registrera det när det har hänt."]}),
        ("termination", {"decision": "RS § 8", "decided_on": "2021-06-01", "takes_effect_on": "2021-01-01"}, {"takes_effect_on": ["Avtalet kan inte sluta gälla före uppsägningen. Ändra en av dagarna."]}),
    ],
)  # fmt: skip
def test_an_event_that_cannot_be_is_told_in_the_form(cast, as_, kind, typed, errors):
    agreement = agreed(validity="2020-2021")
    response = post(as_(cast.coordinator), "record_event", agreement.pk, kind, **typed)
    assert response.status_code == 422
    assert {name: list(found) for name, found in response.context["form"].errors.items()} == errors
    assert not AgreementEvent.objects.exists()


def test_an_unknown_kind_of_event_is_no_page(cast, as_):
    assert as_(cast.coordinator).get(reverse("agreements:record_event", args=[agreed().pk, "kalas"])).status_code == 404


def test_an_event_is_taken_back_with_a_reason(cast, as_):
    agreement = agreed(validity="2020-2021")
    event = record_event(
        actor=cast.coordinator, agreement=agreement, kind="review", decided_on=D(2021, 1, 1), review_kind="review"
    )
    assert post(as_(cast.coordinator), "remove_event", event.pk, reason="").status_code == 422
    assert AgreementEvent.objects.exists()
    post(as_(cast.coordinator), "remove_event", event.pk, reason="Fel avtal")
    assert (AgreementEvent.objects.exists(), history(agreement)[0].reason) == (False, "Fel avtal")


def test_removing_tells_what_uses_the_agreement(cast, as_):
    older = agreed("Äldre")
    agreed("Nyare", predecessor=older.pk)
    assert told(post(as_(cast.coordinator), "remove", older.pk)) == [
        "”Äldre” kan inte tas bort, eftersom annat hänvisar dit: avtal. Registrera att det har upphört i stället, så finns dess historia kvar."
    ]
    response = post(as_(cast.coordinator), "remove", Agreement.objects.get(name="Nyare").pk)
    assert told(response) == ["”Nyare” är borttaget. Det som stod där finns i loggen."]


def test_a_link_keeps_the_day_of_the_page(cast, as_):
    agreement = agreed(preparing=("SVOM",))
    text = page(as_(cast.coordinator), agreement).content.decode()
    for name, args in (
        ("agreements:list", []),
        ("agreements:change", [agreement.pk]),
        ("agreements:correct_reading", [agreement.pk]),
    ):
        assert f'href="{reverse(name, args=args)}?datum={ON}"' in text
    assert f'href="{reverse("forums:detail", args=[cast.forum.pk])}?datum={ON}"' in text
