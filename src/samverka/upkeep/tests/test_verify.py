"""`samverka verify`: damage of every kind is found, and told with what to do."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement
from samverka.agreements.operations import create_agreement
from samverka.forums.queries import forum_names
from samverka.foundation.documents.models import Document, StoredFile
from samverka.foundation.documents.operations import add_document, store_file
from samverka.search.operations import rebuild_index
from samverka.upkeep.verifying import PARTS, SHOWN, verify


def counts() -> dict[str, int]:
    return {verdict.part.name: verdict.count for verdict in verify(lambda what, done, total: None)}


WHOLE = {part.name: 0 for part in PARTS}


@pytest.fixture
def register(db, settings, tmp_path):
    """Two documents and an agreement."""
    settings.DATA, settings.FILES = tmp_path, tmp_path / "files"
    for number in range(2):
        file = store_file(f"Protokoll {number}".encode(), media_type="text/plain")
        add_document(actor=None, title=f"Protokoll {number}", file=file, filename=f"protokoll-{number}.txt")
    create_agreement(
        actor=None,
        names=forum_names(),
        content=AgreementContent(name="HSL-avtalet", validity_raw="2017-2020 (förlängt tom 2024-12-31)"),
    )
    rebuild_index()  # a test's transaction has no end, at which the index is written


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_what_is_whole_is_found_whole(register):
    assert counts() == WHOLE


def lose_a_file():
    StoredFile.objects.first().path.unlink()


def change_a_file():
    StoredFile.objects.first().path.write_bytes(b"annat")


def change_the_log():
    run("UPDATE audit_auditentry SET object_label = 'annat' WHERE id = (SELECT min(id) FROM audit_auditentry)")


def cut_the_log():
    run("DELETE FROM audit_auditentry WHERE id = (SELECT max(id) FROM audit_auditentry)")


def lose_the_head():
    run("DELETE FROM audit_chainhead")


def change_a_name():
    run("UPDATE documents_document SET title = 'Ändrat' WHERE id = %s", Document.objects.first().pk)


def change_a_status():
    run("UPDATE agreements_agreement SET ends_on = '2030-01-01'")


def lose_an_end():
    run("DELETE FROM agreements_agreementend")


def lose_an_entry():
    run("DELETE FROM search_searchentry WHERE kind = 'agreement'")


def lose_words():
    run("DELETE FROM search_searchposting")


def keep_what_is_gone():
    run("UPDATE search_searchentry SET object_id = 99999 WHERE kind = 'agreement'")


@pytest.mark.parametrize(
    ("damage", "part"),
    [
        (lose_a_file, "files"), (change_a_file, "files"), (change_the_log, "log"), (cut_the_log, "log"), (lose_the_head, "log"),
        (change_a_name, "order search"), (lose_an_entry, "search"), (lose_words, "search"), (keep_what_is_gone, "search"), (change_a_status, "agreements"), (lose_an_end, "agreements"),
    ],
)  # fmt: skip
def test_damage_is_found_where_it_is(register, damage, part):
    damage()
    assert {name for name, count in counts().items() if count} == set(part.split())


def test_a_reference_to_nothing_is_found(filled):
    if filled.database:
        pytest.skip("PostgreSQL keeps its keys itself")
    filled.write(
        "UPDATE documents_documentversion SET document_id = 9999 WHERE number = 1 AND id = (SELECT min(id) FROM documents_documentversion)"
    )
    code, output, messages = filled.run("verify")
    assert code == 1
    assert "1 rader i documents_documentversion hänvisar genom document_id till rader som inte finns" in output
    assert "fel hittades." in messages


def test_many_faults_are_counted_and_the_first_shown(register):
    agreements = [Agreement(name=f"Avtal {n}", says_something=True) for n in range(SHOWN + 5)]
    Agreement.objects.bulk_create(agreements)
    (verdict,) = [each for each in verify(lambda what, done, total: None) if each.part.name == "agreements"]
    assert (verdict.count, len(verdict.faults)) == (SHOWN + 5, SHOWN)


def test_the_command_names_the_file_and_says_what_to_do(filled):
    lost = min(filled.files())
    (filled.data / lost).unlink()
    code, output, messages = filled.run("verify")
    assert (code, messages.strip()) == (1, "samverka: 1 fel hittades.")
    assert f"saknas i {lost}." in output
    assert "→ Ladda upp originalet igen" in output


def test_the_command_answers_as_json(filled):
    code, output, _messages = filled.run("verify", "--json")
    assert (code, [each["count"] for each in json.loads(output)]) == (0, [0] * len(PARTS))
