"""The choices of what the table in sight is: its kind, and of which time its figures are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.exchange.corrections import LIST, UNITS
from db.exchange.listing import Meaning, TableKind
from desktop.exchange.meanings import years_offered
from desktop.widgets.choice import Choice
from desktop.widgets.words import label
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.exchange.differences import ImportPreview
    from db.exchange.filling.preview import FillPreview
    from db.exchange.listing import TableReading
    from desktop.theme import Look

_NO_PERIOD = ""
OF_IMPORTS = ((LIST, "一览表"), (UNITS, "一行一个单位"))
OF_FORMS = ((LIST, "一行一个指标"), (UNITS, "指标横着排"))
"""What a person may say that a sheet is."""


class TableBar(QWidget):
    """Shows kind and period of the sheet in sight; what is chosen is told by signals."""

    kind_chosen = Signal(object)
    """The sheet in sight is a table of that kind (LIST or UNITS)."""
    period_chosen = Signal(object)
    """The table of units in sight is of that period."""

    def __init__(
        self, look: Look, kinds: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kinds = kinds
        self.kind = Choice(look, "这张表是什么表")
        self.period = Choice(look, "是哪一年的数")
        self._period_words = label("时期", ink="muted", size="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        kind_words = label("表式", ink="muted", size="secondary")
        for part in (kind_words, self.kind, self._period_words, self.period):
            row.addWidget(part)
        row.addStretch()
        self.kind.chosen.connect(self.kind_chosen)
        self.period.chosen.connect(self._on_period)

    def show_tables(
        self, preview: ImportPreview | FillPreview, tables: Sequence[TableReading], told: str = ""
    ) -> None:
        """Show what the sheet in sight is, and of which year a table of units is.

        `told` is the kind that a person said of a sheet on which no table was found.
        """
        units = [table for table in tables if table.kind is TableKind.UNITS]
        self.kind.show_choices(self._kinds, UNITS if units else (LIST if tables else told or LIST))
        columns = [c for table in units for c in table.columns if c.meaning is Meaning.ACTUAL]
        periods = {column.period for column in columns if column.period}
        for part in (self._period_words, self.period):
            part.setVisible(bool(units))
        offered = years_offered(Meaning.ACTUAL, preview.period_start, preview.period_end, periods)
        words = "、".join(period_words(period) for period in sorted(periods))
        choices = [(period, period_words(period)) for period in offered]
        if len(periods) != 1:
            choices.insert(0, (_NO_PERIOD, words or "选时期"))
        self.period.show_choices(choices, next(iter(periods)) if len(periods) == 1 else _NO_PERIOD)

    @Slot(object)
    def _on_period(self, period: str) -> None:
        if period != _NO_PERIOD:
            self.period_chosen.emit(period)
