"""The rows of a table below its header: names, groups, words, units and figures of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.exchange.list_in.columns import FIGURES, SIZES, Column, Layout
from db.exchange.list_in.figures import FiguresFound, Given, read_figures
from db.exchange.list_in.groups import Carried, Wholes
from db.exchange.list_in.plain_words import is_placeholder, squash, tidy, visible
from db.exchange.list_in.row_names import RowName, read_name, split_name_unit, without_number
from db.exchange.list_in.table_finding import CATEGORY, NOTE, SIGNATURE
from db.exchange.list_in.unit_names import Responsible, read_responsible
from db.exchange.list_in.years import read_deadline, read_due_year
from db.exchange.listing import Complaint, Meaning, RowReading, TableKind, WordReading
from db.exchange.sheets import Cell
from db.model.words import Nature, TaskStatus
from db.rules.measures import measure_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from db.exchange.list_in.grid import Grid

UNIT_COLUMNS = frozenset({Meaning.LEAD, Meaning.CO, Meaning.RESPONSIBLE})
_NO_WORDS = FIGURES | SIZES | {Meaning.NAME, Meaning.IGNORED}
_TOTAL = re.compile(r"(?:合计|小计|总计|共计|累计)(?:[:(].*)?|.{2,8}小计")
_GROUP_TOTAL = re.compile(r"(?P<group>.{2,8})(?:合计|总计)")
_GROUP_ENDING = re.compile(
    r"(?:教育|贡献|队伍|建设|保障|投入|水平|信息化|阶段|治理|改革|质量|条件|安全|体系|服务|公平|普及|普惠)$"
)
_LONGEST_GROUP = 12
_WIDE = 3
_BESIDE = 4
_NATURES = {
    "约束性": Nature.BINDING,
    "约束": Nature.BINDING,
    "约束性指标": Nature.BINDING,
    "预期性": Nature.ANTICIPATORY,
    "预期": Nature.ANTICIPATORY,
    "预期性指标": Nature.ANTICIPATORY,
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for all rows of a table: the unit over it, and whether the list is our own."""

    corner: WordReading | None = None
    own: bool = False


