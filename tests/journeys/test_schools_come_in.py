"""A year of statistics by school: an early report, the final one, and the county's own figure."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.actions import Act
from tests.db.stories import indicator_named
from tests.db.unit_stories import CHILDREN, CLASSES, a_county, a_table

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

FIRST, SECOND = "清河县第一幼儿园", "清河县第二幼儿园"


def test_schools_come_in_and_make_the_countys_figure(start, tmp_path, qtbot):
    def done():
        qtbot.waitUntil(lambda: not application.runner.is_working)

    def seen(path):
        application.take_file(path)
        done()
        return window.page.preview

    def accept(preview):
        QTest.keyClick(preview.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        done()

    def shown(name):
        return indicator_named(application.session.book, name).actuals["2023"]

    with a_county(tmp_path) as book:
        path = book.path
    application = start(path)
    window = application.window

    # October: the early report, one kindergarten a row.
    accept(seen(a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5), title="2023年幼儿园快报")))
    assert (shown(CHILDREN).amount.text, shown(CHILDREN).computed) == ("360", True)
    assert shown(CHILDREN).provisional

    # January: the final one. What differs is shown, the rest only becomes final.
    preview = seen(a_table(tmp_path, (FIRST, 212, 7), (SECOND, 150, 5), title="2023年幼儿园年报"))
    assert preview.take_in.accessibleName() == "导入 4 格"
    accept(preview)
    assert (shown(CHILDREN).amount.text, shown(CHILDREN).provisional) == ("362", False)
    assert shown(CLASSES).amount.text == "12"

    # It was the wrong file: the next morning it is taken back as a whole.
    window.close()
    application = start(path)
    window = application.window
    application.commands.run(Act.UNDO)
    assert (shown(CHILDREN).amount.text, shown(CHILDREN).provisional) == ("360", True)
