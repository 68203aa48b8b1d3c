"""The timeline: zoom from weeks to years, scrolled with the table, only what is in view drawn."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.page import Place
from desktop.project_list.scale import STEPS, TimeScale, Zoom, scale_over
from desktop.project_list.timeline import HEAD

TODAY = date(2022, 10, 20)
SCHOOL = "长春路小学"


@pytest.fixture
def timeline(page):
    return page.board.timeline


def place_of(page, name):
    return page.table.lines.row_of(next(row.id for row in page.content.rows if row.name == name))


def turn(widget, at, notches, modifiers=Qt.KeyboardModifier.NoModifier):
    """Turn the wheel over a place."""
    event = QWheelEvent(
        QPointF(at), QPointF(widget.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's signature
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize(
    ("zoom", "upper", "lower"),
    [
        (Zoom.WEEK, "2021 年 1 月", "12-28"),
        (Zoom.MONTH, "2021", "1月"),
        (Zoom.QUARTER, "2021", "一季"),
        (Zoom.YEAR, "2021", "上半年"),
    ],
)
def test_a_zoom_counts_in_its_own_words(zoom, upper, lower):
    scale = scale_over(date(2021, 3, 1), date(2023, 5, 1), STEPS[zoom])
    assert scale.zoom is zoom
    assert next(scale.uppers()).words == upper
    assert next(scale.lowers()).words == lower


@given(
    some.dates(date(2015, 1, 1), date(2030, 12, 31)),
    some.integers(0, 3000),
    some.floats(0.01, 100),
)
def test_marks_cover_every_day_once(first, days, pixels):
    scale = scale_over(first, first + timedelta(days=days)).at(pixels)
    for marks in (list(scale.uppers()), list(scale.lowers())):
        assert marks[0].start == scale.start
        assert marks[-1].end >= scale.end
        assert all(one.end == other.start for one, other in pairwise(marks))


@given(some.integers(0, 1000), some.floats(0.05, 30))
def test_a_day_is_found_where_it_is_drawn(days, pixels):
    scale = TimeScale(date(2021, 1, 1), date(2024, 1, 1), pixels)
    day = date(2021, 1, 1) + timedelta(days=days)
    assert abs((scale.day(scale.x(day) + pixels / 2) - day).days) <= 1


def test_today_is_in_view_at_first_and_all_days_where_they_fit(timeline):
    canvas = timeline.canvas
    assert 0 <= canvas.x(TODAY) <= timeline.width()
    assert timeline.scale.zoom is Zoom.QUARTER


def test_buttons_and_the_wheel_with_ctrl_zoom_round_a_place(page, timeline):
    page.tools.zooms[Zoom.WEEK].click()
    assert timeline.scale.zoom is Zoom.WEEK
    assert page.tools.zooms[Zoom.WEEK].isChecked()
    at = QPoint(200, 200)
    under = timeline.scale.day(timeline.left + at.x())
    turn(timeline, at, -5, Qt.KeyboardModifier.ControlModifier)
    assert timeline.scale.pixels < STEPS[Zoom.WEEK]
    assert abs((timeline.scale.day(timeline.left + at.x()) - under).days) <= 1
    page.tools.zooms[Zoom.YEAR].click()
    assert timeline.scale.zoom is Zoom.YEAR
    assert not page.board.across.isVisible(), "all years fit"


def test_days_are_scrolled_by_keys_and_wheel_and_rows_with_the_table(page, timeline):
    page.tools.zooms[Zoom.MONTH].click()
    page.board.across.setValue(0)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert timeline.left == 60
    turn(timeline, QPoint(50, 200), -1, Qt.KeyboardModifier.ShiftModifier)
    assert timeline.left > 60
    turn(timeline, QPoint(50, 200), -2)
    assert timeline.top == page.table.verticalScrollBar().value() > 0
    assert page.board.beside.value() == timeline.top


def test_a_click_on_a_bar_puts_the_cursor_on_its_project(page, timeline):
    page.show_place(Place("project_list", page.content.works[0].id))
    place = place_of(page, "锦钰佳苑东区幼儿园")
    at = QPoint(100, HEAD + place * 28 - timeline.top + 14)
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert page.table.current_row.name == "锦钰佳苑东区幼儿园"
    assert timeline.current == place


def test_what_stands_under_the_mouse_is_said(page, timeline):
    page.show_place(
        Place("project_list", next(r.id for r in page.content.rows if r.name == SCHOOL))
    )
    place = place_of(page, SCHOOL)
    y = HEAD + place * 28 - timeline.top + 10
    x = round(timeline.canvas.after(date(2022, 9, 30)))
    assert timeline.words_at(QPoint(x, y)) == "主体封顶：计划 2022-09-30，未过"
    assert timeline.words_at(QPoint(x, 5)) == ""


def test_plan_done_and_today_are_drawn_in_the_colours_of_their_meaning(page, timeline):
    theme = page.look.theme
    page.show_place(
        Place("project_list", next(r.id for r in page.content.rows if r.name == SCHOOL))
    )
    picture = timeline.grab().toImage()
    top = HEAD + place_of(page, SCHOOL) * 28 - timeline.top
    canvas = timeline.canvas

    def colour(day, y):
        ratio = picture.devicePixelRatio()
        return QColor(picture.pixel(round(canvas.x(day) * ratio), round((top + y) * ratio)))

    assert colour(date(2022, 6, 15), 19) == theme.colour("done_bar")
    assert colour(date(2023, 3, 15), 10) == theme.colour("surface"), "the plan is hollow"
    assert colour(TODAY, 3) == theme.colour("accent")


def test_only_rows_in_view_are_worked_out(page, timeline):
    timeline.grab()
    known = set(page.content._bars)
    in_view = timeline.height() // 28 + 2
    assert 0 < len(known) <= in_view < len(page.table.lines.rows)
