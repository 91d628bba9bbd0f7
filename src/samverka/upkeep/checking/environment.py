"""The SAMVERKA_* variables by themselves. Free of Django: a wrong one may be why Django does not start."""

from __future__ import annotations

import datetime as dt
import difflib
import importlib.util
import ipaddress
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from samverka.principals import packaged
from samverka.upkeep.checking.findings import Finding, error, good, note, warning

KNOWN = (
    "DATA", "DATABASE", "SECRET_KEY", "HOSTS", "ORIGINS", "HTTPS", "COUNTY", "UPLOAD_MEGABYTES", "LOG_LEVEL", "TODAY", "DEMO", "DEBUG",
)  # fmt: skip
ELSEWHERE = ("TEST_DATABASE",)  # read by the suite, not by the program
YES, NO = {"1", "true", "yes", "ja", "on"}, {"", "0", "false", "no", "nej", "off"}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
SHORTEST_KEY = 32
LARGEST_UPLOAD = 2000
_HOST = re.compile(r"\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\Z|\[[0-9A-Fa-f:]+\]\Z")


class Given:
    """The variables, without the prefix and stripped."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.all = {
            name.removeprefix("SAMVERKA_"): value.strip()
            for name, value in environment.items()
            if name.startswith("SAMVERKA_")
        }

    def text(self, name: str) -> str:
        return self.all.get(name, "")

    def words(self, name: str) -> list[str]:
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def is_on(self, name: str) -> bool:
        return self.text(name).casefold() in YES


def check(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Each variable in turn."""
    given = Given(environment)
    yield from _unknown(given)
    yield from _switches(given)
    yield _secret(given)
    yield from _hosts(given)
    yield from _origins(given)
    yield from _https(given)
    yield from _database(given)
    yield from _county(given)
    yield from _limits(given)
    yield from _not_for_real_use(given)


def _unknown(given: Given) -> Iterator[Finding]:
    for name in sorted(set(given.all) - {*KNOWN, *ELSEWHERE}):
        near = difflib.get_close_matches(name, KNOWN, n=1)
        do = (
            f"Menade du SAMVERKA_{near[0]}?"
            if near
            else "Ta bort den, eller se docs/operations.md för vilka som finns."
        )
        yield warning("unknown", f"SAMVERKA_{name}", "Ingen inställning heter så, och den betyder ingenting.", do)


def _switches(given: Given) -> Iterator[Finding]:
    for name in ("HTTPS", "DEMO", "DEBUG"):
        if given.text(name).casefold() not in YES | NO:
            yield error(
                name.lower(), f"SAMVERKA_{name}", f"”{given.text(name)}” är varken ja eller nej.", "Skriv 1 eller 0."
            )


def _secret(given: Given) -> Finding:
    title, key = "Hemlig nyckel", given.text("SECRET_KEY")
    if not key:
        return good("secret_key", title, "Skapas av programmet och ligger i datamappen.")
    if len(key) < SHORTEST_KEY or len(set(key)) < 10:
        return error(
            "secret_key", title, "SAMVERKA_SECRET_KEY går att gissa: den är för kort eller för enformig. Den som gissar den kan logga in som vem som helst.",
            "Ta bort variabeln, så skapar programmet en egen nyckel. Alla får logga in på nytt.",
        )  # fmt: skip
    return good("secret_key", title, "Anges med SAMVERKA_SECRET_KEY.")


def _hosts(given: Given) -> Iterator[Finding]:
    title, hosts = "Adresser", given.words("HOSTS")
    do = "Skriv bara namnen, med komma emellan: samverka.exempel.se"
    wrong = [host for host in hosts if host != "*" and not _HOST.match(host)]
    if wrong:
        yield error(
            "hosts",
            title,
            f"SAMVERKA_HOSTS innehåller ”{wrong[0]}”, som inte är ett namn; https://, port och snedstreck ska inte vara med.",
            do,
        )
    elif "*" in hosts:
        yield error(
            "hosts",
            title,
            "SAMVERKA_HOSTS är *, så vem som helst kan få länkar i Samverka att leda någon annanstans.",
            do,
        )
    elif not hosts:
        yield note("hosts", title, "Samverka svarar bara på den här datorn, eftersom SAMVERKA_HOSTS inte är satt.", do)
    else:
        yield good("hosts", title, f"Samverka svarar på {', '.join(hosts)}.")


