"""The region's own register of agreements, a spreadsheet kept since 2016: some ends are real days, others what somebody
typed. Partly the same agreements as in the other lists; one of them with a third end."""

from __future__ import annotations

import datetime as dt

from samverka.samples.content import RegisterAgreement

TITLE = "Avtalsregister – avtal och överenskommelser med länets kommuner"
UPDATED = "2024-03-01"
SHEET = "Avtalsregister"
GROUPS = (("", 1), ("Giltighet", 2), ("Forum", 2), ("", 1))
COLUMNS = ("Avtal", "Giltig från", "Giltig till", "Rekommenderande forum", "Beredande forum", "Noteringar")

_FRIDAY, _HSI, _SVOM, _CHILDREN = "Fredagsgruppen", "SamReKo HSI", "SVOM", "Barnarenan"

AGREEMENTS = (
    RegisterAgreement(
        "Avtal om in- och utskrivning från slutenvård", dt.date(2019, 1, 1), dt.date(2023, 12, 31), _SVOM, _FRIDAY,
        "Förlängning behandlas i SVOM i februari 2024", {"valid_from": "2019-01-01", "valid_to": "2023-12-31"},
    ),
    RegisterAgreement(
        "Avtal Mini Maria", dt.date(2023, 5, 1), dt.date(2026, 4, 30), _SVOM, _HSI,
        reading={"valid_from": "2023-05-01", "valid_to": "2026-04-30"},
    ),
    RegisterAgreement(
        "Avtal om tillgång till journaluppgifter", dt.date(2022, 7, 1), "30/6 2026", _SVOM, _FRIDAY,
        reading={"valid_from": "2022-07-01", "valid_to": "2026-06-30"},
    ),
    RegisterAgreement(
        "Riktlinje för egenvård", dt.date(2016, 3, 1), "tills vidare", _SVOM, _FRIDAY,
        reading={"valid_from": "2016-03-01", "until_further_notice": True},
    ),
    RegisterAgreement(
        "MTP-överenskommelsen", None, dt.date(2024, 12, 31), "Gemensamma nämnden", "", reading={"valid_to": "2024-12-31"}
    ),
    RegisterAgreement(
        "Överenskommelse om placerade barn", "2022", "tills vidare", _CHILDREN, _HSI, "Lagstadgad",
        {"valid_from": "2022", "until_further_notice": True},
    ),
    RegisterAgreement(
        "Överenskommelse om ambulanstransporter mellan sjukhus och särskilt boende", dt.date(2021, 9, 1),
        dt.date(2025, 8, 31), _SVOM, _FRIDAY, "", {"valid_from": "2021-09-01", "valid_to": "2025-08-31"},
    ),
    RegisterAgreement(
        "Avtal om gemensam hjälpmedelskonsulent", dt.date(2023, 1, 1), "31 december 2025", "Gemensamma nämnden",
        "Hjälpmedelsberedningsgruppen", "Tvåårigt, kan förlängas", {"valid_from": "2023-01-01", "valid_to": "2025-12-31"},
    ),
    RegisterAgreement(
        "Riktlinje för vaccination i kommunala verksamheter", dt.date(2022, 10, 15), None, "", _FRIDAY,
        reading={"valid_from": "2022-10-15"},
    ),
)  # fmt: skip
