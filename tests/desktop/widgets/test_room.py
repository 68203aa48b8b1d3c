"""How large windows are: the whole of it in sight, on any screen."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QMainWindow

from desktop.widgets.room import resize_within, show_whole


@pytest.mark.parametrize(
    ("screen", "fills"),
    [((1366, 768), True), ((1366, 728), True), ((1440, 800), True), ((1920, 1040), False)],
)
def test_a_window_that_does_not_fit_with_its_frame_fills_the_screen(qtbot, screen, fills):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    show_whole(window, QSize(*screen))
    assert window.isVisible()
    assert window.isMaximized() is fills


def test_a_dialog_leaves_the_window_behind_it_in_sight(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(683, 384)
    small, large = QDialog(window), QDialog(window)
    resize_within(small, QSize(300, 200))
    resize_within(large, QSize(1080, 720))
    assert small.size() == QSize(300, 200)
    assert large.size() == QSize(643, 344)
