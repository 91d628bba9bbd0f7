"""PDF files written in the tests, and what a scanner makes of them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from samverka.samples.scanner import drawn, saved_as, scanned

__all__ = ["Sheet", "drawn", "pdf", "saved_as", "scanned"]

A4 = (595.0, 842.0)
FONTS = {"normal": "Helvetica", "bold": "Helvetica-Bold"}


@dataclass
class Sheet:
    """A page under way: texts and lines placed from the upper left corner, in points."""

    size: tuple[float, float] = A4
    rotate: int = 0
    parts: list[str] = field(default_factory=list)
    fonts: dict[str, str] = field(default_factory=lambda: dict(FONTS))

    def text(self, x: float, y: float, text: str, size: float = 11, font: str = "normal") -> Sheet:
        shown = (
            text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").decode("cp1252")
        )
        self.parts.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {self.size[1] - y} Tm ({shown}) Tj ET")
        return self

    def lines(self, x: float, y: float, texts: Sequence[str], size: float = 11, step: float = 14) -> Sheet:
        for number, text in enumerate(texts):
            self.text(x, y + number * step, text, size)
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        height = self.size[1]
        self.parts.append(f"0.7 w {x0} {height - y0} m {x1} {height - y1} l S")
        return self

    def table(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10) -> Sheet:
        """Cells with borders; a line break in a cell is a new line."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for top, row in zip(ys, rows, strict=False):
            for left, text in zip(xs, row, strict=False):
                self.lines(left + 4, top + 12, text.split("\n"), size, 12)
        return self


def pdf(*sheets: Sheet, trailer: str = "", extra: Sequence[bytes] = (), title: str = "") -> bytes:
    """The sheets as a PDF. `extra`: more objects, numbered after the pages'."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for sheet in sheets:
        fonts = " ".join(
            f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>"
            for name, base in sheet.fonts.items()
        )
        content = zlib.compress("\n".join(sheet.parts).encode("cp1252"))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content))
        width, height = sheet.size
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Rotate {sheet.rotate} "
            f"/Resources << /Font << {fonts} >> >> /Contents {len(objects)} 0 R >>"
        )
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.extend(extra)
    if title:
        objects.append(f"<< /Title ({title}) >>".encode("cp1252"))
        trailer += f" /Info {len(objects)} 0 R"
    return _file(objects, trailer)


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()
