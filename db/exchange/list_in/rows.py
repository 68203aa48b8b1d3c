"""The rows of a table below its header: names, groups, words, units and figures of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.exchange.list_in.columns import FIGURES, VALUES, Column, Layout
from db.exchange.list_in.figures import FigureColumns, FiguresFound
from db.exchange.list_in.groups import Carried, Wholes
from db.exchange.list_in.plain_words import is_placeholder, squash, tidy, visible
from db.exchange.list_in.row_kinds import told_by
from db.exchange.list_in.row_names import RowName, read_name, split_name_unit, without_number
from db.exchange.list_in.table_finding import CATEGORY
from db.exchange.list_in.unit_names import Responsible, read_responsible
from db.exchange.list_in.years import day_counted, how_read, read_deadline, read_due_year
from db.exchange.listing import Complaint, Meaning, RowReading, TableKind, WordReading
from db.exchange.project_facts import FACTS
from db.exchange.sheets import Cell
from db.model.words import Nature, TaskStatus
from db.rules.measures import measure_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from db.exchange.list_in.grid import Grid

UNIT_COLUMNS = frozenset({Meaning.LEAD, Meaning.CO, Meaning.RESPONSIBLE})
_NO_WORDS = VALUES | FACTS | {Meaning.NAME, Meaning.IGNORED}
_new_tuple = tuple.__new__
_NUMERAL = re.compile(r"[一二三四五六七八九十]{1,3}")
_GROUP_ENDING = re.compile(
    r"(?:教育|贡献|队伍|建设|保障|投入|水平|信息化|阶段|治理|改革|质量|条件|安全|体系|服务|公平|普及|普惠)$"
)
_NOBODY = Responsible()
_LONGEST_GROUP = 12
_WIDE, _BESIDE = 3, 4
_NATURES = {
    **dict.fromkeys(("约束性", "约束", "约束性指标"), Nature.BINDING),
    **dict.fromkeys(("预期性", "预期", "预期性指标"), Nature.ANTICIPATORY),
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
    _group_cell: Cell | None = None
    _wholes: Wholes = field(default_factory=Wholes)
    _natures: dict[int, WordReading | None] = field(default_factory=dict)
    _below_notes: bool = False
    _among_beside: bool = False
    _group_meaning: Meaning = Meaning.CATEGORY
    _word_columns: tuple[Column, ...] = ()
    _unit_columns: tuple[Column, ...] = ()
    _figure_columns: dict[int, Column] = field(default_factory=dict)
    _figures: FigureColumns = field(init=False)
    # Units and the like stand in row after row.
    _said_before: dict[tuple[Meaning, str], str] = field(default_factory=dict)
    # The row at hand, merges resolved.
    _whole: Mapping[int, Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        columns = self.layout.columns
        self._by_meaning = {column.meaning: column for column in columns}
        # What groups the rows: 章节 in a list of tasks, 类别 elsewhere.
        tasks = self.layout.kind is TableKind.TASKS
        self._group_meaning = Meaning.SECTION if tasks else Meaning.CATEGORY
        wordless = _NO_WORDS | {self._group_meaning}
        self._word_columns = tuple(c for c in columns if c.meaning not in wordless)
        self._unit_columns = tuple(c for c in columns if c.meaning in UNIT_COLUMNS)
        self._figure_columns = {c.index: c for c in columns if c.meaning in VALUES}
        corner = self.around.corner.words if self.around.corner else ""
        figures = self._figure_columns.values()
        self._figures = FigureColumns(figures, corner=corner, own=self.around.own)

    def read(self, rows: Iterable[int]) -> None:
        """Read the rows of a body, or of the next page of it."""
        for row in rows:
            cells = self.grid.rows[row]
            reason = self._passes_over(cells)
            if reason:
                self.passed_over[row] = reason
            elif not self._takes_group(cells):
                self._below_notes = False
                self._whole = self.grid.resolved_row(row)
                self._read_row(row, cells)

    def close(self) -> None:
        """Finish the table: say which group was carried down to which rows."""
        self._tell_carried()

    def start_group(self, cell: Cell) -> None:
        """Take a heading that stands alone as the group of the rows below."""
        verbatim = self.layout.kind is TableKind.TASKS
        words = tidy(cell.text) if verbatim else without_number(cell.text)
        self._group_cell = None
        self._change_group(WordReading(words, cell.address))

    def complain(self, cell: Cell, reason: str, *, is_share: bool = False) -> None:
        """Point at a cell that was not understood."""
        self.complaints.append(
            Complaint(self.grid.sheet.name, cell.address, visible(cell.text), reason, is_share)
        )

    def _read_row(self, row: int, cells: Mapping[int, Cell]) -> None:
        """Read one row of an indicator or project list."""
        named = self._name_of(row, cells)
        if named is None:
            self._group_of(row)
            self._nameless(row, cells)
            return
        cell, name = named
        if cell.error:
            self.complain(cell, "名称是错误值，这一行没有读")
            return
        words = self._words_of()
        self._put_number(words, name, cell)
        group = self._group_of(row, among=name.among)
        if group:
            words[self._group_meaning] = group
        parent = self._wholes.parent_of(row, name)
        if name.among and parent is None:
            self.complain(cell, "“其中”上面没有所属的指标")
        unit = self._unit_of(words, name, cell)
        nature = self._nature_of(row, parent, words)
        found = self._figures_of(cells, unit)
        responsible = self._responsible_of()
        reading = (
            row, name.name, cell.address, Meaning.NAME, parent, nature, found.figures,
            words, responsible.leads, responsible.co_units, found.doubtful,
        )  # fmt: skip
        # As with words: RowReading(...) would take twice as long.
        self.rows.append(_new_tuple(RowReading, reading))

    def _passes_over(self, cells: Mapping[int, Cell]) -> str:
        """Return why a row is no row of the list; empty when it may be one."""
        figures = self._figure_columns
        first = told_by(next(iter(cells.values())).text)
        if first.signature:
            self._below_notes = True
            return "签署行"
        if first.note and (not first.starred or len(cells) == 1):
            self._below_notes = True
            return "附注"
        if self._below_notes and figures.keys().isdisjoint(cells):
            return "附注"
        above = self._group.current.words if self._group.current else ""
        for column, cell in cells.items():
            if column not in figures:
                told = told_by(cell.text)
                if told.total or (told.total_of and told.total_of == above):
                    return "合计行"
        return ""

    def _takes_group(self, cells: Mapping[int, Cell]) -> bool:
        """Take a row that only names a group (一、学前教育) as such; tell whether it was one."""
        if len(cells) > 2:  # noqa: PLR2004 - 一 | 学前教育
            return False
        shown = list(cells.values())
        cell = shown[-1]
        numbered = (
            len(shown) > 1
            and _NUMERAL.fullmatch(squash(shown[0].text)) is not None
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
        column = self._by_meaning.get(self._group_meaning)
        if cell.column not in self.layout.names or column or self.layout.kind is TableKind.TASKS:
            return False
        short = len(words) <= _LONGEST_GROUP and not split_name_unit(tidy(cell.text))[1]
        return short and _GROUP_ENDING.search(words) is not None

    def _name_of(self, row: int, cells: Mapping[int, Cell]) -> tuple[Cell, RowName] | None:
        """Return the cell that names the row, taken apart; None when nothing does."""
        first, *others = self.layout.names
        main = cells.get(first)
        there = [cell for column in others if (cell := cells.get(column))]
        beside = there[0] if there else None
        if beside is None:
            self._among_beside = False
            name = self._parsed(main.text) if main else None
            return (main, name) if main and name and name.name else None
        left = self._parsed(self.grid.text(row, first))
        if left.among and not left.name:
            self._among_beside = True
        elif main is not None:
            self._among_beside = False
            name = self._parsed(tidy(main.text) + tidy(beside.text))
            return main, name
        name = self._parsed(beside.text)
        among = name.among or self._among_beside
        indent = name.indent if among else name.indent + _BESIDE
        return beside, RowName(name.name, name.number, name.unit, indent, among)

    def _parsed(self, text: str) -> RowName:
        """Take a name apart; a list of ours has columns for what offices write into the name."""
        own = self.around.own
        return read_name(text, numbered=not own, with_unit=not (own and self._has_unit()))

    def _has_unit(self) -> bool:
        """Tell whether the row has something in the column of units."""
        column = self._by_meaning.get(Meaning.UNIT)
        return column is not None and column.index in self._whole

    def _nameless(self, row: int, cells: Mapping[int, Cell]) -> None:
        """Point at the figures of a row without a name."""
        figures = [cell for column, cell in cells.items() if column in self._figure_columns]
        for cell in figures:
            self.complain(cell, "这一行没有指标名称")
        if not figures and not all(map(self._is_group_cell, cells)):
            self.passed_over[row] = "没有名称"

    def _is_group_cell(self, index: int) -> bool:
        """Tell whether the column is that of the groups."""
        column = self._by_meaning.get(self._group_meaning)
        return column is not None and column.index == index

    def _group_of(self, row: int, *, among: bool = False) -> WordReading | None:
        """Return the group a row belongs to, its own, merged or carried down from above."""
        column = self._by_meaning.get(self._group_meaning)
        if column is None:
            return self._group.current
        cell = self._whole.get(column.index)
        if cell is None and self.around.own and self.grid.sheet.merges:
            # We merge what belongs together: a blank is no group at all. Plain text has no merges.
            self._change_group(None, among=among)
            return None
        if cell is None:
            return self._group.carry(_letters(column, row))
        if self._group.current is not None and cell is self._group_cell:
            return self._group.current
        self._group_cell = cell
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

    def _words_of(self) -> dict[Meaning, WordReading]:
        """Return the cells of words of a row, those of merged blocks too."""
        words: dict[Meaning, WordReading] = {}
        for column in self._word_columns:
            cell = self._whole.get(column.index)
            if cell is None:
                continue
            before = {} if cell.is_date or cell.error else self._said_before
            key = (column.meaning, cell.text)
            if said := before.get(key) or self._said(column.meaning, cell):
                before[key] = said
                # WordReading(...) would take twice as long, and there are very many.
                words[column.meaning] = _new_tuple(WordReading, (said, cell.address))
        return words

    def _said(self, meaning: Meaning, cell: Cell) -> str:
        """Return the words of a cell as they are kept; empty when they say nothing."""
        if cell.error:
            self.complain(cell, f"公式出错（{cell.text}）")
            return ""
        if (is_placeholder(cell.text) and meaning is not Meaning.NATURE) or not visible(cell.text):
            return ""
        if meaning is Meaning.DEADLINE:
            day = self._day_of(cell)
            return read_deadline(day or cell.text, is_date=cell.is_date or day != "")
        if meaning is Meaning.NOTE or meaning in UNIT_COLUMNS:
            return visible(cell.text)
        if meaning is Meaning.DUE_YEAR:
            if not (year := read_due_year(cell.text)):
                self.complain(cell, f"“{visible(cell.text)}”里没有年份")
            return year
        if meaning is Meaning.STATUS and squash(cell.text) not in set(TaskStatus):
            self.complain(cell, "状态只认：" + "、".join(TaskStatus))
            return ""
        return tidy(cell.text)

    def _day_of(self, cell: Cell) -> str:
        """Return the day of a date that lost its format, empty for others; say how it was read."""
        self.understood += how_read(cell.address, visible(cell.text))
        return day_counted(cell.text)

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
            cell = self._whole.get(column.index)
            if cell is not None:
                self.complain(cell, "属性只认约束性、预期性")
            return None
        same = word.words == nature
        words[Meaning.NATURE] = word if same else WordReading(nature.value, word.address)
        return nature

    def _figures_of(self, cells: Mapping[int, Cell], unit: str) -> FiguresFound:
        """Return the figures of a row, and keep what is to be said about them."""
        found = self._figures.read(cells, unit)
        for doubt in found.doubts:
            self.complain(doubt.given.cell, doubt.reason, is_share=doubt.is_share)
        self.understood.extend(found.understood)
        return found

    def _responsible_of(self) -> Responsible:
        """Return the units that answer for a row."""
        given = [
            (column.meaning, cell.text)
            for column in self._unit_columns
            if (cell := self._whole.get(column.index)) is not None and not cell.error
        ]
        return read_responsible(given) if given else _NOBODY


def _letters(column: Column, row: int) -> str:
    """Return the address of a row's own, blank cell in a column."""
    return Cell(row, column.index, "").address
