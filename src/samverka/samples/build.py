"""Builds the sample documents and what the importer should find in them. Run as `python -m samverka.samples.build`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from samverka.foundation.typeset import word as layout
from samverka.samples import (
    AGREEMENT_LIST,
    AGREEMENT_REGISTER,
    BALANCE_LIST,
    DIRECTORY,
    FORUM_PRESENTATION,
    MINUTES,
    PACKET,
    SAMPLES,
    SUMMONS,
    Sample,
    agreement_list,
    agreement_register,
    balance_list,
    build_meeting,
    forum_presentation,
)
from samverka.samples.content import AgreementRow, Direction, ForumPresentation, RegisterRow
from samverka.samples.expecting import filled
from samverka.samples.workbook import Value, workbook

_MUNICIPAL_LABEL = "Från kommunerna"
_REGION_LABEL = "Från Region Jämtland Härjedalen"


def build(sample: Sample) -> bytes:
    """The bytes of a sample document, the same each time."""
    return _BUILDERS[sample][0]()


def expected(sample: Sample) -> dict[str, Any]:
    """What the importer should find in a sample, in the import schema; empty fields are left out."""
    return _BUILDERS[sample][1]()


def expected_json(sample: Sample) -> str:
    return json.dumps(expected(sample), ensure_ascii=False, indent=1) + "\n"


def write_all() -> None:
    """Writes every sample and its expected JSON into the package."""
    DIRECTORY.mkdir(exist_ok=True)
    for sample in SAMPLES:
        sample.path.write_bytes(build(sample))
        sample.expected_path.write_text(expected_json(sample), encoding="utf-8")


# the balanslista


def _balance_list() -> bytes:
    source = balance_list
    document = layout.new_document(
        title=source.TITLE, author=source.AUTHORS[0].name, saved_on=source.DATE, landscape=True
    )
    for author in source.AUTHORS:
        document.add_paragraph(author.organisation)
        document.add_paragraph(author.name)
    document.add_paragraph()
    document.add_paragraph(source.DATE)
    document.add_paragraph(source.TITLE, style="Title")
    document.add_paragraph(f"”{source.MOTTO}”")
    for direction in source.DIRECTIONS:
        _add_direction(document, direction)
    document.add_page_break()
    document.add_heading(source.AGREEMENTS_TITLE, 2)
    _add_agreements(document, source.AGREEMENT_COLUMNS, source.AGREEMENTS, (8.2, 5.2, 4.2, 3.6, 5.0))
    return layout.to_bytes(document)


def _add_direction(document: Any, direction: Direction) -> None:
    over = f"{direction.label} - {direction.name}" if direction.label else direction.name
    if direction.inside:
        document.add_paragraph()
    else:
        layout.add_bold(document, direction.label)
        document.add_paragraph(direction.name, style="List Bullet")
    table = layout.add_table(
        document, balance_list.COLUMNS, (3.5, 4.1, 5.2, 4.2, 3.0, 6.2), over=over if direction.inside else ""
    )
    first = len(table.rows)
    for row in direction.rows:
        layout.add_row(table, [row.areas, [row.what], row.assignment, row.responsible, row.forums, row.follow_up])
    layout.merge_equal(table, first, [row.areas for row in direction.rows])
    document.add_paragraph()


def _expected_balance_list() -> dict[str, Any]:
    source = balance_list
    return {
        "kind": "balance_list",
        "document": {"title": source.TITLE, "date": source.DATE, "motto": source.MOTTO, "body": source.FORUM},
        "people": [
            {"name": author.name, "organisation": author.organisation, "attendance": "author"}
            for author in source.AUTHORS
        ],
        "balance_rows": [_expected_row(direction, row) for direction in source.DIRECTIONS for row in direction.rows],
        "agreements": [_expected_agreement(row) for row in source.AGREEMENTS],
    }


def _expected_row(direction: Direction, row: RegisterRow) -> dict[str, Any]:
    return filled(
        section=direction.name,
        priority_areas=list(row.areas),
        what=row.what,
        assignment=" ".join(row.assignment),
        responsible=" ".join(row.responsible),
        preparing_forums=list(row.forums),
        follow_up=" ".join(row.follow_up),
        references=[{"forum": forum, "date": date} for forum, date in row.references],
    )


# agreements


def _agreement_list() -> bytes:
    source = agreement_list
    document = layout.new_document(
        title=source.TITLE, author="Kommunförbundet Jämtland Härjedalen", saved_on=source.DATE, landscape=True
    )
    document.add_paragraph(source.TITLE, style="Title")
    document.add_paragraph(f"Uppdaterad {source.DATE}")
    document.add_paragraph(source.INTRODUCTION)
    for area, rows in source.AREAS:
        document.add_heading(area, 1)
        _add_agreements(document, source.COLUMNS, rows, (8.2, 6.6, 4.0, 3.6, 3.8))
    return layout.to_bytes(document)


def _add_agreements(
    document: Any, columns: Sequence[str], rows: Sequence[AgreementRow], widths: Sequence[float]
) -> None:
    table = layout.add_table(document, columns, widths)
    for row in rows:
        layout.add_row(table, [[row.name], [row.validity], row.recommending, row.preparing, row.notes])


def _expected_agreement_list() -> dict[str, Any]:
    source = agreement_list
    return {
        "kind": "agreement_list",
        "document": {"title": source.TITLE, "date": source.DATE},
        "agreements": [{**_expected_agreement(row), "area": area} for area, rows in source.AREAS for row in rows],
    }


def _expected_agreement(row: AgreementRow) -> dict[str, Any]:
    return filled(
        name=row.name,
        validity_text=row.validity,
        recommending_forums=list(row.recommending),
        preparing_forums=list(row.preparing),
        notes=" ".join(row.notes),
        **row.reading,
        unjudged=list(row.unjudged),
    )


# the register of agreements, a spreadsheet


def _agreement_register() -> bytes:
    source = agreement_register
    groups: list[Value] = [text for group, width in source.GROUPS for text in (group, *[None] * (width - 1))]
    rows: list[list[Value]] = [
        [source.TITLE],
        [f"Uppdaterad {source.UPDATED}"],
        [],
        groups,
        list(source.COLUMNS),
        *([row.name, row.starts, row.ends, row.recommending, row.preparing, row.notes] for row in source.AGREEMENTS),
    ]
    return workbook(
        sheet=source.SHEET, title=source.TITLE, author="Region Jämtland Härjedalen", rows=rows, bold=(1, 4, 5),
        merged=("A1:F1", "B4:C4", "D4:E4"), widths=(62, 14, 18, 24, 24, 40), saved_on=source.UPDATED,
    )  # fmt: skip


def _expected_agreement_register() -> dict[str, Any]:
    source = agreement_register
    return {
        "kind": "agreement_list",
        "document": {"title": source.TITLE, "date": source.UPDATED},
        "agreements": [
            filled(
                name=row.name,
                recommending_forums=[row.recommending] if row.recommending else [],
                preparing_forums=[row.preparing] if row.preparing else [],
                notes=row.notes,
                **row.reading,
                unjudged=list(row.unjudged),
            )
            for row in source.AGREEMENTS
        ],
    }


# forums


def _forum_presentation() -> bytes:
    source = forum_presentation
    document = layout.new_document(
        title=source.TITLE, author="Region Jämtland Härjedalen", saved_on=source.DATE, landscape=False
    )
    document.add_paragraph(source.TITLE, style="Title")
    document.add_paragraph(f"Uppdaterad {source.DATE}")
    document.add_paragraph(source.INTRODUCTION)
    for forum in source.FORUMS:
        _add_forum(document, forum)
    return layout.to_bytes(document)


def _add_forum(document: Any, forum: ForumPresentation) -> None:
    document.add_heading(forum.name, 1)
    document.add_paragraph(forum.kind)
    document.add_heading("Syfte", 2)
    document.add_paragraph(forum.purpose)
    document.add_heading("Deltagare", 2)
    for label, participants in ((_MUNICIPAL_LABEL, forum.municipal), (_REGION_LABEL, forum.region)):
        document.add_paragraph(f"{label}:")
        for participant in participants:
            document.add_paragraph(participant, style="List Bullet")
    parts = (
        ("Mandat", forum.mandate),
        ("Mötesfrekvens", forum.frequency),
        ("Beredande organ", forum.prepared_by),
        ("Bereder ärenden till", forum.prepares),
    )
    for heading, text in parts:
        if text:
            document.add_heading(heading, 2)
            document.add_paragraph(text)


def _expected_forum_presentation() -> dict[str, Any]:
    source = forum_presentation
    return {
        "kind": "arenas",
        "document": {"title": source.TITLE, "date": source.DATE},
        "arenas": [
            filled(
                name=forum.name,
                purpose=forum.purpose,
                participants_municipal=" ".join(forum.municipal),
                participants_region=" ".join(forum.region),
                mandate=forum.mandate,
                frequency=forum.frequency,
                **forum.reading,
            )
            for forum in source.FORUMS
        ],
    }


_BUILDERS: dict[Sample, tuple[Callable[[], bytes], Callable[[], dict[str, Any]]]] = {
    BALANCE_LIST: (_balance_list, _expected_balance_list),
    AGREEMENT_LIST: (_agreement_list, _expected_agreement_list),
    FORUM_PRESENTATION: (_forum_presentation, _expected_forum_presentation),
    AGREEMENT_REGISTER: (_agreement_register, _expected_agreement_register),
    MINUTES: (build_meeting.minutes, build_meeting.expected_minutes),
    SUMMONS: (build_meeting.summons, build_meeting.expected_summons),
    PACKET: (build_meeting.the_packet, build_meeting.expected_packet),
}


if __name__ == "__main__":
    write_all()
