"""A small grid of figures: the last period's, the one being typed, the target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.theme import Look

_WIDTHS = (110, 52, 62, 58)
_NOW = 2


@dataclass(frozen=True, slots=True)
class FormFigure:
    """One row: what is counted (with its unit), and the words of its figures.

    One that is `computed` cannot be typed; `tip` says more of it.
    """

    key: str
    name: str
    last: str = ""
    now: str = ""
    target: str = ""
    computed: bool = False
    tip: str = ""


class FigureGrid(QFrame):
    """Lets this period's figures be typed beside the last ones and the targets."""

    edited = Signal()
    """A figure was typed."""
    field_made = Signal(object)
    """A new field, for whoever watches keys."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._figures: tuple[FormFigure, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.fields: dict[str, QLineEdit] = {}
        self._reason = ""
        self.setObjectName("figure_grid")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(1)
        self._grid.setColumnStretch(0, 1)
        for column, width in enumerate(_WIDTHS):
            self._grid.setColumnMinimumWidth(column, width)

    @property
    def changed(self) -> dict[str, str]:
        """Return the typed words that are not those kept, by the figures' keys."""
        kept = {one.key: one.now for one in self._figures}
        return {
            key: words
            for key, field in self.fields.items()
            if (words := field.text().strip()) != kept[key]
        }

    def show_figures(self, figures: Sequence[FormFigure], now: str, last: str) -> None:
        """Show these; the fields stay where only the words of their figures are others."""
        layout = (now, last, *((one.key, one.name, one.computed) for one in figures))
        self._figures = tuple(figures)
        if layout != self._shown:
            self._shown = layout
            self._rebuild(now, last)
        for place, one in enumerate(figures, start=1):
            self._show(place, one)

    def allow(self, reason: str) -> None:
        """Let figures be typed, or (with a reason) not."""
        self._reason = reason
        for field in self.fields.values():
            field.setReadOnly(bool(reason))

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Let typed words stand that were not kept yet."""
        for key, words in typed.items():
            if key in self.fields:
                self.fields[key].setText(words)

    def refuse(self, key: str) -> None:
        """Show that the words of a figure are not understood, the cursor in them."""
        field = self.fields.get(key)
        if field is not None:
            _mark(field, refused=True)
            field.setFocus()
            field.selectAll()

    def _rebuild(self, now: str, last: str) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.fields = {}
        for column, words in enumerate(("", last, now, "目标")):
            self._grid.addWidget(_cell(words, "header", right=column > 0), 0, column)
        for place, one in enumerate(self._figures, start=1):
            name = _cell(one.name, "surface", wraps=True)
            self._grid.addWidget(name, place, 0)
            ground = "computed" if one.computed else "surface"
            self._grid.addWidget(_cell("", ground, right=True, muted=not one.computed), place, 1)
            self._grid.addWidget(self._field(one), place, _NOW)
            target = _cell("", "surface", right=True, muted=True, wraps=True)
            self._grid.addWidget(target, place, 3)

    def _field(self, one: FormFigure) -> QWidget:
        if one.computed:
            return _cell("", "computed", right=True)
        field = QLineEdit()
        field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        field.setAccessibleName(one.name)
        field.textEdited.connect(self._on_typed)
        # As high and as wide as its place in the grid, not as a field by itself.
        policy = QSizePolicy.Policy
        field.setSizePolicy(policy.Ignored, policy.Expanding)
        self.fields[one.key] = field
        self.field_made.emit(field)
        return field

    def _show(self, place: int, one: FormFigure) -> None:
        for column, words in ((0, one.name), (1, one.last), (_NOW, one.now), (3, one.target)):
            item = self._grid.itemAtPosition(place, column)
            widget = item.widget() if item is not None else None
            if isinstance(widget, QLineEdit):
                widget.setText(words)
                widget.setToolTip(self._reason)
                _mark(widget, refused=False)
            elif isinstance(widget, QLabel):
                widget.setText(words)
                widget.setToolTip(one.tip or (words if column else one.name))
                if widget.wordWrap():
                    # Known at once: a layout would find it out only when it is next drawn.
                    widget.ensurePolished()
                    widget.setMinimumHeight(widget.heightForWidth(_WIDTHS[column]))

    @Slot()
    def _on_typed(self) -> None:
        sender = self.sender()
        if isinstance(sender, QLineEdit) and sender.property("refused"):
            _mark(sender, refused=False)
        self.edited.emit()


def _cell(
    words: str, ground: str, *, right: bool = False, muted: bool = False, wraps: bool = False
) -> QLabel:
    made = label(words, ink="muted" if muted else "", size="secondary", wraps=wraps)
    made.setProperty("ground", ground)
    # The columns say how wide it is, and long words break.
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(wraps)
    made.setSizePolicy(policy)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    made.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return made


def _mark(field: QLineEdit, *, refused: bool) -> None:
    if bool(field.property("refused")) != refused:
        field.setProperty("refused", refused)
        field.style().unpolish(field)
        field.style().polish(field)