def _origins(given: Given) -> Iterator[Finding]:
    for origin in given.words("ORIGINS"):
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
            yield error(
                "origins", "Formulär", f"SAMVERKA_ORIGINS innehåller ”{origin}”, som inte är en adress.",
                "Skriv den med https:// och utan något efter namnet: https://samverka.exempel.se",
            )  # fmt: skip


def is_local(host: str) -> bool:
    """Whether the name leads to this machine only."""
    plain = host.strip("[]")
    if plain == "localhost":
        return True
    try:
        return ipaddress.ip_address(plain).is_loopback
    except ValueError:
        return False


def is_reached_by_others(given: Given) -> bool:
    return any(not is_local(host) for host in given.words("HOSTS"))


def _https(given: Given) -> Iterator[Finding]:
    title, others = "Kryptering", is_reached_by_others(given)
    if others and not given.is_on("HTTPS"):
        yield error(
            "https", title, "Andra datorer når Samverka utan kryptering: lösenord och inloggningar kan läsas på vägen.",
            "Ställ en webbserver med certifikat framför, och sätt SAMVERKA_HTTPS=1. Se docs/operations.md.",
        )  # fmt: skip
    elif given.is_on("HTTPS") and not others:
        yield warning(
            "https", title, "SAMVERKA_HTTPS är 1, men SAMVERKA_HOSTS släpper inte in någon annan dator.",
            "Sätt SAMVERKA_HOSTS till namnet som används i adressen.",
        )  # fmt: skip
    elif given.is_on("HTTPS"):
        yield good("https", title, "Inloggningar skickas bara krypterat.")
    else:
        yield good("https", title, "Behövs inte: Samverka nås bara från den här datorn.")


def _database(given: Given) -> Iterator[Finding]:
    url = given.text("DATABASE")
    if not url:
        return
    do = "Skriv den så här: postgresql://användare:lösenord@värd:port/namn. Tecken som @ och / i lösenordet skrivs %40 och %2F."
    try:
        parts = urlsplit(url)
        right = parts.scheme in {"postgresql", "postgres"} and bool(parts.path.strip("/")) and (parts.port or 0) >= 0
    except ValueError:
        right = False
    if not right:
        yield error("database_address", "SAMVERKA_DATABASE", "Adressen till databasen går inte att läsa.", do)
    elif importlib.util.find_spec("psycopg") is None:
        yield error(
            "psycopg",
            "SAMVERKA_DATABASE",
            "Det som behövs för att tala med PostgreSQL är inte installerat.",
            "Kör: pip install 'samverka[postgres]'",
        )


def _county(given: Given) -> Iterator[Finding]:
    code = given.text("COUNTY") or "23"
    if code not in packaged.counties():
        listed = ", ".join(f"{each.code} {each.name}" for each in packaged.counties().values())
        yield error(
            "county", "Län", f"SAMVERKA_COUNTY är ”{code}”, som inte är någon länskod.", f"Välj en av dem: {listed}."
        )
    else:
        yield good("county", "Län", f"{packaged.counties()[code].name} ({code}).")


def _limits(given: Given) -> Iterator[Finding]:
    size = given.text("UPLOAD_MEGABYTES")
    if size and not (size.isdecimal() and 1 <= int(size) <= LARGEST_UPLOAD):
        yield error(
            "upload", "SAMVERKA_UPLOAD_MEGABYTES", f"”{size}” är inte ett antal megabyte mellan 1 och {LARGEST_UPLOAD}.",
            "Ta bort variabeln (då gäller 50) eller skriv ett heltal.",
        )  # fmt: skip
    level = given.text("LOG_LEVEL")
    if level and level not in LEVELS:
        yield error("log_level", "SAMVERKA_LOG_LEVEL", f"”{level}” är ingen nivå.", f"Välj en av {', '.join(LEVELS)}.")


def _not_for_real_use(given: Given) -> Iterator[Finding]:
    grave = error if is_reached_by_others(given) else warning
    if given.is_on("DEBUG"):
        yield grave(
            "debug",
            "SAMVERKA_DEBUG",
            "Felsidor visar programmets innehåll och inställningar för alla.",
            "Ta bort variabeln.",
        )
    if given.is_on("DEMO"):
        yield grave(
            "demo", "SAMVERKA_DEMO", "Vem som helst kan byta till ett demonstrationskonto.", "Ta bort variabeln."
        )
    day = given.text("TODAY")
    if not day:
        return
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        yield error("today", "SAMVERKA_TODAY", f"”{day}” är inget datum.", "Ta bort variabeln.")
    else:
        yield grave("today", "SAMVERKA_TODAY", f"Alla sidor visar läget den {day}, inte i dag.", "Ta bort variabeln.")
