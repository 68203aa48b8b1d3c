"""The line of the second place: which folder it is, whether it is there, how old its copy is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout

from desktop.dialog_wishes import opened
from desktop.widgets.choice import Choice
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.files import documents
from desktop.widgets.words import button, label
from desktop.wording import moment

if TYPE_CHECKING:
    from datetime import date

    from desktop.preferences import Preferences
    from desktop.theme import Look

_DAYS = (3, 7, 14, 30)


class SecondPlace(QFrame):
    """Shows the second place and lets another be chosen; it belongs to this machine."""

    changed = Signal()

    def __init__(self, preferences: Preferences, look: Look) -> None:
        super().__init__()
        self.setObjectName("page_tools")
        self._preferences = preferences
        self.words = ElidedLabel(size="secondary")
        self.choose = button("选第二处…", picture="folder")
        self.leave = button("不用第二处")
        self.days = Choice(look, "隔几天提醒")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 6)
        row.setSpacing(8)
        row.addWidget(label("第二处", ink="muted"))
        row.addWidget(self.words, 1)
        row.addWidget(self.days)
        row.addWidget(self.choose)
        row.addWidget(self.leave)
        self.choose.clicked.connect(self.ask_folder)
        self.leave.clicked.connect(self._on_left)
        self.days.chosen.connect(self._on_days)

    @property
    def folder(self) -> Path | None:
        """Return the folder that is remembered, None where there is none."""
        place = self._preferences.second_place
        return Path(place) if place else None

    def show_state(self, book: Path, today: date) -> None:
        """Say where it is, whether it is there, when the book was last copied there."""
        folder = self.folder
        days = [(str(day), f"超过 {day} 天提醒") for day in _DAYS]
        self.days.show_choices(days, str(self._preferences.remind_after))
        for part in (self.days, self.leave):
            part.setVisible(folder is not None)
        if folder is None:
            self.words.say("没有。选一个 U 盘或网盘的文件夹，电脑坏了还有一份。")
            return
        last = self._preferences.second_copy_of(book)
        when = moment(datetime.fromisoformat(last), today) if last else "还没有拷过"
        there = "" if folder.is_dir() else "，现在不在，插上再备份"
        self.words.say(f"{folder}（{when}{there}）")

    @Slot()
    def ask_folder(self) -> QFileDialog:
        """Ask for the folder."""
        begins = self._preferences.second_place or str(documents())
        dialog = QFileDialog(self.window(), "第二处放在哪个文件夹", begins)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.take)
        return opened(dialog)

    @Slot(str)
    def take(self, folder: str) -> None:
        """Remember a folder as the second place."""
        self._preferences.second_place = folder
        self.changed.emit()

    @Slot()
    def _on_left(self) -> None:
        self.take("")

    @Slot(object)
    def _on_days(self, key: str) -> None:
        self._preferences.remind_after = int(key)
        self.changed.emit()
