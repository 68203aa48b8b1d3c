"""指标: what is typed, pasted, cleared, found and explained in the table of years."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from db.operations.recording import Entry
from desktop.actions import Act
from desktop.columns import Heading
from desktop.delegates.marks import Mark
from desktop.gaps import missing
from desktop.indicators.filters import Filter
from desktop.page import Place


def shown(page, name, period):
    """What the table shows for the indicator of that name."""
    line = next(line for line in page.session.indicators if line.name == name)
    model = page.table.lines
    column = next(at for at, column in enumerate(model.columns) if column.name == period)
    return model.cell(model.row_of(line.id), column)


def first_gap(page):
    """The first row that the plan asks for, in the order of the table."""
    return next(line for line in page.session.indicators if line.name == "公办园在园幼儿占比")


def type_into(table, words):
    """Type as a person does: the first key opens the editor."""
    QTest.keyClick(table, words[0])
    editor = table.values.open_editor
    QTest.keyClicks(editor, words[1:])
    return editor


def test_the_cursor_waits_in_the_first_missing_cell_of_the_year(page, table):
    assert table.hasFocus()
    assert table.current_row.name == "公办园在园幼儿占比"
    assert table.current_column.name == "2022"
    assert shown(page, "公办园在园幼儿占比", "2022").mark is Mark.BLANK


def test_typing_replaces_and_enter_goes_down(page, table):
    editor = type_into(table, "12")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert shown(page, "公办园在园幼儿占比", "2022").text == "12"
    assert shown(page, "公办园在园幼儿占比", "2022").mark is Mark.DRAFT
    assert table.current_row.name == "普惠性幼儿园覆盖率"
    assert table.hasFocus()
    table.go_to(first_gap(page).id, "2022")
    QTest.keyClick(type_into(table, "9"), Qt.Key.Key_Return)
    assert shown(page, "公办园在园幼儿占比", "2022").text == "9"


def test_enter_steps_over_the_headings_of_the_next_category(table):
    places = [place for place, row in enumerate(table.lines.rows) if isinstance(row, Heading)]
    table.setCurrentIndex(table.lines.index(places[1] - 1, table.currentIndex().column()))
    QTest.keyClick(type_into(table, "5"), Qt.Key.Key_Return)
    assert table.currentIndex().row() == places[1] + 1


def test_tab_goes_to_the_next_year_and_f2_edits_at_the_end(application, page, table):
    QTest.keyClick(type_into(table, "12"), Qt.Key.Key_Tab)
    assert table.current_column.name == "2023"
    QTest.keyClick(table, Qt.Key.Key_Backtab)
    assert table.current_column.name == "2022"
    application.commands.run(Act.EDIT_CELL)
    editor = table.values.open_editor
    QTest.keyClicks(editor, "5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert shown(page, "公办园在园幼儿占比", "2022").text == "125"


def test_escape_leaves_the_cell_as_it_was(page, table):
    QTest.keyClick(type_into(table, "12"), Qt.Key.Key_Escape)
    assert shown(page, "公办园在园幼儿占比", "2022").mark is Mark.BLANK
    assert page.session.undo_label.startswith("载入样例")


def test_words_that_are_no_value_keep_the_editor_open_in_red(application, page, table):
    editor = type_into(table, "1")
    editor.setText("见附件3")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.refused
    assert editor.property("refused") is True
    assert editor.hasFocus()
    assert application.window.status.message.startswith("“见附件3”不是数值。")
    assert table.current_row.name == "公办园在园幼儿占比"
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "12")
    assert not editor.refused
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert shown(page, "公办园在园幼儿占比", "2022").text == "12"


def test_a_click_elsewhere_does_not_throw_a_refused_value_away(table, qtbot):
    editor = type_into(table, "1")
    editor.setText("见附件3")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    place = table.currentIndex()
    table.setCurrentIndex(table.lines.index(place.row() + 2, place.column()))
    qtbot.waitUntil(lambda: table.currentIndex() == place)
    assert table.values.open_editor is editor
    assert editor.text() == "见附件3"


def test_a_value_typed_and_left_by_a_click_is_kept(page, table):
    type_into(table, "12")
    place = table.currentIndex()
    table.setCurrentIndex(table.lines.index(place.row() + 2, place.column()))
    assert shown(page, "公办园在园幼儿占比", "2022").text == "12"
    assert table.values.open_editor is None


def test_the_first_key_of_a_pinyin_word_is_not_lost(page, table):
    QCoreApplication.sendEvent(table, QInputMethodEvent("wu", []))
    editor = table.values.open_editor
    assert editor is not None
    assert editor.composing
    # Enter belongs to the input method while it composes.
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert table.values.open_editor is editor
    finished = QInputMethodEvent("", [])
    finished.setCommitString("无此项")
    QCoreApplication.sendEvent(editor, finished)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert shown(page, "公办园在园幼儿占比", "2022").text == "无此项"


def test_an_answer_is_no_gap_but_wants_a_word(application, page, table, qtbot):
    before = len(missing(page.session.indicators, "2022"))
    editor = type_into(table, "1")
    editor.setText("不适用")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    told = f"2022 年：还差 {before} 格（其中 1 格须说明）"
    qtbot.waitUntil(lambda: application.window.status.missing == told)


def test_a_figure_of_the_review_is_no_gap_but_may_be_recorded(application, page, table):
    line = next(line for line in page.session.indicators if line.name == "学校数")
    assert not line.targets
    before = application.window.status.missing
    assert (shown(page, "学校数", "2022").text, shown(page, "学校数", "2022").mark) == ("", None)
    assert "不算缺数" in shown(page, "学校数", "2022").hint
    table.go_to(line.id, "2022")
    texts = [label.text() for label in page.pane.findChildren(type(page.tools.title))]
    assert "规划没有给这一项定目标，不算缺数；要记可以直接键入。" in texts
    for chosen in (Filter.MISSING, Filter.FILLED):
        page.chips.choose(chosen)
        assert table.lines.row_of(line.id) is None, "neither missing nor filled"
    page.chips.choose(Filter.ALL)
    table.go_to(line.id, "2022")
    QTest.keyClick(type_into(table, "12"), Qt.Key.Key_Return)
    assert shown(page, "学校数", "2022").text == "12"
    assert application.window.status.missing == before
    page.chips.choose(Filter.FILLED)
    assert table.lines.row_of(line.id) is not None


def test_a_category_without_any_target_says_neither_missing_nor_complete(table):
    details = {row.title: row.detail for row in table.lines.rows if isinstance(row, Heading)}
    assert details["义务教育"] == "7 项"
    assert details["学前教育"] == "8 项，还差 4 格"


def test_counts_shown_together_are_equal(application, page, table, qtbot):
    QTest.keyClick(type_into(table, "12"), Qt.Key.Key_Return)
    gaps = len(missing(page.session.indicators, "2022"))
    # The value is painted before what it makes of the counts.
    qtbot.waitUntil(lambda: not page._stale)
    details = [row.detail for row in table.lines.rows if isinstance(row, Heading)]
    in_headings = [
        int(detail.split("还差 ")[1].split(" ")[0]) for detail in details if "还差" in detail
    ]
    blanks = sum(
        table.lines.cell(row, column).mark is Mark.BLANK
        for row in range(len(table.lines.rows))
        for column in range(len(table.lines.columns))
    )
    page.chips.choose(Filter.MISSING)
    rows = [row for row in table.lines.rows if not isinstance(row, Heading)]
    assert gaps == sum(in_headings) == blanks == len(rows) == page.badge()
    assert [chip.text() for chip in page.chips.findChildren(QAbstractButton)] == [
        f"全部 {len(page.session.indicators)}",
        f"缺数 {gaps}",
        "已填 1",
    ]
    qtbot.waitUntil(lambda: application.window.status.missing == f"2022 年：还差 {gaps} 格")


def test_a_row_just_filled_stays_until_the_filter_is_chosen_again(page, table):
    page.chips.choose(Filter.MISSING)
    table.go_to(first_gap(page).id, "2022")
    QTest.keyClick(type_into(table, "12"), Qt.Key.Key_Return)
    assert table.current_row.name == "普惠性幼儿园覆盖率", "no row is skipped"
    page.chips.choose(Filter.ALL)
    page.chips.choose(Filter.MISSING)
    assert table.lines.row_of(first_gap(page).id) is None
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert page.chips.key == Filter.ALL


def test_a_filter_without_rows_says_so(page, table):
    page.chips.choose(Filter.FILLED)
    assert not table.isVisible()
    assert page.nothing.words == "没有符合“已填”的行。清除筛选 Esc。"
    chip = next(one for one in page.chips.findChildren(QAbstractButton) if one.isChecked())
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Escape)
    assert page.chips.key == Filter.ALL
    assert table.isVisible()
    assert table.editor.hasFocus()


def test_copied_cells_are_what_excel_understands(application, table):
    QGuiApplication.clipboard().setText("12\t-0.5\r\n")
    application.commands.run(Act.PASTE)
    QTest.keyClick(table, Qt.Key.Key_Return)
    place = table.currentIndex()
    years = [at for at, column in enumerate(table.lines.columns) if column.name >= "2022"]
    selection = table.selectionModel()
    selection.clearSelection()
    for row in (0, 1):
        for column in years:
            index = table.lines.index(place.row() + row, column)
            selection.select(index, selection.SelectionFlag.Select)
    application.commands.run(Act.COPY)
    assert QGuiApplication.clipboard().text() == "12.0\t-0.5\n\t"


def test_delete_clears_the_selected_figures_as_one_step(application, page, table):
    QGuiApplication.clipboard().setText("12\r\n3\r\n")
    application.commands.run(Act.PASTE)
    QTest.keyClick(table, Qt.Key.Key_Return)
    place = table.currentIndex()
    selection = table.selectionModel()
    for row in (0, 1, 2):
        index = table.lines.index(place.row() + row, place.column())
        selection.select(index, selection.SelectionFlag.Select)
    application.commands.run(Act.CLEAR)
    assert page.session.undo_label == "清除 2 格"
    assert shown(page, "普惠性幼儿园覆盖率", "2022").mark is Mark.BLANK


def test_f8_goes_to_the_next_gap_from_any_page_and_round_the_end(application, page, table):
    application.window.go_to(Place("overview"))
    application.commands.run(Act.NEXT_MISSING)
    assert application.window.page is page
    first = table.current_row
    seen = {first.id}
    gaps = missing(page.session.indicators, "2022")
    for _ in range(len(gaps) - 1):
        application.commands.run(Act.NEXT_MISSING)
        seen.add(table.current_row.id)
    assert seen == {line.id for line in gaps}
    application.commands.run(Act.NEXT_MISSING)
    assert table.current_row == first


def test_f8_goes_to_an_answer_that_lacks_its_reason_too(application, page, table):
    """The status bar counts both: 还差 n 格（其中 1 格须说明）."""
    gaps = missing(page.session.indicators, "2022")
    page.session.record([Entry(gaps[1].id, "2022", "无此项")])
    table.go_to(gaps[0].id, "2022")
    application.commands.run(Act.NEXT_MISSING)
    assert table.current_row.id == gaps[1].id
    actual = page.session.indicators_of(None)
    held = next(line for line in actual if line.id == gaps[1].id).actuals["2022"]
    page.session.set_note(held.id, "今年没有统计")
    table.go_to(gaps[0].id, "2022")
    application.commands.run(Act.NEXT_MISSING)
    assert table.current_row.id == gaps[2].id


def test_f8_unfolds_the_category_the_gap_is_in(application, page, table):
    heading = next(
        row for row in table.lines.rows if isinstance(row, Heading) and "差" in row.detail
    )
    table.heading_toggled.emit(heading.key)
    assert table.lines.row_of(first_gap(page).id) is None
    application.window.go_to(Place("indicators", first_gap(page).id, "2022"))
    assert table.current_row.id == first_gap(page).id


def test_a_heading_folds_with_the_keyboard(table):
    heading = table.lines.rows[0]
    table.setCurrentIndex(table.lines.index(0, 0))
    many = len(table.lines.rows)
    QTest.keyClick(table, Qt.Key.Key_Left)
    assert len(table.lines.rows) < many
    assert table.current_row.key == heading.key, "the cursor stays on the heading"
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert len(table.lines.rows) == many


def test_a_note_is_written_and_marks_its_cell(page, table):
    QTest.keyClick(type_into(table, "12"), Qt.Key.Key_Return)
    line = first_gap(page)
    table.go_to(line.id, "2022")
    actual = line.actuals["2022"]
    dialog = page.entry.ask_note(line, "2022", actual)
    dialog.words.setPlainText("年报数")
    dialog.keep.click()
    assert shown(page, "公办园在园幼儿占比", "2022").noted
    assert page.session.undo_label == "填写说明"
    texts = [label.text() for label in page.pane.findChildren(type(page.tools.title))]
    assert "年报数" in texts


def test_the_pane_follows_the_cursor(page, table):
    line = first_gap(page)
    table.go_to(line.id, "2022")
    texts = [label.text() for label in page.pane.findChildren(type(page.tools.title))]
    assert line.name in texts
    assert "未填。直接键入；没有这一项填“无此项”。" in texts


def test_the_pane_shows_that_it_has_the_focus(page):
    """F6 goes there: its keys scroll it, and nothing in it would show where one is."""
    ring = page.look.theme.colour("focus").rgb()
    middle = page.pane.height() // 2
    assert page.pane.grab().toImage().pixel(0, middle) != ring
    page.pane.setFocus()
    assert page.pane.grab().toImage().pixel(0, middle) == ring


def test_another_year_is_filled_when_chosen(application, page, table):
    page.tools.years.chosen.emit("2023")
    tinted = {column.group for column in table.lines.columns if column.tinted}
    assert tinted == {"2023 报告期"}
    assert application.window.status.missing.startswith("2023 年：")


def test_a_book_without_a_plan_says_what_to_do(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("indicators"))
    page = application.window.page
    assert page.nothing.words == "还没有指标。从一览表导入（Ctrl+I）。"
    assert application.window.status.missing == "还没有规划"


def test_what_is_being_typed_survives_a_change_from_elsewhere(page, table):
    editor = type_into(table, "12")
    line = first_gap(page)
    page.session.keep(page.session.book.recording.record([Entry(line.id, "2022", "99")]))
    assert table.values.open_editor is editor
    assert editor.text() == "12"
    assert shown(page, "公办园在园幼儿占比", "2022").text == "99"
