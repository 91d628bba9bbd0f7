"""Sets of entries as bits: stored in blocks, worked with as whole numbers of Python.

Bit `n` of a set is entry number `n`. And, or and counting over 200,000 entries take microseconds, so that matching,
permissions and counts are exact for all hits and not for a first few. No Django in here.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator

BLOCK = 262_144
_FEW, _MANY = b"\x00", b"\x01"
_NUMBER = array("I").itemsize  # four bytes on every machine that CPython knows
_SWAPPED = sys.byteorder == "big"
_DIGITS = bytes([48, 49]) + bytes(254)  # 0 and 1 as they are written


def pack(bits: int) -> bytes:
    """One block for storing: its numbers where they are few, else its bits. Empty for none."""
    if not bits:
        return b""
    if bits.bit_count() * _NUMBER * 8 > bits.bit_length():
        return _MANY + bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    return _FEW + _stored(array("I", numbers(bits)))


def pack_numbers(within: list[int]) -> bytes:
    """The same of numbers within the block, in order and each once."""
    if not within:
        return b""
    if len(within) * _NUMBER * 8 > within[-1] + 1:
        return pack(of(within))
    return _FEW + _stored(array("I", within))


def unpack(stored: bytes) -> int:
    """The bits of a stored block."""
    if stored[:1] == _MANY:
        return int.from_bytes(stored[1:], "little")
    return of(_few(stored[1:]))


def union(blocks: Iterable[tuple[int, bytes]]) -> int:
    """All entries of stored blocks, given as (number of the block, stored)."""
    found = 0
    few: dict[int, list[bytes]] = {}
    for block, stored in blocks:
        if stored[:1] == _FEW:
            if block in few:
                few[block].append(stored)
            else:
                few[block] = [stored]
        elif stored:
            found |= int.from_bytes(stored[1:], "little") << (block * BLOCK)
    for block, several in few.items():
        joined = b"".join([stored[1:] for stored in several])
        found |= of(_few(joined)) << (block * BLOCK)
    return found


def of(members: Iterable[int]) -> int:
    """The set of these numbers."""
    found = members if isinstance(members, array) else array("Q", members)
    if len(found) < 64:  # setting bits one by one beats laying out a byte for each
        bits = 0
        for number in found:
            bits |= 1 << number
        return bits
    # A byte for each entry, read as digits: the fastest way there is without another library.
    laid = bytearray(max(found) + 1)
    for number in found:
        laid[number] = 1
    laid.reverse()
    return int(laid.translate(_DIGITS), 2)


def numbers(bits: int) -> Iterator[int]:
    """The members, in order."""
    words = array("Q", bits.to_bytes((bits.bit_length() + 63) // 64 * 8, "little"))
    if _SWAPPED:
        words.byteswap()
    for place, word in enumerate(words):
        while word:
            low = word & -word
            yield (place << 6) + low.bit_length() - 1
            word ^= low


def has(bits: int, number: int) -> bool:
    return bool((bits >> number) & 1)


def _few(stored: bytes) -> array[int]:
    few = array("I", stored)
    if _SWAPPED:
        few.byteswap()
    return few


def _stored(few: array[int]) -> bytes:
    if _SWAPPED:
        few.byteswap()
    return few.tobytes()
