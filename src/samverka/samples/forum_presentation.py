"""A presentation of the county's forums for new members: purpose, participants, mandate, frequency, who prepares."""

from __future__ import annotations

from samverka.samples.content import ForumPresentation

TITLE = "Samverkansforum i Jämtlands län"
DATE = "2024-03-15"
INTRODUCTION = (
    "Här beskrivs de forum där Region Jämtland Härjedalen och länets åtta kommuner möts. Beskrivningen är tänkt för "
    "nya ledamöter och för tjänstepersoner som bereder ärenden."
)

POLITICAL, OFFICIALS = "Politisk arena", "Tjänstepersonsarena"

FORUMS = (
    ForumPresentation(
        "Sociala vård- och omsorgsgruppen (SVOM)",
        POLITICAL,
        "Att stärka samverkan mellan kommunerna och regionen i frågor om hälso- och sjukvård, vård och omsorg.",
        ("Ordförandena i de nämnder som ansvarar för vård och omsorg", "Förvaltningschefer"),
        ("Hälso- och sjukvårdsnämndens presidium", "Hälso- och sjukvårdsdirektören"),
        "Rekommendationsbeslut till huvudmännen.",
        "4 ggr/år, varav ett tillfälle tillsammans med Västernorrland.",
        "Fredagsgruppen och SamReKo HSI",
        reading={"level": "political", "meetings_per_year": 4, "prepared_by": ["Fredagsgruppen", "SamReKo HSI"]},
    ),
    ForumPresentation(
        "Barnarenan",
        POLITICAL,
        "Att samla politiker från regionen och kommunerna kring frågor om barns och ungas hälsa, skola och stöd.",
        ("Presidierna för skola och socialtjänst", "Skolchefer och IFO-chefer"),
        ("Två ledamöter som hälso- och sjukvårdsnämnden har utsett", "Områdeschef barn och unga"),
        "Rekommendationsbeslut till huvudmännen.",
        "3 ggr/år.",
        "SamReKo HSI",
        reading={"level": "political", "meetings_per_year": 3, "prepared_by": ["SamReKo HSI"]},
    ),
    ForumPresentation(
        "Regionens samverkansråd (RSR)",
        POLITICAL,
        "Att ge regionens och kommunernas ledningar ett gemensamt forum för övergripande utvecklingsfrågor.",
        ("Kommunstyrelsernas ordförande", "Kommundirektörer"),
        ("Regionstyrelsens presidium", "Regiondirektören"),
        "Samråd utan beslutanderätt.",
        "5 ggr/år.",
        reading={"level": "political", "meetings_per_year": 5},
    ),
    ForumPresentation(
        "Fredagsgruppen",
        OFFICIALS,
        "Att driva gemensamma frågor inom hälso- och sjukvård och omsorg framåt och bereda ärenden.",
        ("Förvaltningschefer eller motsvarande", "Samordnare social välfärd"),
        ("Hälso- och sjukvårdsdirektören", "Närvårdsområdeschefer", "Områdeschef psykiatri"),
        "Beslut inom ramen för varje chefs uppdrag.",
        "4 ggr/år och kortare månadsmöten på distans.",
        prepares="SVOM",
        reading={"level": "officials", "meetings_per_year": 4, "prepares_for": ["SVOM"]},
    ),
    ForumPresentation(
        "SamReKo Hälso- och sjukvård, skola och IFO (SamReKo HSI)",
        OFFICIALS,
        "Att samordna frågor som rör barn, unga och familjer mellan skola, socialtjänst och hälso- och sjukvård.",
        ("Tre IFO-chefer", "Två skolchefer", "Barn- och utbildningssamordnare"),
        ("Regionöverläkare", "Områdeschefer för barn och unga, psykiatri och primärvård"),
        "Beslut inom ramen för varje chefs uppdrag.",
        "4 ggr/år samt en strategidag vid behov.",
        prepares="Barnarenan och SVOM",
        reading={"level": "officials", "meetings_per_year": 4, "prepares_for": ["Barnarenan", "SVOM"]},
    ),
    ForumPresentation(
        "Lokala samverkansgrupper",
        OFFICIALS,
        "Att lösa vardagens frågor nära patienterna och hålla den lokala planen aktuell.",
        ("Förvaltningschef", "Medicinskt ansvarig sjuksköterska", "Enhetschefer"),
        ("Verksamhetschef i närvårdsområdet", "Läkare med medicinskt ledningsuppdrag"),
        frequency="6 ggr/år.",
        reading={"level": "officials", "meetings_per_year": 6},
    ),
    ForumPresentation(
        "Länsnätverk psykisk hälsa",
        OFFICIALS,
        "Att sprida kunskap och följa upp länets gemensamma insatser för psykisk hälsa.",
        ("En kontaktperson från varje kommun",),
        ("Utvecklingsledare psykisk hälsa", "Representanter för psykiatrin och ungdomsmottagningen"),
        "Arbetsgrupp utan beslutanderätt.",
        "4 ggr/år.",
        reading={"level": "officials", "meetings_per_year": 4},
    ),
)
