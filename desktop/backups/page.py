"""备份: the copies of the book, what the chosen one holds otherwise, and the ways back from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from db.errors import UserError
from db.model.history_lines import CopyDifference, Deed, Wanted
from db.model.records import RECORDS
from desktop.actions import Act
from desktop.backups.looking import CopyLooking
from desktop.backups.restoring import Restoring
from desktop.backups.rows import (
    BESIDE,
    SECOND,
    CellRow,
    CopyRow,
    by_table,
    copy_columns,
    difference_columns,
)
from desktop.backups.second_place import SecondPlace
from desktop.backups.words import made_words
from desktop.page import AT_THE_FOOT, Page
from desktop.widgets.table import LineTable
from desktop.widgets.tools import Nothing, PageTools
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from db.connection.backups import Backup

_RESTED = 200
"""Milliseconds that the cursor rests on a copy before it is compared."""


def _key(row: Any) -> str:
    return str(row.key)


class BackupsPage(Page):
    """Lists copies above, and below what the one under the cursor holds otherwise."""

    title = "备份"
    name = "backups"
    icon = "backup"
    section = AT_THE_FOOT
    watches = frozenset(kind.table for kind in RECORDS)

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self.looking = CopyLooking(self.session, self.notices, self.runner, self)
        self.restoring = Restoring(self, self.session, self.notices, self.runner)
        self._folded: set[str] = set()
        self._compared = ""
        self._was_in_cells = False
        self.tools = PageTools(self.title, self.look)
        self.tools.years.hide()
        self.tools.hide_filters()
        self.make = button("立即备份", kind="main")
        self.folder = button("打开备份文件夹", picture="folder")
        self.second = SecondPlace(self.preferences, self.look)
        self.copies = LineTable(self.look, _key, whole_rows=True)
        self.copies.setAccessibleName("备份清单")
        self.copies.show_columns(copy_columns())
        self.cells = LineTable(self.look, _key, whole_rows=True)
        self.cells.setAccessibleName("与现在不同的格")
        self.cells.show_columns(difference_columns())
        self.nothing = Nothing()
        self.alike = Nothing()
        self.summary = label(bold=True)
        self.check = button("核对")
        self.whole = button("恢复整份到新文件…")
        self.replace = button("替换现在的台账…")
        self.row = button("恢复这一行", picture="undo")
        self.cell = button("只恢复这一格")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_RESTED)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.tools.first.addWidget(self.make)
        self.tools.first.addWidget(self.folder)
        upper, lower = QWidget(), QWidget()
        above = QVBoxLayout(upper)
        above.addWidget(self.copies, 1)
        above.addWidget(self.nothing, 1)
        below = QVBoxLayout(lower)
        below.addLayout(_row(self.summary, self.check, self.whole, self.replace))
        below.addWidget(self.cells, 1)
        below.addWidget(self.alike, 1)
        below.addLayout(_row(label(), self.row, self.cell))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(upper)
        parts.addWidget(lower)
        parts.setSizes([240, 360])
        whole = QVBoxLayout(self)
        for layout in (above, below, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        whole.addWidget(self.tools)
        whole.addWidget(self.second)
        whole.addWidget(parts, 1)

    def _connect(self) -> None:
        self.make.clicked.connect(partial(self.act_requested.emit, Act.BACK_UP))
        self.folder.clicked.connect(self._open_folder)
        self.second.changed.connect(self.refresh)
        self.copies.cursor_moved.connect(self._on_copy)
        self.cells.cursor_moved.connect(self._show_buttons)
        self.cells.heading_toggled.connect(self._on_heading)
        self.cells.row_opened.connect(self._bring_row)
        self.looking.found.connect(self._on_found)
        self._soon.timeout.connect(self._compare)
        self.check.clicked.connect(self._check)
        self.whole.clicked.connect(self._write)
        self.replace.clicked.connect(self._replace)
        self.row.clicked.connect(self._bring_row)
        self.cell.clicked.connect(self._bring_cell)
        self.restoring.book_wanted.connect(self.book_requested)
        self.session.busy_changed.connect(self._show_buttons)

    # -- drawing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.looking.forget()
        self.second.show_state(self.session.book.path, self.session.today)
        self.make.setText("立即备份到两处" if self.second.folder else "立即备份")
        self.make.setAccessibleName(self.make.text())
        self._show_copies()
        self._compare()

    def _found_copies(self) -> list[CopyRow]:
        housekeeping, folder = self.session.book.housekeeping, self.second.folder
        found: list[tuple[Backup, str]] = []
        try:
            found += [(copy, BESIDE) for copy in housekeeping.backups()]
            if folder is not None:
                found += [(copy, SECOND) for copy in housekeeping.backups(folder)]
        except UserError as error:
            self.notices.report(error)
        found.sort(key=lambda one: one[0].made_at, reverse=True)
        return [CopyRow(copy, place, self.looking.facts(copy.path)) for copy, place in found]

    def _show_copies(self) -> None:
        rows = self._found_copies()
        self.copies.show_rows(rows)
        self.copies.lines.draw_anew([row.key for row in rows])
        self.copies.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.say("还没有备份。改过台账以后，打开时、导入前自动备份，也可以立即备份。")
        self.looking.look_at([row.copy.path for row in rows])
        self._show_difference()

    def _show_difference(self) -> None:
        row = self.copies.current_row
        copy = row.copy if isinstance(row, CopyRow) else None
        found = self.looking.difference(copy.path) if copy is not None else None
        lines = found.lines if isinstance(found, CopyDifference) else ()
        self.cells.show_rows(by_table(lines, self._folded))
        if lines and not isinstance(self.cells.current_row, CellRow):
            self.cells.go_to(lines[0].key)
        self._keep_the_hand(bool(lines), waits=found is None and copy is not None)
        self.cells.setVisible(bool(lines))
        self.alike.setVisible(not lines)
        when = made_words(copy.made_at) if copy is not None else ""
        if copy is None:
            self._say("没有选中备份", "")
        elif found is None:
            self._say(f"{when} 的备份", "正在与现在的台账比对…")
        elif isinstance(found, str):
            self._say(f"{when} 的备份", found)
        elif not found.cells:
            self._say(f"{when} 的备份", "与现在的台账一样。")
        else:
            more = f"，列出前 {len(lines)} 格" if found.cells > len(lines) else ""
            self._say(f"{when} 的备份与现在不同 {found.cells} 格{more}", "")
        self._show_buttons()

    def _keep_the_hand(self, shown: bool, *, waits: bool) -> None:  # noqa: FBT001 - what is next
        """Let the keyboard be at the copies while the cells are gone, and back at them after."""
        if not shown and self.cells.hasFocus():
            self._was_in_cells = True
            self.copies.setFocus()
        elif shown and self._was_in_cells and self.copies.hasFocus():
            self.cells.show()
            self.cells.setFocus()
        self._was_in_cells = self._was_in_cells and waits

    def _say(self, summary: str, sentence: str) -> None:
        self.summary.setText(summary)
        self.alike.say(sentence)

    @Slot()
    def _show_buttons(self, *_moved: object) -> None:
        copy, cell = self.copies.current_row, self.cells.current_row
        for part in (self.check, self.whole):
            part.setEnabled(isinstance(copy, CopyRow))
        can_write = self.session.can_write
        why = "" if can_write else self.session.why_not
        self.make.setEnabled(not self.session.book.read_only)
        self.replace.setEnabled(isinstance(copy, CopyRow) and can_write)
        held = isinstance(cell, CellRow) and self.cells.isVisibleTo(self)
        there = held and cell.line.deed is not Deed.CAME
        self.row.setEnabled(there and can_write)
        self.cell.setEnabled(there and can_write and cell.line.deed is Deed.CHANGED)
        for part in (self.replace, self.row, self.cell):
            part.setToolTip(why)

    # -- what the frame asks ---------------------------------------------------------------------

    def hint(self) -> str:
        return "Enter 恢复这一行 · F6 下一个区域 · Ctrl+Z 撤销"

    def regions(self) -> tuple[QWidget, ...]:
        return (self.copies, self.cells, self.make)

    # -- what happened ---------------------------------------------------------------------------

    @Slot(object, object)
    def _on_copy(self, row: object, _column: object) -> None:
        key = row.key if isinstance(row, CopyRow) else ""
        if key != self._compared:
            self._compared = key
            self._show_difference()
            self._soon.start()

    @Slot()
    def _compare(self) -> None:
        row = self.copies.current_row
        if isinstance(row, CopyRow) and self.isVisible():
            self.looking.compare(row.copy.path)

    @Slot()
    def _on_found(self) -> None:
        if self.isVisible():
            self._show_copies()

    @Slot(object)
    def _on_heading(self, key: str) -> None:
        self._folded ^= {key}
        self._show_difference()

    @Slot()
    def _check(self) -> None:
        row = self.copies.current_row
        if isinstance(row, CopyRow):
            self.notices.tell(f"正在核对 {made_words(row.copy.made_at)} 的备份…")
            self.looking.check(row.copy.path)

    @Slot()
    def _write(self) -> None:
        row = self.copies.current_row
        if isinstance(row, CopyRow):
            self.restoring.ask_file(row.copy)

    @Slot()
    def _replace(self) -> None:
        row = self.copies.current_row
        if isinstance(row, CopyRow):
            self.restoring.ask_replace(row.copy)

    @Slot()
    def _bring_row(self, *_opened: object) -> None:
        self._bring(whole=True)

    @Slot()
    def _bring_cell(self) -> None:
        self._bring(whole=False)

    def _bring(self, *, whole: bool) -> None:
        copy, row = self.copies.current_row, self.cells.current_row
        if not isinstance(copy, CopyRow) or not isinstance(row, CellRow):
            return
        line = row.line
        if line.deed is Deed.CAME:
            self.notices.tell("这一行是备份之后新增的，恢复不去掉它。")
            return
        column = "" if whole else line.cell.column
        self.restoring.bring_back(copy.copy, [Wanted(line.table, line.row, column)])

    @Slot()
    def _open_folder(self) -> None:
        folder = self.session.book.housekeeping.backup_folder()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _row(words: QWidget, *buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(16, 6, 12, 6)
    row.setSpacing(8)
    row.addWidget(words)
    row.addStretch()
    for part in buttons:
        row.addWidget(part)
    return row
