"""The dialog of a row's 存在问题 and 需协调事项: which meeting decided what, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QWidget

from db.model.work_words import ProblemKind
from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.scroll import FormScroll
from desktop.widgets.words import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import ProblemLine
    from desktop.theme import Look

_SIZE = QSize(640, 420)
NEW = ""
"""The key of the line that is not in the book yet."""
_LEAVE, _LEAVE_WITHOUT = "关闭", "不存，关闭"
_DAY = "如：2022-11-20；没有就空着"
_FIELDS = (
    ("words", "内容", ""),
    ("due", "办结期限", _DAY),
    ("meeting", "研究的会议", "如：区长办公会"),
    ("decided_on", "会议日期", _DAY),
    ("decision", "议定事项", ""),
    ("result", "办理结果", ""),
    ("solved_on", "办结日期", "填上日期就算办结，空着是未办结"),
)


class ProblemsDialog(PlanDialog):
    """Shows one problem at a time; `given` carries its id (empty: new), kind and fields.

    Of one that is there only the fields that are others. What was typed of one is given too
    before another is shown, or the dialog closed; while it is refused, the one stays. Closing a
    second time drops it.
    `dropped` carries the id of one that should be taken out.
    """

    given = Signal(object, object, object)
    dropped = Signal(object)

    # The line whose fields stand here, and what stood in them before anything was typed.
    _shown = NEW
    _before: dict[str, Any]
    # What could not be kept when the dialog was to be closed.
    _refused: dict[str, Any] | None = None

    def __init__(
        self,
        look: Look,
        name: str,
        units: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("problems_dialog", f"问题与协调事项：{name}", _LEAVE, _SIZE, parent)
        self._lines: dict[str, ProblemLine] = {}
        self.which = Choice(look, "哪一条")
        self.kind = Choice(look, "类型")
        self.kind.show_choices([(one, one) for one in ProblemKind], ProblemKind.COORDINATION)
        self.unit = Choice(look, "请谁办理")
        self.unit.show_choices([("", "未定"), *units], "")
        self.fields = {key: QLineEdit() for key, _, _ in _FIELDS}
        self.drop = button("删除这一条")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.which, 1)
        head.addWidget(self.drop)
        fields = QWidget()
        form = QFormLayout(fields)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow("类型", self.kind)
        for key, words, hint in _FIELDS:
            field = self.fields[key]
            field.setAccessibleName(words)
            field.setPlaceholderText(hint)
            field.textChanged.connect(self._show_state)
            form.addRow(words, field)
            if key == "words":
                form.addRow("请谁办理", self.unit)
        self.body.addLayout(head)
        self.body.addWidget(FormScroll(fields), 1)
        self.which.chosen.connect(self._on_chosen)
        for choice in (self.kind, self.unit):
            choice.chosen.connect(self._show_state)
        self.drop.clicked.connect(self._on_drop)
        self.main.clicked.connect(self._on_main)

    def show_problems(self, lines: Sequence[ProblemLine]) -> None:
        """Show these; the one in hand stays, else the first that is open."""
        kept = str(self.which.currentData() or "")
        self._lines = {line.id: line for line in lines}
        offered = [
            (line.id, f"{'' if line.is_open else '已办结 · '}{line.kind}：{line.words}")
            for line in lines
        ]
        first = next((line.id for line in lines if line.is_open), NEW)
        key = kept if kept in self._lines else first
        self.which.show_choices([*offered, (NEW, "新增一条")], key)
        self._show(key)

    @property
    def said(self) -> dict[str, Any]:
        """Return what stands in the fields."""
        said: dict[str, Any] = {key: field.text().strip() for key, field in self.fields.items()}
        return said | {"unit": self.unit.currentData() or None}

    @Slot(object)
    def _on_chosen(self, key: str) -> None:
        """Show another line once what was typed of the one in hand is in the book."""
        left = self._shown
        if key == left:
            return
        if self.said != self._before:
            self._give(left)
            if self._shown == left:
                self.which.setCurrentIndex(self.which.findData(left))
                return
        self._show(key)

    def _show(self, key: str) -> None:
        line = self._lines.get(key)
        for name, field in self.fields.items():
            field.setText(str(getattr(line, name)) if line is not None else "")
        self.unit.setCurrentIndex(max(self.unit.findData((line.unit if line else "") or ""), 0))
        kind = line.kind if line is not None else ProblemKind.COORDINATION
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.kind.setEnabled(line is None)
        self.drop.setEnabled(line is not None)
        self._shown, self._before = key, self.said
        self._show_state()
        self.fields["words"].setFocus()

    @Slot()
    def _show_state(self, *_what: object) -> None:
        line = self._lines.get(self._shown)
        said = self.said
        same = line is not None and all(getattr(line, key) == said[key] for key in said)
        reason = "先写内容。" if not said["words"] else "还没有改动。" if same else ""
        closes = bool(said["solved_on"]) and (line is None or line.is_open)
        words = "新增这一条" if line is None else "办结这一条" if closes else "保存改动"
        self.show_main(words, reason)
        self.say("办结日期空着就一直列在未办结里。")
        self.leave.setText(_LEAVE_WITHOUT if said == self._refused else _LEAVE)

    def reject(self) -> None:
        """Leave once what was typed is in the book; what it refuses is dropped the second time."""
        if self.said not in (self._before, self._refused):
            self._give(self._shown)
            if self.said != self._before:
                self._refused = self.said
                self.leave.setText(_LEAVE_WITHOUT)
                return
        super().reject()

    @Slot()
    def _on_drop(self) -> None:
        self.dropped.emit(self._shown)

    @Slot()
    def _on_main(self) -> None:
        self._give(self._shown)

    def _give(self, key: str) -> None:
        kind = ProblemKind(str(self.kind.currentData()))
        line, said = self._lines.get(key), self.said
        if line is not None:
            said = {name: words for name, words in said.items() if words != getattr(line, name)}
        self.given.emit(line.id if line is not None else NEW, kind, said)
