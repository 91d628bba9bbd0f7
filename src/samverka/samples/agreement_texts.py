"""Two versions of the text of an agreement in the lists, to be compared: ours, not the county's."""

from __future__ import annotations

from dataclasses import dataclass

from samverka.foundation.typeset import word

AGREEMENT = "Länsöverenskommelse riskbruk, missbruk och beroende"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class AgreementText:
    """A version: what it is called, the day it is of and applies from, and its paragraphs; a heading begins with `# `."""

    label: str
    dated_on: str
    valid_from: str
    paragraphs: tuple[str, ...]

    @property
    def filename(self) -> str:
        return f"lansoverenskommelse-{self.valid_from[:4]}.docx"

    def document(self) -> bytes:
        """The version as a Word document, the same bytes each time."""
        made = word.new_document(title=AGREEMENT, author="Samordningskansliet", saved_on=self.dated_on, landscape=False)
        made.add_heading(AGREEMENT, level=1)
        for text in self.paragraphs:
            if text.startswith("# "):
                made.add_heading(text[2:], level=2)
            else:
                made.add_paragraph(text)
        return word.to_bytes(made)


_PARTIES = "Överenskommelsen gäller mellan Region Jämtland Härjedalen och länets åtta kommuner."

FIRST = AgreementText(
    "Ursprunglig", "2020-11-20", "2021-01-01",
    (
        "# 1 Parter", _PARTIES,
        "# 2 Syfte",
        "Den som har ett riskbruk, missbruk eller beroende ska få samordnad hjälp oavsett var i länet hon eller han bor.",
        "# 3 Ansvar",
        "Regionen ansvarar för abstinensbehandling och läkemedelsbehandling.",
        "Kommunen ansvarar för psykosocial behandling, boende och sysselsättning.",
        "Den verksamhet som först får kontakt med personen tar initiativ till en samordnad individuell plan inom fyra veckor.",
        "# 4 Uppföljning",
        "SamReKo HSI följer upp överenskommelsen vartannat år.",
        "# 5 Giltighetstid",
        "Överenskommelsen gäller från och med den 1 januari 2021 till och med den 31 december 2023.",
    ),
)  # fmt: skip
REVISED = AgreementText(
    "Reviderad vid förlängningen", "2023-12-08", "2024-01-01",
    (
        "# 1 Parter", _PARTIES,
        "# 2 Syfte",
        "Den som har ett riskbruk, missbruk eller beroende ska få samordnad hjälp oavsett ålder och var i länet hon eller han bor.",
        "# 3 Ansvar",
        "Regionen ansvarar för abstinensbehandling, läkemedelsbehandling och för behandling av samtidig psykisk sjukdom.",
        "Kommunen ansvarar för psykosocial behandling, boende och sysselsättning.",
        "Den verksamhet som först får kontakt med personen tar initiativ till en samordnad individuell plan inom två veckor.",
        "# 4 Barn som anhöriga",
        "Finns det barn i hemmet ska deras behov av stöd alltid tas upp i planen.",
        "# 5 Uppföljning",
        "SamReKo HSI och Fredagsgruppen följer upp överenskommelsen varje år.",
        "# 6 Giltighetstid",
        "Överenskommelsen gäller från och med den 1 januari 2024 till och med den 31 december 2024.",
    ),
)  # fmt: skip
VERSIONS = (FIRST, REVISED)
