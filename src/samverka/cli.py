"""The `samverka` command.

`explain` and `import --dry-run` are answered here, without Django's set-up and without a database; what they need is
imported when it is needed, so that the command starts at once. So is `check`, which must be able to say why Django does not
start. Everything else is Django's management commands.
"""

from __future__ import annotations

import codecs
import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NoReturn

USAGE = """Användning:
  samverka explain validity TEXT [--on ÅÅÅÅ-MM-DD] [--json]
  samverka explain followup TEXT [--json]
  samverka import --dry-run [--json] FIL…
  samverka check [--strict] [--json]

  -            i stället för TEXT: läser en text per rad och skriver en rad för varje
  --on         den dag som läget ska gälla; annars SAMVERKA_TODAY, annars i dag
  --json       skriver JSON i stället för vanlig text
  --dry-run    läser och visar, men för inte in något
  --strict     räknar också det som är att se över som fel

Övriga kommandon (samverka help visar dem): init, run, backup, restore, verify, demo, import, create-user, migrate …"""
MAX_TEXT = 200_000
"""Longer texts are cut short before they are read: no cell is that long."""


class UsageError(Exception):
    """The command was called in a way that means nothing. The message is Swedish and for the user."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code: 0, 1 when a file could not be read, 2 when it was called wrongly."""
    given = [_as_utf8(argument) for argument in (sys.argv[1:] if arguments is None else arguments)]
    try:
        if given[:1] == ["explain"]:
            return _answered(_explain, given[1:])
        if given[:1] == ["import"] and "--dry-run" in given:
            return _answered(_dry_run, given[1:])
        if given[:1] == ["check"]:
            return _answered(_check, given[1:])
        return _django(given)
    except UsageError as error:
        print(f"samverka: {error}\n\n{USAGE}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _answered(command: Callable[[Sequence[str]], int], arguments: Sequence[str]) -> int:
    """Runs a command of our own, writing UTF-8 whatever the locale, and quietly when nobody reads on."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = command(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing may be written, not even at exit
        return 0
    return code


# -- explain


def _explain(arguments: Sequence[str]) -> int:
    words, options = _parsed(
        arguments, flags={"--json", "--help"}, values={"--on"}
    )  # a follow-up reads alike every day
    if "--help" in options:
        print(USAGE)
        return 0
    if len(words) != 2 or words[0] not in ("validity", "followup"):
        raise UsageError(_wrong_explain(words))
    what, text = words
    explain = _explainer(what, options)
    as_lines = text == "-"
    for given in _lines_of_input() if as_lines else (text,):
        answer = explain(given[:MAX_TEXT])
        _say(" | ".join(answer.splitlines()) if as_lines else answer, flush=as_lines)
    return 0


def _wrong_explain(words: Sequence[str]) -> str:
    if not words or words[0] not in ("validity", "followup"):
        return "skriv vad som ska förklaras: validity (giltighet) eller followup (uppföljning)."
    if len(words) == 1:
        return "texten som ska förklaras saknas. Skriv den inom citattecken, eller - för att läsa rader."
    return "texten verkar vara flera ord utan citattecken. Skriv den inom citattecken."


def _explainer(what: str, options: dict[str, str]) -> Callable[[str], str]:
    """A function from a text to what is to be written about it. Imports only what it needs."""
    from django.conf import settings

    if not settings.configured:  # the words of a reading go through Django's catalogues; here they are Swedish
        settings.configure(USE_I18N=False, LANGUAGE_CODE="sv")
    as_json = "--json" in options
    if what == "validity":
        from samverka.agreements.explain import explain_in_words, explain_validity

        on = _day(options)
        if as_json:
            return lambda text: _json(explain_validity(text, on))
        return lambda text: explain_in_words(text, on)

    from samverka.action_register.explain import explain_follow_up, explain_follow_up_in_words

    names = _forum_names()
    if as_json:
        return lambda text: _json(explain_follow_up(text, names))
    return lambda text: explain_follow_up_in_words(text, names)


def _forum_names() -> Any:
    """The packaged forums of the county (SAMVERKA_COUNTY, else 23); a county without a list knows none."""
    from samverka.forums.names import ForumNames

    try:
        return ForumNames.packaged(os.environ.get("SAMVERKA_COUNTY", "").strip() or "23")
    except LookupError:
        return ForumNames([])


def _day(options: dict[str, str]) -> dt.date:
    name = "--on" if "--on" in options else "SAMVERKA_TODAY"
    given = options.get("--on") or os.environ.get("SAMVERKA_TODAY", "").strip()
    if not given:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"{name} ska vara ett datum som 2024-05-20, inte ”{given}”.") from None


# -- import --dry-run


def _dry_run(arguments: Sequence[str]) -> int:
    files, options = _parsed(arguments, flags={"--json", "--dry-run", "--help"}, values=set())
    if "--help" in options:
        print(USAGE)
        return 0
    if not files:
        raise UsageError("skriv vilken fil som ska läsas.")
    from samverka.imports.dry_run import read_file
    from samverka.imports.readers.errors import ReadError

    failed = False
    names = _forum_names()
    for path in files:
        try:
            records = read_file(path, names)
        except (OSError, ReadError) as error:
            failed = True
            print(f"samverka: {path} kan inte läsas: {_reason(error)}", file=sys.stderr)
            continue
        _say(_json(records) if "--json" in options else _summary(path, records), flush=True)
    return 1 if failed else 0


def _reason(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "filen finns inte."
        case PermissionError():
            return "du har inte rätt att läsa den."
        case IsADirectoryError():
            return "det är en mapp, inte en fil."
        case OSError():
            return error.strerror or "okänt fel."
    return str(error)


def _summary(path: str, records: dict[str, Any]) -> str:
    counts = [f"{len(value)} {key}" for key, value in records.items() if isinstance(value, list)]
    return f"{path}: {records.get('kind', 'okänt slag')}" + (f" ({', '.join(counts)})" if counts else "")


# -- check


def _check(arguments: Sequence[str]) -> int:
    words, options = _parsed(arguments, flags={"--strict", "--json", "--help"}, values=set())
    if "--help" in options:
        print(USAGE)
        return 0
    if words:
        raise UsageError(f"check tar inga ord, men fick ”{words[0]}”.")
    from samverka.upkeep.checking import shown
    from samverka.upkeep.checking.everything import check

    found = []
    for finding in check():
        found.append(finding)
        if "--json" not in options:
            _say(shown.line(finding), flush=True)
    _say(shown.as_json(found) if "--json" in options else shown.closing(found), flush=True)
    return shown.exit_code(found, strict="--strict" in options)


# -- Django's commands


def _django(arguments: Sequence[str]) -> int:
    """Django's commands and ours; their modules spell `create-user` as `create_user`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverka.config.settings")
    command = [word.replace("-", "_") for word in arguments[:1] if not word.startswith("-")]
    if command == ["demo"]:
        from samverka.config.environment import for_demo

        for_demo()
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, execute_from_command_line

    try:
        _ = settings.INSTALLED_APPS
    except (ImproperlyConfigured, OSError) as error:
        print(f"samverka: {error}\nKör samverka check, som förklarar alla inställningar.", file=sys.stderr)
        return 1
    CommandError.__name__ = "samverka"  # Django begins a refusal with the name of its class; ours are for people
    execute_from_command_line(["samverka", *(command or arguments[:1]), *arguments[1:]])
    return 0


# -- words in, lines out


def _parsed(arguments: Sequence[str], *, flags: set[str], values: set[str]) -> tuple[list[str], dict[str, str]]:
    """Positional words and options. Only what begins with two dashes is an option, so that a text may begin with one;
    after `--` nothing is. Raises `UsageError` for an unknown option or one that lacks its value."""
    words: list[str] = []
    options: dict[str, str] = {}
    left = iter(arguments)
    for argument in left:
        name, equals, value = argument.partition("=")
        if argument == "--":
            words += left
        elif argument == "-h":
            options["--help"] = ""
        elif argument in flags:
            options[argument] = ""
        elif name in values:
            options[name] = value if equals else next(left, "") or _lacks_value(name)
        elif argument.startswith("--") and " " not in argument:
            raise UsageError(f"okänt val: {argument}")
        else:
            words.append(argument)
    return words, options


def _lacks_value(name: str) -> NoReturn:
    raise UsageError(f"{name} saknar värde.")


def _lines_of_input() -> Iterator[str]:
    """Lines of standard input as UTF-8, whatever the locale; bytes that are not become �. Only a line feed ends one."""
    source: Iterable[bytes] = sys.stdin.buffer
    for number, line in enumerate(source):
        content = line.removeprefix(codecs.BOM_UTF8) if number == 0 else line
        yield content.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")


def _as_utf8(argument: str) -> str:
    """An argument read as UTF-8 whatever the locale; bytes that are not become �."""
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument.encode("utf-8", "replace").decode("utf-8")


def _say(line: str, *, flush: bool) -> None:
    """Flushed line by line where another program may be waiting for each answer."""
    print(line, flush=flush)


def _json(value: Any) -> str:
    """One line, whatever counts as a line break to whoever reads it."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
