"""A scroll area whose words need more lines than it is high."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.scroll import TallScroll
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
