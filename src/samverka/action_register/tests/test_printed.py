"""What is printed goes to JSON and back unchanged."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from samverka.action_register.printed import PrintedAgreement, PrintedDirection, PrintedRegister, PrintedRow

words, several = st.text(max_size=20), st.lists(st.text(max_size=10), max_size=3).map(tuple)
rows = st.builds(PrintedRow, key=st.integers(1), areas=several, subject=words, responsible=several, follow_up=words)
directions = st.builds(PrintedDirection, name=words, rows=st.lists(rows, max_size=3).map(tuple))
agreements = st.builds(PrintedAgreement, key=st.integers(1), name=words, recommending=several)
registers = st.builds(
    PrintedRegister,
    title=words,
    forum=words,
    day=words,
    directions=st.lists(directions, max_size=3).map(tuple),
    agreements=st.lists(agreements, max_size=3).map(tuple),
)


@given(registers)
def test_a_printed_list_survives_json(register: PrintedRegister) -> None:
    assert PrintedRegister.from_json(json.loads(json.dumps(register.to_json()))) == register
