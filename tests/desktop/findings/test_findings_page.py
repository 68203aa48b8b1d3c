"""校验: the list of a year's doubts and gaps, explained in place, each leading to its cell."""

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from db.operations.recording import Entry
from db.queries import unit_lines
from desktop.actions import Act
from desktop.columns import Heading
from desktop.delegates.marks import Mark
from desktop.findings.columns import EXPLANATION
from desktop.findings.page import ALL, MISSING
from desktop.findings.rows import Pile
from desktop.gaps import missing
from desktop.page import Place

COVERAGE, PUBLIC, MODEL = "普惠性幼儿园覆盖率", "公办园在园幼儿占比", "省级示范幼儿园"
BECAUSE = "两所民办园停办"


@pytest.fixture
def application(start, sample_path):
    made = start(sample_path)
    made.afterwards.finish()
    return made


def record(application, *figures, unit=None):
    rows = {line.name: line.id for line in application.session.indicators}
    entries = [Entry(rows[name], period, words, unit=unit) for name, period, words in figures]
    application.session.record(entries)


@pytest.fixture
def page(application):
    """Two rates below last year's, and half a kindergarten."""
    record(
        application,
        (COVERAGE, "2021", "83.1"),
        (COVERAGE, "2022", "82.2"),
        (PUBLIC, "2021", "48"),
        (PUBLIC, "2022", "47"),
        (MODEL, "2022", "9.5"),
    )
    application.commands.run(Act.CHECK_YEAR)
    return application.window.page


def names(page):
    rows = page.table.lines.rows
    return [row.title if isinstance(row, Heading) else row.line.name for row in rows]


def key_of(page, name):
    rows = page.table.lines.rows
    return next(row.key for row in rows if not isinstance(row, Heading) and row.line.name == name)


def explanation(page, name):
    row = page.table.lines.row_of(key_of(page, name))
    columns = [column.name for column in page.table.lines.columns]
    return page.table.lines.cell(row, columns.index(EXPLANATION))


def chips(page):
    return {key: page.chips._buttons[key].text() for key in (ALL, *Pile, MISSING)}


