"""Qt's own words, on its dialogs and menus, in Chinese."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTranslator

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_MENDED = MappingProxyType(
    {
        ("QFileSystemModel", "Size"): "大小",
        ("QAbstractFileIconProvider", "Folder"): "文件夹",
        ("QAbstractFileIconProvider", "File"): "文件",
        ("QAbstractFileIconProvider", "%1 File"): "%1 文件",
        ("QAbstractFileIconProvider", "Drive"): "磁盘",
        ("QAbstractFileIconProvider", "Shortcut"): "快捷方式",
    }
)
"""Words of the file dialog that Qt's own file lacks, or calls 体积."""


class _MendedWords(QTranslator):
    """Says the words that are put right, and leaves the rest to Qt's own file."""

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | bytes | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002 - as above
    ) -> str:
        # No words at all, not empty ones: else Qt would show nothing.
        return _MENDED.get((context, source))  # type: ignore[return-value]


def speak_chinese(qt: QApplication) -> None:
    """Let them be Chinese; where the file of them is missing most stay English."""
    words = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load("qtbase_zh_CN", folder):
        qt.installTranslator(words)
    # Asked first, as the one that was installed last.
    qt.installTranslator(_MendedWords(qt))
