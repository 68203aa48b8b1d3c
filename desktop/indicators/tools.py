"""The bars over the indicator table: period, unit, search, filters, columns, legend."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from db.model.period import Period
from db.rules.periods import FREQUENCIES, frequency_of, like_in, periods_of
from desktop.delegates.marks import Mark
from desktop.indicators.beside import KIND_WORDS, USUAL, Kind
from desktop.indicators.filters import ALWAYS, CHECKED, FILTER_MARKS, FILTER_WORDS, Filter, Wanted
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.choice import Choice
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.search_field import SearchField
from desktop.widgets.tools import Legend, PageTools
from desktop.widgets.words import button
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from desktop.theme import Look

_FREQUENCY_WORDS = {"year": "按年", "half": "按半年", "quarter": "按季", "month": "按月"}
_LEGEND = (Mark.BLANK, Mark.DRAFT, Mark.APPROVED, Mark.COMPUTED, Mark.REFERENCED, Mark.UNEQUAL)
_SEARCH_WIDTH = 150
_LEAST_SEARCH = 84
_BETWEEN = 8
_AROUND = 28
COUNTY = ""
"""The key of the whole county among the units."""


class GridTools(PageTools):
    """Says what of the plan is shown; every choice is told by a signal of its own."""

    between = _BETWEEN

    period_chosen = Signal(object)
    """A period as it is stored."""
    unit_chosen = Signal(object)
    """The id of a unit, COUNTY for all of it."""
    wanted_changed = Signal()
    """Other rows are asked for: see `wanted`."""
    check_requested = Signal()
    """The year should be checked (校验本年)."""
    kinds_chosen = Signal(object)
    """The Kinds of columns that should be shown."""

    def __init__(self, title: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(title, look, parent)
        self._period = Period(2000)
        self._kinds = USUAL
        self._recalled: Wanted | None = None
        self._years: tuple[int, ...] = ()
        # In the order in which Tab goes round.
        head, row = self.head, self.filters
        self.frequency = Choice(look, "报告期的长短", head, aside=True)
        self.frequency.show_choices(list(_FREQUENCY_WORDS.items()), "year")
        self.units = Choice(look, "谁的数", head, aside=True)
        find = "键入名称中的字，或拼音首字母：xqjy 找“学前教育”"
        self.search = SearchField("指标", find, head)
        check = "列出本年的错误、疑问和缺数（F7）"
        self.check = button("校验本年", head, picture="findings", tip=check)
        self.pasting = ElidedLabel(ink="muted", parent=row)
        self.pasting.hide()
        self.chips = ChipRow(look, row)
        self.shares = Choice(look, "责任单位", row, aside=True)
        self.shares.hide()
        self.legend = Legend(look, _LEGEND, row)
        self.columns = button("列", row, picture="columns", tip="选择显示哪些列")
        paper = "照现在的样子打印，先看预览（Ctrl+P）"
        self.print_it = button("打印", row, picture="print", tip=paper)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.first.insertWidget(2, self.frequency)
        self.first.insertWidget(3, self.units)
        self.first.addWidget(self.search)
        self.first.addWidget(self.check)
        self.second.addWidget(self.pasting, 1)
        self.second.addWidget(self.chips)
        self.second.addWidget(self.shares)
        self.second.addStretch()
        self.second.addWidget(self.legend)
        self.second.addWidget(self.columns)
        self.second.addWidget(self.print_it)

    def _connect(self) -> None:
        self.years.chosen.connect(self.period_chosen)
        self.frequency.chosen.connect(self._on_frequency)
        self.units.chosen.connect(self.unit_chosen)
        self.chips.chosen.connect(self._on_wanted)
        self.shares.chosen.connect(self._on_wanted)
        self.search.textChanged.connect(self._on_wanted)
        self.columns.clicked.connect(self.ask_columns)
        self.check.clicked.connect(self.check_requested)

    # -- what is shown ---------------------------------------------------------------------------

    def show_period(self, years: Sequence[int], period: str, *, demonstration: bool) -> None:
        """Offer the periods of the plan's years that are as long as the one being filled."""
        self._period, self._years = Period.read(period), tuple(years)
        frequency = frequency_of(self._period)
        known = [str(one) for year in years for one in periods_of(year, frequency)]
        offered = known if period in known else sorted({*known, period})
        self.years.show_choices([(one, period_words(one)) for one in offered], period)
        self.frequency.show_choices(list(_FREQUENCY_WORDS.items()), frequency)
        self.demonstration.setVisible(demonstration)
        self._fit()

    def show_units(self, county: str, units: Iterable[tuple[str, str]], chosen: str) -> None:
        """Offer the whole county and its units, by id and name."""
        self.units.show_choices([(COUNTY, whole_words(county)), *units], chosen)

    def show_wanted(
        self, counts: Mapping[Filter, int], shares: Mapping[str, str], wanted: Wanted
    ) -> None:
        """Offer the chips with their counts, and the units that answer for rows."""
        shown = [kind for kind in Filter if kind in ALWAYS or counts[kind]]
        if Filter.DRAFT in shown and counts[Filter.DRAFT] == counts[Filter.FILLED]:
            shown.remove(Filter.DRAFT)  # It would show what 已填 shows.
        recalled, self._recalled = self._recalled, None
        # What the checks find is known only later: until then none of it would be there.
        kept = recalled if recalled is not None and recalled.chip in CHECKED else wanted
        if kept.chip not in shown:
            shown.append(kept.chip)
        self.chips.show_chips(
            [Chip(kind, FILTER_WORDS[kind], counts[kind], FILTER_MARKS.get(kind)) for kind in shown]
        )
        if recalled is not None:
            wanted = recalled
            self._put(wanted)
        # Where nobody answers for rows there is nothing to choose.
        any_unit = [("", "责任单位不限")] if shares else []
        offered = [*any_unit, *sorted(shares.items(), key=lambda pair: pair[1])]
        self.shares.show_choices(offered, wanted.unit if wanted.unit in shares else "")
        self._fit()

    def choose(self, wanted: Wanted) -> None:
        """Ask for rows as a person would; tells it once."""
        if wanted == self.wanted:
            return
        self._put(wanted)
        self.wanted_changed.emit()

    def recall(self, wanted: Wanted) -> None:
        """Ask for rows as they were asked for once, when the chips are next shown."""
        self._recalled = wanted

    def _put(self, wanted: Wanted) -> None:
        """Show which rows are asked for, without telling it."""
        for part in (self.chips, self.shares, self.search):
            part.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.chips.choose(wanted.chip)
        self.shares.setCurrentIndex(max(self.shares.findData(wanted.unit), 0))
        self.search.setText(wanted.words)
        for part in (self.chips, self.shares, self.search):
            part.blockSignals(False)  # noqa: FBT003 - Qt's signature
        # Told nothing, the box would keep the width of the name that it showed before.
        self.shares.updateGeometry()

    @property
    def wanted(self) -> Wanted:
        """Return which rows are asked for."""
        return Wanted(
            Filter(self.chips.key or Filter.ALL),
            str(self.shares.currentData() or ""),
            self.search.text().strip(),
        )

    def show_kinds(self, kinds: frozenset[Kind]) -> None:
        """Take in which columns are shown."""
        self._kinds = kinds

    def show_paste(self, words: str) -> None:
        """Say what is being pasted in place of the filters; empty: the filters are back."""
        self.pasting.say(words)
        self.pasting.setVisible(bool(words))
        self.chips.setVisible(not words)
        self.columns.setVisible(not words)
        self.print_it.setVisible(not words)
        for part in (self.years, self.frequency, self.units, self.search, self.check):
            part.setEnabled(not words)
        self._fit()

    def ask_columns(self, *, at: QPoint | None = None) -> QMenu:
        """Open the menu of the columns that can be shown, under its button or `at` a place."""
        menu = QMenu(self)
        menu.setAccessibleName("显示哪些列")
        menu.setObjectName("columns_menu")
        for kind, words in KIND_WORDS.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(kind in self._kinds)
            action.triggered.connect(partial(self._on_kinds, self._kinds ^ {kind}))
        menu.addSeparator()
        usual = menu.addAction("恢复常用的列")
        usual.triggered.connect(partial(self._on_kinds, USUAL))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at or self.columns.mapToGlobal(self.columns.rect().bottomLeft()))
        return menu

    # -- inside ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what there is no room for: name, legend, printing, answering units.

        A unit that rows are asked of stays in sight, whatever room there is.
        """
        room = self.width() - _AROUND
        head = (self.title, self.years, self.frequency, self.units, self.search, self.check)
        parts = [*head, self.demonstration] if not self.demonstration.isHidden() else [*head]
        least = sum(max(part.minimumSizeHint().width(), part.minimumWidth()) for part in parts)
        self.title.setVisible(least + _BETWEEN * len(parts) <= room)
        plain = self.pasting.isHidden()
        # A choice of one is not shown, and need not be measured.
        shares = self.shares.sizeHint().width() + _BETWEEN if self.shares.count() > 1 else 0
        taken = self.columns.sizeHint().width() + _BETWEEN
        wide = self.chips.sizeHint().width()
        # Sooner than a filter that cannot be reached, chips leave their words to their tips.
        crowded = wide + taken + shares > room
        taken += self.chips.minimumSizeHint().width() if crowded else wide
        asked = bool(self.shares.currentData())
        with_shares = plain and (asked or 0 < shares <= room - taken)
        self.shares.setVisible(with_shares)
        taken += shares if with_shares else 0
        printing = self.print_it.sizeHint().width() + _BETWEEN
        self.print_it.setVisible(plain and taken + printing <= room)
        taken += printing
        legend = self.legend.sizeHint().width() + _BETWEEN
        fits = plain and taken + legend <= room
        if fits != self.legend.isHidden():
            return
        self.legend.setVisible(fits)
        # At once: squeezed beside what has just gone, chips would be seen without their words.
        self.second.activate()

    def _on_frequency(self, frequency: str) -> None:
        if frequency in FREQUENCIES:
            self.period_chosen.emit(str(like_in(self._period, self._period.year, frequency)))

    def _on_wanted(self, *_what: object) -> None:
        self.wanted_changed.emit()

    def _on_kinds(self, kinds: frozenset[Kind], *_checked: object) -> None:
        self._kinds = kinds
        self.kinds_chosen.emit(kinds)


def whole_words(county: str) -> str:
    """Return the word for all of a county: 全区, 全县, 全市."""
    return f"全{county[-1]}" if county[-1:] in {"区", "县", "市", "旗"} else "全县（区）"
