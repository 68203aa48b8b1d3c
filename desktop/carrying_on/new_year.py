"""The dialog of a new year: what it would change, line by line, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.model.amount import Amount
from db.rules.carrying_on import CarryKind, CarryLine
from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.ticks import TickColumn, TickGroup, TickRow, TickTree
from desktop.widgets.words import label
from desktop.wording import as_printed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.theme import Look

_SIZE = QSize(760, 560)
_COLUMNS = (
    TickColumn("名称"),
    TickColumn("单位", 76),
    TickColumn("上年", 96, right=True),
    TickColumn("结转后", 150, right=True),
)
GROUP_WORDS = {
    CarryKind.YEARLY_TARGET: "年度目标（按基期到目标均分）",
    CarryKind.RECURRING: "每年要做的",
    CarryKind.YEAR_CLASS: "没有完工的项目",
}


class NewYearDialog(PlanDialog):
    """Asks which year to go on to and what comes along; `given` carries the year and the lines."""

    given = Signal(object, object)

    def __init__(
        self,
        look: Look,
        years: Sequence[int],
        year: int,
        preview: Callable[[int], Sequence[CarryLine]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("new_year_dialog", "新年度", "不结转", _SIZE, parent)
        self._preview = preview
        self._year = year
        self.years = Choice(look, "结转到哪一年")
        self.years.show_choices([(str(one), f"{one} 年") for one in years], str(year))
        self.lines = TickTree(look, _COLUMNS)
        self.lines.setAccessibleName("结转的内容")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("结转到"))
        head.addWidget(self.years)
        head.addWidget(label("报告期随之改到这一年。", ink="muted", size="secondary"))
        head.addStretch()
        self.body.addLayout(head)
        self.body.addWidget(self.lines, 1)
        self._connect()
        self._show_year(str(year))
        self.lines.setFocus()

    def _connect(self) -> None:
        self.years.chosen.connect(self._show_year)
        self.lines.ticks_changed.connect(self._on_ticks)
        self.main.clicked.connect(self._on_main)

    def _show_year(self, year: str) -> None:
        self._year = int(year)
        found = self._preview(self._year)
        self.lines.show_groups(
            [
                TickGroup(f"{GROUP_WORDS[kind]}　{len(rows)} 项", rows)
                for kind in CarryKind
                if (rows := tuple(_row(line) for line in found if line.kind is kind))
            ]
        )

    def _on_ticks(self) -> None:
        chosen, possible = len(self.lines.chosen), self.lines.possible
        self.show_main(f"结转 {chosen} 项" if chosen else f"转到 {self._year} 年")
        if possible:
            self.say(f"已勾 {chosen} 项，共 {possible} 项。空格勾选，一次撤销可全部收回。")
        else:
            self.say(f"{self._year} 年没有要结转的内容，年度目标都已定好。")

    def _on_main(self) -> None:
        self.given.emit(self._year, self.lines.chosen)


def _row(line: CarryLine) -> TickRow:
    if line.kind is CarryKind.YEAR_CLASS:
        return TickRow(line, (line.name, "", line.old, line.new))
    last = as_printed(Amount(line.last), line.unit) if line.last else ""
    new = as_printed(line.amount, line.unit) if line.amount is not None else line.new
    return TickRow(line, (line.name, line.unit, last, new))
