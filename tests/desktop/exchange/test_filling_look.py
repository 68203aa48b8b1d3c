"""The face of 回填: nothing cut off, every control named, all of it reached by keys."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from db.ticket import Unhurried
from desktop.actions import Act
from desktop.page import Place
from desktop.pictures import draw_pages
from tests.desktop.exchange.forms import write_form
from tests.looks.cut import cut_off
from tests.looks.test_keyboard import controls, described, never_reached, spoken

SIZES = [(1366, 768), (1280, 720), (1920, 1080)]


@pytest.fixture
def application(start, litong_path, tmp_path, qtbot):
    """The program with a form in sight."""
    application = start(litong_path)
    window = application.window
    window.resize(1366, 768)
    window.go_to(Place("exchange", file=write_form(tmp_path / "监测表.xlsx"), fills=True))
    qtbot.waitUntil(lambda: not application.runner.is_working)
    assert window.page.filling.view.isVisible()
    return application


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_words_are_cut_off(application, size):
    application.window.resize(*size)
    QCoreApplication.sendPostedEvents()
    assert cut_off(application.window) == []


def test_every_control_is_named_and_reached(application):
    window = application.window
    QCoreApplication.sendPostedEvents()
    assert [described(one) for one in controls(window) if not spoken(one)] == []
    assert never_reached(window, lambda: application.commands.run(Act.NEXT_REGION)) == []


def test_f6_goes_through_the_parts_and_comes_round(application):
    began = QApplication.focusWidget()
    seen = []
    for _ in range(len(application.window.page.stops()) + 1):
        application.commands.run(Act.NEXT_REGION)
        seen.append(QApplication.focusWidget())
    assert seen[-1] is began
    assert len(set(seen)) == len(seen)
    view = application.window.page.filling.view
    assert {view.view, view.remarks, view.write} <= set(seen)


def test_the_search_for_a_row_is_named_and_reached(application, qtbot):
    view = application.window.page.filling.view
    dialog = view.search_row(view.seen.preview.proposals[0])
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert cut_off(dialog) == []
    assert [described(one) for one in controls(dialog) if not spoken(one)] == []
    assert never_reached(dialog, lambda: None) == []
    dialog.close()


def test_the_command_stands_in_the_menu_and_asks_for_a_form(application):
    page = application.window.page
    page.filling.give_up()
    application.window.go_to(Place("task_list"))
    application.commands.run(Act.FILL_FORM)
    assert application.window.page is page
    (dialog,) = page.filling.findChildren(type(page.filling.ask_for_file()))[:1]
    assert "要填的表" in dialog.nameFilters()[0]
    for one in page.filling.findChildren(type(dialog)):
        one.close()


@pytest.mark.usefixtures("qapp")
def test_it_is_among_the_pictures(tmp_path):
    folder = tmp_path / "looks"
    folder.mkdir()
    drawn = draw_pages(None, folder, "light", 100, Unhurried())
    assert {"exchange_filling", "dialog_row_search"} <= {path.stem for path in drawn}
