"""Qt's own words, on its dialogs and menus, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTranslator

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def speak_chinese(qt: QApplication) -> None:
    """Let them be Chinese; where the file of them is missing they stay English."""
    words = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load("qtbase_zh_CN", folder):
        qt.installTranslator(words)
