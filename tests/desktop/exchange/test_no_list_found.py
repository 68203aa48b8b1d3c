"""A file in which no list is found is shown all the same, and read as a person says."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QPoint

from tests.desktop.exchange.conftest import NURSERY
from tests.desktop.exchange.test_filling_by_hand import give_meaning, show_header


@pytest.fixture
def page(application, done, tmp_path):
    """The page with a file whose headings say nothing."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "汇报材料"
    sheet.append(["关于有关情况"])
    sheet.append(["内容", "结果", "佐证"])
    sheet.append([NURSERY, 94.3, ""])
    workbook.save(tmp_path / "材料.xlsx")
    page = application.window.page
    page.take_in(tmp_path / "材料.xlsx")
    done()
    return page


def test_it_is_shown_and_what_to_do_is_said(page, application):
    assert page.preview.isVisible()
    assert "“材料.xlsx”里没有认出一览表" in application.window.strip.sentence
    assert not page.preview.take_in.isEnabled()
    assert page.preview.view.sheet.index(2, 0).data() == NURSERY


def test_a_person_sees_what_stands_in_its_columns(page):
    view = page.preview.view
    needed = view.fontMetrics().horizontalAdvance(NURSERY)
    assert view.columnWidth(0) > needed
    assert view.columnWidth(2) < needed


def test_header_and_columns_are_chosen_by_hand_and_the_figures_come_in(page, application, done):
    preview = page.preview
    show_header(preview, done, 2, 2)
    assert preview.isVisible()
    give_meaning(preview, done, 1, "指标")
    give_meaning(preview, done, 2, "实际…", "2022 年")
    assert preview.take_in.accessibleName() == "导入 1 格"
    assert application.window.strip.isHidden(), "it was recognised now"
    preview.take_in.click()
    done()
    line = next(line for line in application.session.indicators if line.name == NURSERY)
    assert line.actuals["2022"].amount.text == "94.3"


def test_a_sheet_without_a_header_offers_no_columns_yet(page):
    assert page.preview.correcting.ask_for_meaning(1, QPoint(0, 0)) is None
