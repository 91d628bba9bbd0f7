"""`samverka import FILE…` at the terminal."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from samverka.agreements.models import Agreement
from samverka.imports.models import ImportRun
from samverka.imports.tests.test_pages import LIST

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "avtal.md"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def test_it_reads_and_waits_for_review(cast, document, capsys):
    call_command("import", document, username="samordnare")
    run = ImportRun.objects.get()
    told = capsys.readouterr().out
    assert told == f"{run}: 2 avtal, 1 fråga. Granska på /las-in/{run.pk}/\n"
    assert (run.state, Agreement.objects.count()) == ("to_review", 0)


def test_with_apply_what_is_certain_is_brought_in(cast, document, capsys):
    call_command("import", "--apply", document, username="samordnare")
    assert "1 fråga, 1 införda" in capsys.readouterr().out
    assert [str(each) for each in Agreement.objects.all()] == ["Avtal om hjälpmedel"]


def test_the_same_file_again_changes_nothing(cast, document, capsys):
    call_command("import", document)
    call_command("import", document)
    assert "är redan inläst" in capsys.readouterr().out
    assert ImportRun.objects.count() == 1


def test_the_only_coordinator_is_meant_when_nobody_is_named(cast, document):
    call_command("import", document)
    assert ImportRun.objects.get().uploaded_by == cast.coordinator


@pytest.mark.parametrize(
    ("username", "message"),
    [
        ("ingen", "Ingen användare heter ”ingen”. Ange ett användarnamn med --as."),
        ("lasare", "Lars Läsare får inte läsa in dokument. Det får länets samordnare och forumens sekreterare."),
    ],
)
def test_who_may_not(cast, document, username, message):
    with pytest.raises(CommandError) as refusal:
        call_command("import", document, username=username)
    assert (str(refusal.value), ImportRun.objects.count()) == (message, 0)


def test_each_file_that_cannot_be_read_is_told_and_the_others_are_read(cast, document, tmp_path, capsys):
    empty = tmp_path / "tom.txt"
    empty.write_bytes(b"")
    with pytest.raises(CommandError) as refusal:
        call_command("import", str(empty), str(tmp_path), str(tmp_path / "saknas.txt"), document)
    assert str(refusal.value).startswith("3 av 4 filer lästes inte in")
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ", 1)[1].split(":")[0] for line in told] == [
        "Filen är tom",
        "det är en mapp, inte en fil.",
        "filen finns inte.",
    ]
    assert ImportRun.objects.count() == 1
