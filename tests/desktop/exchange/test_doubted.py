"""What the checks would say of a file's figures stands in its preview; they come in anyhow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.exchange.differences import Verdict
from db.rules.finding import Severity
from desktop.delegates.marks import Mark
from desktop.exchange.remarks import RemarkKind
from desktop.exchange.verdicts import Seen, spot_of
from desktop.page import Place
from tests.db.unit_stories import a_county, a_table, taken_in
from tests.desktop.exchange.conftest import COVERAGE
from tests.desktop.exchange.lists import ROWS, write_list

FALLS = (
    ("学前教育", "学前教育毛入园率（%）", 93.91, 94.1, -94.7, 95, "约束性", ""),
    (None, "普惠性幼儿园覆盖率（%）", 87, 88.2, 86.1, 92, "预期性", ""),
    ("教育贡献", "劳动年龄人口平均受教育年限（年）", 9.56, 10.2, 10.3, 11.3, "约束性", ""),
)
"""2022: a rate below nothing, one below last year's, one as it should be."""


def lines_of(view, kind=RemarkKind.DOUBTED):
    return [one for one in view.remarks.remarks.remarks if one.kind is kind]


@pytest.fixture
def show(page, qtbot):
    def take(path):
        page.take_in(path)
        qtbot.waitUntil(lambda: page.preview.doubts != {})
        return page.preview

    return take


@pytest.fixture
def view(show, tmp_path):
    return show(write_list(tmp_path / "2022 年统计.xlsx", FALLS))


def test_doubted_cells_are_marked_beside_their_verdict(view):
    looks = [view.view.sheet.look(spot_of(address)) for address in ("E6", "E7", "E8")]
    assert [look.doubt for look in looks] == [Mark.ERROR, Mark.QUERY, None]
    assert looks[1].mark is Mark.NEW
    spoken = view.view.sheet.spoken(spot_of("E7"))
    assert spoken.endswith("疑问：比上年低 2.1，离目标更远，请核对或说明。")
    assert "错误：" in view.view.sheet.spoken(spot_of("E6"))


def test_the_list_says_what_is_wrong_and_what_to_do_afterwards(view):
    headings = [one.text for one in lines_of(view, RemarkKind.HEADING)]
    assert "收后是错误 1 格，须改数" in headings
    assert "收后有疑问 1 格，改数或写说明" in headings
    told = [(one.address, one.text, one.detail) for one in lines_of(view)]
    assert told[1] == ("E7", f"{COVERAGE} 86.1", "比上年低 2.1，离目标更远，请核对或说明。")


def test_chips_count_them_and_f8_goes_to_them(view):
    assert {chip.key: chip.rows for chip in view.chips._chips}[Severity.QUERY] == 1
    view.chips.choose(Severity.QUERY)
    assert view.view.spot == spot_of("E7")
    assert {one.address for one in lines_of(view)} == {"E7"}
    view.chips.choose("all")
    view.view.go_to(spot_of("A1"))
    view.next_problem()
    assert view.view.spot == spot_of("E6"), "nothing is refused: the error comes first"


def test_they_are_taken_in_and_explained_afterwards(view, page, application, done):
    many = view.seen.accepted(set())
    assert view.take_in.accessibleName() == f"导入 {many} 格"
    told = {one.message for findings in view.doubts.values() for one in findings}
    page.accept()
    done()
    application.session.begin_checks()
    application.session.choose_period("2022")
    found = {one.message for one in application.session.doubts() if one.period == "2022"}
    assert found == told


def test_while_it_is_looked_for_the_pane_says_so_and_nobody_waits(
    page, application, tmp_path, done
):
    words = []
    page.foreseen.went_on.connect(lambda _: words.append(page.preview.count.text()))
    page.take_in(write_list(tmp_path / "2022 年统计.xlsx", FALLS))
    done()
    assert words[0].endswith("正在校验")
    page.accept()
    done()
    assert application.session.undo_label.startswith("导入“2022 年统计.xlsx”")
    assert page.preview.seen is None


def test_doubts_of_another_preview_are_not_shown(view):
    before = view.doubts
    view.show_doubts(Seen.of(view.seen.preview), {})
    assert view.doubts is before


def test_a_table_of_units_says_which_schools_would_be_asked(start, tmp_path, qtbot):
    with a_county(tmp_path) as book:
        last = (("清河县第一幼儿园", 210, 7), ("清河县第二幼儿园", 150, 5))
        taken_in(book, a_table(tmp_path, *last, title="2022年各园情况"))
        path = book.path
    now = a_table(tmp_path, ("清河县第一幼儿园", 21, 7), ("清河县第二幼儿园", 155, -5))
    application = start(path)
    application.window.go_to(Place("exchange"))
    page = application.window.page
    page.take_in(now)
    qtbot.waitUntil(lambda: page.preview.doubts != {})
    sheet = page.preview.view.sheet
    assert sheet.look(spot_of("B3")).doubt is Mark.QUERY
    assert sheet.look(spot_of("C4")).doubt is Mark.ERROR
    assert sheet.verdict(spot_of("B3")) is Verdict.NEW
    assert {one.address for one in lines_of(page.preview)} == {"B3", "C4"}


def test_enter_on_a_line_goes_to_its_cell(view):
    at = view.remarks.remarks.remarks.index(lines_of(view)[1])
    view.remarks.setFocus()
    view.remarks.setCurrentIndex(view.remarks.remarks.index(at))
    QTest.keyClick(view.remarks, Qt.Key.Key_Return)
    assert view.view.spot == spot_of("E7")


def test_a_list_as_it_should_be_has_no_doubts(page, tmp_path, done, application):
    page.take_in(write_list(tmp_path / "2022 年统计.xlsx", ROWS[:1]))
    done()
    application.runner.finish_all()
    assert page.preview.doubts == {}
    assert {chip.key for chip in page.preview.chips._chips}.isdisjoint({*Severity})
