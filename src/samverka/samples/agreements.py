"""Validity texts that stand in both lists, and how they are read (glossary §2)."""

from __future__ import annotations

from typing import Any

AMBIGUOUS_YEAR = ("valid_from", "valid_to")
RENEWED = ("valid_to", "original_valid_to")

EXTENDED_FROM_2021: dict[str, Any] = {"valid_from": "2021", "original_valid_to": "2023", "valid_to": "2024-12-31"}
EXTENDED_FROM_2017: dict[str, Any] = {"valid_from": "2017", "original_valid_to": "2020", "valid_to": "2024-12-31"}
AUTOMATIC_FROM_2013: dict[str, Any] = {"valid_from": "2013", "auto_renew": True, "renewal_interval_months": 12}
AUTOMATIC_FROM_2021: dict[str, Any] = {"valid_from": "2021", "auto_renew": True, "renewal_interval_months": 12}
OPEN_FROM_2018_YEARLY: dict[str, Any] = {
    "valid_from": "2018",
    "until_further_notice": True,
    "review_interval_months": 12,
}
OPEN_FROM_2022_EVERY_THIRD_YEAR: dict[str, Any] = {
    "valid_from": "2022",
    "until_further_notice": True,
    "review_interval_months": 36,
    "next_review": "2025",
}
UNTIL_NEW_HOME_CARE: dict[str, Any] = {
    "valid_from": "2022-06-01",
    "until_condition": "tills det finns ett nytt samverkansavtal om hemsjukvård",
}
