"""The card 回填 of the page: which workbook is to be filled, and where the last one went."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.exchange.filling_work import Form
from desktop.widgets.cards import Card, line_words
from desktop.widgets.files import FILLED_ENDINGS
from desktop.widgets.lines import in_line
from desktop.widgets.words import button, key_label, label
from desktop.wording import moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from db.model.history_lines import KeptFile
    from desktop.exchange.filling_work import Filled

_MOST_KEPT = 4
_WORDS = (
    "把台账里的数填进一份现成的 .xlsx：导入过的原表，或上级发来的表。先看每一格填什么，"
    "只写变了的格，公式、格式、下拉都不动，另存为新文件。"
)


class FillingCard(Card):
    """Offers the imported lists that were kept, newest first, and any other workbook."""

    file_requested = Signal()
    form_chosen = Signal(object)
    """The Form of a kept list."""
    open_requested = Signal(object)
    """The path of a filled workbook to open."""
    folder_requested = Signal(object)
    """The path of a filled workbook whose folder should be opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("回填原表或上级的表", parent)
        self._written: Path | None = None
        self.add_to_head(key_label("Ctrl+Shift+E"))
        self.choose = button("选要填的表…")
        self.choose.setAccessibleName("回填：选要填的表")
        self.result = label(wraps=True)
        self.open_file = button("打开", kind="link")
        self.open_folder = button("打开所在文件夹", kind="link")
        self._lay_out()
        self.choose.clicked.connect(self.file_requested)
        self.open_file.clicked.connect(self._on_open)
        self.open_folder.clicked.connect(self._on_folder)
        self.show_written(None)

    def _lay_out(self) -> None:
        self._done = in_line(self.result, self.open_file, self.open_folder, wide=self.result, gap=6)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._done)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(_WORDS, wraps=True), 1)
        row.addWidget(self.choose)
        column.addLayout(row)
        self.add(body)

    def show_kept(self, files: Sequence[KeptFile], today: date, *, has_plan: bool) -> None:
        """List the kept lists that can be filled; without a plan there is nothing to fill in."""
        self.choose.setEnabled(has_plan)
        self.choose.setToolTip("" if has_plan else "还没有规划，没有数可填。")
        fit = [one for one in files if one.name.lower().endswith(FILLED_ENDINGS)]
        if has_plan and fit:
            self.show_lines([self._line(one, today) for one in fit[:_MOST_KEPT]])
            return
        empty = label("还没有导入过 .xlsx 的一览表。导入以后，这里能回填原表。", ink="muted")
        empty.setContentsMargins(12, 8, 12, 10)
        self.show_lines([empty])

    def show_written(self, filled: Filled | None) -> None:
        """Say where the filled workbook is, with the ways there."""
        self._written = filled.target if filled is not None else None
        self._done.setVisible(filled is not None)
        if filled is not None:
            name = filled.target.name
            self.result.setText(f"已写入 {filled.cells} 格，另存为“{name}”。")
            self.result.setToolTip(str(filled.target))
            self.open_file.setAccessibleName(f"打开“{name}”")
            self.open_folder.setAccessibleName(f"打开“{name}”所在的文件夹")

    def _line(self, kept: KeptFile, today: date) -> QWidget:
        line = QFrame()
        line.setObjectName("card_line")
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 3, 8, 3)
        when = moment(datetime.fromisoformat(kept.received_at), today)
        row.addLayout(line_words(kept.name, f"{when} 导入的原表"), 1)
        press = button("回填…", kind="link")
        press.setAccessibleName(f"回填“{kept.name}”，{when}导入")
        form = Form(kept.name, kept=kept.sha256)
        press.clicked.connect(partial(self._on_form, form))
        row.addWidget(press)
        return line

    def _on_form(self, form: Form, *_checked: object) -> None:
        self.form_chosen.emit(form)

    def _on_open(self) -> None:
        if self._written is not None:
            self.open_requested.emit(self._written)

    def _on_folder(self) -> None:
        if self._written is not None:
            self.folder_requested.emit(self._written)
