"""The watch over the event loop can fail: a slow key, a slow slot of the loop, are both seen."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.journeys.conftest import LONGEST


def work_for(seconds):
    """Work, not sleep: only work counts."""
    begun = time.thread_time()
    while time.thread_time() - begun < seconds:
        pass


def test_a_slow_key_and_a_slow_slot_are_seen_and_other_work_is_not(qtbot, turns):
    work_for(LONGEST)
    slow = QPushButton("慢")
    qtbot.addWidget(slow)
    slow.clicked.connect(lambda: work_for(LONGEST))
    QTest.keyClick(slow, Qt.Key.Key_Space)
    done = []
    QTimer.singleShot(0, slow, lambda: (work_for(LONGEST), done.append(True)))
    qtbot.waitUntil(lambda: bool(done))
    QTimer.singleShot(5, slow, lambda: done.append(True))
    qtbot.waitUntil(lambda: len(done) > 1)
    long = [turn.what for turn in turns.longer_than(LONGEST * 0.99)]
    assert long == ["keyClick QPushButton Key_Space", "the loop"]
    turns.taken.clear()
