"""The dialog that edits many tasks at once: every change is shown before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from db.errors import ValueRefused
from db.model.words import TaskStatus
from db.operations.tasks import FIELD_WORDS
from db.rules.task_edits import TaskEdit, TaskField
from desktop.errors import sentence
from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.ticks import TickColumn, TickGroup, TickRow, TickTree
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.theme import Look

_SIZE = QSize(820, 580)
_COLUMNS = (TickColumn("任务"), TickColumn("现在", 150), TickColumn("改为", 150))
_HINTS = {
    TaskField.DEADLINE: "2025、2025-06、每年、长期坚持，或空着",
    TaskField.SECTION: "选现有的，或写新的",
    TaskField.KIND: "如：主要任务、保障措施",
}


class EditTasksDialog(PlanDialog):
    """Asks what to set on which tasks; `given` carries the ticked changes."""

    given = Signal(object)

    def __init__(
        self,
        look: Look,
        count: int,
        sections: Sequence[str],
        preview: Callable[[TaskField, str], Sequence[TaskEdit]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("edit_tasks_dialog", "批量修改任务", "不改", _SIZE, parent)
        self._count = count
        self._preview = preview
        self._sections = tuple(sections)
        self.field = Choice(look, "改哪一项")
        self.field.show_choices([*FIELD_WORDS.items()], TaskField.STATUS)
        self.status = Choice(look, "改成什么状态")
        self.status.show_choices([(one, one) for one in TaskStatus], TaskStatus.ON_TRACK)
        self.words = QLineEdit()
        self.words.setAccessibleName("改成什么")
        self.lines = TickTree(look, _COLUMNS)
        self.lines.setAccessibleName("会改动的任务")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(f"{count} 项任务，把"))
        head.addWidget(self.field)
        head.addWidget(label("改为"))
        head.addWidget(self.status)
        head.addWidget(self.words, 1)
        head.addStretch()
        self.body.addLayout(head)
        self.body.addWidget(self.lines, 1)
        self.field.chosen.connect(self._on_field)
        self.status.chosen.connect(self._show_lines)
        self.words.textChanged.connect(self._show_lines)
        self.lines.ticks_changed.connect(self._show_state)
        self.main.clicked.connect(self._on_main)
        self._on_field(TaskField.STATUS)

    @property
    def _chosen_field(self) -> TaskField:
        return TaskField(str(self.field.currentData()))

    @Slot(object)
    def _on_field(self, field: object) -> None:
        chosen = TaskField(str(field))
        on_status = chosen is TaskField.STATUS
        self.status.setVisible(on_status)
        self.words.setVisible(not on_status)
        self.words.setPlaceholderText(_HINTS.get(chosen, ""))
        known = list(self._sections) if chosen is TaskField.SECTION else []
        completer = QCompleter(QStringListModel(known, self), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.words.setCompleter(completer)
        self._show_lines()

    @Slot()
    def _show_lines(self, *_what: object) -> None:
        field = self._chosen_field
        on_status = field is TaskField.STATUS
        words = str(self.status.currentData()) if on_status else self.words.text()
        try:
            found = self._preview(field, words)
        except ValueRefused as error:
            self.lines.show_groups(())
            self.show_main("改 0 项", "先写对要改成什么。")
            self.refuse(sentence(error))
            return
        rows = tuple(
            TickRow(
                edit,
                (f"{edit.number} {edit.title}".strip(), edit.old or "（空）", edit.new or "（空）"),
            )
            for edit in found
        )
        self.lines.show_groups([TickGroup(f"会改动　{len(rows)} 项", rows)])
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        chosen, possible = len(self.lines.chosen), self.lines.possible
        self.show_main(f"改 {chosen} 项", "" if chosen else "没有要改的任务。")
        same = self._count - possible
        self.say(f"已勾 {chosen} 项，{same} 项本来就是这样。空格勾选，一次撤销可全部收回。")

    @Slot()
    def _on_main(self) -> None:
        self.given.emit(tuple(self.lines.chosen))
