"""The table of projects and the timeline beside it, scrolled down together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QScrollBar, QWidget

from desktop.columns import Heading
from desktop.project_list.timeline import HEAD, TimelineView
from desktop.widgets.table import LineTable
from desktop.widgets.tree_keys import TreeKeys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from desktop.columns import Column
    from desktop.project_list.content import ProjectContent
    from desktop.theme import Look

_USUAL_COLUMNS = 4
_LEAST_DAYS = 220
"""Pixels that the timeline keeps."""
_PAN = 60
"""Pixels that Shift and an arrow move the days by."""


class Board(QWidget):
    """Names at the left that stay in place, days at the right; one row height, one cursor."""

    zoom_changed = Signal()
    """The days are wider or narrower now."""

    def __init__(
        self, look: Look, key: Callable[[Any], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.table = LineTable(look, key, whole_rows=True)
        self.table.setAccessibleName("项目表")
        self.table.setObjectName("frozen")
        self.keys = TreeKeys(self.table)
        self.table.horizontalHeader().setFixedHeight(HEAD)
        for set_policy in (
            self.table.setVerticalScrollBarPolicy,
            self.table.setHorizontalScrollBarPolicy,
        ):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.timeline = TimelineView(look, look.theme.sizes.row_compact)
        self.down = self.table.verticalScrollBar()
        self.beside = QScrollBar(Qt.Orientation.Vertical)
        self.across = QScrollBar(Qt.Orientation.Horizontal)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.table, 0, 0)
        grid.addWidget(self.timeline, 0, 1)
        grid.addWidget(self.beside, 0, 2)
        grid.addWidget(self.across, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        self.setFocusProxy(self.table)
        self.table.installEventFilter(self)
        # Until somebody scrolls or zooms, the days are those round this one.
        self._round: date | None = None
        self._fitting = False
        self._connect()

    def _connect(self) -> None:
        self.down.valueChanged.connect(self._on_down)
        self.down.rangeChanged.connect(self._on_down_range)
        self.beside.valueChanged.connect(self.down.setValue)
        self.across.valueChanged.connect(self._on_across)
        self.across.actionTriggered.connect(self._on_moved_by_hand)
        self.timeline.zoomed.connect(self._on_moved_by_hand)
        self.timeline.scale_changed.connect(self._on_scale)
        self.timeline.scrolled_by.connect(self._on_scrolled_by)
        self.timeline.panned_by.connect(self._on_panned_by)
        self.timeline.row_pressed.connect(self._on_row_pressed)
        self.timeline.row_opened.connect(self._on_row_opened)
        self.table.cursor_moved.connect(self._on_cursor)
        self.keys.close_requested.connect(self._on_close)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns beside the timeline."""
        self.table.show_columns(columns)
        self._set_width()

    def show_rows(self, rows: Sequence[Any], content: ProjectContent) -> None:
        """Show these rows in both halves; at first the cursor is on the first project."""
        opened = not self.table.lines.rows
        self.table.show_rows(rows)
        if opened and rows:
            first = (at for at, row in enumerate(rows) if _stands_for_one(row, content))
            self.table.setCurrentIndex(self.table.lines.index(next(first, 0), 0))
        self.timeline.show_rows(self.table.lines.rows, content)
        self.timeline.current = self.table.currentIndex().row()
        self._set_width()

    def show_span(self, first: date, last: date, today: date) -> None:
        """Show the days from the first to the last; at first so that today is in view."""
        if self.timeline.scale is None:
            self._round = today
        self.timeline.show_span(first, last)

    def zoom_to(self, pixels: float) -> None:
        """Show days so many pixels wide; today stays where it is in sight, else the middle does."""
        self._round = None
        self.timeline.zoom_to(pixels, self.timeline.place_of_today)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Left: -_PAN, Qt.Key.Key_Right: _PAN}
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if shift and event.key() in steps:
                self._on_panned_by(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    # -- inside ----------------------------------------------------------------------------------

    def _set_width(self) -> None:
        """Give the table what its columns need, but never more than half; none is cut through.

        Columns that somebody chose beside the usual ones may take all but some of the days.
        """
        usual = len(self.table.lines.columns) <= _USUAL_COLUMNS
        most = self.width() * 11 // 20 if usual else self.width() - _LEAST_DAYS
        self.table.setFixedWidth(self.table.needed_within(max(most, 240)))

    @Slot(int)
    def _on_down(self, value: int) -> None:
        self.beside.setValue(value)
        self.timeline.top = value
        self.timeline.update()

    @Slot(int, int)
    def _on_down_range(self, least: int, most: int) -> None:
        self.beside.setRange(least, most)
        self.beside.setPageStep(self.down.pageStep())
        self.beside.setSingleStep(self.down.singleStep())
        self.beside.setVisible(most > least)

    @Slot(int)
    def _on_across(self, value: int) -> None:
        self.timeline.left = value
        self.timeline.update()

    @Slot()
    def _on_scale(self) -> None:
        scale, room = self.timeline.scale, self.timeline.width()
        if scale is None:
            return
        if self._round is not None and not self._fitting:
            self._fit(self._round)
        wanted = self.timeline.left
        self.across.setRange(0, max(self.timeline.span_width - room, 0))
        self.across.setPageStep(room)
        self.across.setSingleStep(_PAN)
        self.across.setVisible(self.timeline.span_width > room)
        self.across.setValue(min(wanted, self.across.maximum()))
        self._on_across(self.across.value())
        self.zoom_changed.emit()

    def _fit(self, day: date) -> None:
        """Let all days be in view where they can, else those round one."""
        scale = self.timeline.scale
        if scale is not None:
            self._fitting = True
            self.timeline.zoom_to(self.timeline.pixels_for(scale.start, scale.end))
            self.timeline.left = self.timeline.left_for(day)
            self._fitting = False

    @Slot()
    def _on_moved_by_hand(self, *_how: object) -> None:
        self._round = None

    @Slot(object)
    def _on_scrolled_by(self, pixels: int) -> None:
        self.down.setValue(self.down.value() + pixels)

    @Slot(object)
    def _on_panned_by(self, pixels: int) -> None:
        self._round = None
        self.across.setValue(self.across.value() + pixels)

    @Slot(object)
    def _on_row_pressed(self, place: int) -> None:
        self.table.setCurrentIndex(self.table.lines.index(place, 0))
        self.table.setFocus(Qt.FocusReason.MouseFocusReason)
        row = self.table.lines.rows[place]
        if isinstance(row, Heading):
            self.table.heading_toggled.emit(row.key)

    @Slot(object)
    def _on_row_opened(self, place: int) -> None:
        row = self.table.lines.rows[place]
        if not isinstance(row, Heading):
            self.table.row_opened.emit(row)

    @Slot(object)
    def _on_close(self, row: object) -> None:
        """From a work, go up to what it stands under."""
        if isinstance(row, Heading):
            return
        place = self.table.currentIndex().row()
        above = (self.table.lines.rows[at] for at in range(place - 1, -1, -1))
        heading = next((one for one in above if isinstance(one, Heading)), None)
        if heading is not None:
            self.table.go_to(f"heading {heading.key}")

    @Slot(object, object)
    def _on_cursor(self, _row: object, _column: object) -> None:
        self.timeline.current = self.table.currentIndex().row()
        self.timeline.update()


def _stands_for_one(row: Any, content: ProjectContent) -> bool:
    """Tell whether a row is a project: all are but headings of kinds."""
    return not isinstance(row, Heading) or content.row(row.key) is not None
