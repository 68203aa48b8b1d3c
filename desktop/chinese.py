"""Qt's own words (buttons of its dialogs, menus of its fields) in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTranslator

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication


def speak_chinese(qt: QApplication, owner: QObject) -> None:
    """Let Qt's own words be Chinese for as long as `owner` is there."""
    words = QTranslator(owner)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load("qtbase_zh_CN", folder):
        qt.installTranslator(words)
