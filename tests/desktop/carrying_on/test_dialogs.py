"""The dialogs of a new year, the next plan, computed and shared figures, over a real book."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from db import queries
from db.book import PlanBook
from db.model.records import Actual
from db.model.words import Aggregation, Counting, EntryState
from db.operations.recording import Entry
from desktop.carrying_on.desk import CarryingOnDesk
from desktop.notices import Notices
from desktop.preferences import Preferences
from desktop.session import BookSession
from desktop.theme import Look

pytestmark = pytest.mark.usefixtures("qapp")

COVERAGE = "普惠性幼儿园覆盖率"
ENTRANCE = "学前教育毛入园率"


@pytest.fixture
def book(tmp_path):
    with PlanBook.create(tmp_path / "两份规划.planbook", who="马丽") as book:
        for position, sample in enumerate(("litong", "rizhao")):
            known = {plan.id for plan in book.read(queries.plan_lines)}
            book.planning.load_sample(sample)
            (new,) = {plan.id for plan in book.read(queries.plan_lines)} - known
            book.planning.change_plan(new, position=position)
        yield book


@pytest.fixture
def told():
    return []


@pytest.fixture
def session(book, told):
    notices = Notices()
    notices.told.connect(told.append)
    session = BookSession(book, notices, lambda: date(2022, 6, 1))
    session.choose_plan(book.read(queries.plan_lines)[0].id)
    return session


@pytest.fixture
def desk(session, qtbot, tmp_path, told):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    preferences = Preferences(QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat))
    notices = Notices()
    notices.told.connect(told.append)
    return CarryingOnDesk(session, notices, Look(preferences), window)


def row(session, name, place=0):
    plan = session.plans[place]
    return next(line for line in session.read(queries.all_rows, plan.id) if line.name == name)


def ticked(tree):
    return [line.name for line in tree.chosen]


def press(button):
    assert button.isEnabled(), button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_new_year_is_previewed_ticked_and_written(desk, session, told):
    dialog = desk.ask_new_year()
    assert dialog.years.currentText() == "2023 年"
    everything = len(dialog.lines.chosen)
    assert dialog.main.text() == f"结转 {everything} 项"
    assert ticked(dialog.lines)[0] == ENTRANCE

    QTest.keyClick(dialog.lines, Qt.Key.Key_Space)
    assert ENTRANCE not in ticked(dialog.lines)
    assert dialog.main.text() == f"结转 {everything - 1} 项"
    press(dialog.main)
    assert session.period == "2023"
    assert session.undo_label == f"结转到 2023 年 {everything - 1} 项"
    assert told[-1] == f"已结转到 2023 年，带入 {everything - 1} 项，Ctrl+Z 撤销。"
    session.undo()
    assert session.period == "2022"


def test_a_group_is_ticked_as_one_and_tells_when_it_is_not_whole(desk):
    dialog = desk.ask_new_year()
    tree = dialog.lines
    head = tree.topLevelItem(0)
    box = tree.visualItemRect(head).topLeft() + QPoint(18, 14)
    whole = len(tree.chosen)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert len(tree.chosen) == whole - head.childCount()
    tree.setCurrentItem(head.child(0))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert head.checkState(0) is Qt.CheckState.PartiallyChecked
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert len(tree.chosen) == whole
    dialog.reject()


def test_another_year_shows_other_lines_and_one_without_any_still_moves_the_period(desk, session):
    for year in (2023, 2024):
        dialog = desk.ask_new_year()
        dialog.years.setCurrentIndex(dialog.years.findData(str(year)))
        dialog.years.activated.emit(dialog.years.currentIndex())
        press(dialog.main)
    assert session.period == "2024"
    dialog = desk.ask_new_year()
    dialog.years.setCurrentIndex(dialog.years.findData("2023"))
    dialog.years.activated.emit(dialog.years.currentIndex())
    assert dialog.lines.chosen == ()
    press(dialog.main)
    assert (session.period, session.undo_label) == ("2023", "报告期改到 2023 年")


def test_esc_leaves_everything_as_it_was(desk, session):
    label = session.undo_label
    dialog = desk.ask_new_year()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert session.undo_label == label


def fill(session, name, period, words, state):
    line = row(session, name)
    session.record([Entry(line.id, period, words)])
    with session.book._steps.begin("审核") as step:
        (held,) = step.transaction.find(Actual, series=line.series, period=period)
        step.transaction.change(replace(held, state=state))
    session.keep(step.done())


def test_the_next_plan_takes_reviewed_figures_and_is_looked_at(desk, session, told):
    fill(session, ENTRANCE, "2025", "95.2", EntryState.APPROVED)
    fill(session, COVERAGE, "2025", "91.8", EntryState.DRAFT)
    dialog = desk.ask_next_plan()
    assert (dialog.first.value(), dialog.last.value()) == (2026, 2030)
    assert not dialog.main.isEnabled()
    dialog.name_of_plan.setText("利通区“十五五”规划")
    head = dialog.lines.topLevelItem(0)
    lines = [head.child(place) for place in range(head.childCount())]
    said = {line.text(0): line.text(3) for line in lines}
    assert (said[ENTRANCE], said[COVERAGE]) == ("已审核", "未审核，未带入")
    assert said["三类园占比"] == "2025 年没有数"
    assert "1 项未审核" in head.text(0)

    press(dialog.main)
    assert session.plan.title == "利通区“十五五”规划"
    assert (session.plan.period_start, session.plan.period_end) == (2026, 2030)
    assert row(session, ENTRANCE, 2).baselines[0].amount.text == "95.2"
    assert row(session, COVERAGE, 2).baselines == ()
    assert told[-1].startswith("已续编“利通区“十五五”规划”，带入 ")
    session.undo()
    assert session.plan.title.endswith("“十四五”规划")
    session.redo()
    assert session.plan.title == "利通区“十五五”规划"


def test_a_next_plan_of_a_name_that_there_is_says_so_and_stays(desk, session):
    held = session.plans
    dialog = desk.ask_next_plan()
    dialog.name_of_plan.setText(f" {held[1].title}")
    press(dialog.main)
    assert dialog.isVisible()
    assert dialog.says.text().startswith(f"台账里已有规划“{held[1].title}”，没有续编。")
    assert session.plans == held
    dialog.name_of_plan.setText("利通区“十五五”规划")
    press(dialog.main)
    assert session.plan.title == "利通区“十五五”规划"


def test_a_figure_without_review_is_ticked_in_by_hand(desk, session):
    fill(session, COVERAGE, "2025", "91.8", EntryState.DRAFT)
    dialog = desk.ask_next_plan()
    dialog.name_of_plan.setText("下一期")
    tree, head = dialog.lines, dialog.lines.topLevelItem(0)
    for place in range(head.childCount()):
        if head.child(place).text(0) in {COVERAGE, "三类园占比"}:
            tree.setCurrentItem(head.child(place))
            QTest.keyClick(tree, Qt.Key.Key_Space)
    press(dialog.main)
    assert row(session, COVERAGE, 2).baselines[0].amount.text == "91.8"
    assert row(session, "三类园占比", 2).baselines == ()


def choose(choice, key):
    choice.setCurrentIndex(choice.findData(key))
    choice.activated.emit(choice.currentIndex())


def test_a_rate_is_computed_from_two_rows_found_by_their_names(desk, session):
    session.choose_plan(session.plans[1].id)
    rate = row(session, "公办园在园幼儿占比", 1)
    dialog = desk.ask_formula(rate.id)
    choose(dialog.way, "ratio")
    assert dialog.main.toolTip() == "先选分子和分母。"
    dialog.numerator.words.setText("公办 在园")
    QTest.keyClicks(dialog.denominator.words, "zyye")
    assert dialog.formula.text() == "= 公办幼儿园在园幼儿 ÷ 在园幼儿 × 100%"
    choose(dialog.passes, "no")
    press(dialog.main)
    line = row(session, rate.name, 1)
    assert line.numerator == row(session, "公办幼儿园在园幼儿", 1).series
    assert (line.aggregation, line.may_pass_100) == (Aggregation.RATIO, False)

    again = desk.ask_formula(rate.id)
    assert again.formula.text() == "= 公办幼儿园在园幼儿 ÷ 在园幼儿 × 100%"
    assert again.main.toolTip() == "没有改动。"
    choose(again.passes, "yes")
    assert again.main.text() == "改能否超过 100"
    choose(again.way, "typed")
    press(again.main)
    line = row(session, rate.name, 1)
    assert (line.aggregation, line.may_pass_100) == (None, True)


def test_a_count_may_be_counted_by_the_year_a_rate_is_not_asked(desk, session):
    session.choose_plan(session.plans[1].id)
    places = row(session, "省级示范幼儿园", 1)
    dialog = desk.ask_formula(places.id)
    assert (dialog.counting.isHidden(), dialog.passes.isHidden()) == (False, True)
    choose(dialog.counting, Counting.FLOW)
    assert dialog.main.text() == "改按当年数计"
    press(dialog.main)
    assert row(session, places.name, 1).counting is Counting.FLOW
    rate = desk.ask_formula(row(session, "公办园在园幼儿占比", 1).id)
    assert (rate.counting.isHidden(), rate.passes.isHidden()) == (True, False)
    rate.reject()


def test_what_cannot_be_computed_says_why_on_the_button(desk, session):
    dialog = desk.ask_formula(row(session, COVERAGE).id)
    choose(dialog.way, "sum")
    assert dialog.main.toolTip() == "比率不能各单位相加，改用两项相除。"
    choose(dialog.way, "ratio")
    for finder in (dialog.numerator, dialog.denominator):
        finder.words.setText("区属在园幼儿数")
    assert dialog.main.toolTip() == "分子和分母是同一项，另选一项。"
    dialog.denominator.words.setText("没有")
    assert dialog.main.toolTip() == "先选分子和分母。"
    dialog.reject()


def test_the_same_row_of_the_other_plan_is_offered_and_each_clash_is_settled(desk, session, told):
    session.record([Entry(row(session, COVERAGE).id, "2022", "88.1")])
    session.record([Entry(row(session, COVERAGE, 1).id, "2022", "83.2")])
    session.record([Entry(row(session, COVERAGE).id, "2023", "89.0")])
    dialog = desk.ask_share(row(session, COVERAGE).id)
    assert dialog.rows.row == row(session, COVERAGE, 1).series
    assert dialog.found.text() == "带过去 1 格，相同 0 格，不同 1 格。"
    assert dialog.main.toolTip() == "还有 1 格要选定留哪个数。"
    (choice,) = dialog.choices.values()
    assert choice.itemText(1) == "留本行的 88.1"
    choose(choice, "ours")
    assert dialog.main.text() == "共用，带过去 2 格"
    press(dialog.main)
    for place in (0, 1):
        line = row(session, COVERAGE, place)
        assert {at: one.amount.text for at, one in line.actuals.items()} == {
            "2022": "88.1", "2023": "89.0",
        }  # fmt: skip
    assert told[-1] == f"“{COVERAGE}”已共用数据项，Ctrl+Z 撤销。"

    again = desk.ask_share(row(session, COVERAGE).id)
    press(again.apart)
    assert row(session, COVERAGE).series != row(session, COVERAGE, 1).series


def test_where_no_other_plan_counts_alike_there_is_nothing_to_share(desk, session):
    dialog = desk.ask_share(row(session, "劳动年龄人口平均受教育年限").id)
    assert dialog.main.toolTip() == "别的规划里没有计量单位相同的行。"
    dialog.reject()


def test_without_a_row_in_hand_the_way_there_is_said(desk, told):
    assert desk.ask_formula("") is None
    assert desk.ask_share("") is None
    assert told == ["先把光标放到一行指标或量化目标上。"] * 2


def test_a_book_without_a_plan_says_so(tmp_path, qtbot, told):
    with PlanBook.create(tmp_path / "空白.planbook") as book:
        notices = Notices()
        notices.told.connect(told.append)
        preferences = Preferences(QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat))
        window = QWidget()
        qtbot.addWidget(window)
        desk = CarryingOnDesk(BookSession(book, notices), notices, Look(preferences), window)
        assert desk.ask_new_year() is None
        assert desk.ask_next_plan() is None
    assert told == ["还没有规划。先导入一览表，或新建一份规划。"] * 2
