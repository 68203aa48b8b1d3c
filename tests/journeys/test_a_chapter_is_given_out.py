"""A clerk gives a chapter to three units, names who does it, and hands out the 对账单."""

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import queries
from desktop.actions import Act
from desktop.assigning.dialog import AssignDialog
from desktop.page import Place

CHAPTER = "（三）着力改善学校办学条件"


def give_chapter_out(window) -> None:
    """On the page of tasks, the cursor in the chapter: a lead and two that help."""
    tasks = window.page
    tasks.table.go_to(next(line.id for line in tasks.tasks if line.section == CHAPTER))
    QTest.keyClick(tasks.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(AssignDialog)
    while not dialog.scopes.currentText().startswith(CHAPTER):
        before = dialog.scopes.currentText()
        QTest.keyClick(dialog.scopes, Qt.Key.Key_Down)
        assert dialog.scopes.currentText() != before
    assert dialog.scopes.currentText().startswith(CHAPTER)
    dialog.leads.setText("财政局")
    dialog.others.setText("经济发展集团、自然资源和规划分局")
    dialog._soon.timeout.emit()
    assert dialog.main.text() == "派 6 项"
    dialog.main.click()


def led_tasks(path: Path) -> list[str]:
    """Return the numbers of the tasks that a 对账单 says are led."""
    sheet = openpyxl.load_workbook(path).active
    names = [str(row[1].value) for row in sheet if row[2].value == "牵头"]
    return [name.split(" ")[0] for name in names if " " in name]


def test_a_chapter_goes_to_three_units_and_each_gets_its_sheet(start, sample_path, tmp_path, qtbot):
    application = start(sample_path)
    session, window = application.session, application.window
    before = session.read(queries.task_lines, session.plan.id)
    window.go_to(Place("task_list"))
    give_chapter_out(window)
    tasks = session.read(queries.task_lines, session.plan.id)
    chapter = [line.units for line in tasks if line.section == CHAPTER]
    assert len(chapter) == 6
    for shares in chapter:
        assert [one.name for one in shares] == ["财政局", "经济发展集团", "自然资源和规划分局"]
        assert [one.lead for one in shares] == [True, False, False]
        assert not any(one.presumed for one in shares)

    # The page of units counts it at once, and the sheet of the lead has the six tasks.
    window.go_to(Place("units"))
    page = window.page
    row = next(one for one in page._rows if one.line.name == "财政局")
    assert row.load.leads == 6
    with qtbot.waitSignal(application.runner.settled):
        page.ledgers.write(row.line, tmp_path / "财政局对账单.xlsx")
    assert led_tasks(tmp_path / "财政局对账单.xlsx") == ["6", "7", "8", "9", "10", "11"]

    # One step takes all of it back.
    application.commands.run(Act.UNDO)
    assert session.read(queries.task_lines, session.plan.id) == before
    assert next(one for one in page._rows if one.line.name == "财政局").load.leads == 0
