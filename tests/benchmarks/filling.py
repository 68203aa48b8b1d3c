"""Writing figures back into a styled workbook, against a bare zip and a bare patch of its XML."""

from __future__ import annotations

import re
import tempfile
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

from db.connection.whole_file import written_whole
from db.exchange.filling.user_workbook import UserWorkbook
from db.exchange.filling.written import Written
from db.exchange.list_writer import write_list
from db.exchange.xlsx import read_workbook
from tests.benchmarks.figures import a_plan, indicator_rows
from tests.benchmarks.pairs import Result, paired, timed

ROWS = 5_000
WRITES = 200
FIRST_ROW = 5
COLUMN = 7
SHEET, PART = "指标", "xl/worksheets/sheet1.xml"
_CELL = re.compile(rb'<c r="G([0-9]+)"( s="[0-9]+")?(?:/>|><v>[^<]*</v></c>)')


def writeback() -> Result:
    """Write 200 values into a styled list of 5,000 rows; the floor exchanges them by regex."""
    with tempfile.TemporaryDirectory() as name:
        ours, bare = (Path(name) / file for file in ("ours.xlsx", "bare.xlsx"))
        source, values = a_list_to_fill(Path(name), ROWS)
        result = paired(
            "writeback",
            2.0,
            lambda: timed(lambda: write(source, ours, values)),
            lambda: timed(lambda: _write_bare(source, bare, values)),
        )
        _require_same(ours, bare)
        return result


def a_list_to_fill(folder: Path, rows: int) -> tuple[Path, dict[int, Decimal]]:
    """Write a styled list; return it with the values that go into every 25th of its rows."""
    path = folder / "表.xlsx"
    write_list(path, a_plan(rows), indicator_rows(rows), (), (), today=date(2024, 3, 1))
    written = range(FIRST_ROW, FIRST_ROW + rows, ROWS // WRITES)
    return path, {row: Decimal(50 + row % 400) / 10 for row in written}


def write(source: Path, out: Path, values: dict[int, Decimal]) -> None:
    """Write the values into a copy of the list, as the program does."""
    cells = {(row, COLUMN): Written(value) for row, value in values.items()}
    package = UserWorkbook(source.read_bytes())
    with written_whole(out, replace=True) as beside, beside.open("wb") as file:
        file.writelines(package.filled({SHEET: cells}))


def _write_bare(source: Path, out: Path, values: dict[int, Decimal]) -> None:
    told = {str(row).encode(): str(value).encode() for row, value in values.items()}

    def patched(cell: re.Match[bytes]) -> bytes:
        value = told.get(cell[1])
        if value is None:
            return cell[0]
        return b'<c r="G%s"%s><v>%s</v></c>' % (cell[1], cell[2] or b"", value)

    with (
        zipfile.ZipFile(source) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for info in before.infolist():
            part = before.read(info)
            after.writestr(info, _CELL.sub(patched, part) if info.filename == PART else part)


def _require_same(ours: Path, bare: Path) -> None:
    """Make sure that both did the same work."""
    if read_workbook(ours).sheets != read_workbook(bare).sheets:
        raise AssertionError("the floor wrote other cells")
