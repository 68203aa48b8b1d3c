"""批量派单位: rows of the page in sight, a chapter or everything; seen before it is done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import queries
from desktop.actions import Act
from desktop.assigning.dialog import AssignDialog
from desktop.page import Place

NOW = "牵头：社会事业局（推定）；配合：财政局、经济发展集团、自然资源和规划分局"


@pytest.fixture
def application(start, sample_path):
    application = start(sample_path)
    application.window.go_to(Place("task_list"))
    page = application.window.page
    page.table.go_to(next(line.id for line in page.tasks if line.number == "7"))
    return application


def asked(application) -> AssignDialog:
    application.commands.run(Act.ASSIGN)
    return application.window.findChildren(AssignDialog)[-1]


def choose(dialog, words):
    at = next(i for i in range(dialog.scopes.count()) if words in dialog.scopes.itemText(i))
    dialog.scopes.setCurrentIndex(at)
    dialog.scopes.chosen.emit(dialog.scopes.itemData(at))


def write(field, dialog, words):
    field.setText(words)
    dialog._soon.timeout.emit()


def test_the_page_offers_its_row_its_chapter_and_what_is_listed(application):
    dialog = asked(application)
    words = [dialog.scopes.itemText(at) for at in range(4)]
    assert words[0] == "任务 7 学前教育优质普惠发展"
    assert words[1].startswith("（三）着力改善学校办学条件")
    assert words[2] == "列出的任务 23 项"
    assert words[-1].startswith("指标：")
    dialog.reject()


def test_a_key_that_is_held_on_the_way_to_a_row_takes_no_other_row_along(application):
    """Ctrl is still down where Ctrl+3 or Ctrl+K led to the row."""
    window, page = application.window, application.window.page
    eighth = next(line for line in page.tasks if line.number == "8")
    QTest.keyPress(window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    page.table.go_to(eighth.id)
    QTest.keyRelease(window, Qt.Key.Key_Control)
    assert [line.id for line in page.rows_meant] == [eighth.id]
    dialog = asked(application)
    assert dialog.scopes.itemText(0).startswith("任务 8 ")
    dialog.reject()


def test_nothing_is_assigned_before_a_unit_is_named(application):
    dialog = asked(application)
    assert not dialog.main.isEnabled()
    assert dialog.main.toolTip() == "先写牵头或配合单位。"
    write(dialog.leads, dialog, "没有这一家")
    assert dialog.says.text() == "没有单位“没有这一家”。先在“单位”页新增，或改名称。"
    assert not dialog.main.isEnabled()
    write(dialog.leads, dialog, "社会事业局")
    write(dialog.others, dialog, "财政局、经济发展集团、自然资源和规划分局")
    assert dialog.main.text() == "派 1 项"
    dialog.reject()


def test_who_answers_now_is_told_before_a_unit_is_named_and_while_a_name_is_not_known(application):
    dialog = asked(application)
    first = dialog.lines.topLevelItem(0).child(0)
    assert (first.text(1), first.text(2)) == (NOW, "——")
    write(dialog.leads, dialog, "社会事")
    first = dialog.lines.topLevelItem(0).child(0)
    assert (first.text(1), first.text(2)) == (NOW, "——")
    dialog.reject()


def test_unticked_rows_are_left_as_they_are(application):
    dialog = asked(application)
    choose(dialog, "（三）")
    write(dialog.leads, dialog, "财政局")
    assert dialog.main.text() == "派 6 项"
    first = dialog.lines.topLevelItem(0).child(0)
    dialog.lines._toggle(first)
    assert dialog.main.text() == "派 5 项"
    write(dialog.others, dialog, "公安分局")
    assert dialog.main.text() == "派 5 项"
    dialog.main.click()
    plan = application.session.plan.id
    tasks = application.session.read(queries.task_lines, plan)
    leads = {line.number: line.units[0].name for line in tasks if line.units}
    assert leads["6"] == "社会事业局"
    assert {leads[number] for number in ("7", "8", "9", "10", "11")} == {"财政局"}
    assert application.session.undo_label == "批量派单位 5 项"


def test_the_data_provider_is_set_for_a_category_of_indicators(application):
    dialog = asked(application)
    choose(dialog, "指标：")
    dialog.provides.setChecked(True)
    write(dialog.provider, dialog, "财政局")
    count = len(dialog.rows)
    assert dialog.main.text() == f"派 {count} 项"
    dialog.main.click()
    lines = application.session.indicators
    assert sum(line.provider == "财政局" for line in lines) == count


def task_seven(application):
    session = application.session
    tasks = session.read(queries.task_lines, session.plan.id)
    return next(one for one in tasks if one.number == "7")


def test_people_are_named_without_touching_the_units(application):
    dialog = asked(application)
    choose(dialog, "（三）")
    dialog.people[0].setText("基础教育股")
    write(dialog.people[3], dialog, "马丽")
    assert dialog.main.text() == "派 6 项"
    dialog.main.click()
    line = task_seven(application)
    assert (line.units[0].office, line.units[0].contact) == ("基础教育股", "马丽")


def test_the_lead_of_the_row_in_hand_is_confirmed_by_key(application):
    application.commands.run(Act.CONFIRM_LEAD)
    assert application.session.undo_label == "确认牵头单位 1 项"
    line = task_seven(application)
    assert not line.units[0].presumed
    said = []
    application.notices.told.connect(said.append)
    application.commands.run(Act.CONFIRM_LEAD)
    assert said == ["任务 7 学前教育优质普惠发展没有要确认的。"]


def test_the_button_of_the_task_page_opens_it(application):
    application.window.page.bar.assign.click()
    (dialog,) = application.window.findChildren(AssignDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_pages_of_projects_and_units_offer_their_rows(application):
    application.window.go_to(Place("project_list"))
    sets = application.window.page.row_sets()
    assert [len(one.keys) for one in sets] == [1, 39]
    application.window.go_to(Place("units"))
    (held,) = application.window.page.row_sets()
    # Its own rows, and the projects that have their unit from a task of it.
    assert held.words == "“社会事业局”的 61 项"
    application.window.go_to(Place("indicators"))
    assert [one.words for one in application.window.page.row_sets()] == ["这一行"]


def test_a_book_without_rows_has_nothing_to_assign(start, empty_path):
    application = start(empty_path)
    assert application.rooms.ways_on.ask_assign() is None


@pytest.fixture
def many(application, monkeypatch):
    """The dialog with all rows chosen, which are more than are given out at once."""
    for module in ("desk", "dialog"):
        monkeypatch.setattr(f"desktop.assigning.{module}.LARGE", 5)
    shown = asked(application)
    shown.scopes.setCurrentIndex(shown.scopes.count() - 1)
    write(shown.leads, shown, "财政局")
    return shown


def test_very_many_rows_are_looked_at_and_given_out_in_the_background(application, many, qtbot):
    assert (many.main.isEnabled(), many.main.toolTip()) == (False, "正在看这些行改后的单位。")
    qtbot.waitUntil(many.main.isEnabled)
    count = len(many.chosen)
    assert many.main.text() == f"派 {count} 项"
    many.main.click()
    assert application.session.busy
    assert not many.leads.isEnabled()
    qtbot.waitUntil(lambda: not application.session.busy)
    assert application.session.undo_label == f"批量派单位 {count} 项"
    open_ones = application.window.findChildren(AssignDialog)
    assert not any(one.isVisible() for one in open_ones)


def test_giving_out_very_many_rows_can_be_stopped(application, many, qtbot):
    qtbot.waitUntil(many.main.isEnabled)
    many.main.click()
    assert many.leave.text() == "停下"
    many.leave.click()
    qtbot.waitUntil(lambda: not application.session.busy)
    assert application.session.undo_label.startswith("载入样例")
    assert many.isVisible()
    assert (many.says.text(), many.leave.text()) == ("停下了，没有派。", "不派")
    assert many.leads.isEnabled()
    many.reject()


def test_what_is_looked_at_last_counts(application, many):
    write(many.leads, many, "没有这一家")
    application.runner.finish_all()
    assert many.says.text().startswith("没有单位“没有这一家”")
    assert not many.main.isEnabled()
    write(many.leads, many, "公安分局")
    write(many.leads, many, "财政局")
    application.runner.finish_all()
    first = many.lines.topLevelItem(0).child(0)
    assert "财政局" in first.text(2)
    many.reject()
