"""The `samverka` command as a person or a program calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"


LIST = """Aktivitetslista – samverkan, uppdaterad 2024-02-01

Nr\tOmråde\tAktivitet\tAnsvarig\tKlart\tStatus
1\tNära vård\tSe över rutinen\tKansliet\t2024-09-30\tSVOM 3/6 2024 – rapport
2\tPsykisk hälsa\tUtbilda personal\tRegionen\t2024-12-31\tPågår
"""


def samverka(*arguments, given=b"", **environment):
    """Runs the command in a process of its own: (exit code, output, messages)."""
    ran = subprocess.run(
        [sys.executable, "-m", "samverka", *arguments],
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), "SAMVERKA_TODAY": "2024-05-20", **environment},
    )
    return ran.returncode, ran.stdout.decode(), ran.stderr.decode()


def test_a_follow_up_is_explained_in_words():
    assert samverka("explain", "followup", "SVOM 3/6 2024 – beslut om remiss. Info FG") == (
        0,
        "1. Remiss · SVOM, 3 juni 2024 · ”beslut om remiss”\n2. Information · Fredagsgruppen, utan datum · ”Info”\n",
        "",
    )


def test_a_follow_up_is_explained_as_json():
    code, output, _ = samverka("explain", "followup", "SVOM 3/6 2024 – beslut om remiss", "--json")
    entry = json.loads(output)["entries"][0]
    assert (code, entry["forums"], entry["kind"], entry["when"]["end"]) == (0, ["svom"], "refer", "2024-06-03")


def test_a_validity_is_explained_on_the_day_asked_for():
    code, output, _ = samverka(
        "explain", "validity", "2017-2020 (förlängt tom 2024-12-31)", "--on", "2025-01-01", "--json"
    )
    explained = json.loads(output)
    assert (code, explained["status"], explained["valid_from"]) == (
        0,
        "lapsed",
        {"date": "2017-01-01", "precision": "year"},
    )


@pytest.mark.parametrize(("environment", "status"), [({}, "in_force"), ({"SAMVERKA_TODAY": "2025-01-01"}, "lapsed")])
def test_without_a_day_the_day_of_the_environment_counts(environment, status):
    _, output, _ = samverka("explain", "validity", "Tom 2024-12-31", "--json", **environment)
    assert json.loads(output)["status"] == status


@pytest.mark.parametrize("what", ["followup", "validity"])
def test_lines_are_answered_one_by_one_also_empty_and_unreadable_ones(what):
    lines = b"\xef\xbb\xbfTom 2024-12-31\n\nSVOM 3/6 2024 \xe2\x80\x93 rapport\r\n\xff\xfe\x00\n \xe2\x80\xa8 \x85\xc2\x85 x\n<b>\nlast"
    code, output, messages = samverka("explain", what, "-", "--json", given=lines)
    answers = [json.loads(line) for line in output.splitlines()]
    assert (code, len(answers), messages) == (0, 7, "")


def test_lines_in_words_are_one_line_each_too():
    _, output, _ = samverka("explain", "followup", "-", given="SVOM 3/6 2024 – rapport. Info FG\n\n".encode())
    assert output.splitlines() == [
        "1. Rapport · SVOM, 3 juni 2024 · ”rapport” | 2. Information · Fredagsgruppen, utan datum · ”Info”",
        "Ingen text.",
    ]


def test_the_segments_of_a_line_rejoin_to_it():
    text = "  <i>SVOM 3/6 2024</i> – rapport.  Rek.beslut SVOM senast okt. 2024. "
    _, output, _ = samverka("explain", "followup", "-", "--json", given=text.encode())
    raw_of = {entry["segment"]: entry["raw"] for entry in json.loads(output)["entries"]}
    assert "".join(raw for _, raw in sorted(raw_of.items())) == text


@pytest.mark.parametrize("locale", ["C", "POSIX", "sv_SE.ISO-8859-1"])
def test_text_is_utf8_whatever_the_locale(locale):
    code, output, _ = samverka(
        "explain",
        "followup",
        "Gemensamma nämnden 3/6 2024 – översyn",
        LC_ALL=locale,
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    assert (code, output) == (0, "1. Uppföljning · Gemensamma nämnden, 3 juni 2024 · ”översyn”\n")


def test_a_text_may_begin_with_a_dash():
    assert samverka("explain", "followup", "-rapport") == (0, "1. Läge · utan datum · ”rapport”\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["explain"], "skriv vad som ska förklaras"),
        (["explain", "agreement", "x"], "skriv vad som ska förklaras"),
        (["explain", "followup"], "texten som ska förklaras saknas"),
        (["explain", "followup", "SVOM", "3/6"], "flera ord utan citattecken"),
        (["explain", "validity", "x", "--on", "i morgon"], "--on ska vara ett datum som 2024-05-20, inte ”i morgon”"),
        (["explain", "validity", "x", "--on"], "--on saknar värde"),
        (["explain", "validity", "x", "--den"], "okänt val: --den"),
        (["import", "--dry-run"], "skriv vilken fil som ska läsas"),
    ],
)
def test_a_wrong_call_is_answered_in_swedish_with_exit_code_2(arguments, message):
    code, output, messages = samverka(*arguments)
    assert (code, output, message in messages) == (2, "", True)


def test_a_wrong_day_in_the_environment_is_told():
    code, _, messages = samverka("explain", "validity", "x", SAMVERKA_TODAY="snart")
    assert (code, messages.splitlines()[0]) == (
        2,
        "samverka: SAMVERKA_TODAY ska vara ett datum som 2024-05-20, inte ”snart”.",
    )


def test_a_reader_that_stops_reading_is_no_error(tmp_path):
    lines = tmp_path / "rader.txt"
    lines.write_text("SVOM 3/6 2024 - rapport\n" * 5000, encoding="utf-8")
    command = [sys.executable, "-m", "samverka", "explain", "followup", "-"]
    with lines.open("rb") as given:
        process = subprocess.Popen(
            command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"PYTHONPATH": str(SOURCE)}
        )
    process.stdout.close()
    with process.stderr as messages:
        assert (messages.read(), process.wait(60)) == (b"", 0)


def test_each_line_is_answered_before_the_next_is_sent():
    command = [sys.executable, "-m", "samverka", "explain", "followup", "-", "--json"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"PYTHONPATH": str(SOURCE)}
    ) as process:
        for text in ("SVOM 3/6 2024 – rapport", ""):
            process.stdin.write(f"{text}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["text"] == text


def test_a_file_is_read_without_being_imported(tmp_path):
    path = tmp_path / "lista.txt"
    path.write_text(LIST, encoding="utf-8")
    code, output, messages = samverka("import", "--dry-run", "--json", str(path))
    row = json.loads(output)["balance_rows"][0]
    assert (code, messages, row["what"], row["references"]) == (
        0,
        "",
        "Se över rutinen",
        [{"forum": "SVOM", "date": "2024-06-03"}],
    )


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path):
    empty, good = tmp_path / "tom.txt", tmp_path / "lista.md"
    empty.write_bytes(b"")
    good.write_text(
        "# Aktivitetslista\n\n| Nr | Aktivitet | Ansvarig | Status |\n|--|--|--|--|\n| 1 | Se över rutinen | Kansliet | Klar |\n",
        encoding="utf-8",
    )
    code, output, messages = samverka(
        "import", "--dry-run", "--json", str(tmp_path / "saknas.txt"), str(tmp_path), str(empty), str(good)
    )
    assert (code, len(output.splitlines())) == (1, 1)
    assert [line.partition(" kan inte läsas: ")[0].rpartition("/")[2] for line in messages.splitlines()] == [
        "saknas.txt",
        tmp_path.name,
        "tom.txt",
    ]
    assert messages.splitlines()[0].endswith("filen finns inte.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain", "followup", "SVOM 3/6 2024 – rapport"],
        ["explain", "validity", "2024-"],
        ["import", "--dry-run", "README.md"],
    ],
    ids=["followup", "validity", "dry-run"],
)
def test_no_database_is_touched_and_django_is_not_set_up(arguments):
    program = (
        f"import sys; from samverka.cli import main; main({arguments!r});"
        "print(sorted(name for name in ('django.db', 'sqlite3', 'samverka.config.settings') if name in sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PYTHONPATH": str(SOURCE)},
        cwd=SOURCE.parent,
    )
    assert ran.stderr.splitlines()[-1] == "[]"


def test_other_commands_are_djangos():
    code, output, _ = samverka("help", "--commands")
    assert (code, {"migrate", "check"} <= set(output.split())) == (0, True)
