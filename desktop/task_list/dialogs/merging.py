"""The dialog in which tasks are merged: which of them, and into which one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.ticks import TickColumn, TickGroup, TickRow, TickTree

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from db.model.lines import TaskHead
    from desktop.theme import Look

_SIZE = QSize(680, 560)
_AT_LEAST = 2


class MergeDialog(PlanDialog):
    """Asks which tasks become one; `given` carries the one that stays, the others, its name."""

    given = Signal(object, object, object)

    def __init__(
        self,
        look: Look,
        tasks: Sequence[TaskHead],
        chosen: Collection[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("merge_tasks_dialog", "合并任务", "不合并", _SIZE, parent)
        self._tasks = {task.id: task for task in tasks}
        self.parts = TickTree(look, (TickColumn("任务"), TickColumn("状态", 96)))
        self.parts.setAccessibleName("要合并的任务")
        self.into = Choice(look, "并入哪一项")
        self.name = QLineEdit()
        self.name.setAccessibleName("合并后的名称")
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow("并入", self.into)
        form.addRow("合并后的名称", self.name)
        self.body.addWidget(self.parts, 1)
        self.body.addLayout(form)
        self.parts.show_groups(_groups(tasks, chosen))
        self.parts.ticks_changed.connect(self._on_ticks)
        self.into.chosen.connect(self._on_into)
        self.main.clicked.connect(self._on_main)
        self._on_ticks()
        self.parts.setFocus()

    @property
    def chosen(self) -> list[TaskHead]:
        """Return the ticked tasks in the plan's order."""
        ticked = set(self.parts.chosen)
        return [task for key, task in self._tasks.items() if key in ticked]

    @Slot()
    def _on_ticks(self) -> None:
        chosen = self.chosen
        kept = str(self.into.currentData() or "")
        known = [(task.id, f"{task.number} {task.title}".strip()) for task in chosen]
        first = known[0][0] if known else ""
        self.into.show_choices(known, kept if kept in dict(known) else first)
        if kept not in dict(known):
            self._on_into(first)
        few = len(chosen) < _AT_LEAST
        self.show_main(f"合并 {len(chosen)} 项", "先勾两项以上任务。" if few else "")
        self.say(
            "举措、量化目标、项目、责任单位、进展、问题、佐证和销号都并过来；"
            "同一期的进展连在一起。其余任务删除，一次撤销可全部收回。"
        )

    @Slot(object)
    def _on_into(self, key: str) -> None:
        task = self._tasks.get(key)
        self.name.setText(task.title if task is not None else "")

    @Slot()
    def _on_main(self) -> None:
        into = str(self.into.currentData() or "")
        others = [task.id for task in self.chosen if task.id != into]
        self.given.emit(into, others, self.name.text().strip())


def _groups(tasks: Sequence[TaskHead], chosen: Collection[str]) -> list[TickGroup]:
    sections: dict[str, list[TickRow]] = {}
    for task in tasks:
        words = (f"{task.number} {task.title}".strip(), task.status)
        row = TickRow(task.id, words, ticked=task.id in chosen)
        sections.setdefault(task.section or "未分章节", []).append(row)
    return [TickGroup(section, tuple(rows)) for section, rows in sections.items()]
