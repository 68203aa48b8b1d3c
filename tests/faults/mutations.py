"""Good workbooks, and what can become of them: bytes, parts of the zip, tags and attributes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import xlsxwriter

from db import queries
from db.exchange.list_writer import write_list
from tests.db.exchange import hostile
from tests.db.stories import a_book

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

MOST_GROWTH = 16 * 1024 * 1024
"""Bytes that one change may add: the spoiling itself must not eat up the reader's memory."""

_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')

NASTY = (
    b"",
    b"0",
    b"-1",
    b"1.5",
    b"99999999999",
    b"1e308",
    b"NaN",
    b"XFD1048576",
    b"A0",
    b"A1:XFD1048576",
    b"$A$1",
    b"\xe6\x8c\x87\xe6\xa0\x87",
    b"\xff\xfe",
    b"&#0;",
    b"&#x110000;",
    b"&nothing;",
    b"../../x.xml",
    b"http://[",
    b"s",
    b"inlineStr",
    b"e",
    b"b",
    b"d",
    b"A" * 70_000,
)
"""Values that an attribute or a cell does not expect."""


def good_workbooks(folder: Path) -> list[Path]:
    """Write sound lists of several hands: our own, a plain one, openpyxl's, one tag by tag."""
    return [_own(folder), _plain(folder), _openpyxl(folder), _by_hand(folder)]


def _own(folder: Path) -> Path:
    path = folder / "own.xlsx"
    with a_book(folder) as book:
        plan = book.read(queries.find_plan)
        write_list(
            path,
            plan,
            book.read(queries.indicator_lines, plan.id),
            book.read(queries.task_lines, plan.id),
            book.read(queries.project_lines, plan.id),
            today=date(2024, 3, 1),
        )
    return path


_HEADS = ("指标", "单位", "2020年基期", "2023年实际", "2025年目标", "责任单位")
_ROWS = (
    ("毛入园率", "%", 93.91, 94.2, "95%以上", "基教科"),
    ("专任教师数", "人", 1200, 1250, 1300, "人事科"),
    ("巩固率", "%", 0.99, "无此项", "≥99", "基教科"),
)


def _plain(folder: Path) -> Path:
    path = folder / "plain.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("汇总")
        sheet.merge_range(0, 0, 0, 5, "某县“十四五”教育规划目标任务一览表")
        percent = workbook.add_format({"num_format": "0.00%"})
        for down, row in enumerate((_HEADS, *_ROWS), start=1):
            sheet.write_row(down, 0, row)
        sheet.write_number(4, 2, 0.9921, percent)
        sheet.write_datetime(6, 0, date(2024, 3, 1), workbook.add_format({"num_format": "yyyy"}))
        workbook.add_worksheet("底稿").hide()
    return path


def _openpyxl(folder: Path) -> Path:
    path = folder / "openpyxl.xlsx"
    workbook = openpyxl.Workbook()
    for row in (_HEADS, *_ROWS):
        workbook.active.append(row)
    workbook.active["C9"] = "=SUM(C2:C4)"
    workbook.save(path)
    return path


def _by_hand(folder: Path) -> Path:
    heads = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(len(_HEADS)))
    body = (
        '<c t="inlineStr"><is><r><t>率</t></r></is></c><c/><c s="1"><v>0.95</v></c><c><v>1</v></c>'
    )
    return hostile.a_workbook(
        folder / "by_hand.xlsx",
        f"<row>{heads}</row>" + f"<row>{body}</row>" * 3,
        sharedStrings=hostile.shared_strings(*(f"<t>{head}</t>" for head in _HEADS)),
        styles=hostile.styles("0.00%"),
    )


def mutated_workbook(data: bytes, chance: random.Random) -> bytes:
    """Return a workbook with something about it changed, in one of four manners."""
    manner: Callable[[bytes, random.Random], bytes] = chance.choice(
        (hostile.mutated, _with_parts_changed, _with_tags_changed, _with_values_changed)
    )
    return manner(data, chance)


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in parts:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = method
            archive.writestr(entry, part)
    return content.getvalue()


def _with_parts_changed(data: bytes, chance: random.Random) -> bytes:
    """Lose, double, swap, cut, empty or rename parts of the zip."""
    parts = list(_unpacked(data).items())
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(parts))
        name, part = parts[at]
        other, content = chance.choice(parts)
        match chance.randrange(6):
            case 0:
                parts.pop(at)
            case 1:
                parts.insert(at, (f"{name}.xml", part))
            case 2:
                parts[at] = (name, content)
            case 3:
                parts[at] = (name, part[: chance.randrange(len(part) + 1)])
            case 4:
                parts[at] = (name, b"")
            case _:
                parts[at] = (other.upper() if other != name else f"x{name}", part)
        if not parts:
            break
    unique = list(dict(parts).items())
    return _packed(unique, chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))


def _with_one_part_changed(
    data: bytes, chance: random.Random, change: Callable[[bytes, random.Random], bytes]
) -> bytes:
    parts = _unpacked(data)
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[name] = change(parts[name], chance)
    return _packed(list(parts.items()))


def _with_tags_changed(data: bytes, chance: random.Random) -> bytes:
    """Lose, double or swap tags of one part."""

    def change(part: bytes, chance: random.Random) -> bytes:
        tags = list(_TAG.finditer(part))
        for _ in range(chance.randint(1, 4)):
            if not tags:
                break
            tag, other = chance.choice(tags), chance.choice(tags)
            new = chance.choice((b"", tag[0] * 2, other[0], tag[0] * chance.randint(50, 3000)))
            everywhere = len(new) * part.count(tag[0]) < MOST_GROWTH
            part = part.replace(tag[0], new, chance.choice((1, -1)) if everywhere else 1)
        return part

    return _with_one_part_changed(data, chance, change)


def _with_values_changed(data: bytes, chance: random.Random) -> bytes:
    """Put nasty values into attributes, or between tags, of one part."""

    def change(part: bytes, chance: random.Random) -> bytes:
        for _ in range(chance.randint(1, 4)):
            attributes = list(_ATTRIBUTE.finditer(part))
            if not attributes:
                break
            found = chance.choice(attributes)
            new = b'%s="%s"' % (found[1], chance.choice(NASTY))
            part = part[: found.start()] + new + part[found.end() :]
            if chance.random() < 1 / 3:
                part = re.sub(rb">[^<>]{1,40}<", b">%s<" % chance.choice(NASTY)[:99], part, count=2)
        return part

    return _with_one_part_changed(data, chance, change)
