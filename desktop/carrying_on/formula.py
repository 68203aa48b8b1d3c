"""The dialog of how a row's figures come about: typed, added up, or divided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.model.words import COUNTING_WORDS, Aggregation, Counting
from db.rules.formulas import may_be_ratio, may_be_sum
from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import PlanDialog, show_words
from desktop.widgets.row_finder import FoundRow, RowFinder
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import IndicatorLine
    from desktop.theme import Look

_SIZE = QSize(720, 480)


class Way(StrEnum):
    """How figures come about."""

    TYPED = "typed"
    SUM = "sum"
    RATIO = "ratio"


WAY_WORDS = {Way.TYPED: "直接录入", Way.SUM: "各单位合计", Way.RATIO: "由两项相除"}
_WAYS = {None: Way.TYPED, Aggregation.SUM: Way.SUM, Aggregation.RATIO: Way.RATIO}
_PASS_WORDS = {"": "未说明", "yes": "可以超过 100", "no": "不超过 100"}
_PASS = {"": None, "yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Formula:
    """What a person said: the way, the rows of numerator and denominator, how it is counted.

    `may_pass_100` is asked of a rate, `counting` of everything else.
    """

    way: Way
    numerator: str = ""
    denominator: str = ""
    may_pass_100: bool | None = None
    counting: Counting = Counting.POINT


class FormulaDialog(PlanDialog):
    """Asks how a row's figures come about; `given` carries a Formula."""

    given = Signal(object)

    def __init__(
        self,
        look: Look,
        line: IndicatorLine,
        rows: Sequence[IndicatorLine],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("formula_dialog", "计算方式", "不改", _SIZE, parent)
        self._line = line
        self._rows = {row.id: row for row in rows if row.series != line.series}
        self.way = Choice(look, "计算方式")
        self.passes = Choice(look, "能否超过 100")
        self.counting = Choice(look, "计数方式")
        self.numerator = RowFinder("分子")
        self.denominator = RowFinder("分母")
        self.formula = label(bold=True, wraps=True)
        self._parts = QWidget()
        self._lay_out()
        self._show_line()
        self._connect()
        self._held = self._said()
        self._tall = self.height()
        self._show_way()
        self.way.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("实际完成值"))
        head.addWidget(self.way)
        head.addStretch()
        self._passes_words = label("能否超过 100")
        head.addWidget(self._passes_words)
        head.addWidget(self.passes)
        self._counting_words = label("计数方式")
        head.addWidget(self._counting_words)
        head.addWidget(self.counting)
        across = QHBoxLayout(self._parts)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        for words, finder in (("分子", self.numerator), ("分母", self.denominator)):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(label(words))
            column.addWidget(finder, 1)
            across.addLayout(column, 1)
        self.body.addWidget(label(self._line.name, bold=True, wraps=True))
        self.body.addLayout(head)
        self.body.addWidget(self._parts, 1)
        self.body.addWidget(self.formula)
        self.body.addStretch()

    def _show_line(self) -> None:
        line = self._line
        self.way.show_choices(list(WAY_WORDS.items()), _WAYS[line.aggregation])
        said = next(key for key, value in _PASS.items() if value is line.may_pass_100)
        self.passes.show_choices(list(_PASS_WORDS.items()), said)
        found = [
            FoundRow(row.id, row.name, row.unit)
            for row in self._rows.values()
            if may_be_sum(row.unit) or row.unit == ""
        ]
        by_series = {row.series: row.id for row in self._rows.values()}
        self.numerator.show_rows(found, by_series.get(line.numerator or "", ""))
        self.denominator.show_rows(found, by_series.get(line.denominator or "", ""))
        rate = line.unit == "%"
        self.counting.show_choices(list(COUNTING_WORDS.items()), line.counting)
        for part in (self.passes, self._passes_words):
            part.setVisible(rate)
        for part in (self.counting, self._counting_words):
            part.setVisible(not rate)

    def _connect(self) -> None:
        for part in (self.way, self.passes, self.counting, self.numerator, self.denominator):
            part.chosen.connect(self._show_way)
        self.main.clicked.connect(self._on_main)

    def _show_way(self, *_key: object) -> None:
        formula = self._said()
        self._make_room(for_parts=formula.way is Way.RATIO)
        show_words(self.formula, self._formula_words(formula), "")
        about = _ABOUT[formula.way]
        if self._line.unit != "%" and formula.way is not Way.RATIO:
            about += _ABOUT_COUNTING[formula.counting]
        if formula == self._held:
            self.show_main(f"改为{WAY_WORDS[formula.way]}", "没有改动。")
            self.say(about)
            return
        reason = self._reason_against(formula)
        words = f"改为{WAY_WORDS[formula.way]}"
        if replace(formula, may_pass_100=self._held.may_pass_100) == self._held:
            words = "改能否超过 100"
        elif replace(formula, counting=self._held.counting) == self._held:
            words = f"改按{COUNTING_WORDS[formula.counting]}计"
        self.show_main(words, reason)
        self.say(reason or about, "warn" if reason else "muted")

    def _make_room(self, *, for_parts: bool) -> None:
        """Let the dialog be as high as what it asks for."""
        if for_parts != self._parts.isVisibleTo(self):
            self._parts.setVisible(for_parts)
            self.resize(self.width(), self._tall if for_parts else self.least_height)

    def _said(self) -> Formula:
        way = Way(self.way.currentData())
        passes = _PASS[str(self.passes.currentData())]
        # A ratio is worked out anew of each period: there is nothing in it to add up.
        counting = self._line.counting if way is Way.RATIO else self.counting.currentData()
        if way is not Way.RATIO:
            return Formula(way, may_pass_100=passes, counting=Counting(counting))
        parts = self.numerator.row, self.denominator.row
        return Formula(way, *parts, passes, Counting(counting))

    def _formula_words(self, formula: Formula) -> str:
        if formula.way is Way.TYPED:
            return ""
        if formula.way is Way.SUM:
            return "= 各单位之和"
        names = [self._rows[row].name for row in _parts(formula) if row in self._rows]
        percent = " × 100%" if self._line.unit == "%" else ""
        return f"= {' ÷ '.join(names)}{percent}" if len(names) == len(_parts(formula)) else ""

    def _reason_against(self, formula: Formula) -> str:
        if formula.way is Way.SUM and not may_be_sum(self._line.unit):
            return "比率不能各单位相加，改用两项相除。"
        if formula.way is not Way.RATIO:
            return ""
        rows = [self._rows.get(row) for row in _parts(formula)]
        top, bottom = rows
        if top is None or bottom is None:
            return "先选分子和分母。"
        if top.series == bottom.series:
            return "分子和分母是同一项，另选一项。"
        if not may_be_ratio(self._line.unit, top.unit, bottom.unit):
            units = f"“{top.unit}”除以“{bottom.unit}”"
            return f"{units}得不出“{self._line.unit}”，另选一项。"
        return ""

    def _on_main(self) -> None:
        self.given.emit(self._said())


_ABOUT = {
    Way.TYPED: "每期的数由人录入。",
    Way.SUM: "各单位的数填好后自动合计，合计格不能键入。",
    Way.RATIO: "分子、分母填好后自动算出，这一行不能键入。",
}

_ABOUT_COUNTING = {
    Counting.POINT: "",
    Counting.FLOW: "每期只记当期发生的，本年累计、累计由程序相加。",
    Counting.CUMULATIVE: "每期记从规划期初到期末一共多少。",
}


def _parts(formula: Formula) -> tuple[str, str]:
    return formula.numerator, formula.denominator
