"""Imported tables: kept as printed, checked, shown, taken away."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samverka.findings.models import Finding
from samverka.foundation.audit.operations import StaleRecord
from samverka.tables.content import TableContent
from samverka.tables.models import ImportedTable
from samverka.tables.operations import change_table, create_table, remove_table
from samverka.tables.queries import content_of
from samverka.tables.reading import rows_of
from samverka.tables.states import TableKind
from samverka.tables.tests.factories import LINES, make_table

pytestmark = pytest.mark.django_db
EVERYONE = {"coordinator", "secretary", "chair", "member", "registrar", "reader", "administrator"}


def new() -> list[str]:
    return list(Finding.objects.filter(state="new").values_list("summary", flat=True))


def test_what_does_not_add_up_is_told_until_it_does(cast):
    table = make_table()
    assert new() == ["I ”Samråd efter kön” ger raden ”Antal” och kolumnen ”Antal” summan 14, men där står 15."]
    right = rows_of((*LINES[:2], "Antal | 5 | 9 | 14"), TableKind.STATISTICS)
    content = content_of(table)
    change_table(
        actor=cast.coordinator,
        table=table,
        content=TableContent.from_json(
            content.to_json()
            | {"rows": [{"label": row.label, "cells": row.cells, "role": row.role.value} for row in right]}
        ),
    )
    assert new() == []
    remove_table(actor=cast.coordinator, table=table)
    assert (ImportedTable.objects.count(), Finding.objects.count()) == (0, 0)


def test_a_table_is_what_was_given(cast):
    table = make_table(
        lines=("Externa | 304 998", "Andel | 12,50 %", "S:a | 0,1"), notes=("En ruta är tom.",), about="Åre kommun"
    )
    again = ImportedTable.objects.get(pk=table.pk)
    assert [row["cells"] for row in again.rows] == [["304 998"], ["12,50 %"], ["0,1"]]
    assert TableContent.from_json(content_of(again).to_json()) == content_of(table)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"lines": tuple(f"Rad {n} | 1" for n in range(501))}, "rows"),
        ({"lines": (" | ".join(["A"] * 70),)}, "rows"),
        ({"lines": ("A" * 600 + " | 1",)}, "rows"),
        ({"columns": ("A",) * 61}, "columns"),
        ({"notes": ("x" * 501,)}, "notes"),
        ({"title": ""}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"kind": "annat", "lines": ()}, "kind"),
    ],
)
def test_what_is_no_table_of_a_report_is_refused(cast, said, field):
    lines = said.pop("lines", LINES)
    with pytest.raises(ValidationError) as refused:
        create_table(
            actor=None, content=TableContent(**{"title": "Tabell", "rows": rows_of(lines, TableKind.STATISTICS)} | said)
        )
    assert list(refused.value.message_dict) == [field]
    assert ImportedTable.objects.count() == 0


def test_two_who_change_are_told(cast):
    table = make_table()
    content = content_of(table)
    assert not change_table(actor=None, table=table, content=content)
    change_table(
        actor=None, table=table, content=TableContent.from_json(content.to_json() | {"title": "Ny"}), version=1
    )
    with pytest.raises(StaleRecord):
        change_table(actor=None, table=ImportedTable.objects.get(), content=content, version=1)


def test_the_page_prints_the_table_and_says_where_it_is_wrong(cast, as_):
    table = make_table()
    html = as_(cast.reader).get(reverse("tables:detail", args=[table.pk])).content.decode()
    assert html.count("Stämmer inte: ger 14") == 2
    assert html.index(">Kön<") < html.index(">Flickor<") < html.index(">Pojkar<")
    short = make_table("Kort", ("A | 1 | 2", "B | 3", "Antal | 4 | 2"), columns=())
    html = as_(cast.reader).get(reverse("tables:detail", args=[short.pk])).content.decode()
    assert "vilken kolumn som är tom framgår inte" in html


def test_a_table_is_taken_away_as_figures_a_spreadsheet_can_add(cast, as_):
    table = make_table(lines=("Externa | 304 998", "Avgifter | -12,5", "Andel | 12,50 %"), columns=())
    sent = b"".join(as_(cast.reader).get(reverse("tables:table_csv", args=[table.pk])).streaming_content).decode()
    assert sent.splitlines()[1:] == ["Externa;304998", "Avgifter;-12,5", "Andel;12,50 %"]


def test_each_page_answers_those_who_may_and_refuses_the_others(cast, as_):
    table = make_table()
    for name, args in (("list", []), ("csv", []), ("detail", [table.pk]), ("table_csv", [table.pk])):
        allowed = {
            who
            for who, user in cast.users.items()
            if as_(user).get(reverse(f"tables:{name}", args=args)).status_code == 200
        }
        assert allowed == EVERYONE, name
    refused = {
        who
        for who, user in cast.users.items()
        if who != "coordinator" and as_(user).post(reverse("tables:remove", args=[table.pk])).status_code == 403
    }
    assert refused == EVERYONE - {"coordinator"}
    assert as_(cast.coordinator).get(reverse("tables:source", args=[table.pk])).status_code == 404
    assert as_(cast.coordinator).post(reverse("tables:remove", args=[table.pk])).status_code == 302
    assert not ImportedTable.objects.exists()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("slag=budget", 1),
        ("slag=x", 2),
        ("ar=2022", 1),
        ("ar=1999", 0),
        ("q=flickor", 1),
        ("q=kommunförbundet", 1),
        ("q=ommunf%C3%B6rb", 1),
        ("q=%00", 2),
        ("dokument=1", 0),
    ],
)
def test_the_list_filters(cast, as_, query, count):
    make_table()
    make_table("Bokslut", ("Intäkter", "Kommunförbundet | 5"), kind="budget", year=2023)
    assert len(as_(cast.reader).get(f"{reverse('tables:list')}?{query}").context["page"]) == count


@pytest.mark.parametrize("name", ["list", "detail"])
def test_the_number_of_queries_does_not_grow(cast, as_, django_assert_max_num_queries, name):
    client, counts = as_(cast.coordinator), []
    for size in (1, 3):
        tables = [make_table(f"Tabell {size} {n}") for n in range(size)]
        args = [] if name == "list" else [tables[0].pk]
        client.get(reverse(f"tables:{name}", args=args))
        with django_assert_max_num_queries(15) as asked:
            client.get(reverse(f"tables:{name}", args=args))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_list_without_sums_says_nothing_of_sums(cast, as_):
    client, listed = as_(cast.reader), make_table(lines=("Nära vård", "Psykisk hälsa"), kind="priorities", columns=())
    pages = [reverse("tables:list"), reverse("tables:detail", args=[listed.pk])]
    assert not any("Inte kontrollerade" in client.get(page).content.decode() for page in pages)
    unread = make_table("Går inte att läsa", lines=("Externa | x", "Egna | 2", "Summa | 3"), columns=())
    assert "Inte kontrollerade" in client.get(reverse("tables:detail", args=[unread.pk])).content.decode()


def test_the_same_fault_printed_in_two_documents_is_told_once(cast):
    one, other = make_table(), make_table(document="Samma berättelse, handlingar")
    make_table("Annan tabell", ("Lag A | 3 | 4 | 7", "Lag B | 2 | 5 | 7", "Antal | 5 | 9 | 15"))
    assert len(new()) == 2
    finding = Finding.objects.get(summary__contains="Samråd efter kön")
    assert [side.record for side in finding.sides.all()] == [one, other, None]
    remove_table(actor=cast.coordinator, table=one)  # what the other says is still wrong
    finding = Finding.objects.get(summary__contains="Samråd efter kön")
    assert [side.record for side in finding.sides.all()] == [other, None]


def test_a_table_is_corrected_where_its_finding_leads(cast, as_):
    table, client = make_table(), as_(cast.secretary)
    page = reverse("tables:change", args=[table.pk])
    shown = [
        as_(who).get(reverse("tables:detail", args=[table.pk])).content.decode()
        for who in (cast.reader, cast.secretary)
    ]
    assert [(">Visa<" in each, ">Kontrollera<" in each) for each in shown] == [(True, False), (False, True)]
    assert page in client.get(reverse("findings:detail", args=[Finding.objects.get().pk])).content.decode()
    assert as_(cast.reader).get(page).status_code == 403
    given = {"title": "Samråd", "kind": "statistics", "year": "2022", "about": "", "version": table.version}
    given |= {"columns": "Kön\nVår\nHöst\nAntal", "rows": "Flickor | 3 | 4 | 7\nPojkar | 2 | 5 | 7\nAntal | 5 | 9 | 14"}
    for wrong in ({"title": ""}, {"year": "22"}, {"rows": " "}, {"columns": "Kön\nVår"}, {"rows": "A" * 600}):
        refused = client.post(page, given | wrong)
        assert refused.status_code in (200, 422) and list(refused.context["form"].errors) == list(wrong)
    assert client.post(page, given).status_code == 302
    table.refresh_from_db()
    assert (table.title, table.rows[2]["cells"], table.rows[2]["role"], new()) == (
        "Samråd",
        ["5", "9", "14"],
        "total",
        [],
    )
    assert client.post(page, given | {"title": "Annat"}).context["form"].errors  # somebody else has changed it
    told = client.get(reverse("tables:detail", args=[table.pk])).content.decode()
    told = told[told.index('id="historik"') :]
    assert "Antal 5 9 15" in told and "Antal 5 9 14" in told and "3 rader" in told
    assert not any(word in told for word in ("role", "cells", "label:", "total", "statistics"))
