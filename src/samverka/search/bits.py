"""Sets of entries as bits: stored in blocks, worked with as whole numbers of Python.

Bit `n` of a set is entry number `n`. And, or and counting over 200,000 entries take microseconds, so that matching,
permissions and counts are exact for all hits and not for a first few. No Django in here.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

BLOCK = 32_768
_BYTES = BLOCK // 8
_SPARSE = _BYTES // 2  # as many as take the same room as numbers of two bytes


def pack(bits: int) -> bytes:
    """One block for storing: its numbers where they are few, else its bits. Empty for none."""
    if bits.bit_count() >= _SPARSE:
        return bits.to_bytes(_BYTES, "little")
    return pack_numbers(list(numbers(bits)))


def pack_numbers(within: list[int]) -> bytes:
    """The same of numbers within the block, in order and each once."""
    if len(within) >= _SPARSE:
        return of(within).to_bytes(_BYTES, "little")
    few = array("H", within)
    if _is_big_endian():
        few.byteswap()
    return few.tobytes()


def unpack(stored: bytes) -> int:
    """The bits of a stored block."""
    return int.from_bytes(stored, "little") if len(stored) == _BYTES else of(_few(stored))


def union(blocks: Iterable[tuple[int, bytes]]) -> int:
    """All entries of stored blocks, given as (number of the block, stored)."""
    dense: dict[int, int] = {}
    sparse: dict[int, list[array[int]]] = {}
    for block, stored in blocks:
        if len(stored) == _BYTES:
            dense[block] = dense.get(block, 0) | int.from_bytes(stored, "little")
        else:
            sparse.setdefault(block, []).append(_few(stored))
    if not dense and not sparse:
        return 0
    whole = bytearray((max((*dense, *sparse)) + 1) * _BYTES)
    for block, bits in dense.items():
        whole[block * _BYTES : (block + 1) * _BYTES] = bits.to_bytes(_BYTES, "little")
    for block, several in sparse.items():
        start = block * _BYTES
        for few in several:
            for number in few:
                whole[start + (number >> 3)] |= 1 << (number & 7)
    return int.from_bytes(whole, "little")


def of(members: Iterable[int]) -> int:
    """The set of these numbers."""
    found = list(members)
    if not found:
        return 0
    whole = bytearray((max(found) >> 3) + 1)
    for number in found:
        whole[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(whole, "little")


def numbers(bits: int) -> Iterator[int]:
    """The members, in order."""
    whole = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for place, byte in enumerate(whole):
        while byte:
            low = byte & -byte
            yield (place << 3) + low.bit_length() - 1
            byte ^= low


def has(bits: int, number: int) -> bool:
    return bool((bits >> number) & 1)


def _few(stored: bytes) -> array[int]:
    few = array("H")
    few.frombytes(stored)
    if _is_big_endian():
        few.byteswap()
    return few


def _is_big_endian() -> bool:
    return array("H", [1]).tobytes()[0] == 0
