"""The bars over the sheet: file, worksheet, header rows, percentages, other files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.exchange.sheets import Visibility
from desktop.exchange.verdicts import rows_in_words, rows_taken
from desktop.widgets.choice import Choice
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from db.exchange.differences import ImportPreview
    from db.exchange.filling.preview import FillPreview
    from db.exchange.listing import TableReading
    from desktop.exchange.meanings import ShareChoice
    from desktop.theme import Look

_FOUND = "found"
_LEAST_WITH_HEADING = 480
_MARGINS, _LOW_MARGINS = (0, 8, 0, 6), (0, 4, 0, 4)
_BESIDE, _AROUND = 8, 60
"""Pixels between the parts of the second row, and for its margins and first word."""


class AskingChoice(Choice):
    """Looks like a drop-down; opening it asks elsewhere what to choose."""

    asked = Signal()

    def showPopup(self) -> None:  # noqa: N802 - Qt's
        self.asked.emit()


class PreviewTools(QFrame):
    """Shows how the sheet was read; what is chosen here is told by its parts' own signals."""

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        title: str = "导入预览",
        unused: str = "不导入",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page_tools")
        self._unused = unused
        self.heading = label(title, size="title")
        self.file = ElidedLabel(bold=True)
        self.sheets = Choice(look, "工作表")
        self.another = button("换一个文件", picture="folder")
        self.following = button("")
        self.reading = _folding("读法", "表头、表式等怎样读的，打开来看和改")
        self.listing = _folding("清单", "不能导入的、改动的、要写入的格，列在右边")
        self.header = AskingChoice(look, "表头所在的行")
        self.shares = Choice(look, "百分数怎样读")
        self.rows = ElidedLabel(ink="muted", size="secondary")
        self.told = ElidedLabel(ink="muted", size="secondary")
        self.told.say("认错了？点列顶改含义，下次同样的表会记住")
        self._share_words = label("百分数", ink="muted", size="secondary")
        self._lay_out()
        self.show_following(0, 0)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setContentsMargins(16, 0, 12, 0)
        first.setSpacing(12)
        first.addWidget(self.heading)
        first.addWidget(self.file)
        first.addWidget(self.sheets)
        first.addStretch(1)
        for part in (self.reading, self.listing, self.another, self.following):
            first.addWidget(part)
        self._second = QWidget()
        second = QHBoxLayout(self._second)
        second.setContentsMargins(16, 0, 12, 0)
        second.setSpacing(8)
        second.addWidget(label("表头", ink="muted", size="secondary"))
        second.addWidget(self.header)
        second.addWidget(self._share_words)
        second.addWidget(self.shares)
        second.addWidget(self.rows, 1)
        second.addWidget(self.told)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        self._column.addLayout(first)
        self._column.addWidget(self._second)
        self.show_low(low=False)

    def show_low(self, *, low: bool) -> None:
        """Leave the second row to a button, and other files to the menu, where a page is low."""
        for part in (self.reading, self.listing):
            part.setVisible(low)
        self.another.setVisible(not low)
        self._second.setVisible(not low or self.reading.isChecked())
        self._column.setContentsMargins(*(_LOW_MARGINS if low else _MARGINS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The file's name says where one is; what the page is called, the rail says.
        self.heading.setVisible(self.width() >= _LEAST_WITH_HEADING)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out the advice where it and which rows are not taken could not both be read."""
        shown = (self.header, self._share_words, self.shares, self.rows, self.told)
        needed = sum(
            part.sizeHint().width() + _BESIDE
            for part in shown
            if part is self.told or not part.isHidden()
        )
        self.told.setVisible(needed + _AROUND <= self.width())

    @property
    def regions(self) -> tuple[QWidget, ...]:
        """Return where F6 may stop: the button of the second row, and the row itself."""
        return (self.reading, self.header)

    # -- showing ---------------------------------------------------------------------------------

    def show_file(self, preview: ImportPreview | FillPreview, sheet: str) -> None:
        """Show the file's name and its sheets, one of them chosen."""
        self.sheets.show_choices(_sheet_choices(preview, self._unused), sheet)
        self.file.say(preview.workbook.name)

    def show_following(self, left: int, total: int) -> None:
        """Offer the next of several files; `left` are still to come of `total`."""
        self.following.setVisible(left > 0)
        self.following.setText(f"下一个（共 {total} 个）")
        self.following.setAccessibleName(f"下一个文件，共 {total} 个，还有 {left} 个")
        self.following.setToolTip(f"这个文件不导入，看下一个。还有 {left} 个。")

    def show_reading(
        self,
        tables: Sequence[TableReading],
        filled: Sequence[int],
        header: tuple[int, int] | None,
        shares: ShareChoice | None,
    ) -> None:
        """Show how a sheet was read: `header` is where a person says it is, if they do."""
        shown = header or (tables[0].header if tables else None)
        words = f"第 {rows_in_words(range(shown[0], shown[1] + 1))} 行" if shown else "没有认出"
        self.header.show_choices([(_FOUND, words)], _FOUND)
        said = (
            f"表头改为{words}，下次同样的表照此读。" if header else "表头在哪几行，认错了可以改。"
        )
        self.header.setToolTip(said)
        for part in (self._share_words, self.shares):
            part.setVisible(shares is not None)
        if shares is not None:
            self.shares.show_choices(shares.choices(), shares.chosen)
        self.rows.say(_about_rows(tables, filled, self._unused))
        self._make_room()


def _folding(words: str, tip: str) -> QPushButton:
    """Return a button that shows a part of a low page while it is down."""
    made = button(words, kind="chip", tip=tip)
    made.setCheckable(True)
    return made


def _sheet_choices(preview: ImportPreview | FillPreview, unused: str) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []
    read = {table.sheet for table in preview.reading.tables}
    for place, sheet in enumerate(preview.workbook.sheets, start=1):
        words = f"{sheet.name}（第 {place} 张）"
        if sheet.visibility is not Visibility.VISIBLE:
            words += "，隐藏，没有读"
        elif sheet.name not in read:
            words += f"，{unused}"
        made.append((sheet.name, words))
    return made


def _about_rows(tables: Sequence[TableReading], filled: Sequence[int], unused: str) -> str:
    """Return which rows nothing is made of."""
    if not tables:
        return f"这张表里没有认出一览表，{unused}。先选表头在哪几行，再点列顶说明各列。"
    heads = {row for table in tables for row in range(table.header[0], table.header[1] + 1)}
    taken = {row for table in tables for row in rows_taken(table)} | heads
    left = [row for row in filled if row not in taken]
    return f"第 {rows_in_words(left)} 行{unused}" if left else ""
