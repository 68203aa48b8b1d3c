"""The rows of a table of units: which are units, which are sums, headings and notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from db.exchange.list_in.figures import FigureColumns, Given
from db.exchange.list_in.plain_words import is_placeholder, squash, tidy, visible
from db.exchange.list_in.table_finding import CATEGORY, NOTE, SIGNATURE
from db.exchange.listing import Complaint, Meaning, RowReading
from db.exchange.sheets import column_letters, row_on_sheet
from db.exchange.unit_table.headings import rank_of_unit_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from db.exchange.list_in.grid import Grid
    from db.exchange.sheets import Cell
    from db.exchange.unit_table.columns import UnitColumn

_WHOLE = r"(?:全|本|我)?[县区市州旗省校]?(?:区|县|市)?"
_TOTAL = re.compile(rf"{_WHOLE}(?:总合?计|合计|共计|总数|汇总)(?:[(:].*)?|[全本][县区市州旗]")
_SURE_TOTAL = re.compile(r"总.*|[全本我][县区市州旗].*")
_SUBTOTAL = re.compile(r".*小计.*|.+(?:合计|总计|共计)(?:[(:].*)?|计")
_STAGE = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]\))?(?:公办|民办|普惠性?|城区|乡村|农村)?"
    r"(?:幼儿园|学前教育|学前|小学|初中|初级中学|普通初中|高中|普通高中|高级中学|中职|中等职业学校|职业高中"
    r"|中等职业教育|特殊教育|特教|义务教育|九年一贯制学校|十二年一贯制学校|完全中学|教学点)"
    r"(?:阶段|部分)?(?:[(:].*)?"
)
_AMONG = re.compile(r"其中(?:[:：].*)?")
_MEAN = re.compile(r".{0,6}(?:平均|均值|校均|县均)(?:数|值)?")
_TOWN = re.compile(r".{1,8}(?:镇|乡|街道|街道办|街道办事处|学区|片区|农场|中心校|教育组)")
_NUMBERED = re.compile(r"^(?:\d{1,3}[、.．]|[(（]\d{1,3}[)）])\s*(?=\D)")
_LONGEST_NAME = 40
_SUM, _COUNTY = "小计", "全县"


@dataclass(slots=True)
class UnitRows:
    """Reads the rows of one table of units from top to bottom and collects what it finds.

    In a form `to_fill` a row that has a name and no figure yet is a unit's all the same.
    """

    grid: Grid
    columns: Sequence[UnitColumn]
    name: int
    to_fill: bool = False
    rows: list[RowReading] = field(default_factory=list)
    totals: list[RowReading] = field(default_factory=list)
    sums: list[RowReading] = field(default_factory=list)
    passed_over: dict[int, str] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)
    _figures: FigureColumns = field(init=False)

    def __post_init__(self) -> None:
        columns = (one.column for one in self.columns)
        self._figures = FigureColumns(columns, corner="", own=False)

    def read(self, rows: Iterable[int]) -> None:
        """Read the rows of a body, or of the next page of it."""
        for row in rows:
            cells = self.grid.rows.get(row, {})
            given = [
                Given(cell, one.column)
                for one in self.columns
                if one.column.meaning is Meaning.ACTUAL
                and (cell := cells.get(one.column.index)) is not None
                and (cell.formula or not is_placeholder(cell.text))
            ]
            self._read_row(row, cells, given)

    def close(self) -> RowReading | None:
        """Finish the table; return the row that sums up all units, None when there is none."""
        sums = _subtotals_by_arithmetic(self.rows)
        self.passed_over |= sums
        self.rows = [row for row in self.rows if row.row not in sums]
        total = self._grand_total()
        for one in self.totals:
            self.passed_over[one.row] = "合计" if one is total else _SUM
        if self.to_fill and total is not None:
            # The county's own figures stand there.
            del self.passed_over[total.row]
            self.rows.append(total)
        return total

    def _read_row(self, row: int, cells: Mapping[int, Cell], given: list[Given]) -> None:
        named = self.grid.resolved(row, self.name)
        label = _label(named, cells) if self.name else _COUNTY
        words = squash(label)
        reason = self._passes_over(words, named, given)
        if reason:
            self.passed_over[row] = reason
        if reason and not (reason == _SUM and given):
            return
        found = self._figures.read({one.column.index: one.cell for one in given}, unit="")
        by_address = {one.cell.address: one.column.index for one in given}
        reading = RowReading(
            row=row,
            name=_name_of(label),
            address=named.address if named is not None else self._first_place(row),
            figures=tuple(
                figure._replace(column=by_address[figure.address]) for figure in found.figures
            ),
            doubtful=tuple(
                figure._replace(column=by_address[figure.address]) for figure in found.doubtful
            ),
        )
        if reason:
            self.sums.append(reading)
            return
        if _TOTAL.fullmatch(words):
            self.totals.append(reading)
            return
        if not words or named is None:
            self._complain(given[0].cell, "这一行没有写单位名称，没有导入。")
            return
        for doubt in found.doubts:
            self._complain(doubt.given.cell, doubt.reason, is_share=doubt.is_share)
        self.understood += found.understood
        self.rows.append(reading)

    def _first_place(self, row: int) -> str:
        """Return the first cell of a row in which a figure stands or may stand."""
        figures = (c.column.index for c in self.columns if c.column.meaning is Meaning.ACTUAL)
        return f"{column_letters(next(figures, 1))}{row}"

    def _passes_over(self, words: str, named: Cell | None, given: list[Given]) -> str:
        """Return why a row is no unit's; empty when it is one, or the sum of all."""
        if NOTE.match(words) or SIGNATURE.match(words):
            return "附注"
        if rank_of_unit_heading(words) is not None and not given:
            return "重复的表头"
        if _TOTAL.fullmatch(words):
            return "" if given or self.to_fill else "合计"
        if _SUBTOTAL.fullmatch(words) or (_STAGE.fullmatch(words) and given):
            return _SUM
        if _AMONG.fullmatch(words):
            return "其中项"
        if _MEAN.fullmatch(words):
            return "平均数"
        return "" if given else self._is_silent(words, named)

    def _is_silent(self, words: str, named: Cell | None) -> str:
        """Return what a row without a figure is; empty where a form waits for its figures."""
        if not words or is_placeholder(words):
            return "没有填数"
        if self.to_fill and (named is None or self.grid.width_of(named) == 1):
            return "分组标题" if CATEGORY.match(words) else ""
        wide = named is not None and self.grid.width_of(named) > 1
        group = _STAGE.fullmatch(words) or CATEGORY.match(words) or _TOWN.fullmatch(words)
        if wide or group or len(words) > _LONGEST_NAME:
            return "附注" if len(words) > _LONGEST_NAME else "分组标题"
        return "没有填数"

    def _grand_total(self) -> RowReading | None:
        """Return the sum of all units among the rows called 合计: the only one, or the surest."""
        if len(self.totals) < 2:  # noqa: PLR2004 - one needs no choice
            return self.totals[0] if self.totals else None
        sure = [one for one in self.totals if _SURE_TOTAL.fullmatch(squash(one.name))]
        if sure:
            return sure[-1]
        sums = _sums(self.rows)
        fitting = [one for one in self.totals if _sums([one]) == sums]
        return fitting[-1] if fitting else None

    def _complain(self, cell: Cell, reason: str, *, is_share: bool = False) -> None:
        sheet = self.grid.sheet.name
        self.complaints.append(Complaint(sheet, cell.address, visible(cell.text), reason, is_share))


