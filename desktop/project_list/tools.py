"""The bars over the projects: filters, chips, search, zoom, legend."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from db.rules.stages import Phase
from desktop.delegates.marks import Mark
from desktop.project_list.legend import TimelineLegend
from desktop.project_list.rows import LATE, NO_KIND, NO_YEAR, Wanted, counts_of
from desktop.project_list.scale import Zoom
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.choice import Choice
from desktop.widgets.search_field import SearchField
from desktop.widgets.tools import PageTools
from desktop.widgets.words import button

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QResizeEvent

    from desktop.project_list.content import ProjectContent
    from desktop.theme import Look

ALL = "all"
"""The key of the chip that lets everything pass."""
_LEAST_WITH_UNITS = 840
_LEAST_WITH_WORDS = 740
_SPACING = 8


class ProjectTools(PageTools):
    """Says which projects are asked for, and how wide the days are."""

    between = _SPACING

    wanted_changed = Signal()
    """Other rows are asked for: see `wanted`."""
    zoom_chosen = Signal(object)
    """A Zoom."""

    def __init__(self, title: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(title, look, parent)
        self.years.hide()
        self.streets = Choice(look, "街道")
        self.kinds = Choice(look, "建设性质")
        self.due_years = Choice(look, "完成年份")
        self.units = Choice(look, "牵头单位")
        self.stages = Choice(look, "阶段")
        self.chips = ChipRow(look)
        self.search = SearchField("项目", "键入名称、街道、单位中的字，或拼音首字母")
        self.search.setFixedWidth(140)
        self.find_it = button("", picture="search", tip="按名称或拼音首字母找（Ctrl+F）")
        self.find_it.setAccessibleName("找项目")
        self.columns = button("", picture="columns", tip="选择显示哪些列")
        self.columns.setAccessibleName("显示哪些列")
        self.legend = TimelineLegend(look)
        self.print_it = button("打印", picture="print", tip="预览并打印时间表（Ctrl+P）")
        self.print_it.setAccessibleName("打印时间表")
        self._zooms = QButtonGroup(self)
        self.zooms = {zoom: self._zoom_button(zoom) for zoom in Zoom}
        self._lay_out()
        self._connect()

    def _zoom_button(self, zoom: Zoom) -> QPushButton:
        made = button(zoom, kind="chip", tip=f"按{zoom}看，Ctrl+滚轮缩放")
        made.setCheckable(True)
        made.setAccessibleName(f"按{zoom}看")
        made.clicked.connect(partial(self._on_zoom, zoom))
        self._zooms.addButton(made)
        return made

    def _lay_out(self) -> None:
        self.chips.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        choices = (self.streets, self.kinds, self.due_years, self.units)
        for place, choice in enumerate(choices, start=1):
            self.first.insertWidget(place, choice)
        self.first.addStretch()
        self.first.addWidget(self.columns)
        for made in self.zooms.values():
            self.first.addWidget(made)
        self.first.addWidget(self.print_it)
        for widget in (self.chips, self.stages, self.find_it, self.search):
            self.second.addWidget(widget)
        self.second.addStretch()
        self.second.addWidget(self.legend)
        self.search.hide()

    def _connect(self) -> None:
        for choice in (self.streets, self.kinds, self.due_years, self.units, self.stages):
            choice.chosen.connect(self._on_wanted)
        self.chips.chosen.connect(self._on_wanted)
        self.search.textChanged.connect(self._on_wanted)
        self.search.left.connect(self._on_search_left)
        self.find_it.clicked.connect(self.begin_search)

    # -- what is asked for -----------------------------------------------------------------------

    @property
    def wanted(self) -> Wanted:
        """Return which projects are asked for."""
        chip = "" if self.chips.key in {"", ALL} else self.chips.key
        return Wanted(
            street=str(self.streets.currentData() or ""),
            kind=str(self.kinds.currentData() or ""),
            year=str(self.due_years.currentData() or ""),
            unit=str(self.units.currentData() or ""),
            stage=str(self.stages.currentData() or ""),
            words=self.search.text(),
            chip=chip,
        )

    def show_choices(self, content: ProjectContent) -> None:
        """Offer the words that the projects have; what was chosen stays where it is still there."""
        # Ten thousand rows have few different words: those are gone through.
        words = dict.fromkeys((row.street, row.kind, row.stage) for row in content.works)
        _offer(self.streets, "全部街道", sorted({street for street, _, _ in words if street}))
        _offer(self.kinds, "全部类别", dict.fromkeys(kind or NO_KIND for _, kind, _ in words))
        _offer(self.units, "全部单位", content.units())
        stages = dict.fromkeys(stage for _, _, stage in words if stage)
        _offer(self.stages, "全部阶段", stages)
        years = {row.due_year for row in content.works}
        known = sorted(year for year in years if year is not None)
        pairs = [("", "全部年度"), *((str(year), f"{year} 年") for year in known)]
        if None in years:
            pairs.append((NO_YEAR, "未写年份"))
        held = str(self.due_years.currentData() or "")
        self.due_years.show_choices(pairs, held if held in dict(pairs) else "")

    def show_counts(self, content: ProjectContent, more: Sequence[Chip] = ()) -> None:
        """Show on each chip how many projects it shows, the other filters as they are."""
        counts = counts_of(content, self.wanted)
        chips = [Chip(ALL, "全部", counts.all)]
        chips += [Chip(phase, phase, counts.phases[phase]) for phase in Phase]
        chips += [Chip(LATE, "滞后", counts.late, Mark.BEHIND), *more]
        self.chips.show_chips(chips)
        self._fit()

    def show_zoom(self, zoom: Zoom) -> None:
        """Mark the zoom that the timeline has."""
        for known, made in self.zooms.items():
            made.setChecked(known is zoom)

    def clear(self) -> None:
        """Ask for everything again, without telling."""
        was = self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        for choice in (self.streets, self.kinds, self.due_years, self.units, self.stages):
            choice.setCurrentIndex(0)
        self.search.clear()
        self.chips.choose(ALL)
        self.blockSignals(was)
        self._show_search(shown=False)

    @Slot()
    def begin_search(self) -> None:
        """Let words be typed."""
        self._show_search(shown=True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # -- inside ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what there is no room for: the legend first, then the choice of units."""
        self.units.setVisible(self.width() >= _LEAST_WITH_UNITS)
        narrow = self.width() < _LEAST_WITH_WORDS
        self.first.setSpacing(_SPACING // 2 if narrow else _SPACING)
        self.print_it.setText("" if narrow else "打印")
        if narrow:
            self.title.hide()
        margins = self.second.contentsMargins()
        shown: tuple[QWidget, ...] = (self.chips, self.stages, self.find_it, self.search)
        taken = sum(one.sizeHint().width() + _SPACING for one in shown if not one.isHidden())
        room = self.width() - margins.left() - margins.right() - taken - 2 * _SPACING
        self.legend.setVisible(room >= self.legend.sizeHint().width())

    def _show_search(self, *, shown: bool) -> None:
        self.search.setVisible(shown)
        self.find_it.setVisible(not shown)
        self._fit()

    @Slot()
    def _on_search_left(self) -> None:
        if not self.search.text():
            self._show_search(shown=False)

    @Slot()
    def _on_wanted(self, *_what: object) -> None:
        self.wanted_changed.emit()

    def _on_zoom(self, zoom: Zoom, *_checked: object) -> None:
        self.zoom_chosen.emit(zoom)


def _offer(choice: Choice, whole: str, words: Iterable[str]) -> None:
    """Offer words under the one that lets all pass."""
    pairs = [("", whole), *((word, word) for word in words)]
    held = str(choice.currentData() or "")
    choice.show_choices(pairs, held if held in dict(pairs) else "")
