"""The dialog of what a year's 年度任务分解表 takes over, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot

from db.rules.yearly_works import WorkKind, WorkLine
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.ticks import TickColumn, TickGroup, TickRow, TickTree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desktop.theme import Look

_SIZE = QSize(820, 580)
_COLUMNS = (TickColumn("要做的事"), TickColumn("任务", 240), TickColumn("完成月份", 90))
_GROUPS = {WorkKind.UNDONE: "上年没有做完的", WorkKind.MEASURE: "还没有分解的举措"}


class CarryWorksDialog(PlanDialog):
    """Shows what a year may take over; `given` carries the ticked lines."""

    given = Signal(object)

    def __init__(
        self, look: Look, year: int, lines: Sequence[WorkLine], parent: QWidget | None = None
    ) -> None:
        super().__init__("carry_works_dialog", f"带入 {year} 年", "不带入", _SIZE, parent)
        self._year = year
        self.lines = TickTree(look, _COLUMNS)
        self.lines.setAccessibleName("带入的内容")
        self.body.addWidget(self.lines, 1)
        self.lines.ticks_changed.connect(self._on_ticks)
        self.main.clicked.connect(self._on_main)
        groups = []
        for kind, title in _GROUPS.items():
            rows = tuple(_row(line) for line in lines if line.kind is kind)
            groups.append(TickGroup(f"{title}　{len(rows)} 条", rows))
        self.lines.show_groups(groups)
        self._on_ticks()
        self.lines.setFocus()

    @Slot()
    def _on_ticks(self) -> None:
        chosen, possible = len(self.lines.chosen), self.lines.possible
        self.show_main(f"带入 {chosen} 条", "" if chosen else "没有勾选。")
        words = f"已勾 {chosen} 条，共 {possible} 条。空格勾选，一次撤销可全部收回。"
        self.say(words if possible else f"{self._year} 年没有要带入的，都已分解。")

    @Slot()
    def _on_main(self) -> None:
        self.given.emit(tuple(self.lines.chosen))


def _row(line: WorkLine) -> TickRow:
    return TickRow(line, (line.words, line.task_name, line.due or "年底"))
