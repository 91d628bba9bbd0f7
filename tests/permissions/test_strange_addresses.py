"""Every address with what nobody types on purpose after its `?`: answered or refused, never an error page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.permissions.stage import stage  # noqa: F401 - a fixture
from tests.permissions.test_matrix import CLOSED, arguments_of

NAMES = (
    "ar", "datum", "fran", "forum", "gor", "inriktning", "kedja", "mote", "oversyn", "paragraf", "period", "q", "rad", "sida", "slag",
    "sort", "tid", "till", "utga", "visa",
)  # fmt: skip
VALUES = ["0", "2099-12-31", "9" * 18, "\x00²" + "å" * 3000]


@pytest.mark.parametrize("value", VALUES)
def test_no_address_breaks(value, stage, cast, as_):  # noqa: F811 - the fixture
    client, broken = as_(cast.coordinator), []
    client.raise_request_exception = False
    for name in CLOSED:
        response = client.get(reverse(name, kwargs=arguments_of(name, stage), query=dict.fromkeys(NAMES, value)))
        if response.streaming:
            b"".join(response.streaming_content)
        if response.status_code >= 500:
            broken.append(name)
    assert broken == []
