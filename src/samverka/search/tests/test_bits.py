"""Sets of entries as bits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samverka.search import bits

NUMBERS = st.sets(st.integers(0, bits.BLOCK - 1), max_size=300) | st.integers(0, 5000).map(
    lambda many: set(range(many))
)
ANYWHERE = st.sets(st.integers(0, bits.BLOCK * 4), max_size=300)


@given(NUMBERS)
def test_a_block_comes_back_as_it_was_packed(members):
    packed = bits.pack(bits.of(members))
    assert (set(bits.numbers(bits.unpack(packed))), packed == bits.pack_numbers(sorted(members))) == (members, True)


def test_a_block_takes_no_more_room_than_its_bits_or_its_numbers():
    assert len(bits.pack_numbers(list(range(bits.BLOCK)))) == bits.BLOCK // 8 + 1
    assert len(bits.pack_numbers([bits.BLOCK - 1])) == 5


@given(st.lists(ANYWHERE, max_size=5))
def test_a_union_has_the_members_of_all(several):
    blocks = []
    for members in several:
        for block in {number // bits.BLOCK for number in members}:
            within = [number % bits.BLOCK for number in members if number // bits.BLOCK == block]
            blocks.append((block, bits.pack_numbers(sorted(within))))
    assert set(bits.numbers(bits.union(blocks))) == set().union(*several)


@given(ANYWHERE, st.integers(0, bits.BLOCK * 4))
def test_a_member_is_told_from_others(members, number):
    assert bits.has(bits.of(members), number) == (number in members)
