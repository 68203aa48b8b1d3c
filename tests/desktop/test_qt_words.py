"""Qt's own words are Chinese, those of its file dialog too."""

import pytest
from PySide6.QtCore import QCoreApplication


@pytest.mark.parametrize(
    ("context", "english", "chinese"),
    [
        ("QPlatformTheme", "Cancel", "取消"),
        ("QLineEdit", "&Copy", "复制(&C)"),
        ("QFileSystemModel", "Size", "大小"),
        ("QAbstractFileIconProvider", "Folder", "文件夹"),
        ("QFileDialog", "words that nobody knows", "words that nobody knows"),
    ],
)
def test_words_of_qt_are_chinese(start, context, english, chinese):
    start()
    assert QCoreApplication.translate(context, english) == chinese
