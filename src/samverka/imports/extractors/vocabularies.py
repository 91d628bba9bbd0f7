"""How the columns of the county's lists are headed, in this county and elsewhere."""

from __future__ import annotations

from samverka.imports.extractors.headers import Vocabulary

_NUMBER = ("nr", "nummer", "#", "löpnr", "löpnummer", "ärendenr", "ärendenummer", "id", "rad", "punkt", "no")


def _is_action_register(concepts: frozenset[str]) -> bool:
    followed = concepts & {"responsible", "follow_up", "due", "preparing_forums"}
    return ("subject" in concepts and len(followed) >= 1 and len(concepts) >= 3) or (
        len(followed) >= 3 and "priority_area" in concepts
    )


ACTION_REGISTER = Vocabulary(
    "action_register",
    {
        "number": _NUMBER,
        "direction": ("inriktning", "strategisk inriktning", "målområde", "mål", "målsättning", "strategi", "perspektiv"),
        "priority_area": (
            "prioriterat område", "prioriterade områden", "prioriterat", "insatsområde", "utvecklingsområde",
            "fokusområde", "delområde", "område", "temaområde", "tema", "kategori", "ämnesområde", "verksamhetsområde",
        ),
        # The first words name what the row is about, the last what is to be done about it.
        "subject": (
            "vad", "ärende", "ärenden", "fråga", "frågor", "rubrik", "ämne", "ärendemening", "benämning", "uppdragets namn",
            "insats", "aktivitet", "aktiviteter", "uppdrag", "åtgärd", "åtgärder", "arbetsuppgift", "uppgift",
            "att göra", "beslut", "beslutspunkt", "beskrivning", "vad ska göras", "uppdragsbeskrivning",
        ),
        "responsible": (
            "ansvarig", "ansvariga", "ansvarig funktion", "ansvar", "vem", "vem ansvarar", "ansvarar", "handläggare",
            "utförare", "uppdragstagare", "uppdrag till", "till", "operativ gruppering", "kontaktperson", "genomförs av", "projektledare",
        ),
        "preparing_forums": (
            "beredande forum", "beredande organ", "beredande grupp", "beredande", "bereds av", "beredning",
            "beredningsgrupp", "beredningsforum", "forum", "arena", "samverkansarena",
        ),
        "follow_up": (
            "uppföljning", "status", "lägesrapport", "läge", "nuläge", "aktuellt läge", "återrapportering",
            "redovisning", "återkoppling", "uppföljning och status", "kommentar", "kommentarer", "notering",
            "noteringar", "anteckning", "anteckningar", "anmärkning", "anm", "resultat", "hantering",
        ),
        "due": (
            "klart", "klar", "klart senast", "klar senast", "ska vara klart", "klart datum", "färdigt", "färdigdatum",
            "slutdatum", "slut", "sista datum", "deadline", "förfallodatum", "senast", "tidplan", "tidsplan", "tidpunkt",
            "tidsram", "när", "tid", "återrapporteras", "återrapport", "återredovisas", "åter", "slutredovisas", "redovisas senast", "beräknat klart", "planerat klart",
        ),
        "given": (
            "uppdragsdatum", "beslutsdatum", "datum för beslut", "datum för uppdrag", "givet", "uppdrag givet",
            "beslutat", "startdatum", "start", "beslutad", "inkom", "inkommet", "upprättat", "uppdragsgivare", "beställare", "uppdrag från",
            "paragraf", "§", "protokoll", "diarienummer", "dnr", "diarienr", "datum",
        ),
    },
    _is_action_register,
)  # fmt: skip


def _is_agreement_list(concepts: frozenset[str]) -> bool:
    return "name" in concepts and bool(concepts & {"validity", "from", "to", "notice", "recommending_forums"})


