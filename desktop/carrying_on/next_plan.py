"""The dialog of the next plan: its name and years, and what comes along from this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from db.model.words import STATE_WORDS
from db.operations.carrying_on import NextPlan
from db.rules.next_plan import NextKind, NextLine
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.ticks import TickColumn, TickGroup, TickRow, TickTree
from desktop.widgets.words import label
from desktop.wording import as_printed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.model.lines import PlanLine
    from desktop.theme import Look

_SIZE = QSize(820, 640)
_COLUMNS = (
    TickColumn("名称"),
    TickColumn("单位", 76),
    TickColumn("带入", 130, right=True),
    TickColumn("情况", 150),
)
_GROUP_WORDS = {
    NextKind.BASELINE: "基期值",
    NextKind.INDICATOR: "指标",
    NextKind.TASK: "长期和每年的任务",
    NextKind.PROJECT: "没有完工的项目",
}


class NextPlanDialog(PlanDialog):
    """Asks for the next plan; `given` carries a NextPlan, the ticked lines and their year."""

    given = Signal(object, object, object)

    def __init__(
        self,
        look: Look,
        plan: PlanLine,
        year: int,
        preview: Callable[[int], Sequence[NextLine]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("next_plan_dialog", "续编下一期规划", "不续编", _SIZE, parent)
        self._preview = preview
        self.name_of_plan = QLineEdit()
        self.name_of_plan.setPlaceholderText("如：某某区教育事业发展“十五五”规划")
        self.document_number = QLineEdit()
        first = (plan.period_end or year) + 1
        length = (plan.period_end or year) - (plan.period_start or year)
        self.first, self.last = _year_box(first), _year_box(first + length)
        self.figures_of = _year_box(year)
        self.lines = TickTree(look, _COLUMNS)
        self.lines.setAccessibleName("带入下一期的内容")
        self.body.addLayout(self._made_form())
        self.body.addWidget(self.lines, 1)
        self._connect()
        self._show_lines()
        self.name_of_plan.setFocus()

    def _made_form(self) -> QGridLayout:
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        years = QHBoxLayout()
        years.setSpacing(8)
        for part in (self.first, label("—"), self.last):
            years.addWidget(part)
        years.addStretch()
        figures = QHBoxLayout()
        figures.setSpacing(8)
        figures.addWidget(self.figures_of)
        figures.addWidget(label("年的已审核数作基期值", ink="muted", size="secondary"), 1)
        for line, (words, field, spoken) in enumerate(
            (
                ("规划名称", self.name_of_plan, self.name_of_plan),
                ("文号", self.document_number, self.document_number),
            )
        ):
            form.addWidget(label(words), line, 0)
            form.addWidget(field, line, 1, 1, 3)
            spoken.setAccessibleName(words)
        form.addWidget(label("规划期（年）"), 2, 0)
        form.addLayout(years, 2, 1)
        form.addWidget(label("基期"), 2, 2)
        form.addLayout(figures, 2, 3)
        form.setColumnStretch(1, 1)
        form.setColumnStretch(3, 1)
        for words, box in (
            ("规划期首年", self.first),
            ("规划期末年", self.last),
            ("基期年", self.figures_of),
        ):
            box.setAccessibleName(words)
        return form

    def _connect(self) -> None:
        self.name_of_plan.textChanged.connect(self._on_ticks)
        self.first.valueChanged.connect(self.last.setMinimum)
        self.figures_of.valueChanged.connect(self._show_lines)
        self.lines.ticks_changed.connect(self._on_ticks)
        self.main.clicked.connect(self._on_main)

    def _show_lines(self, *_year: object) -> None:
        found = self._preview(self.figures_of.value())
        groups = []
        for kind, words in _GROUP_WORDS.items():
            rows = tuple(self._row(line) for line in found if line.kind is kind)
            groups.append(TickGroup(f"{words}　{_count_words(found, kind)}", rows))
        self.lines.show_groups(groups)

    def _row(self, line: NextLine) -> TickRow:
        if line.kind is not NextKind.BASELINE:
            return TickRow(line, (line.name, line.unit, line.words, ""), line.ready)
        if line.amount is None:
            said = f"{self.figures_of.value()} 年没有数"
            return TickRow(line, (line.name, line.unit, "", said), ticked=False, possible=False)
        words = as_printed(line.amount, line.unit)
        state = STATE_WORDS[line.state] if line.state is not None else ""
        said = state if line.ready else "未审核，未带入"
        tip = "" if line.ready else f"{state}，还没有审核；要用就勾上。"
        return TickRow(line, (line.name, line.unit, words, said), line.ready, tip=tip)

    def _on_ticks(self, *_words: object) -> None:
        chosen = len(self.lines.chosen)
        reason = "" if self.name_of_plan.text().strip() else "先填规划名称。"
        self.show_main(f"续编，带入 {chosen} 项", reason)
        self.say(reason or "数据项仍是同一个，两期规划共用；目标值在新规划里另定。")

    def _on_main(self) -> None:
        said = NextPlan(
            self.name_of_plan.text().strip(),
            self.first.value(),
            self.last.value(),
            self.document_number.text().strip(),
        )
        self.given.emit(said, self.lines.chosen, self.figures_of.value())


def _count_words(lines: Sequence[NextLine], kind: NextKind) -> str:
    rows = [line for line in lines if line.kind is kind]
    words = f"{len(rows)} 项"
    waiting = sum(line.possible and not line.ready for line in rows)
    return f"{words}，其中 {waiting} 项未审核" if waiting else words


def _year_box(value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1990, 2100)
    box.setValue(value)
    # The style sheet leaves no room for arrows; the arrow keys count all the same.
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setMinimumWidth(72)
    return box
