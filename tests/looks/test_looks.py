"""Every page in every theme: drawn, different from empty, nothing cut off."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton

from db.book import PlanBook
from db.ticket import Unhurried
from desktop.columns import Heading
from desktop.pictures import draw_pages
from desktop.theme import ThemeName

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]

SIZES = [(1366, 768), (1920, 1080), (1366, 696)]


@pytest.fixture
def full_path(tmp_path):
    """A book with a plan and made-up figures."""
    path = tmp_path / "利通.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("litong", demonstration=True)
    return path


@pytest.mark.parametrize("theme", list(ThemeName))
def test_every_page_and_dialog_is_drawn(full_path, tmp_path, theme):
    folder = tmp_path / "looks"
    folder.mkdir()
    drawn = draw_pages(full_path, folder, theme, 100, Unhurried())
    names = {path.stem for path in drawn}
    assert {"welcome", "overview", "indicators", "dialog_new_plan", "dialog_keys"} <= names
    sizes = {path.stem: path.stat().st_size for path in drawn}
    assert all(size > 2_000 for size in sizes.values()), "an even picture is smaller"


def words_cut_off(window) -> list[str]:
    """The words of labels and buttons in sight that need more room than they have."""
    cut = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or label.pixmap().width():
            continue
        metrics = QFontMetrics(label.font())
        if label.wordWrap():
            needed = label.heightForWidth(label.width())
            if needed > label.height():
                cut.append(f"{label.text()} ({label.height()} of {needed} high)")
        elif metrics.horizontalAdvance(label.text()) > label.width():
            cut.append(label.text())
    cut += [
        press.text()
        for press in window.findChildren(QPushButton)
        if press.isVisible() and press.sizeHint().width() > press.width()
    ]
    return cut


def cells_cut_off(table) -> list[str]:
    """The names in sight that do not fit their column."""
    cut = []
    for row, line in enumerate(table.lines.rows):
        if isinstance(line, Heading):
            continue
        cell = table.lines.cell(row, 0)
        metrics = table.values.metrics(table._look.theme, bold=cell.bold, small=cell.small)
        room = table.columnWidth(0) - 10 - 16 * cell.indent
        if metrics.horizontalAdvance(cell.text) > room:
            cut.append(cell.text)
    return cut


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_words_are_cut_off(start, full_path, size):
    application = start()
    window = application.window
    window.resize(*size)
    QCoreApplication.sendPostedEvents()
    assert words_cut_off(window) == []
    application.open_book(full_path)
    for page in window.pages:
        window.show_page(page)
        QCoreApplication.sendPostedEvents()
        assert (page.name, words_cut_off(window)) == (page.name, [])
        if page.name in {"indicators", "overview"}:
            assert cells_cut_off(page.table) == []


def test_enough_rows_and_years_are_in_view(start, full_path):
    application = start(full_path)
    window = application.window
    window.resize(1366, 768)
    page = next(page for page in window.pages if page.name == "indicators")
    window.show_page(page)
    QCoreApplication.sendPostedEvents()
    table = page.table
    assert table.viewport().height() // table.rowHeight(1) >= 19
    right = table.viewport().width()
    years = {
        column.name
        for place, column in enumerate(table.lines.columns)
        if column.name and table.columnViewportPosition(place) + table.columnWidth(place) <= right
    }
    assert len(years) >= 5
