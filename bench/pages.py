"""List and object pages against the bare view, on the real server, requests interleaved."""

from __future__ import annotations

import http.client
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import BARE

ROUNDS, WARM_UP = 60, 5
P50_BAR, P95_BAR = 3.0, 5.0
QUERIES_BAR = 15
Wanted = tuple[str, str, tuple[object, ...], str]
"""What a page is called, its view, the view's arguments, and the query of its address."""


@dataclass
class Page:
    """One address with the times it took, in milliseconds; `fresh`: with nothing kept, where that is measured."""

    name: str
    address: str
    queries: int = 0
    size: int = 0
    times: list[float] = field(default_factory=list)
    fresh: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]


def pages(words: Sequence[str] = ()) -> list[Page]:
    """What is measured, on the data of `bench.data`; with `words`, the pages whose names contain one of them."""
    from django.urls import reverse

    from samverka.action_register.models import ActionItem, ActionRegister, Edition
    from samverka.agreements.models import Agreement
    from samverka.findings.models import Finding
    from samverka.forums.models import Seat
    from samverka.matters.models import Matter
    from samverka.meetings.models import Meeting
    from samverka.principals.models import Person, Principal

    register, meeting = ActionRegister.objects.order_by("pk")[0], Meeting.objects.order_by("pk")[0]
    taken = list(Edition.objects.filter(state="taken").order_by("-number").values_list("pk", flat=True)[:2])
    ahead = Meeting.objects.filter(forum_parts__forum=register.forum).latest("starts_on", "pk")
    seat = Seat.objects.filter(office=None).order_by("pk")[0]
    agreement, item = Agreement.objects.order_by("pk")[1], ActionItem.objects.order_by("-pk")[0]
    wanted: tuple[Wanted, ...] = (
        ("Läget", "home:overview", (), ""),
        ("Balanslistan", "action_register:list", (), ""),
        ("Balanslistan, sista sidan", "action_register:list", (), "?sida=999"),
        ("En rad", "action_register:detail", (item.pk,), ""),
        ("Utgåvor", "action_register:editions", (register.pk,), ""),
        ("En utgåva, behandlad", "action_register:edition", (taken[0],), ""),
        (
            "En utgåva, ute på synpunkter",
            "action_register:edition",
            (Edition.objects.get(state="out_for_comments").pk,),
            "",
        ),
        ("Synpunkter på en utgåva", "action_register:edition_comments", (taken[0],), ""),
        ("Jämför två utgåvor", "action_register:compare", (register.pk,), f"?fran=u{taken[1]}&till=u{taken[0]}"),
        ("Jämför utgåva med listan nu", "action_register:compare", (register.pk,), f"?fran=u{taken[0]}&till=nu"),
        ("Gå igenom", "action_register:through", (register.pk, ahead.pk), ""),
        ("Gå igenom, alla rader", "action_register:through", (register.pk, ahead.pk), "?visa=allt"),
        ("Avtal", "agreements:list", (), ""),
        ("Avtal, en annan dag", "agreements:list", (), "?datum=2023-12-31"),
        ("Avtalens tidslinje", "agreements:timeline", (), ""),
        ("Översynskalender", "agreements:calendar", (), ""),
        ("Påminnelser", "agreements:reminders", (), ""),
        ("Påminnelsestegar", "agreements:ladders", (), ""),
        ("Ett avtal", "agreements:detail", (agreement.pk,), ""),
        ("Jämför versioner av ett avtal", "agreements:compare", (agreement.pk,), ""),
        ("Forum", "forums:list", (), ""),
        ("Forumens karta", "forums:map", (), ""),
        ("Ej utsedda", "forums:vacancies", (), ""),
        ("Ett forum", "forums:detail", (register.forum_id,), ""),
        ("Närvaro i ett forum", "forums:attendance", (register.forum_id,), ""),
        ("En plats", "forums:seat", (seat.pk,), ""),
        ("Huvudmän", "principals:list", (), ""),
        ("En huvudman", "principals:detail", (Principal.objects.order_by("pk")[0].pk,), ""),
        ("Personer", "principals:people", (), ""),
        ("En person", "principals:person", (Person.objects.order_by("pk")[0].pk,), ""),
        ("Möten", "meetings:list", (), ""),
        ("Årsplan", "meetings:plan", (), ""),
        ("Ett möte", "meetings:detail", (meeting.pk,), ""),
        ("Årshjul", "home:year", (), ""),
        ("Ärenden", "matters:list", (), ""),
        ("Ett ärende", "matters:detail", (Matter.objects.order_by("pk")[0].pk,), ""),
        ("Att kontrollera", "findings:list", (), ""),
        ("En sak att kontrollera", "findings:detail", (Finding.objects.order_by("pk")[0].pk,), ""),
        ("Läs in", "imports:list", (), ""),
    )
    return [
        Page(name, reverse(address, args=arguments) + query)
        for name, address, arguments, query in wanted
        if not words or any(word in name.casefold() for word in words)
    ]


