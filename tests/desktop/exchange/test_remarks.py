"""The list beside the sheet: what stands in it, and that it can be worked by keyboard."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from db.book import PlanBook
from db.exchange.differences import Verdict
from desktop.exchange.remark_delegate import REMARK
from desktop.exchange.remark_list import RemarkList, RemarkModel
from desktop.exchange.remarks import Remark, RemarkKind, remarks_of
from desktop.exchange.verdicts import Seen
from desktop.preferences import Preferences
from desktop.theme import Look
from tests.desktop.exchange.lists import write_list


def kinds(remarks):
    return [remark.kind for remark in remarks]


def test_all_that_needs_a_person_is_listed_with_its_place(preview):
    remarks = remarks_of(Seen.of(preview), set(), {}, {}, None)
    headings = [one.text for one in remarks if one.kind is RemarkKind.HEADING]
    assert headings == ["不能导入 9 格", "改动 2 格，逐格勾选", "已替你理解的写法 3 处"]
    proposal = next(one for one in remarks if one.kind is RemarkKind.PROPOSAL)
    assert proposal.text == "第 8 行“高中阶段教育毛入学率”（8 格）"
    assert proposal.act == "对应到…"
    refused = next(one for one in remarks if one.kind is RemarkKind.REFUSED)
    assert (refused.address, refused.text) == ("E9", "“见附件3”不是数值")
    assert "改为“无此项”“不适用”" in refused.detail
    changed = [one for one in remarks if one.kind is RemarkKind.CHANGED]
    assert [(one.address, one.text, one.ticked) for one in changed] == [
        ("D6", "93.0 → 94.1（+1.1）", True),
        ("D7", "88.0 → 88.2（+0.2）", True),
    ]


def test_the_count_over_the_list_is_the_previews(preview):
    remarks = remarks_of(Seen.of(preview), set(), {}, {}, Verdict.REJECTED)
    assert remarks[0].text == f"不能导入 {preview.count(Verdict.REJECTED)} 格"


def test_an_unticked_cell_says_so(preview):
    remarks = remarks_of(Seen.of(preview), {("汇总表", "D7")}, {}, {}, Verdict.CHANGED)
    assert [one.ticked for one in remarks[1:]] == [True, False]


def test_a_decision_is_listed_so_that_it_can_be_changed(preview):
    proposal = preview.proposals[0]
    key = (proposal.sheet, proposal.row)
    row, name = proposal.candidates[0]
    remarks = remarks_of(Seen.of(preview), set(), {key: proposal}, {key: row}, None)
    decided = next(one for one in remarks if one.kind is RemarkKind.DECIDED)
    assert decided.detail == f"对应到“{name}”"
    remarks = remarks_of(Seen.of(preview), set(), {key: proposal}, {key: None}, None)
    decided = next(one for one in remarks if one.kind is RemarkKind.DECIDED)
    assert decided.detail == "作为新的一行"


def test_one_verdict_alone_lists_its_cells(preview):
    remarks = remarks_of(Seen.of(preview), set(), {}, {}, Verdict.SAME)
    assert remarks[0].text == f"相同 {preview.count(Verdict.SAME)} 格"
    assert set(kinds(remarks[1:])) == {RemarkKind.PLAIN}


@pytest.fixture
def remark_list(qtbot, tmp_path, preview):
    settings = QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)
    made = RemarkList(Look(Preferences(settings)))
    qtbot.addWidget(made)
    made.resize(320, 500)
    made.remarks.show_remarks(remarks_of(Seen.of(preview), set(), {}, {}, None))
    made.show()
    yield made
    made.hide()


def put_on(remark_list, kind):
    place = kinds(remark_list.remarks.remarks).index(kind)
    remark_list.setCurrentIndex(remark_list.remarks.index(place))
    return remark_list.remarks.remarks[place]


def test_enter_asks_for_the_cell(remark_list, qtbot):
    remark = put_on(remark_list, RemarkKind.REFUSED)
    with qtbot.waitSignal(remark_list.place_requested) as asked:
        QTest.keyClick(remark_list, Qt.Key.Key_Return)
    assert asked.args == [remark]


def test_space_asks_for_the_tick(remark_list, qtbot):
    remark = put_on(remark_list, RemarkKind.CHANGED)
    with qtbot.waitSignal(remark_list.tick_requested) as asked:
        QTest.keyClick(remark_list, Qt.Key.Key_Space)
    assert asked.args == [remark]


def test_enter_on_a_near_name_asks_for_the_decision(remark_list, qtbot):
    remark = put_on(remark_list, RemarkKind.PROPOSAL)
    with qtbot.waitSignal(remark_list.choice_requested) as asked:
        QTest.keyClick(remark_list, Qt.Key.Key_Return)
    assert asked.args[0] == remark


def test_a_click_on_the_box_ticks_and_elsewhere_goes_to_the_cell(remark_list, qtbot):
    remark = put_on(remark_list, RemarkKind.CHANGED)
    remark_list.scrollTo(remark_list.currentIndex())
    area = remark_list.visualRect(remark_list.currentIndex())
    for across, signal in ((320 - 14 - 20, "tick_requested"), (100, "place_requested")):
        place = area.topLeft()
        place.setX(across)
        place.setY(area.top() + 14)
        with qtbot.waitSignal(getattr(remark_list, signal)) as asked:
            QTest.mouseClick(remark_list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert asked.args == [remark]


def test_the_lines_can_be_copied_for_whoever_made_the_file(remark_list, qapp):
    many = remark_list.copy()
    lines = qapp.clipboard().text().splitlines()
    assert (
        len(lines)
        == many
        == sum(kind is not RemarkKind.HEADING for kind in kinds(remark_list.remarks.remarks))
    )
    assert any(line.startswith("汇总表\tE9\t“见附件3”不是数值\t") for line in lines)


def test_a_line_is_spoken_with_its_address_and_its_tick(remark_list):
    put_on(remark_list, RemarkKind.CHANGED)
    spoken = remark_list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("D6 93.0 → 94.1")
    assert "已勾选" in spoken


def test_the_model_keeps_qts_rules(remark_list, qtmodeltester):
    qtmodeltester.check(remark_list.remarks)


@pytest.fixture
def two_changes(litong_path, tmp_path):
    """The preview of a list that changes a baseline and a figure of one row."""
    rows = (("学前教育", "1.学前教育毛入园率（%）", 93.5, 94.1, None, 95, "约束性", ""),)
    with PlanBook.open(litong_path) as book:
        return Seen.of(book.planning.preview(write_list(tmp_path / "改.xlsx", rows)))


@pytest.mark.parametrize(
    ("without", "ticks"),
    [
        ((), [(True, False), (True, False), (True, False)]),
        (("D6",), [(False, True), (True, False), (False, False)]),
        (("C6", "D6"), [(False, False), (False, False), (False, False)]),
    ],
)
def test_a_row_is_ticked_with_all_its_cells_or_partly(two_changes, without, ticks):
    left_out = {("汇总表", address) for address in without}
    row, *cells = remarks_of(two_changes, left_out, {}, {}, Verdict.CHANGED)[1:]
    assert row.text == "第 6 行“学前教育毛入园率”，2 格"
    assert row.addresses == ("C6", "D6")
    assert [one.address for one in cells] == ["C6", "D6"]
    assert [(one.ticked, one.partly) for one in (row, *cells)] == ticks


def test_a_single_change_of_a_row_needs_no_line_over_it(preview):
    remarks = remarks_of(Seen.of(preview), set(), {}, {}, Verdict.CHANGED)
    assert RemarkKind.ROW not in kinds(remarks)


def test_ticks_follow_the_cells_that_are_left_out(qtbot, tmp_path, two_changes):
    settings = QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)
    shown = RemarkList(Look(Preferences(settings)))
    qtbot.addWidget(shown)
    shown.remarks.show_remarks(remarks_of(two_changes, set(), {}, {}, Verdict.CHANGED))
    shown.remarks.tick_anew({("汇总表", "C6")})
    assert "部分勾选" in shown.remarks.index(1).data()
    assert "未勾选" in shown.remarks.index(2).data()
    shown.setCurrentIndex(shown.remarks.index(1))
    with qtbot.waitSignal(shown.tick_requested) as ticked:
        QTest.keyClick(shown, Qt.Key.Key_Space)
    assert ticked.args[0].addresses == ("C6", "D6")


@pytest.mark.usefixtures("qapp")
def test_lines_about_several_sheets_say_of_which_they_are():
    lines = [
        Remark(RemarkKind.CHANGED, "招标 → 开工", "第三小学 项目阶段", sheet, "K3")
        for sheet in ("项目", "附表")
    ]
    model = RemarkModel()
    model.show_remarks(lines[:1])
    assert model.data(model.index(0), REMARK).detail == "第三小学 项目阶段"
    model.show_remarks(lines)
    assert [model.data(model.index(row), REMARK).detail for row in range(2)] == [
        "项目 · 第三小学 项目阶段", "附表 · 第三小学 项目阶段",
    ]  # fmt: skip
    assert model.remarks == lines
