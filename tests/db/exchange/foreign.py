"""Files of other formats: saved by LibreOffice, or put together by hand from their parts."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.db.exchange.hostile import links, packed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OFFICE = shutil.which("soffice")
with_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
FILTERS = {
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "xls": "xls:MS Excel 97",
    "ods": "ods",
    # UTF-8, numbers as they are shown, every sheet in a file of its own.
    "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
    "doc": "doc:MS Word 97",
}

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NAMES = " ".join(
    f'xmlns:{prefix}="{_ODF}{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
    )
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT_TYPES = (
    '<?xml version="1.0"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def saved_as(kind: str, folder: Path, *paths: Path) -> list[Path]:
    """Let LibreOffice save files in another format, all at once; return what it made, by name."""
    made = folder / kind
    made.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            FILTERS[kind],
            "--outdir",
            made,
            *paths,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return sorted(made.iterdir())


def ods(path: Path, tables: str, *, styles: str = "", before: str = "", **parts: str) -> Path:
    """Write an .ods around its tables."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {_ODF_NAMES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        for name, part in parts.items():
            archive.writestr({"manifest": "META-INF/manifest.xml"}[name], part)
    return path


def table(rows: str, name: str = "一览表", more: str = "") -> str:
    """Return one sheet of an .ods."""
    return f'<table:table table:name="{name}" {more}>{rows}</table:table>'


def odf_row(*cells: str, more: str = "") -> str:
    """Return a row of an .ods."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def odf_cell(words: str = "", more: str = "", value: str = "", kind: str = "") -> str:
    """Return a cell of an .ods: its words, other attributes, its value and of which kind it is."""
    names = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}
    typed = f' office:value-type="{kind}"' if kind else ""
    valued = f' office:{names.get(kind, "value")}="{value}"' if value else ""
    inside = f"<text:p>{words}</text:p>" if words else ""
    return f"<table:table-cell{typed}{valued} {more}>{inside}</table:table-cell>"


def docx(path: Path, body: str, part: str = "word/document.xml") -> Path:
    """Write a .docx around its body."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_WORD}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    )
    return packed(
        path,
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": links(part, kind="officeDocument"),
            part: document,
        },
    )


def paragraph(words: str) -> str:
    """Return a paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def word_table(*rows: Sequence[str], before: str = "") -> str:
    """Return a table of rows of cells."""
    width = max(sum(_width(cell) for cell in row) for row in rows)
    grid = "<w:tblGrid>" + '<w:gridCol w:w="1500"/>' * width + "</w:tblGrid>"
    lines = (f"<w:tr>{before}{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{grid}{''.join(lines)}</w:tbl>"


def _width(cell: str) -> int:
    found = cell.partition('<w:gridSpan w:val="')[2].partition('"')[0]
    return int(found or 1)


def word_cell(words: str = "", *, wide: int = 1, tall: str = "") -> str:
    """Return a cell: so many columns wide; tall "starts" a block over rows, "goes on" with it."""
    merged = {"starts": '<w:vMerge w:val="restart"/>', "goes on": "<w:vMerge/>", "": ""}[tall]
    span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
    lines = "".join(paragraph(line) for line in words.split("\n"))
    properties = f'<w:tcPr><w:tcW w:w="1500" w:type="dxa"/>{span}{merged}</w:tcPr>'
    return f"<w:tc>{properties}{lines}</w:tc>"


def xlsb(path: Path, *cells: tuple[int, int, float | str]) -> Path:
    """Write an .xlsb of one sheet with cells at rows and columns counted from 0."""
    rows = b""
    for row, column, value in cells:
        rows += _record(0, struct.pack("<II", row, 0) + bytes(9))
        place = struct.pack("<II", column, 0)
        if isinstance(value, str):
            rows += _record(6, place + _wide(value))
        else:
            rows += _record(5, place + struct.pack("<d", value))
    last_row, last_column = (max(cell[axis] for cell in cells) for axis in (0, 1))
    size = struct.pack("<IIII", 0, last_row, 0, last_column)
    sheet = _record(129) + _record(148, size) + _record(145) + rows + _record(146) + _record(130)
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("一览表")
    book = _record(131) + _record(143) + _record(156, bundle) + _record(144) + _record(132)
    return packed(
        path,
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": links("xl/workbook.bin", kind="officeDocument").encode(),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": links("worksheets/sheet1.bin").encode(),
            "xl/worksheets/sheet1.bin": sheet,
        },
    )


def _wide(words: str) -> bytes:
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    """Return a record: its kind and its length in seven bits a byte, lowest first."""
    written = b""
    for number in (kind, len(content)):
        rest = number
        while True:
            rest, low = rest >> 7, rest & 0x7F
            written += bytes([low | 0x80 if rest else low])
            if not rest:
                break
    return written + content
