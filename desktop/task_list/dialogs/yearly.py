"""The 年度任务分解表 of a year: typed as in a spreadsheet, carried on, given out, printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.model.lines import TaskHead, YearlyWorkLine
from db.rules.deadlines import is_due_in
from desktop.columns import Cell, Column, Heading
from desktop.progress_telling import STATUS_MARKS, STATUS_WORDS
from desktop.task_list.words import STATUS_INKS
from desktop.widgets.choice import Choice
from desktop.widgets.room import resize_within
from desktop.widgets.sheet import SheetTable
from desktop.widgets.word_menu import ask_word
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from desktop.theme import Look

_SIZE = QSize(1060, 640)
_STATUS = "status"


@dataclass(frozen=True, slots=True)
class NewWork:
    """The empty line under a task, into which new work is typed."""

    task: str

    @property
    def id(self) -> str:
        """Return what tells it from other lines."""
        return f"new {self.task}"


Row = YearlyWorkLine | NewWork


def _key(row: Row) -> str:
    return row.id


class YearlyTable(SheetTable):
    """The table of the dialog: while nothing is being typed, Tab leads out of it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            QWidget.focusNextPrevChild(self, event.key() == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)


class YearlyDialog(QDialog):
    """Shows a year's work under its tasks; what is typed is asked of whoever made it."""

    year_chosen = Signal(object)
    """The year that should be shown."""
    added = Signal(object, object, object)
    """A task's id, the year, the words of new work."""
    changed = Signal(object, object)
    """The id of work, and its fields that should be others."""
    removed = Signal(object)
    """The ids of work that should go."""
    carry_requested = Signal(object)
    """The year whose table should take over what is left and what is not dealt out."""
    export_requested = Signal(object)
    print_requested = Signal(object)
    """The year whose table should be given out, or printed."""

    def __init__(
        self, look: Look, years: Sequence[int], year: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("yearly_dialog")
        self.setWindowTitle("年度任务分解表")
        self._look = look
        self.year = year
        self._folded: set[str] = set()
        self._tasks: tuple[TaskHead, ...] = ()
        self._works: tuple[YearlyWorkLine, ...] = ()
        self.years = Choice(look, "年度")
        self.years.show_choices([(str(one), f"{one} 年") for one in years], str(year))
        self.carry = button("带入…", tip="带入上年没有做完的，和还没有分解的举措")
        self.says = label(ink="muted", size="secondary")
        self.table = YearlyTable(look, _key, frozen=0)
        self.table.setAccessibleName("年度任务分解表")
        self.table.setObjectName("framed")
        self.table.show_columns(self._columns())
        self.remove = button("删除这一条")
        self.export = button("导出 Excel…", picture="export")
        self.print_it = button("打印…", kind="main")
        self.leave = button("关闭")
        self._lay_out()
        self._connect()
        self.table.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.years)
        head.addWidget(self.carry)
        head.addStretch()
        head.addWidget(self.says)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        hint = "在空行里键入就新增；Alt+↓ 选状态；Esc 关闭。"
        foot.addWidget(label(hint, ink="muted", size="secondary"), 1)
        for part in (self.remove, self.export, self.print_it, self.leave):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        resize_within(self, _SIZE)

    def _connect(self) -> None:
        self.years.chosen.connect(self._on_year)
        self.carry.clicked.connect(self._on_carry)
        self.remove.clicked.connect(self._on_remove)
        self.export.clicked.connect(self._on_export)
        self.print_it.clicked.connect(self._on_print)
        self.leave.clicked.connect(self.reject)
        self.table.heading_toggled.connect(self._on_toggled)
        self.table.choice_requested.connect(self.choose_status)
        self.table.cursor_moved.connect(self._on_cursor)
        self.table.escaped.connect(self.reject)

    # -- what is shown ---------------------------------------------------------------------------

    def show_works(self, tasks: Sequence[TaskHead], works: Sequence[YearlyWorkLine]) -> None:
        """Show the year's work; a task that is over by then is shown only with some."""
        self._tasks, self._works = tuple(tasks), tuple(works)
        mine: dict[str, list[YearlyWorkLine]] = {}
        for work in works:
            if work.year == self.year:
                mine.setdefault(work.task, []).append(work)
        rows: list[Heading | Row] = []
        for task in tasks:
            own = mine.get(task.id, [])
            if not own and not is_due_in(task.deadline, self.year):
                continue
            is_open = task.id not in self._folded
            title = f"{task.number} {task.title}".strip()
            detail = f"{len(own)} 条" if own else "未分解"
            rows.append(Heading(task.id, title, detail, open=is_open))
            if is_open:
                rows += [*own, NewWork(task.id)]
        self.table.show_rows(rows)
        total = sum(map(len, mine.values()))
        self.says.setText(f"{self.year} 年 {total} 条，分到 {len(mine)} 项任务")
        for part, words in ((self.export, "导出"), (self.print_it, "打印")):
            part.setAccessibleName(f"{words} {self.year} 年的分解表")
        self._on_cursor()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "年度工作内容", _words, 180, stretches=True,
                edit=lambda row: row.words if isinstance(row, YearlyWorkLine) else "",
                write=self._write_words,
            ),
            Column(
                "完成月份", _due, 110,
                edit=lambda row: row.due if isinstance(row, YearlyWorkLine) else None,
                write=self._write_due,
            ),
            Column("状态", _status, 110, name=_STATUS),
            Column("谁做", self._doer, 170, 300),
        )  # fmt: skip

    def _doer(self, row: Row) -> Cell:
        if isinstance(row, NewWork):
            return Cell(ground="surface_alt")
        if row.unit_name:
            return Cell(row.unit_name)
        head = next((task for task in self._tasks if task.id == row.task), None)
        return Cell(
            "、".join(head.leads) if head is not None else "", "muted", hint="任务的牵头单位"
        )

    # -- what is asked ---------------------------------------------------------------------------

    def choose_status(self) -> QMenu | None:
        """Open the choice of statuses at the work under the cursor."""
        row = self.table.current_row
        if not isinstance(row, YearlyWorkLine):
            return None
        names = [column.name for column in self.table.lines.columns]
        index = self.table.currentIndex().siblingAtColumn(names.index(_STATUS))
        at = self.table.viewport().mapToGlobal(self.table.visualRect(index).bottomLeft())

        def chosen(key: str) -> None:
            status = next(word.words for word in STATUS_WORDS if word.key == key)
            self.changed.emit(row.id, {"status": status})

        return ask_word(
            self.table, self._look, "年度任务状态", STATUS_WORDS,
            current=row.status.name, at=at, chosen=chosen,
        )  # fmt: skip

    def _write_words(self, row: Row, words: str) -> None:
        if isinstance(row, NewWork):
            if words.strip():
                self.added.emit(row.task, self.year, words)
        elif not words.strip():
            self.removed.emit([row.id])
        else:
            self.changed.emit(row.id, {"words": words})

    def _write_due(self, row: Row, words: str) -> None:
        if isinstance(row, YearlyWorkLine):
            self.changed.emit(row.id, {"due": words})

    @Slot(object)
    def _on_year(self, year: str) -> None:
        self.year = int(year)
        self.year_chosen.emit(self.year)

    @Slot(object)
    def _on_toggled(self, task: str) -> None:
        self._folded ^= {task}
        self.show_works(self._tasks, self._works)

    @Slot()
    def _on_cursor(self, *_where: object) -> None:
        on_work = isinstance(self.table.current_row, YearlyWorkLine)
        self.remove.setEnabled(on_work)
        self.remove.setToolTip("" if on_work else "先把光标放到一条年度任务上。")

    @Slot()
    def _on_carry(self) -> None:
        self.carry_requested.emit(self.year)

    @Slot()
    def _on_remove(self) -> None:
        row = self.table.current_row
        if isinstance(row, YearlyWorkLine):
            self.removed.emit([row.id])

    @Slot()
    def _on_export(self) -> None:
        self.export_requested.emit(self.year)

    @Slot()
    def _on_print(self) -> None:
        self.print_requested.emit(self.year)


def _words(row: Row) -> Cell:
    if isinstance(row, NewWork):
        return Cell("", ground="surface_alt", hint="键入要做的事，回车新增")
    return Cell(row.words, ground="entered", hint=row.words)


def _due(row: Row) -> Cell:
    if isinstance(row, NewWork):
        return Cell(ground="surface_alt")
    return Cell(row.due or "年底", "text" if row.due else "muted", "entered")


def _status(row: Row) -> Cell:
    if isinstance(row, NewWork):
        return Cell(ground="surface_alt")
    return Cell(row.status, STATUS_INKS.get(row.status, "text"), mark=STATUS_MARKS[row.status])
