"""Pasting: a verdict on every cell first, nothing written before Enter, one step to undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from db.book import PlanBook
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.columns import Heading
from desktop.delegates.marks import Mark
from desktop.indicators.block import put_on_clipboard
from desktop.page import Place

NAMES = ("公办园在园幼儿占比", "普惠性幼儿园覆盖率", "省、市级优质幼儿园占比")
FIRST, SECOND, THIRD = NAMES


@pytest.fixture
def filled(hands):
    """Figures of an earlier day: FIRST in 2022 and 2023."""
    first = hands.line(FIRST).id
    hands.page.session.record([Entry(first, "2022", "50"), Entry(first, "2023", "51")])
    hands.go(FIRST, "2022")
    return hands


def marks(hands, names=NAMES, years=("2022", "2023")):
    return [[hands.cell(name, year).mark for year in years] for name in names]


def in_the_pane(page):
    return [label.text() for label in page.pane.findChildren(QLabel)]


def test_every_cell_shows_its_verdict_and_nothing_is_written(filled):
    filled.paste("50.0\t52\n1\t见附表\n")
    assert marks(filled)[:2] == [[Mark.SAME, Mark.CHANGED], [Mark.NEW, Mark.REFUSED]]
    changed = filled.cell(FIRST, "2023")
    assert (changed.struck, changed.text, changed.bold) == ("51", "52", True)
    assert filled.words(FIRST, "2023") == "51"
    assert filled.words(SECOND, "2022") is None
    bar = filled.page._paste.bar
    assert bar.accept.text() == "写入 2 格 Enter"
    words = [chip.text() for chip in bar.chips._buttons.values()]
    assert words == ["全部 4", "新增 1", "改动 1", "相同 1", "不能写入 1"]


def test_enter_writes_what_can_be_written_as_one_step(filled):
    filled.paste("50.0\t52\n1\t见附表\n")
    filled.press(Qt.Key.Key_Return)
    session = filled.page.session
    assert session.undo_label == "粘贴 2 格"
    assert (filled.words(FIRST, "2023"), filled.words(SECOND, "2022")) == ("52", "1")
    assert filled.words(SECOND, "2023") is None
    assert filled.table.hasFocus()
    session.undo()
    assert (filled.words(FIRST, "2023"), filled.words(SECOND, "2022")) == ("51", None)


def test_escape_gives_everything_back(filled):
    before = marks(filled)
    filled.paste("1\t2\n3\t4\n")
    assert marks(filled) != before
    filled.press(Qt.Key.Key_Escape)
    assert marks(filled) == before
    assert not filled.page._paste.bar.isVisible()
    assert filled.page.session.undo_label.startswith("录入")


def test_nothing_outside_the_block_changes(filled):
    held = {line.id: dict(line.actuals) for line in filled.page.session.indicators}
    filled.paste("7\t8\n9\t10\n")
    filled.press(Qt.Key.Key_Return)
    for line in filled.page.session.indicators:
        inside = {"2022", "2023"} if line.name in NAMES[:2] else set()
        kept = {period: actual for period, actual in held[line.id].items() if period not in inside}
        now = {period: actual for period, actual in line.actuals.items() if period not in inside}
        assert now == kept


def test_space_leaves_one_cell_out_and_takes_it_back_in(filled):
    filled.paste("60\t61\n62\t63\n")
    bar = filled.page._paste.bar
    filled.press(Qt.Key.Key_Space)
    assert bar.accept.text() == "写入 3 格 Enter"
    filled.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert bar.accept.text() == "写入 2 格 Enter"
    filled.press(Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert filled.words(FIRST, "2022") == "50", "left out"
    assert [filled.words(*cell) for cell in ((FIRST, "2023"), (SECOND, "2022"))] == ["61", "62"]


def test_no_key_types_into_a_cell_while_a_paste_waits(filled):
    filled.paste("60\t61\n")
    filled.type("9")
    assert filled.table.values.open_editor is None
    filled.press(Qt.Key.Key_F8)
    assert filled.table.current_column.name == "2023", "the next change"
    assert not filled.application.commands.actions[Act.CLEAR].isEnabled()


def test_the_pane_tells_what_cannot_be_written_what_changes_and_what_was_read_how(filled):
    filled.paste("５２．５\t52%\n1，100\t见附表\n")
    said = in_the_pane(filled.page)
    assert "粘贴的 4 格" in said
    assert "不能写入 1 格" in said
    assert "“见附表”不是数值。填数，或改为“无此项”“不适用”并说明。" in said
    assert "50 → 52.5（+2.5）" in said
    assert "已替你理解的写法 3 处" in said
    assert "“５２．５” → 52.5 · “52%” → 52 · “1，100” → 1100" in said


def test_locked_cells_stay_and_say_so(filled):
    from db.model.words import EntryState  # noqa: PLC0415

    book = filled.page.session.book
    actual = filled.line(FIRST).actuals["2022"]
    book._connection.execute(
        "update actual set state = ? where id = ?", (EntryState.LOCKED.value, actual.id)
    )
    filled.page.session._readings.forget()
    filled.page.refresh()
    filled.paste("99\t52\n")
    refused = filled.cell(FIRST, "2022")
    assert (refused.mark, refused.struck, refused.text) == (Mark.REFUSED, "99", "50")
    assert "已锁定，仍为 50" in refused.hint
    filled.press(Qt.Key.Key_Return)
    assert (filled.words(FIRST, "2022"), filled.words(FIRST, "2023")) == ("50", "52")


def test_computed_cells_are_skipped_and_say_so(filled):
    rows = [line.name for line in filled.page.session.indicators]
    book, session = filled.page.session.book, filled.page.session
    by_name = {line.name: line for line in session.indicators}
    rate = by_name[SECOND]
    counts = [line for line in session.indicators if line.unit == "所"][:2]
    assert len(counts) == 2, rows
    session.wish(lambda: book.computing.compute_from(rate.id, counts[0].id, counts[1].id))
    session.record([Entry(counts[0].id, "2022", "30"), Entry(counts[1].id, "2022", "40")])
    assert filled.words(SECOND, "2022") is not None
    filled.go(FIRST, "2022")
    filled.paste("1\n2\n3\n")
    assert filled.cell(SECOND, "2022").mark is Mark.COMPUTED
    assert filled.page._paste.bar.accept.text() == "写入 2 格 Enter"
    filled.press(Qt.Key.Key_Return)
    assert filled.cell(SECOND, "2022").text == "75.00"
    assert (filled.words(FIRST, "2022"), filled.words(THIRD, "2022")) == ("1", "3")


def test_what_reaches_over_the_edge_is_refused_and_the_rest_can_be_written(filled):
    last = filled.table.lines.columns[-1] if filled.table.lines.columns[-1].name else None
    years = [column.name for column in filled.table.lines.columns if column.name]
    assert last is None or last.name == years[-1]
    filled.go(FIRST, years[-1])
    filled.paste("5\t6\n")
    assert "复制的第 2 列超出最后一个报告期，放不下。" in in_the_pane(filled.page)
    filled.press(Qt.Key.Key_Return)
    assert filled.words(FIRST, years[-1]) == "5"


def test_one_value_goes_in_at_once_and_a_wrong_one_says_why(filled):
    filled.paste("57\r\n")
    assert filled.words(FIRST, "2022") == "57"
    filled.paste("见附表")
    assert filled.words(FIRST, "2022") == "57"
    assert filled.application.window.strip.sentence.startswith("“见附表”不是数值。")


def test_words_that_say_why_a_cell_is_blank_leave_it_blank(filled):
    """不出数 stands in a copied cell that never has a figure; it comes back with it."""
    filled.paste("不出数\t52\n数据未出\t\n未填\t53")
    assert filled.page._paste.bar.accept.text() == "写入 2 格 Enter"
    assert "不能写入 3 格" not in in_the_pane(filled.page)
    filled.press(Qt.Key.Key_Return)
    assert filled.words(FIRST, "2022") == "50"


def test_one_value_fills_all_that_is_selected(filled):
    filled.choose((FIRST, "2022"), (SECOND, "2023"))
    filled.paste("8\n")
    assert filled.page._paste.bar.accept.text() == "写入 4 格 Enter"
    filled.press(Qt.Key.Key_Return)
    assert {filled.words(*cell) for cell in ((FIRST, "2022"), (SECOND, "2023"))} == {"8"}


def test_a_change_from_elsewhere_is_judged_anew(filled):
    filled.paste("60\t61\n")
    session = filled.page.session
    session.record([Entry(filled.line(FIRST).id, "2023", "61")])
    assert marks(filled, (FIRST,)) == [[Mark.CHANGED, Mark.SAME]]
    filled.press(Qt.Key.Key_Return)
    assert filled.words(FIRST, "2022") == "60"


def test_the_list_of_what_cannot_be_written_can_be_copied(filled):
    filled.paste("60\t见附表\n")
    filled.page._paste.bar.copy_list.click()
    line = QGuiApplication.clipboard().text()
    assert line.startswith(f"{FIRST}\t2023 年\t见附表\t“见附表”不是数值。")


def test_an_empty_clipboard_says_so(filled):
    QGuiApplication.clipboard().clear()
    filled.application.commands.run(Act.PASTE)
    assert filled.application.window.status.message == "剪贴板里没有可粘贴的内容。"


@pytest.mark.parametrize("title", ["指标", "目标", "Δ上年"])
def test_one_value_on_a_column_without_figures_goes_nowhere(filled, title):
    session = filled.page.session
    session.choose_period("2023")
    titles = [column.title for column in filled.table.lines.columns]
    row = filled.place(FIRST, "2023")[0]
    filled.table.setCurrentIndex(filled.table.lines.index(row, titles.index(title)))
    before = dict(filled.line(FIRST).actuals)
    filled.paste("57")
    assert filled.line(FIRST).actuals == before
    assert not filled.page._pasting
    assert filled.application.window.status.message.startswith("这一列不在这里录入。")


def test_control_z_takes_the_held_block_away_and_leaves_the_step_before(filled):
    filled.paste("57\t58\n")
    filled.press(Qt.Key.Key_Z, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert not filled.page._pasting
    assert (filled.words(FIRST, "2022"), filled.words(FIRST, "2023")) == ("50", "51")


def test_what_falls_beside_the_table_is_said_once_a_line_and_a_column(filled):
    names = [row.name for row in filled.table.lines.rows if not isinstance(row, Heading)]
    years = [column.name for column in filled.table.lines.columns if column.name]
    filled.go(names[-2], years[-1])
    filled.paste("1\t2\n" * 4)
    told = [words for words in in_the_pane(filled.page) if words.startswith("复制的第")]
    assert told == [
        "复制的第 2 列超出最后一个报告期，放不下。",
        "复制的第 3 行没有对应的行；连同名称一起复制可以新增行。",
        "复制的第 4 行没有对应的行；连同名称一起复制可以新增行。",
    ]
    assert "“2”等 2 格" in in_the_pane(filled.page)


def test_the_rows_of_a_held_block_are_in_view(filled):
    names = [row.name for row in filled.table.lines.rows if not isinstance(row, Heading)]
    filled.go(names[-4], "2022")
    filled.paste("1\n2\n3\n4\n")
    view = filled.table.viewport().rect()
    for name in names[-4:]:
        assert view.contains(
            filled.table.visualRect(filled.table.lines.index(*filled.place(name, "2022")))
        )


# -- what was copied here, comes back changed -----------------------------------------------------


def copied_with_targets(hands):
    """Two rows from the first year to the last, targets between them, as plain text."""
    hands.page.session.record([Entry(hands.line(SECOND).id, "2022", "80")])
    hands.choose((FIRST, "2022"), (SECOND, "2023"))
    hands.application.commands.run(Act.COPY)
    return QGuiApplication.clipboard().text()


def test_a_block_changed_elsewhere_comes_back_cell_upon_cell(filled):
    text = copied_with_targets(filled)
    lines = [line.split("\t") for line in text.splitlines()]
    aside = [at for at, word in enumerate(lines[0]) if word not in {"50", "51", "+1"}]
    assert aside, "a target stands between the years"
    filled.paste(text.replace("80", "80.5"))
    assert marks(filled)[:2] == [[Mark.SAME, Mark.SAME], [Mark.CHANGED, None]]


def test_figures_that_are_not_the_targets_go_into_the_actual_values_one_by_one(filled):
    lines = [line.split("\t") for line in copied_with_targets(filled).splitlines()]
    aside = next(at for at, word in enumerate(lines[0]) if word not in {"50", "51", "+1"})
    lines[0][aside] = "49"
    filled.paste("\n".join("\t".join(line) for line in lines))
    assert marks(filled)[0][1] is Mark.CHANGED


def test_the_heads_go_along_when_asked_and_a_block_with_them_finds_its_years(filled):
    filled.table.setCurrentIndex(filled.table.lines.index(filled.place(FIRST, "2022")[0], 0))
    filled.press(Qt.Key.Key_Space, modifiers=Qt.KeyboardModifier.ShiftModifier)
    filled.application.commands.run(Act.COPY_WITH_HEADS)
    heads, row = QGuiApplication.clipboard().text().split("\n")
    heads, row = heads.split("\t"), row.split("\t")
    assert heads[:2] == ["指标", "单位"]
    assert (row[heads.index("2022")], row[heads.index("2023")]) == ("50", "51")
    assert "2023 目标" in heads


def test_five_years_of_changes_are_seen_at_once(start, tmp_path, qtbot):
    path = tmp_path / "利通 台账.planbook"
    with PlanBook.create(path, who="马丽") as book:
        book.planning.load_sample("litong")
    window = start(path).window
    window.resize(1366, 696)
    window.go_to(Place("indicators"))
    page = window.page
    page.table.go_to(page.content.in_order()[0].id, "2021")
    for step in ("80.0", "81.25"):
        put_on_clipboard("\n".join(["\t".join([step] * 5)] * 7))
        page.paste()
        qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() == 0)
        page._paste.accept()