AGREEMENT_LIST = Vocabulary(
    "agreement_list",
    {
        "number": _NUMBER,
        "name": (
            "överenskommelse", "överenskommelser", "avtal", "samverkansavtal", "avtalets namn", "avtalsnamn", "namn på avtal",
            "riktlinje", "riktlinjer", "dokument", "dokumentnamn", "dokumentets namn", "styrdokument", "benämning",
            "titel", "namn", "rubrik", "avser", "ärende", "handling",
        ),
        "validity": (
            "giltighetstid", "giltighet", "giltig", "avtalstid", "avtalsperiod", "avtalets löptid", "löptid", "gäller",
            "gällande", "gällandetid", "gäller tid", "gäller under", "giltighetsperiod", "period", "tidsperiod", "tid",
        ),
        "from": (
            "giltig från", "giltigt från", "gäller från", "gäller från och med", "gäller fr o m", "gäller from", "fr o m", "från", "from",
            "startdatum", "start", "avtalsstart", "ikraftträdande", "börjar gälla",
        ),
        "to": (
            "giltig till", "giltigt till", "gäller till", "gäller till och med", "gäller t o m", "gäller tom", "t o m", "till", "tom",
            "slutdatum", "slut", "avtalsslut", "upphör", "löper ut", "utgår", "sista giltighetsdag", "giltig t o m", "giltigt t o m",
        ),
        "notice": ("uppsägningstid", "uppsägning", "sägs upp"),
        "renewal": ("förlängning", "förlängs", "automatisk förlängning", "option"),
        "review": (
            "nästa översyn", "översyn", "revidering", "nästa revidering", "revideras", "uppföljning", "följs upp", "ses över",
        ),
        "recommending_forums": (
            "rekommendationsbeslutande forum", "rekommenderande forum", "rekommendationsbeslut", "beslutande forum",
            "beslutsforum", "beslutande organ", "beslutas av", "beslutsnivå", "fastställs av", "fastställd av", "fastställt av",
            "antas av", "antagen av", "beslutad av", "beslutat av", "beslutsinstans", "rekommenderas av", "beslut i", "beslutande",
        ),
        "preparing_forums": (
            "beredande forum", "beredande organ", "beredande grupp", "bereds av", "beredning", "beredningsgrupp",
            "ansvarigt forum", "ansvarig grupp", "förvaltas av", "beredande", "forum", "arena",
        ),
        "parties": ("parter", "avtalsparter", "mellan", "part", "avtalspart", "motpart"),
        "record_number": ("diarienummer", "dnr", "diarienr"),
        "area": ("område", "verksamhetsområde", "ämnesområde", "målgrupp", "kategori", "sakområde"),
        "kind": ("typ", "dokumenttyp", "typ av dokument", "avtalstyp", "slag"),
        "notes": (
            "noteringar", "notering", "anmärkning", "anmärkningar", "kommentar", "kommentarer", "övrigt", "anteckningar",
            "status", "information",
        ),
        "responsible": ("ansvarig", "kontaktperson", "handläggare", "avtalsansvarig", "dokumentansvarig"),
    },
    _is_agreement_list,
)  # fmt: skip


def _is_forum_list(concepts: frozenset[str]) -> bool:
    described = concepts & {"purpose", "participants", "participants_municipal", "participants_region", "mandate"}
    return len(described) >= 2 or (bool(described) and bool(concepts & {"name"}) and len(concepts) >= 3)


FORUM_LIST = Vocabulary(
    "forum_list",
    {
        "name": (
            "forum", "arena", "samverkansforum", "samverkansarena", "samverkansgrupp", "grupp", "gruppering", "organ",
            "namn", "nätverk", "benämning",
        ),
        "level": ("nivå", "typ", "typ av forum", "typ av arena", "politisk tjänsteperson"),
        "purpose": ("syfte", "ändamål", "syfte och mål", "syfte och uppdrag", "uppdrag", "uppgift", "uppgifter", "ansvarsområde", "funktion", "roll"),
        "participants_municipal": (
            "deltagare kommun", "deltagare kommuner", "deltagare kommunerna", "deltagare från kommunerna", "deltagare från kommun", "kommunerna",
            "från kommunerna", "kommunens representanter", "kommunernas representanter", "representanter kommun", "ledamöter kommun", "kommuner",
            "kommunala representanter", "representation kommunerna", "representation kommun", "kommun",
        ),
        "participants_region": (
            "deltagare region", "deltagare regionen", "deltagare från regionen", "deltagare från region", "regionen", "från regionen",
            "regionens representanter", "representanter region", "ledamöter region", "region", "regionala representanter",
            "representation regionen", "representation region",
        ),
        "participants": (
            "deltagare", "sammansättning", "ledamöter", "representation", "representanter", "medlemmar", "vilka deltar",
            "deltar", "bemanning",
        ),
        "mandate": ("mandat", "befogenhet", "befogenheter", "beslutsmandat", "beslutanderätt", "beslutsrätt", "mandat och beslut"),
        "frequency": (
            "mötesfrekvens", "frekvens", "möten", "sammanträden", "mötesordning", "mötestillfällen", "antal möten",
            "mötestäthet", "träffas", "sammanträder", "hur ofta", "möten per år",
        ),
        "prepares_for": ("bereder till", "bereder åt", "bereder ärenden till", "bereder", "beredande organ till", "beredande till", "bereder för", "rapporterar till"),
        "prepared_by": ("bereds av", "beredande organ", "beredande forum", "beredande grupp", "beredning", "beredning sker i", "beredande"),
        "chair": ("ordförande", "ordförandeskap", "sammankallande", "sekreterare"),
    },
    _is_forum_list,
)  # fmt: skip

ALL = (ACTION_REGISTER, AGREEMENT_LIST, FORUM_LIST)
