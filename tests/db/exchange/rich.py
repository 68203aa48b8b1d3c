"""A workbook with everything an office puts into one, and a close look at any zip."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SHEET = "指标"
SHEET_PART = "xl/worksheets/sheet1.xml"
WORKBOOK_PART = "xl/workbook.xml"
TITLE = "清河县“十四五”教育事业发展规划主要指标完成情况"
HEADER = (
    "类别", "指标名称", "单位", "属性", "2020年（基期）", "2023年实际", "2024年实际",
    "2025年目标", "牵头单位",
)  # fmt: skip
ENROLMENT, COVERAGE, KEPT, GROUPS, BOARDING = (
    "学前教育毛入园率", "普惠性幼儿园覆盖率", "九年义务教育巩固率", "教育集团数", "寄宿制学校数",
)  # fmt: skip
ROWS: tuple[tuple[object, ...], ...] = (
    ("学前教育", ENROLMENT, "%", "预期性", 93.91, 94.2, None, 95, "学前室"),
    ("学前教育", COVERAGE, "%", "预期性", 0.87, 0.889, None, "92以上", "学前室"),
    ("义务教育", KEPT, "%", "约束性", "99.5%", "99.6%", "——", "99.8%", "基教室"),
    ("义务教育", GROUPS, "个", "预期性", 3, 4, None, 10, "基教室"),
    ("义务教育", BOARDING, "所", "预期性", 5, 6, None, 8, "基教室"),
)
PRINTER = "xl/printerSettings/printerSettings1.bin"
CONTROL = "xl/ctrlProps/ctrlProp1.xml"


def a_rich_workbook(path: Path) -> Path:
    """Write an office's list with nearly all that Excel knows, and add the rest by hand."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet(SHEET)
        lists = workbook.add_worksheet("选项")
        lists.write_column(0, 0, ["约束性", "预期性"])
        lists.hide()
        _write_table(workbook, sheet)
        _add_finery(workbook, sheet)
    return edited(
        path,
        {
            SHEET_PART: _with_printer,
            WORKBOOK_PART: lambda part: part.replace(b' fullCalcOnLoad="1"', b""),
            "xl/worksheets/_rels/sheet1.xml.rels": _with_printer_link,
            "[Content_Types].xml": _with_types,
        },
        more={
            PRINTER: bytes(range(256)) * 3,
            CONTROL: b'<formControlPr objectType="CheckBox" lockText="1"/>',
        },
    )


