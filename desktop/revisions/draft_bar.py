"""The bars round a revision being written: what can be done with a row, what would be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from db.model.words import RowKind
from db.model.work_words import RevisionAction
from desktop.revisions.rows import ACTION_MARKS
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.plan_dialog import show_words
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.revisions.draft import DraftValue
    from desktop.theme import Look

ALL = "all"
"""The key of the chip of every row."""


class DraftTools(QWidget):
    """Buttons for the rows of a draft; those that need a row in hand are off without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose, self.new = button("选行…", picture="plus"), button("新增一行…")
        self.year = button("加一年…", tip="给这一项加一个年份的目标")
        self.out, self.replace = button("调出"), button("替换…")
        self.let_go = button("不调这一行", tip="从这次调整里去掉")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 6)
        row.setSpacing(8)
        for part in (self.choose, self.new, self.year, self.out, self.replace, self.let_go):
            row.addWidget(part)
        row.addStretch()

    def follow(self, held: DraftValue | None) -> None:
        """Switch the buttons on that can do something with the value under the cursor."""
        out = held is not None and held.row.out
        counted = held is not None and held.row.kind is RowKind.INDICATOR
        self.year.setEnabled(counted and not out)
        self.out.setText("不调出" if out else "调出")
        for part in (self.out, self.replace):
            part.setEnabled(held is not None and not held.row.is_new)
        self.let_go.setEnabled(held is not None)


class DraftBar(QFrame):
    """Counts what a draft would do; nothing is written before its main button."""

    accepted = Signal()
    given_up = Signal()
    kind_chosen = Signal(object)
    """The RevisionAction (or ALL) whose values are gone through."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paste_bar")
        self.setAccessibleName("调整待写入")
        self.chips = ChipRow(look)
        self.says = label(ink="muted", size="secondary", wraps=True)
        self.write = button("", kind="main")
        self.leave = button("放弃 Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.chips)
        row.addWidget(self.says, 1)
        row.addWidget(self.write)
        row.addWidget(self.leave)
        self.write.clicked.connect(self.accepted)
        self.leave.clicked.connect(self.given_up)
        self.chips.chosen.connect(self.kind_chosen)

    def show_counts(
        self, rows: int, counts: Mapping[RevisionAction, int], changes: int, reason_against: str
    ) -> None:
        """Show how many rows are in hand, how many of each kind, and what would be written."""
        chips = [Chip(ALL, "全部", rows)]
        chips += [
            Chip(action, action, counts[action], ACTION_MARKS[action])
            for action in RevisionAction
            if action in counts
        ]
        self.chips.show_chips(chips)
        words = f"写入 {changes} 处 Ctrl+Enter"
        self.write.setText(words)
        self.write.setAccessibleName(words)
        self.write.setEnabled(not reason_against)
        self.write.setToolTip(reason_against)

    def say(self, words: str, ink: str = "muted") -> None:
        """Say how things stand, or (ink bad) what was refused."""
        show_words(self.says, words, ink)
