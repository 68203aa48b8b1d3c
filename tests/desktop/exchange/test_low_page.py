"""On a low screen, as at 200 %, the sheet keeps the page; the rest comes when it is asked for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.exchange.forms import write_form, write_unclear

LOW = (683, 364)
"""What a screen of 1366 × 768 with its taskbar has at 200 %, in points."""


@pytest.fixture(autouse=True)
def low(application, qtbot):
    application.window.resize(*LOW)
    qtbot.waitExposed(application.window)


def rows_in_view(view):
    height = view.viewport().height()
    return height / view.rowHeight(0)


def test_most_of_a_list_is_seen_on_a_low_page(page, done, qtbot, list_path):
    page.take_in(list_path)
    done()
    preview = page.preview
    qtbot.waitUntil(lambda: rows_in_view(preview.view) > 6)
    assert not preview.remarks.isVisible()
    assert not preview.standing.isVisible()
    regions = page.regions()
    assert preview.remarks not in regions
    assert preview.tools.reading in regions


def test_the_list_and_the_reading_come_by_their_buttons(page, done, list_path):
    page.take_in(list_path)
    done()
    preview = page.preview
    QTest.keyClick(preview.tools.listing, Qt.Key.Key_Space)
    assert preview.remarks.isVisible()
    assert preview.remarks in page.regions()
    QTest.keyClick(preview.tools.reading, Qt.Key.Key_Space)
    assert preview.standing.isVisible()
    assert preview.tools.header in page.regions()
    QTest.keyClick(preview.tools.listing, Qt.Key.Key_Space)
    assert not preview.remarks.isVisible()


def test_a_page_that_grows_has_everything_again(application, page, done, list_path):
    page.take_in(list_path)
    done()
    application.window.resize(1366, 768)
    preview = page.preview
    assert preview.remarks.isVisible()
    assert preview.standing.isVisible()
    assert preview.tools.another.isVisible()
    assert not preview.tools.reading.isVisible()
    assert preview.view.rowHeight(0) == 25


def test_what_was_not_recognised_shows_where_to_say_what_it_is(page, done, tmp_path):
    page.filling.take_file(write_unclear(tmp_path / "附表.xlsx"))
    done()
    assert page.filling.view.tools.header.isVisible()


def test_a_form_to_be_filled_keeps_its_rows_too(page, done, qtbot, tmp_path):
    page.filling.take_file(write_form(tmp_path / "监测表.xlsx"))
    done()
    view = page.filling.view
    qtbot.waitUntil(lambda: rows_in_view(view.view) > 5)
    assert not view.remarks.isVisible()
