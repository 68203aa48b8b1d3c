"""Workbooks written tag by tag: what no office program would write, and what some do."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def worksheet(rows: str, *, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """Return a worksheet part around its rows."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{namespace}">'
        f"{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def shared_strings(*items: str) -> str:
    """Return a shared strings part; each item is what stands inside its <si>."""
    return f'<sst xmlns="{MAIN}">' + "".join(f"<si>{item}</si>" for item in items) + "</sst>"


def styles(*codes: str) -> str:
    """Return a styles part in which style 1 has the first number format, and so on."""
    quoted = [
        code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;") for code in codes
    ]
    formats = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(quoted)
    )
    used = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    )


def workbook_part(*names: str, settings: str = "", states: tuple[str, ...] = ()) -> str:
    """Return a workbook part that lists sheets."""
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"'
        + (f' state="{states[n - 1]}"' if states else "")
        + "/>"
        for n, name in enumerate(names, start=1)
    )
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{settings}<sheets>{sheets}</sheets></workbook>'
    )


def links(*targets: str, kind: str = "worksheet") -> str:
    """Return a relationships part that leads to the targets in turn."""
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for n, target in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE_LINKS}">{entries}</Relationships>'


def parts_of(sheet: str, **others: str) -> dict[str, str]:
    """Return the parts of a workbook of one sheet; others are sharedStrings and styles."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": links("xl/workbook.xml", kind="officeDocument"),
        "xl/workbook.xml": workbook_part("一览表"),
        "xl/_rels/workbook.xml.rels": links("worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return parts | {f"xl/{name}.xml": part for name, part in others.items()}


def packed(path: Path, parts: dict[str, str] | dict[str, bytes]) -> Path:
    """Write parts as a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def a_workbook(path: Path, rows: str, **others: str) -> Path:
    """Write a workbook of one sheet with these rows."""
    return packed(path, parts_of(worksheet(rows), **others))


def ole_file(path: Path, *streams: str) -> Path:
    """Write something that looks like an OLE file with streams of those names."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    path.write_bytes(OLE + bytes(300_000) + names + bytes(512))
    return path


def zip_bomb(path: Path, megabytes: int) -> Path:
    """Write a workbook whose sheet inflates to blank cells, hundreds of times its size."""
    parts = parts_of("")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            if not name.endswith("sheet1.xml"):
                archive.writestr(name, part)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b"<worksheet><sheetData>")
            for _ in range(megabytes):
                sheet.write(b'<row r="1"/>' * (1024 * 1024 // 12))
            sheet.write(b"</sheetData></worksheet>")
    return path


def with_overlapping_parts(path: Path, rows: str) -> Path:
    """Write a workbook with a second sheet entry that points at the bytes of the first."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts_of(worksheet(rows)).items():
            archive.writestr(name, part)
        first = archive.getinfo("xl/worksheets/sheet1.xml")
        twin = zipfile.ZipInfo("xl/worksheets/sheet2.xml")
        for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
            setattr(twin, field, getattr(first, field))
        archive.filelist.append(twin)
        archive.NameToInfo[twin.filename] = twin
    path.write_bytes(content.getvalue())
    return path


def with_flag_of_encryption(path: Path) -> Path:
    """Set the flag on every part of a zip that says it is encrypted."""
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(signature)
        while found >= 0:
            (flags,) = struct.unpack_from("<H", data, found + offset)
            struct.pack_into("<H", data, found + offset, flags | 1)
            found = data.find(signature, found + 4)
    path.write_bytes(data)
    return path


def mutated(data: bytes, source: random.Random) -> bytes:
    """Return the bytes with some of them changed, lost or doubled."""
    changed = bytearray(data)
    for _ in range(source.randint(1, 8)):
        where = source.randrange(len(changed))
        match source.randrange(4):
            case 0:
                changed[where] ^= 1 << source.randrange(8)
            case 1:
                changed[where] = source.randrange(256)
            case 2:
                del changed[where : where + source.randint(1, 64)]
            case _:
                changed[where:where] = changed[where : where + source.randint(1, 64)]
        if not changed:
            break
    return bytes(changed)
