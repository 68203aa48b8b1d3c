"""A scroll area whose words need more lines than it is high."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.widgets.scroll import FormScroll, TallScroll
from desktop.widgets.words import label

LONG = "普惠园在园幼儿数除以在园幼儿总数，按学年初报表九月一日的数计算。" * 12


def shown(qtbot, width):
    content = QWidget()
    column = QVBoxLayout(content)
    words = label(LONG, wraps=True)
    column.addWidget(words)
    column.addStretch()
    area = TallScroll()
    qtbot.addWidget(area)
    area.resize(width, 80)
    area.show_content(content)
    area.show()
    return area, words


def test_every_line_of_wrapped_words_has_room(qtbot):
    area, words = shown(qtbot, 200)
    assert words.height() >= words.heightForWidth(words.width()) > area.height()


def test_narrower_means_higher(qtbot):
    area, words = shown(qtbot, 400)
    before = words.height()
    area.resize(160, 80)
    QCoreApplication.sendPostedEvents()
    assert words.height() >= words.heightForWidth(words.width()) > before


def test_fields_scroll_in_a_low_dialog_and_come_in_sight_with_the_tab_key(qtbot):
    content = QWidget()
    form = QFormLayout(content)
    fields = [QLineEdit() for _ in range(12)]
    for at, field in enumerate(fields):
        form.addRow(f"第{at + 1}项", field)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    area = FormScroll(content)
    column.addWidget(area)
    dialog.resize(300, 160)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.height() == 160, "the fields do not make the dialog higher"
    fields[0].setFocus()
    for _ in fields[1:]:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert fields[-1].hasFocus()
    assert not fields[-1].visibleRegion().isEmpty()
    assert area.horizontalScrollBar().maximum() == 0
