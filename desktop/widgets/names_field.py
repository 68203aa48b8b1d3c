"""A field for names out of a list, apart by 、; those that fit are offered while one types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop.name_search import matcher

if TYPE_CHECKING:
    from collections.abc import Sequence

_APART = re.compile(r"[、，,;；\n]")
_MOST_OFFERED = 12


class NamesField(QLineEdit):
    """Takes one name or several; a part of a name or its pinyin initials finds it.

    `names` that it does not know are kept as they are typed: whoever asked says what of them.
    """

    names_changed = Signal()
    """Other names stand in the field."""

    def __init__(self, spoken: str, parent: QWidget | None = None, *, single: bool = False) -> None:
        super().__init__(parent)
        self._single = single
        self._known: tuple[str, ...] = ()
        self._typed = ""
        self._offered = QStringListModel(self)
        self._popup = QCompleter(self._offered, self)
        self._popup.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._popup.setWidget(self)
        self.setAccessibleName(spoken)
        self.setPlaceholderText("名称或首字母" if single else "名称或首字母，几家用“、”分开")
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)
        self._popup.activated.connect(self._take)

    def offer(self, names: Sequence[str]) -> None:
        """Offer these names."""
        self._known = tuple(names)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names in the field, in order, each once."""
        words = self.text()
        parts = [words] if self._single else _APART.split(words)
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def show_names(self, names: Sequence[str]) -> None:
        """Put these names into the field."""
        self.setText("、".join(names))

    @Slot(str)
    def _on_edited(self, words: str) -> None:
        before = words[: self.cursorPosition()]
        self._typed = before if self._single else _APART.split(before)[-1]
        part = self._typed.strip()
        fits = matcher(part, self._known)
        found = [name for name in self._known if part and fits(name)][:_MOST_OFFERED]
        if not found or found == [part]:
            self._popup.popup().hide()
            return
        self._offered.setStringList(found)
        self._popup.complete()

    @Slot(str)
    def _take(self, name: str) -> None:
        """Put a name in the place of what was typed of it."""
        at = self.cursorPosition()
        words = self.text()
        start = at - len(self._typed)
        self.setText(words[:start] + name + words[at:])
        self.setCursorPosition(start + len(name))

    @Slot()
    def _on_changed(self) -> None:
        self.names_changed.emit()
