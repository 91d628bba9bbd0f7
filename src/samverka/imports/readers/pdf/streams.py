"""Compressed parts of a PDF measured before anything is read: a bomb of a few kilobytes must not fill the memory."""

from __future__ import annotations

import re
import zlib

from samverka.imports.readers import limits
from samverka.imports.readers.errors import ReadError, ReadErrorCode

_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_HEAD_BYTES = 2_000
_PIECE = 1 << 16


def refuse_bombs(data: bytes) -> None:
    """Unpacks every compressed part piece by piece, keeping nothing, and raises `ReadError` once one of them or all
    together pass the limits. Packings inside packings are followed two deep, which is more than any program writes."""
    total = 0
    previous_end = 0
    for found in _STREAM.finditer(data):
        if found.start() < previous_end or data[max(0, found.start() - 3) : found.start()] == b"end":
            continue
        head = data[max(previous_end, found.start() - _HEAD_BYTES) : found.start()]
        head = head[head.rfind(b" obj") + 1 :]
        depth = len(_FLATE.findall(head))
        if not depth:
            continue
        size, used = _unpacked(data, found.end(), depth)
        previous_end = found.end() + used
        total += size
        if total > limits.MAX_PDF_UNPACKED_BYTES:
            raise _bomb()


def _unpacked(data: bytes, start: int, depth: int) -> tuple[int, int]:
    """How many bytes a stream becomes (the innermost is counted), and how many it takes up."""
    unpackers = [zlib.decompressobj() for _ in range(min(depth, 3))]
    size, position = 0, start
    try:
        while position < len(data) and not unpackers[0].eof:
            piece = data[position : position + _PIECE]
            position += len(piece)
            while piece:
                made = unpackers[0].decompress(piece, _PIECE)
                size += len(made) if len(unpackers) == 1 else _through(unpackers[1:], made)
                if size > limits.MAX_PDF_STREAM_BYTES:
                    raise _bomb()
                piece = _rest(unpackers[0])
    except zlib.error:
        pass  # cut off or not what it says: pdfium gives up on it too
    return size, max(0, position - start - len(unpackers[0].unused_data))


def _through(unpackers: list[zlib._Decompress], made: bytes) -> int:
    size = 0
    piece = made
    while piece:
        inner = unpackers[0].decompress(piece, _PIECE)
        size += len(inner) if len(unpackers) == 1 else _through(unpackers[1:], inner)
        if size > limits.MAX_PDF_STREAM_BYTES:
            break
        piece = _rest(unpackers[0])
    return size


def _rest(unpacker: zlib._Decompress) -> bytes:
    """What is left to unpack; zlib goes on telling of a rest after the end, which is what follows the packed part."""
    return b"" if unpacker.eof else unpacker.unconsumed_tail


def _bomb() -> ReadError:
    return ReadError(
        "PDF-filen läses inte in: uppackad blir den orimligt stor för ett dokument. Öppna den, skriv ut den till en ny "
        "PDF och läs in den.",
        ReadErrorCode.BOMB,
    )