@dataclass(slots=True)
class RowsReader:
    """Reads the rows of one table from top to bottom and collects what it finds."""

    grid: Grid
    layout: Layout
    around: Surroundings
    rows: list[RowReading] = field(default_factory=list)
    passed_over: dict[int, str] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)
    _by_meaning: dict[Meaning, Column] = field(default_factory=dict)
    _group: Carried = field(default_factory=Carried)
    _wholes: Wholes = field(default_factory=Wholes)
    _natures: dict[int, WordReading | None] = field(default_factory=dict)
    _below_notes: bool = False
    _among_beside: bool = False
    _figure_columns: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        columns = self.layout.columns
        self._by_meaning = {column.meaning: column for column in columns}
        self._figure_columns = frozenset(c.index for c in columns if c.meaning in FIGURES | SIZES)

    @property
    def group_meaning(self) -> Meaning:
        """Return what groups the rows: 章节 in a list of tasks, 类别 elsewhere."""
        return Meaning.SECTION if self.layout.kind is TableKind.TASKS else Meaning.CATEGORY

    def read(self, rows: Iterable[int]) -> None:
        """Read the rows of a body, or of the next page of it."""
        for row in rows:
            cells = self.grid.rows[row]
            reason = self._passes_over(cells)
            if reason:
                self.passed_over[row] = reason
            elif not self._takes_group(cells):
                self._below_notes = False
                self._read_row(row, cells)

    def close(self) -> None:
        """Finish the table: say which group was carried down to which rows."""
        self._tell_carried()

    def start_group(self, cell: Cell) -> None:
        """Take a heading that stands alone as the group of the rows below."""
        verbatim = self.layout.kind is TableKind.TASKS
        words = tidy(cell.text) if verbatim else without_number(cell.text)
        self._change_group(WordReading(words, cell.address))

    def complain(self, cell: Cell, reason: str, *, is_share: bool = False) -> None:
        """Point at a cell that was not understood."""
        self.complaints.append(
            Complaint(self.grid.sheet.name, cell.address, visible(cell.text), reason, is_share)
        )

    def _read_row(self, row: int, cells: Mapping[int, Cell]) -> None:
        """Read one row of an indicator or project list."""
        named = self._name_of(row)
        if named is None:
            self._group_of(row)
            self._nameless(row, cells)
            return
        cell, name = named
        if cell.error:
            self.complain(cell, "名称是错误值，这一行没有读")
            return
        words = self._words_of(row)
        self._put_number(words, name, cell)
        group = self._group_of(row, among=name.among)
        if group:
            words[self.group_meaning] = group
        parent = self._wholes.parent_of(row, name)
        if name.among and parent is None:
            self.complain(cell, "“其中”上面没有所属的指标")
        unit = self._unit_of(words, name, cell)
        nature = self._nature_of(row, parent, words)
        found = self._figures_of(cells, unit)
        responsible = self._responsible_of(row)
        self.rows.append(
            RowReading(
                row, name.name, cell.address, Meaning.NAME, parent, nature, found.figures,
                words, responsible.leads, responsible.co_units, found.doubtful,
            )
        )  # fmt: skip

    def _passes_over(self, cells: Mapping[int, Cell]) -> str:
        """Return why a row is no row of the list; empty when it may be one."""
        first = next(iter(cells.values()))
        words = squash(first.text)
        if SIGNATURE.match(words):
            self._below_notes = True
            return "签署行"
        if NOTE.match(words) and (words[0] not in "*※★△" or len(cells) == 1):
            self._below_notes = True
            return "附注"
        if self._below_notes and self._figure_columns.isdisjoint(cells):
            return "附注"
        for column in sorted(cells):
            if column in self._figure_columns:
                continue
            if _is_total(squash(cells[column].text), self._group):
                return "合计行"
        return ""

    def _takes_group(self, cells: Mapping[int, Cell]) -> bool:
        """Take a row that only names a group (一、学前教育) as such; tell whether it was one."""
        shown = list(cells.values())
        cell = shown[-1]
        numbered = (
            len(shown) == 2  # noqa: PLR2004 - 一 | 学前教育
            and re.fullmatch(r"[一二三四五六七八九十]{1,3}", squash(shown[0].text)) is not None
            and cell.column <= max(self.layout.names)
        )
        if not numbered and (len(shown) != 1 or not self._names_group(cell)):
            return False
        self.start_group(cell)
        return True

    def _names_group(self, cell: Cell) -> bool:
        """Tell whether a cell that stands alone in its row is a group's heading."""
        words = squash(cell.text)
        if cell.number is not None or cell.error or words.startswith("其中"):
            return False
        if self.grid.width_of(cell) >= _WIDE or CATEGORY.match(words):
            return True
        column = self._by_meaning.get(self.group_meaning)
        if cell.column not in self.layout.names or column or self.layout.kind is TableKind.TASKS:
            return False
        short = len(words) <= _LONGEST_GROUP and not split_name_unit(tidy(cell.text))[1]
        return short and _GROUP_ENDING.search(words) is not None

    def _name_of(self, row: int) -> tuple[Cell, RowName] | None:
        """Return the cell that names the row, taken apart; None when nothing does."""
        first, *others = self.layout.names
        main = self.grid.at(row, first)
        beside = next((c for column in others if (c := self.grid.at(row, column))), None)
        if beside is None:
            self._among_beside = False
            name = self._parsed(row, main.text) if main else None
            return (main, name) if main and name and name.name else None
        left = self._parsed(row, self.grid.text(row, first))
        if left.among and not left.name:
            self._among_beside = True
        elif main is not None:
            self._among_beside = False
            name = self._parsed(row, tidy(main.text) + tidy(beside.text))
            return main, name
        name = self._parsed(row, beside.text)
        among = name.among or self._among_beside
        indent = name.indent if among else name.indent + _BESIDE
        return beside, RowName(name.name, name.number, name.unit, indent, among)

    def _parsed(self, row: int, text: str) -> RowName:
        """Take a name apart; a list of ours has columns for what offices write into the name."""
        own = self.around.own
        return read_name(text, numbered=not own, with_unit=not (own and self._has(row)))

    def _has(self, row: int) -> bool:
        """Tell whether the row has something in the column of units."""
        column = self._by_meaning.get(Meaning.UNIT)
        return column is not None and self.grid.resolved(row, column.index) is not None

    def _nameless(self, row: int, cells: Mapping[int, Cell]) -> None:
        """Point at the figures of a row without a name."""
        figures = [cell for column, cell in cells.items() if column in self._figure_columns]
        for cell in figures:
            self.complain(cell, "这一行没有指标名称")
        if not figures and not all(map(self._is_group_cell, cells)):
            self.passed_over[row] = "没有名称"

    def _is_group_cell(self, index: int) -> bool:
        """Tell whether the column is that of the groups."""
        column = self._by_meaning.get(self.group_meaning)
        return column is not None and column.index == index

    def _group_of(self, row: int, *, among: bool = False) -> WordReading | None:
        """Return the group a row belongs to, its own, merged or carried down from above."""
        column = self._by_meaning.get(self.group_meaning)
        if column is None:
            return self._group.current
        cell = self.grid.resolved(row, column.index)
        if cell is None and self.around.own and self.grid.sheet.merges:
            # We merge what belongs together: a blank is no group at all. Plain text has no merges.
            self._change_group(None, among=among)
            return None
        if cell is None:
            return self._group.carry(_letters(column, row))
        word = WordReading(tidy(cell.text), cell.address)
        if self._group.current != word:
            self._change_group(word, among=among)
        return word

    def _change_group(self, word: WordReading | None, *, among: bool = False) -> None:
        """Start another group; parts do not reach over from one to the next."""
        before = self._group.current
        self._tell_carried()
        self._group.meet(word)
        if not among and (before and before.words) != (word and word.words):
            self._wholes.close()

    def _tell_carried(self) -> None:
        """Say to which rows the group above was carried down."""
        carried = self._group.carried
        if carried and self._group.current:
            span = carried[0] if len(carried) == 1 else f"{carried[0]} 至 {carried[-1]}"
            self.understood.append(f"{span} 沿用“{self._group.current.words}”")
        self._group.carried = []

    def _words_of(self, row: int) -> dict[Meaning, WordReading]:
        """Return the cells of words of a row, those of merged blocks too."""
        words: dict[Meaning, WordReading] = {}
        for column in self.layout.columns:
            if column.meaning in _NO_WORDS or column.meaning is self.group_meaning:
                continue
            cell = self.grid.resolved(row, column.index)
            if cell is None or not visible(cell.text):
                continue
            if cell.error:
                self.complain(cell, f"公式出错（{cell.text}）")
                continue
            said = self._said(column.meaning, cell)
            if said:
                words[column.meaning] = WordReading(said, cell.address)
        return words

    def _said(self, meaning: Meaning, cell: Cell) -> str:
        """Return the words of a cell as they are kept; empty when they say nothing."""
        if is_placeholder(cell.text) and meaning is not Meaning.NATURE:
            return ""
        if meaning is Meaning.DEADLINE:
            return read_deadline(cell.text, is_date=cell.is_date)
        if meaning is Meaning.NOTE or meaning in UNIT_COLUMNS:
            return visible(cell.text)
        if meaning is Meaning.DUE_YEAR:
            year = read_due_year(cell.text)
            if not year:
                self.complain(cell, f"“{visible(cell.text)}”里没有年份")
            return year
        if meaning is Meaning.STATUS and squash(cell.text) not in set(TaskStatus):
            self.complain(cell, "状态只认：" + "、".join(TaskStatus))
            return ""
        return tidy(cell.text)

    def _put_number(self, words: dict[Meaning, WordReading], name: RowName, cell: Cell) -> None:
        """Put the number that stands before a name beside it, unless a column numbers the rows."""
        if name.number and Meaning.NUMBER not in words:
            words[Meaning.NUMBER] = WordReading(name.number, cell.address)

    def _unit_of(self, words: dict[Meaning, WordReading], name: RowName, cell: Cell) -> str:
        """Return the row's unit: of its column, else of its name; the corner's is not the row's."""
        column = words.get(Meaning.UNIT)
        if column is None:
            written = WordReading(name.unit, cell.address) if name.unit else self._unit_over()
            if written is None or self.layout.kind is not TableKind.INDICATORS:
                return name.unit
            words[Meaning.UNIT] = written
            return written.words
        if name.unit and measure_of(name.unit) != measure_of(column.words):
            self.complain(cell, f"名称里的单位“{name.unit}”与单位列的“{column.words}”不一致")
        return column.words

    def _unit_over(self) -> WordReading | None:
        """Return the unit of all values, from their headings or from the corner of the table."""
        headed = {
            column.unit: column.address
            for column in self.layout.columns
            if column.meaning in FIGURES
        }
        if len(headed) == 1 and "" not in headed:
            return next(WordReading(unit, address) for unit, address in headed.items())
        return self.around.corner

    def _nature_of(
        self, row: int, parent: int | None, words: dict[Meaning, WordReading]
    ) -> Nature | None:
        """Return the 属性 of a row; parts share that of their whole when they have none."""
        column = self._by_meaning.get(Meaning.NATURE)
        if column is None:
            return None
        word = words.pop(Meaning.NATURE, None)
        if word is None and parent is not None and not self.around.own:
            word = self._natures.get(parent)
        self._natures[row] = word
        if word is None or is_placeholder(word.words):
            return None if word is None else Nature.UNSAID
        nature = _NATURES.get(squash(word.words))
        if nature is None:
            cell = self.grid.resolved(row, column.index)
            if cell is not None:
                self.complain(cell, "属性只认约束性、预期性")
            return None
        words[Meaning.NATURE] = WordReading(nature.value, word.address)
        return nature

    def _figures_of(self, cells: Mapping[int, Cell], unit: str) -> FiguresFound:
        """Return the figures of a row, and keep what is to be said about them."""
        given = [
            Given(cells[column.index], column)
            for column in self.layout.columns
            if column.index in cells and column.meaning in FIGURES | SIZES
        ]
        corner = self.around.corner.words if self.around.corner else ""
        found = read_figures(given, unit=unit, corner=corner, own=self.around.own)
        for doubt in found.doubts:
            self.complain(doubt.given.cell, doubt.reason, is_share=doubt.is_share)
        self.understood.extend(found.understood)
        return found

    def _responsible_of(self, row: int) -> Responsible:
        """Return the units that answer for a row."""
        return read_responsible(
            (column.meaning, cell.text)
            for column in self.layout.columns
            if column.meaning in UNIT_COLUMNS
            and (cell := self.grid.resolved(row, column.index)) is not None
            and not cell.error
        )


def _is_total(words: str, group: Carried) -> bool:
    """Tell whether a row is named as a total: 合计, 小计：10 项, or 合计 of the group above."""
    if _TOTAL.fullmatch(words):
        return True
    found = _GROUP_TOTAL.fullmatch(words)
    return found is not None and group.current is not None and found["group"] == group.current.words


def _letters(column: Column, row: int) -> str:
    """Return the address of a row's own, blank cell in a column."""
    return Cell(row, column.index, "").address
