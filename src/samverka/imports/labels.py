"""Words of the pages of imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samverka.foundation.dates.words import day_in_words
from samverka.foundation.language import in_swedish
from samverka.imports.blocks import PageInfo
from samverka.imports.models import ImportRun
from samverka.imports.states import RecordKind, RunState

VERBS = {
    "start_import": _("läste in filen"),
    "finish_reading": _("läste klart"),
    "read": _("läste dokumentet"),
    "fail": _("kunde inte läsa dokumentet"),
    "wait": _("väntar på att bilderna ska kunna läsas"),
    "resume": _("försökte igen"),
    "leave_out": _("läste utan sidorna som är bilder"),
    "set_facts": _("angav forum eller datum"),
    "correct": _("rättade"),
    "keep": _("behöll registrets uppgift"),
    "take": _("tog dokumentets uppgift"),
    "omit": _("tog inte med"),
    "include": _("tog med igen"),
    "accept": _("godkände posten"),
    "keep_register": _("behöll registrets uppgifter"),
    "keep_newer": _("behöll registrets uppgifter där de är nyare"),
    "take_letters": _("godkände namnen som de är lästa"),
    "take_guesses": _("godkände huvudmännen som de är lästa"),
    "ask_again": _("tog tillbaka svaret"),
    "choose_target": _("svarade vad posten är"),
    "drop": _("hoppade över posten"),
    "take_back": _("tog med posten igen"),
    "apply": _("började föra in"),
    "brought_in": _("förde in"),
    "finish_part": _("förde in det som var säkert"),
    "finish": _("blev klar med införandet"),
    "give_up": _("avbröt införandet"),
    "undo": _("ångrade"),
    "discard": _("lade bort läsningen"),
}

UNDATED = _("Listan saknar datum och antas gälla den dag den lästes in. Ändra datumet om den är äldre.")


@in_swedish
def lacks_date(run: ImportRun) -> bool:
    """Whether the day of a list is only the day it was handed in, and nobody has said another."""
    return str(UNDATED) in run.warnings and run.document_date == timezone.localdate(run.created_at)


_SEGMENTS = {
    "": _("Alla"),
    "osakra": _("Osäkra"),
    "nya": _("Nya"),
    "andrade": _("Ändrade"),
    "samma": _("Samma"),
    "bort": _("Förs inte in"),
}


def segments(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """The selections of a run's records: key, word, how many."""
    return [(key, str(label), counts[key]) for key, label in _SEGMENTS.items()]


def kinds_in_words(kinds: Sequence[tuple[str, int]]) -> str:
    """`36 rader och 26 avtal`, or empty."""
    words = {
        RecordKind.PERSON: lambda n: ngettext("%(n)s person", "%(n)s personer", n),
        RecordKind.FORUM: lambda n: ngettext("%(n)s forum", "%(n)s forum", n),
        RecordKind.SEAT: lambda n: ngettext("%(n)s plats", "%(n)s platser", n),
        RecordKind.AGREEMENT: lambda n: ngettext("%(n)s avtal", "%(n)s avtal", n),
        RecordKind.MATTER: lambda n: ngettext("%(n)s ärende", "%(n)s ärenden", n),
        RecordKind.MEETING: lambda n: ngettext("%(n)s möte", "%(n)s möten", n),
        RecordKind.TABLE: lambda n: ngettext("%(n)s tabell", "%(n)s tabeller", n),
        RecordKind.ACTION_ITEM: lambda n: ngettext("%(n)s rad i balanslistan", "%(n)s rader i balanslistan", n),
    }
    return get_text_list([words[RecordKind(kind)](count) % {"n": count} for kind, count in kinds], _now("och"))


def pictures_in_words(pages: Sequence[PageInfo]) -> str:
    """`12 sidor är lästa ur bild, varav 3 osäkra; 1 sida är inte läst`, or empty."""
    read = [page for page in pages if page.is_read]
    unsure = sum(1 for page in read if page.is_unsure)
    parts = []
    if read:
        told = ngettext("%(n)s sida är läst ur bild", "%(n)s sidor är lästa ur bild", len(read)) % {"n": len(read)}
        more = ngettext(", varav %(n)s är osäker", ", varav %(n)s är osäkra", unsure) % {"n": unsure} if unsure else ""
        parts.append(told + more)
    if left := len(pages) - len(read):
        parts.append(ngettext("%(n)s bild är inte läst", "%(n)s bilder är inte lästa", left) % {"n": left})
    return "; ".join(parts)


def already_taken_in(run: ImportRun, filename: str) -> str:
    """Told when the same bytes come again, under whatever name."""
    name = run.source.filename
    known = {"file": filename, "name": name, "run": run, "day": day_in_words(run.created_at.date())}
    if filename == name:
        said = _now("”%(file)s” är redan inläst den %(day)s, som ”%(run)s”.") % known
    else:
        said = _now("”%(file)s” är samma dokument som ”%(name)s”, inläst den %(day)s som ”%(run)s”.") % known
    if run.state == RunState.APPLIED:
        return f"{said} {_now('Det är redan infört, så inget ändras.')}"
    return f"{said} {_now('Fortsätt där; inget är läst in två gånger.')}"
