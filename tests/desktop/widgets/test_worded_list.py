"""An empty list says what is missing, until there is a line."""

from PySide6.QtCore import QSettings

from desktop.preferences import Preferences
from desktop.theme import Look
from desktop.widgets.worded_list import WordedList


def test_words_stand_in_an_empty_list_only(qtbot, tmp_path):
    settings = QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)
    look = Look(Preferences(settings))
    worded, plain = (WordedList(look, "用户", words) for words in ("还没有用户。", ""))
    for made in (worded, plain):
        qtbot.addWidget(made)
        made.resize(200, 120)
    assert worded.accessibleDescription() == "还没有用户。"
    assert worded.grab().toImage() != plain.grab().toImage()
    for made in (worded, plain):
        made.addItem("周明")
    assert worded.grab().toImage() == plain.grab().toImage()
