"""The bar under a pasted block: how many cells of each kind, and the two ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.delegates.marks import Mark
from desktop.indicators.paste_verdicts import Verdict
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.words import button

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.theme import Look

VERDICT_WORDS = {
    Verdict.NEW: "新增",
    Verdict.CHANGED: "改动",
    Verdict.SAME: "相同",
    Verdict.SKIPPED: "计算格跳过",
    Verdict.REFUSED: "不能写入",
}
VERDICT_MARKS = {
    Verdict.NEW: Mark.NEW,
    Verdict.CHANGED: Mark.CHANGED,
    Verdict.SAME: Mark.SAME,
    Verdict.SKIPPED: Mark.COMPUTED,
    Verdict.REFUSED: Mark.REFUSED,
}
ALL = "all"


class PasteBar(QFrame):
    """Counts what a paste would do; nothing is written before its main button."""

    accepted = Signal()
    given_up = Signal()
    list_wanted = Signal()
    """The list of what cannot be written should be copied."""
    kind_chosen = Signal(object)
    """The Verdict (or ALL) whose cells are gone through."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paste_bar")
        self.setAccessibleName("粘贴待定")
        self.chips = ChipRow(look)
        self.copy_list = button("复制清单", kind="link", tip="复制不能写入的格和原因")
        self.accept = button("", kind="main")
        self.leave = button("放弃 Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.chips, 1)
        row.addWidget(self.copy_list)
        row.addWidget(self.accept)
        row.addWidget(self.leave)
        self.accept.clicked.connect(self.accepted)
        self.leave.clicked.connect(self.given_up)
        self.copy_list.clicked.connect(self.list_wanted)
        self.chips.chosen.connect(self.kind_chosen)
        self.hide()

    def show_counts(self, counts: Mapping[Verdict, int], written: int, new: int = 0) -> None:
        """Show how many cells there are of each kind, how many will be written, and new rows."""
        chips = [Chip(ALL, "全部", sum(counts.values()))]
        chips += [
            Chip(verdict, words, counts[verdict], VERDICT_MARKS[verdict])
            for verdict, words in VERDICT_WORDS.items()
            if counts.get(verdict)
        ]
        self.chips.show_chips(chips)
        parts = (f"新增 {new} 行" * bool(new), f"写入 {written} 格" * bool(written or not new))
        words = "，".join(part for part in parts if part) + " Enter"
        self.accept.setText(words)
        self.accept.setAccessibleName(words)
        wanted = written > 0 or new > 0
        self.accept.setEnabled(wanted)
        self.accept.setToolTip("" if wanted else "没有要写入的格。")
        self.copy_list.setVisible(bool(counts.get(Verdict.REFUSED)))