def is_total(name: str) -> bool:
    """Tell whether a row of that name sums up all units: 合计, 全县."""
    return _TOTAL.fullmatch(squash(name)) is not None


def _label(named: Cell | None, cells: Mapping[int, Cell]) -> str:
    """Return what a row is called: its name, or 合计 and 小计 where they stand before it."""
    own = tidy(visible(named.text)) if named is not None else ""
    for cell in cells.values():
        words = squash(cell.text)
        if named is not None and cell.column >= named.column:
            break
        if cell.number is None and (_TOTAL.fullmatch(words) or _SUBTOTAL.fullmatch(words)):
            return tidy(cell.text)
        if NOTE.match(words) or SIGNATURE.match(words):
            return tidy(cell.text)
    return own


def _name_of(label: str) -> str:
    """Return a unit's name without the number and the star that stand with it."""
    return _NUMBERED.sub("", label).rstrip("*＊※").strip()


def _sums(rows: Iterable[RowReading]) -> dict[int, Decimal]:
    """Return the sum of each column over rows."""
    sums: dict[int, Decimal] = {}
    for row in rows:
        for figure in row.figures:
            value = figure.amount.value
            if value is not None:
                sums[figure.column] = sums.get(figure.column, Decimal(0)) + value
    return sums


def _span_words(rows: Sequence[RowReading]) -> str:
    first, last = row_on_sheet(rows[0].row), row_on_sheet(rows[-1].row)
    return f"小计，等于第 {first}—{last} 行之和"


def _subtotals_by_arithmetic(rows: Sequence[RowReading]) -> dict[int, str]:
    """Return the rows of townships that are the sums of the schools below or above them.

    An office often writes 金积镇 over its schools and the township's sums beside the name.
    """
    towns = [place for place, row in enumerate(rows) if _TOWN.fullmatch(squash(row.name))]
    if not towns or len(towns) == len(rows):
        return {}
    found: dict[int, str] = {}
    ends = [*towns[1:], len(rows)]
    starts = [0, *(place + 1 for place in towns[:-1])]
    for place, start, end in zip(towns, starts, ends, strict=True):
        own = _sums([rows[place]])
        for part in (rows[place + 1 : end], rows[start:place]):
            if own and part and _sums(part) == own:
                found[rows[place].row] = _span_words(part)
                break
    return found
