"""Pictures of 200 million dots that are small as files."""

from __future__ import annotations

import struct
import zlib

from samverka.imports.tests.readers.paper import Sheet, pdf


def giant_png(width: int = 20_000, height: int = 10_000) -> bytes:
    """A PNG of one bit a dot that really holds its dots: small packed, 200 million dots unpacked."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    dots = zlib.compress((b"\x00" + b"\xff" * (width // 8)) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def giant_pdf(*before: Sheet, width: int = 20_000, height: int = 10_000) -> bytes:
    """A PDF whose last page is a picture of 200 million dots."""
    number = 3 + 2 * (len(before) + 1)
    dots = zlib.compress(b"\xff" * (width // 8) * height)
    head = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 1 /ColorSpace /DeviceGray"
    picture = b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (head.encode(), len(dots), dots)
    last = Sheet(parts=["q 595 0 0 842 0 0 cm /giant Do Q"])
    return pdf(*before, last, extra=[picture]).replace(
        b"/Resources << /Font", b"/Resources << /XObject << /giant %d 0 R >> /Font" % number
    )
