"""How the columns of lists of people are headed."""

from __future__ import annotations

import re

from samverka.imports.extractors.headers import Vocabulary, match_heading
from samverka.imports.signals import fold

_IDENTITY = re.compile(
    r"\bpersonn(?:umme)?r\b|\bpers\W{0,2}nr\b|\bperson\s?-?\s?(?:nr|nummer|id)\b|\bpersonid\w*|\bpnr\b|\bsamordningsn\w+|\bfodelse\w+|\bfodd\b|\bsocial security\b"
)
TELLING = frozenset({"principal", "party", "email", "title", "role", "forum", "office", "active", "phone", "identity"})
NOT_READ = frozenset({"phone"})


def _is_people_list(concepts: frozenset[str]) -> bool:
    named = "name" in concepts or {"first_name", "last_name"} <= concepts
    return named and bool(concepts & TELLING)


PEOPLE = Vocabulary(
    "people",
    {
        "key": ("nr i samverka", "samverkas nummer", "samverka id"),
        "first_name": ("förnamn", "tilltalsnamn"),
        "last_name": ("efternamn",),
        "name": (
            "namn", "för och efternamn", "förnamn och efternamn", "förnamn efternamn", "fullständigt namn", "person", "personnamn",
            "innehavare", "ledamot", "ledamöter", "representant", "representanter", "kontaktperson", "deltagare", "förtroendevald",
        ),
        "forum": ("forum", "samverkansforum", "arena", "samverkansarena", "organ", "grupp", "gruppering", "nätverk"),
        "role": ("plats som", "plats", "roll", "roll i forumet", "uppdrag", "uppdrag i forumet", "förtroendeuppdrag", "ställning"),
        "seat_name": ("platsens namn", "platsnamn"),
        "office": ("befattning", "följer befattningen", "befattning som platsen följer"),
        "title": ("titel", "tjänstetitel", "yrkestitel", "yrke", "funktion", "tjänst"),
        "principal": (
            "huvudman", "organisation", "kommun", "region", "kommun region", "region kommun", "kommun eller region", "arbetsgivare",
            "hemkommun", "representerar", "företräder", "organisationstillhörighet", "huvudmän", "tillhörighet",
        ),
        "party": ("parti", "partibeteckning", "partitillhörighet", "politiskt parti", "partiförkortning"),
        "email": (
            "e post", "epost", "e postadress", "epostadress", "mejl", "mejladress", "mail", "mailadress", "e mail", "email", "e mailadress",
        ),
        "phone": ("telefon", "telefonnummer", "tel", "mobil", "mobiltelefon", "mobilnummer", "mobilnr", "telefonnr"),
        "active": ("kan väljas", "kan väljas till nya platser", "aktiv", "är aktiv"),
        "starts_on": (
            "första dag", "från", "från och med", "fr o m", "from", "fom", "startdatum", "start", "tillträde", "tillträder", "mandat från", "gäller från",
        ),
        "ends_on": (
            "sista dag", "till", "till och med", "t o m", "tom", "slutdatum", "slut", "avgår", "mandat till", "gäller till", "lämnar",
        ),
        "order": ("ersättarordning", "inkallelseordning", "ordning", "turordning"),
    },
    _is_people_list,
)  # fmt: skip


def concept_of(text: str) -> tuple[str | None, float]:
    """The concept a heading names and how well; `identity` for what Samverka never keeps."""
    if _IDENTITY.search(fold(text)):
        return "identity", 100.0
    found = match_heading(text, PEOPLE)
    return found.concept, found.score
