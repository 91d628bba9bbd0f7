"""Whatever stands in a list, it comes back from Word as it was."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverka.action_register import word
from samverka.action_register.content import ItemContent
from samverka.action_register.operations import create_items, open_register
from samverka.agreements.content import AgreementContent
from samverka.agreements.operations import create_agreement
from samverka.forums.models import Forum
from samverka.forums.operations import load_known_forums
from samverka.forums.queries import forum_names
from samverka.imports.tests.test_list_again import differing, printed, read
from samverka.principals.queries import principal_matcher

pytestmark = pytest.mark.django_db
_serial = itertools.count(1)

NOUNS = (
    "avtal", "överenskommelse", "hemsjukvård", "rehabilitering", "e-hälsa", "psykisk hälsa", "barn och unga", "SIP", "in- och utskrivning",
    "kompetensförsörjning", "läkemedel/hjälpmedel", "nära vård (glesbygd)", "1177", "”Bo hemma”", "region- och kommunfrågor", "Jämtbus",
    "Samsjuklighetsutredning en", "vård- och omsorgscollege", "år 2024–2026", "A. Ordning", "50 % av alla", "Åre, Berg & Krokom", "digitali sering",
)  # fmt: skip
BEGINNINGS = (
    "Nytt",
    "Översyn av",
    "Uppdrag:",
    "Handlingsplan",
    "Fördelning –",
    "Gemensam",
    "Stöd till",
    "Mål:",
    "Länets",
    "2. Plan för",
)
SENTENCES = (
    "Ta fram ett förslag.", "Följa och implementera", "- Samsjuklighet", "• Barn och unga", "Se över avtalet; återkom till SVOM.", "Kostnader (ca 2,5 mnkr) redovisas",
    "följs löpande", "Ansvarig utses senare", "Se www.regionjh.se/samverkan", "<i>Kursiv text</i>", "Uppföljning sker årligen", "1) Kartlägg 2) Föreslå", "–",
    "Klart", "Giltig tom 31/12 2024.", "SVOM 3/6 2024 – rapport", "Prel. SVOM 11/10 2024 - beslut", "Fredagsgruppen/SamReKo HSI 29/9 2023 – nya manualer",
    "Rek.beslut SVOM senast okt. 2024.", "Vad", "Utskick till samverkans-", "parterna", "tills vidare", "Avslutad del 1",
)  # fmt: skip
subjects = st.builds(
    lambda *parts: " ".join(parts), st.sampled_from(BEGINNINGS), st.sampled_from(NOUNS), st.sampled_from(NOUNS)
)
cells = st.lists(st.sampled_from(SENTENCES), max_size=4).flatmap(
    lambda lines: st.sampled_from(["\n", " "]).map(lambda join: join.join(lines))
)
directions = st.sampled_from(
    ["", "Tillgänglig och samordnad vård", "Förbättrad psykisk hälsa", "Övrigt", "Mål 3: God hälsa", "B. Digital vård"]
)
areas = st.lists(
    st.sampled_from(
        ["Nära vård", "Psykisk hälsa", "E-hälsa/digitalisering", "Barn, unga och familj", "Kompetensförsörjning"]
    ),
    max_size=3,
    unique=True,
)
responsible = st.lists(
    st.sampled_from(["Utvecklingsstrateg RJH", "Samordnare social välfärd KFJH", "Länets kommuner, Region JH och Polisen", "Styrgrupp VoC", "Verksamhetschef psykiatri",
                     "kommunerna", "Projektledare (t.o.m. 2024-04)", "Enhetschef UM/Mini Maria"]), max_size=3, unique=True,
)  # fmt: skip
preparing = st.lists(
    st.sampled_from(["Fredagsgruppen", "SamReKo HSI", "FG", "SamReKo HSO", "Beredningsgrupp GNUS", "Barnarenan"]),
    max_size=3,
    unique=True,
)
rows = st.builds(
    ItemContent, subject=subjects, direction=directions, areas=areas.map(tuple), commission=cells, responsible=responsible.map(tuple),
    preparing=preparing.map(tuple), follow_up=cells,
)  # fmt: skip
lists = st.lists(rows, min_size=1, max_size=6, unique_by=lambda row: "".join(row.subject.split()))
agreements = st.lists(
    st.builds(
        AgreementContent, name=st.builds(lambda number, noun: f"Överenskommelse {number} om {noun}", st.integers(1, 9), st.sampled_from(NOUNS)),
        validity_raw=st.sampled_from(["2023-2026", "2021-2023 (förlängd tom 31/12 2024)", "2018 -tills vidare, ska följas upp årligen", "2024-", "t.o.m. 2025-12-31"]),
        recommending=st.lists(st.sampled_from(["SVOM", "Barnarenan", "Gemensamma nämnden"]), max_size=2, unique=True).map(tuple),
        preparing=preparing.map(tuple), notes=cells,
    ),
    max_size=3, unique_by=lambda each: "".join(each.name.split()),
)  # fmt: skip


def in_the_register(actor, content, agreed, title: str):
    register = open_register(actor=actor, forum=Forum.objects.get(abbreviation="SVOM"), title=title)
    create_items(actor=actor, register=register, contents=content, names=forum_names(), principals=principal_matcher())
    for each in agreed:
        create_agreement(actor=actor, content=each)
    return register


@pytest.fixture
def forums(coordinator):
    load_known_forums(actor=None, county_code="23")


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    content=lists,
    agreed=agreements,
    title=st.sampled_from(["Balanslista SVOM 2024", "Uppdragslista", "Balanslista för SVOM, 2024"]),
    days=st.integers(0, 40),
)
def test_every_list_comes_back_as_it_was(coordinator, forums, content, agreed, title, days):
    with transaction.atomic():
        register = in_the_register(coordinator, content, agreed, title)
        out = printed(coordinator, register, dt.date(2026, 11, 1) + dt.timedelta(days))
        run = read(coordinator, word.document(out, edition=f"Utgåva {next(_serial)}"), "lista.docx")
        found = differing(run)
        count = run.records.filter(kind="action_item").count()
        transaction.set_rollback(True)
    assert found == []
    assert count == len(content)
