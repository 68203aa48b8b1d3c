"""Tiny files for a demonstration: a drawn picture and a PDF of one page."""

from __future__ import annotations

import struct
import zlib

_SIDE = (96, 64)
_SKY, _WINDOW, _GROUND = (150, 190, 215), (70, 90, 110), (120, 140, 110)
_WALL, _STOREYS, _FOOT = range(18, 78), range(20, 50), 50
_PANES = frozenset({5, 6, 7, 8})
_PAPER, _FONTS = b"/MediaBox [0 0 595 842]", b"/Resources << /Font << /F1 5 0 R >> >>"


def a_picture(tint: int) -> bytes:
    """Return a small PNG: a building of flat colours under a sky."""
    width, height = _SIDE
    colours = {" ": _SKY, "w": (205 - tint, 180, 150), "o": _WINDOW, ".": _GROUND}
    lines = [
        b"\x00" + b"".join(bytes(colours[_sign(x, y)]) for x in range(width)) for y in range(height)
    ]
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _sign(x: int, y: int) -> str:
    """Return what stands at a place of the picture: sky, wall, window or ground."""
    if y >= _FOOT:
        return "."
    if x not in _WALL or y not in _STOREYS:
        return " "
    return "o" if x % 12 in _PANES and y % 10 in _PANES else "w"


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))


def a_pdf(words: str) -> bytes:
    """Return a PDF of one page with these Latin words on it."""
    text = f"BT /F1 36 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s /Contents 4 0 R %s >>" % (_PAPER, _FONTS),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, table, count, len(made))
    )
