"""The bar over the task table: which period and unit, how many entries are blank, the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal, Slot

from db.model.period import Period
from db.rules.periods import frequency_of
from desktop.delegates.marks import Mark
from desktop.progress_telling import (
    FREQUENCY_WORDS,
    cut_otherwise,
    now_words,
    periods_to_tell,
)
from desktop.widgets.chips import mark_icon
from desktop.widgets.choice import Choice
from desktop.widgets.words import button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.theme import Look
    from desktop.widgets.tools import PageTools


class TaskTools(QObject):
    """Puts the choices of the task page into its bar, and tells what was chosen."""

    period_chosen = Signal(object)
    """The period to be told."""
    unit_chosen = Signal(object)
    """The id of the unit whose tasks are wanted, empty for all."""
    blank_toggled = Signal()
    """Only tasks without an entry are wanted, or all again."""
    assign_requested = Signal()
    """Units should be given to tasks in bulk."""
    table_requested = Signal()
    """The 年度任务分解表 should be shown."""

    def __init__(self, tools: PageTools, look: Look) -> None:
        super().__init__(tools)
        self._look = look
        self._period = ""
        self.frequency = Choice(look, "多久填报一次")
        self.periods = Choice(look, "报告期")
        self.units = Choice(look, "责任单位")
        self.blank = button("", kind="chip")
        self.blank.setCheckable(True)
        self.table = button("任务分解表", picture="document", tip="年度任务分解表：看、改、导出")
        for place, part in enumerate((self.frequency, self.periods, self.units), start=1):
            tools.first.insertWidget(place, part)
        self.assign = button("批量派单位", tip="把选中的、这一章节或列出的任务派给单位（Ctrl+G）")
        tools.first.addWidget(self.assign)
        tools.first.addWidget(self.table)
        tools.second.addWidget(self.blank)
        self.frequency.chosen.connect(self._on_frequency)
        self.periods.chosen.connect(self.period_chosen)
        self.units.chosen.connect(self.unit_chosen)
        self.blank.clicked.connect(self.blank_toggled)
        self.assign.clicked.connect(self._on_assign)
        self.table.clicked.connect(self._on_table)

    def show_period(self, years: Sequence[int], period: str) -> None:
        """Offer the periods of the plan's years, cut as the one being told is."""
        self._period = period
        frequency = frequency_of(Period.read(period))
        self.frequency.show_choices([*FREQUENCY_WORDS.items()], frequency)
        self.periods.show_choices(periods_to_tell(years, frequency), period)

    def show_units(self, known: Mapping[str, tuple[str, int]], chosen: str) -> None:
        """Offer the units that answer for tasks, each with their number."""
        words = [(key, f"{name} {count}") for key, (name, count) in known.items()]
        self.units.show_choices([("", "全部单位"), *words], chosen)

    def show_blank(self, period: str, count: int) -> None:
        """Say how many entries of the period are blank."""
        words = f"{now_words(period)}未填 {count}"
        self.blank.setText(words)
        self.blank.setAccessibleName(f"只看{words}")
        self.blank.setIcon(mark_icon(Mark.BLANK, self._look, self.blank.devicePixelRatioF()))
        self.blank.setIconSize(QSize(12, 12))

    @Slot(object)
    def _on_frequency(self, frequency: str) -> None:
        self.period_chosen.emit(cut_otherwise(self._period, frequency))

    @Slot()
    def _on_table(self) -> None:
        self.table_requested.emit()

    @Slot()
    def _on_assign(self) -> None:
        self.assign_requested.emit()
