"""Pasting a block with the names of its rows: known rows are found, unknown ones are made."""

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from db.book import PlanBook
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.delegates.marks import Mark
from desktop.indicators.block import Block
from desktop.indicators.filters import Filter, Wanted
from desktop.indicators.named import read_named
from desktop.page import Place
from tests.desktop.indicators.conftest import Hands

NAMES = ("公办园在园幼儿占比", "普惠性幼儿园覆盖率", "省、市级优质幼儿园占比")
FIRST, SECOND, THIRD = NAMES


def names(hands):
    return [line.name for line in hands.page.session.indicators]


def in_the_pane(page):
    return [label.text() for label in page.pane.findChildren(QLabel)]


def on_the_name(hands, name=FIRST):
    """Put the cursor on the name of a row."""
    row, _ = hands.place(name, "2022")
    hands.table.setCurrentIndex(hands.table.lines.index(row, 0))


def ghost(hands, name):
    """The cell of a row's name, whether it is in the book or only would be."""
    lines = hands.table.lines
    at = next(at for at, row in enumerate(lines.rows) if getattr(row, "name", "") == name)
    return at, lines.cell(at, 0)


BLOCK = (
    f"指标\t单位\t2022年\t2023年\n{SECOND}\t%\t81\t82\n乡镇中心园数\t所\t12\t13\n"
    f"幼儿园专任教师数\t人\t300\t\n{FIRST}\t%\t\t55\n"
)


@pytest.fixture
def pasted(hands):
    on_the_name(hands)
    hands.paste(BLOCK)
    return hands


def test_names_find_their_rows_and_unknown_ones_are_shown_as_new(pasted):
    page = pasted.page
    assert pasted.cell(SECOND, "2022").text == "81"
    assert pasted.cell(FIRST, "2023").mark is Mark.NEW
    at, cell = ghost(pasted, "乡镇中心园数")
    assert (cell.mark, cell.bold) == (Mark.NEW, True)
    behind = pasted.place(SECOND, "2022")[0]
    assert at == behind + 1, "behind the row that stands before it in the block"
    assert page._paste.bar.accept.text() == "新增 2 行，写入 6 格 Enter"
    said = in_the_pane(page)
    assert "新增 2 行" in said
    assert "幼儿园专任教师数" in said
    assert "乡镇中心园数" not in names(pasted), "nothing is written yet"


def test_one_step_makes_rows_and_figures_and_one_undo_takes_all_back(pasted):
    before = pasted.page.session.indicators
    pasted.press(Qt.Key.Key_Return)
    session = pasted.page.session
    at = names(pasted).index(SECOND)
    assert names(pasted)[at + 1 : at + 3] == ["乡镇中心园数", "幼儿园专任教师数"]
    new = pasted.line("乡镇中心园数")
    assert (new.unit, new.category) == ("所", pasted.line(SECOND).category)
    figures = [
        (SECOND, "2022"),
        ("乡镇中心园数", "2023"),
        ("幼儿园专任教师数", "2022"),
        (FIRST, "2023"),
    ]
    assert [pasted.words(*cell) for cell in figures] == ["81", "13", "300", "55"]
    assert pasted.words(FIRST, "2022") is None, "a blank erases and writes nothing"
    assert session.undo_label == "粘贴 6 格，新增 2 行"
    rows = [getattr(row, "id", "") for row in pasted.table.lines.rows]
    assert not any(row.startswith("new ") for row in rows), "no row is left that is only thought of"
    session.undo()
    assert session.indicators == before


def test_the_undo_works_after_reopening_too(pasted, sample_path):
    before = pasted.page.session.indicators
    pasted.press(Qt.Key.Key_Return)
    pasted.application.window.close()
    with PlanBook.open(sample_path) as book:
        assert book.undo_label == "粘贴 6 格，新增 2 行"
        book.undo()
        from db import queries  # noqa: PLC0415

        plan = book.read(queries.find_plan)
        assert book.read(queries.indicator_lines, plan.id) == before