def press(*keys, modifiers=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def type_words(words):
    focus = QApplication.focusWidget()
    # The first key opens the editor; the rest comes from an input method.
    QTest.keyClick(focus, "x")
    focus.setText(words)


def test_errors_and_queries_lie_apart_and_are_counted_as_in_the_status_bar(application, page):
    assert page.name == "findings"
    assert names(page) == ["错误", MODEL, "疑问", PUBLIC, COVERAGE]
    assert chips(page)[Pile.ERROR] == "错误 1"
    assert chips(page)[Pile.QUERY] == "疑问 2"
    assert application.window.status.doubts == ("错误 1", "疑问 2")
    assert application.window.status.message == "2022 年已校验：错误 1 格，疑问 2 格。"
    assert page.badge() == 3


def test_enter_puts_the_cursor_into_the_cell(application, page):
    page.table.go_to(key_of(page, COVERAGE))
    press(Qt.Key.Key_Return)
    table = application.window.page.table
    assert application.window.page.name == "indicators"
    assert (table.current_row.name, table.current_column.name) == (COVERAGE, "2022")
    assert table.hasFocus()


def test_a_query_is_explained_by_typing_and_the_row_stays_under_the_cursor(application, page):
    page.table.go_to(key_of(page, PUBLIC), EXPLANATION)
    type_words(BECAUSE)
    press(Qt.Key.Key_Return)
    assert explanation(page, PUBLIC).text == BECAUSE
    assert names(page) == ["错误", MODEL, "疑问", PUBLIC, COVERAGE], "nothing jumps meanwhile"
    assert page.table.current_row.line.name == COVERAGE, "the next one waits"
    assert chips(page)[Pile.QUERY] == "疑问 1"
    assert application.window.status.doubts == ("错误 1", "疑问 1")
    application.commands.run(Act.CHECK_YEAR)
    assert names(page) == ["错误", MODEL, "疑问", COVERAGE, "已说明", PUBLIC]
    application.commands.run(Act.UNDO)
    assert explanation(page, PUBLIC).text == "未说明"
    assert application.window.status.doubts == ("错误 1", "疑问 2")


def test_shift_f2_opens_the_explanation_and_ctrl_enter_fills_all_selected(application, page):
    page.table.go_to(key_of(page, PUBLIC))
    application.commands.run(Act.EDIT_NOTE)
    editor = page.table.values.open_editor
    assert editor is not None
    press(Qt.Key.Key_Escape)
    lines, at = page.table.lines, page.table.currentIndex().column()
    top, bottom = (lines.index(lines.row_of(key_of(page, one)), at) for one in (PUBLIC, COVERAGE))
    page.table.setCurrentIndex(top)
    flags = QItemSelectionModel.SelectionFlag
    page.table.selectionModel().select(QItemSelection(top, bottom), flags.ClearAndSelect)
    type_words(BECAUSE)
    press(Qt.Key.Key_Return, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert [explanation(page, one).text for one in (PUBLIC, COVERAGE)] == [BECAUSE, BECAUSE]
    assert application.session.undo_label == "说明 2 处疑问"


def test_the_words_of_the_year_before_are_proposed_and_kept_by_enter(application, page):
    page.table.go_to(key_of(page, PUBLIC), EXPLANATION)
    type_words(BECAUSE)
    press(Qt.Key.Key_Return)
    record(application, (PUBLIC, "2023", "46.5"))
    application.session.choose_period("2023")
    page.table.go_to(key_of(page, PUBLIC), EXPLANATION)
    assert f"2022 年的说明：{BECAUSE}" in [one.text() for one in page.pane.findChildren(QLabel)]
    assert explanation(page, PUBLIC).text == "未说明"
    application.commands.run(Act.EDIT_NOTE)
    assert page.table.values.open_editor.text() == BECAUSE
    press(Qt.Key.Key_Return)
    assert explanation(page, PUBLIC).text == BECAUSE
    assert application.session.undo_label == "说明 1 处疑问"
    record(application, (PUBLIC, "2023", "46.4"))
    assert explanation(page, PUBLIC).text == "未说明"
    application.commands.run(Act.EDIT_NOTE)
    press(Qt.Key.Key_Escape)
    assert explanation(page, PUBLIC).text == "未说明", "Esc keeps nothing"
    application.commands.run(Act.EDIT_NOTE)
    press(Qt.Key.Key_Return)
    assert explanation(page, PUBLIC).text == BECAUSE, "given again for the new figure"


def test_an_error_cannot_be_explained_and_says_so(application, page):
    page.table.go_to(key_of(page, MODEL), EXPLANATION)
    assert explanation(page, MODEL).text == "须改数"
    application.commands.run(Act.EDIT_NOTE)
    assert page.table.values.open_editor is None
    assert application.window.status.message.startswith("错误须改数")


def test_emptied_words_and_del_take_an_explanation_back(application, page):
    page.table.go_to(key_of(page, PUBLIC), EXPLANATION)
    type_words(BECAUSE)
    press(Qt.Key.Key_Return)
    page.table.go_to(key_of(page, PUBLIC), EXPLANATION)
    application.commands.run(Act.CLEAR)
    assert explanation(page, PUBLIC).text == "未说明"
    assert application.session.undo_label == "撤回 1 处说明"


def test_chips_and_rules_narrow_the_list_and_esc_shows_all(page):
    page.chips.choose(Pile.ERROR)
    assert names(page) == ["错误", MODEL]
    page.chips.choose(Pile.EXPLAINED)
    assert page.nothing.words == "2022 年没有“已说明”的格。看全部按 Esc。"
    page.chips.choose(ALL)
    page.rules.setCurrentIndex(page.rules.findData("below-last"))
    page.rules.chosen.emit("below-last")
    assert names(page) == ["疑问", PUBLIC, COVERAGE]
    press(Qt.Key.Key_Escape)
    assert len(names(page)) == 5


def test_the_pane_says_the_rule_and_the_years(page):
    page.table.go_to(key_of(page, COVERAGE))
    words = [label.text() for label in page.pane.findChildren(QLabel)]
    assert "比上年低 0.9，离目标更远，请核对或说明。" in words
    assert {"低于上年", "83.1", "82.2"} <= set(words)


def test_a_year_without_doubts_says_so(application, page):
    application.session.choose_period("2021")
    gaps = len(missing(application.session.indicators, "2021"))
    said = f"2021 年没有错误，也没有疑问。还差 {gaps} 格，列在“缺数”。"
    assert page.nothing.words == said


def test_the_missing_figures_stand_under_their_units_as_many_as_everywhere(application, page):
    page.chips.choose(MISSING)
    gaps = missing(application.session.indicators, "2022")
    assert chips(page)[MISSING] == f"缺数 {len(gaps)}"
    rows = page.table.lines.rows
    assert {row.row for row in rows if not isinstance(row, Heading)} == {line.id for line in gaps}
    (heading,) = [row for row in rows if isinstance(row, Heading)]
    assert (heading.title, heading.detail) == ("社会事业局", f"还差 {len(gaps)} 格")
    assert page.table.lines.cell(1, 0).mark is Mark.BLANK


def test_a_missing_figure_leads_to_its_cell(application, page):
    page.chips.choose(MISSING)
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.lines.index(1, 0))
    wanted = page.table.current_row
    press(Qt.Key.Key_Return)
    shown = application.window.page
    assert (shown.name, shown.table.current_row.id) == ("indicators", wanted.row)
    assert shown.table.current_column.name == "2022"


def test_the_lists_are_copied_as_lines(application, page):
    page.copy_list.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 3
    assert copied[0].split("\t")[:4] == [MODEL, "", "2022", "错误"]
    page.chips.choose(MISSING)
    gaps = missing(application.session.indicators, "2022")
    page.copy_list.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == len(gaps)
    assert all(line.startswith("社会事业局\t") for line in copied)


def test_what_units_gave_is_listed_apart_and_leads_to_the_units_figures(application, page, qtbot):
    unit = next(line for line in application.session.read(unit_lines) if line.name == "财政局")
    record(application, (COVERAGE, "2021", "80"), (COVERAGE, "2022", "60"), unit=unit.id)
    qtbot.waitUntil(lambda: page.scopes.findData("units") >= 0)
    assert application.window.status.doubts == ("错误 1", "疑问 2"), "the county's own"
    page.scopes.setCurrentIndex(page.scopes.findData("units"))
    page.scopes.chosen.emit("units")
    qtbot.waitUntil(lambda: names(page) == ["疑问", COVERAGE])
    row = page.table.lines.rows[1]
    assert row.unit_name == "财政局"
    assert page.scopes.findText("财政局") > 0, "one unit alone can be chosen"
    application.window.page.table.go_to(row.key)
    press(Qt.Key.Key_Return)
    assert application.window.page.content.unit == unit.id
    assert application.window.page.table.current_row.actuals["2022"].amount.text == "60"


def test_the_button_over_the_table_checks_the_year_again(application, page):
    page.chips.choose(MISSING)
    application.window.go_to(Place("indicators"))
    application.window.page.tools.check.click()
    assert application.window.page is page
    assert names(page) == ["错误", MODEL, "疑问", PUBLIC, COVERAGE]
    assert application.window.status.message == "2022 年已校验：错误 1 格，疑问 2 格。"


def test_the_status_bar_leads_to_the_list(application, page):
    application.window.go_to(Place("overview"))
    application.window.status.doubts_requested.emit()
    assert application.window.page is page


def test_in_an_empty_book_nothing_is_doubted(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("findings"))
    page = application.window.page
    assert page.nothing.words == "还没有指标。从一览表导入（Ctrl+I）。"
    application.commands.run(Act.CHECK_YEAR)
    page.chips.choose(MISSING)
