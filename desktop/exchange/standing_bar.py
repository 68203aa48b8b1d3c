"""The bar that says what holds for a whole file: early or final, approved, of which year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from db.exchange.listing import Meaning
from db.exchange.options import NATURE_WORDS, FigureNature, ImportOptions
from desktop.exchange.table_bar import OF_IMPORTS, TableBar
from desktop.widgets.choice import Choice
from desktop.widgets.folding import FoldingBar
from desktop.widgets.lines import in_line
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.exchange.differences import ImportPreview
    from db.exchange.listing import TableReading
    from desktop.theme import Look

_OPEN, _APPROVED = "open", "approved"


class StandingBar(QFrame):
    """Shows the options of an import; what a person chooses is kept in `options`."""

    changed = Signal()
    """`options` are others."""
    kind_chosen = Signal(object)
    """The sheet in sight is a table of that kind (LIST or UNITS)."""
    period_chosen = Signal(object)
    """The table of units in sight is of that period."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_tools")
        self.options = ImportOptions()
        self._table = TableBar(look, OF_IMPORTS)
        self.kind, self.period = self._table.kind, self._table.period
        self.nature = Choice(look, "数据的性质")
        self.standing = Choice(look, "收进台账后的状态")
        self.source = QLineEdit()
        self.source.setAccessibleName("数据的来源")
        self.source.setPlaceholderText("来源，如《2021年统计年鉴》第12页")
        self.source.setFixedHeight(look.theme.sizes.control)
        self._lay_out()
        self.nature.chosen.connect(self._on_chosen)
        self.standing.chosen.connect(self._on_chosen)
        self.source.editingFinished.connect(self._on_chosen)
        self._table.kind_chosen.connect(self.kind_chosen)
        self._table.period_chosen.connect(self.period_chosen)

    def _lay_out(self) -> None:
        words = [label(word, ink="muted", size="secondary") for word in ("性质", "收进后")]
        self.figures = in_line(
            words[0], self.nature, words[1], self.standing, self.source, wide=self.source
        )
        self._bar = FoldingBar(self._table, self.figures, QMargins(16, 0, 12, 6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._bar)

    # -- showing ---------------------------------------------------------------------------------

    def show_options(self, preview: ImportPreview) -> None:
        """Show what holds for all figures of the file; nothing where it has none but the plan's."""
        columns = (column for table in preview.reading.tables for column in table.columns)
        self.figures.setVisible(any(column.meaning is Meaning.ACTUAL for column in columns))
        self.options = preview.options
        natures = [(nature.value, words) for nature, words in NATURE_WORDS.items()]
        self.nature.show_choices(natures, self.options.nature.value)
        told = "表里的字样是这样写的。" if preview.proposed else "表里没有写明是快报数还是正式数。"
        self.nature.setToolTip(told)
        self.standing.show_choices(
            [(_OPEN, "还要审核"), (_APPROVED, "已审核的历史数据")],
            _APPROVED if self.options.approved else _OPEN,
        )
        self.source.setText(self.options.source_note)
        self.source.setVisible(self.options.approved)

    def show_tables(self, preview: ImportPreview, tables: Sequence[TableReading]) -> None:
        """Show what the sheet in sight is, and of which year a table of units is."""
        self._table.show_tables(preview, tables)
        self.kind.setEnabled(bool(tables))
        self._bar.fold()

    # -- what happened ---------------------------------------------------------------------------

    @Slot()
    def _on_chosen(self, _key: object = None) -> None:
        options = ImportOptions(
            FigureNature(self.nature.currentData()),
            self.standing.currentData() == _APPROVED,
            self.source.text().strip() if self.standing.currentData() == _APPROVED else "",
        )
        self.source.setVisible(options.approved)
        if options != self.options:
            self.options = options
            self.changed.emit()
