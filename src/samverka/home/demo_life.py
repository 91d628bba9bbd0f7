"""What the demonstration holds beside its documents: what people would have done in Samverka until 20 May 2024.

Written when the samples are in, through the operations of each area, all of it or nothing.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from samverka.action_register.editions import operations as editions
from samverka.action_register.editions.states import EditionOutcome, Verdict
from samverka.action_register.models import ActionRegister, AskedForum, Edition, FollowUp
from samverka.action_register.operations import (
    Occasion,
    add_follow_up,
    drop_item,
    mark_follow_up,
    note_at_meeting,
    settle_at_meeting,
)
from samverka.agreements import operations as agreements
from samverka.agreements.choices import TextKind
from samverka.agreements.content import AgreementContent
from samverka.agreements.ladder import Target
from samverka.agreements.models import Agreement
from samverka.agreements.operations.signing import Signed
from samverka.agreements.queries.page import content_of
from samverka.agreements.shares import Share, Sharing
from samverka.forums.models import Forum
from samverka.forums.operations import add_seat
from samverka.forums.states import SeatRole
from samverka.foundation.accounts.models import User
from samverka.meetings import operations as meetings
from samverka.meetings.content import AttendanceContent, MeetingContent, ParagraphContent
from samverka.meetings.models import Meeting
from samverka.meetings.operations import PlanRow
from samverka.meetings.planning import Sitting, Terms
from samverka.principals.models import Person, Principal
from samverka.principals.operations import create_person
from samverka.principals.states import PrincipalKind
from samverka.samples import agreement_texts

COUNTY = "23"
DAY = dt.date(2024, 5, 20)
HELD = dt.date(2024, 2, 23)
SENT = dt.date(2024, 5, 13)
NEXT = dt.date(2024, 6, 3)
FRIDAY_MEETING = dt.date(2024, 4, 22)

PLANNED = {
    "SVOM": ("2024-06-03", "2024-10-11", "2024-12-06"),
    "SamReKo HSI": ("2024-02-09", "2024-05-24", "2024-09-13", "2024-11-08"),
    "FG": ("2024-03-18", "2024-05-06", "2024-05-27", "2024-06-17", "2024-09-16", "2024-10-21", "2024-12-02"),
}
CANCELLED = dt.date(2024, 5, 6)

SCHOOL_AND_CARE = {  # invented people in SamReKo HSI, by municipality: manager of schools, manager of social services
    "2380": ("Lena Odenslund", "Björn Torvalla"), "2309": ("Stefan Rödögård", None), "2321": ("Eva-Karin Duvedal", "Maud Undersåker"),
}  # fmt: skip
CHILDREN = {
    "2380": "Camilla Frösöberg",
    "2326": "Gösta Oviken",
    "2361": "Marita Vemdal",
    "2313": "Nils-Erik Alanäs",
    "2321": "",
}  # Åre has not named anyone
SIGNED = {  # who has signed the extension so far: five of nine
    "2380": "2024-01-17", "2321": "2024-01-24", "2309": "2024-02-06", "2326": "2024-02-14", "": "2024-01-10",
}  # fmt: skip


@transaction.atomic
def bring_to_life(*, actor: User) -> None:
    """Adds what follows the samples. Does nothing when it is there already, or when the balanslista has not come in."""
    svom = Forum.objects.get(abbreviation="SVOM")
    register = ActionRegister.objects.filter(forum=svom).first()
    held = Meeting.objects.filter(forum_parts__forum=svom, starts_on=HELD).first()
    if register is None or held is None or Edition.objects.filter(register=register).exists():
        return
    region = Principal.objects.get(kind=PrincipalKind.REGION, county__code=COUNTY)
    municipalities = {
        each.code: each for each in Principal.objects.filter(kind=PrincipalKind.MUNICIPALITY, county__code=COUNTY)
    }
    _seats(municipalities)
    _year(actor, svom)
    _friday_meeting(actor)
    _agreements(actor, region, municipalities)
    _editions(actor, register, held)


def _seats(municipalities: dict[str, Principal]) -> None:
    group, children = Forum.objects.get(abbreviation="SamReKo HSI"), Forum.objects.get(name="Barnarenan")
    known = {person.name: person for person in Person.objects.filter(principal__in=municipalities.values())}
    for code, names in SCHOOL_AND_CARE.items():
        for office, name in zip(("Skolchef", "Socialchef"), names, strict=True):
            principal = municipalities[code]
            person = (known.get(name) or create_person(actor=None, name=name, title=office, principal=principal)) if name else None  # fmt: skip
            add_seat(actor=None, forum=group, person=person, principal=principal, name=office)
    for code, name in CHILDREN.items():
        role = SeatRole.CHAIR if code == "2380" else SeatRole.MEMBER
        add_seat(
            actor=None, forum=children, new_person=name, principal=municipalities[code], role=role, starts_on=dt.date(2023, 1, 1)
        )  # fmt: skip


def _year(actor: User, svom: Forum) -> None:
    """The plan of 2024, with days for documents and summons, a meeting of two days and one that was cancelled."""
    forums = {name: Forum.objects.get(abbreviation=name) for name in PLANNED}
    rows = [
        PlanRow(forums[name], Sitting(day=dt.date.fromisoformat(day), start=dt.time(9), end=dt.time(12), place="Östersund"))
        for name, days in PLANNED.items()
        for day in days
    ]  # fmt: skip
    days_together = Sitting(day=dt.date(2024, 4, 16), days=2, place="Östersund", title="Samverkansdagar våren 2024")
    meetings.save_plan(actor=actor, rows=[*rows, PlanRow(svom, days_together)])
    meetings.set_terms(actor=actor, forum=svom, terms=Terms(documents=21, summons=14, preparing=28))
    cancelled = Meeting.objects.get(forum_parts__forum=forums["FG"], starts_on=CANCELLED)
    reason = "För få anmälda ärenden; de tas den 27 maj."
    meetings.cancel_meeting(actor=actor, meeting=cancelled, on=dt.date(2024, 4, 29), reason=reason)


def _friday_meeting(actor: User) -> None:
    there = ("Maud Undersåker", "Åre kommun"), ("Björn Torvalla", "Östersunds kommun")
    content = MeetingContent(
        forums=("Fredagsgruppen",), starts_on=FRIDAY_MEETING, record_kind="notes", place="Digitalt", mode="digital",
        start_time=dt.time(9), end_time=dt.time(11, 30), secretary="Åsa Lindmark",
        attendance=(
            *(AttendanceContent(name=name, organisation=where, role="Socialchef", capacity="member") for name, where in there),
            AttendanceContent(name="Åsa Lindmark", organisation="Kommunförbundet", role="Samordnare"),
            AttendanceContent(name="Henrik Backman", organisation="RJH", role="Division Nära vård", capacity="presenter"),
        ),
        paragraphs=(
            ParagraphContent(
                title="Förslag till justeringar i avtalet om in- och utskrivning",
                summary="Henrik Backman går igenom förslaget. Gruppen ser helst att övergångstiden förkortas.",
                decision="Förslaget lämnas vidare till SVOM.",
            ),
            ParagraphContent(
                title="Balanslistan inför SVOM 3 juni",
                summary="Gruppen går igenom de rader som den bereder. Listan skickas ut för synpunkter i maj.",
            ),
        ),
    )  # fmt: skip
    meetings.create_meeting(actor=actor, content=content)


def _agreements(actor: User, region: Principal, municipalities: dict[str, Principal]) -> None:
    accord = Agreement.objects.get(name=agreement_texts.AGREEMENT)
    parties = tuple(each.pk for each in (region, *municipalities.values()))
    content = AgreementContent.from_json(content_of(accord).to_json() | {"parties": list(parties)})
    agreements.change_agreement(actor=actor, agreement=accord, content=content)
    _text(actor, accord)
    _signed(actor, accord, region, municipalities)
    shares = (
        Share(region.name, region.pk, Decimal(40)),
        Share("Kommunerna gemensamt", percent=Decimal(60), basis="fördelas efter antal invånare den 1 november"),
    )
    agreements.set_cost_sharing(
        actor=actor, agreement=accord,
        content=Sharing(dt.date(2024, 1, 1), dt.date(2024, 12, 31), "SVOM 2023-12-08", "Gäller processledningen.", shares),
    )  # fmt: skip
    home_care = Agreement.objects.get(name__startswith="Samverkansavtal om hemsjukvård")
    palliative = Agreement.objects.get(name__startswith="Tillfällig riktlinje för palliativ")
    agreements.set_parent(actor=actor, agreement=palliative, parent=home_care)
    agreements.acknowledge(
        actor=actor, agreement=home_care, target=Target.END, about=dt.date(2024, 12, 31), done_on=dt.date(2024, 1, 15), on=DAY,
        note="Arbetsgruppen för ett nytt avtal är tillsatt och rapporterar till SVOM.",
    )  # fmt: skip


def _text(actor: User, agreement: Agreement) -> None:
    attachment = None
    for each in agreement_texts.VERSIONS:
        about: dict[str, Any] = {
            "label": each.label, "dated_on": dt.date.fromisoformat(each.dated_on),
            "valid_from": dt.date.fromisoformat(each.valid_from), "data": each.document(),
            "media_type": agreement_texts.MEDIA_TYPE, "filename": each.filename,
        }  # fmt: skip
        if attachment is None:
            attachment = agreements.attach_file(actor=actor, agreement=agreement, title=agreement.name, kind=TextKind.MAIN, **about)  # fmt: skip
        else:
            agreements.add_file_version(actor=actor, attachment=attachment, **about)


def _signed(actor: User, agreement: Agreement, region: Principal, municipalities: dict[str, Principal]) -> None:
    signings = [
        Signed(municipalities.get(code, region), dt.date.fromisoformat(day), f"KS 2023/{int(code[-2:]) + 40}" if code else "RS/812/2023")
        for code, day in SIGNED.items()
    ]  # fmt: skip
    agreements.set_original(
        actor=actor, agreement=agreement, holder=region, place="Regionens hus, arkivet", record_number="RS/812/2023",
        note="Förlängningen till och med 2024.", signings=signings,
    )  # fmt: skip
    agreements.set_publication(
        actor=actor, agreement=agreement, publisher="Kommunförbundet Jämtland Härjedalen", published_on=dt.date(2024, 1, 31),
        address="https://example.org/overenskommelser/riskbruk",
    )  # fmt: skip


def _editions(actor: User, register: ActionRegister, held: Meeting) -> None:
    """One that the meeting in February noted, and one out for comments before the meeting in June."""
    first = editions.create_edition(actor=actor, register=register, day=HELD, title="Till SVOM 23 februari 2024")
    editions.take_edition(actor=actor, edition=first, meeting=held, outcome=EditionOutcome.NOTED, on=DAY)
    _said_in_february(actor, register, held)
    coming = Meeting.objects.get(forum_parts__forum=register.forum, starts_on=NEXT)
    second = editions.create_edition(
        actor=actor, register=register, day=SENT, title="Inför SVOM 3 juni 2024", meeting=coming
    )
    preparing = list(Forum.objects.filter(abbreviation__in=("FG", "SamReKo HSI")))
    sent = editions.send_edition(
        actor=actor, edition=second, forums=preparing, comments_until=dt.date(2024, 5, 27), on=SENT,
        message="Se särskilt raderna om hemsjukvård och e-hälsa.",
    )  # fmt: skip
    asked = AskedForum.objects.get(round=sent, forum__abbreviation="FG")
    row = _promise(register, "Läsåtkomst mellan journalsystem", dt.date(2024, 10, 21)).item
    remark = editions.comment(
        actor=actor, asked=asked, on=dt.date(2024, 5, 15), row=row.pk, text="Ta med vad läsåtkomsten kostar för de små kommunerna."
    )  # fmt: skip
    reply = "Står med i uppdraget när listan går till mötet."
    editions.answer_comment(actor=actor, remark=remark, verdict=Verdict.TAKEN_UP, reply=reply, on=dt.date(2024, 5, 16))
    editions.comment(
        actor=actor, asked=asked, on=dt.date(2024, 5, 16), text="Listan är lätt att följa. Stryk gärna det som är klart sedan länge."
    )  # fmt: skip
    late = _promise(register, "Trygg in- och utskrivning från slutenvården", FRIDAY_MEETING)
    mark_follow_up(
        actor=actor, follow_up=late, verb="mark_done", on=dt.date(2024, 5, 17), note="Förslaget lämnades den 22 april."
    )


def _said_in_february(actor: User, register: ActionRegister, held: Meeting) -> None:
    for subject, section in (
        ("Nytt samverkansavtal om hemsjukvård", 12),
        ("Fördelning av statsbidrag för psykisk hälsa", 14),
        ("Översyn av strukturen för samverkan", 16),
    ):
        promise = _promise(register, subject, HELD)
        settle_at_meeting(actor=actor, follow_up=promise, occasion=Occasion(held, section), verb="mark_done")
    plan = register.items.get(subject="Gemensam plan för primärvårdsnivån")
    noted = "information om hur många huvudmän som har antagit planen"
    note_at_meeting(actor=actor, item=plan, occasion=Occasion(held, 17), text=noted)
    dropped = register.items.get(subject="Rehabilitering efter sjukhusvård i glesbygd")
    drop_item(
        actor=actor, item=dropped, on=dt.date(2024, 4, 30), reason="Arbetet fortsätter i vanlig verksamhet i Ragunda och Strömsund."
    )  # fmt: skip
    website = register.items.get(subject="Gemensam webbsida för överenskommelser")
    add_follow_up(actor=actor, item=website, text="Fredagsgruppen 16/9 2024 – förslag till ny sida")


def _promise(register: ActionRegister, subject: str, day: dt.date) -> FollowUp:
    return FollowUp.objects.get(item__register=register, item__subject=subject, when_end=day)
