"""The dialog of 出数时间: from when on the figures of a row can exist, and in which years."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from db.model.timetable import Timetable, read_timetable
from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.words import label

if TYPE_CHECKING:
    from datetime import date

    from db.model.lines import IndicatorLine
    from desktop.theme import Look

_SIZE = QSize(620, 190)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of each month, in a year that has every day there is."""


class _When(StrEnum):
    """In which year a figure appears, as seen from its own."""

    UNSAID = "unsaid"
    OWN = "own"
    NEXT = "next"


_WHEN_WORDS = {_When.UNSAID: "未说明", _When.OWN: "当年", _When.NEXT: "次年"}


class AvailabilityDialog(PlanDialog):
    """Asks from when on figures can exist; `given` carries the words that are kept.

    `year` is the one that is spoken of as an example.
    """

    given = Signal(str)

    def __init__(
        self, look: Look, line: IndicatorLine, year: int, parent: QWidget | None = None
    ) -> None:
        super().__init__("availability_dialog", "出数时间", "不改", _SIZE, parent)
        self._year = year
        self.when = Choice(look, "每年的数何时出")
        self.month = Choice(look, "出数的月份")
        self.day = Choice(look, "出数的日子")
        self.years = QLineEdit()
        self.years.setAccessibleName("只有这些年份出数")
        self.years.setPlaceholderText("每年都出就空着，例如 2021、2025")
        self._lay_out(line.name)
        self._held = self._show(line.available_from)
        for part in (self.when, self.month, self.day):
            part.chosen.connect(self._show_said)
        self.years.textChanged.connect(self._show_said)
        self.main.clicked.connect(self._on_main)
        self._show_said()
        self.when.setFocus()

    def _lay_out(self, name: str) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        for part in (self.when, self.month, self.day):
            first.addWidget(part)
        first.addStretch()
        asked = QGridLayout()
        asked.setHorizontalSpacing(12)
        asked.setVerticalSpacing(8)
        asked.addWidget(label("每年的数"), 0, 0)
        asked.addLayout(first, 0, 1)
        asked.addWidget(label("出数年份"), 1, 0)
        asked.addWidget(self.years, 1, 1)
        self.body.addWidget(label(name, bold=True, wraps=True))
        self.body.addLayout(asked)
        self.body.addStretch()

    def _show(self, kept: str) -> str:
        """Show what is kept; return it as this dialog would write it, words that are none as none.

        So they can be mended by what is chosen instead.
        """
        try:
            held = read_timetable(kept)
        except ValueError:
            held = Timetable()
        when = (_When.NEXT if held.later else _When.OWN) if held.month else _When.UNSAID
        self.when.show_choices(list(_WHEN_WORDS.items()), when)
        months = [(str(month), f"{month} 月") for month in range(1, 13)]
        self.month.show_choices(months, str(held.month or 1))
        self._show_days(held.day)
        self.years.setText("、".join(map(str, sorted(held.years))))
        return held.kept if held.kept or not kept else kept

    def _show_days(self, day: int) -> None:
        """Offer the days that the month has, with one of them chosen."""
        last = _DAYS[int(self.month.currentData()) - 1]
        days = [(str(one), f"{one} 日") for one in range(1, last + 1)]
        self.day.show_choices(days, str(min(day, last)))

    def _said(self) -> Timetable | None:
        """Return what is asked for, None where the years are none."""
        try:
            years = read_timetable(self.years.text().replace("年", " "))
        except ValueError:
            return None
        if years.month:
            return None
        when = _When(self.when.currentData())
        if when is _When.UNSAID:
            return years
        month, day = int(self.month.currentData()), int(self.day.currentData())
        return years._replace(month=month, day=day, later=int(when is _When.NEXT))

    def _show_said(self, *_what: object) -> None:
        self._show_days(int(self.day.currentData()))
        said = self._said()
        timed = self.when.currentData() != _When.UNSAID
        self.month.setEnabled(timed)
        self.day.setEnabled(timed)
        if said is None:
            reason = f"“{self.years.text()}”不是年份，写成 2021、2025 的样子。"
            self.show_main("改出数时间", reason)
            self.say(reason, "warn")
            return
        self.show_main("改出数时间", "没有改动。" if said.kept == self._held else "")
        self.say(self._about(said))

    def _about(self, said: Timetable) -> str:
        """Return what follows from it for the cells."""
        year = self._year
        if said.years and year not in said.years:
            return f"{year} 年不出数，格里写“不出数”，不算缺数。填了就照常显示。"
        appears = said.first_day(year)
        if appears is None:
            return f"{year} 年的数从 {year} 年 1 月 1 日起算缺数。"
        return f"{year} 年的数 {_day_words(appears)}才出，之前写“数据未出”，不算缺数。"

    def _on_main(self) -> None:
        said = self._said()
        if said is not None:
            self.given.emit(said.kept)


def _day_words(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
