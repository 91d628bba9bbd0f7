"""Reads SAMVERKA_* variables. Every setting of an installation is one of these; `docs/operations.md` lists them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"SAMVERKA_{name}", default).strip()


def flag(name: str) -> bool:
    """True for 1, true, yes, ja, on. Raises `ImproperlyConfigured` for a word that is neither yes nor no."""
    value = text(name).casefold()
    if value in {"1", "true", "yes", "ja", "on"}:
        return True
    if value in {"", "0", "false", "no", "nej", "off"}:
        return False
    raise ImproperlyConfigured(f"SAMVERKA_{name} ska vara 1 eller 0, men är {value!r}.")


def whole_number(name: str, default: int) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"SAMVERKA_{name} ska vara ett heltal, men är {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def data_folder() -> Path:
    """Where the database and stored files live: SAMVERKA_DATA, else `var` in the working folder."""
    return Path(text("DATA") or "var").absolute()


def secret_key(folder: Path) -> str:
    """SAMVERKA_SECRET_KEY, else a key made once and kept in the data folder, readable by its owner only."""
    if key := text("SECRET_KEY"):
        return key
    path = folder / "secret-key"
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_urlsafe(50)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write(key)
    except FileExistsError:  # another process was first
        return path.read_text("ascii").strip()
    return key


def database(folder: Path) -> dict[str, object]:
    """Django's settings for SAMVERKA_DATABASE: `postgresql://user:password@host:port/name`, else SQLite in `folder`.

    SQLite: WAL and IMMEDIATE, so that readers never wait for the writer and a writer never fails half-way with "locked".
    """
    url = text("DATABASE")
    if not url:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {
            "ENGINE": "samverka.foundation.database.sqlite3",
            "NAME": folder / "samverka.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                # FULL: what was acknowledged is on the disk, also after a power cut. The limit gives back the room that one
                # long import took in the journal.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000; "
                "PRAGMA journal_size_limit=67108864;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "SAMVERKA_DATABASE ska se ut så här: postgresql://användare:lösenord@värd:port/namn."
        )
    return {
        "ENGINE": "samverka.foundation.database.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def for_demo() -> None:
    """Makes this process, and those it starts, the demonstration. Must be called before the settings are read.

    Always SQLite in a folder of its own (SAMVERKA_DATA, else `var/demo`): the demonstration is rebuilt at each start and
    must never meet an installation's database.
    """
    os.environ["SAMVERKA_DATA"] = str(Path(text("DATA") or "var/demo").absolute())
    os.environ["SAMVERKA_DEMO"] = "1"
    os.environ["SAMVERKA_DATABASE"] = ""
    os.environ.setdefault("SAMVERKA_TODAY", "2024-05-20")
