"""`samverka check`: wrong settings, each told in words with what to do."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.utils import timezone

from samverka.foundation.accounts.operations import create_user
from samverka.foundation.accounts.states import CountyRole
from samverka.foundation.tasks.models import Job
from samverka.foundation.tasks.operations import claim_next, enqueue
from samverka.foundation.tasks.tests.work import add_users
from samverka.principals.operations import load_county
from samverka.upkeep.checking import database, environment, machine, shown, work
from samverka.upkeep.checking.findings import Finding, State

STRONG = "kJ3v9Qw7xZ1mN5bT8rY2uP6sD4fG0hLa"


def states(findings) -> dict[str, str]:
    """The worst state of each thing looked at, those that are well left out."""
    return {each.name: each.state.value for each in findings if each.state in {State.WARNING, State.ERROR}}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {}),
        ({"HOSTS": "samverka.exempel.se", "HTTPS": "1", "ORIGINS": "https://samverka.exempel.se"}, {}),
        ({"HOSTS": "127.0.0.1,localhost,[::1]"}, {}),
        ({"HOST": "samverka.exempel.se"}, {"unknown": "warning"}),
        ({"HOSTS": "https://samverka.exempel.se", "HTTPS": "1"}, {"hosts": "error"}),
        ({"HOSTS": "samverka.exempel.se:443", "HTTPS": "1"}, {"hosts": "error"}),
        ({"HOSTS": "*", "HTTPS": "1"}, {"hosts": "error"}),
        ({"HOSTS": "samverka.exempel.se"}, {"https": "error"}),
        ({"HTTPS": "1"}, {"https": "warning"}),
        ({"HTTPS": "kanske"}, {"https": "error"}),
        ({"ORIGINS": "samverka.exempel.se"}, {"origins": "error"}),
        ({"ORIGINS": "https://samverka.exempel.se/avtal"}, {"origins": "error"}),
        ({"SECRET_KEY": "hemlig"}, {"secret_key": "error"}),
        ({"SECRET_KEY": "a" * 60}, {"secret_key": "error"}),
        ({"SECRET_KEY": STRONG}, {}),
        ({"DATABASE": "mysql://x/y"}, {"database_address": "error"}),
        ({"DATABASE": "postgresql://x:y@db:fem/samverka"}, {"database_address": "error"}),
        ({"DATABASE": "postgresql://x:y@db:5432"}, {"database_address": "error"}),
        ({"DATABASE": "postgresql://x:y@db:5432/samverka"}, {}),
        ({"COUNTY": "2"}, {"county": "error"}),
        ({"COUNTY": "14"}, {}),
        ({"UPLOAD_MEGABYTES": "0"}, {"upload": "error"}),
        ({"UPLOAD_MEGABYTES": "50 MB"}, {"upload": "error"}),
        ({"LOG_LEVEL": "loud"}, {"log_level": "error"}),
        ({"DEBUG": "1"}, {"debug": "warning"}),
        ({"DEBUG": "1", "HOSTS": "samverka.exempel.se", "HTTPS": "1"}, {"debug": "error"}),
        ({"DEMO": "ja", "HOSTS": "samverka.exempel.se", "HTTPS": "1"}, {"demo": "error"}),
        ({"TODAY": "2024-05-20"}, {"today": "warning"}),
        ({"TODAY": "i dag"}, {"today": "error"}),
    ],
)
def test_a_wrong_variable_is_found(given, expected):
    found = states(environment.check({f"SAMVERKA_{name}": value for name, value in given.items()}))
    assert found == expected


def test_what_is_wrong_comes_with_what_to_do():
    wrong = {
        "SAMVERKA_HOST": "x",
        "SAMVERKA_HTTPS": "x",
        "SAMVERKA_SECRET_KEY": "x",
        "SAMVERKA_COUNTY": "x",
        "SAMVERKA_TODAY": "x",
    }
    found = [each for each in environment.check(wrong) if each.state in {State.WARNING, State.ERROR}]
    assert len(found) == 5
    assert [each for each in found if not each.do] == []


def test_a_misspelt_name_is_guessed():
    (found, *_rest) = environment.check({"SAMVERKA_HOST": "x", "OTHER": "y"})
    assert found.do == "Menade du SAMVERKA_HOSTS?"


@pytest.fixture
def data(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir(mode=0o700)
    return settings.DATA


def test_a_folder_that_others_come_into_is_told(data):
    assert states(machine.check()).keys() <= {"tesseract"}
    data.chmod(0o755)
    (data / "secret-key").write_text("x")
    (data / "secret-key").chmod(0o644)
    told = [each for each in machine.check() if each.name == "rights"]
    assert [each.state for each in told] == [State.ERROR, State.WARNING]


def test_a_missing_folder_is_told(data):
    data.rmdir()
    assert states(machine.check())["data"] == "error"


@pytest.mark.parametrize(
    ("free", "expected"), [(10 << 20, State.ERROR), (500 << 20, State.WARNING), (50 << 30, State.GOOD)]
)
def test_little_room_is_told(data, monkeypatch, free, expected):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda path: type("Usage", (), {"free": free}))
    assert next(each.state for each in machine.check() if each.name == "room") == expected


def test_a_lack_of_tesseract_is_told_with_the_command(data, monkeypatch):
    monkeypatch.setenv("PATH", "")
    (told,) = [each for each in machine.check() if each.name == "tesseract"]
    assert (told.state, "tesseract-ocr-swe" in told.do) == (State.WARNING, True)


@pytest.mark.django_db
def test_a_register_without_county_or_administrator_is_told():
    assert states(database.check()) | {"journal": "x"} == {
        "administrator": "error",
        "county_data": "error",
        "journal": "x",
    }
    load_county(actor=None, code="23")
    create_user(username="anna", name="Anna Berg", password=None, roles=[CountyRole.ADMINISTRATOR])
    assert states(database.check()).keys() <= {"journal"}  # the suite's SQLite lies in memory


@pytest.mark.django_db
def test_another_county_in_the_settings_is_told(settings):
    load_county(actor=None, code="23")
    settings.COUNTY = "14"
    (told,) = [each for each in database.check() if each.name == "county_data"]
    assert told.says == "SAMVERKA_COUNTY är 14, men registret är gjort för 23."


@pytest.mark.django_db
def test_a_newer_database_is_told(monkeypatch):
    monkeypatch.setattr(database, "unknown_migrations", lambda: ["agreements.0999_later"])
    assert states(database.check()) == {"version": "error"}


@pytest.mark.django_db
def test_an_older_database_is_told(monkeypatch):
    monkeypatch.setattr(database, "waiting_migrations", lambda: 3)
    monkeypatch.setattr(type(database.engine()), "is_empty", lambda self: False)
    (told,) = database.check()
    assert (told.state, told.says) == (State.ERROR, "Databasen är äldre än programmet: 3 ändringar återstår.")


@pytest.mark.django_db
def test_the_log_of_a_day_to_come_is_told():
    load_county(actor=None, code="23")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditentry SET at = %s", [timezone.now() + dt.timedelta(days=400)])
    assert states(database.check())["clock_data"] == "error"


@pytest.mark.django_db
def test_a_worker_that_is_missing_is_an_error_when_work_waits(data):
    assert {each.name: each.state for each in work.check()}["worker"] == State.NOTE
    enqueue(add_users, actor=None, title="Arbete", steps=1)
    Job.objects.update(requested_at=timezone.now() - dt.timedelta(minutes=10))
    (told,) = [each for each in work.check() if each.name == "worker"]
    assert (told.state, told.says) == (State.ERROR, "Inte igång, och 1 arbeten väntar.")


@pytest.mark.django_db
def test_a_job_without_a_sign_of_life_is_told(data):
    enqueue(add_users, actor=None, title="Arbete", steps=1)
    claim_next()
    assert "stale" not in states(work.check())
    Job.objects.update(heartbeat_at=timezone.now() - dt.timedelta(hours=1))
    assert states(work.check())["stale"] == "warning"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (None, State.WARNING),
        ("{", State.WARNING),
        ({"at": "2020-01-01T03:15:00+01:00", "path": "/x.zip", "missing": 0}, State.WARNING),
        ({"at": None, "path": "/x.zip", "missing": 2}, State.ERROR),
        ({"at": None, "path": "/x.zip", "missing": 0}, State.GOOD),
    ],
)
def test_the_newest_backup_is_told_of(data, note, expected):
    if isinstance(note, dict):
        note = json.dumps(note | {"at": note["at"] or timezone.now().isoformat()})
    if note is not None:
        (data / "last-backup.json").write_text(note)
    assert next(each.state for each in work.check() if each.name == "backup") == expected


def finding(state: State) -> Finding:
    return Finding("x", "X", state, "säger", "gör")


@pytest.mark.parametrize(
    ("states_found", "strict", "code", "words"),
    [
        ([State.GOOD, State.NOTE], False, 0, "Allt är som det ska."),
        ([State.WARNING], False, 0, "0 fel, 1 att se över."),
        ([State.WARNING], True, 1, "0 fel, 1 att se över."),
        ([State.ERROR, State.WARNING], False, 1, "1 fel, 1 att se över."),
    ],
)
def test_the_exit_code_tells_the_worst(states_found, strict, code, words):
    found = [finding(state) for state in states_found]
    assert (shown.exit_code(found, strict=strict), shown.closing(found)) == (code, words)


def test_the_command_explains_why_nothing_starts(new):
    place = new()
    code, output, _messages = place.run("check", SAMVERKA_HTTPS="kanske")
    assert code == 1
    assert "FEL  SAMVERKA_HTTPS: ”kanske” är varken ja eller nej." in output
    code, _output, messages = place.run("run", SAMVERKA_HTTPS="kanske")
    assert (code, "Kör samverka check" in messages, "Traceback" in messages) == (1, True, False)


def test_the_command_answers_as_json(filled):
    code, output, _messages = filled.run("check", "--json")
    found = {each["name"]: each["state"] for each in json.loads(output)}
    assert code == 0
    assert (found["database"], found["county"], found["server"]) == ("good", "good", "note")


def test_a_database_that_is_not_made_yet_leads_to_init(new):
    code, output, _messages = new().run("check")
    assert (code, "samverka init --county 23" in output) == (1, True)