def session_cookie() -> str:
    """A coordinator who has logged in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from samverka.foundation.accounts.operations import create_user
    from samverka.foundation.accounts.states import CountyRole

    user = create_user(username="bench", name="Bengt Bänk", password=None, roles=[CountyRole.COORDINATOR])
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "samverka.foundation.accounts.backend.Backend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def count_queries(found: list[Page], cookie: str) -> None:
    """How many SQL queries each page asks, through the test client in this process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"cookie": cookie, "host": "127.0.0.1"})
    for page in found:
        client.get(page.address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = client.get(page.address)
        if response.status_code != 200:
            raise SystemExit(f"{page.address} answered {response.status_code}")
        page.queries, page.size = len(asked), len(response.content)


def tell(cookie: str) -> None:
    """Prints how long the files and the calendar take: they have no bar, and are made once."""
    from django.test import Client
    from django.urls import reverse

    from samverka.action_register.models import Edition
    from samverka.foundation.accounts.models import User
    from samverka.foundation.accounts.operations import issue_link
    from samverka.home.feed import PURPOSE, VALID_FOR, Scope

    link, token = issue_link(
        user=User.objects.get(username="bench"), purpose=PURPOSE, scope=Scope().to_json(), label="", valid_for=VALID_FOR
    )
    edition = Edition.objects.filter(state="taken").latest("number").pk
    client = Client(headers={"cookie": cookie, "host": "127.0.0.1"})
    told = (
        *((f"Balanslistan, {kind}", reverse(f"action_register:{kind}")) for kind in ("word", "pdf", "excel", "csv")),
        *((f"En utgåva, {kind}", reverse(f"action_register:edition_{kind}", args=[edition])) for kind in ("word", "pdf", "excel")),
        ("Kalendern", reverse("home:feed", args=[token])),
    )  # fmt: skip
    print("\nfiles, each made once:")
    for name, address in told:
        began = time.process_time()
        response = client.get(address)
        size = len(b"".join(response) if response.streaming else response.content)
        print(
            f"  {name:<28}{response.status_code:>5}{size // 1024:>8} kB{time.process_time() - began:>8.2f} s of the processor"
        )
    link.delete()


def measure(found: list[Page], cookie: str) -> list[tuple[str, int]]:
    """Fills in the times, and gives the memory of each process in MB."""
    from samverka.foundation.tasks.server import free_port

    port = free_port("127.0.0.1", 18900)
    # Its output is not read: the log of a measured server is part of what it costs.
    server = subprocess.Popen([sys.executable, "-m", "django", "run", "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        connection = _connected(port)
        for turn in range(ROUNDS + WARM_UP):
            for page in found:
                began = time.perf_counter()
                connection.request("GET", page.address, headers={"Cookie": cookie})
                response = connection.getresponse()
                response.read()
                took = (time.perf_counter() - began) * 1000
                if response.status != 200:
                    raise SystemExit(f"{page.address} answered {response.status}")
                if turn >= WARM_UP:
                    page.times.append(took)
        return memory(server.pid)
    finally:
        server.terminate()
        server.wait()


def _connected(port: int) -> http.client.HTTPConnection:
    deadline = time.monotonic() + 30
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/halsa/")
            connection.getresponse().read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return connection


def memory(parent: int) -> list[tuple[str, int]]:
    """Name and resident memory of the process and its children, where /proc tells."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = dict(
                line.split(":\t", 1) for line in (folder / "status").read_text().splitlines() if ":\t" in line
            )
            command = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        if str(parent) in (folder.name, status["PPid"].strip()):
            kind = "worker" if " worker" in command else "server" if folder.name != str(parent) else "supervisor"
            found.append((kind, int(status["VmRSS"].split()[0]) // 1024))
    return sorted(found)


def run(folder: Path, *, words: Sequence[str] = (), in_process: bool = False) -> bool:
    """Builds the data, measures, prints; whether every bar is kept."""
    import django

    os.environ["SAMVERKA_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    cookie = prepare()
    found = pages(words)
    count_queries(found, cookie)
    if not words:
        tell(cookie)
    bare = Page("bare view, 30 rows", BARE)
    if not in_process:
        return _report(bare, found, measure([bare, *found], cookie))
    from bench import in_process as here

    here.measure([(page.address, page.times, page.fresh) for page in (bare, *found)], cookie)
    return _report(bare, found, [])


def prepare() -> str:
    """Migrates and fills the database of the settings; the cookie of someone who has logged in."""
    from django.core.management import call_command

    from bench import data, gatherings, lists, seats

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    data.build()
    seats.build()
    gatherings.build()
    lists.build()
    print(
        f"{data.AGREEMENTS} agreements, {data.ROWS} rows, {lists.EDITIONS} editions, {gatherings.MEETINGS} meetings of {gatherings.PARAGRAPHS} paragraphs, "
        f"made in {time.perf_counter() - began:.1f} s"
    )
    return session_cookie()


def _report(bare: Page, found: list[Page], processes: list[tuple[str, int]]) -> bool:
    print(
        f"\n{'page':<28}{'SQL':>5}{'kB':>6}{'p50 ms':>9}{'p95 ms':>9}{'p50 ×':>8}{'p95 ×':>8}{'  nothing kept ×' if bare.fresh else ''}"
    )
    print(f"{bare.name:<28}{1:>5}{'':>6}{bare.p50:>9.1f}{bare.p95:>9.1f}{1:>8.1f}{1:>8.1f}")
    kept = True
    for page in found:
        ratios = page.p50 / bare.p50, page.p95 / bare.p95
        over = ratios[0] > P50_BAR or ratios[1] > P95_BAR or page.queries > QUERIES_BAR
        kept &= not over
        print(
            f"{page.name:<28}{page.queries:>5}{page.size // 1024:>6}{page.p50:>9.1f}{page.p95:>9.1f}"
            f"{ratios[0]:>8.1f}{ratios[1]:>8.1f}{_fresh(page, bare)}{'   over' if over else ''}"
        )
    print(f"bars: p50 ≤ {P50_BAR:.0f} ×, p95 ≤ {P95_BAR:.0f} ×, ≤ {QUERIES_BAR} queries")
    if processes:
        print("memory: " + ", ".join(f"{name} {size} MB" for name, size in processes) + " (bar 150 MB a process)")
    return kept and all(size < 150 for _name, size in processes)


def _fresh(page: Page, bare: Page) -> str:
    return f"{statistics.median(page.fresh) / bare.p50:>16.1f}" if page.fresh else ""
