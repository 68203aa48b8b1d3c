"""The rows of a task table: tasks, what is done for them, and what is promised in numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.exchange.list_in.plain_words import is_placeholder, tidy, visible
from db.exchange.list_in.row_names import RowName, read_name, take_number
from db.exchange.list_in.rows import UNIT_COLUMNS, RowsReader
from db.exchange.list_in.unit_names import Responsible
from db.exchange.listing import PEOPLE, FigureReading, Meaning, RowReading, WordReading
from db.rules.amounts import read_amount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.exchange.list_in.figures import FiguresFound
    from db.exchange.sheets import Cell

# What is said of the task itself, and of a promise; a deadline on a shared row is that of both.
_OF_TASK = (
    UNIT_COLUMNS
    | PEOPLE.keys()
    | {
        Meaning.NUMBER,
        Meaning.KIND,
        Meaning.STATUS,
        Meaning.DEADLINE,
        Meaning.NOTE,
    }
)
_OF_TASK_ALONE = UNIT_COLUMNS | PEOPLE.keys() | {Meaning.NOTE}
_OF_PROMISE = (
    UNIT_COLUMNS
    | PEOPLE.keys()
    | {
        Meaning.PROVIDER,
        Meaning.UNIT,
        Meaning.RECURRING,
        Meaning.DEADLINE,
        Meaning.NOTE,
    }
)
_OF_MEASURE = frozenset({Meaning.STATUS, Meaning.DEADLINE})


@dataclass(frozen=True, slots=True)
class _Task:
    """The task under way, and the measures already met in it."""

    row: int
    title: str
    cell: Cell
    measures: set[str] = field(default_factory=set)


@dataclass(slots=True)
class TaskRowsReader(RowsReader):
    """Reads a task table: a row with a title is a task, the rows below it are what it promises.

    One row of the sheet may give several readings, in the order task, measure, commitment; the
    task's row is then the parent of readings with the same row number.
    """

    _task: _Task | None = None

    def _read_row(self, row: int, cells: Mapping[int, Cell]) -> None:
        """Read one row: a task, a measure, a commitment, or several of them."""
        words = self._words_of()
        measure = words.pop(Meaning.MEASURE, None)
        promise = words.pop(Meaning.COMMITMENT, None)
        named = self._title_of(row)
        section = self._group_of(row)
        if section and named is None and self._is_only_section(cells):
            return
        if named is not None:
            self._read_title(row, named, words, section)
        if self._task is None:
            self._nameless(row, cells)
            return
        if measure is not None:
            alone = promise is None and not self._figure_columns.keys() & cells.keys()
            measure = self._read_measure(row, measure, words if alone else {})
        unit = words[Meaning.UNIT].words if Meaning.UNIT in words else ""
        found = self._figures_of(cells, unit)
        self._read_promise(row, (measure, promise), found, words)

    def _is_only_section(self, cells: Mapping[int, Cell]) -> bool:
        """Tell whether the row holds nothing but the section's name."""
        return all(map(self._is_group_cell, cells))

    def _title_of(self, row: int) -> tuple[Cell, RowName] | None:
        """Return the title that starts a task on this row; None when it goes on with the last."""
        cell = next((c for i in self.layout.names if (c := self.grid.at(row, i))), None)
        if cell is None or is_placeholder(cell.text):
            return None
        number, title = ("", tidy(cell.text))
        if not self.around.own:
            number, title = take_number(title)
        if self._task is not None and title == self._task.title and not self.around.own:
            return None
        return cell, RowName(title, number)

    def _read_title(
        self,
        row: int,
        named: tuple[Cell, RowName],
        words: Mapping[Meaning, WordReading],
        section: WordReading | None,
    ) -> None:
        """Start a task."""
        cell, name = named
        kept = {meaning: word for meaning, word in words.items() if meaning in _OF_TASK}
        self._put_number(kept, name, cell)
        if section:
            kept[Meaning.SECTION] = section
        responsible = self._responsible_of()
        self._task = _Task(row, name.name, cell)
        self.rows.append(
            RowReading(
                row, name.name, cell.address, Meaning.NAME, None, None, (), kept,
                responsible.leads, responsible.co_units,
            )
        )  # fmt: skip

    def _read_measure(
        self, row: int, cell: WordReading, words: Mapping[Meaning, WordReading]
    ) -> WordReading:
        """Take the measures of a cell; return the last, to which the row's promise belongs.

        `words` of a row of its own are said of the measure, not of its task.
        """
        word = cell
        points = (cell.words,) if self.around.own else self._points(row)
        on_title = self._task is not None and self._task.row == row
        own = {} if on_title or len(points) > 1 else words
        kept = {m: w for m, w in own.items() if m in _OF_MEASURE and _row_of(w) == row}
        for line in points:
            word = cell._replace(words=line)
            if self._task is None or line in self._task.measures:
                continue
            self._task.measures.add(line)
            self.rows.append(
                RowReading(row, line, cell.address, Meaning.MEASURE, self._task.row, None, (), kept)
            )
        return word

    def _points(self, row: int) -> tuple[str, ...]:
        """Return the points of a measure cell that numbers them line by line, else it as one."""
        text = self.grid.text(row, self._by_meaning[Meaning.MEASURE].index)
        lines = [tidy(line) for line in visible(text).splitlines() if line.strip()]
        parts = [take_number(line) for line in lines]
        if len(lines) > 1 and all(number for number, _ in parts):
            return tuple(point for _, point in parts)
        return (take_number(tidy(text))[1],)

    def _read_promise(
        self,
        row: int,
        over: tuple[WordReading | None, WordReading | None],
        found: FiguresFound,
        words: Mapping[Meaning, WordReading],
    ) -> None:
        """Take a countable promise: its own words, or figures that stand beside what is done."""
        measure, promise = over
        figures = found.figures
        if promise is not None and _row_of(promise) != row and not (figures or found.doubts):
            return
        if promise is not None and not (figures or found.doubts):
            figures, promise = self._value_in(promise)
        if promise is None and all(figure.amount.value is None for figure in figures):
            # Words in a column of years (推进中) promise nothing.
            return
        if self._task is None:
            return
        title = WordReading(self._task.title, self._task.cell.address)
        name = promise or measure or title
        on_title = self._task.row == row
        kept = {m: w for m, w in words.items() if m in _OF_PROMISE and self._is_own(m, w, row)}
        if on_title:
            kept = {m: w for m, w in kept.items() if m not in _OF_TASK_ALONE}
        if measure is not None and name is not measure:
            kept[Meaning.MEASURE] = measure
        responsible = Responsible() if on_title or not UNIT_COLUMNS & kept.keys() else None
        responsible = responsible or self._responsible_of()
        self.rows.append(
            RowReading(
                row, self._promise_name(name), name.address, Meaning.COMMITMENT, self._task.row,
                None, figures, kept, responsible.leads, responsible.co_units, found.doubtful,
            )
        )  # fmt: skip

    def _promise_name(self, name: WordReading) -> str:
        """Return a promise without 其中 and without the number that an office puts before it."""
        return read_name(name.words, numbered=not self.around.own, with_unit=False).name

    def _is_own(self, meaning: Meaning, word: WordReading, row: int) -> bool:
        """Tell whether a word is the row's own; units and terms may be merged over several."""
        return _row_of(word) == row or meaning in {Meaning.UNIT, Meaning.DEADLINE}

    def _value_in(
        self, promise: WordReading
    ) -> tuple[tuple[FigureReading, ...], WordReading | None]:
        """Return a promise that is nothing but a value (95%以上) as a figure."""
        if Meaning.QUANTITY in self._by_meaning:
            return (), promise
        try:
            amount = read_amount(promise.words)
        except ValueError:
            return (), promise
        if amount.value is None:
            return (), promise
        figure = FigureReading(Meaning.QUANTITY, "", amount, promise.address, promise.words)
        return (figure,), None


def _row_of(word: WordReading) -> int:
    """Return the row of the cell that a word stands in."""
    return int(word.address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
