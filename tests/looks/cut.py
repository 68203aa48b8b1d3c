"""Finds words that have less room than they need: in labels, controls, heads and cells."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from desktop.columns import Heading
from desktop.delegates.editor import ValueEditor
from desktop.widgets.choice import Choice
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.table import LineTable
from desktop.widgets.ticks import TickTree

AROUND_CHOICE = 42
"""Pixels of a drop-down that are not for its words."""
AROUND_FIELD = 12
AROUND_NUMBER = 4


def cut_off(shown: QWidget) -> list[str]:
    """The words in sight that need more room than they have; empty where all is well.

    What is shortened on purpose must have a tip with the whole.
    """
    # What was given other words a moment ago is laid out first, as it is before it is painted.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    found = []
    for widget in (shown, *shown.findChildren(QWidget)):
        if not widget.isVisible() or (isinstance(widget, ValueEditor) and widget.waiting):
            # One that waits for the first key is not drawn; it follows the cursor a turn later.
            continue
        if isinstance(widget, QLabel):
            found += label_cut_off(widget)
        elif isinstance(widget, LineTable):
            found += heads_cut_off(widget) + cells_cut_off(widget) + columns_cut_off(widget)
        elif isinstance(widget, TickTree):
            found += ticks_cut_off(widget)
        elif not has_room(widget):
            found.append(f"{type(widget).__name__} {widget.accessibleName()}: {words_of(widget)}")
    return found


def words_of(control: QWidget) -> str:
    return control.currentText() if isinstance(control, QComboBox) else control.text()


def has_room(control: QWidget) -> bool:
    metrics = QFontMetrics(control.font())
    if isinstance(control, Choice):
        needed = metrics.horizontalAdvance(control.currentText()) + AROUND_CHOICE
    elif isinstance(control, QLineEdit):
        inside = control.objectName() == "qt_spinbox_lineedit"
        around = AROUND_NUMBER if inside else AROUND_FIELD
        needed = metrics.horizontalAdvance(control.text()) + around
    elif isinstance(control, QAbstractButton):
        # What the rail does with its words where it is folded, it does itself.
        in_rail = control.objectName().startswith(("rail_", "chooser"))
        needed = 0 if in_rail else control.sizeHint().width()
    else:
        return True
    return needed <= control.width()


def label_cut_off(label: QLabel) -> list[str]:
    if not label.text() or label.pixmap().width():
        return []
    room = label.contentsRect()
    if isinstance(label, ElidedLabel):
        return [] if label.words in (label.text(), label.toolTip()) else [label.words]
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        high = f"{label.text()} ({label.height()} of {needed} high)"
        return [high] if needed > label.height() else []
    needed = max(QFontMetrics(label.font()).horizontalAdvance(x) for x in label.text().split("\n"))
    return [f"{label.text()} ({room.width()} of {needed})"] if needed > room.width() else []


def heads_cut_off(table: LineTable) -> list[str]:
    theme = table._look.theme
    found = []
    for place, column in enumerate(table.lines.columns):
        metrics = QFontMetrics(theme.font(theme.sizes.secondary, bold=column.tinted))
        needed = max(metrics.horizontalAdvance(line) for line in column.title.split("\n"))
        if needed > table.columnWidth(place):
            found.append(f"head {column.title}: {table.columnWidth(place)} of {needed}")
    return found


def group_heads_cut_off(table: LineTable) -> list[str]:
    """The headings over several columns that are wider than those together."""
    theme = table._look.theme
    widths: dict[str, int] = {}
    tinted: dict[str, bool] = {}
    for place, column in enumerate(table.lines.columns):
        if column.group:
            widths[column.group] = widths.get(column.group, 0) + table.columnWidth(place)
            tinted[column.group] = column.tinted
    found = []
    for words, width in widths.items():
        metrics = QFontMetrics(theme.font(theme.sizes.secondary, bold=tinted[words]))
        if metrics.horizontalAdvance(words) > width:
            found.append(f"group {words}: {width} of {metrics.horizontalAdvance(words)}")
    return found


def columns_cut_off(table: LineTable) -> list[str]:
    """The column that is cut where the frozen ones end; one wider than its room may be."""
    edge = table._frozen_width()
    found = []
    for place, column in enumerate(table.lines.columns):
        left, width = table.columnViewportPosition(place), table.columnWidth(place)
        movable = place >= table._frozen_columns and width <= table.viewport().width() - edge
        if movable and left < edge < left + width:
            found.append(f"column {column.title}: {edge - left} of {width} under the names")
    return found


def cells_cut_off(table: LineTable, *, tips_count: bool = True) -> list[str]:
    """The cells that do not fit their column and whose tip, if it counts, has not the whole."""
    found = []
    for row, line in enumerate(table.lines.rows):
        if isinstance(line, Heading):
            continue
        for place in range(len(table.lines.columns)):
            cell = table.lines.cell(row, place)
            room, needed = table.columnWidth(place), table.values.width_of(cell)
            excused = tips_count and cell.text.strip() in cell.hint
            if needed > room and not excused:
                found.append(f"cell {cell.text}: {room} of {needed}")
    return found


def ticks_cut_off(tree: TickTree) -> list[str]:
    """The heads and words of a ticked list that do not fit; names may, for they have a tip."""
    metrics = QFontMetrics(tree.font())
    groups = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    lines = [group.child(place) for group in groups for place in range(group.childCount())]
    found = []
    for column in range(tree.columnCount()):
        words = [tree.headerItem().text(column)]
        words += [line.text(column) for line in lines if column]
        room = tree.columnWidth(column) - AROUND_FIELD
        found += [f"{said}: {room}" for said in words if metrics.horizontalAdvance(said) > room]
    return found