def a_plain_list(path: Path, formats: Mapping[str, str] | None = None, **cells: object) -> Path:
    """Write the same list without anything else, by another program; some cells otherwise."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    sheet["A1"] = TITLE
    for row, values in enumerate(((), HEADER, *ROWS), 2):
        for column, value in enumerate(values, 1):
            share = row == 5 and isinstance(value, float)
            place = sheet.cell(row, column, value)  # type: ignore[arg-type]
            place.number_format = "0.0%" if share else "General"
    for address, value in cells.items():
        sheet[address] = value
    for address, form in (formats or {}).items():
        sheet[address].number_format = form
    workbook.save(path)
    return path


def _write_table(workbook: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    words = workbook.add_format({"border": 1, "font_name": "仿宋_GB2312", "bg_color": "#FFF2CC"})
    plain = workbook.add_format({"border": 1, "num_format": "0.00"})
    share = workbook.add_format({"border": 1, "num_format": "0.0%"})
    text = workbook.add_format({"border": 1, "num_format": "@"})
    counted = workbook.add_format({"border": 1, "num_format": '0"所"'})
    sheet.merge_range(0, 0, 0, 9, TITLE, workbook.add_format({"bold": True, "font_size": 22}))
    sheet.write_row(2, 0, [*HEADER, "核对"], words)
    forms = (plain, share, text, plain, counted)
    for order, (row, form) in enumerate(zip(ROWS, forms, strict=True)):
        sheet.write_row(3 + order, 0, row[:4], words)
        for column, value in enumerate(row[4:8], 4):
            if order == 3 and value is None:
                continue
            sheet.write(3 + order, column, value, form)
        sheet.write_string(3 + order, 8, str(row[8]), words)
        sheet.write_formula(3 + order, 9, f"=G{4 + order}-E{4 + order}", plain, -1)


def _add_finery(workbook: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.data_validation("D4:D8", {"validate": "list", "source": "=选项!$A$1:$A$2"})
    sheet.conditional_format("F4:F8", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("G4:G8", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    sheet.add_sparkline("K4", {"range": f"{SHEET}!E4:G4"})
    chart = workbook.add_chart({"type": "column"})
    chart.add_series({"values": f"={SHEET}!$G$4:$G$8"})
    sheet.insert_chart("M2", chart)
    sheet.insert_textbox("M20", "说明：单位为百分数的按百分点填")
    sheet.write_comment("G4", "按学年统计")
    sheet.insert_button("M30", {"caption": "汇总"})
    sheet.insert_checkbox("L4", boolean=True)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0, 2)
    sheet.set_header("&C清河县教育局")
    sheet.protect("", {"format_cells": True})
    sheet.freeze_panes(3, 2)
    workbook.define_name("基期", f"={SHEET}!$E$4:$E$8")


def _with_printer(part: bytes) -> bytes:
    return part.replace(b'orientation="landscape"', b'orientation="landscape" r:id="rIdPrinter"')


def _with_printer_link(part: bytes) -> bytes:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    links = b"".join(
        b'<Relationship Id="%s" Type="%s%s" Target="../%s"/>' % (name, kind, word, target)
        for name, word, target in (
            (b"rIdPrinter", b"printerSettings", PRINTER.removeprefix("xl/").encode()),
            (b"rIdControl", b"ctrlProp", CONTROL.removeprefix("xl/").encode()),
        )
    )
    return part.replace(b"</Relationships>", links + b"</Relationships>")


def _with_types(part: bytes) -> bytes:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
    binary = b'<Default Extension="bin" ContentType="%s"/>' % kind
    control = (
        b'<Override PartName="/%s" ContentType="application/vnd.ms-excel.controlproperties+xml"/>'
        % CONTROL.encode()
    )
    return part.replace(b"</Types>", binary + control + b"</Types>")


def edited(
    path: Path,
    edits: Mapping[str, Callable[[bytes], bytes]],
    more: Mapping[str, bytes] | None = None,
) -> Path:
    """Change parts of a workbook by hand, and add others."""
    with zipfile.ZipFile(path) as before:
        parts = {info.filename: before.read(info) for info in before.infolist()}
    for name, edit in edits.items():
        changed = edit(parts[name])
        assert changed != parts[name], f"nothing to edit in {name}"
        parts[name] = changed
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for name, data in {**parts, **(more or {})}.items():
            after.writestr(name, data)
    return path


class _Pipe(io.RawIOBase):
    """A place that cannot go back: zips written to it describe their data behind it."""

    def __init__(self) -> None:
        self.content = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.content += piece
        return len(piece)


def oddly_packed(path: Path) -> Path:
    """Pack a workbook anew as other programs do: data descriptors, stored parts, extra fields."""
    with zipfile.ZipFile(path) as before:
        parts = {info.filename: before.read(info) for info in before.infolist()}
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w") as after:  # type: ignore[arg-type]
        for order, (name, data) in enumerate(parts.items()):
            info = zipfile.ZipInfo(name, (2023, 3, 1 + order % 28, 8, 30, 2 * (order % 30)))
            info.compress_type = zipfile.ZIP_STORED if order % 3 == 0 else zipfile.ZIP_DEFLATED
            info.extra = struct.pack("<2H4s", 0xCAFE, 4, b"WPS!")
            info.comment = b"part"
            info.external_attr = 0o644 << 16
            with after.open(info, "w", force_zip64=order % 4 == 0) as part:
                part.write(data)
        after.comment = "教育局".encode()
    path.write_bytes(bytes(pipe.content))
    return path


@dataclass(frozen=True)
class RawEntry:
    """One entry of a zip: its bytes from header to data, and what the directory says of it."""

    stored: bytes
    crc: int
    told: tuple[object, ...]


def raw_entries(path: Path) -> dict[str, RawEntry]:
    """Return every entry of a zip as the bytes it is, in the directory's order."""
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        infos, end = archive.infolist(), archive.start_dir
    starts = sorted(info.header_offset for info in infos)
    following = dict(zip(starts, [*starts[1:], end], strict=True))
    return {
        info.filename: RawEntry(
            content[info.header_offset : following[info.header_offset]],
            info.CRC,
            (info.date_time, info.compress_type, info.comment, info.external_attr,
             info.internal_attr, info.create_system, info.flag_bits, info.file_size),
        )
        for info in infos
    }  # fmt: skip


def part_of(path: Path, name: str) -> bytes:
    """Return one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)
