"""A list on its way: two coordinators, two preparing forums, one meeting; and what is said of it afterwards."""

from __future__ import annotations

import datetime as dt

from samverka.action_register.content import ItemContent
from samverka.action_register.editions.tests.factories import make_meeting
from samverka.action_register.models import AskedForum, Edition, EditionComment
from samverka.action_register.operations import change_item, close_item
from samverka.action_register.queries import content_of
from samverka.action_register.tests.pages import at, html

DAY = "2024-05-20"


def seen(client, name, edition):
    return client.get(at(name, edition.pk)).context["form"]["seen"].value()


def test_from_draft_to_frozen(
    cast, as_, register, rows, friday, hsi, sits_in_friday, secretary_of_hsi, second_coordinator, settings
):
    siv, sten, frida, hilma = map(as_, (cast.coordinator, second_coordinator, sits_in_friday, secretary_of_hsi))

    # A draft follows the list; a second one is refused.
    made = siv.post(at("create_edition", register.pk), {"title": "", "day": DAY, "meeting": ""})
    edition = Edition.objects.get()
    assert (made.status_code, edition.title, edition.state) == (302, "Utgåva 1", "draft")
    again = sten.post(at("create_edition", register.pk), {"title": "Maj", "day": DAY, "meeting": ""})
    assert again.status_code == 422 and "”Utgåva 1” är redan på väg" in html(again)

    # It is sent to both forums; what they are sent is fixed.
    page = siv.get(at("send_edition", edition.pk))
    assert page.context["form"]["forums"].value() == [friday.pk, hsi.pk]
    given = {
        "forums": [friday.pk, hsi.pk],
        "comments_until": "2024-06-03",
        "day": DAY,
        "message": "Titta gärna på Mini Maria.",
        "seen": seen(siv, "send_edition", edition),
    }
    assert siv.post(at("send_edition", edition.pk), given).status_code == 302
    for_friday, for_hsi = AskedForum.objects.order_by("forum__name_key")
    change_item(
        actor=second_coordinator,
        item=rows[1],
        content=ItemContent.from_json(content_of(rows[1]).to_json() | {"commission": "Stäm av lokaler"}),
    )
    page = frida.get(at("edition", edition.pk))
    assert "Stäm av lokaler" not in html(page) and "1 rad har ändrats sedan listan skickades ut" in html(page)

    # One forum comments on a row, the other has no remarks.
    comment_at = at("comment", edition.pk, rad=rows[1].pk)
    assert frida.post(comment_at, {"asked": for_friday.pk, "text": "Lägg till Krokom."}).status_code == 302
    assert hilma.post(at("no_remarks", for_hsi.pk)).status_code == 302
    assert hilma.post(comment_at, {"asked": for_friday.pk, "text": "Åt någon annan."}).status_code == 422
    assert as_(cast.reader).post(comment_at, {"asked": for_friday.pk, "text": "Nej."}).status_code == 403
    page = sten.get(at("edition", edition.pk))
    assert "Inget att anmärka" in html(page) and "alla tillfrågade har svarat" in html(page)

    # The coordinator answers, and takes the words in.
    remark = EditionComment.objects.get()
    assert (
        sten.post(at("answer_comment", remark.pk), {"verdict": "taken_up", "reply": "Krokom är med."}).status_code
        == 302
    )
    change_item(
        actor=second_coordinator,
        item=rows[1],
        content=ItemContent.from_json(
            content_of(rows[1]).to_json() | {"responsible": ["Åre kommun", "Krokoms kommun"]}
        ),
    )
    close_item(actor=second_coordinator, item=rows[2], on=dt.date(2024, 5, 20), reason="Klart enligt SVOM § 12")
    assert "Krokom är med." in html(frida.get(at("edition_comments", edition.pk)))

    # Somebody changes the list while the other registers what the meeting did: told, not overwritten.
    meeting = make_meeting(dt.date(2024, 6, 10))
    settings.TODAY = dt.date(2024, 6, 11)
    given = {
        "meeting": meeting.pk,
        "outcome": "adopted",
        "basis": "live",
        "paragraph_text": "§ 20",
        "seen": seen(siv, "take_edition", edition),
    }
    change_item(
        actor=second_coordinator,
        item=rows[0],
        content=ItemContent.from_json(content_of(rows[0]).to_json() | {"commission": "Ta fram avtal"}),
        reason="SVOM § 20",
    )
    late = siv.post(at("take_edition", edition.pk), given)
    assert late.status_code == 422 and "Listan har ändrats sedan du öppnade sidan" in html(late)
    given["seen"] = seen(siv, "take_edition", edition)
    assert siv.post(at("take_edition", edition.pk), given).status_code == 302
    edition.refresh_from_db()
    assert (edition.state, edition.section, edition.taken_on) == ("taken", "§\u00a020", dt.date(2024, 6, 10))

    # Frozen: the list goes on, the edition does not; and the closed row has been shown.
    change_item(
        actor=second_coordinator,
        item=rows[0],
        content=ItemContent.from_json(content_of(rows[0]).to_json() | {"subject": "Nytt namn"}),
    )
    page = html(as_(cast.reader).get(at("edition", edition.pk)))
    assert "Avtal hemsjukvård" in page and "Nytt namn" not in page and "Avslutad 20\u00a0maj\u00a02024" in page
    assert siv.get(at("take_edition", edition.pk)).status_code == 200
    assert siv.post(at("take_edition", edition.pk), given).status_code == 422

    # What was sent beside what was taken, with the § behind; the live list has let go of the closed row.
    sent = edition.rounds.get()
    page = html(as_(cast.reader).get(at("compare", register.pk, fran=f"o{sent.pk}", till=f"u{edition.pk}")))
    assert "Krokoms kommun" in page and "<ins>" in page and "§\u00a012" in page and "§\u00a020" in page
    found = as_(cast.reader).get(at("compare", register.pk)).context["found"]
    assert [(change.kind, change.row.subject) for change in found.found.rows] == [
        ("changed", "Nytt namn"),
        ("gone", "Ungdomsmottagning"),
    ]
    csv = b"".join(as_(cast.reader).get(at("compare_csv", register.pk)).streaming_content).decode()
    assert "Har visats i en utgåva och går ur listan" in csv