def test_escape_takes_the_new_rows_away(pasted):
    pasted.press(Qt.Key.Key_Escape)
    assert "乡镇中心园数" not in [getattr(row, "name", "") for row in pasted.table.lines.rows]
    assert pasted.page.session.undo_label.startswith("载入样例")


def test_space_on_the_name_leaves_a_new_row_out_and_takes_it_back_in(pasted):
    at, _ = ghost(pasted, "乡镇中心园数")
    pasted.table.setCurrentIndex(pasted.table.lines.index(at, 0))
    pasted.press(Qt.Key.Key_Space)
    bar = pasted.page._paste.bar
    assert bar.accept.text() == "新增 1 行，写入 4 格 Enter"
    assert pasted.table.lines.cell(at, 0).struck == "乡镇中心园数"
    assert "新增 1 行" in in_the_pane(pasted.page)
    pasted.press(Qt.Key.Key_Space)
    assert bar.accept.text() == "新增 2 行，写入 6 格 Enter"
    pasted.press(Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert "乡镇中心园数" not in names(pasted)
    assert pasted.words("幼儿园专任教师数", "2022") == "300"


def test_names_alone_make_empty_rows(hands):
    on_the_name(hands)
    hands.paste("甲园数\n乙园数\n")
    assert hands.page._paste.bar.accept.text() == "新增 2 行 Enter"
    hands.press(Qt.Key.Key_Return)
    category = hands.line(FIRST).category
    made = [hands.line(name) for name in ("甲园数", "乙园数")]
    assert [line.category for line in made] == [category, category]
    assert hands.page.session.undo_label == "粘贴 2 行新指标"


def test_without_years_the_figures_go_to_the_period_being_filled(hands):
    on_the_name(hands)
    hands.paste(f"{SECOND}\t81\n甲园数\t3\n")
    hands.press(Qt.Key.Key_Return)
    assert (hands.words(SECOND, "2022"), hands.words("甲园数", "2022")) == ("81", "3")


def test_numbers_below_the_last_row_are_refused_and_say_how(hands):
    last = [row for row in hands.table.lines.rows if hasattr(row, "actuals")][-1]
    hands.go(last.name, "2022")
    hands.paste("1\n2\n")
    assert "复制的第 2 行没有对应的行；连同名称一起复制可以新增行。" in in_the_pane(hands.page)
    assert hands.page._paste.new_rows == ()


def test_a_named_block_that_reaches_below_the_last_row_finds_its_rows_from_any_cell(hands):
    last = [row for row in hands.table.lines.rows if hasattr(row, "actuals")][-1]
    hands.go(last.name, "2023")
    hands.paste(f"{FIRST}\t44\n甲园数\t3\n")
    hands.press(Qt.Key.Key_Return)
    assert (hands.words(FIRST, "2023"), hands.words("甲园数", "2023")) == ("44", "3")
    assert hands.words(last.name, "2023") is None


@pytest.mark.parametrize("head", ["", "指标\t2023年\n", "指标\t\n"])
def test_names_are_no_figures_where_the_cursor_stands_on_one(hands, head):
    hands.go(SECOND, "2023")
    hands.paste(f"{head}{SECOND}\t82\n{FIRST}\t52")
    assert (hands.cell(SECOND, "2023").text, hands.cell(FIRST, "2023").text) == ("82", "52")
    assert hands.page._paste.bar.accept.text() == "写入 2 格 Enter"


def test_a_row_that_is_filtered_away_or_folded_is_brought_in_sight(hands):
    hands.page.session.record([Entry(hands.line(SECOND).id, "2022", "80")])
    hands.page.tools.choose(Wanted(Filter.MISSING))
    hands.page._show_rows()
    on_the_name(hands, THIRD)
    hands.paste(f"{SECOND}\t81\n{FIRST}\t9\n")
    assert hands.cell(SECOND, "2022").struck == "80"
    hands.press(Qt.Key.Key_Return)
    assert (hands.words(SECOND, "2022"), hands.words(FIRST, "2022")) == ("81", "9")


def test_a_name_twice_and_a_line_without_one_are_refused_and_the_rest_goes_in(hands):
    on_the_name(hands)
    hands.paste(f"{SECOND}\t81\n{SECOND}\t82\n\t7\n甲园数\t3\n")
    said = in_the_pane(hands.page)
    assert f"“{SECOND}”复制了两行，只收前一行。" in said
    assert "这一行没有名称，不知道填哪一行。" in said
    hands.press(Qt.Key.Key_Return)
    assert (hands.words(SECOND, "2022"), hands.words("甲园数", "2022")) == ("81", "3")


def test_a_second_paste_replaces_the_first_with_its_rows(pasted):
    at, _ = ghost(pasted, "乡镇中心园数")
    pasted.table.setCurrentIndex(pasted.table.lines.index(at, 0))
    on_the_name(pasted)
    pasted.paste("甲园数\t3\n")
    shown = [getattr(row, "name", "") for row in pasted.table.lines.rows]
    assert "乡镇中心园数" not in shown
    assert "甲园数" in shown
    assert not pasted.application.commands.actions[Act.ADD_ROW].isEnabled()


@pytest.mark.parametrize(
    "rows", [(("1", "2"), ("3", "4")), (("95%以上",),), (("",), ("",)), (("无此项", "1"),), ()]
)
def test_figures_are_no_names(rows):
    assert read_named(Block(rows)) is None


def test_a_head_gives_the_years_and_units_stand_apart():
    block = Block((("指标名称", "单位", "2023年"), ("入园率", "%", "95"), ("园数", "", "3")))
    named = read_named(block)
    assert (named.names, named.units, named.years) == (("入园率", "园数"), ("%", ""), ("2023",))
    assert named.figures.rows == (("95",), ("3",))


@pytest.mark.parametrize("head", [(), (("序号", "指标", "2023年"),)])
def test_a_number_before_the_name_counts_the_rows(head):
    block = Block((*head, ("1", "入园率", "95"), ("2", "园数", "3")))
    named = read_named(block)
    assert named.names == ("入园率", "园数")
    assert named.figures.rows == (("95",), ("3",))
    assert read_named(Block((("1", "2"), ("2", "3")))) is None


@pytest.mark.parametrize(
    ("lines", "years", "figures"),
    [
        (["指标\t单位\t属性\t2020 基期\t2022\t2023 报告期 目标\t2023",
          "入园率\t%\t约束性\t87\t88\t90\t89"], ("2022", "2023"), ("88", "89")),
        (["指标\t2022年\t\t2023年\t", "\t目标\t实际完成值\t目标\t实际", "入园率\t90\t88\t91\t89"],
         ("2022", "2023"), ("88", "89")),
        (["指标\t2020年\t2022年", "入园率\t87\t88"], ("2022",), ("88",)),
        (["指标\t2022年\t备注", "入园率\t88\t年报"], ("2022",), ("88",)),
        (["指标\t2023 年第 1 季度\t2022年5月", "入园率\t1\t2"], (), ()),
        (["指标\t2022年\t2022年", "入园率\t90\t88"], (), ("90", "88")),
    ],
)  # fmt: skip
def test_heads_say_which_columns_hold_actual_values(lines, years, figures):
    block = Block(tuple(tuple(line.split("\t")) for line in lines))
    named = read_named(block).within(("2022", "2023"))
    assert (named.years, named.figures.rows) == (years, (figures,))


def copy_all(hands, act):
    hands.page.session.record([Entry(hands.line(SECOND).id, "2022", "80")])
    last = len(hands.table.lines.rows) - 1, len(hands.table.lines.columns) - 1
    first = hands.table.lines.index(1, 0)
    hands.table.setCurrentIndex(first)
    flags = QItemSelectionModel.SelectionFlag
    chosen = QItemSelection(first, hands.table.lines.index(*last))
    hands.table.selectionModel().select(chosen, flags.ClearAndSelect)
    hands.application.commands.run(act)
    return QGuiApplication.clipboard().text().replace("\t80\t", "\t80.5\t")


@pytest.mark.parametrize("act", [Act.COPY, Act.COPY_WITH_HEADS])
def test_the_whole_table_comes_back_from_another_program_row_by_row(hands, act):
    text = copy_all(hands, act)
    # Sorted over there, heads aside; a spreadsheet hands on what it was given as plain text.
    lines = text.splitlines()
    at = 1 if act is Act.COPY_WITH_HEADS else 0
    text = "\n".join([*lines[:at], *sorted(lines[at:])])
    on_the_name(hands)
    hands.paste(text)
    paste = hands.page._paste
    assert paste.bar.accept.text() == "写入 1 格 Enter"
    assert paste.new_rows == ()
    hands.press(Qt.Key.Key_Return)
    assert hands.words(SECOND, "2022") == "80.5"


def test_columns_that_hold_something_else_are_named(hands):
    on_the_name(hands)
    hands.paste(f"指标\t2019年\t2022年\t备注\n{FIRST}\t40\t45\t年报")
    assert hands.cell(FIRST, "2022").text == "45"
    said = hands.application.window.status.message
    assert said == "只收各报告期的实际值，没有收的列：2019年、备注。"


@pytest.fixture
def bare(start, empty_path):
    """The table of a plan that has no row yet."""
    with PlanBook.open(empty_path) as book:
        book.planning.make_plan("规划", 2021, 2025)
    application = start(empty_path)
    application.window.go_to(Place("indicators"))
    return Hands(application)


def test_a_plan_without_rows_takes_them_from_a_pasted_block(bare):
    page = bare.page
    assert not page.table.isVisible()
    bare.paste(BLOCK)
    assert page.table.isVisible()
    assert [ghost(bare, name)[1].mark for name in (SECOND, FIRST)] == [Mark.NEW, Mark.NEW]
    assert page._paste.bar.accept.text() == "新增 4 行，写入 6 格 Enter"
    bare.press(Qt.Key.Key_Return)
    assert names(bare) == [SECOND, "乡镇中心园数", "幼儿园专任教师数", FIRST]
    assert bare.words("乡镇中心园数", "2023") == "13"
    assert bare.line(SECOND).unit == "%"
    bare.application.commands.run(Act.UNDO)
    assert names(bare) == []
    assert page.nothing.words.startswith("还没有指标。")


def test_given_up_the_plan_is_as_empty_as_before(bare):
    bare.paste(BLOCK)
    bare.press(Qt.Key.Key_Escape)
    assert names(bare) == []
    assert bare.page.nothing.isVisible()
    assert not bare.page.table.isVisible()


def test_figures_without_names_say_what_is_wanted(bare, tmp_path):
    status = bare.application.window.status
    bare.paste("81\t82\n12\t13")
    assert status.message == "还没有指标，不知道填哪一行。连同名称一列一起复制，再粘贴。"
    path = tmp_path / "没有规划.planbook"
    PlanBook.create(path).close()
    bare.application.open_book(path)
    bare.application.window.go_to(Place("indicators"))
    bare.paste(BLOCK)
    assert status.message == "还没有规划，不能粘贴。先导入一览表，或新建一份规划。"


@pytest.mark.parametrize(
    ("heads", "left"),
    [
        ("指标\t实际完成值\t\t目标\n\t2022\t2023\t", ("目标",)),
        ("指标\t上年完成\t完成值\t目标值", ("目标值",)),
    ],
)
def test_a_goal_beside_the_figures_is_none_of_the_next_year(hands, heads, left):
    """Bare years under a head of two columns, or no year at all: the goal is left out and named."""
    hands.go(FIRST, "2022")
    hands.paste(f"{heads}\n{FIRST}\t11\t12\t13\n{SECOND}\t21\t22\t23\n")
    shown = [hands.cell(name, year).text for name in (FIRST, SECOND) for year in ("2022", "2023")]
    assert shown == ["11", "12", "21", "22"]
    assert hands.page._paste.bar.accept.text() == "写入 4 格 Enter"
    assert left[0] in hands.application.window.status.message
