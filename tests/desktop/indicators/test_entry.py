"""The four kinds of empty, days and notes: what is recorded beside a number."""

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from db.model.words import Answer
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.indicators.beside import USUAL, Kind
from desktop.widgets.note import NoteDialog

FIRST, SECOND, THIRD = "公办园在园幼儿占比", "普惠性幼儿园覆盖率", "省、市级优质幼儿园占比"


@pytest.fixture(autouse=True)
def cursor(hands):
    hands.go(FIRST, "2022")


def offered(hands):
    """The menu that Alt+Down opens, by the words of its entries."""
    hands.press(Qt.Key.Key_Down, modifiers=Qt.KeyboardModifier.AltModifier)
    menu = hands.page.findChild(QMenu, "word_menu")
    return menu, {action.text().split("(")[0]: action for action in menu.actions()}


def test_alt_down_offers_the_answers_and_asks_why_at_once(hands):
    menu, words = offered(hands)
    words["无此项，写明原因"].trigger()
    menu.close()
    dialog = hands.page.findChild(NoteDialog)
    assert dialog.isVisible()
    assert hands.words(FIRST, "2022") is None, "nothing before the reason"
    dialog.words.setPlainText("区内没有公办园")
    dialog.keep.click()
    actual = hands.line(FIRST).actuals["2022"]
    assert (actual.amount.answer, actual.note) == (Answer.NONE, "区内没有公办园")
    hands.page.session.undo()
    assert hands.words(FIRST, "2022") is None, "answer and reason are one step"


def explained(hands):
    """The answers of the three rates, each with its reason."""
    actuals = [hands.line(name).actuals.get("2022") for name in (FIRST, SECOND, THIRD)]
    return [(one.amount.text, one.note) for one in actuals if one is not None]


def test_several_selected_cells_get_one_answer_with_one_reason_as_one_step(hands):
    hands.choose((FIRST, "2022"), (THIRD, "2022"))
    menu, words = offered(hands)
    words["不适用，写明原因"].trigger()
    menu.close()
    dialog = hands.page.findChild(NoteDialog)
    dialog.words.setPlainText("口径改了")
    dialog.keep.click()
    assert explained(hands) == [("不适用", "口径改了")] * 3
    hands.page.session.undo()
    assert explained(hands) == []


def test_answers_that_were_typed_are_explained_together(hands):
    ids = [hands.line(name).id for name in (FIRST, SECOND, THIRD)]
    hands.page.session.record([Entry(row, "2022", "无此项") for row in ids])
    hands.choose((FIRST, "2022"), (THIRD, "2022"))
    hands.application.commands.run(Act.EDIT_NOTE)
    dialog = hands.page.findChild(NoteDialog)
    dialog.words.setPlainText("没有公办园")
    dialog.keep.click()
    assert explained(hands) == [("无此项", "没有公办园")] * 3


def test_a_blank_a_zero_and_both_answers_are_four_things(hands):
    hands.type("0")
    hands.press(Qt.Key.Key_Return)
    actual = hands.line(FIRST).actuals["2022"]
    assert (actual.amount.value, actual.amount.answer) == (0, None)
    assert hands.cell(FIRST, "2022").text == "0"
    hands.go(FIRST, "2022")
    menu, words = offered(hands)
    words["不适用，写明原因"].trigger()
    menu.close()
    hands.page.findChild(NoteDialog).keep.click()
    assert hands.cell(FIRST, "2022").text == "不适用"
    hands.press(Qt.Key.Key_Delete)
    assert hands.cell(FIRST, "2022").text == "未填"


def test_ctrl_enter_writes_the_reason_and_enter_begins_a_new_line_of_it(hands, qtbot):
    menu, words = offered(hands)
    words["无此项，写明原因"].trigger()
    menu.close()
    dialog = hands.page.findChild(NoteDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClicks(dialog.words, "first")
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.words, "second")
    assert dialog.isVisible()
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert hands.line(FIRST).actuals["2022"].note == "first\nsecond"


def test_the_menu_takes_an_answer_back(hands):
    hands.page.session.record([Entry(hands.line(FIRST).id, "2022", "无此项")])
    menu, words = offered(hands)
    words["未填，以后再填"].trigger()
    menu.close()
    assert hands.words(FIRST, "2022") is None


def test_an_answer_without_a_reason_counts_as_one_to_explain(hands):
    before = hands.application.window.status.missing
    hands.page.session.record([Entry(hands.line(FIRST).id, "2022", "无此项")])
    after = hands.application.window.status.missing
    assert before.split(" 格")[0] == after.split(" 格")[0]
    assert after.endswith("（其中 1 格须说明）")
    hands.application.commands.run(Act.EDIT_NOTE)
    dialog = hands.page.findChild(NoteDialog)
    dialog.words.setPlainText("没有公办园")
    dialog.keep.click()
    assert "须说明" not in hands.application.window.status.missing


