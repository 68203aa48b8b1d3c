"""What the checks doubt, in the table: the mark at once, the sentence in the pane, Shift+F2."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.operations.recording import Entry
from desktop.actions import Act
from desktop.delegates.marks import Mark
from desktop.gaps import missing
from desktop.indicators.filters import Filter
from desktop.page import Place
from desktop.widgets.note import NoteDialog

COVERAGE, PUBLIC = "普惠性幼儿园覆盖率", "公办园在园幼儿占比"
LOWER = "比上年低 0.9，离目标更远，请核对或说明。"
BECAUSE = "两所民办园停办"


@pytest.fixture(autouse=True)
def begun(application):
    application.afterwards.finish()


def said(page):
    return [label.text() for label in page.pane.findChildren(QLabel)]


@pytest.fixture
def lower(hands):
    """The coverage of 2022 is 0.90 below that of 2021, which is far from its target."""
    hands.go(COVERAGE, "2021")
    hands.type("83.1")
    hands.press(Qt.Key.Key_Return)
    hands.go(COVERAGE, "2022")
    hands.type("82.2")
    hands.press(Qt.Key.Key_Return)
    return hands


def test_a_figure_below_last_year_is_kept_marked_and_said_at_once(application, lower):
    assert lower.words(COVERAGE, "2022") == "82.2"
    cell = lower.cell(COVERAGE, "2022")
    assert cell.mark is Mark.QUERY
    assert LOWER in cell.hint
    assert application.window.status.message == f"{LOWER}回到这一格按 Shift+F2 说明。"
    assert lower.cell(COVERAGE, "2021").mark is Mark.DRAFT


def test_the_pane_says_what_is_wrong_first_and_what_to_do(lower, page):
    lower.go(COVERAGE, "2022")
    words = said(page)
    assert words.index(LOWER) < words.index("2022 年 实际")
    assert "对照：2021 年 83.1" in words
    assert "改数，或按 Shift+F2 说明。" in words
    lower.go(COVERAGE, "2021")
    assert "改数，或按 Shift+F2 说明。" not in said(page)
    assert "别处的校验提到这一格" in said(page), "either of the two may be the wrong one"


def test_an_error_outweighs_a_query_and_must_be_mended(application, hands, page, qtbot):
    hands.go(PUBLIC, "2022")
    hands.type("-5")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.cell(PUBLIC, "2022").mark is Mark.ERROR)
    hands.go(PUBLIC, "2022")
    assert "先改数，这一处不能用说明代替。" in said(page)
    qtbot.waitUntil(lambda: application.window.status.doubts == ("错误 1",))
    hands.type("55")
    hands.press(Qt.Key.Key_Return)
    assert hands.cell(PUBLIC, "2022").mark is Mark.DRAFT
    qtbot.waitUntil(lambda: application.window.status.doubts == ())


@pytest.mark.usefixtures("lower")
def test_chip_status_bar_rail_and_rows_tell_one_number(application, page):
    page.chips.choose(Filter.QUERY)
    rows = [row.name for row in page.table.lines.rows if hasattr(row, "actuals")]
    assert rows == [COVERAGE]
    assert application.window.status.doubts == ("疑问 1",)
    assert application.window._pages.badges(application.session)["findings"] == 1


def explained(application, page, words):
    """Press Shift+F2 and say why."""
    application.commands.run(Act.EDIT_NOTE)
    dialog = page.findChildren(NoteDialog)[-1]
    dialog.words.setPlainText(words)
    dialog.keep.click()
    return dialog


def test_shift_f2_explains_and_undo_brings_the_doubt_back(application, lower, page):
    lower.go(COVERAGE, "2022")
    explained(application, page, BECAUSE)
    assert application.window.status.doubts == ()
    assert lower.cell(COVERAGE, "2022").mark is Mark.DRAFT
    assert BECAUSE in said(page)
    application.commands.run(Act.UNDO)
    assert application.window.status.doubts == ("疑问 1",)
    assert lower.cell(COVERAGE, "2022").mark is Mark.QUERY
    assert BECAUSE not in said(page)


def test_an_explanation_lapses_with_its_figure_and_is_offered_again(application, lower, page):
    lower.go(COVERAGE, "2022")
    explained(application, page, BECAUSE)
    lower.type("82.0")
    lower.press(Qt.Key.Key_Return)
    lower.go(COVERAGE, "2022")
    assert f"数已改，原说明不再算数：{BECAUSE}" in said(page)
    application.commands.run(Act.EDIT_NOTE)
    dialog = page.findChildren(NoteDialog)[-1]
    assert dialog.words.toPlainText() == BECAUSE
    dialog.reject()


def test_several_selected_cells_are_explained_together(application, lower, page, qtbot):
    for words, period in (("48", "2021"), ("47", "2022")):
        lower.go(PUBLIC, period)
        lower.type(words)
        lower.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: application.window.status.doubts == ("疑问 2",))
    lower.choose((PUBLIC, "2022"), (COVERAGE, "2022"))
    explained(application, page, BECAUSE)
    assert application.window.status.doubts == ()
    assert application.session.undo_label == "说明 2 处疑问"


def test_nothing_said_explains_nothing(application, lower, page):
    lower.go(COVERAGE, "2022")
    explained(application, page, " ")
    assert "说明空着" in application.window.strip.sentence + application.window.status.message
    assert application.window.status.doubts == ("疑问 1",)


def test_a_pasted_block_says_what_it_would_have_to_explain(hands, page):
    hands.go(COVERAGE, "2021")
    hands.paste("83.1\t82.2")
    assert "写入后要说明 1 格" in said(page)
    assert LOWER in said(page)
    assert hands.words(COVERAGE, "2022") is None
    hands.press(Qt.Key.Key_Return)
    assert hands.cell(COVERAGE, "2022").mark is Mark.QUERY


def test_what_a_unit_gave_is_judged_with_its_own_figures(application, lower, page, qtbot):
    unit = next(iter(page.tools.units.itemData(at) for at in range(1, 2)))
    page.tools.unit_chosen.emit(unit)
    assert lower.cell(COVERAGE, "2022").mark is not Mark.QUERY
    for words, period in (("70", "2021"), ("40", "2022")):
        lower.go(COVERAGE, period)
        lower.type(words)
        lower.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lower.cell(COVERAGE, "2022").mark is Mark.QUERY)
    # The county's own are counted.
    qtbot.waitUntil(lambda: application.window.status.doubts == ("疑问 1",))
    application.window.go_to(Place("indicators", lower.line(COVERAGE).id, "2022"))
    assert page.content.unit is None
    assert lower.words(COVERAGE, "2022") == "82.2"


def test_f8_goes_to_the_doubted_figures_once_nothing_is_missing(application, lower, page):
    gaps = missing(application.session.indicators, "2022")
    entries = [Entry(line.id, "2022", "无此项", note="本区没有") for line in gaps]
    application.session.record(entries)
    lower.go(PUBLIC, "2022")
    application.commands.run(Act.NEXT_MISSING)
    assert (page.table.current_row.name, page.table.current_column.name) == (COVERAGE, "2022")
