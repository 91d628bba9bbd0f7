"""Agreements for the tests of pages and operations."""

from __future__ import annotations

from typing import Any

from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement
from samverka.agreements.operations import create_agreement


def agreed(
    name: str = "Samverkansavtal hemsjukvård", validity: str = "2017-2020 (förlängt tom 2024-12-31)", **content: Any
) -> Agreement:
    return create_agreement(actor=None, content=AgreementContent(name=name, validity_raw=validity, **content))