def test_control_semicolon_lets_figures_speak_of_today(hands):
    hands.page.session.record([Entry(hands.line(FIRST).id, "2022", "50")])
    assert hands.line(FIRST).actuals["2022"].as_of == "2022-12-31"
    hands.press(Qt.Key.Key_Semicolon, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert hands.line(FIRST).actuals["2022"].as_of == "2022-06-01"
    assert hands.words(FIRST, "2022") == "50"
    assert hands.page.session.undo_label == "截至日期改为 2022-06-01"
    said = hands.application.window.status.message
    assert said == "1 格截至日期改为 2022-06-01，Ctrl+Z 撤销。"


def test_days_and_notes_are_typed_in_columns_of_their_own(hands):
    hands.page.session.record([Entry(hands.line(FIRST).id, "2022", "50")])
    hands.page.tools.kinds_chosen.emit(USUAL | {Kind.AS_OF, Kind.NOTE})
    columns = [column.key for column in hands.table.lines.columns]
    row = hands.table.lines.row_of(hands.line(FIRST).id)

    def type_there(kind, words):
        hands.table.setCurrentIndex(hands.table.lines.index(row, columns.index(kind)))
        hands.type(words)
        hands.press(Qt.Key.Key_Return)

    type_there(Kind.AS_OF, "2022.6")
    type_there(Kind.NOTE, "abc")
    actual = hands.line(FIRST).actuals["2022"]
    assert (actual.as_of, actual.note) == ("2022-06-30", "abc")
    type_there(Kind.AS_OF, "2022.13")
    assert hands.table.values.open_editor.refused
    hands.press(Qt.Key.Key_Escape)


def test_a_day_without_a_figure_says_what_to_do_first(hands):
    hands.press(Qt.Key.Key_Semicolon, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert hands.application.window.status.message == "先填数，再写截至日期。"


def test_copying_gives_offices_lines_and_a_table(hands):
    ids = [hands.line(name).id for name in (FIRST, SECOND)]
    hands.page.session.record([Entry(one, "2022", "5") for one in ids])
    hands.choose((FIRST, "2022"), (SECOND, "2023"))
    hands.press(Qt.Key.Key_C, modifiers=Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().mimeData()
    lines = copied.text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["5", "5"]
    assert "50以上" in lines[0], "the target between the years is copied for other programs"
    assert copied.html().count("<tr>") == 2
    hands.go(FIRST, "2023")
    hands.application.commands.run(Act.PASTE)
    assert hands.page._paste.bar.accept.text() == "写入 2 格 Enter"
    hands.press(Qt.Key.Key_Return)
    assert [hands.words(name, "2023") for name in (FIRST, SECOND)] == ["5", "5"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("５０．５", "“５０．５”记为 50.5，Ctrl+Z 撤销。"),
        ("50。5", "“50。5”记为 50.5，Ctrl+Z 撤销。"),
        ("95%", "“95%”记为 95，Ctrl+Z 撤销。"),
        ("95", "已录入 1 格，Ctrl+Z 撤销。"),
        ("95以上", "已录入 1 格，Ctrl+Z 撤销。"),
    ],
)
def test_what_typed_words_became_is_said(hands, typed, told, qtbot):
    QGuiApplication.clipboard().setText(typed)
    hands.press(Qt.Key.Key_F2)
    hands.table.editor.paste()
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.application.window.status.message == told)


@pytest.fixture
def beside(hands):
    """Three rows with figures, days and notes shown; takes the cursor to one of them."""
    rows = (FIRST, SECOND, THIRD)
    hands.page.session.record([Entry(hands.line(name).id, "2022", "50") for name in rows])
    hands.page.tools.kinds_chosen.emit(USUAL | {Kind.AS_OF, Kind.NOTE})
    columns = [column.key for column in hands.table.lines.columns]

    def go(kind, name, last=None):
        at = columns.index(kind)
        top, bottom = (
            hands.table.lines.index(hands.place(one, "2022")[0], at) for one in (name, last or name)
        )
        hands.table.setCurrentIndex(top)
        flags = QItemSelectionModel.SelectionFlag
        hands.table.selectionModel().select(QItemSelection(top, bottom), flags.ClearAndSelect)

    return go


def said_beside(hands):
    actuals = [hands.line(name).actuals["2022"] for name in (FIRST, SECOND, THIRD)]
    return [one.as_of for one in actuals], [one.note for one in actuals]


def test_a_day_without_a_year_is_one_of_the_figures_year(hands, beside):
    beside(Kind.AS_OF, FIRST)
    QGuiApplication.clipboard().setText("6月3日")
    hands.press(Qt.Key.Key_V, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert said_beside(hands)[0] == ["2022-06-03", "2022-12-31", "2022-12-31"]
    assert {hands.words(name, "2022") for name in (FIRST, SECOND, THIRD)} == {"50"}


def test_days_and_notes_are_carried_down_and_notes_cleared_each_as_one_step(hands, beside):
    beside(Kind.NOTE, FIRST)
    hands.type("abc")
    hands.press(Qt.Key.Key_Return)
    beside(Kind.NOTE, FIRST, THIRD)
    hands.press(Qt.Key.Key_D, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert said_beside(hands)[1] == ["abc", "abc", "abc"]
    hands.press(Qt.Key.Key_Delete)
    assert said_beside(hands)[1] == ["", "", ""]
    hands.page.session.undo()
    assert said_beside(hands)[1] == ["abc", "abc", "abc"]
    beside(Kind.AS_OF, FIRST)
    hands.type("2022.6")
    hands.press(Qt.Key.Key_Return)
    beside(Kind.AS_OF, SECOND)
    hands.press(Qt.Key.Key_D, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert said_beside(hands)[0] == ["2022-06-30", "2022-06-30", "2022-12-31"]


def paste(hands, words):
    QGuiApplication.clipboard().setText(words)
    hands.press(Qt.Key.Key_V, modifiers=Qt.KeyboardModifier.ControlModifier)
    return hands.application.window.status.message


def test_a_column_of_notes_or_days_is_pasted_downwards_as_one_step(hands, beside):
    beside(Kind.NOTE, FIRST)
    assert paste(hands, "撤并 2 所\n\n口径变了\n新增\n") == (
        "已改 2 格，Ctrl+Z 撤销。跳过 1 格：还没有数。"
    )
    assert said_beside(hands)[1] == ["撤并 2 所", "", "口径变了"]
    beside(Kind.AS_OF, SECOND)
    paste(hands, "2022/6/1\n6月\n")
    assert said_beside(hands)[0] == ["2022-12-31", "2022-06-01", "2022-06-30"]
    assert {hands.words(name, "2022") for name in (FIRST, SECOND, THIRD)} == {"50"}
    hands.page.session.undo()
    assert said_beside(hands)[0] == ["2022-12-31"] * 3


def test_one_note_is_pasted_into_all_that_are_selected(hands, beside):
    beside(Kind.NOTE, FIRST, THIRD)
    paste(hands, "快报数")
    assert said_beside(hands)[1] == ["快报数"] * 3


def test_days_that_are_none_are_refused_together_and_two_columns_too(hands, beside):
    beside(Kind.AS_OF, FIRST)
    paste(hands, "2022/6/1\n六月\n")
    assert said_beside(hands)[0] == ["2022-12-31"] * 3
    assert paste(hands, "a\tb\n") == "说明和截至日期一次粘贴一列。"


def test_a_day_is_never_cleared(hands, beside):
    beside(Kind.AS_OF, FIRST)
    hands.press(Qt.Key.Key_Delete)
    assert said_beside(hands)[0][0] == "2022-12-31"
    assert hands.application.window.status.message.startswith("截至日期不能空着。")


def test_a_computed_figure_says_where_a_note_on_it_is_written(hands):
    session = hands.page.session
    parts = [hands.line(name).id for name in ("公办幼儿园在园幼儿", "在园幼儿")]
    session.wish(lambda: session.book.computing.compute_from(hands.line(FIRST).id, *parts))
    session.record([Entry(part, "2022", "80") for part in parts])
    hands.go(FIRST, "2022")
    hands.press(Qt.Key.Key_F2, modifiers=Qt.KeyboardModifier.ShiftModifier)
    said = hands.application.window.status.message
    assert said == "这一格由其他指标计算，说明写在用来计算的数上。"


# -- sums ----------------------------------------------------------------------------------------


def test_a_sum_is_reckoned_as_in_a_spreadsheet_and_what_it_came_to_is_said(hands, qtbot):
    hands.go("学校数", "2022")
    hands.type("=4+2*3")
    hands.press(Qt.Key.Key_Return)
    assert hands.words("学校数", "2022") == "10"
    status = hands.application.window.status
    qtbot.waitUntil(lambda: status.message == "“=4+2*3”记为 10，Ctrl+Z 撤销。")


def test_a_sum_goes_into_every_selected_cell(hands):
    hands.choose(("学校数", "2022"), ("初中", "2022"))
    hands.type("=4+3")
    hands.press(Qt.Key.Key_Return, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert [hands.words(name, "2022") for name in ("学校数", "初中")] == ["7", "7"]


def test_what_points_at_other_cells_is_refused_and_the_way_told(hands):
    hands.go("学校数", "2022")
    hands.type("=B2+1")
    hands.press(Qt.Key.Key_Return)
    assert hands.words("学校数", "2022") is None
    assert hands.table.editor.refused
    said = hands.application.window.status.message
    assert said == "“=B2+1”算不出来。等号后面只写数和加减乘除，例如 =25+37，或直接填数。"
    hands.press(Qt.Key.Key_Escape)
