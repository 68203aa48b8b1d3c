"""Every control of every page and dialog: it has a name, and the keyboard reaches it."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from db.book import PlanBook
from desktop.actions import Act
from desktop.application import PAGES
from desktop.pictures import dialogs_of
from desktop.widgets.tools import PageTools

PAGE_NAMES = [page.name for page in PAGES]


@pytest.fixture
def full_path(tmp_path):
    """A book with a plan, made-up figures and something to undo."""
    path = tmp_path / "利通.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("litong", demonstration=True)
    return path


def controls(shown: QWidget) -> list[QWidget]:
    """What takes part in the walk: all in sight that takes the focus."""
    # Words that may be selected with the mouse are no control.
    return [
        widget
        for widget in shown.findChildren(QWidget)
        if not isinstance(widget, QLabel)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is shown.window()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
    ]


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} “{spoken(widget)}”"


def group_of(widget: QWidget) -> list[QWidget]:
    """Those the arrows walk among: of such a group Tab stops at the chosen one only."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group.buttons() if group is not None and group.exclusive() else [widget]


def never_reached(shown: QWidget, leave_table) -> list[str]:
    """Press Tab until the walk comes round; name the controls it passed by."""
    wanted = controls(shown)
    reached: set[QWidget] = set()
    for _ in range(3 * len(wanted) + 10):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is focus:
            # Where values are typed, Tab goes along the cells; F6 leads out.
            leave_table()
    return [described(one) for one in wanted if not reached & set(group_of(one))]


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_every_control_of_a_page_is_named_and_reached(start, full_path, name):
    application = start(full_path)
    window = application.window
    window.resize(1366, 768)
    window.show_page(next(page for page in window.pages if page.name == name))
    QCoreApplication.sendPostedEvents()
    assert len(controls(window.page)) > 0
    assert [described(one) for one in controls(window) if not spoken(one)] == []
    assert never_reached(window, lambda: application.commands.run(Act.NEXT_REGION)) == []


def as_read(bar: QWidget, widget: QWidget) -> tuple[bool, int]:
    """Where a control stands in its bar: in the first row or below it, and how far right."""
    middle = widget.mapTo(bar, widget.rect().center())
    return middle.y() > bar.head.height(), middle.x()


def test_tab_goes_through_the_bar_of_each_page_as_it_is_read(start, full_path):
    application = start(full_path)
    window = application.window
    window.resize(1366, 768)
    wrong = {}
    for page in window.pages:
        window.show_page(page)
        QCoreApplication.sendPostedEvents()
        bar = page.findChild(PageTools)
        if bar is None or not bar.isVisible():
            continue
        window.rail.focus_chosen()
        gone_through = []
        for _ in range(30):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            if page.isAncestorOf(QApplication.focusWidget()):
                gone_through.append(QApplication.focusWidget())
        stops = [one for one in gone_through if bar.isAncestorOf(one)]
        in_bar = len(dict.fromkeys(stops))
        read = sorted(dict.fromkeys(stops), key=lambda one, bar=bar: as_read(bar, one))
        if gone_through[:in_bar] != read:
            wrong[page.name] = [described(one) for one in gone_through[:in_bar]]
    assert wrong == {}


def test_every_control_of_the_welcome_page_is_named_and_reached(start, full_path):
    application = start(full_path)
    application.close_book()
    QCoreApplication.sendPostedEvents()
    window = application.window
    assert [described(one) for one in controls(window) if not spoken(one)] == []
    assert never_reached(window, lambda: None) == []


def test_every_control_of_the_dialogs_is_named_and_reached(start, full_path, qtbot):
    application = start(full_path)
    names = []
    for name, make in dialogs_of(application):
        dialog = make()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        names.append(name)
        assert [described(one) for one in controls(dialog) if not spoken(one)] == []
        assert (name, never_reached(dialog, lambda: None)) == (name, [])
        dialog.close()
    assert len(names) >= 3


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_f6_comes_round_to_where_it_began(start, full_path, name):
    application = start(full_path)
    window = application.window
    window.show_page(next(page for page in window.pages if page.name == name))
    regions = window.page.stops()
    began = QApplication.focusWidget()
    seen = set()
    for _ in range(len(regions) + 1):
        application.commands.run(Act.NEXT_REGION)
        seen.add(QApplication.focusWidget())
    assert QApplication.focusWidget() is began
    assert len(seen) == len(regions) + 1


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_in_an_empty_book_f6_still_leads_to_the_rail(start, empty_path, name):
    application = start(empty_path)
    window = application.window
    window.show_page(next(page for page in window.pages if page.name == name))
    seen = set()
    for _ in range(len(window.page.regions()) + 1):
        application.commands.run(Act.NEXT_REGION)
        seen.add(QApplication.focusWidget().objectName())
    assert f"rail_{name}" in seen
