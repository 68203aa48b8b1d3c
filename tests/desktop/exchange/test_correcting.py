"""A person puts the reading of a list right, and sees at once what that changes."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu

from db.exchange.differences import Verdict
from db.exchange.listing import Meaning
from desktop.actions import Act
from desktop.exchange.verdicts import spot_of
from tests.desktop.exchange.lists import UNSAID_HEADS, UNSAID_ROWS, write_unsaid


@pytest.fixture
def shown(application, done):
    """The preview of a list with a column that is not understood, D."""

    def show(path):
        application.window.page.take_in(path)
        done()
        return application.window.page.preview

    return show


@pytest.fixture
def preview(shown, tmp_path):
    return shown(write_unsaid(tmp_path / "表.xlsx"))


def words_over(preview, column):
    return preview.view.sheet.meaning(column)[0]


def verdict(preview, address):
    return preview.view.sheet.verdict(spot_of(address))


def shown_new(preview, address):
    return next(cell.new for cell in preview.preview.cells if cell.address == address)


def choose(menu, *words):
    """Press the way through a menu and its lists of periods."""
    for depth, word in enumerate(words):
        action = next(one for one in menu.actions() if one.text() == word)
        menu.setActiveAction(action)
        if depth < len(words) - 1:
            QTest.keyClick(menu, Qt.Key.Key_Right)
            menu = next(one for one in menu.findChildren(QMenu) if one.menuAction() is action)
        else:
            QTest.keyClick(menu, Qt.Key.Key_Return)


def ask(preview, column):
    return preview.correcting.ask_for_meaning(column, QPoint(10, 10))


def test_a_column_is_given_its_meaning_by_keys_alone(preview, application, done):
    application.commands.run(Act.NEXT_REGION)
    heads = preview.view.heads
    assert application.window.focusWidget() is heads
    QTest.keyClick(heads, Qt.Key.Key_Home)
    for _ in range(3):
        QTest.keyClick(heads, Qt.Key.Key_Right)
    QTest.keyClick(heads, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    choose(preview.view.findChildren(QMenu, "meaning_menu")[-1], "实际…", "2022 年")
    done()
    assert words_over(preview, 4) == "实际 2022"
    assert verdict(preview, "D4") is Verdict.NEW
    assert preview.view.sheet.correction_words(4) == "已改为实际 2022，下次同样的表照此读。"
    # From the region inside the table the way goes on, and comes back.
    application.commands.run(Act.NEXT_REGION)
    assert application.window.focusWidget() is preview.tools.header
    application.commands.run(Act.PREVIOUS_REGION)
    assert application.window.focusWidget() is heads


def test_the_button_over_a_column_opens_at_a_click_and_from_its_cells(preview, qtbot):
    heads, view = preview.view.heads, preview.view
    place = QPoint(heads.sectionViewportPosition(3) + heads.sectionSize(3) // 2, 12)
    with qtbot.waitSignal(heads.meaning_requested) as asked:
        QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args[0] == 4
    view.findChildren(QMenu, "meaning_menu")[-1].close()
    # The letters below it are no button.
    with qtbot.assertNotEmitted(heads.meaning_requested):
        QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), 44))
    view.go_to(spot_of("E4"))
    with qtbot.waitSignal(heads.meaning_requested) as asked:
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert asked.args[0] == 5


def test_the_menu_offers_what_goes_with_the_table_and_the_years_of_the_plan(preview):
    menu = ask(preview, 3)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:5] == ["序号", "类别", "指标", "单位", "属性"]
    assert words[-3:] == ["不导入", "这一列的单位…", "恢复自动"]
    assert not menu.actions()[-1].isEnabled()
    years = {
        one.title(): [action.text() for action in one.actions() if action.text()]
        for one in menu.findChildren(QMenu)
    }
    assert years["实际…"] == ["2021 年", "2022 年", "2023 年", "2024 年", "2025 年", "其他时期…"]
    assert years["基期…"] == ["2019 年", "2020 年", "其他时期…"]
    menu.close()


def test_a_correction_is_taken_back_from_the_same_menu(preview, done):
    choose(ask(preview, 6), "不导入")
    done()
    assert verdict(preview, "F5") is None
    choose(ask(preview, 6), "恢复自动")
    done()
    assert verdict(preview, "F5") in {Verdict.NEW, Verdict.CHANGED}
    assert preview.view.sheet.correction_words(6) == ""


def test_another_period_is_typed_and_nonsense_refused(preview, done):
    menu = ask(preview, 4)
    choose(menu, "实际…", "其他时期…")
    dialog = preview.view.findChild(QDialog, "word_dialog")
    dialog.word.setText("去年")
    dialog.take.click()
    assert dialog.isVisible()
    assert dialog.trouble.text().startswith("没有看懂")
    dialog.word.setText("2022年上半年")
    dialog.take.click()
    done()
    assert words_over(preview, 4) == "实际 2022 年上半年"


def test_the_unit_of_a_column_is_said(shown, done, tmp_path):
    heads = ("教育类别", "主要指标", "2020年基期", "2022年实际", "2025年目标", "备注")
    rows = [("规模", "在校学生数", 1, 2, 3, "")]
    preview = shown(write_unsaid(tmp_path / "表.xlsx", rows, heads=heads))
    dialog = preview.correcting.ask_for_unit(4)
    dialog.word.setText("非常")
    dialog.take.click()
    assert "不认识" in dialog.trouble.text()
    dialog.word.setText("万人")
    dialog.take.click()
    done()
    assert preview.preview.corrections["汇总表"].columns[4].unit == "万人"
    assert "单位 万人" in preview.view.sheet.correction_words(4)
    assert words_over(preview, 4) == "实际 2022"


@pytest.mark.parametrize(("chosen", "value"), [("shares", "88.4"), ("as_written", "0.884")])
def test_doubtful_shares_are_read_as_chosen(preview, done, chosen, value):
    preview.correcting._give(4, Meaning.ACTUAL, "2022")
    done()
    shares = preview.tools.shares
    assert [shares.itemText(at) for at in range(shares.count())] == [
        "0.884 还没有定", "0.884 当作 88.4%", "0.884 就是 0.884%",
    ]  # fmt: skip
    assert verdict(preview, "D5") is Verdict.REJECTED
    preview.view.go_to(spot_of("D5"))
    shares.setCurrentIndex(shares.findData(chosen))
    shares.chosen.emit(chosen)
    done()
    assert verdict(preview, "D5") is Verdict.NEW
    assert shown_new(preview, "D5") == value
    assert shown_new(preview, "D6") == "10.2"
    assert shares.currentData() == chosen
    assert "新增" in preview.where.words
    shares.chosen.emit("ask")
    done()
    assert verdict(preview, "D5") is Verdict.REJECTED
    assert words_over(preview, 4) == "实际 2022"


def test_nothing_is_asked_of_percentages_that_are_clear(preview):
    assert not preview.tools.shares.isVisible()


def test_the_header_is_where_a_person_says(shown, done, tmp_path):
    rows = [UNSAID_HEADS, ("学前教育", "填写示例", 1, 2, 3, ""), UNSAID_HEADS, *UNSAID_ROWS]
    preview = shown(write_unsaid(tmp_path / "表.xlsx", rows[3:], heads=UNSAID_HEADS))
    preview = shown(write_unsaid(tmp_path / "例.xlsx", rows[1:], heads=UNSAID_HEADS))
    assert preview.tools.header.currentText() == "第 3 行"
    QTest.keyClick(preview.tools.header, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    dialog = preview.view.findChild(QDialog, "header_dialog")
    assert not dialog.again.isVisible()
    assert dialog.first.currentText().startswith("第 3 行  教育类别")
    dialog.first.setCurrentIndex(dialog.first.findData("5"))
    dialog.first.chosen.emit("5")
    assert dialog.last.currentData() == "5"
    dialog.take.click()
    done()
    assert preview.tools.header.currentText() == "第 5 行"
    assert "填写示例" not in {cell.row for cell in preview.preview.cells}
    dialog = preview.correcting.ask_for_header()
    dialog.again.click()
    done()
    assert preview.tools.header.currentText() == "第 3 行"


def test_a_correction_that_leaves_no_list_is_taken_back(preview, application, done):
    before = preview.preview
    preview.correcting._give_header((1, 1))
    done()
    assert preview.preview is before
    assert preview.correcting.told == before.corrections
    assert "没有改" in application.window.strip.sentence
    assert preview.isVisible()


def test_ticks_and_the_place_in_the_sheet_stay(shown, done, tmp_path):
    rows = [("类别", f"指标甲{at}", 1, 2, 3, "") for at in range(300)]
    rows[250:250] = UNSAID_ROWS
    preview = shown(write_unsaid(tmp_path / "长.xlsx", rows))
    view = preview.view
    view.go_to(spot_of("C255"))
    assert verdict(preview, "C255") is Verdict.CHANGED
    QTest.keyClick(view, Qt.Key.Key_Space)
    left_out = ("汇总表", "C255")
    place = view.verticalScrollBar().value()
    assert place > 100
    preview.correcting._give(4, Meaning.ACTUAL, "2022")
    done()
    assert (view.verticalScrollBar().value(), view.spot) == (place, spot_of("C255"))
    assert preview.without == {left_out}
    # The cell is no change any more: what was unticked then must not keep it out later.
    preview.correcting._give(3, Meaning.IGNORED, "")
    done()
    assert preview.without == set()


def test_what_is_said_while_the_list_is_read_again_counts_too(preview, done):
    preview.correcting._give(4, Meaning.ACTUAL, "2022")
    preview.correcting._give(6, Meaning.IGNORED, "")
    done()
    assert words_over(preview, 4) == "实际 2022"
    assert words_over(preview, 6) == "不导入"
    assert set(preview.preview.corrections["汇总表"].columns) == {4, 6}


def test_decisions_on_near_names_outlive_a_correction(shown, done, tmp_path):
    rows = [("高中阶段教育", "高中阶段教育毛入学率（%）", 94.24, 95.3, 96, ""), *UNSAID_ROWS]
    preview = shown(write_unsaid(tmp_path / "表.xlsx", rows))
    (proposal,) = preview.preview.proposals
    preview._on_decided((proposal.sheet, proposal.row), "new row")
    done()
    preview.correcting._give(4, Meaning.ACTUAL, "2022")
    done()
    assert preview.preview.proposals == ()
    assert verdict(preview, "D4") is Verdict.NEW


def test_a_column_is_said_to_tell_when_works_begin(shown, done, tmp_path):
    path = tmp_path / "重点项目.csv"
    path.write_text(
        "项目名称,建设性质,动工,竣工时间\n城南小学,新建,2022年3月,2023年\n城北小学,新建,2024年,2025年",
        encoding="utf-8",
    )
    preview = shown(path)
    assert words_over(preview, 3) == "不导入"
    choose(ask(preview, 3), "开工时间")
    done()
    assert words_over(preview, 3) == "计划开工"
    assert [shown_new(preview, address) for address in ("C2", "C3")] == ["2022年3月", "新开工"]
    menu = ask(preview, 3)
    assert [one.text() for one in menu.actions() if one.font().bold()] == ["开工时间"]
    menu.close()
