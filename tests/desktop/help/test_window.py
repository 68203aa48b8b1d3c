"""The window of the help: F1, looking for words, links, going back."""

import pytest
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from desktop.actions import Act
from desktop.help.chapters import chapter_named, chapters
from desktop.help.text import pieces_of
from desktop.page import Place
from desktop.pages import PAGES
from desktop.printing import PrintPreview
from desktop.version import VERSION


@pytest.fixture
def application(start, sample_path):
    return start(sample_path)


@pytest.fixture
def window(application):
    application.commands.run(Act.FIRST_STEPS)
    yield application.rooms.ways_to_help.help
    application.rooms.ways_to_help.help.close()


def press(application, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(application.window, key, modifier)


@pytest.mark.parametrize("page", [kind.name for kind in PAGES])
def test_f1_opens_the_chapter_of_the_page_in_sight(application, page):
    application.window.go_to(Place(page))
    press(application, Qt.Key.Key_F1)
    shown = application.rooms.ways_to_help.help
    assert shown.isVisible()
    assert shown.chapter == page
    assert chapter_named(page).title in shown.text.toPlainText()
    shown.close()


def test_f1_without_a_book_opens_the_first_steps(start):
    application = start()
    press(application, Qt.Key.Key_F1)
    assert application.rooms.ways_to_help.help.chapter == "first_steps"
    application.rooms.ways_to_help.help.close()


def test_words_are_found_marked_and_brought_in_sight(window):
    window.search.setText("审签表")
    assert window.hits
    assert "审签表" in window.text.toPlainText()
    assert window.text.extraSelections()
    QTest.keyClick(window.search, Qt.Key.Key_Down)
    assert window.contents.currentRow() == 1
    assert window.hits[1].chapter == window.chapter
    window.search.clear()
    assert window.hits == []
    assert window.text.extraSelections() == []


def test_what_is_not_found_is_said(window):
    window.search.setText("没有这样的词")
    assert window.hits == []
    assert window.says.text().startswith("没有找到")


def test_links_lead_on_and_back_leads_back(window):
    window.text.anchorClicked.emit(QUrl("indicators"))
    assert window.chapter == "indicators"
    window.text.anchorClicked.emit(QUrl("findings"))
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.chapter == "indicators"
    QTest.mouseClick(window.forward, Qt.MouseButton.LeftButton)
    assert window.chapter == "findings"
    assert not window.forward.isEnabled()


def test_a_picture_is_no_wider_than_the_text(window):
    window.show_chapter("indicators")
    window.resize(800, 600)
    assert 200 < window.text.fitted("indicators.png").width() <= window.text.viewport().width()
    assert not window.text.horizontalScrollBar().isVisible()


def test_the_keys_of_ones_own_are_told(application):
    application.preferences.own_keys = (f"{Act.EXPORT_LIST} Ctrl+Shift+K",)
    application.commands.run(Act.FIRST_STEPS)
    assert "Ctrl+Shift+K、Ctrl+E" in application.rooms.ways_to_help.help.text.toPlainText()
    application.rooms.ways_to_help.help.close()


def test_another_version_says_once_where_its_changes_are(application):
    told = []
    application.notices.told.connect(told.append)
    help_ways, preferences = application.rooms.ways_to_help, application.preferences
    help_ways.say_what_is_new()
    assert told == [], "the first version has nothing new"
    preferences.version_seen = "0.0.9"
    help_ways.say_what_is_new()
    help_ways.say_what_is_new()
    assert len(told) == 1
    assert VERSION in told[0]
    application.commands.run(Act.WHATS_NEW)
    assert application.rooms.ways_to_help.help.chapter == "changes"
    application.rooms.ways_to_help.help.close()


def page_of(pages, number):
    picture = QImage(QSize(1000, 1500), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.scale(0.2, 0.2)
    pages.draw_page(painter, number)
    painter.end()
    return picture


def test_a_chapter_is_printed_with_its_picture_and_its_keys(window):
    window.show_chapter("indicators")
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview = window.findChild(PrintPreview)
    assert preview.pages.title == chapter_named("indicators").title
    words = preview.pages._document.toPlainText()
    assert "{" not in words, "commands are called by their names"
    first = page_of(preview.pages, 0)
    (shown,) = (
        piece.charFormat().toImageFormat()
        for piece in pieces_of(preview.pages._document)
        if piece.charFormat().isImageFormat()
    )
    assert shown.width() <= 5200, "no wider than the page, in tenths of a point"
    # The picture is mid-grey and coloured, words are black on white.
    hues = {first.pixelColor(x, y).name() for x in range(0, 1000, 5) for y in range(0, 900, 5)}
    assert len(hues) > 50
    preview.close()


def test_a_dark_window_prints_black_on_white(application, window):
    application.commands.run(Act.THEME_DARK)
    window.show_chapter("words")
    preview = window.print_chapter()
    page = page_of(preview.pages, 0)
    lights = [page.pixelColor(x, y).lightness() for x in range(1000) for y in range(400)]
    assert min(lights) < 80, "words are dark"
    assert sum(light > 200 for light in lights) > 0.8 * len(lights), "paper is white"
    preview.close()


def test_all_chapters_are_printed_each_from_a_page_of_its_own(window):
    offered = window.offer_printing()
    assert [action.text() for action in offered.actions()] == ["这一章…", "全部…"]
    offered.actions()[1].trigger()
    offered.close()
    preview = window.findChild(PrintPreview)
    titles = [chapter.title for chapter in chapters() if chapter.name != "changes"]
    document = preview.pages._document
    headings = []
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() == 1:
            top = document.documentLayout().blockBoundingRect(block).top()
            headings.append((block.text(), int(top // document.pageSize().height())))
        block = block.next()
    assert [words for words, _ in headings] == titles
    pages = [page for _, page in headings]
    assert len(set(pages)) == len(titles) <= len(preview.pages)
    preview.close()
