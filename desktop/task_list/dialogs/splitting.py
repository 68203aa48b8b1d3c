"""The dialog in which a task is split: what the second one takes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from db.operations.task_joining import TaskSplit
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.ticks import TickColumn, TickGroup, TickRow, TickTree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import TaskLine, TaskProject
    from desktop.theme import Look

_SIZE = QSize(680, 560)


class SplitDialog(PlanDialog):
    """Asks for the second task's name and what goes with it; `given` carries a TaskSplit."""

    given = Signal(object)

    def __init__(
        self,
        look: Look,
        task: TaskLine,
        projects: Sequence[TaskProject],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("split_task_dialog", f"拆分任务：{task.title}", "不拆分", _SIZE, parent)
        self._task = task
        self.name = QLineEdit()
        self.name.setPlaceholderText("拆出来的任务叫什么")
        self.number = QLineEdit()
        self.number.setPlaceholderText("没有就空着")
        self.parts = TickTree(look, (TickColumn("归拆出来的任务"),))
        self.parts.setAccessibleName("归拆出来的任务")
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for words, field in (("任务名称", self.name), ("序号", self.number)):
            field.setAccessibleName(words)
            form.addRow(words, field)
        self.body.addLayout(form)
        self.body.addWidget(self.parts, 1)
        self.parts.show_groups(_groups(task, projects))
        self.name.textChanged.connect(self._show_state)
        self.parts.ticks_changed.connect(self._show_state)
        self.main.clicked.connect(self._on_main)
        self._show_state()
        self.name.setFocus()

    @property
    def split(self) -> TaskSplit:
        """Return what was asked for."""
        chosen: dict[str, list[str]] = {"measure": [], "commitment": [], "project": []}
        for key in self.parts.chosen:
            if isinstance(key, tuple):
                chosen[key[0]].append(key[1])
        return TaskSplit(
            title=self.name.text(),
            number=self.number.text(),
            measures=tuple(chosen["measure"]),
            commitments=tuple(chosen["commitment"]),
            projects=tuple(chosen["project"]),
        )

    @Slot()
    def _show_state(self, *_what: object) -> None:
        taken = len(self.parts.chosen)
        self.show_main(f"拆出 {taken} 条", "" if self.name.text().strip() else "先写任务名称。")
        self.say("章节、类型、时限、状态和责任单位照原任务。空格勾选。")

    @Slot()
    def _on_main(self) -> None:
        self.given.emit(self.split)


def _row(kind: str, key: str, words: str) -> TickRow:
    return TickRow((kind, key), (words,), ticked=False)


def _groups(task: TaskLine, projects: Sequence[TaskProject]) -> list[TickGroup]:
    loose = [line for line in task.commitments if line.measure is None]
    return [
        TickGroup(
            f"具体举措（量化目标随举措走）　{len(task.measures)} 条",
            tuple(_row("measure", line.id, line.title) for line in task.measures),
        ),
        TickGroup(
            f"不属于举措的量化目标　{len(loose)} 个",
            tuple(_row("commitment", line.id, line.name) for line in loose),
        ),
        TickGroup(
            f"所属项目　{len(projects)} 个",
            tuple(_row("project", line.id, line.name) for line in projects),
        ),
    ]
